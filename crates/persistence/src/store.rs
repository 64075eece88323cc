//! Connections and transactions: SQLite by default, PostgreSQL for many nodes, the same calls for both.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::r2d2::{ManageConnection, Pool};
use diesel::{Connection, PgConnection, SqliteConnection};
use domain::insurer::InsurerNumber;
use tokio::runtime::{self, Runtime};

use crate::dialect;
use crate::error::StoreError;
use crate::seal::Vault;

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub(crate) enum Conn {
    /// The embedded default.
    Sqlite(SqliteConnection),
    /// The way to many nodes.
    Postgres(PgConnection),
}

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
    fn check_whole(&self) -> Result<(), StoreError> {
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
pub(crate) struct Line {
    conn: Conn,
    suspect: bool,
}

/// Opens connections for the pool.
#[derive(Debug)]
pub(crate) struct Connector(Target);

impl Connector {
    pub(crate) fn open(target: &Target) -> Result<Conn, StoreError> {
        let unreachable = |error: diesel::ConnectionError| StoreError::Unreachable(error.to_string());
        match target {
            Target::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(&path.to_string_lossy()).map_err(unreachable)?;
                dialect::prepare_sqlite(&mut conn)?;
                Ok(Conn::Sqlite(conn))
            }
            Target::Postgres(url) => {
                let mut conn = PgConnection::establish(url).map_err(unreachable)?;
                dialect::prepare_postgres(&mut conn)?;
                Ok(Conn::Postgres(conn))
            }
        }
    }
}

impl ManageConnection for Connector {
    type Connection = Line;
    type Error = StoreError;

    fn connect(&self) -> Result<Line, StoreError> {
        Ok(Line {
            conn: Self::open(&self.0)?,
            suspect: false,
        })
    }

    fn is_valid(&self, line: &mut Line) -> Result<(), StoreError> {
        dialect::ping(&mut line.conn)
    }

    fn has_broken(&self, line: &mut Line) -> bool {
        line.suspect || dialect::is_broken(&mut line.conn)
    }
}

/// What kind of transaction a piece of work needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// The open database. Cheap to clone; one per process and insurer.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    target: Target,
    readers: Pool<Connector>,
    waiting: Waiting,
    /// SQLite has one writer: waiting here is fairer and cheaper than its busy handler.
    sqlite_writer: Mutex<()>,
    insurer: InsurerNumber,
    vault: Vault,
}

/// Threads that wait for the database, one for each connection: if there were more of them, as in the pool that tokio has by
/// itself, they would wake only to wait for each other.
struct Waiting(Option<Runtime>);

impl Waiting {
    fn threads(connections: u32) -> Result<Self, StoreError> {
        let threads = usize::try_from(connections).unwrap_or(usize::MAX);
        let runtime = runtime::Builder::new_current_thread()
            .max_blocking_threads(threads)
            .thread_name("database")
            .build()
            .map_err(|error| StoreError::Unreachable(error.to_string()))?;
        Ok(Self(Some(runtime)))
    }

    async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce() -> Result<T, StoreError> + Send + 'static,
    {
        let Some(runtime) = &self.0 else {
            return Err(StoreError::Unreachable("the store is closed".to_owned()));
        };
        runtime
            .spawn_blocking(work)
            .await
            .map_err(|panicked| StoreError::Unreachable(panicked.to_string()))?
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // Whoever drops the last store may be part of another runtime and must not wait here.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// How often a write is tried again when another transaction got in its way.
const WRITE_ATTEMPTS: u32 = 24;

impl Store {
    /// Opens the database, runs the migrations that are missing, and prepares `connections` connections.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] if it cannot be opened or migrated, or if its ledger is missing.
    pub fn open(target: &Target, insurer: InsurerNumber, vault: Vault, connections: u32) -> Result<Self, StoreError> {
        target.check_whole()?;
        // The ledger first, so that an interrupted beginning does not look like half a backup.
        dialect::migrate_ledger(&mut Connector::open(&target.ledger())?)?;
        dialect::migrate(&mut Connector::open(target)?)?;
        let connections = connections.max(2);
        let readers = Pool::builder()
            .max_size(connections)
            .min_idle(Some(1))
            // A ping per use would double the round trips; a connection that failed is dropped instead.
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(5))
            .build(Connector(target.clone()))?;
        let inner = Inner {
            target: target.clone(),
            readers,
            waiting: Waiting::threads(connections)?,
            sqlite_writer: Mutex::new(()),
            insurer,
            vault,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The insurer whose data this store keeps.
    pub fn insurer(&self) -> InsurerNumber {
        self.inner.insurer
    }

    /// The keys with which personal data is sealed.
    pub fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    pub(crate) fn target(&self) -> &Target {
        &self.inner.target
    }

    /// Runs reads on one snapshot. SQLite reads are short and run in place; PostgreSQL's wait for the network runs on
    /// threads of its own.
    ///
    /// # Errors
    /// What `work` answers, or that the database cannot be reached.
    pub async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.hop(move |store| store.read_here(work)).await
    }

    /// Runs one single statement, which is its own snapshot and needs no transaction around it.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn read_one<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.hop(move |store| {
            let mut line = store.inner.readers.get()?;
            let answer = work(&mut store.tx(&mut line.conn));
            line.suspect = is_fault(&answer);
            answer
        })
        .await
    }

    async fn hop<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T, StoreError> + Send + 'static,
    {
        match self.inner.target {
            Target::Sqlite(_) => work(self),
            Target::Postgres(_) => self.elsewhere(work).await,
        }
    }

    pub(crate) async fn elsewhere<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T, StoreError> + Send + 'static,
    {
        let store = self.clone();
        self.inner.waiting.run(move || work(&store)).await
    }

    /// [`Store::read`] on the caller's thread, for command-line work.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn read_here<T>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut line = self.inner.readers.get()?;
        line.suspect = true;
        dialect::begin(&mut line.conn, Access::Read)?;
        let answer = work(&mut self.tx(&mut line.conn));
        // Nothing was written, so there is nothing to keep: the rollback is the same as a commit and cannot conflict.
        dialect::rollback(&mut line.conn)?;
        line.suspect = is_fault(&answer);
        answer
    }

    /// [`Store::read_here`] for the ledger, which may lie elsewhere than the data.
    pub(crate) fn read_ledger_here<T>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut conn = Connector::open(&self.inner.target.ledger())?;
        dialect::begin(&mut conn, Access::Read)?;
        let answer = work(&mut self.tx(&mut conn));
        dialect::rollback(&mut conn)?;
        answer
    }

    /// Runs reads and writes as one unit: all of it or nothing. `work` may run more than once, so it touches nothing
    /// but its transaction.
    ///
    /// # Errors
    /// What `work` answers (nothing is then kept), or [`StoreError::Busy`] after repeated conflicts.
    pub async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.elsewhere(move |store| store.write_here(work)).await
    }

    /// [`Store::write`] on the caller's thread, for command-line work.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_here<T>(&self, work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            match self.write_once(&work) {
                Err(StoreError::Busy) if attempt < WRITE_ATTEMPTS => {
                    std::thread::sleep(back_off(attempt));
                }
                answer => return answer,
            }
        }
    }

    fn write_once<T>(&self, work: &impl Fn(&mut Tx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        // The turn comes first: writers that queue must not hold the connections that readers need.
        let _turn = self.writers_turn();
        let mut line = self.inner.readers.get()?;
        line.suspect = true;
        let answer = self.write_on(&mut line.conn, work);
        line.suspect = is_fault(&answer);
        answer
    }

    fn write_on<T>(
        &self,
        conn: &mut Conn,
        work: &impl Fn(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        dialect::begin(conn, Access::Write)?;
        match work(&mut self.tx(conn)) {
            Ok(answer) => dialect::commit(conn).map(|()| answer),
            Err(error) => {
                dialect::rollback(conn)?;
                Err(error)
            }
        }
    }

    /// Held while writing to SQLite, so that writers of this process queue in order.
    fn writers_turn(&self) -> Option<std::sync::MutexGuard<'_, ()>> {
        match self.inner.target {
            Target::Sqlite(_) => Some(self.inner.sqlite_writer.lock().unwrap_or_else(PoisonError::into_inner)),
            Target::Postgres(_) => None,
        }
    }

    fn tx<'c>(&'c self, conn: &'c mut Conn) -> Tx<'c> {
        Tx {
            conn,
            insurer_text: self.inner.insurer.to_string(),
            vault: &self.inner.vault,
        }
    }
}

/// Longer with each attempt, and different for each writer, so that two in each other's way part.
fn back_off(attempt: u32) -> Duration {
    let mut chance = [0_u8; 1];
    // Without chance the waiting is only less well spread.
    let _ = openssl::rand::rand_bytes(&mut chance);
    let longest = 4 * attempt.min(25);
    Duration::from_millis(u64::from(longest) * chance.iter().map(|byte| u64::from(*byte)).sum::<u64>() / 255 + 1)
}

/// Whether an answer tells of trouble with the connection or the database rather than with the question.
fn is_fault<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::Database(_) | StoreError::Unreachable(_)))
}

/// An open transaction. Queries are its methods, one file per subject.
pub struct Tx<'c> {
    pub(crate) conn: &'c mut Conn,
    pub(crate) insurer_text: String,
    pub(crate) vault: &'c Vault,
}
