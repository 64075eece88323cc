//! Says whether anything has changed since the last build: one digest over everything that the result depends on.

use super::place::Place;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// What the result is made from, relative to the workspace. `frontend` covers the tools' lock file as well.
const SOURCES: [&str; 7] = [
    "Cargo.lock",
    "Cargo.toml",
    "crates/contract",
    "crates/domain",
    "crates/xtask/src/web",
    "crates/xtask/src/web.rs",
    "frontend",
];

/// Folders that are results, not sources.
const RESULTS: [&str; 2] = ["dist", "node_modules"];

/// SHA-256 of the parts, each preceded by its length, as hexadecimal digits.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    base16ct::lower::encode_string(&hash.finalize())
}

/// The digest of all sources, names and contents.
pub fn fingerprint(place: &Place) -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(&place.root.join(source), &mut files)?;
    }
    files.sort();
    let mut parts = Vec::new();
    for file in files {
        let name = file.strip_prefix(&place.root)?.to_string_lossy().into_owned();
        parts.push(name.into_bytes());
        parts.push(fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?);
    }
    Ok(digest(parts.iter().map(Vec::as_slice)))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).with_context(|| format!("cannot list {}", path.display()))? {
        let entry = entry?;
        if !RESULTS.iter().any(|result| entry.file_name() == *result) {
            collect(&entry.path(), files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_byte_from_one_part_to_the_next_changes_the_digest() {
        assert_ne!(digest([b"ab".as_slice(), b"c"]), digest([b"a".as_slice(), b"bc"]));
    }
}
