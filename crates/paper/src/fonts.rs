//! The font that watermarks are written with; it also stands in for Japanese fonts that a PDF names but does not carry
//! (municipal programs often leave MS 明朝 and MS ゴシック out).

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use skrifa::{FontRef, MetadataProvider};

use crate::error::PaperError;

/// Where the font lies, best place first. It has all letters of MS932 and, but for two brackets, of JIS X 0213.
pub(crate) const JAPANESE: &[&str] = &[
    "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf",
    "/usr/share/fonts/opentype/bizud-gothic/BIZUDGothic-Regular.ttf",
    "/usr/local/share/fonts/BIZUDGothic-Regular.ttf",
];

/// A font file in memory. Cloning is cheap.
#[derive(Clone)]
pub(crate) struct Font {
    data: Arc<Vec<u8>>,
}

impl Font {
    /// The font, if the bytes are one that has Japanese letters.
    pub(crate) fn read(data: Vec<u8>) -> Option<Self> {
        let font = Self { data: Arc::new(data) };
        font.face()?.charmap().map('縁')?;
        Some(font)
    }

    pub(crate) fn face(&self) -> Option<FontRef<'_>> {
        FontRef::new(&self.data).ok()
    }
}

/// The first of these places where there is a file.
pub(crate) fn first_of(places: &[&str]) -> Option<PathBuf> {
    places
        .iter()
        .map(Path::new)
        .find(|path| path.is_file())
        .map(Path::to_path_buf)
}

/// The Japanese font of the machine, read once: fonts do not change while a program runs.
pub(crate) fn japanese() -> Result<&'static Font, PaperError> {
    static FOUND: OnceLock<Option<Font>> = OnceLock::new();
    FOUND
        .get_or_init(|| Font::read(std::fs::read(first_of(JAPANESE)?).ok()?))
        .as_ref()
        .ok_or(PaperError::NoFont)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_without_japanese_letters_is_not_taken() {
        assert!(Font::read(b"not a font".to_vec()).is_none());
        let latin = std::fs::read("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
        assert!(latin.is_err() || Font::read(latin.unwrap()).is_none());
    }

    #[test]
    fn this_machine_can_write_watermarks() {
        assert!(japanese().is_ok());
    }
}
