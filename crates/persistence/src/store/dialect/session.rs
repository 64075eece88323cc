//! How a connection is prepared before anybody uses it: what it waits for, and that what it acknowledges is durable.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::store::conn::Conn;
use crate::store::error::StoreError;

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

/// Patient, and only reading.
pub(crate) fn prepare_sqlite_to_read(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    conn.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA query_only = ON; PRAGMA mmap_size = 2147418112;")?;
    Ok(())
}

/// Only reading, and for as long as it takes.
pub(crate) fn prepare_postgres_to_read(conn: &mut PgConnection) -> Result<(), StoreError> {
    conn.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET default_transaction_read_only = on;")?;
    Ok(())
}

/// What SQLite finds wrong with its file: pages, and indexes that do not say what their tables say. PostgreSQL's server
/// has means of its own for that.
pub(crate) fn integrity(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        integrity_check: String,
    }
    let Conn::Sqlite(conn) = conn else {
        return Ok(Vec::new());
    };
    let lines: Vec<Line> = diesel::sql_query("PRAGMA integrity_check(20)").load(conn)?;
    let lines = lines.into_iter().map(|line| line.integrity_check);
    Ok(lines.filter(|line| line != "ok").collect())
}

/// Times are UTC and a lost node is noticed; what is acknowledged is durable, or the server is not used.
pub(crate) fn prepare_postgres(conn: &mut PgConnection) -> Result<(), StoreError> {
    conn.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = '60s';")?;
    let durability: Durability = diesel::sql_query(DURABILITY).get_result(conn)?;
    durability.check()
}

/// Whatever server, database or role say, a commit of this session is on the server's disk when it is answered. Only
/// `remote_apply`, which waits for a second server as well, is stronger and is left as it was configured.
const DURABILITY: &str = "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') \
     WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false) AS synchronous_commit, \
     current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes";

/// What a session of PostgreSQL says of how it keeps what it has acknowledged.
#[derive(QueryableByName)]
struct Durability {
    #[diesel(sql_type = Text)]
    synchronous_commit: String,
    #[diesel(sql_type = Text)]
    fsync: String,
    #[diesel(sql_type = Text)]
    full_page_writes: String,
}

impl Durability {
    fn check(self) -> Result<(), StoreError> {
        let settings = [
            ("synchronous_commit", self.synchronous_commit),
            ("fsync", self.fsync),
            ("full_page_writes", self.full_page_writes),
        ];
        let loses = |value: &str| !matches!(value, "on" | "remote_apply");
        match settings.into_iter().find(|(_, value)| loses(value)) {
            Some((setting, value)) => Err(StoreError::NotDurable { setting, value }),
            None => Ok(()),
        }
    }
}
