//! What all listeners of this program have in common, whatever they serve: how they are bound, how they end, where they turn
//! out to be.

use std::any::Any;
use std::io;
use std::net::{SocketAddr, TcpListener};

use actix_web::body::MessageBody;
use actix_web::dev::{Extensions, Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::{App, Error, HttpServer};
use tokio::net::TcpSocket;

use crate::listen::limits::{KEEP_ALIVE, Limits, SHUTDOWN_SECONDS};
use crate::listen::stack::Stack;
use crate::listen::tls::TlsError;

/// Connections that may wait until a worker takes them in.
const BACKLOG: u32 = 2_048;

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

/// Where to listen with TLS, and how.
pub(crate) struct Listening {
    pub address: SocketAddr,
    pub stack: Stack,
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
        let Self { address, stack } = self;
        let failed = |source| ServeError::Listen { address, source };
        let socket = socket(address).map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        let server = stack.listen(socket, on_connect, app).map_err(failed)?;
        Ok(Listener { server, address })
    }
}

fn socket(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // A server that is started again finds the address of the one before it free.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

/// Binds a listener that speaks HTTP in clear, with a single worker: for this machine only.
pub(crate) fn bind_in_clear<T, B>(
    address: SocketAddr,
    limits: Limits,
    app: impl Fn() -> App<T> + Send + Clone + 'static,
) -> Result<Listener, ServeError>
where
    T: ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<B>, Error = Error, InitError = ()>
        + 'static,
    B: MessageBody + 'static,
{
    let server = HttpServer::new(app)
        .workers(1)
        .client_request_timeout(limits.head)
        .keep_alive(KEEP_ALIVE)
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .bind(address)
        .map_err(|source| ServeError::Listen { address, source })?;
    let address = server.addrs().first().copied().unwrap_or(address);
    Ok(Listener {
        server: server.run(),
        address,
    })
}

/// For a listener that remembers nothing of its connections.
pub(crate) fn nothing_to_remember(_: &dyn Any, _: &mut Extensions) {}
