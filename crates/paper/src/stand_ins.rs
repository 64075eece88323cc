//! The fonts that stand in for those which a PDF names but does not carry, as a folder for the program that draws: exactly
//! these, whatever else the machine has. They lie there twice: as they are, and with the box blank that each draws for a
//! letter which it has not. A page that looks different with the second ones has letters that cannot be shown.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, TableProvider};
use tempfile::TempDir;

use crate::error::PaperError;
use crate::fonts::{JAPANESE, first_of};

/// Where those for Latin letters lie, best first, and their files. Without them the Japanese one has to do.
const LATIN: &[(&[&str], &[&str])] = &[
    (
        &[
            "/usr/share/fonts/truetype/liberation2",
            "/usr/share/fonts/truetype/liberation",
        ],
        &[
            "LiberationSans-Regular.ttf",
            "LiberationSans-Bold.ttf",
            "LiberationSans-Italic.ttf",
            "LiberationSans-BoldItalic.ttf",
            "LiberationSerif-Regular.ttf",
            "LiberationSerif-Bold.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-BoldItalic.ttf",
            "LiberationMono-Regular.ttf",
            "LiberationMono-Bold.ttf",
            "LiberationMono-Italic.ttf",
            "LiberationMono-BoldItalic.ttf",
        ],
    ),
    // Ticks, arrows, Greek.
    (&["/usr/share/fonts/truetype/dejavu"], &["DejaVuSans.ttf"]),
];

/// Which of them is meant by the names that every PDF program knows.
const ALIASES: &[(&str, &str)] = &[
    ("Helvetica", "Liberation Sans"),
    ("Arial", "Liberation Sans"),
    ("Times", "Liberation Serif"),
    ("Times New Roman", "Liberation Serif"),
    ("Courier", "Liberation Mono"),
    ("Courier New", "Liberation Mono"),
    ("Symbol", "DejaVu Sans"),
    ("ZapfDingbats", "DejaVu Sans"),
    ("Dingbats", "DejaVu Sans"),
];

/// The folder, there as long as this is.
pub(crate) struct StandIns {
    folder: TempDir,
}

/// What the folder is called, before the number of its process.
const PREFIX: &str = "engawa-fonts-";

/// Removes the folders of processes that were ended before they could do so themselves.
fn remove_left_behind(within: &Path) {
    for entry in fs::read_dir(within).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let owner = name
            .to_str()
            .and_then(|name| name.strip_prefix(PREFIX)?.split_once('-'));
        let is_gone = |process: &str| !Path::new("/proc").join(process).exists();
        if owner.is_some_and(|(process, _)| process.parse::<u32>().is_ok() && is_gone(process)) {
            // Another user's cannot be removed, and need not be.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// As they are, or with blank boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Boxes {
    Drawn,
    Blank,
}

impl Boxes {
    const fn name(self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Blank => "blank",
        }
    }
}

impl StandIns {
    /// # Errors
    /// [`PaperError::NoFont`] without the Japanese one, [`PaperError::NotStarted`] if the folder cannot be made.
    pub(crate) fn make() -> Result<Self, PaperError> {
        let japanese = first_of(JAPANESE).ok_or(PaperError::NoFont)?;
        Self::of(std::iter::once(japanese).chain(latin()))
            .map_err(|error| PaperError::NotStarted(format!("fonts could not be laid out: {error}")))
    }

    fn of(fonts: impl Iterator<Item = PathBuf>) -> io::Result<Self> {
        remove_left_behind(&std::env::temp_dir());
        let made = Self {
            folder: tempfile::Builder::new()
                .prefix(&format!("{PREFIX}{}-", std::process::id()))
                .tempdir()?,
        };
        for boxes in [Boxes::Drawn, Boxes::Blank] {
            fs::create_dir(made.folder().join(boxes.name()))?;
            fs::write(made.settings(boxes), made.written_settings(boxes))?;
        }
        for font in fonts {
            let Some(name) = font.file_name() else { continue };
            // One that shows nothing for a letter it has not would hide that letter.
            if let Some(blank) = fs::read(&font).ok().and_then(without_box) {
                symlink(&font, made.folder().join(Boxes::Drawn.name()).join(name))?;
                fs::write(made.folder().join(Boxes::Blank.name()).join(name), blank)?;
            }
        }
        Ok(made)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The settings of fontconfig that name these fonts.
    pub(crate) fn settings(&self, boxes: Boxes) -> PathBuf {
        self.folder().join(format!("{}.conf", boxes.name()))
    }

    fn written_settings(&self, boxes: Boxes) -> String {
        let folder = self.folder().join(boxes.name());
        let folder = folder.display();
        let aliases: String = ALIASES
            .iter()
            .map(|(name, meant)| {
                format!(
                    "<alias binding=\"same\"><family>{name}</family><prefer><family>{meant}</family></prefer></alias>\n"
                )
            })
            .collect();
        format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n<dir>{folder}</dir>\n\
             <cachedir>{folder}/cache</cachedir>\n\
             <match><test name=\"lang\" compare=\"contains\"><string>ja</string></test>\
             <edit name=\"family\" mode=\"prepend_first\" binding=\"strong\"><string>BIZ UDGothic</string></edit></match>\n\
             {aliases}<match><edit name=\"family\" mode=\"append_last\"><string>Liberation Sans</string></edit></match>\n\
             </fontconfig>\n"
        )
    }
}

fn latin() -> impl Iterator<Item = PathBuf> {
    LATIN.iter().flat_map(|(folders, files)| {
        let folder = folders.iter().map(Path::new).find(|folder| folder.is_dir());
        folder
            .into_iter()
            .flat_map(|folder| files.iter().map(|file| folder.join(file)))
    })
}

/// The same font with nothing in the box, or nothing if it has no box.
fn without_box(mut font: Vec<u8>) -> Option<Vec<u8>> {
    let contours = box_at(&font)?;
    // A glyph without contours is blank, whatever follows.
    font.get_mut(contours..contours + 2)?.fill(0);
    Some(font)
}

/// Where it says how many contours the box has, which is the first of all glyphs.
fn box_at(font: &[u8]) -> Option<usize> {
    let face = FontRef::new(font).ok()?;
    let loca = face.loca(None).ok()?;
    let (start, end) = (loca.get_raw(0)?, loca.get_raw(1)?);
    let records = face.table_directory().table_records();
    let glyphs = records.iter().find(|record| record.tag() == Tag::new(b"glyf"))?;
    let at = usize::try_from(glyphs.offset().checked_add(start)?).ok()?;
    (end > start).then_some(at)
}

#[cfg(test)]
mod tests {
    use skrifa::MetadataProvider;
    use skrifa::outline::{DrawSettings, pen::SvgPen};

    use super::*;

    fn outline(font: &[u8], glyph: u32) -> String {
        let face = FontRef::new(font).unwrap();
        let mut pen = SvgPen::default();
        let size = skrifa::instance::Size::new(1000.0);
        let shape = face.outline_glyphs().get(skrifa::GlyphId::new(glyph)).unwrap();
        shape
            .draw(
                DrawSettings::unhinted(size, skrifa::instance::LocationRef::default()),
                &mut pen,
            )
            .unwrap();
        pen.to_string()
    }

    #[test]
    fn every_font_that_stands_in_has_a_box_and_loses_nothing_else() {
        let fonts: Vec<_> = first_of(JAPANESE).into_iter().chain(latin()).collect();
        assert_eq!(fonts.len(), 14, "{fonts:?}");
        for path in fonts {
            let font = fs::read(&path).unwrap();
            let blank = without_box(font.clone()).unwrap_or_else(|| panic!("{path:?} has no box"));
            assert!(
                !outline(&font, 0).is_empty() && outline(&blank, 0).is_empty(),
                "{path:?}"
            );
            for glyph in [5, 40, 100] {
                assert_eq!(outline(&font, glyph), outline(&blank, glyph), "{path:?}");
            }
        }
    }

    #[test]
    fn what_a_dead_process_left_behind_is_removed_and_nothing_else() {
        let within = tempfile::tempdir().unwrap();
        let mut dead = std::process::Command::new("true").spawn().unwrap();
        dead.wait().unwrap();
        let made = |name: String| {
            let folder = within.path().join(name);
            fs::create_dir_all(folder.join("drawn")).unwrap();
            folder
        };
        let left = made(format!("{PREFIX}{}-x", dead.id()));
        let kept = [
            made(format!("{PREFIX}{}-x", std::process::id())),
            made(format!("{PREFIX}x-{}", dead.id())),
            made("others".to_owned()),
        ];
        remove_left_behind(within.path());
        assert!(!left.exists() && kept.iter().all(|kept| kept.exists()));
    }

    #[test]
    fn the_folder_goes_with_its_owner() {
        let stand_ins = StandIns::make().unwrap();
        let folder = stand_ins.folder().to_owned();
        assert!(stand_ins.settings(Boxes::Drawn).is_file() && folder.join("blank/BIZUDGothic-Regular.ttf").is_file());
        drop(stand_ins);
        assert!(!folder.exists());
    }
}
