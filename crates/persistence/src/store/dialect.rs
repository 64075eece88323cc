//! What differs between SQLite and PostgreSQL, and only that.

pub(crate) mod batch;
pub(crate) mod files;
pub(crate) mod frame;
pub(crate) mod session;

use diesel::connection::SimpleConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

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
