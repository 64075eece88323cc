//! Puts the parts together and listens: the main listener with mutual TLS, the one for enrolment without client
//! certificates, the operator's on loopback without TLS.

mod enrolment;

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};
use service::Service;
use utoipa_actix_web::AppExt;

use crate::http::edge::edge;
use crate::http::methods::Methods;
use crate::http::origin::require_own_origin;
use crate::listen::app_files::{Spa, serve_spa};
use crate::listen::connection::{remember_peer, require_device};
use crate::listen::tls::{TlsError, acceptor};
use crate::principal::bearer::Tokens;
use crate::problem::{ApiError, NOT_FOUND, RequestRule, explain_problem};
use crate::routes::health::{livez, readyz};
use crate::settings::Settings;
use crate::{openapi, routes};

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

/// Listeners that are bound and wait to be run.
pub struct Bound {
    main: actix_web::dev::Server,
    operator: Option<actix_web::dev::Server>,
    enrolment: Option<actix_web::dev::Server>,
    /// Where the main listener listens (with the real port, if 0 was asked for).
    pub address: SocketAddr,
    /// Where the operator's listens.
    pub operator_address: Option<SocketAddr>,
    /// Where the one for enrolment listens.
    pub enrolment_address: Option<SocketAddr>,
}

/// Binds all listeners; must be called within an actix or tokio runtime.
///
/// # Errors
/// [`ServeError`].
pub fn bind(settings: Settings, service: Service, tokens: Tokens) -> Result<Bound, ServeError> {
    let operator = settings
        .operator
        .map(|address| bind_operator(address, &settings, service.clone()))
        .transpose()?;
    let (operator, operator_address) = operator.unzip();
    let enrolment = settings
        .enrolment
        .clone()
        .map(|own| enrolment::bind(own, &settings, service.clone()))
        .transpose()?;
    let (enrolment, enrolment_address) = enrolment.unzip();
    let (main, address) = bind_main(settings, service, tokens)?;
    Ok(Bound {
        main,
        operator,
        enrolment,
        address,
        operator_address,
        enrolment_address,
    })
}

impl Bound {
    /// Serves until told to stop (SIGTERM, SIGINT, or a handle).
    ///
    /// # Errors
    /// If a listener fails.
    pub async fn run(self) -> io::Result<()> {
        tokio::try_join!(self.main, served(self.operator), served(self.enrolment)).map(|_| ())
    }

    /// Stops what [`Bound::run`] runs.
    pub fn handles(&self) -> Vec<ServerHandle> {
        [Some(&self.main), self.operator.as_ref(), self.enrolment.as_ref()]
            .into_iter()
            .flatten()
            .map(actix_web::dev::Server::handle)
            .collect()
    }
}

async fn served(server: Option<actix_web::dev::Server>) -> io::Result<()> {
    match server {
        Some(server) => server.await,
        None => Ok(()),
    }
}

/// A listener's part of the SPA, if there is one.
fn read_spa(settings: &Settings, read: fn(&Path) -> io::Result<Spa>) -> Result<web::Data<Option<Spa>>, ServeError> {
    let folder = settings.frontend.as_deref();
    folder
        .map(read)
        .transpose()
        .map(web::Data::new)
        .map_err(ServeError::Frontend)
}

fn bind_main(
    settings: Settings,
    service: Service,
    tokens: Tokens,
) -> Result<(actix_web::dev::Server, SocketAddr), ServeError> {
    let tls = acceptor(&settings.tls, &service)?;
    let spa = read_spa(&settings, Spa::of_main)?;
    let (listen, workers) = (settings.listen, settings.workers);
    let on_connect = remember_peer(&service);
    let (settings, service) = (web::Data::new(settings), web::Data::new(service));
    let tokens = web::Data::new(tokens);
    let server = HttpServer::new(move || {
        let (app, document) = App::new()
            .into_utoipa_app()
            .app_data(settings.clone())
            .app_data(service.clone())
            .app_data(tokens.clone())
            .app_data(spa.clone())
            .app_data(path_rules())
            .app_data(query_rules())
            .app_data(enrolment::form_rules())
            .configure(routes::configure)
            .split_for_parts();
        #[cfg(feature = "measure")]
        let app = app.configure(routes::measure::configure);
        app.app_data(web::Data::new(Methods::of(&document)))
            .service(openapi::serve_document)
            .service(explain_problem)
            .service(livez)
            .service(readyz)
            .default_service(web::to(serve_spa))
            .wrap(from_fn(require_own_origin))
            .wrap(from_fn(require_device))
            .wrap(from_fn(edge))
    })
    .on_connect(on_connect)
    .workers(workers)
    .client_request_timeout(HEAD_TIMEOUT)
    .keep_alive(KEEP_ALIVE)
    .tls_handshake_timeout(HANDSHAKE_TIMEOUT)
    .shutdown_timeout(SHUTDOWN_SECONDS)
    // An answer longer than a TLS record goes out in two writes; without this the second waits 40 ms for the other side.
    .tcp_nodelay(true)
    .bind_openssl(listen, tls)
    .map_err(|source| ServeError::Listen {
        address: listen,
        source,
    })?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok((server.run(), address))
}

fn bind_operator(
    listen: SocketAddr,
    settings: &Settings,
    service: Service,
) -> Result<(actix_web::dev::Server, SocketAddr), ServeError> {
    let (settings, service) = (web::Data::new(settings.clone()), web::Data::new(service));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(settings.clone())
            .app_data(service.clone())
            .service(livez)
            .service(readyz)
            .wrap(from_fn(edge))
    })
    .workers(1)
    .client_request_timeout(HEAD_TIMEOUT)
    .shutdown_timeout(SHUTDOWN_SECONDS)
    .bind(listen)
    .map_err(|source| ServeError::Listen {
        address: listen,
        source,
    })?;
    let address = server.addrs().first().copied().unwrap_or(listen);
    Ok((server.run(), address))
}

/// An id that cannot be one is the id of nothing; but it may be an address of its own that takes other methods, as
/// `/clients/search` does beside `/clients/{person}`.
fn path_rules() -> web::PathConfig {
    web::PathConfig::default().error_handler(|_, request| {
        let methods = request.app_data::<web::Data<Methods>>();
        let instead = methods.and_then(|methods| methods.instead_of(request.method(), request.path()));
        match instead {
            Some(allow) => ApiError::method_not_allowed(allow).into(),
            None => ApiError::of(&NOT_FOUND).into(),
        }
    })
}

fn query_rules() -> web::QueryConfig {
    web::QueryConfig::default().error_handler(|_, _| ApiError::parameter(&RequestRule::Parameter).into())
}
