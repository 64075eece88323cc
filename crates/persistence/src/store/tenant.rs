//! The data of one insurer: reads and writes, SQLite by default, PostgreSQL for many nodes, the same calls for both.

use std::sync::Arc;
use std::time::Duration;

use domain::insurer::InsurerNumber;

use crate::access::request_claim::RequestClaim;
use crate::store::conn::Conn;
use crate::store::connection::{PooledConnection, Target};
use crate::store::database::Database;
use crate::store::dialect::frame::{self, Access};
use crate::store::error::StoreError;
use crate::store::transaction::Tx;
use crate::vault::Vault;

/// The data of one insurer in an open database. Cheap to clone. What is read and written through it is that insurer's: an
/// id of another one is not found here.
#[derive(Clone)]
pub struct Tenant {
    inner: Arc<Inner>,
    /// The claim of the request for which it writes, if that may be sent again.
    claim: Option<Arc<RequestClaim>>,
}

struct Inner {
    database: Database,
    insurer: InsurerNumber,
    vault: Vault,
}

/// How often a write is tried again when another transaction got in its way.
const WRITE_ATTEMPTS: u32 = 24;

impl Database {
    /// The data of one insurer, whether it has been set up or not.
    ///
    /// # Errors
    /// [`StoreError::Unsealable`] if the keys do not allow one of its own to be made.
    pub fn tenant(&self, insurer: InsurerNumber) -> Result<Tenant, StoreError> {
        let inner = Inner {
            database: self.clone(),
            insurer,
            vault: self.keys().vault(insurer)?,
        };
        Ok(Tenant {
            inner: Arc::new(inner),
            claim: None,
        })
    }
}

impl Tenant {
    /// The database in which it lies.
    pub fn database(&self) -> &Database {
        &self.inner.database
    }

    /// Whose data it is.
    pub fn insurer(&self) -> InsurerNumber {
        self.inner.insurer
    }

    /// The same, for a request that holds this claim: each change that is written through it marks the claim in its own
    /// transaction, so that the two are kept together or not at all.
    #[must_use]
    pub fn under(&self, claim: &RequestClaim) -> Self {
        Self {
            claim: Some(Arc::new(claim.clone())),
            ..self.clone()
        }
    }

    /// The insurer's keys, with which personal data is sealed.
    pub fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    /// Whether anything may be written: after a failure of the disk under SQLite nothing is, until a restart.
    ///
    /// # Errors
    /// [`StoreError::DiskInDoubt`].
    pub fn check_disk(&self) -> Result<(), StoreError> {
        self.inner.database.check_disk()
    }

    pub(crate) fn target(&self) -> &Target {
        self.inner.database.target()
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
        self.run(move |tenant| tenant.read_here(work)).await
    }

    /// Runs one single statement, which is its own snapshot and needs no transaction around it.
    ///
    /// # Errors
    /// As [`Tenant::read`].
    pub async fn read_one<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.run(move |tenant| {
            let mut pooled = tenant.inner.database.connection()?;
            let answer = work(&mut tenant.tx(&mut pooled.conn));
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
        match self.target() {
            Target::Sqlite(_) => work(self),
            Target::Postgres(_) => self.run_blocking(work).await,
        }
    }

    pub(crate) async fn run_blocking<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T, StoreError> + Send + 'static,
    {
        let tenant = self.clone();
        self.inner.database.blocking().run(move || work(&tenant)).await
    }

    /// [`Tenant::read`] on the caller's thread, for command-line work.
    ///
    /// # Errors
    /// As [`Tenant::read`].
    pub fn read_here<T>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut pooled = self.inner.database.connection()?;
        self.read_on(&mut pooled, work)
    }

    /// [`Tenant::read_here`] for the ledger, which may lie elsewhere than the data.
    pub(crate) fn read_ledger_here<T>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut pooled = self.inner.database.ledger_connection()?;
        self.read_on(&mut pooled, work)
    }

    fn read_on<T>(
        &self,
        pooled: &mut PooledConnection,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        pooled.suspect = true;
        frame::begin(&mut pooled.conn, Access::Read)?;
        let answer = work(&mut self.tx(&mut pooled.conn));
        // Nothing was written, so there is nothing to keep: the rollback is the same as a commit and cannot conflict.
        frame::rollback(&mut pooled.conn)?;
        pooled.suspect = is_fault(&answer);
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
        self.run_blocking(move |tenant| tenant.write_here(work)).await
    }

    /// [`Tenant::write`] on the caller's thread, for command-line work.
    ///
    /// # Errors
    /// As [`Tenant::write`].
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
        let _turn = self.inner.database.writers_turn();
        self.inner.database.check_disk()?;
        let mut pooled = self.inner.database.connection()?;
        pooled.suspect = true;
        let answer = self.write_on(&mut pooled.conn, work);
        self.inner.database.note_disk(&answer);
        pooled.suspect = is_fault(&answer);
        answer
    }

    fn write_on<T>(
        &self,
        conn: &mut Conn,
        work: &impl Fn(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        frame::begin(conn, Access::Write)?;
        match self.work_and_mark(&mut self.tx(conn), work) {
            Ok(answer) => frame::commit(conn).map(|()| answer),
            Err(error) => {
                frame::rollback(conn)?;
                Err(error)
            }
        }
    }

    fn work_and_mark<T>(
        &self,
        tx: &mut Tx<'_>,
        work: &impl Fn(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if let Some(claim) = &self.claim {
            tx.mark_claim(claim)?;
        }
        work(tx)
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
