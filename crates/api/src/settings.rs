//! What the HTTP side has to be told. Read once by the program, travels by value.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::tls::TlsSettings;

/// Where to listen and what to serve.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Main listener: client certificate required.
    pub listen: SocketAddr,
    /// Operator's listener for health, without TLS: loopback only. `None`: no such listener.
    pub operator: Option<SocketAddr>,
    /// The origins of the application's own pages, as browsers write them: `https://host` or `https://host:port`.
    pub origins: Vec<String>,
    /// The built SPA (`frontend/dist`); without it only the API is served.
    pub frontend: Option<PathBuf>,
    /// Whether to send HSTS. Not on `localhost`, where browsers would apply it to every other program's port too.
    pub strict_transport: bool,
    /// Keys, certificates and versions of TLS.
    pub tls: TlsSettings,
    /// Worker threads; each serves many connections.
    pub workers: usize,
}
