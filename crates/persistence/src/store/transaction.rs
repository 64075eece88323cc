//! Connections and transactions: SQLite by default, PostgreSQL for many nodes, the same calls for both.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::r2d2::Pool;
use domain::insurer::InsurerNumber;

use crate::seal::Vault;
use crate::store::blocking::BlockingPool;
use crate::store::conn::Conn;
use crate::store::connection::{Connector, Target};
use crate::store::dialect::{self, Access};
use crate::store::error::StoreError;

/// The open database. Cheap to clone; one per process and insurer.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    target: Target,
    readers: Pool<Connector>,
    blocking: BlockingPool,
    /// SQLite has one writer: waiting here is fairer and cheaper than its busy handler.
    sqlite_writer: Mutex<()>,
    insurer: InsurerNumber,
    vault: Vault,
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
            blocking: BlockingPool::threads(connections)?,
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
        self.run(move |store| store.read_here(work)).await
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
        self.run(move |store| {
            let mut pooled = store.inner.readers.get()?;
            let answer = work(&mut store.tx(&mut pooled.conn));
            pooled.suspect = is_fault(&answer);
            answer
        })
        .await
    }

    async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T, StoreError> + Send + 'static,
    {
        match self.inner.target {
            Target::Sqlite(_) => work(self),
            Target::Postgres(_) => self.run_blocking(work).await,
        }
    }

    pub(crate) async fn run_blocking<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T, StoreError> + Send + 'static,
    {
        let store = self.clone();
        self.inner.blocking.run(move || work(&store)).await
    }

    /// [`Store::read`] on the caller's thread, for command-line work.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn read_here<T>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut pooled = self.inner.readers.get()?;
        pooled.suspect = true;
        dialect::begin(&mut pooled.conn, Access::Read)?;
        let answer = work(&mut self.tx(&mut pooled.conn));
        // Nothing was written, so there is nothing to keep: the rollback is the same as a commit and cannot conflict.
        dialect::rollback(&mut pooled.conn)?;
        pooled.suspect = is_fault(&answer);
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
        self.run_blocking(move |store| store.write_here(work)).await
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
        let mut pooled = self.inner.readers.get()?;
        pooled.suspect = true;
        let answer = self.write_on(&mut pooled.conn, work);
        pooled.suspect = is_fault(&answer);
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
    let mut random = [0_u8; 1];
    // Without chance the waiting is only less well spread.
    let _ = openssl::rand::rand_bytes(&mut random);
    let longest = 4 * attempt.min(25);
    Duration::from_millis(u64::from(longest) * random.iter().map(|byte| u64::from(*byte)).sum::<u64>() / 255 + 1)
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
