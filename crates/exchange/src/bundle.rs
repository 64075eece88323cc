//! Documents as a city delivers them: a ZIP with `manifest.csv` and PDFs. They come out one by one, each with its line of the
//! manifest, after the archive as a whole has been checked; one broken PDF stops nothing else.

mod archive;
mod name;

use std::collections::BTreeSet;
use std::io::{Read, Seek};
use std::sync::Arc;

use domain::delivery::{ArchiveRule, Finding, FindingRule, ManifestRule};
use zip::read::ZipReadOptions;
use zip::unstable::read::ZipIterable;

use name::{Entry, Files, Meant};

use crate::document::{DocumentRow, FILE_NAME, Inspector, Pdf};
use crate::row::{Located, Row};
use crate::table::import::{self, Options};

pub use archive::BundleLimits;

/// A document that has passed all checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// What the manifest says about it.
    pub row: DocumentRow,
    /// The file.
    pub pdf: Pdf,
}

/// A delivery whose archive has been checked. As an iterator it gives one item for each line of the manifest.
pub struct Bundle<R> {
    zip: ZipIterable<R>,
    file: Arc<str>,
    limits: BundleLimits,
    inspector: Inspector,
    /// The files not given out yet, by their names relative to the manifest.
    files: Files,
    lines: std::vec::IntoIter<Result<Located<DocumentRow>, Vec<Finding>>>,
    notices: Vec<Finding>,
}

const MANIFEST: &str = "manifest.csv";

impl<R: Read + Seek> Bundle<R> {
    /// Check the archive and read its manifest with our own headings. No document is unpacked yet.
    ///
    /// # Errors
    /// What makes the archive as a whole unacceptable: not a ZIP, too large, unsafe names, links, encryption, a ratio that
    /// no honest file has, no manifest or one that cannot be read.
    pub fn open(reader: R, file: &str, limits: BundleLimits) -> Result<Self, Vec<Finding>> {
        Self::open_with(reader, file, limits, &Options::default())
    }

    /// The same with options for the manifest, such as a vendor's headings.
    ///
    /// # Errors
    /// See [`Bundle::open`].
    pub fn open_with(reader: R, file: &str, limits: BundleLimits, options: &Options) -> Result<Self, Vec<Finding>> {
        let file: Arc<str> = Arc::from(file);
        let (mut zip, mut files) = archive::open(reader, &file, &limits)?;
        let manifest = take_manifest(&mut files, &file)?;
        let bytes = read_entry(&mut zip, manifest, limits.manifest_bytes)
            .map_err(|rule| vec![Finding::of_file(&file, rule)])?;
        let manifest_name = format!("{file}/{MANIFEST}");
        let rows = import::open::<DocumentRow, _>(std::io::Cursor::new(bytes), &manifest_name, options)?;
        let mut notices = rows.notices().to_vec();
        let lines: Vec<_> = rows.take(limits.entries + 1).collect();
        if lines.len() > limits.entries {
            let most = limits.entries as u64;
            return Err(vec![Finding::of_file(&file, ManifestRule::TooLong { most })]);
        }
        notices.extend(unlisted(&files, &lines, &file));
        Ok(Self {
            zip,
            file,
            limits,
            inspector: Inspector::Here,
            files,
            lines: lines.into_iter(),
            notices,
        })
    }

    /// The same with somebody else who looks at the PDFs than this very process.
    #[must_use]
    pub fn looked_at_by(mut self, inspector: Inspector) -> Self {
        self.inspector = inspector;
        self
    }

    /// What is to be said about the delivery as a whole: files that the manifest does not list, columns nobody uses.
    #[must_use]
    pub fn notices(&self) -> &[Finding] {
        &self.notices
    }

    /// How many lines of the manifest have not been given out yet.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.lines.len()
    }

    fn document(&mut self, line: Located<DocumentRow>) -> Result<Located<Delivered>, Vec<Finding>> {
        let Located { row, value, warnings } = line;
        let finding = |rule: FindingRule| {
            let column = DocumentRow::COLUMNS.get(FILE_NAME).copied().unwrap_or_default();
            let finding = Finding::of_file(&self.file, rule).in_row(row).in_column(column);
            vec![finding.about(&value.file_name)]
        };
        let name = match self.files.meant(&value.file_name) {
            Meant::One(name) => name,
            Meant::Nothing => return Err(finding(ManifestRule::FileMissing.into())),
            Meant::Several => return Err(finding(ManifestRule::FileAmbiguous.into())),
        };
        let Some(entry) = self.files.remove(&name) else {
            return Err(finding(ManifestRule::FileTwice.into()));
        };
        let bytes = read_entry(&mut self.zip, entry, self.limits.pdf.bytes).map_err(|rule| finding(rule.into()))?;
        let pdf = self.inspector.check(bytes, &self.limits.pdf);
        let pdf = pdf.map_err(|fault| finding(fault.rule().into()))?;
        Ok(Located {
            row,
            value: Delivered { row: value, pdf },
            warnings,
        })
    }
}

impl<R: Read + Seek> Iterator for Bundle<R> {
    type Item = Result<Located<Delivered>, Vec<Finding>>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.lines.next()?;
        Some(line.and_then(|line| self.document(line)))
    }
}

/// Find the one manifest. If it lies in a folder, so must everything it lists, and names count from there.
fn take_manifest(files: &mut Files, file: &Arc<str>) -> Result<Entry, Vec<Finding>> {
    let is_manifest = |name: &str| {
        name.rsplit('/')
            .next()
            .is_some_and(|last| last.eq_ignore_ascii_case(MANIFEST))
    };
    let mut found: Vec<String> = files.names().filter(|name| is_manifest(name)).cloned().collect();
    let refuse = |rule: ManifestRule| vec![Finding::of_file(file, rule)];
    let name = found.pop().ok_or_else(|| refuse(ManifestRule::Absent))?;
    if !found.is_empty() {
        return Err(refuse(ManifestRule::Several));
    }
    let manifest = files.set_apart(&name).ok_or_else(|| refuse(ManifestRule::Absent))?;
    if let Some((folder, _)) = name.rsplit_once('/') {
        *files = std::mem::take(files).seen_from(&format!("{folder}/"));
    }
    Ok(manifest)
}

/// A finding for each file that no line of the manifest names. Lines that could not be read may have meant it, so the file is
/// only noted as left out.
fn unlisted(files: &Files, lines: &[Result<Located<DocumentRow>, Vec<Finding>>], file: &Arc<str>) -> Vec<Finding> {
    let listed: BTreeSet<String> = lines
        .iter()
        .flatten()
        .filter_map(|line| match files.meant(&line.value.file_name) {
            Meant::One(name) => Some(name),
            Meant::Nothing | Meant::Several => None,
        })
        .collect();
    files
        .names()
        .filter(|name| !listed.contains(*name))
        .map(|name| Finding::of_file(file, ManifestRule::FileUnlisted).about(name))
        .collect()
}

/// Unpack one entry, whatever its header says, up to `most` bytes. Length and check sum have to agree at the end.
fn read_entry<R: Read + Seek>(zip: &mut ZipIterable<R>, entry: Entry, most: u64) -> Result<Vec<u8>, ArchiveRule> {
    let declared = entry.size();
    if declared > most {
        return Err(ArchiveRule::EntryTooLargeForItsKind);
    }
    let files = zip.files().map_err(|_| ArchiveRule::Damaged)?;
    let reader = entry
        .with_reader(files.reader_mut(), ZipReadOptions::new())
        .map_err(|_| ArchiveRule::Damaged)?;
    let mut bytes = Vec::new();
    reader
        .take(declared + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| ArchiveRule::Damaged)?;
    if u64::try_from(bytes.len()) == Ok(declared) {
        Ok(bytes)
    } else {
        Err(ArchiveRule::Damaged)
    }
}
