//! What can go wrong with the database, told by what the caller can do about it. diesel's errors stop here.

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
    /// A stored value does not follow the rules of the domain: the database was changed by other hands.
    #[error("column {column} holds a value that is not valid there")]
    Corrupt {
        /// `table.column`.
        column: &'static str,
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

/// The entry could not be made durable, so nothing was disclosed.
#[derive(Debug, thiserror::Error)]
#[error("the audit ledger cannot be written: nothing is disclosed")]
pub struct LedgerFailed;
