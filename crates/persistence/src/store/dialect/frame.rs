//! The beginning and the end of a transaction, and whether a connection can still be used.

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager, TransactionManagerStatus};
use diesel::prelude::*;

use crate::store::conn::Conn;
use crate::store::error::StoreError;

/// What kind of transaction a piece of work needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

pub(crate) fn begin(conn: &mut Conn, access: Access) -> Result<(), StoreError> {
    match conn {
        // A plain BEGIN fails at once when a read is followed by a write; IMMEDIATE waits its turn.
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(
            conn,
            match access {
                Access::Read => "BEGIN DEFERRED",
                Access::Write => "BEGIN IMMEDIATE",
            },
        )?,
        Conn::Postgres(conn) => AnsiTransactionManager::begin_transaction_sql(
            conn,
            match access {
                Access::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                Access::Write => "BEGIN ISOLATION LEVEL SERIALIZABLE",
            },
        )?,
    }
    Ok(())
}

pub(crate) fn commit(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::commit_transaction(conn)?,
        Conn::Postgres(conn) => AnsiTransactionManager::commit_transaction(conn)?,
    }
    Ok(())
}

pub(crate) fn rollback(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::rollback_transaction(conn)?,
        Conn::Postgres(conn) => AnsiTransactionManager::rollback_transaction(conn)?,
    }
    Ok(())
}

pub(crate) fn ping(conn: &mut Conn) -> Result<(), StoreError> {
    match conn {
        Conn::Sqlite(conn) => conn.batch_execute("SELECT 1")?,
        Conn::Postgres(conn) => conn.batch_execute("SELECT 1")?,
    }
    Ok(())
}

pub(crate) fn is_broken(conn: &mut Conn) -> bool {
    fn broken<C>(conn: &mut C) -> bool
    where
        C: Connection<TransactionManager = AnsiTransactionManager>,
    {
        std::thread::panicking()
            || !matches!(
                AnsiTransactionManager::transaction_manager_status_mut(conn),
                TransactionManagerStatus::Valid(status) if status.transaction_depth().is_none()
            )
    }
    match conn {
        Conn::Sqlite(conn) => broken(conn),
        Conn::Postgres(conn) => broken(conn),
    }
}
