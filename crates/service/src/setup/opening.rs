//! Opening: from what an operator has settled to the use cases. Where settings and key files lie is the program's matter;
//! what they are for is known here and to nobody above.

use std::fmt;
use std::path::{Path, PathBuf};

use clock::Clock;
use domain::insurer::InsurerNumber;
use fence::Fence;
use persistence::{Database, Key, Keys, Ledger, ServerLock, Target};

use crate::access::service::{Fenced, Service};
use crate::error::ServiceError;
use crate::session::password::Passwords;

/// A 256-bit key as it lies in a key file. `Debug` hides it.
#[derive(Clone)]
pub struct SealingKey(Key);

impl SealingKey {
    /// Takes the bytes of a key file.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Key::from_bytes(bytes))
    }

    /// A fresh random key.
    ///
    /// # Errors
    /// If the system has no randomness.
    pub fn random() -> Result<Self, ServiceError> {
        Key::random()
            .map(Self)
            .map_err(|error| ServiceError::Fault(error.to_string()))
    }

    /// The bytes, for the key file only.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey(..)")
    }
}

/// What has to be settled before there are use cases.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the data is kept: `postgres://…`, or the path of a SQLite file.
    pub database: String,
    /// Where a relative path of a SQLite file begins.
    pub folder: PathBuf,
    /// How many connections to the database are kept open at most.
    pub connections: u32,
    /// The keys with which personal data is sealed, each with its id, the newest last: the last one seals, all of them open.
    pub sealing_keys: Vec<(u8, SealingKey)>,
    /// The key with which people are found by their insured number.
    pub index_key: SealingKey,
    /// Whose data it is.
    pub insurer: InsurerNumber,
    /// The ledger stream that is written: the name of a node, or of a command that runs beside it. One stream has one writer.
    pub stream: String,
    /// The folder outside the database in which it is noted what the stream has come to, if anywhere.
    pub witness: Option<PathBuf>,
    /// Where the time comes from.
    pub clock: Clock,
    /// How this program does its work on documents from outside.
    pub fence: Fence,
}

/// What a server holds as long as it serves.
#[derive(Debug)]
pub struct Serving {
    _lock: Option<ServerLock>,
}

/// Makes sure that no other server serves from the same file of SQLite, to be asked before anything is opened. Several nodes
/// on one PostgreSQL are none of that.
///
/// # Errors
/// If another one does.
pub fn begin_serving(database: &str, folder: &Path) -> Result<Serving, ServiceError> {
    let target = Target::parse(database).within(folder);
    Ok(Serving {
        _lock: Database::lock_for_serving(&target)?,
    })
}

/// Opens the database, runs the migrations that are missing, and begins to write the ledger's stream.
///
/// # Errors
/// If the keys do not fit or the database cannot be opened.
pub fn open(config: Config) -> Result<Service, ServiceError> {
    let sealing = config.sealing_keys.into_iter().map(|(id, SealingKey(key))| (id, key));
    let keys = Keys::new(sealing.collect(), config.index_key.0)?;
    let target = Target::parse(&config.database).within(&config.folder);
    let tenant = Database::open(&target, keys, config.connections)?.tenant(config.insurer)?;
    let (stream, clock) = (&config.stream, config.clock.clone());
    let ledger = match &config.witness {
        Some(folder) => Ledger::start_witnessed(&tenant, stream, clock, folder)?,
        None => Ledger::start(&tenant, stream, clock)?,
    };
    let fenced = Fenced::new(config.fence);
    Ok(Service::new(tenant, ledger, config.clock, Passwords::new()?, fenced))
}
