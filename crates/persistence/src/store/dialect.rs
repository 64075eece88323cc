//! What differs between SQLite and PostgreSQL, and only that.

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager, TransactionManagerStatus};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Binary, Nullable, Text, Timestamp};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::ledger::batch::Batch;
use crate::schema::{ledger_details, ledger_entries};
use crate::store::conn::Conn;
use crate::store::error::StoreError;

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
/// The ledger's own file; on PostgreSQL the ledger lies among the other tables.
const SQLITE_LEDGER_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite-ledger");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// Inserts many rows of one table: a macro, because each database has its own way and its own types for it.
macro_rules! insert_many {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let rows: &[_] = $rows;
        match $conn {
            // One prepared statement, used again for each row.
            $crate::store::conn::Conn::Sqlite(conn) => {
                for row in rows {
                    diesel::RunQueryDsl::execute(diesel::insert_into($table).values(row), conn)?;
                }
            }
            // COPY needs no statement with thousands of placeholders to be parsed and planned.
            $crate::store::conn::Conn::Postgres(conn) if !rows.is_empty() => {
                diesel::ExecuteCopyFromDsl::execute(diesel::copy_from($table).from_insertable(rows), conn)?;
            }
            $crate::store::conn::Conn::Postgres(_) => {}
        }
    }};
}
pub(crate) use insert_many;

/// Runs a query of the hot path on the connection inside: through the enum diesel would write the statement anew for each
/// call (more than the database needs to answer it); directly it knows the prepared one by the query's type.
macro_rules! on_each {
    ($conn:expr, $inner:ident => $query:expr) => {
        match $conn {
            $crate::store::conn::Conn::Sqlite($inner) => $query,
            $crate::store::conn::Conn::Postgres($inner) => $query,
        }
    };
}
pub(crate) use on_each;

/// Inserts what is new and updates what changed, of a table whose key is the insurer and an id.
macro_rules! keep {
    ($tx:expr, $table:ident, $merged:expr) => {{
        $crate::store::dialect::insert_many!($tx.conn, $table::table, &$merged.new);
        for row in $merged.changed {
            diesel::update($table::table.find((&$tx.insurer_text, row.id.clone())))
                .set(row)
                .execute($tx.conn)?;
        }
    }};
}
pub(crate) use keep;

/// Durable, patient, small: WAL with `synchronous=FULL` because NORMAL loses acknowledged rows at power loss; pages are
/// mapped, so that the connections share the system's cache instead of copying from it.
pub(crate) fn prepare_sqlite(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    conn.batch_execute(
        "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
         PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000; \
         PRAGMA mmap_size = 2147418112;",
    )?;
    Ok(())
}

/// Times are UTC and a lost node is noticed.
pub(crate) fn prepare_postgres(conn: &mut PgConnection) -> Result<(), StoreError> {
    conn.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = '60s';")?;
    Ok(())
}

/// Brings the schema up to date. Two nodes that start at once do not collide on PostgreSQL.
pub(crate) fn migrate(conn: &mut Conn) -> Result<(), StoreError> {
    let failed = |error: Box<dyn std::error::Error + Send + Sync>| StoreError::Unreachable(error.to_string());
    match conn {
        Conn::Sqlite(conn) => {
            conn.run_pending_migrations(SQLITE_MIGRATIONS).map_err(failed)?;
        }
        Conn::Postgres(conn) => {
            conn.batch_execute("SELECT pg_advisory_lock(4399920001)")?;
            let done = conn
                .run_pending_migrations(POSTGRES_MIGRATIONS)
                .map(|_| ())
                .map_err(failed);
            conn.batch_execute("SELECT pg_advisory_unlock(4399920001)")?;
            done?;
        }
    }
    Ok(())
}

/// Brings the ledger's own file up to date, where it has one.
pub(crate) fn migrate_ledger(conn: &mut Conn) -> Result<(), StoreError> {
    if let Conn::Sqlite(conn) = conn {
        conn.run_pending_migrations(SQLITE_LEDGER_MIGRATIONS)
            .map_err(|error| StoreError::Unreachable(error.to_string()))?;
    }
    Ok(())
}

/// What kind of transaction a piece of work needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

pub(crate) fn begin(conn: &mut Conn, access: Access) -> Result<(), StoreError> {
    match conn {
        // A plain BEGIN fails at once when a read is followed by a write; IMMEDIATE waits its turn.
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(
            conn,
            match access {
                Access::Read => "BEGIN DEFERRED",
                Access::Write => "BEGIN IMMEDIATE",
            },
        )?,
        Conn::Postgres(conn) => AnsiTransactionManager::begin_transaction_sql(
            conn,
            match access {
                Access::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                Access::Write => "BEGIN ISOLATION LEVEL SERIALIZABLE",
            },
        )?,
    }
    Ok(())
}

pub(crate) fn commit(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::commit_transaction(conn)?,
        Conn::Postgres(conn) => AnsiTransactionManager::commit_transaction(conn)?,
    }
    Ok(())
}

pub(crate) fn rollback(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::rollback_transaction(conn)?,
        Conn::Postgres(conn) => AnsiTransactionManager::rollback_transaction(conn)?,
    }
    Ok(())
}

pub(crate) fn ping(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => conn.batch_execute("SELECT 1")?,
        Conn::Postgres(conn) => conn.batch_execute("SELECT 1")?,
    }
    Ok(())
}

pub(crate) fn is_broken(conn: &mut Conn) -> bool {
    fn broken<C>(conn: &mut C) -> bool
    where
        C: Connection<TransactionManager = AnsiTransactionManager>,
    {
        std::thread::panicking()
            || !matches!(
                AnsiTransactionManager::transaction_manager_status_mut(conn),
                TransactionManagerStatus::Valid(status) if status.transaction_depth().is_none()
            )
    }
    match conn {
        Conn::Sqlite(conn) => broken(conn),
        Conn::Postgres(conn) => broken(conn),
    }
}

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

/// Two prepared statements, used again for each entry.
fn insert_links(conn: &mut SqliteConnection, batch: &Batch<'_>) -> QueryResult<()> {
    for link in &batch.links {
        diesel::insert_into(ledger_entries::table)
            .values((
                ledger_entries::insurer_number.eq(batch.insurer),
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
                ledger_details::insurer_number.eq(batch.insurer),
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
        out.push_bind_param::<Text, _>(self.batch.insurer)?;
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
