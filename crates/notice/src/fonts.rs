//! The fonts of the machine that letters are set in. They are read for each letter and let go afterwards: a server that
//! prints a few letters a day need not hold 50 MB of fonts.

use std::path::Path;
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::error::NoticeError;

/// One typeface and the places where its file may lie, first found is taken; each with the index within the file.
struct Face {
    places: &'static [(&'static str, u32)],
    /// Without it no letter can be set at all.
    indispensable: bool,
}

/// What letters are set in, and for characters that it has not, the fonts with nearly all of them.
const FACES: [Face; 4] = [
    Face {
        places: &[
            ("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf", 0),
            ("/usr/share/fonts/opentype/bizud-gothic/BIZUDGothic-Regular.ttf", 0),
            ("/usr/local/share/fonts/BIZUDGothic-Regular.ttf", 0),
        ],
        indispensable: true,
    },
    Face {
        places: &[
            ("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Bold.ttf", 0),
            ("/usr/share/fonts/opentype/bizud-gothic/BIZUDGothic-Bold.ttf", 0),
            ("/usr/local/share/fonts/BIZUDGothic-Bold.ttf", 0),
        ],
        indispensable: true,
    },
    Face {
        places: &[
            ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 0),
            ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 0),
        ],
        indispensable: false,
    },
    Face {
        places: &[
            ("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 0),
            ("/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc", 0),
        ],
        indispensable: false,
    },
];

/// Which fonts the machine has: found once, since fonts do not change while a program runs.
pub(crate) struct Shelf {
    pub(crate) book: LazyHash<FontBook>,
    places: Vec<(&'static str, u32)>,
}

impl Shelf {
    fn look() -> Option<Self> {
        let (mut book, mut places) = (FontBook::new(), Vec::new());
        for face in FACES {
            let found = face
                .places
                .iter()
                .find_map(|&(path, index)| Some((read(path, index)?, path, index)));
            match found {
                Some((font, path, index)) => {
                    book.push(font.info().clone());
                    places.push((path, index));
                }
                None if face.indispensable => return None,
                None => {}
            }
        }
        Some(Self {
            book: LazyHash::new(book),
            places,
        })
    }

    /// How many fonts there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The font at a place of the book.
    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.places.get(index).and_then(|&(path, index)| read(path, index))
    }
}

fn read(path: impl AsRef<Path>, index: u32) -> Option<Font> {
    Font::new(Bytes::new(std::fs::read(path).ok()?), index)
}

/// The fonts of this machine.
pub(crate) fn shelf() -> Result<&'static Shelf, NoticeError> {
    static FOUND: OnceLock<Option<Shelf>> = OnceLock::new();
    FOUND.get_or_init(Shelf::look).as_ref().ok_or(NoticeError::NoFont)
}

/// Whether letters can be set on this machine; to be asked at start, so that nobody finds out at the first letter.
///
/// # Errors
/// [`NoticeError::NoFont`].
pub fn check_fonts() -> Result<(), NoticeError> {
    shelf().map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_can_set_letters_and_has_fonts_for_rare_characters() {
        assert_eq!(check_fonts(), Ok(()));
        assert_eq!(shelf().unwrap().len(), FACES.len());
    }
}
