//! Whether others of this machine can read what lies in the data directory: keys and settings, which may hold a password.
//! The database's own files are the storage's matter.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::settings::FILE;

/// Makes key files and settings their owner's alone where they are not, and says so; what the operator has laid out otherwise
/// on purpose, so that it cannot be changed, is only said.
pub fn look_at(data: &Path) {
    let keys = data.join("keys");
    for folder in [data, &keys] {
        if let Some(mode) = wider(folder) {
            log::warn!(
                "the folder {} is open to others of this machine (mode {mode:o}); 0700 is right",
                folder.display()
            );
        }
    }
    for file in secrets(data, &keys) {
        let (Some(mode), name) = (wider(&file), file.display()) else {
            continue;
        };
        match fs::set_permissions(&file, Permissions::from_mode(0o600)) {
            Ok(()) => {
                log::warn!("{name} was open to others of this machine (mode {mode:o}); it is its owner's alone now")
            }
            Err(error) => log::warn!("{name} is open to others of this machine (mode {mode:o}): {error}"),
        }
    }
}

fn secrets(data: &Path, keys: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(keys).into_iter().flatten().flatten();
    let mut secrets: Vec<_> = files.map(|file| file.path()).filter(|path| path.is_file()).collect();
    secrets.sort();
    secrets.push(data.join(FILE));
    secrets
}

/// The rights of what is there, if others have some.
fn wider(path: &Path) -> Option<u32> {
    let mode = fs::metadata(path).ok()?.permissions().mode() & 0o7777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_settings_are_their_owners_alone_and_certificates_are_left_as_they_are() {
        let data = tempfile::tempdir().unwrap();
        fs::create_dir(data.path().join("keys")).unwrap();
        let files = ["keys/index.key", FILE, "server.pem"].map(|name| data.path().join(name));
        for file in &files {
            fs::write(file, "").unwrap();
            fs::set_permissions(file, Permissions::from_mode(0o644)).unwrap();
        }
        look_at(data.path());
        assert_eq!(files.map(|file| wider(&file)), [None, None, Some(0o644)]);
    }
}
