//! The audit ledger: durable first, then the seal is opened.
//!
//! Each node appends to a stream of its own for each insurer. A writer thread gathers what waits (up to two milliseconds while there is
//! company), commits the batch in one transaction, then wakes the waiters: cheaper than a transaction per look, and no
//! look is answered early. An entry of the chain holds a salted commitment to its fields and the hash over the entry
//! before it; the fields lie in a side table, so that their lawful deletion leaves the chain verifiable.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use chrono::{DateTime, Utc};
use clock::Clock;
use diesel::prelude::*;
use domain::insurer::InsurerNumber;
use openssl::rand::rand_bytes;
use openssl::sha::Sha256;
use tokio::sync::oneshot;

use crate::ledger::batch::{Batch, Link, SALT};
use crate::ledger::entry::Entry;
use crate::schema::ledger_entries;
use crate::seal::{Disclosed, Sealed};
use crate::store::conn::Conn;
use crate::store::connection::{Connector, Target};
use crate::store::dialect;
use crate::store::error::LedgerFailed;
use crate::store::error::StoreError;
use crate::store::tenant::Tenant;

/// How long the first entry of a batch waits for company, if the batch before it had some: at a quiet time a look does not
/// wait, at a busy one most of a batch's cost (pages, the disk, the round trip) is shared by more looks.
const GATHER: Duration = Duration::from_millis(2);
/// Entries in one batch at most.
const BATCH: usize = 512;

/// The way to the writer thread. Cheap to clone.
#[derive(Clone)]
pub struct Ledger {
    stream: Arc<str>,
    jobs: mpsc::Sender<Job>,
    writable: Arc<AtomicBool>,
}

struct Job {
    entries: Vec<Entry>,
    done: oneshot::Sender<Result<(), LedgerFailed>>,
}

impl Ledger {
    /// Opens the stream of this node and starts its writer. `clock` gives the time of an entry.
    ///
    /// # Errors
    /// If the database cannot be reached or the stream's last entry cannot be read.
    pub fn start(tenant: &Tenant, stream: &str, clock: Clock) -> Result<Self, StoreError> {
        let mut conn = Connector::open(&tenant.target().ledger())?;
        let head = Head::read(&mut conn, (tenant.insurer(), stream))?;
        let (jobs, waiting) = mpsc::channel();
        let writable = Arc::new(AtomicBool::new(true));
        let mut writer = Writer {
            tenant: tenant.clone(),
            stream: stream.to_owned(),
            conn: Some(conn),
            head,
            clock,
            writable: Arc::clone(&writable),
        };
        std::thread::Builder::new()
            .name("ledger".to_owned())
            .spawn(move || writer.run(&waiting))
            .map_err(|error| StoreError::Unreachable(error.to_string()))?;
        Ok(Self {
            stream: stream.into(),
            jobs,
            writable,
        })
    }

    /// The name of its stream.
    pub fn stream(&self) -> &str {
        &self.stream
    }

    /// Records the look, then opens the seal.
    ///
    /// # Errors
    /// [`LedgerFailed`] if the entries are not durable (or there is none): the data is dropped unopened.
    pub async fn release<T>(&self, entries: Vec<Entry>, sealed: Sealed<T>) -> Result<Disclosed<T>, LedgerFailed> {
        self.record(entries).await?;
        Ok(sealed.open())
    }

    /// Records acts that open nothing: refusals, log-ins, imports.
    ///
    /// # Errors
    /// [`LedgerFailed`] if the entries are not durable or there is none.
    pub async fn record(&self, entries: Vec<Entry>) -> Result<(), LedgerFailed> {
        self.send(entries)?.await.map_err(|_| LedgerFailed)?
    }

    /// [`Ledger::record`] on the caller's thread, for command-line work.
    ///
    /// # Errors
    /// As [`Ledger::record`].
    pub fn record_here(&self, entries: Vec<Entry>) -> Result<(), LedgerFailed> {
        self.send(entries)?.blocking_recv().map_err(|_| LedgerFailed)?
    }

    /// Hands entries over without waiting until they are durable: for refusals in places that can neither wait nor
    /// answer, such as a TLS handshake. Nothing may be disclosed on the strength of it.
    ///
    /// # Errors
    /// [`LedgerFailed`] if there is none, or nobody writes any more.
    pub fn record_soon(&self, entries: Vec<Entry>) -> Result<(), LedgerFailed> {
        self.send(entries).map(drop)
    }

    fn send(&self, entries: Vec<Entry>) -> Result<oneshot::Receiver<Result<(), LedgerFailed>>, LedgerFailed> {
        if entries.is_empty() {
            return Err(LedgerFailed);
        }
        let (done, answer) = oneshot::channel();
        self.jobs.send(Job { entries, done }).map_err(|_| LedgerFailed)?;
        Ok(answer)
    }

    /// Whether the last batch could be written.
    pub fn is_writable(&self) -> bool {
        self.writable.load(Ordering::Relaxed)
    }
}

/// The end of the chain.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub(crate) sequence: i64,
    pub(crate) hash: [u8; 32],
}

impl Head {
    fn read(conn: &mut Conn, (insurer, stream): StreamOf<'_>) -> Result<Self, StoreError> {
        let own = ledger_entries::insurer_number
            .eq(insurer.as_str())
            .and(ledger_entries::stream.eq(stream));
        let last: Option<(i64, Vec<u8>)> = ledger_entries::table
            .filter(own)
            .order(ledger_entries::sequence.desc())
            .select((ledger_entries::sequence, ledger_entries::hash))
            .first(conn)
            .optional()?;
        let Some((sequence, hash)) = last else {
            return Ok(Self {
                sequence: 0,
                hash: [0; 32],
            });
        };
        let hash = hash.try_into().map_err(|_| StoreError::Corrupt {
            column: "ledger_entries.hash",
        })?;
        Ok(Self { sequence, hash })
    }
}

struct Writer {
    tenant: Tenant,
    stream: String,
    conn: Option<Conn>,
    head: Head,
    clock: Clock,
    writable: Arc<AtomicBool>,
}

impl Writer {
    fn run(&mut self, waiting: &mpsc::Receiver<Job>) {
        let mut busy = false;
        while let Ok(first) = waiting.recv() {
            if busy {
                // Once, and not for each entry by itself: that would wake this thread as often as there are entries.
                std::thread::sleep(GATHER);
            }
            let jobs = gather(first, waiting);
            busy = jobs.len() > 1;
            let written = self.write(&jobs);
            self.writable.store(written.is_ok(), Ordering::Relaxed);
            if let Err(error) = &written {
                log::error!("the audit ledger could not be written, nothing was disclosed: {error}");
            }
            for job in jobs {
                // A waiter that has gone away needs no answer; its entry stands.
                let _ = job.done.send(if written.is_ok() { Ok(()) } else { Err(LedgerFailed) });
            }
        }
    }

    fn write(&mut self, jobs: &[Job]) -> Result<(), StoreError> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => self.reopen()?,
        };
        let entries = jobs.iter().flat_map(|job| &job.entries);
        let written = append(
            &self.tenant,
            &mut conn,
            &self.stream,
            self.head,
            self.clock.now(),
            entries,
        );
        match written {
            Ok(head) => self.head = head,
            // Nobody knows whether the commit reached the disk: the connection is dropped with its doubts.
            Err(error) => return Err(error),
        }
        self.conn = Some(conn);
        Ok(())
    }

    /// After a failure on PostgreSQL the stream is read again from the server. On SQLite the disk itself is in doubt
    /// (a failed fsync may have dropped pages), so only a restart by the operator goes on.
    fn reopen(&mut self) -> Result<Conn, StoreError> {
        match self.tenant.target() {
            Target::Sqlite(_) => Err(StoreError::Unreachable(
                "the ledger failed before; restart after checking the disk".to_owned(),
            )),
            target @ Target::Postgres(_) => {
                let mut conn = Connector::open(target)?;
                self.head = Head::read(&mut conn, (self.tenant.insurer(), &self.stream))?;
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

/// Writes a batch in one transaction and answers the new end of the chain.
fn append<'e>(
    tenant: &Tenant,
    conn: &mut Conn,
    stream: &str,
    head: Head,
    at: DateTime<Utc>,
    entries: impl Iterator<Item = &'e Entry>,
) -> Result<Head, StoreError> {
    let insurer = tenant.insurer();
    // Both databases keep microseconds: what is hashed must be what is read back.
    let at = DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at);
    let entries: Vec<&Entry> = entries.collect();
    let mut salts = vec![0; entries.len() * SALT];
    rand_bytes(&mut salts).map_err(|error| StoreError::Unreachable(error.to_string()))?;
    let (salts, _) = salts.as_chunks::<SALT>();
    let mut head = head;
    let mut links = Vec::with_capacity(entries.len());
    for (entry, salt) in entries.into_iter().zip(salts) {
        let link = link((insurer, stream), head, at, entry, *salt)?;
        head = Head {
            sequence: link.sequence,
            hash: link.hash,
        };
        links.push(link);
    }
    let batch = Batch {
        stream,
        insurer: insurer.as_str(),
        at: at.naive_utc(),
        links,
    };
    dialect::insert_ledger(conn, &batch)?;
    Ok(head)
}

fn link(of: StreamOf<'_>, head: Head, at: DateTime<Utc>, entry: &Entry, salt: [u8; SALT]) -> Result<Link, StoreError> {
    let fields = serde_json::to_string(entry).map_err(|error| StoreError::Unreachable(error.to_string()))?;
    let commitment = commit_to(&salt, fields.as_bytes());
    let sequence = head.sequence + 1;
    let hash = chain_hash(of, sequence, at.timestamp_micros(), &commitment, &head.hash);
    Ok(Link {
        sequence,
        commitment,
        hash,
        person: entry.person().map(|person| person.to_string()),
        organization: entry.organization().map(|organization| organization.to_string()),
        operation: entry.operation().code(),
        salt,
        fields,
    })
}

/// SHA-256 over salt and fields: says nothing about the fields once they and the salt are gone.
pub(crate) fn commit_to(salt: &[u8], fields: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(fields);
    hasher.finish()
}

/// Whose stream, and which.
pub(crate) type StreamOf<'s> = (InsurerNumber, &'s str);

/// SHA-256 over everything that makes an entry's place in its stream.
pub(crate) fn chain_hash(
    (insurer, stream): StreamOf<'_>,
    sequence: i64,
    at_micros: i64,
    commitment: &[u8],
    previous: &[u8],
) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"engawa ledger 1\0");
    hasher.update(insurer.as_str().as_bytes());
    hasher.update(&[0]);
    hasher.update(stream.as_bytes());
    hasher.update(&[0]);
    hasher.update(&sequence.to_be_bytes());
    hasher.update(&at_micros.to_be_bytes());
    hasher.update(commitment);
    hasher.update(previous);
    hasher.finish()
}
