//! The check of the file beside a SQLite file that holds the newest commits. SQLite reads it up to the first page whose
//! checksum does not fit and leaves out the rest without a word, as is right after a power failure in the middle of a
//! commit; so one changed bit takes commits back. The layout is SQLite's own (`sqlite.org/fileformat2.html`, 4.1 to 4.3).

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::store::error::StoreError;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// Of the index in shared memory: where the number of committed frames stands, and the salts they have.
const INDEX_COPY: usize = 48;
const COMMITTED: std::ops::Range<usize> = 16..20;
const SALTS: std::ops::Range<usize> = 32..40;
/// How often a file that is being written is read again until it stands still.
const ATTEMPTS: usize = 5;

/// What is wrong with the file of newest commits beside this SQLite file, in words.
pub(crate) fn faults(database: &Path) -> Result<Vec<String>, StoreError> {
    let (wal, index) = (beside(database, "-wal"), beside(database, "-shm"));
    let unreadable = |error: io::Error| StoreError::Unreachable(format!("{}: {error}", wal.display()));
    let mut faults = Vec::new();
    for _ in 0..ATTEMPTS {
        let before = read(&index).map_err(unreadable)?;
        let bytes = read(&wal).map_err(unreadable)?;
        let after = read(&index).map_err(unreadable)?;
        // A server may have begun the file anew in between.
        let stands_still = before.get(SALTS) == after.get(SALTS);
        faults = Wal(&bytes).faults(committed(&before, &bytes));
        if faults.is_empty() || stands_still {
            break;
        }
    }
    Ok(faults
        .into_iter()
        .map(|fault| format!("{}: {fault}", wal.display()))
        .collect())
}

fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        other => other,
    }
}

/// How many frames are committed, as the index says that belongs to this file.
fn committed(index: &[u8], wal: &[u8]) -> Option<usize> {
    let copy = index.get(..INDEX_COPY)?;
    let is_whole = index.get(INDEX_COPY..2 * INDEX_COPY)? == copy;
    let belongs = is_whole && copy.get(SALTS)? == wal.get(16..24)?;
    let frames = u32::from_ne_bytes(copy.get(COMMITTED)?.try_into().ok()?);
    belongs.then_some(frames as usize)
}

/// The bytes of the file.
struct Wal<'b>(&'b [u8]);

/// The running checksum of the file.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sum(u32, u32);

impl Sum {
    fn over(self, bytes: &[u8], big_endian: bool) -> Self {
        let word = |four: &[u8; 4]| {
            if big_endian {
                u32::from_be_bytes(*four)
            } else {
                u32::from_le_bytes(*four)
            }
        };
        let (words, _) = bytes.as_chunks::<4>();
        let (pairs, _) = words.as_chunks::<2>();
        pairs.iter().fold(self, |Self(first, second), [one, two]| {
            let first = first.wrapping_add(word(one)).wrapping_add(second);
            Self(first, second.wrapping_add(word(two)).wrapping_add(first))
        })
    }
}

impl Wal<'_> {
    fn number(&self, at: usize) -> Option<u32> {
        Some(u32::from_be_bytes(self.0.get(at..at + 4)?.try_into().ok()?))
    }

    fn sum(&self, at: usize) -> Option<Sum> {
        Some(Sum(self.number(at)?, self.number(at + 4)?))
    }

    /// `committed` is the number of frames that are known to be committed.
    fn faults(&self, committed: Option<usize>) -> Vec<String> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let Some((page, big_endian, sum)) = self.header() else {
            return vec!["its header is damaged, and all commits in it are left out".to_owned()];
        };
        self.frames(page, big_endian, sum, committed).into_iter().collect()
    }

    /// The size of a page, the order of bytes in checksums, and the first checksum.
    fn header(&self) -> Option<(usize, bool, Sum)> {
        let big_endian = match self.number(0)? {
            0x377f_0682 => false,
            0x377f_0683 => true,
            _ => return None,
        };
        let sum = Sum(0, 0).over(self.0.get(..24)?, big_endian);
        let page = self.number(8)? as usize;
        let is_sound = self.number(4)? == 3_007_000 && self.sum(24)? == sum && page.is_power_of_two();
        (is_sound && (512..=65_536).contains(&page)).then_some((page, big_endian, sum))
    }

    fn frames(&self, page: usize, big_endian: bool, mut sum: Sum, committed: Option<usize>) -> Option<String> {
        let size = FRAME_HEADER + page;
        let salts = self.0.get(16..24)?;
        let frame = |number: usize| self.0.get(HEADER + (number - 1) * size..HEADER + number * size);
        let mut number = 1;
        while let Some(bytes) = frame(number) {
            let own = bytes.get(8..16)?;
            sum = sum
                .over(bytes.get(..8)?, big_endian)
                .over(bytes.get(FRAME_HEADER..)?, big_endian);
            if own != salts || self.sum(HEADER + (number - 1) * size + 16)? != sum {
                // What is left from before the file was begun anew has other salts, both of them.
                let is_older = own.get(..4)? != salts.get(..4)? && own.get(4..)? != salts.get(4..)?;
                let goes_on = frame(number + 1).and_then(|next| next.get(8..16)) == Some(salts);
                let is_damaged = match committed {
                    Some(committed) if number <= committed => true,
                    // The last one may be on its way into the file at this moment.
                    Some(_) => !is_older && goes_on,
                    None => !is_older,
                };
                return is_damaged
                    .then(|| format!("frame {number} is damaged, and all commits from there on are left out"));
            }
            number += 1;
        }
        // Half a frame is left by a power failure, or is being written.
        let last = committed.filter(|committed| number <= *committed)?;
        Some(format!(
            "it is damaged: commits in frames {number} to {last} are missing"
        ))
    }
}
