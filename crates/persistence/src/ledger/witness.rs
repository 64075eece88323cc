//! What a stream had come to, noted outside the database: a small file for each stream. A stream that ends before what was
//! noted was cut, or the database is an older copy. It is as good as the folder is out of reach of whoever changes the
//! database; it is no witness against the machine itself.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use base16ct::{lower, mixed};
use diesel::prelude::*;
use domain::insurer::InsurerNumber;

use crate::ledger::chain::{Head, StreamOf};
use crate::schema::ledger_entries;
use crate::store::conn::Conn;
use crate::store::error::StoreError;

/// How often a stream is noted while it is being written.
const EVERY: Duration = Duration::from_secs(1);
/// How the files end.
const ENDING: &str = "head";

/// What is noted of a stream.
pub(crate) struct Noted {
    pub(crate) insurer: InsurerNumber,
    pub(crate) stream: String,
    head: Head,
    file: PathBuf,
}

/// Everything that is noted in a folder; nothing if there is none.
pub(crate) fn all(folder: &Path) -> Result<Vec<Noted>, StoreError> {
    let files = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        files => files.map_err(|error| unreadable(folder, &error))?,
    };
    let mut noted = Vec::new();
    for file in files {
        let path = file.map_err(|error| unreadable(folder, &error))?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) {
            noted.push(Noted::read(path)?);
        }
    }
    noted.sort_by(|one, other| (one.insurer, &one.stream).cmp(&(other.insurer, &other.stream)));
    Ok(noted)
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Unreachable(format!("{}: {error}", path.display()))
}

impl Noted {
    fn read(file: PathBuf) -> Result<Self, StoreError> {
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let text = fs::read_to_string(&file).map_err(|error| unreadable(&file, &error))?;
        let parsed = Self::parse(name, &text);
        let (insurer, stream, head) = parsed.ok_or_else(|| unreadable(&file, &"it is no note of a stream"))?;
        Ok(Self {
            insurer,
            stream,
            head,
            file,
        })
    }

    fn parse(name: &str, text: &str) -> Option<(InsurerNumber, String, Head)> {
        let (insurer, stream) = name.split_once('-')?;
        let stream = String::from_utf8(mixed::decode_vec(stream).ok()?).ok()?;
        let (sequence, hash) = text.trim_end().split_once(' ')?;
        let hash = mixed::decode_vec(hash).ok()?.try_into().ok()?;
        let sequence = sequence.parse().ok()?;
        Some((insurer.parse().ok()?, stream, Head { sequence, hash }))
    }

    /// What does not fit between the note and the database.
    pub(crate) fn fault_in(&self, conn: &mut Conn) -> Result<Option<String>, StoreError> {
        let Head { sequence, hash } = self.head;
        let stored: Option<Vec<u8>> = ledger_entries::table
            .find((self.insurer.as_str(), &self.stream, sequence))
            .select(ledger_entries::hash)
            .first(conn)
            .optional()?;
        Ok(match stored {
            Some(stored) if stored == hash => None,
            Some(_) => Some(format!("entry {sequence} is another one than was written")),
            None => Some(format!(
                "entry {sequence} was written and is gone: the stream was cut, or the database is an older copy"
            )),
        })
    }
}

/// Notes a stream while it is written.
pub(crate) struct Witness {
    folder: PathBuf,
    file: PathBuf,
    noted: Head,
    at: Option<Instant>,
}

impl Witness {
    /// Of a stream that has come to `head`.
    ///
    /// # Errors
    /// [`StoreError::RolledBack`] if more was noted of it.
    pub(crate) fn open(folder: &Path, (insurer, stream): StreamOf<'_>, conn: &mut Conn) -> Result<Self, StoreError> {
        let file = folder.join(format!(
            "{insurer}-{}.{ENDING}",
            lower::encode_string(stream.as_bytes())
        ));
        let mut noted = Head::EMPTY;
        if file.exists() {
            let note = Noted::read(file.clone())?;
            if let Some(fault) = note.fault_in(conn)? {
                return Err(StoreError::RolledBack {
                    stream: stream.to_owned(),
                    fault,
                    file: note.file,
                });
            }
            noted = note.head;
        }
        Ok(Self {
            folder: folder.to_owned(),
            file,
            noted,
            at: None,
        })
    }

    /// Notes what the stream has come to, unless that was done a moment ago.
    pub(crate) fn note_in_time(&mut self, head: Head) {
        if self.at.is_none_or(|at| at.elapsed() >= EVERY) {
            self.note(head);
        }
    }

    /// Notes what the stream has come to.
    pub(crate) fn note(&mut self, head: Head) {
        if self.noted == head {
            return;
        }
        self.at = Some(Instant::now());
        match self.write(head) {
            Ok(()) => self.noted = head,
            // The ledger itself is written; a check says what it finds.
            Err(error) => log::warn!(
                "the end of the ledger could not be noted in {}: {error}",
                self.file.display()
            ),
        }
    }

    /// Whole or not at all. Not forced onto the disk: after a crash an older note is as true as a newer one.
    fn write(&self, Head { sequence, hash }: Head) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let part = self.file.with_extension("part");
        fs::write(&part, format!("{sequence} {}\n", lower::encode_string(&hash)))?;
        fs::rename(&part, &self.file)
    }
}
