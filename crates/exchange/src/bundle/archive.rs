//! The table of contents of a ZIP, checked as a whole before anything in it is unpacked. What the files are is `bundle`'s
//! matter.

use std::collections::BTreeSet;
use std::io::{Read, Seek};
use std::sync::Arc;

use domain::delivery::{ArchiveRule, Finding};
use zip::CompressionMethod;
use zip::read::Config;
use zip::unstable::read::ZipIterable;

use super::name::{Entry, Files, decoded};
use crate::document::PdfLimits;

/// How large a delivery of documents may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundleLimits {
    /// Files and folders in the ZIP, and lines in the manifest.
    pub entries: usize,
    /// Bytes of all files together, unpacked.
    pub total_bytes: u64,
    /// How many times larger than packed a file may be.
    pub ratio: u64,
    /// Bytes of the manifest.
    pub manifest_bytes: u64,
    /// Limits of each PDF.
    pub pdf: PdfLimits,
}

impl Default for BundleLimits {
    fn default() -> Self {
        Self {
            entries: 20_000,
            total_bytes: 8 << 30,
            ratio: 100,
            manifest_bytes: 16 << 20,
            pdf: PdfLimits::default(),
        }
    }
}

/// How many findings about a ZIP are worth telling; a crafted one could have millions.
const MOST_FINDINGS: usize = 100;

/// Open a ZIP and list its files by name. Folders, and what operating systems add on their own, are left out.
pub(super) fn open<R: Read + Seek>(
    reader: R,
    file: &Arc<str>,
    limits: &BundleLimits,
) -> Result<(ZipIterable<R>, Files), Vec<Finding>> {
    let unreadable = |_| vec![Finding::of_file(file, ArchiveRule::Unreadable)];
    let mut zip = ZipIterable::try_new(reader, Config::default())
        .map_err(unreadable)?
        .enforce_header_consistency(true);
    if zip.len() > limits.entries {
        let most = limits.entries as u64;
        return Err(vec![Finding::of_file(file, ArchiveRule::TooManyEntries { most })]);
    }
    let mut contents = Contents {
        file,
        limits,
        entries: Files::default(),
        seen: BTreeSet::new(),
        findings: Vec::new(),
        size: 0,
    };
    for entry in zip.files().map_err(unreadable)? {
        contents.add(entry.map_err(unreadable)?);
        if contents.findings.len() >= MOST_FINDINGS {
            break;
        }
    }
    contents.check_overlaps();
    if contents.findings.is_empty() {
        Ok((zip, contents.entries))
    } else {
        Err(contents.findings)
    }
}

struct Contents<'a> {
    file: &'a Arc<str>,
    limits: &'a BundleLimits,
    entries: Files,
    /// Names in the form in which a file system without upper case would compare them.
    seen: BTreeSet<String>,
    findings: Vec<Finding>,
    size: u64,
}

impl Contents<'_> {
    fn add(&mut self, entry: Entry) {
        let Some(name) = decoded(entry.name_raw()) else {
            return self.refuse(ArchiveRule::Name, "");
        };
        if !is_safe(&name) {
            return self.refuse(ArchiveRule::Path, &name);
        }
        if entry.is_symlink() || entry.unix_mode().is_some_and(is_special) {
            return self.refuse(ArchiveRule::Link, &name);
        }
        if entry.encrypted() {
            return self.refuse(ArchiveRule::Encrypted, &name);
        }
        // A folder may be listed again with each of its files; it holds nothing by itself.
        if name.ends_with('/') && entry.size() == 0 || is_system_file(&name) {
            return;
        }
        if name.ends_with('/') {
            return self.refuse(ArchiveRule::Path, &name);
        }
        if !self.seen.insert(name.to_lowercase()) {
            return self.refuse(ArchiveRule::NameTwice, &name);
        }
        if !matches!(
            entry.compression(),
            CompressionMethod::Stored | CompressionMethod::Deflated
        ) {
            return self.refuse(ArchiveRule::Compression, &name);
        }
        self.add_file(name, entry);
    }

    fn add_file(&mut self, name: String, entry: Entry) {
        /// Below this size no ratio is a danger, and a table of equal lines compresses well.
        const SMALL: u64 = 1 << 20;
        let largest = self.limits.pdf.bytes.max(self.limits.manifest_bytes);
        if entry.size() > largest {
            let megabytes = largest >> 20;
            return self.refuse(ArchiveRule::EntryTooLarge { megabytes }, &name);
        }
        if entry.size() > SMALL && entry.size() / entry.compressed_size().max(1) > self.limits.ratio {
            return self.refuse(ArchiveRule::Ratio, &name);
        }
        self.size = self.size.saturating_add(entry.size());
        if self.size > self.limits.total_bytes {
            let megabytes = self.limits.total_bytes >> 20;
            return self.refuse(ArchiveRule::TooLarge { megabytes }, "");
        }
        self.entries.insert(name, entry);
    }

    /// Note what is wrong; an empty name means the archive as a whole.
    fn refuse(&mut self, rule: ArchiveRule, name: &str) {
        let finding = Finding::of_file(self.file, rule);
        self.findings
            .push(if name.is_empty() { finding } else { finding.about(name) });
    }

    /// Files that share bytes unpack to more than the archive holds.
    fn check_overlaps(&mut self) {
        let mut places: Vec<(u64, u64)> = self
            .entries
            .entries()
            .map(|entry| {
                (
                    entry.header_start(),
                    entry.header_start().saturating_add(entry.compressed_size()),
                )
            })
            .collect();
        places.sort_unstable();
        if places
            .windows(2)
            .any(|pair| matches!(pair, [(_, end), (start, _)] if start < end))
        {
            self.refuse(ArchiveRule::Overlap, "");
        }
    }
}

/// Whether the name stays inside the folder it would be unpacked to, on every operating system.
fn is_safe(name: &str) -> bool {
    let path = name.strip_suffix('/').unwrap_or(name);
    !path.contains([':', '<', '>', '"', '|', '?', '*'])
        && !path.chars().any(char::is_control)
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Whether a unix mode says anything but a file or a folder.
fn is_special(mode: u32) -> bool {
    !matches!(mode & 0o170_000, 0 | 0o040_000 | 0o100_000)
}

fn is_system_file(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_their_folder_are_not_safe() {
        for name in [
            "",
            "/etc/passwd",
            "../a.pdf",
            "a/../../b",
            "C:a.pdf",
            "a//b",
            "a\u{0}b",
            "a\nb",
            "..",
        ] {
            assert!(!is_safe(name), "{name:?}");
        }
        for name in ["a.pdf", "文書/調査票_001.pdf", "文書/", "..a.pdf", "a..pdf"] {
            assert!(is_safe(name), "{name:?}");
        }
    }
}
