//! The audit ledger: durable first, then the seal is opened.
//!
//! Each node appends to a stream of its own for each insurer; a thread of its own writes it (`writer`). An entry of the chain
//! (`chain`) holds a salted commitment to its fields and the hash over the entry before it; the fields lie in a side table,
//! so that their lawful deletion leaves the chain verifiable.

use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use clock::Clock;
use tokio::sync::oneshot;

use crate::ledger::entry::Entry;
use crate::ledger::pulse::Pulse;
use crate::ledger::writer::{Job, Waiter, Writer};
use crate::seal::{Disclosed, Sealed};
use crate::store::error::{LedgerFailed, StoreError};
use crate::store::tenant::Tenant;

/// How long somebody waits until an entry is durable. After that nothing is disclosed, whatever becomes of the entry.
const PATIENCE: Duration = Duration::from_secs(5);

/// The way to the writer thread. Cheap to clone.
#[derive(Clone)]
pub struct Ledger {
    stream: Arc<str>,
    jobs: mpsc::Sender<Job>,
    pulse: Arc<Pulse>,
    patience: Duration,
    /// The folder in which the stream's end is noted.
    witness: Option<Arc<Path>>,
}

impl Ledger {
    /// Opens the stream of this node and starts its writer. `clock` gives the time of an entry.
    ///
    /// # Errors
    /// If the database cannot be reached or the stream's last entry cannot be read.
    pub fn start(tenant: &Tenant, stream: &str, clock: Clock) -> Result<Self, StoreError> {
        Self::open(tenant, stream, clock, None)
    }

    /// The same, and what the stream comes to is noted in a folder outside the database.
    ///
    /// # Errors
    /// As [`Ledger::start`]; [`StoreError::RolledBack`] if the stream is not what was noted of it.
    pub fn start_witnessed(tenant: &Tenant, stream: &str, clock: Clock, folder: &Path) -> Result<Self, StoreError> {
        Self::open(tenant, stream, clock, Some(folder))
    }

    /// The same stream of another insurer, witnessed as this one is.
    ///
    /// # Errors
    /// As [`Ledger::start_witnessed`].
    pub fn beside(&self, tenant: &Tenant, clock: Clock) -> Result<Self, StoreError> {
        Self::open(tenant, &self.stream, clock, self.witness.as_deref())
    }

    fn open(tenant: &Tenant, stream: &str, clock: Clock, witness: Option<&Path>) -> Result<Self, StoreError> {
        let pulse = Arc::new(Pulse::new());
        let mut writer = Writer::open(tenant, stream, clock, Arc::clone(&pulse), witness)?;
        let (jobs, waiting) = mpsc::channel();
        std::thread::Builder::new()
            .name("ledger".to_owned())
            .spawn(move || writer.run(&waiting))
            .map_err(|error| StoreError::Unreachable(error.to_string()))?;
        Ok(Self {
            stream: stream.into(),
            jobs,
            pulse,
            patience: PATIENCE,
            witness: witness.map(Arc::from),
        })
    }

    /// The same ledger for somebody who waits as long as this and no longer, instead of five seconds.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The name of its stream.
    pub fn stream(&self) -> &str {
        &self.stream
    }

    /// Records the look, then opens the seal.
    ///
    /// # Errors
    /// [`LedgerFailed`] if the entries are not durable in time (or there is none): the data is dropped unopened.
    pub async fn release<T>(&self, entries: Vec<Entry>, sealed: Sealed<T>) -> Result<Disclosed<T>, LedgerFailed> {
        self.record(entries).await?;
        Ok(sealed.open())
    }

    /// Records acts that open nothing: refusals, log-ins, imports.
    ///
    /// # Errors
    /// [`LedgerFailed`] if the entries are not durable in time or there is none.
    pub async fn record(&self, entries: Vec<Entry>) -> Result<(), LedgerFailed> {
        let (done, answer) = oneshot::channel();
        self.send(entries, Waiter::Task(done))?;
        match tokio::time::timeout(self.patience, answer).await {
            Ok(answer) => answer.map_err(|_| LedgerFailed::NotWritten)?,
            Err(_) => Err(self.late()),
        }
    }

    /// [`Ledger::record`] on the caller's thread, for command-line work.
    ///
    /// # Errors
    /// As [`Ledger::record`].
    pub fn record_here(&self, entries: Vec<Entry>) -> Result<(), LedgerFailed> {
        let (done, answer) = mpsc::sync_channel(1);
        self.send(entries, Waiter::Thread(done))?;
        match answer.recv_timeout(self.patience) {
            Ok(answer) => answer,
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(LedgerFailed::NotWritten),
            Err(mpsc::RecvTimeoutError::Timeout) => Err(self.late()),
        }
    }

    /// Hands entries over without waiting until they are durable: for refusals in places that can neither wait nor
    /// answer, such as a TLS handshake. Nothing may be disclosed on the strength of it.
    ///
    /// # Errors
    /// [`LedgerFailed`] if there is none, or nobody writes any more.
    pub fn record_soon(&self, entries: Vec<Entry>) -> Result<(), LedgerFailed> {
        self.send(entries, Waiter::Nobody)
    }

    /// Whoever finds that the writer hangs goes away at once: a queue behind it would only grow.
    fn send(&self, entries: Vec<Entry>, waiter: Waiter) -> Result<(), LedgerFailed> {
        if entries.is_empty() || self.pulse.hangs(self.patience) {
            return Err(LedgerFailed::NotWritten);
        }
        self.queue(entries, waiter)
    }

    fn queue(&self, entries: Vec<Entry>, waiter: Waiter) -> Result<(), LedgerFailed> {
        let job = Job {
            entries,
            since: Instant::now(),
            waiter,
        };
        self.jobs.send(job).map_err(|_| LedgerFailed::NotWritten)
    }

    /// Takes back, in what follows in the stream, what may still be written of a change that was not made in the end.
    pub(crate) fn take_back(&self, entries: Vec<Entry>) {
        // If nobody writes any more, what is to be taken back is not written either.
        let _ = self.queue(entries, Waiter::Nobody);
    }

    fn late(&self) -> LedgerFailed {
        log::error!(
            "the audit ledger did not write for {:?}, nothing was disclosed",
            self.patience
        );
        LedgerFailed::Late
    }

    /// Whether the last batch could be written, and nothing has been waiting for it for too long.
    pub fn is_writable(&self) -> bool {
        self.pulse.is_sound(self.patience)
    }
}
