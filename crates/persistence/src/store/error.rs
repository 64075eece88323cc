//! What can go wrong with the database, told by what the caller can do about it. diesel's errors stop here.

use std::path::PathBuf;

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// Why a read or a write did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such row. The caller answers as if it had never been.
    #[error("not found")]
    NotFound,
    /// A rule of uniqueness refused the row. The caller names what exists already.
    #[error("exists already")]
    Conflict,
    /// Another transaction was in the way for too long. The caller may try again later.
    #[error("the database is busy")]
    Busy,
    /// Another attempt of the same request has taken its place. The caller may ask what came of that one.
    #[error("another attempt of the same request has taken its place")]
    Overtaken,
    /// A stored value does not follow the rules of the domain: the database was changed by other hands.
    #[error("column {column} holds a value that is not valid there")]
    Corrupt {
        /// `table.column`.
        column: &'static str,
    },
    /// An entry of the ledger cannot be read: another program wrote it, or other hands changed it.
    #[error("entry {sequence} of the ledger's stream {stream:?} cannot be read: {fault}")]
    CorruptEntry {
        /// The stream.
        stream: String,
        /// The entry's number there.
        sequence: i64,
        /// What is wrong with it.
        fault: UnreadableEntry,
    },
    /// A sealed value could not be opened: the key is missing or the value was changed.
    #[error("sealed data could not be opened (key id {key_id})")]
    Unsealable {
        /// The key id the value names.
        key_id: u8,
    },
    /// The database cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The database would lose what it has acknowledged, so it is not used.
    #[error("PostgreSQL runs with {setting} = {value} and could lose what it has acknowledged: set {setting} = on")]
    NotDurable {
        /// Which of its settings.
        setting: &'static str,
        /// As it is set.
        value: String,
    },
    /// The disk failed before, so nobody knows what is on it.
    #[error("the disk failed before; restart after checking it")]
    DiskInDoubt,
    /// Another server serves from the same SQLite file.
    #[error(
        "another server (process {process}) serves from {} already: end it first, or use PostgreSQL for several nodes",
        database.display()
    )]
    ServedAlready {
        /// The file.
        database: PathBuf,
        /// The other's process, as far as it is known.
        process: String,
    },
    /// The ledger is not what it had come to before: it was cut, or the database is an older copy.
    #[error(
        "the ledger's stream {stream:?}: {fault}. If a backup was restored on purpose, tell whoever answers for the \
         ledger, then remove {}", file.display()
    )]
    RolledBack {
        /// The stream.
        stream: String,
        /// What does not fit.
        fault: String,
        /// Where it was noted what the stream had come to.
        file: PathBuf,
    },
    /// The ledger could not be written, so the change was not kept either.
    #[error(transparent)]
    Ledger(#[from] LedgerFailed),
    /// Anything else; for the log, not for people.
    #[error("database error: {0}")]
    Database(DieselError),
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self::Conflict,
            DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Self::Busy,
            DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => {
                Self::Unreachable(info.message().to_owned())
            }
            // SQLite reports a lost race as kind `Unknown`.
            DieselError::DatabaseError(_, ref info) if info.message() == "database is locked" => Self::Busy,
            other => Self::Database(other),
        }
    }
}

impl From<diesel::r2d2::PoolError> for StoreError {
    fn from(error: diesel::r2d2::PoolError) -> Self {
        Self::Unreachable(error.to_string())
    }
}

/// The entry is not known to be durable, so nothing was disclosed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerFailed {
    /// It could not be written.
    #[error("the audit ledger cannot be written: nothing is disclosed")]
    NotWritten,
    /// It was not written in time. It may still be.
    #[error("the audit ledger does not answer: nothing is disclosed")]
    Late,
}

/// Why the fields of an entry cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableEntry {
    /// They have a format of which this program knows nothing: a later program wrote them.
    #[error("its format version {0} is not known")]
    Version(u32),
    /// They name an operation of which this program knows nothing.
    #[error("its operation {0:?} is not known")]
    Operation(String),
    /// They are not the fields of an entry at all.
    #[error("its fields do not have the form of an entry")]
    Form,
}

impl StoreError {
    /// Whether the disk under a SQLite file failed: what was written before may be lost as well, for a failed fsync drops
    /// pages that a later one no longer knows of. A full disk is none of this; there a write is taken back whole.
    pub(crate) fn is_of_the_disk(&self) -> bool {
        fn failed(error: &DieselError) -> bool {
            match error {
                DieselError::DatabaseError(_, info) => {
                    matches!(info.message(), "disk I/O error" | "database disk image is malformed")
                }
                DieselError::RollbackErrorOnCommit {
                    rollback_error,
                    commit_error,
                } => failed(rollback_error) || failed(commit_error),
                _ => false,
            }
        }
        matches!(self, Self::Database(error) if failed(error))
    }
}
