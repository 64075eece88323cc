//! The other side of all work on documents from outside: what a process does that was started for it.

/// Does the job that this process was started for, in the fence, and gives the code to end with; nothing if it was not started
/// for any. To be asked before anything else is done.
#[must_use]
pub fn work_in_the_fence() -> Option<u8> {
    let job = fence::given_job()?;
    let code = paper::take_up(&job).or_else(|| exchange::document::take_up(&job));
    Some(code.unwrap_or(UNKNOWN))
}

/// A job that nobody here knows.
const UNKNOWN: u8 = 70;
