//! The listeners: TLS, what the handshake proved, the browser application's files.

pub(crate) mod app_files;
pub(crate) mod connection;
pub(crate) mod guarded;
pub(crate) mod limits;
pub(crate) mod listener;
pub(crate) mod refused;
pub(crate) mod seats;
pub(crate) mod server;
pub(crate) mod stack;
pub(crate) mod timely;
pub(crate) mod tls;
