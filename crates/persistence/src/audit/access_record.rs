//! An organization's own entries of the ledger, the newest first, as its administrator may read them: what its people did, and
//! what the insurer did to it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::id::OrganizationId;

use crate::ledger::entry::Entry;
use crate::schema::{ledger_details, ledger_entries};
use crate::store::error::StoreError;
use crate::store::row::moment;
use crate::store::tenant::Tenant;
use crate::store::transaction::Tx;

/// The place of an entry: where a page ends and the next one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPlace {
    /// When.
    pub at: DateTime<Utc>,
    /// In which stream.
    pub stream: String,
    /// The entry's number there.
    pub sequence: i64,
}

/// An entry with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedAct {
    /// Its place.
    pub place: RecordPlace,
    /// What it says.
    pub entry: Entry,
}

impl Tenant {
    /// Up to `limit` entries of an organization before `before`, the newest first. Entries whose details were lawfully
    /// deleted are not among them.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub async fn access_record(
        &self,
        organization: OrganizationId,
        before: Option<RecordPlace>,
        limit: usize,
    ) -> Result<Vec<RecordedAct>, StoreError> {
        self.run_blocking(move |tenant| {
            tenant.read_ledger_here(|tx| tx.access_record(organization, before.as_ref(), limit))
        })
        .await
    }
}

impl Tx<'_> {
    fn access_record(
        &mut self,
        organization: OrganizationId,
        before: Option<&RecordPlace>,
        limit: usize,
    ) -> Result<Vec<RecordedAct>, StoreError> {
        let own = ledger_details::table
            .inner_join(
                ledger_entries::table.on(ledger_entries::insurer_number
                    .eq(ledger_details::insurer_number)
                    .and(ledger_entries::stream.eq(ledger_details::stream))
                    .and(ledger_entries::sequence.eq(ledger_details::sequence))),
            )
            .filter(ledger_details::insurer_number.eq(&self.insurer_text))
            .filter(ledger_details::organization_id.eq(organization.to_string()))
            .order((
                ledger_details::at.desc(),
                ledger_details::stream.desc(),
                ledger_details::sequence.desc(),
            ))
            .limit(i64::try_from(limit).unwrap_or(i64::MAX))
            .select((
                ledger_entries::at,
                ledger_details::stream,
                ledger_details::sequence,
                ledger_details::fields,
            ));
        let rows: Vec<(NaiveDateTime, String, i64, String)> = match before {
            None => own.load(self.conn)?,
            Some(RecordPlace { at, stream, sequence }) => {
                let at = at.naive_utc();
                let same_time = ledger_details::stream.lt(stream).or(ledger_details::stream
                    .eq(stream)
                    .and(ledger_details::sequence.lt(sequence)));
                own.filter(ledger_details::at.lt(at).or(ledger_details::at.eq(at).and(same_time)))
                    .load(self.conn)?
            }
        };
        rows.into_iter()
            .map(|(at, stream, sequence, fields)| match Entry::read(&fields) {
                Ok(entry) => {
                    let at = moment(at);
                    let place = RecordPlace { at, stream, sequence };
                    Ok(RecordedAct { place, entry })
                }
                Err(fault) => Err(StoreError::CorruptEntry {
                    stream,
                    sequence,
                    fault,
                }),
            })
            .collect()
    }
}
