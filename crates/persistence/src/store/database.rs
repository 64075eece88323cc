//! The open database: connections and keys. It may hold several insurers; whoever wants data asks for one of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use diesel::r2d2::{Pool, PooledConnection as Turn};

use crate::store::blocking::BlockingPool;
use crate::store::connection::{Connector, Target};
use crate::store::dialect;
use crate::store::error::StoreError;
use crate::vault::Keys;

/// The open database. Cheap to clone; one per process.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    target: Target,
    connections: Pool<Connector>,
    blocking: BlockingPool,
    /// SQLite has one writer: waiting here is fairer and cheaper than its busy handler.
    sqlite_writer: Mutex<()>,
    keys: Keys,
}

impl Database {
    /// Opens the database, runs the migrations that are missing, and prepares `connections` connections.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] if it cannot be opened or migrated, or if its ledger is missing.
    pub fn open(target: &Target, keys: Keys, connections: u32) -> Result<Self, StoreError> {
        target.check_whole()?;
        // The ledger first, so that an interrupted beginning does not look like half a backup.
        dialect::migrate_ledger(&mut Connector::open(&target.ledger())?)?;
        dialect::migrate(&mut Connector::open(target)?)?;
        let connections = connections.max(2);
        let pool = Pool::builder()
            .max_size(connections)
            .min_idle(Some(1))
            // A ping per use would double the round trips; a connection that failed is dropped instead.
            .test_on_check_out(false)
            .connection_timeout(Duration::from_secs(5))
            .build(Connector(target.clone()))?;
        let inner = Inner {
            target: target.clone(),
            connections: pool,
            blocking: BlockingPool::threads(connections)?,
            sqlite_writer: Mutex::new(()),
            keys,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    pub(crate) fn target(&self) -> &Target {
        &self.inner.target
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    pub(crate) fn connection(&self) -> Result<Turn<Connector>, StoreError> {
        Ok(self.inner.connections.get()?)
    }

    /// Threads on which waiting for the database happens.
    pub(crate) fn blocking(&self) -> &BlockingPool {
        &self.inner.blocking
    }

    /// Held while writing to SQLite, so that writers of this process queue in order.
    pub(crate) fn writers_turn(&self) -> Option<MutexGuard<'_, ()>> {
        match self.inner.target {
            Target::Sqlite(_) => Some(self.inner.sqlite_writer.lock().unwrap_or_else(PoisonError::into_inner)),
            Target::Postgres(_) => None,
        }
    }
}
