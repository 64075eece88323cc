//! What all listeners of this program have in common, whatever they serve: how long they wait, how they end, where they
//! turn out to be.

use std::any::Any;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Extensions, Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::{App, Error, HttpServer};
use openssl::ssl::SslAcceptorBuilder;

use crate::listen::tls::TlsError;

/// A request's head must arrive within this: slow senders would hold connections for ever.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(5);
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How long requests under way may take to end when the server is told to stop.
const SHUTDOWN_SECONDS: u64 = 30;

/// The server could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// TLS.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// An address is taken, or not ours.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The SPA's files.
    #[error("the application's files cannot be read: {0}")]
    Frontend(io::Error),
}

/// Where to listen, and how.
pub(crate) struct Listening {
    pub address: SocketAddr,
    /// Threads that answer.
    pub workers: usize,
    /// Without it the listener speaks HTTP in clear.
    pub tls: Option<SslAcceptorBuilder>,
}

/// A listener that is bound and waits to be run.
pub(crate) struct Listener {
    pub server: Server,
    /// Where it listens: with the real port, if 0 was asked for.
    pub address: SocketAddr,
}

impl Listening {
    /// Binds it, to serve what `app` makes for each worker; `on_connect` is called once per connection.
    pub(crate) fn bind<T, B>(
        self,
        on_connect: impl Fn(&dyn Any, &mut Extensions) + Send + Sync + 'static,
        app: impl Fn() -> App<T> + Send + Clone + 'static,
    ) -> Result<Listener, ServeError>
    where
        T: ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<B>, Error = Error, InitError = ()>
            + 'static,
        B: MessageBody + 'static,
    {
        let Self { address, workers, tls } = self;
        let server = HttpServer::new(app)
            .on_connect(on_connect)
            .workers(workers)
            .client_request_timeout(HEAD_TIMEOUT)
            .keep_alive(KEEP_ALIVE)
            .tls_handshake_timeout(HANDSHAKE_TIMEOUT)
            .shutdown_timeout(SHUTDOWN_SECONDS)
            // An answer longer than a TLS record goes out in two writes; without this the second waits 40 ms for the
            // other side.
            .tcp_nodelay(true);
        let server = match tls {
            Some(tls) => server.bind_openssl(address, tls),
            None => server.bind(address),
        }
        .map_err(|source| ServeError::Listen { address, source })?;
        let address = server.addrs().first().copied().unwrap_or(address);
        Ok(Listener {
            server: server.run(),
            address,
        })
    }
}

/// For a listener that remembers nothing of its connections.
pub(crate) fn nothing_to_remember(_: &dyn Any, _: &mut Extensions) {}
