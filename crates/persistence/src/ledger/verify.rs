//! Recomputes the ledger: every commitment, every hash, every stream. Whoever changed an entry behind the product's back is
//! found here; what the entries mean is left to those who read them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::ledger::append::{Head, chain_hash, commit_to};
use crate::ledger::entry::Entry;
use crate::schema::{ledger_details, ledger_entries};
use crate::store::error::StoreError;
use crate::store::transaction::{Store, Tx};

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
/// Person, organization, time; salt, fields.
type StoredDetail = (Option<String>, Option<String>, Option<NaiveDateTime>, Vec<u8>, String);

/// How far a stream was read.
struct Read {
    head: Head,
    /// Whether an entry was filed under its organization and time: those of the first versions were not, and all after it are.
    filed: bool,
}

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
        let mut read = Read {
            head: Head {
                sequence: 0,
                hash: [0; 32],
            },
            filed: false,
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
                        .and(ledger_entries::sequence.gt(read.head.sequence)),
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
                    (
                        ledger_details::person_id,
                        ledger_details::organization_id,
                        ledger_details::at,
                        ledger_details::salt,
                        ledger_details::fields,
                    )
                        .nullable(),
                ))
                .load(self.conn)?;
            if some.is_empty() {
                return Ok(());
            }
            for (entry, detail) in some {
                read.entry(stream, entry, detail, report);
            }
        }
    }
}

impl Read {
    fn entry(
        &mut self,
        stream: &str,
        (sequence, at, commitment, hash): StoredEntry,
        detail: Option<StoredDetail>,
        report: &mut VerifyReport,
    ) {
        report.entries += 1;
        let mut fault = |what: String| report.faults.push(format!("{stream}: {what}"));
        if sequence != self.head.sequence + 1 {
            fault(format!("entry {} is missing", self.head.sequence + 1));
        }
        match &detail {
            None => report.without_details += 1,
            Some((.., salt, fields)) if commit_to(salt, fields.as_bytes()).as_slice() != commitment => {
                fault(format!("the fields of entry {sequence} were changed"));
            }
            Some(_) => {}
        }
        for under in detail.iter().flat_map(|detail| self.misfiled(at, detail)) {
            fault(format!("entry {sequence} is filed under another {under}"));
        }
        let micros = at.and_utc().timestamp_micros();
        if chain_hash(stream, sequence, micros, &commitment, &self.head.hash).as_slice() != hash {
            fault(format!("entry {sequence} or one before it was changed"));
        }
        // Going on with the stored hash names each break once instead of everything after the first.
        self.head = Head {
            sequence,
            hash: hash.try_into().unwrap_or([0; 32]),
        };
    }

    /// Under what it is filed beside what its fields say: who reads a record by person or organization must find it there.
    fn misfiled(&mut self, at: NaiveDateTime, detail: &StoredDetail) -> Vec<&'static str> {
        let (person, organization, filed_at, _, fields) = detail;
        let named = serde_json::from_str::<Entry>(fields).ok();
        let named_person = named.as_ref().and_then(Entry::person).map(|id| id.to_string());
        let mut under = Vec::new();
        if named_person != *person {
            under.push("person");
        }
        self.filed |= filed_at.is_some();
        if self.filed {
            let named_organization = named.as_ref().and_then(Entry::organization).map(|id| id.to_string());
            if named_organization != *organization {
                under.push("organization");
            }
            if *filed_at != Some(at) {
                under.push("time");
            }
        }
        under
    }
}
