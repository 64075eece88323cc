//! From a socket to HTTP over TLS: a place for the connection, the handshake, the protocol. actix-web's own listener has no
//! place in which connections can be counted or what the protocol answers by itself be seen.

use std::any::Any;
use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use actix_http::{HttpServiceBuilder, KeepAlive, Protocol};
use actix_server::{Server, ServerBuilder};
use actix_service::{IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt, fn_factory, map_config};
use actix_tls::accept::openssl::reexports::{AlpnError, SslAcceptor, SslAcceptorBuilder};
use actix_tls::accept::openssl::{Acceptor, TlsStream};
use actix_web::body::MessageBody;
use actix_web::dev::{AppConfig, Extensions, ServiceRequest, ServiceResponse};
use actix_web::rt::net::TcpStream;
use actix_web::{App, Error};

use crate::listen::guarded::Guarded;
use crate::listen::limits::{HANDSHAKE_TIMEOUT, KEEP_ALIVE, Limits, SHUTDOWN_SECONDS};
use crate::listen::seats::Seats;

/// A connection to a listener with TLS.
pub(crate) type Connection = Guarded<TlsStream<TcpStream>>;

/// What a listener with TLS is made of.
pub(crate) struct Stack {
    pub workers: usize,
    pub limits: Limits,
    pub tls: SslAcceptorBuilder,
    /// The places of each address; without them nobody is counted.
    pub seats: Option<Arc<Seats>>,
}

impl Stack {
    /// Serves what `app` makes for each worker on a bound socket; `on_connect` is called once per connection.
    pub(crate) fn listen<T, B>(
        self,
        socket: TcpListener,
        on_connect: impl Fn(&dyn Any, &mut Extensions) + Send + Sync + 'static,
        app: impl Fn() -> App<T> + Send + Clone + 'static,
    ) -> io::Result<Server>
    where
        T: ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<B>, Error = Error, InitError = ()>
            + 'static,
        B: MessageBody + 'static,
    {
        let Self {
            workers,
            limits,
            tls,
            seats,
        } = self;
        let acceptor = http_only(tls)?;
        let on_connect = Arc::new(on_connect);
        let builder = ServerBuilder::default()
            .workers(workers)
            .shutdown_timeout(SHUTDOWN_SECONDS);
        let ending = builder.graceful_shutdown_signal();
        let builder = builder.listen("https", socket, move || {
            let (on_connect, ending, seats) = (Arc::clone(&on_connect), ending.clone(), seats.clone());
            let app = app().into_factory().map_err(|error: Error| error.error_response());
            let http = HttpServiceBuilder::<Connection, _>::default()
                .keep_alive(KeepAlive::Timeout(KEEP_ALIVE))
                .client_request_timeout(limits.head)
                .graceful_shutdown_signal(move || {
                    let ending = ending.clone();
                    async move { ending.notified().await }
                })
                .on_connect_ext(move |connection: &Connection, data: &mut Extensions| on_connect(connection, data))
                .finish::<_, B>(map_config(app, |()| AppConfig::default()));
            let mut tls = Acceptor::new(acceptor.clone());
            tls.set_handshake_timeout(HANDSHAKE_TIMEOUT);
            fn_factory(move || {
                let handshakes = ServiceFactory::<TcpStream>::new_service(&tls, ());
                let (http, seats) = (http.new_service(()), seats.clone());
                async move {
                    let (http, tls) = (Rc::new(http.await?), handshakes.await?);
                    Ok::<_, ()>(Connections { seats, tls, http })
                }
            })
        })?;
        Ok(builder.run())
    }
}

/// HTTP/1.1 is all that is spoken.
fn http_only(mut tls: SslAcceptorBuilder) -> io::Result<SslAcceptor> {
    const PROTOCOLS: &[u8] = b"\x08http/1.1";
    tls.set_alpn_select_callback(|_, offered| {
        openssl::ssl::select_next_proto(PROTOCOLS, offered).ok_or(AlpnError::NOACK)
    });
    tls.set_alpn_protos(PROTOCOLS)?;
    Ok(tls.build())
}

/// Takes in connections, on one worker.
struct Connections<A, H> {
    seats: Option<Arc<Seats>>,
    tls: A,
    http: Rc<H>,
}

impl<A, H> Service<TcpStream> for Connections<A, H>
where
    A: Service<TcpStream, Response = TlsStream<TcpStream>>,
    A::Future: 'static,
    H: Service<(Connection, Protocol, Option<SocketAddr>), Response = ()> + 'static,
{
    type Response = ();
    type Error = ();
    type Future = Pin<Box<dyn Future<Output = Result<(), ()>>>>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), ()>> {
        ready!(self.tls.poll_ready(cx)).map_err(|_| ())?;
        self.http.poll_ready(cx).map_err(|_| ())
    }

    fn call(&self, socket: TcpStream) -> Self::Future {
        let address = socket.peer_addr().ok();
        // An answer longer than a TLS record goes out in two writes; without this the second waits 40 ms for the other side.
        let _ = socket.set_nodelay(true);
        let seat = match (&self.seats, address) {
            (Some(seats), Some(address)) => match seats.take(address.ip()) {
                Some(seat) => Some(seat),
                // Not even a handshake, which costs more than all the rest.
                None => return Box::pin(async { Err(()) }),
            },
            _ => None,
        };
        let (handshake, http) = (self.tls.call(socket), Rc::clone(&self.http));
        Box::pin(async move {
            let stream = handshake.await.map_err(|_| ())?;
            let connection = Guarded::new(stream, seat);
            http.call((connection, Protocol::Http1, address)).await.map_err(|_| ())
        })
    }
}
