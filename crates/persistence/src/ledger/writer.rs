//! The thread that writes a stream, the only one that does. It gathers what waits (up to two milliseconds while there is
//! company), commits the batch in one transaction, then wakes the waiters: cheaper than a transaction per look, and no look
//! is answered early. When nobody waits it asks every second whether its database is still there, and after a failure on
//! PostgreSQL it tries every second to go on, so that a node is ready again without anybody's asking.

use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use clock::Clock;
use tokio::sync::oneshot;

use crate::ledger::chain::Head;
use crate::ledger::entry::Entry;
use crate::ledger::pulse::Pulse;
use crate::ledger::witness::Witness;
use crate::store::conn::Conn;
use crate::store::connection::{Connector, Target};
use crate::store::dialect::batch::{insert_ledger, try_ledger};
use crate::store::dialect::frame::ping;
use crate::store::error::{LedgerFailed, StoreError};
use crate::store::tenant::Tenant;

/// How long the first entry of a batch waits for company, if the batch before it had some: at a quiet time a look does not
/// wait, at a busy one most of a batch's cost (pages, the disk, the round trip) is shared by more looks.
const GATHER: Duration = Duration::from_millis(2);
/// Entries in one batch at most.
const BATCH: usize = 512;
/// How often the database is asked whether it is there while nobody waits.
const BEAT: Duration = Duration::from_secs(1);

/// Entries on their way to the writer.
pub(crate) struct Job {
    pub(crate) entries: Vec<Entry>,
    /// Since when they have been waiting.
    pub(crate) since: Instant,
    pub(crate) waiter: Waiter,
}

/// Who is told when the entries are durable. One that has gone away needs no answer; its entries stand.
pub(crate) enum Waiter {
    Task(oneshot::Sender<Result<(), LedgerFailed>>),
    Thread(mpsc::SyncSender<Result<(), LedgerFailed>>),
    Nobody,
}

impl Waiter {
    fn tell(self, written: Result<(), LedgerFailed>) {
        match self {
            Self::Task(waiter) => drop(waiter.send(written)),
            Self::Thread(waiter) => drop(waiter.send(written)),
            Self::Nobody => {}
        }
    }
}

/// What the thread works with.
pub(crate) struct Writer {
    tenant: Tenant,
    stream: String,
    conn: Option<Conn>,
    head: Head,
    clock: Clock,
    pulse: Arc<Pulse>,
    witness: Option<Witness>,
}

impl Writer {
    /// Reads the end of the stream.
    pub(crate) fn open(
        tenant: &Tenant,
        stream: &str,
        clock: Clock,
        pulse: Arc<Pulse>,
        witness: Option<&Path>,
    ) -> Result<Self, StoreError> {
        let mut conn = Connector::open(&tenant.target().ledger())?;
        let of = (tenant.insurer(), stream);
        let witness = witness.map(|folder| Witness::open(folder, of, &mut conn)).transpose()?;
        let head = Head::read(&mut conn, of)?;
        Ok(Self {
            tenant: tenant.clone(),
            stream: stream.to_owned(),
            conn: Some(conn),
            head,
            clock,
            pulse,
            witness,
        })
    }

    /// Writes until nobody can send any more.
    pub(crate) fn run(&mut self, waiting: &mpsc::Receiver<Job>) {
        let mut busy = false;
        loop {
            match waiting.recv_timeout(BEAT) {
                Ok(first) => busy = self.serve(first, waiting, busy),
                Err(mpsc::RecvTimeoutError::Timeout) => self.beat(),
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
            }
        }
        let head = self.head;
        if let Some(witness) = &mut self.witness {
            witness.note(head);
        }
    }

    /// Writes what waits; whether that was more than one job.
    fn serve(&mut self, first: Job, waiting: &mpsc::Receiver<Job>, busy: bool) -> bool {
        self.pulse.begin(first.since);
        if busy {
            // Once, and not for each entry by itself: that would wake this thread as often as there are entries.
            std::thread::sleep(GATHER);
        }
        let jobs = gather(first, waiting);
        let several = jobs.len() > 1;
        let written = self.write(&jobs);
        self.tenant.database().note_disk(&written);
        self.pulse.end(written.is_ok());
        if let Err(error) = &written {
            log::error!("the audit ledger could not be written, nothing was disclosed: {error}");
        }
        let head = self.head;
        if let (Ok(()), Some(witness)) = (&written, &mut self.witness) {
            witness.note_in_time(head);
        }
        for job in jobs {
            job.waiter.tell(match written {
                Ok(()) => Ok(()),
                Err(_) => Err(LedgerFailed::NotWritten),
            });
        }
        several
    }

    /// Nobody waits: is the database still there, or there again?
    fn beat(&mut self) {
        let head = self.head;
        if let Some(witness) = &mut self.witness {
            witness.note(head);
        }
        self.pulse.begin(Instant::now());
        let was_writable = self.pulse.is_writable();
        let alive = self
            .tenant
            .database()
            .check_disk()
            .and_then(|()| match self.conn.take() {
                Some(mut conn) => ping(&mut conn).map(|()| conn),
                None => self.reopen(),
            });
        self.pulse.end(alive.is_ok());
        match alive {
            Ok(conn) => {
                self.conn = Some(conn);
                if !was_writable {
                    log::info!("the audit ledger can be written again");
                }
            }
            Err(error) if was_writable => log::error!("the audit ledger cannot be written: {error}"),
            Err(_) => {}
        }
    }

    fn write(&mut self, jobs: &[Job]) -> Result<(), StoreError> {
        self.tenant.database().check_disk()?;
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.reopen()?,
        };
        let entries: Vec<&Entry> = jobs.iter().flat_map(|job| &job.entries).collect();
        let of = (self.tenant.insurer(), self.stream.as_str());
        let (batch, head) = self.head.join(of, self.clock.now(), &entries)?;
        // If it fails, nobody knows whether the commit reached the disk: the connection is dropped with its doubts.
        insert_ledger(&mut conn, &batch)?;
        self.head = head;
        self.conn = Some(conn);
        Ok(())
    }

    /// After a failure on PostgreSQL the stream is read again from the server, and a batch is tried and taken back. On
    /// SQLite the disk itself is in doubt (a failed fsync may have dropped pages), so only a restart by the operator goes on.
    fn reopen(&mut self) -> Result<Conn, StoreError> {
        match self.tenant.target() {
            Target::Sqlite(_) => Err(StoreError::Unreachable(
                "the ledger failed before; restart after checking the disk".to_owned(),
            )),
            target @ Target::Postgres(_) => {
                let mut conn = Connector::open(target)?;
                let of = (self.tenant.insurer(), self.stream.as_str());
                self.head = Head::read(&mut conn, of)?;
                try_ledger(&mut conn, &self.head.trial(of, self.clock.now()))?;
                Ok(conn)
            }
        }
    }
}

/// Takes what has come, up to a batch.
fn gather(first: Job, waiting: &mpsc::Receiver<Job>) -> Vec<Job> {
    let mut count = first.entries.len();
    let mut jobs = vec![first];
    while count < BATCH {
        let Ok(job) = waiting.try_recv() else {
            break;
        };
        count += job.entries.len();
        jobs.push(job);
    }
    jobs
}
