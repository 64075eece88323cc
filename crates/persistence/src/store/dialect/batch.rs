//! A batch of the ledger on its way into either database.

use diesel::connection::AnsiTransactionManager;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Binary, Nullable, Text, Timestamp};

use crate::ledger::batch::Batch;
use crate::schema::{ledger_details, ledger_entries};
use crate::store::conn::Conn;
use crate::store::dialect::frame::{commit, rollback};
use crate::store::error::StoreError;

/// Writes a batch of the ledger in one transaction: all of it or nothing, durable when this returns.
pub(crate) fn insert_ledger(conn: &mut Conn, batch: &Batch<'_>) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(sqlite) => {
            AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")?;
            let written = insert_links(sqlite, batch);
            if written.is_err() {
                rollback(conn)?;
                return Ok(written?);
            }
            commit(conn)
        }
        // A single statement is a transaction of its own.
        Conn::Postgres(conn) => {
            Unnested::of(batch).execute(conn)?;
            Ok(())
        }
    }
}

/// Writes a batch and takes it back: whether it could be written.
pub(crate) fn try_ledger(conn: &mut Conn, batch: &Batch<'_>) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(sqlite) => {
            AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")?;
            insert_links(sqlite, batch)?;
        }
        Conn::Postgres(postgres) => {
            AnsiTransactionManager::begin_transaction_sql(postgres, "BEGIN")?;
            Unnested::of(batch).execute(postgres)?;
        }
    }
    rollback(conn)
}

/// Two prepared statements, used again for each entry.
fn insert_links(conn: &mut SqliteConnection, batch: &Batch<'_>) -> QueryResult<()> {
    for link in &batch.links {
        diesel::insert_into(ledger_entries::table)
            .values((
                ledger_entries::insurer_number.eq(batch.insurer.as_str()),
                ledger_entries::stream.eq(batch.stream),
                ledger_entries::sequence.eq(link.sequence),
                ledger_entries::at.eq(batch.at),
                ledger_entries::commitment.eq(link.commitment.as_slice()),
                ledger_entries::hash.eq(link.hash.as_slice()),
            ))
            .execute(conn)?;
        diesel::insert_into(ledger_details::table)
            .values((
                ledger_details::stream.eq(batch.stream),
                ledger_details::sequence.eq(link.sequence),
                ledger_details::insurer_number.eq(batch.insurer.as_str()),
                ledger_details::person_id.eq(link.person.as_deref()),
                ledger_details::salt.eq(link.salt.as_slice()),
                ledger_details::fields.eq(link.fields.as_str()),
                ledger_details::organization_id.eq(link.organization.as_deref()),
                ledger_details::operation.eq(link.operation),
                ledger_details::at.eq(batch.at),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// A batch as one statement of PostgreSQL, always the same and so prepared once: a single round trip instead of six for
/// a transaction with a COPY into each table. A column of the batch is an array.
struct Unnested<'b> {
    batch: &'b Batch<'b>,
    sequences: Vec<i64>,
    commitments: Vec<&'b [u8]>,
    hashes: Vec<&'b [u8]>,
    persons: Vec<Option<&'b str>>,
    organizations: Vec<Option<&'b str>>,
    operations: Vec<&'static str>,
    salts: Vec<&'b [u8]>,
    fields: Vec<&'b str>,
}

impl<'b> Unnested<'b> {
    fn of(batch: &'b Batch<'b>) -> Self {
        let links = || batch.links.iter();
        Self {
            batch,
            sequences: links().map(|link| link.sequence).collect(),
            commitments: links().map(|link| link.commitment.as_slice()).collect(),
            hashes: links().map(|link| link.hash.as_slice()).collect(),
            persons: links().map(|link| link.person.as_deref()).collect(),
            organizations: links().map(|link| link.organization.as_deref()).collect(),
            operations: links().map(|link| link.operation).collect(),
            salts: links().map(|link| link.salt.as_slice()).collect(),
            fields: links().map(|link| link.fields.as_str()).collect(),
        }
    }
}

impl QueryId for Unnested<'_> {
    type QueryId = Unnested<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<C> RunQueryDsl<C> for Unnested<'_> {}

impl QueryFragment<Pg> for Unnested<'_> {
    fn walk_ast<'a>(&'a self, mut out: AstPass<'_, 'a, Pg>) -> QueryResult<()> {
        out.push_sql("WITH batch AS (SELECT ");
        out.push_bind_param::<Text, _>(self.batch.stream)?;
        out.push_sql(" AS stream, ");
        out.push_bind_param::<Timestamp, _>(&self.batch.at)?;
        out.push_sql(" AS at, ");
        out.push_bind_param::<Text, _>(self.batch.insurer.as_str())?;
        out.push_sql(" AS insurer, link.* FROM unnest(");
        out.push_bind_param::<Array<BigInt>, _>(&self.sequences)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Binary>, _>(&self.commitments)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Binary>, _>(&self.hashes)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Nullable<Text>>, _>(&self.persons)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Nullable<Text>>, _>(&self.organizations)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Text>, _>(&self.operations)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Binary>, _>(&self.salts)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Text>, _>(&self.fields)?;
        out.push_sql(
            ") AS link (sequence, commitment, hash, person, organization, operation, salt, fields)), chain AS \
             (INSERT INTO ledger_entries (insurer_number, stream, sequence, at, commitment, hash) \
             SELECT insurer, stream, sequence, at, commitment, hash FROM batch) INSERT INTO ledger_details \
             (stream, sequence, insurer_number, at, operation, person_id, organization_id, salt, fields) \
             SELECT stream, sequence, insurer, at, operation, person, organization, salt, fields FROM batch",
        );
        Ok(())
    }
}
