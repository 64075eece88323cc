//! Notes and form fields whose looks are not in the file. Who draws the page makes looks up for some; for the others it would
//! show nothing, and what a black square was to cover would stand there.

use hayro_syntax::Pdf as Parsed;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, String as Text};

use super::pdf::InvalidPdf;

/// How long a chain from a form field to the one it belongs to may be.
const LONGEST_CHAIN: usize = 16;

/// # Errors
/// The page on which something would be missing.
pub(super) fn refuse(pdf: &Parsed) -> Result<(), InvalidPdf> {
    let form = Form::of(pdf);
    for (page, number) in pdf.pages().iter().zip(1..) {
        let Some(notes) = page.raw().get::<Array<'_>>(b"Annots") else {
            continue;
        };
        if !notes.iter::<Dict<'_>>().all(|note| form.shows(&note)) {
            return Err(InvalidPdf::NotFlat { page: number });
        }
    }
    Ok(())
}

/// What the document says of all its form fields.
struct Form {
    /// Looks in the file are to be made anew by whoever shows it.
    made_anew: bool,
    /// There is a manner of writing for fields without their own.
    has_manner: bool,
}

impl Form {
    fn of(pdf: &Parsed) -> Self {
        let catalogue: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
        let form = catalogue.and_then(|catalogue| catalogue.get::<Dict<'_>>(b"AcroForm"));
        Self {
            made_anew: form.as_ref().and_then(|form| form.get::<bool>(b"NeedAppearances")) == Some(true),
            has_manner: form.is_some_and(|form| form.contains_key(b"DA")),
        }
    }

    fn shows(&self, note: &Dict<'_>) -> bool {
        let kind = note.get::<Name<'_>>(b"Subtype");
        let kind = kind.as_ref().map_or(&b""[..], AsRef::as_ref);
        if is_hidden(note) {
            return true;
        }
        match kind {
            b"Widget" => (note.contains_key(b"AP") && !self.made_anew) || self.shows_value(note),
            _ if note.contains_key(b"AP") => true,
            b"Link" | b"Popup" | b"Text" | b"Square" | b"Circle" | b"Line" | b"Polygon" | b"PolyLine" | b"Ink"
            | b"Highlight" | b"Underline" | b"Squiggly" | b"StrikeOut" => true,
            b"FreeText" => note.get::<Text<'_>>(b"Contents").is_none_or(|words| is_plain(&words)),
            _ => false,
        }
    }

    fn shows_value(&self, field: &Dict<'_>) -> bool {
        let kind = inherited::<Name<'_>>(field, b"FT");
        if !matches!(kind.as_ref().map(AsRef::as_ref), Some(b"Tx" | b"Ch")) {
            return true;
        }
        let has_manner = self.has_manner || inherited::<Object<'_>>(field, b"DA").is_some();
        match inherited::<Object<'_>>(field, b"V") {
            None | Some(Object::Null(_)) => true,
            Some(Object::String(value)) => value.as_bytes().is_empty() || (has_manner && is_plain(&value)),
            Some(_) => false,
        }
    }
}

/// What a field or one that it belongs to says.
fn inherited<'a, T>(field: &Dict<'a>, key: &[u8]) -> Option<T>
where
    Object<'a>: TryInto<T>,
{
    let mut field = field.clone();
    for _ in 0..LONGEST_CHAIN {
        if let Some(value) = field.get::<Object<'a>>(key) {
            return value.try_into().ok();
        }
        field = field.get::<Dict<'a>>(b"Parent")?;
    }
    None
}

/// Not for screens: hidden, or for paper only (ISO 32000-1, 12.5.3).
fn is_hidden(note: &Dict<'_>) -> bool {
    const HIDDEN: u32 = 1 << 1;
    const NOT_ON_SCREENS: u32 = 1 << 5;
    let flags = note.get::<Number>(b"F").map_or(0.0, |flags| flags.as_f64());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float becomes the nearest whole number"
    )]
    let flags = flags as u32;
    flags & (HIDDEN | NOT_ON_SCREENS) != 0
}

/// Letters for which looks are made up rightly, whatever font the field names.
fn is_plain(text: &Text<'_>) -> bool {
    text.as_bytes()
        .iter()
        .all(|byte| matches!(byte, b' '..=b'~' | b'\r' | b'\n'))
}
