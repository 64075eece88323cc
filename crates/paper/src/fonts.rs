//! The fonts of the machine: one to write watermarks with, which also stands in for Japanese fonts that a PDF names but
//! does not carry (municipal programs often leave MS 明朝 and MS ゴシック out).

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use hayro::hayro_interpret::font::{FontData, FontQuery};
use hayro::hayro_interpret::hayro_cmap::CidFamily;
use skrifa::{FontRef, MetadataProvider};

use crate::error::PaperError;

/// Where fonts with Japanese letters are, best first: file and index within it.
const CANDIDATES: &[(&str, u32)] = &[
    ("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf", 0),
    ("/usr/share/fonts/opentype/bizud-gothic/BIZUDGothic-Regular.ttf", 0),
    ("/usr/local/share/fonts/BIZUDGothic-Regular.ttf", 0),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 0),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 0),
];

/// A font file in memory. Cloning is cheap.
#[derive(Clone)]
pub(crate) struct Font {
    data: Arc<Vec<u8>>,
    index: u32,
}

impl Font {
    /// The font, if the bytes are one that has Japanese letters.
    pub(crate) fn read(data: Vec<u8>, index: u32) -> Option<Self> {
        let font = Self {
            data: Arc::new(data),
            index,
        };
        font.face()?.charmap().map('縁')?;
        Some(font)
    }

    pub(crate) fn face(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }
}

/// The first usable font of the machine, read once: fonts do not change while a program runs.
pub(crate) fn japanese() -> Result<&'static Font, PaperError> {
    static FOUND: OnceLock<Option<Font>> = OnceLock::new();
    FOUND
        .get_or_init(|| {
            CANDIDATES
                .iter()
                .find_map(|(path, index)| Font::read(std::fs::read(PathBuf::from(path)).ok()?, *index))
        })
        .as_ref()
        .ok_or(PaperError::NoFont)
}

/// Whether watermarks can be written on this machine; to be asked at start, so that nobody finds out at the first page.
///
/// # Errors
/// [`PaperError::NoFont`].
pub fn check_fonts() -> Result<(), PaperError> {
    japanese().map(|_| ())
}

/// The font for a name that a PDF uses without carrying the font.
pub(crate) fn stand_in(font: &Font, query: &FontQuery) -> Option<(FontData, u32)> {
    let japanese = || Some((font.data.clone() as FontData, font.index));
    match query {
        FontQuery::Standard(standard) => Some(standard.get_font_data()),
        FontQuery::Fallback(wanted) => match wanted.character_collection.as_ref().map(|c| &c.family) {
            Some(CidFamily::AdobeJapan1 | CidFamily::AdobeIdentity) => japanese(),
            _ => Some(wanted.pick_standard_font().get_font_data()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_without_japanese_letters_is_not_taken() {
        assert!(Font::read(b"not a font".to_vec(), 0).is_none());
        let latin = std::fs::read("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
        assert!(latin.is_err() || Font::read(latin.unwrap(), 0).is_none());
    }

    #[test]
    fn this_machine_can_write_watermarks() {
        assert_eq!(check_fonts(), Ok(()));
    }
}
