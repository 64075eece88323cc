//! SQLite's files on the machine: readable by their owner only, and one server at a time.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::store::error::StoreError;

/// What nobody but the owner may do.
const OTHERS: u32 = 0o077;

/// Makes sure that a file of the database is there and is its owner's alone, before SQLite opens it; the files that SQLite puts
/// beside it get the same rights.
///
/// A file that is there is not opened: closing it would let go every lock that this process holds on it through SQLite, and
/// whoever closed the database next elsewhere would take its log away under us (SQLite, "How To Corrupt An SQLite Database
/// File", 2.2).
pub(crate) fn keep_private(file: &Path) -> Result<(), StoreError> {
    let failed = |error: io::Error| StoreError::Unreachable(format!("{}: {error}", file.display()));
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(failed(error)),
    }
    for ending in ["", "-wal", "-shm"] {
        narrow(&with_ending(file, ending));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(mode) = folder.and_then(wider) {
        let folder = folder.unwrap_or(file).display();
        log::warn!(
            "the folder {folder} of the database is open to others of this machine (mode {mode:o}); 0700 is right"
        );
    }
    Ok(())
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The rights of what is there, if others have some.
fn wider(path: &Path) -> Option<u32> {
    let mode = fs::metadata(path).ok()?.permissions().mode() & 0o7777;
    (mode & OTHERS != 0).then_some(mode)
}

fn narrow(file: &Path) {
    let Some(mode) = wider(file) else {
        return;
    };
    let name = file.display();
    match fs::set_permissions(file, Permissions::from_mode(0o600)) {
        Ok(()) => log::warn!("{name} was open to others of this machine (mode {mode:o}); it is its owner's alone now"),
        Err(error) => log::warn!("{name} is open to others of this machine (mode {mode:o}): {error}"),
    }
}

/// Held by a server as long as it serves from a SQLite file: two of them would each believe that nobody else writes.
#[derive(Debug)]
pub struct ServerLock {
    _file: File,
}

impl ServerLock {
    pub(crate) fn take(database: &Path) -> Result<Self, StoreError> {
        let path = with_ending(database, "-server");
        let failed = |error: io::Error| StoreError::Unreachable(format!("{}: {error}", path.display()));
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut process = String::new();
                // Only to name it; whose lock it is does not depend on what is written there.
                let _ = file.read_to_string(&mut process);
                return Err(StoreError::ServedAlready {
                    database: database.to_owned(),
                    process: process.trim().to_owned(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        file.set_len(0).map_err(failed)?;
        writeln!(file, "{}", std::process::id()).map_err(failed)?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_database_is_its_owners_alone_from_its_first_byte_on_and_again_when_it_was_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.sqlite");
        keep_private(&file).unwrap();
        assert_eq!(mode(&file), 0o600);
        let beside = folder.path().join("a.sqlite-wal");
        for path in [&file, &beside] {
            fs::write(path, "").unwrap();
            fs::set_permissions(path, Permissions::from_mode(0o644)).unwrap();
        }
        keep_private(&file).unwrap();
        assert_eq!((mode(&file), mode(&beside)), (0o600, 0o600));
    }

    #[test]
    fn one_server_serves_from_a_file_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.sqlite");
        let first = ServerLock::take(&database).unwrap();
        let refused = ServerLock::take(&database).unwrap_err().to_string();
        let own = format!("(process {})", std::process::id());
        assert!(refused.contains("a.sqlite") && refused.contains(&own), "{refused}");
        drop(first);
        ServerLock::take(&database).unwrap();
    }
}
