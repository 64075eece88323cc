//! The Japanese typeface of the forms and the part of it that one file needs. Where text stands is decided elsewhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// Why no PDF can be written.
#[derive(Debug, thiserror::Error)]
pub enum TypefaceError {
    /// The fonts are not installed.
    #[error(
        "the typeface BIZ UDGothic was not found (looked for {FILE_NAME} in {0}); install the Debian package \
         fonts-morisawa-bizud-gothic or name the file in the settings"
    )]
    Missing(String),
    /// The file cannot be read.
    #[error("the typeface {path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not a TrueType font.
    #[error("the typeface {path} is not a usable TrueType font: {reason}")]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

const FILE_NAME: &str = "BIZUDGothic-Regular.ttf";

/// Where systems keep it: Debian's package, other distributions, macOS, a user's own folder.
const FOLDERS: &[&str] = &[
    "/usr/share/fonts/truetype/bizud-gothic",
    "/usr/share/fonts/morisawa-bizud-gothic",
    "/usr/share/fonts/bizud-gothic",
    "/usr/local/share/fonts",
    "/Library/Fonts",
];

/// A parsed typeface, cheap to clone; parse it once and use it for every file.
#[derive(Clone)]
pub struct Typeface {
    /// The font file as read.
    data: Arc<Vec<u8>>,
    glyphs: Arc<BTreeMap<char, Glyph>>,
}

#[derive(Clone, Copy, Debug)]
struct Glyph {
    id: u16,
    advance: u16,
}

/// Shown for a character that the typeface lacks: what Japanese printers have always put there.
const GETA: char = '〓';

impl Typeface {
    /// Finds the typeface in the usual folders.
    ///
    /// # Errors
    /// [`TypefaceError::Missing`] names the package to install.
    pub fn find() -> Result<Self, TypefaceError> {
        let found = FOLDERS
            .iter()
            .map(|folder| Path::new(folder).join(FILE_NAME))
            .find(|path| path.is_file());
        match found {
            Some(path) => Self::open(&path),
            None => Err(TypefaceError::Missing(FOLDERS.join(", "))),
        }
    }

    /// Reads the typeface from `path`.
    ///
    /// # Errors
    /// If the file cannot be read or is no TrueType font.
    pub fn open(path: &Path) -> Result<Self, TypefaceError> {
        let data = std::fs::read(path).map_err(|source| TypefaceError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let broken = |reason: String| TypefaceError::Broken {
            path: path.to_owned(),
            reason,
        };
        let font = FontRef::new(&data).map_err(|error| broken(error.to_string()))?;
        let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let mut glyphs = BTreeMap::new();
        for (code, glyph) in font.charmap().mappings() {
            let (Some(char), Ok(id)) = (char::from_u32(code), u16::try_from(glyph.to_u32())) else {
                continue;
            };
            let advance = metrics.advance_width(GlyphId::from(id)).unwrap_or(f32::from(units));
            glyphs.insert(
                char,
                Glyph {
                    id,
                    advance: per_thousand(advance, units),
                },
            );
        }
        if !glyphs.contains_key(&GETA) {
            return Err(broken("it has no Japanese characters".to_owned()));
        }
        Ok(Self {
            data: Arc::new(data),
            glyphs: Arc::new(glyphs),
        })
    }

    /// The glyph of `char`; `None` for what is not drawn at all (variation selectors).
    fn glyph(&self, char: char) -> Option<(char, Glyph)> {
        if is_variation_selector(char) {
            return None;
        }
        self.glyphs
            .get_key_value(&char)
            .or_else(|| self.glyphs.get_key_value(&GETA))
            .map(|(&char, &glyph)| (char, glyph))
    }

    /// How wide `text` is at `size`, in the unit of `size`.
    #[must_use]
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|char| self.advance(char, size)).sum()
    }

    /// How wide one character is at `size`.
    #[must_use]
    pub fn advance(&self, char: char, size: f32) -> f32 {
        self.glyph(char)
            .map_or(0.0, |(_, glyph)| f32::from(glyph.advance) * size / 1000.0)
    }
}

impl std::fmt::Debug for Typeface {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Typeface({FILE_NAME}, {} characters)", self.glyphs.len())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an advance is a small positive number"
)]
fn per_thousand(advance: f32, units: u16) -> u16 {
    (advance * 1000.0 / f32::from(units.max(1))).round() as u16
}

fn is_variation_selector(char: char) -> bool {
    matches!(char, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A stretch of text in one of the two fonts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Whether the font of the printed form has these characters.
    pub(crate) printed: bool,
    /// Two bytes for every character.
    pub(crate) codes: Vec<u8>,
}

/// The characters that a file has used so far, numbered from 1 in the order of their first use.
#[derive(Clone, Debug)]
pub(crate) struct Subset {
    face: Typeface,
    printed: Arc<BTreeMap<char, u16>>,
    codes: BTreeMap<char, u16>,
    used: Vec<(char, Glyph)>,
}

impl Subset {
    /// The font of a form that is printed, or of a file without one.
    pub(crate) fn new(face: &Typeface) -> Self {
        Self::over(face, &Arc::default())
    }

    /// The font of what is written on a form: characters that the form has are taken from the form's font.
    pub(crate) fn over(face: &Typeface, printed: &Arc<BTreeMap<char, u16>>) -> Self {
        Self {
            face: face.clone(),
            printed: Arc::clone(printed),
            codes: BTreeMap::new(),
            used: Vec::new(),
        }
    }

    pub(crate) fn face(&self) -> &Typeface {
        &self.face
    }

    /// The codes of this font, to write over it.
    pub(crate) fn into_codes(self) -> Arc<BTreeMap<char, u16>> {
        Arc::new(self.codes)
    }

    /// The codes that show `text`, font by font.
    pub(crate) fn encode(&mut self, text: &str) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for char in text.chars() {
            let Some((shown, glyph)) = self.face.glyph(char) else {
                continue;
            };
            let printed = self.printed.get(&shown).copied();
            let code = printed.unwrap_or_else(|| self.code(shown, glyph)).to_be_bytes();
            match runs.last_mut() {
                Some(last) if last.printed == printed.is_some() => last.codes.extend_from_slice(&code),
                _ => runs.push(Run {
                    printed: printed.is_some(),
                    codes: code.to_vec(),
                }),
            }
        }
        runs
    }

    fn code(&mut self, shown: char, glyph: Glyph) -> u16 {
        *self.codes.entry(shown).or_insert_with(|| {
            self.used.push((shown, glyph));
            u16::try_from(self.used.len()).unwrap_or(u16::MAX)
        })
    }

    /// (character, advance in thousandths) of every code from 1 on.
    pub(crate) fn used(&self) -> impl Iterator<Item = (char, u16)> {
        self.used.iter().map(|(char, glyph)| (*char, glyph.advance))
    }

    /// The TrueType file with only the used glyphs.
    pub(crate) fn font_file(&self) -> Vec<u8> {
        let glyphs: Vec<(u16, u16)> = self.used.iter().map(|(_, glyph)| (glyph.id, glyph.advance)).collect();
        super::cut::font_file(&self.face.data, &glyphs)
    }
}
