//! What the HTTP side has to be told. Read once by the program, travels by value.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use crate::http::reading::rates::Reading;
use crate::http::throttle::Throttling;
use crate::listen::limits::Limits;
use crate::listen::tls::TlsSettings;

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
    /// How much one session and one device may ask for.
    pub reading: Reading,
    /// Worker threads; each serves many connections.
    pub workers: usize,
    /// How long requests may take to arrive, and how many connections a stranger may hold.
    pub limits: Limits,
    /// The listener for devices without a certificate. `None`: no such listener.
    pub enrolment: Option<EnrolmentSettings>,
}

/// The listener for devices without a certificate.
#[derive(Clone, Debug)]
pub struct EnrolmentSettings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The origin of its pages, as browsers write it.
    pub origin: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How often strangers may knock.
    pub throttling: Throttling,
}
