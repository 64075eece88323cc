//! Where PDFs are looked at: the parser unpacks whatever a file tells it to, so that looking has to be bounded from outside.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use fence::{Bounds, Failed, Fence, Job, Rights, answer, close, input};

use super::looking::{look_from_outside, look_inside};
use super::pdf::{InvalidPdf, Pdf, PdfLimits};

/// Who looks at a PDF.
#[derive(Clone, Debug)]
pub enum Inspector {
    /// This very process: for files whose origin is known, and for tests.
    Here,
    /// A process of its own, in the fence.
    Fenced(Fence),
}

/// What looking at one file may take.
const BOUNDS: Bounds = Bounds {
    time: Duration::from_secs(15),
    answer: 1 << 10,
};

/// Bytes of address space.
const MEMORY: u64 = 512 << 20;

const WORDS: [&str; 2] = ["exchange", "look"];

/// What comes back: how many pages there are.
type Verdict = Result<u32, InvalidPdf>;

impl Inspector {
    /// Checks a file.
    ///
    /// # Errors
    /// The first thing found that keeps it out, in the order of [`InvalidPdf`].
    pub fn check(&self, bytes: Vec<u8>, limits: &PdfLimits) -> Result<Pdf, InvalidPdf> {
        look_from_outside(&bytes, limits)?;
        let bytes = Arc::new(bytes);
        let pages = match self {
            Self::Here => look_here(&bytes, limits),
            Self::Fenced(fence) => look_fenced(fence, &bytes, limits),
        }?;
        Ok(Pdf { bytes, pages })
    }
}

impl Pdf {
    /// Checks a file in this very process.
    ///
    /// # Errors
    /// As [`Inspector::check`].
    pub fn check(bytes: Vec<u8>, limits: &PdfLimits) -> Result<Self, InvalidPdf> {
        Inspector::Here.check(bytes, limits)
    }
}

/// The parser is well tested, but what it is given comes from outside: a fault of its own is a damaged file.
fn look_here(bytes: &Arc<Vec<u8>>, limits: &PdfLimits) -> Verdict {
    catch_unwind(AssertUnwindSafe(|| look_inside(bytes, limits))).unwrap_or(Err(InvalidPdf::Damaged))
}

fn look_fenced(fence: &Fence, bytes: &[u8], limits: &PdfLimits) -> Verdict {
    let limits = serde_json::to_string(limits).map_err(|_| InvalidPdf::NotLookedAt)?;
    let [whose, what] = WORDS.map(str::to_owned);
    let done = fence
        .run(&Job::new([whose, what, limits]), bytes, BOUNDS)
        .map_err(|failed| match failed {
            Failed::Died(_) | Failed::TooSlow(_) | Failed::TooLong => InvalidPdf::TooCostly,
            Failed::Busy | Failed::NoProcess(_) => InvalidPdf::NotLookedAt,
        })?;
    serde_json::from_slice(&done.answer).unwrap_or(Err(InvalidPdf::NotLookedAt))
}

/// In the process that was started for it: takes its own rights away and looks. What comes back is the code to end with;
/// nothing if the job is another.
#[must_use]
pub fn take_up(job: &Job) -> Option<u8> {
    let [whose, what, limits] = job.words.as_slice() else {
        return None;
    };
    ([whose, what] == WORDS).then(|| u8::from(!looked_at(limits)))
}

fn looked_at(limits: &str) -> bool {
    let rights = Rights {
        memory: MEMORY,
        seconds: BOUNDS.time.as_secs(),
        ..Rights::default()
    };
    let (Ok(limits), Ok(_), Ok(bytes)) = (serde_json::from_str(limits), close(&rights), input()) else {
        return false;
    };
    let verdict = look_here(&Arc::new(bytes), &limits);
    serde_json::to_vec(&verdict).is_ok_and(|verdict| answer(&verdict).is_ok())
}
