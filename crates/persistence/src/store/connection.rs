//! Where the data is kept, and how connections to it are opened and pooled.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::r2d2::ManageConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

use crate::store::conn::Conn;
use crate::store::dialect::frame;
use crate::store::dialect::session::{
    prepare_postgres, prepare_postgres_to_read, prepare_sqlite, prepare_sqlite_to_read,
};
use crate::store::error::StoreError;

/// Where the data is kept. Parsed by hand: diesel would try SQLite with any string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL connection URL, `postgres://…`.
    Postgres(String),
}

impl Target {
    /// Reads a setting: `postgres://…` or `postgresql://…`, everything else is the path of a SQLite file.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Sqlite(PathBuf::from(text.strip_prefix("sqlite://").unwrap_or(text)))
        }
    }

    /// The same, where a relative path of a SQLite file begins in `folder`.
    #[must_use]
    pub fn within(self, folder: &Path) -> Self {
        match self {
            Self::Sqlite(path) => Self::Sqlite(folder.join(path)),
            server @ Self::Postgres(_) => server,
        }
    }

    /// Where the ledger is kept: on SQLite a file of its own beside the data, `engawa.ledger.sqlite` beside
    /// `engawa.sqlite`. A commit to a SQLite file empties the caches of everybody who reads it, and a look is noted far
    /// more often than data changes.
    pub(crate) fn ledger(&self) -> Self {
        match self {
            Self::Sqlite(path) => Self::Sqlite(path.with_extension("ledger.sqlite")),
            Self::Postgres(url) => Self::Postgres(url.clone()),
        }
    }

    /// Data whose ledger is gone is half of a backup: it must not go on with an empty one as if nobody had ever looked.
    pub(crate) fn check_whole(&self) -> Result<(), StoreError> {
        match (self, self.ledger()) {
            (Self::Sqlite(data), Self::Sqlite(ledger)) if data.exists() && !ledger.exists() => {
                Err(StoreError::Unreachable(format!(
                    "the ledger {} is missing beside the data: restore both from the same backup",
                    ledger.display()
                )))
            }
            _ => Ok(()),
        }
    }
}

/// A pooled connection. One that failed once is suspect and is not used again: its server may be gone.
pub(crate) struct PooledConnection {
    pub(crate) conn: Conn,
    pub(crate) suspect: bool,
    /// How many failures of its pool there had been when it was last seen to work.
    seen_at: u64,
}

/// How often a connection of a pool has failed. As long as none fails nothing is asked of the others; after a failure each
/// of them is asked once whether its server is still there, so that a server that comes back finds no dead ones in use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Failures(Arc<AtomicU64>);

impl Failures {
    /// Whether a connection may be used; one that may not is to be dropped.
    pub(crate) fn allow(&self, pooled: &mut PooledConnection) -> bool {
        let failures = self.0.load(Ordering::Relaxed);
        if pooled.seen_at != failures {
            pooled.suspect = frame::ping(&mut pooled.conn).is_err();
            pooled.seen_at = failures;
        }
        !pooled.suspect
    }
}

/// Opens connections for a pool.
#[derive(Debug)]
pub(crate) struct Connector {
    target: Target,
    failures: Failures,
}

impl Connector {
    pub(crate) fn new(target: Target, failures: Failures) -> Self {
        Self { target, failures }
    }

    pub(crate) fn open(target: &Target) -> Result<Conn, StoreError> {
        let unreachable = |error: diesel::ConnectionError| StoreError::Unreachable(error.to_string());
        match target {
            Target::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(&path.to_string_lossy()).map_err(unreachable)?;
                prepare_sqlite(&mut conn)?;
                Ok(Conn::Sqlite(conn))
            }
            Target::Postgres(url) => {
                let mut conn = PgConnection::establish(url).map_err(unreachable)?;
                prepare_postgres(&mut conn)?;
                Ok(Conn::Postgres(conn))
            }
        }
    }
}

impl Connector {
    /// Opens an existing database for reading only; nothing about it is changed by that.
    pub(crate) fn open_to_read(target: &Target) -> Result<Conn, StoreError> {
        let unreachable = |error: diesel::ConnectionError| StoreError::Unreachable(error.to_string());
        match target {
            Target::Sqlite(path) => {
                let address = format!("file:{}?mode=ro", in_address(&path.to_string_lossy()));
                let mut conn = SqliteConnection::establish(&address).map_err(unreachable)?;
                prepare_sqlite_to_read(&mut conn)?;
                Ok(Conn::Sqlite(conn))
            }
            Target::Postgres(url) => {
                let mut conn = PgConnection::establish(url).map_err(unreachable)?;
                prepare_postgres_to_read(&mut conn)?;
                Ok(Conn::Postgres(conn))
            }
        }
    }
}

/// A path inside an address: what means something else there is written as its number.
fn in_address(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

impl ManageConnection for Connector {
    type Connection = PooledConnection;
    type Error = StoreError;

    fn connect(&self) -> Result<PooledConnection, StoreError> {
        #[cfg_attr(
            not(feature = "count-statements"),
            expect(unused_mut, reason = "only what counts changes it")
        )]
        let mut conn = Self::open(&self.target)?;
        #[cfg(feature = "count-statements")]
        crate::store::statements::note_statements(&mut conn);
        Ok(PooledConnection {
            conn,
            suspect: false,
            seen_at: self.failures.0.load(Ordering::Relaxed),
        })
    }

    fn is_valid(&self, pooled: &mut PooledConnection) -> Result<(), StoreError> {
        frame::ping(&mut pooled.conn)
    }

    fn has_broken(&self, pooled: &mut PooledConnection) -> bool {
        let broken = pooled.suspect || frame::is_broken(&mut pooled.conn);
        if broken {
            self.failures.0.fetch_add(1, Ordering::Relaxed);
        }
        broken
    }
}
