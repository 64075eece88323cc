//! Recomputes the ledger: every commitment, every hash, every stream. Whoever changed an entry behind the product's back is
//! found here; what the entries mean is left to those who read them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::error::StoreError;
use crate::ledger::{Head, chain_hash, commit_to};
use crate::ledger_entry::Entry;
use crate::schema::{ledger_details, ledger_entries};
use crate::store::{Store, Tx};

/// What a check of the whole ledger found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Streams read.
    pub streams: u64,
    /// Entries read.
    pub entries: u64,
    /// Entries whose fields were deleted after their retention.
    pub without_details: u64,
    /// What does not fit, in words; empty if all is well.
    pub faults: Vec<String>,
}

type StoredEntry = (i64, NaiveDateTime, Vec<u8>, Vec<u8>);
type StoredDetail = (Option<String>, Vec<u8>, String);

impl Store {
    /// Recomputes every commitment and every hash of every stream.
    ///
    /// # Errors
    /// If the database cannot be read; what does not fit is in the report.
    pub fn verify_ledger(&self) -> Result<VerifyReport, StoreError> {
        self.read_ledger_here(|tx| tx.verify_ledger())
    }
}

impl Tx<'_> {
    fn verify_ledger(&mut self) -> Result<VerifyReport, StoreError> {
        let mut report = VerifyReport::default();
        let streams: Vec<String> = ledger_entries::table
            .select(ledger_entries::stream)
            .distinct()
            .order(ledger_entries::stream)
            .load(self.conn)?;
        for stream in streams {
            report.streams += 1;
            self.verify_stream(&stream, &mut report)?;
        }
        Ok(report)
    }

    fn verify_stream(&mut self, stream: &str, report: &mut VerifyReport) -> Result<(), StoreError> {
        let mut head = Head {
            sequence: 0,
            hash: [0; 32],
        };
        loop {
            let some: Vec<(StoredEntry, Option<StoredDetail>)> = ledger_entries::table
                .left_join(
                    ledger_details::table.on(ledger_details::stream
                        .eq(ledger_entries::stream)
                        .and(ledger_details::sequence.eq(ledger_entries::sequence))),
                )
                .filter(
                    ledger_entries::stream
                        .eq(stream)
                        .and(ledger_entries::sequence.gt(head.sequence)),
                )
                .order(ledger_entries::sequence)
                .limit(1_000)
                .select((
                    (
                        ledger_entries::sequence,
                        ledger_entries::at,
                        ledger_entries::commitment,
                        ledger_entries::hash,
                    ),
                    (ledger_details::person_id, ledger_details::salt, ledger_details::fields).nullable(),
                ))
                .load(self.conn)?;
            if some.is_empty() {
                return Ok(());
            }
            for (entry, detail) in some {
                head = verify_entry(stream, head, entry, detail, report);
            }
        }
    }
}

fn verify_entry(
    stream: &str,
    head: Head,
    (sequence, at, commitment, hash): StoredEntry,
    detail: Option<StoredDetail>,
    report: &mut VerifyReport,
) -> Head {
    report.entries += 1;
    if sequence != head.sequence + 1 {
        report
            .faults
            .push(format!("{stream}: entry {} is missing", head.sequence + 1));
    }
    match detail {
        None => report.without_details += 1,
        Some((person, salt, fields)) => {
            if commit_to(&salt, fields.as_bytes()).as_slice() != commitment {
                report
                    .faults
                    .push(format!("{stream}: the fields of entry {sequence} were changed"));
            }
            let named = serde_json::from_str::<Entry>(&fields)
                .ok()
                .and_then(|entry| entry.person);
            if named.map(|id| id.to_string()) != person {
                report
                    .faults
                    .push(format!("{stream}: entry {sequence} is filed under another person"));
            }
        }
    }
    let expected = chain_hash(
        stream,
        sequence,
        at.and_utc().timestamp_micros(),
        &commitment,
        &head.hash,
    );
    if expected.as_slice() != hash {
        report
            .faults
            .push(format!("{stream}: entry {sequence} or one before it was changed"));
    }
    // Going on with the stored hash names each break once instead of everything after the first.
    Head {
        sequence,
        hash: hash.try_into().unwrap_or([0; 32]),
    }
}
