//! Recomputes the ledger: every commitment, every hash, every stream. Whoever changed an entry behind the product's back is
//! found here; what the entries mean is left to those who read them.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::insurer::InsurerNumber;
use domain::record::VerifyReport;

use crate::ledger::chain::{Head, StreamOf, chain_hash, commit_to};
use crate::ledger::entry::Entry;
use crate::schema::{ledger_details, ledger_entries};
use crate::store::error::StoreError;
use crate::store::tenant::Tenant;
use crate::store::transaction::Tx;

type StoredEntry = (i64, NaiveDateTime, Vec<u8>, Vec<u8>);

/// The columns under which an entry's fields are filed, so that records can be read by them.
#[derive(Queryable)]
struct Filed {
    at: NaiveDateTime,
    operation: String,
    person: Option<String>,
    organization: Option<String>,
}

/// Where its fields are filed; salt, fields.
type StoredDetail = (Filed, Vec<u8>, String);

impl Tenant {
    /// Recomputes every commitment and every hash of every stream of this insurer.
    ///
    /// # Errors
    /// If the database cannot be read; what does not fit is in the report.
    pub fn verify_ledger(&self) -> Result<VerifyReport, StoreError> {
        self.read_ledger_here(|tx| tx.verify_ledger(self.insurer()))
    }
}

impl Tx<'_> {
    fn verify_ledger(&mut self, insurer: InsurerNumber) -> Result<VerifyReport, StoreError> {
        let mut report = VerifyReport::default();
        let streams: Vec<String> = ledger_entries::table
            .filter(ledger_entries::insurer_number.eq(insurer.as_str()))
            .select(ledger_entries::stream)
            .distinct()
            .order(ledger_entries::stream)
            .load(self.conn)?;
        for stream in streams {
            report.streams += 1;
            self.verify_stream((insurer, &stream), &mut report)?;
        }
        Ok(report)
    }

    fn verify_stream(&mut self, of: StreamOf<'_>, report: &mut VerifyReport) -> Result<(), StoreError> {
        let (insurer, stream) = of;
        let mut head = Head {
            sequence: 0,
            hash: [0; 32],
        };
        loop {
            let some: Vec<(StoredEntry, Option<StoredDetail>)> = ledger_entries::table
                .left_join(
                    ledger_details::table.on(ledger_details::insurer_number
                        .eq(ledger_entries::insurer_number)
                        .and(ledger_details::stream.eq(ledger_entries::stream))
                        .and(ledger_details::sequence.eq(ledger_entries::sequence))),
                )
                .filter(
                    ledger_entries::insurer_number
                        .eq(insurer.as_str())
                        .and(ledger_entries::stream.eq(stream))
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
                    (
                        (
                            ledger_details::at,
                            ledger_details::operation,
                            ledger_details::person_id,
                            ledger_details::organization_id,
                        ),
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
                head = check(of, head, entry, detail, report);
            }
        }
    }
}

/// Holds one entry against itself and the one before it; answers its place.
fn check(
    of: StreamOf<'_>,
    previous: Head,
    (sequence, at, commitment, hash): StoredEntry,
    detail: Option<StoredDetail>,
    report: &mut VerifyReport,
) -> Head {
    report.entries += 1;
    let mut fault = |what: String| report.faults.push(format!("{}: {what}", of.1));
    if sequence != previous.sequence + 1 {
        fault(format!("entry {} is missing", previous.sequence + 1));
    }
    let micros = at.and_utc().timestamp_micros();
    if chain_hash(of, sequence, micros, &commitment, &previous.hash).as_slice() != hash {
        fault(format!("entry {sequence} or one before it was changed"));
    }
    match detail {
        None => report.without_details += 1,
        Some((filed, salt, fields)) => {
            if commit_to(&salt, fields.as_bytes()).as_slice() != commitment {
                fault(format!("the fields of entry {sequence} were changed"));
            }
            match Entry::read(&fields) {
                Err(unreadable) => fault(format!("entry {sequence} cannot be read: {unreadable}")),
                Ok(entry) => {
                    for under in Filed::of(&entry, at).differing(&filed) {
                        fault(format!("entry {sequence} is filed under another {under}"));
                    }
                }
            }
        }
    }
    // Going on with the stored hash names each break once instead of everything after the first.
    Head {
        sequence,
        hash: hash.try_into().unwrap_or([0; 32]),
    }
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
