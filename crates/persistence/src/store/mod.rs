//! Connections, transactions and what differs between the two databases.

pub(crate) mod blocking;
pub(crate) mod conn;
pub(crate) mod connection;
pub(crate) mod database;
pub(crate) mod dialect;
pub(crate) mod error;
pub(crate) mod intake;
pub(crate) mod row;
#[cfg(feature = "count-statements")]
pub(crate) mod statements;
pub(crate) mod tenant;
pub(crate) mod transaction;
