//! What the check of the ledger asks of its two tables.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::insurer::InsurerNumber;

use crate::ledger::chain::StreamOf;
use crate::schema::{ledger_details, ledger_entries};
use crate::store::conn::Conn;
use crate::store::error::StoreError;

/// Entries that are read at a time.
const AT_A_TIME: i64 = 1_000;

/// Number, time, commitment and hash of an entry.
pub(super) type StoredEntry = (i64, NaiveDateTime, Vec<u8>, Vec<u8>);

/// The columns under which an entry's fields are filed, so that records can be read by them.
#[derive(Queryable)]
pub(super) struct Filed {
    pub(super) at: NaiveDateTime,
    pub(super) operation: String,
    pub(super) person: Option<String>,
    pub(super) organization: Option<String>,
}

/// Where its fields are filed; salt, fields.
pub(super) type StoredDetail = (Filed, Vec<u8>, String);

/// Every insurer that either table names.
pub(super) fn insurers(conn: &mut Conn) -> Result<BTreeSet<String>, StoreError> {
    let of_entries: Vec<String> = ledger_entries::table
        .select(ledger_entries::insurer_number)
        .distinct()
        .load(conn)?;
    let of_details: Vec<String> = ledger_details::table
        .select(ledger_details::insurer_number)
        .distinct()
        .load(conn)?;
    Ok(of_entries.into_iter().chain(of_details).collect())
}

/// Every stream of an insurer that either table names.
pub(super) fn streams(conn: &mut Conn, insurer: InsurerNumber) -> Result<BTreeSet<String>, StoreError> {
    let of_entries: Vec<String> = ledger_entries::table
        .filter(ledger_entries::insurer_number.eq(insurer.as_str()))
        .select(ledger_entries::stream)
        .distinct()
        .load(conn)?;
    let of_details: Vec<String> = ledger_details::table
        .filter(ledger_details::insurer_number.eq(insurer.as_str()))
        .select(ledger_details::stream)
        .distinct()
        .load(conn)?;
    Ok(of_entries.into_iter().chain(of_details).collect())
}

/// Entries after one, with their fields where there are any.
pub(super) fn entries(
    conn: &mut Conn,
    (insurer, stream): StreamOf<'_>,
    after: i64,
) -> Result<Vec<(StoredEntry, Option<StoredDetail>)>, StoreError> {
    let details = ledger_details::table.on(ledger_details::insurer_number
        .eq(ledger_entries::insurer_number)
        .and(ledger_details::stream.eq(ledger_entries::stream))
        .and(ledger_details::sequence.eq(ledger_entries::sequence)));
    let filed = (
        ledger_details::at,
        ledger_details::operation,
        ledger_details::person_id,
        ledger_details::organization_id,
    );
    let entry = (
        ledger_entries::sequence,
        ledger_entries::at,
        ledger_entries::commitment,
        ledger_entries::hash,
    );
    let some = ledger_entries::table
        .left_join(details)
        .filter(ledger_entries::insurer_number.eq(insurer.as_str()))
        .filter(ledger_entries::stream.eq(stream))
        .filter(ledger_entries::sequence.gt(after))
        .order(ledger_entries::sequence)
        .limit(AT_A_TIME)
        .select((entry, (filed, ledger_details::salt, ledger_details::fields).nullable()))
        .load(conn)?;
    Ok(some)
}

/// The numbers of fields to which there is no entry.
pub(super) fn fields_without_entry(conn: &mut Conn, (insurer, stream): StreamOf<'_>) -> Result<Vec<i64>, StoreError> {
    let entries = ledger_entries::table.on(ledger_entries::insurer_number
        .eq(ledger_details::insurer_number)
        .and(ledger_entries::stream.eq(ledger_details::stream))
        .and(ledger_entries::sequence.eq(ledger_details::sequence)));
    let numbers = ledger_details::table
        .left_join(entries)
        .filter(ledger_details::insurer_number.eq(insurer.as_str()))
        .filter(ledger_details::stream.eq(stream))
        .filter(ledger_entries::sequence.nullable().is_null())
        .order(ledger_details::sequence)
        .select(ledger_details::sequence)
        .load(conn)?;
    Ok(numbers)
}
