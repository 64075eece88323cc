//! Sets a template with its data and makes a PDF of it. The only file that knows how Typst is driven.

use std::sync::{Mutex, OnceLock, PoisonError};

use domain::calendar::day::Day;
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::error::NoticeError;
use crate::fonts::{Shelf, shelf};
use crate::glyphs;

/// What templates call the data.
const DATA: &str = "data.json";
/// What they share.
const SHARED: (&str, &str) = ("letter.typ", include_str!("../templates/letter.typ"));

/// The letters.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Template {
    UsagePermit,
    InstallKeys,
    ProvisionalCredentials,
    UsageRefusal,
    UsageCorrection,
    UsageSuspension,
    UsageEnd,
    Text,
}

impl Template {
    const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::UsagePermit => ("usage-permit.typ", include_str!("../templates/usage-permit.typ")),
            Self::InstallKeys => ("install-keys.typ", include_str!("../templates/install-keys.typ")),
            Self::ProvisionalCredentials => (
                "provisional-credentials.typ",
                include_str!("../templates/provisional-credentials.typ"),
            ),
            Self::UsageRefusal => ("usage-refusal.typ", include_str!("../templates/usage-refusal.typ")),
            Self::UsageCorrection => (
                "usage-correction.typ",
                include_str!("../templates/usage-correction.typ"),
            ),
            Self::UsageSuspension => (
                "usage-suspension.typ",
                include_str!("../templates/usage-suspension.typ"),
            ),
            Self::Text => ("text.typ", include_str!("../templates/text.typ")),
            Self::UsageEnd => ("usage-end.typ", include_str!("../templates/usage-end.typ")),
        }
    }
}

/// The PDF of a template with its data, dated to the day of the letter.
pub(crate) fn print(template: Template, date: Day, data: &impl Serialize) -> Result<Vec<u8>, NoticeError> {
    let data = serde_json::to_vec(data).map_err(|error| NoticeError::Template(error.to_string()))?;
    // One at a time: Typst remembers what it computed, secrets as well, until it is told to forget, which it does for
    // everybody at once.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let _forget = Forget;
    set(template, date, data)
}

/// Makes Typst forget the letter when it is done, however that ends.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

fn set(template: Template, date: Day, data: Vec<u8>) -> Result<Vec<u8>, NoticeError> {
    let (name, text) = template.file();
    let world = Desk::new((name, text), data)?;
    let document: PagedDocument = typst::compile(&world).output.map_err(|errors| told(&errors))?;
    let missing = glyphs::missing(&document);
    if !missing.is_empty() {
        return Err(NoticeError::MissingGlyphs(missing));
    }
    typst_pdf::pdf(&document, &options(date)?).map_err(|errors| told(&errors))
}

fn options(date: Day) -> Result<PdfOptions, NoticeError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| NoticeError::Template(error.message().to_string()))?;
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let midnight = Datetime::from_ymd_hms(date.year(), part(date.month()), part(date.day()), 0, 0, 0);
    Ok(PdfOptions {
        creator: Smart::Custom(Some("Engawa".to_owned())),
        timestamp: midnight.and_then(|midnight| typst_pdf::Timestamp::new_local(midnight, 9 * 60)),
        standards,
        ..PdfOptions::default()
    })
}

fn told(errors: &[SourceDiagnostic]) -> NoticeError {
    let messages: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
    NoticeError::Template(messages.join("; "))
}

/// All that Typst gets to see: one template, what templates share, the data, the fonts. No disk, no network, no clock.
struct Desk {
    shelf: &'static Shelf,
    fonts: Vec<OnceLock<Option<Font>>>,
    main: Source,
    shared: Source,
    data: (FileId, Bytes),
}

impl Desk {
    fn new((name, text): (&str, &str), data: Vec<u8>) -> Result<Self, NoticeError> {
        let shelf = shelf()?;
        let source = |name: &str, text: &str| Ok(Source::new(id(name)?, text.to_owned()));
        Ok(Self {
            shelf,
            fonts: std::iter::repeat_with(OnceLock::new).take(shelf.len()).collect(),
            main: source(name, text)?,
            shared: source(SHARED.0, SHARED.1)?,
            data: (id(DATA)?, Bytes::new(data)),
        })
    }
}

fn id(name: &str) -> Result<FileId, NoticeError> {
    let path = VirtualPath::new(name).map_err(|error| NoticeError::Template(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn library() -> &'static LazyHash<Library> {
    static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
    // Headers of rows in tables, for screen readers.
    let features = std::iter::once(Feature::A11yExtras).collect();
    LIBRARY.get_or_init(|| LazyHash::new(Library::builder().with_features(features).build()))
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.shared]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let (data, bytes) = &self.data;
        if *data == id {
            Ok(bytes.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index)?.get_or_init(|| self.shelf.font(index)).clone()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
