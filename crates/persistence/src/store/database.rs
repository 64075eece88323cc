//! The open database: connections and keys. It may hold several insurers; whoever wants data asks for one of them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::r2d2::{Pool, PooledConnection as Turn};

use crate::setup::folds;
use crate::store::blocking::BlockingPool;
use crate::store::connection::{Connector, Failures, Target};
use crate::store::dialect;
use crate::store::dialect::files::{ServerLock, keep_private};
use crate::store::error::StoreError;
use crate::vault::Keys;

/// How many may read the ledger at a time: records and checks are asked for seldom and may take their turn.
const LEDGER_CONNECTIONS: u32 = 2;

/// The open database. Cheap to clone; one per process.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    target: Target,
    connections: Connections,
    /// For reading the ledger, which may lie elsewhere than the data; opened when somebody asks.
    ledger_connections: Connections,
    blocking: BlockingPool,
    /// SQLite has one writer: waiting here is fairer and cheaper than its busy handler.
    sqlite_writer: Mutex<()>,
    /// Whether the disk under SQLite has failed. Stays until a restart.
    disk_in_doubt: AtomicBool,
    keys: Keys,
}

impl Database {
    /// Opens the database, runs the migrations that are missing, and prepares `connections` connections.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] if it cannot be opened or migrated, or if its ledger is missing.
    pub fn open(target: &Target, keys: Keys, connections: u32) -> Result<Self, StoreError> {
        target.check_whole()?;
        for file in [target.ledger(), target.clone()] {
            if let Target::Sqlite(file) = file {
                keep_private(&file)?;
            }
        }
        // The ledger first, so that an interrupted beginning does not look like half a backup.
        dialect::migrate_ledger(&mut Connector::open(&target.ledger())?)?;
        dialect::migrate(&mut Connector::open(target)?)?;
        folds::refresh(&mut Connector::open(target)?)?;
        let connections = connections.max(2);
        let inner = Inner {
            target: target.clone(),
            connections: Connections::pool(target.clone(), connections, 1)?,
            ledger_connections: Connections::pool(target.ledger(), LEDGER_CONNECTIONS, 0)?,
            blocking: BlockingPool::threads(connections)?,
            sqlite_writer: Mutex::new(()),
            disk_in_doubt: AtomicBool::new(false),
            keys,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// What a server holds as long as it serves from this place: nobody else can, where the data is a file of SQLite.
    ///
    /// # Errors
    /// [`StoreError::ServedAlready`].
    pub fn lock_for_serving(target: &Target) -> Result<Option<ServerLock>, StoreError> {
        match target {
            Target::Sqlite(file) => ServerLock::take(file).map(Some),
            Target::Postgres(_) => Ok(None),
        }
    }

    pub(crate) fn target(&self) -> &Target {
        &self.inner.target
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    pub(crate) fn connection(&self) -> Result<Turn<Connector>, StoreError> {
        self.inner.connections.turn()
    }

    /// A connection on which the ledger is read.
    pub(crate) fn ledger_connection(&self) -> Result<Turn<Connector>, StoreError> {
        self.inner.ledger_connections.turn()
    }

    /// Threads on which waiting for the database happens.
    pub(crate) fn blocking(&self) -> &BlockingPool {
        &self.inner.blocking
    }

    /// Nothing is written any more, neither data nor ledger, once the disk under SQLite has failed.
    ///
    /// # Errors
    /// [`StoreError::DiskInDoubt`].
    pub(crate) fn check_disk(&self) -> Result<(), StoreError> {
        if self.inner.disk_in_doubt.load(Ordering::Relaxed) {
            return Err(StoreError::DiskInDoubt);
        }
        Ok(())
    }

    /// Looks at how a write ended.
    pub(crate) fn note_disk<T>(&self, written: &Result<T, StoreError>) {
        let Err(error) = written else {
            return;
        };
        let on_a_disk_of_ours = matches!(self.inner.target, Target::Sqlite(_));
        if on_a_disk_of_ours && error.is_of_the_disk() && !self.inner.disk_in_doubt.swap(true, Ordering::Relaxed) {
            log::error!("nothing is written any more until a restart, the disk has failed: {error}");
        }
    }

    /// Held while writing to SQLite, so that writers of this process queue in order.
    pub(crate) fn writers_turn(&self) -> Option<MutexGuard<'_, ()>> {
        match self.inner.target {
            Target::Sqlite(_) => Some(self.inner.sqlite_writer.lock().unwrap_or_else(PoisonError::into_inner)),
            Target::Postgres(_) => None,
        }
    }
}

/// Connections that are kept open, and how often one of them has failed.
struct Connections {
    pool: Pool<Connector>,
    failures: Failures,
}

impl Connections {
    fn pool(target: Target, most: u32, kept: u32) -> Result<Self, StoreError> {
        let failures = Failures::default();
        let pool = Pool::builder()
            .max_size(most)
            .min_idle(Some(kept))
            // A ping per use would double the round trips; a connection that failed is dropped instead.
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(5))
            .build(Connector::new(target, failures.clone()))?;
        Ok(Self { pool, failures })
    }

    fn turn(&self) -> Result<Turn<Connector>, StoreError> {
        loop {
            let mut turn = self.pool.get()?;
            if self.failures.allow(&mut turn) {
                return Ok(turn);
            }
        }
    }
}
