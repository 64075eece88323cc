//! The check of one stream from its first entry to its last.

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::audit::{Item, Operation, Outcome};
use domain::insurer::InsurerNumber;
use domain::record::VerifyReport;

use crate::ledger::chain::{Head, StreamOf, chain_hash, commit_to};
use crate::ledger::entry::Entry;
use crate::ledger::verify::tables::{Filed, StoredDetail, StoredEntry, entries, fields_without_entry};
use crate::store::conn::Conn;
use crate::store::error::StoreError;

/// What was found in a stream.
pub(super) struct Check {
    stream: String,
    entries: u64,
    faults: Vec<String>,
    /// Entries without fields: their numbers and times.
    bare: Vec<(i64, DateTime<Utc>)>,
    /// Entries before this moment were erased, as an entry of this stream says.
    pub(super) erased_before: Option<DateTime<Utc>>,
}

impl Check {
    /// Reads a stream.
    pub(super) fn of(conn: &mut Conn, insurer: InsurerNumber, stream: String) -> Result<Self, StoreError> {
        let mut check = Self {
            stream,
            entries: 0,
            faults: Vec::new(),
            bare: Vec::new(),
            erased_before: None,
        };
        let stream = check.stream.clone();
        let of = (insurer, stream.as_str());
        let mut head = Head::EMPTY;
        let mut after = i64::MIN;
        loop {
            let some = entries(conn, of, after)?;
            let Some(((last, ..), _)) = some.last() else {
                break;
            };
            after = *last;
            for (entry, detail) in some {
                head = check.take(of, head, entry, detail);
            }
        }
        let alone = fields_without_entry(conn, of)?;
        check
            .faults
            .extend(ranges(&alone).map(|range| format!("there is no entry to the fields of {range}")));
        Ok(check)
    }

    /// Adds what was found; missing fields are a fault unless they were erased.
    pub(super) fn report(self, erased: Option<DateTime<Utc>>, report: &mut VerifyReport) {
        report.entries += self.entries;
        report.without_details += self.bare.len() as u64;
        let missing = self
            .bare
            .into_iter()
            .filter(|(_, at)| erased.is_none_or(|before| *at >= before));
        let missing: Vec<i64> = missing.map(|(sequence, _)| sequence).collect();
        let missing = ranges(&missing).map(|range| format!("the fields of {range} are missing"));
        let faults = self.faults.into_iter().chain(missing.collect::<Vec<_>>());
        report
            .faults
            .extend(faults.map(|fault| format!("{}: {fault}", self.stream)));
    }

    /// Holds one entry against itself and the one before it; answers its place.
    fn take(
        &mut self,
        of: StreamOf<'_>,
        previous: Head,
        (sequence, at, commitment, hash): StoredEntry,
        detail: Option<StoredDetail>,
    ) -> Head {
        self.entries += 1;
        if sequence != previous.sequence + 1 {
            self.faults.push(format!("entry {} is missing", previous.sequence + 1));
        }
        let micros = at.and_utc().timestamp_micros();
        if chain_hash(of, sequence, micros, &commitment, &previous.hash).as_slice() != hash {
            self.faults
                .push(format!("entry {sequence} or one before it was changed"));
        }
        match detail {
            None => self.bare.push((sequence, at.and_utc())),
            Some((filed, salt, fields)) => {
                if commit_to(&salt, fields.as_bytes()).as_slice() == commitment {
                    self.note_erasure(&fields);
                } else {
                    self.faults.push(format!("the fields of entry {sequence} were changed"));
                }
                self.check_filing(sequence, at, &filed, &fields);
            }
        }
        // Going on with the stored hash names each break once instead of everything after the first.
        Head {
            sequence,
            hash: hash.try_into().unwrap_or([0; 32]),
        }
    }

    fn note_erasure(&mut self, fields: &str) {
        let Ok(entry) = Entry::read(fields) else {
            return;
        };
        if let (Operation::EraseEntries, Outcome::Done, Some(Item::EntriesBefore(before))) =
            (entry.operation(), entry.outcome(), entry.item())
        {
            self.erased_before = self.erased_before.max(Some(*before));
        }
    }

    fn check_filing(&mut self, sequence: i64, at: NaiveDateTime, filed: &Filed, fields: &str) {
        match Entry::read(fields) {
            Err(unreadable) => self
                .faults
                .push(format!("entry {sequence} cannot be read: {unreadable}")),
            Ok(entry) => {
                let right = Filed::of(&entry, at);
                let wrong = right.differing(filed);
                self.faults
                    .extend(wrong.map(|under| format!("entry {sequence} is filed under another {under}")));
            }
        }
    }
}

/// Numbers in words, those that follow each other as one.
fn ranges(numbers: &[i64]) -> impl Iterator<Item = String> {
    numbers.chunk_by(|one, next| one + 1 == *next).filter_map(|range| {
        let (first, last) = (range.first()?, range.last()?);
        Some(if first == last {
            format!("entry {first}")
        } else {
            format!("entries {first} to {last}")
        })
    })
}

impl Filed {
    /// Where an entry belongs: who reads a record by person, organization, operation or time must find it there.
    fn of(entry: &Entry, at: NaiveDateTime) -> Self {
        Self {
            at,
            operation: entry.operation().to_string(),
            person: entry.person().map(|id| id.to_string()),
            organization: entry.organization().map(|id| id.to_string()),
        }
    }

    fn differing(&self, other: &Self) -> impl Iterator<Item = &'static str> {
        [
            (self.at != other.at, "time"),
            (self.operation != other.operation, "operation"),
            (self.person != other.person, "person"),
            (self.organization != other.organization, "organization"),
        ]
        .into_iter()
        .filter_map(|(differs, under)| differs.then_some(under))
    }
}
