//! Which files `engawa import` takes in, of those it is given and those that lie in the folders it is given. Every file of a
//! folder is accounted for: it is taken in, or named.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// The files that were found.
#[derive(Debug, Default)]
pub struct Files {
    /// Those that are taken in, people before what speaks of them, whatever order the folders have.
    pub taken: Vec<PathBuf>,
    /// Those that are not, because their endings are not those of a delivery, or because they are links to elsewhere.
    pub left: Vec<PathBuf>,
}

impl Files {
    /// What lies under these paths, in folders of any depth. A file that is named itself is taken whatever its ending: what it
    /// is, its name is asked for when it is received.
    ///
    /// # Errors
    /// If a folder cannot be read.
    pub fn under(given: &[PathBuf]) -> anyhow::Result<Self> {
        let mut files = Self::default();
        for path in given {
            if path.is_dir() {
                files.look_into(path)?;
            } else {
                files.taken.push(path.clone());
            }
        }
        files.taken.sort_by_key(|path| (turn(path), path.clone()));
        files.left.sort();
        Ok(files)
    }

    fn look_into(&mut self, folder: &Path) -> anyhow::Result<()> {
        let unreadable = || format!("{} cannot be read", folder.display());
        for entry in std::fs::read_dir(folder).with_context(unreadable)? {
            let entry = entry.with_context(unreadable)?;
            let (path, kind) = (entry.path(), entry.file_type().with_context(unreadable)?);
            if kind.is_dir() {
                self.look_into(&path)?;
            } else if (kind.is_file() || path.is_file()) && is_of_a_delivery(&path) {
                self.taken.push(path);
            } else {
                self.left.push(path);
            }
        }
        Ok(())
    }
}

/// Whether the ending, in small letters or capitals, is one that a delivery has.
fn is_of_a_delivery(path: &Path) -> bool {
    let ending = path.extension().map(OsStr::to_ascii_lowercase);
    ending.is_some_and(|ending| ending == "csv" || ending == "zip")
}

/// People first, applications before their milestones and results.
fn turn(path: &Path) -> usize {
    const ORDER: [&str; 11] = [
        "offices",
        "jigyosho",
        "_office_",
        "person",
        "assignment",
        "consent",
        "application",
        "milestone",
        "certification",
        "burden_ratio",
        "card",
    ];
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    ORDER.iter().position(|feed| name.contains(feed)).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_folder_is_taken_or_named_whatever_its_ending_and_depth() {
        let folder = tempfile::tempdir().unwrap();
        let names = [
            "439992_consent_20260501.csv",
            "439992_PERSON_20260501.CSV",
            "deep/er/439992_documents_20260501.Zip",
            "deep/439992_application_20260501.csv",
            "deep/readme.txt",
            "439992_person_20260501",
            ".hidden",
        ];
        for name in names {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let files = Files::under(&[folder.path().to_owned()]).unwrap();
        let names = |paths: &[PathBuf]| -> Vec<String> {
            let inside = paths.iter().map(|path| path.strip_prefix(folder.path()).unwrap());
            inside.map(|path| path.to_string_lossy().into_owned()).collect()
        };
        assert_eq!(
            names(&files.taken),
            [
                "439992_PERSON_20260501.CSV",
                "439992_consent_20260501.csv",
                "deep/439992_application_20260501.csv",
                "deep/er/439992_documents_20260501.Zip"
            ]
        );
        assert_eq!(
            names(&files.left),
            [".hidden", "439992_person_20260501", "deep/readme.txt"]
        );
    }
}
