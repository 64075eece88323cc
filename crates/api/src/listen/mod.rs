//! The listeners: TLS, what the handshake proved, the browser application's files.

pub(crate) mod app_files;
pub(crate) mod connection;
pub(crate) mod listener;
pub(crate) mod refused;
pub(crate) mod server;
pub(crate) mod tls;
