//! Puts the parts together and listens: the main listener with mutual TLS, the one for enrolment without client
//! certificates, the operator's on loopback without TLS.

mod enrolment;

use std::io;
use std::net::SocketAddr;

use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::{App, web};
use service::Insurers;
use utoipa_actix_web::AppExt;

use crate::http::edge::edge;
use crate::http::methods::Methods;
use crate::http::origin::require_own_origin;
use crate::http::reading::{ReadingLimits, limited};
use crate::http::repeat::repeatable;
use crate::listen::app_files::{Spa, serve_spa};
use crate::listen::connection::{remember_peer, require_device};
use crate::listen::listener::{Listener, Listening, ServeError, bind_in_clear};
use crate::listen::stack::Stack;
use crate::listen::timely::timely;
use crate::listen::tls::acceptor;
use crate::principal::bearer::Tokens;
use crate::problem::{ApiError, NOT_FOUND, explain_problem};
use crate::routes::health::{livez, readyz};
use crate::settings::Settings;
use crate::{openapi, routes};

/// Listeners that are bound and wait to be run.
pub struct Bound {
    main: Listener,
    operator: Option<Listener>,
    enrolment: Option<Listener>,
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
pub fn bind(settings: Settings, insurers: impl Into<Insurers>, tokens: Tokens) -> Result<Bound, ServeError> {
    let insurers = insurers.into();
    let operator = settings
        .operator
        .map(|address| bind_operator(address, &settings, insurers.clone()))
        .transpose()?;
    let enrolment = settings
        .enrolment
        .clone()
        .map(|own| enrolment::bind(own, &settings, insurers.clone()))
        .transpose()?;
    let main = bind_main(settings, insurers, tokens)?;
    let address_of = |listener: &Option<Listener>| listener.as_ref().map(|listener| listener.address);
    Ok(Bound {
        address: main.address,
        operator_address: address_of(&operator),
        enrolment_address: address_of(&enrolment),
        main,
        operator,
        enrolment,
    })
}

impl Bound {
    /// Serves until told to stop (SIGTERM, SIGINT, or a handle).
    ///
    /// # Errors
    /// If a listener fails.
    pub async fn run(self) -> io::Result<()> {
        tokio::try_join!(self.main.server, served(self.operator), served(self.enrolment)).map(|_| ())
    }

    /// Stops what [`Bound::run`] runs.
    pub fn handles(&self) -> Vec<ServerHandle> {
        [Some(&self.main), self.operator.as_ref(), self.enrolment.as_ref()]
            .into_iter()
            .flatten()
            .map(|listener| listener.server.handle())
            .collect()
    }
}

async fn served(listener: Option<Listener>) -> io::Result<()> {
    match listener {
        Some(listener) => listener.server.await,
        None => Ok(()),
    }
}

fn bind_main(settings: Settings, insurers: Insurers, tokens: Tokens) -> Result<Listener, ServeError> {
    let listening = Listening {
        address: settings.listen,
        stack: Stack {
            workers: settings.workers,
            limits: settings.limits,
            tls: acceptor(&settings.tls, insurers.default())?,
            // A whole prefecture's offices may come from one address, each with a certificate.
            seats: None,
        },
    };
    let spa = Spa::of(settings.frontend.as_deref(), Spa::of_main).map_err(ServeError::Frontend)?;
    let on_connect = remember_peer(&insurers);
    let limits = web::Data::new(ReadingLimits::new(settings.reading, insurers.default()));
    let (settings, insurers) = (web::Data::new(settings), web::Data::new(insurers));
    let tokens = web::Data::new(tokens);
    listening.bind(on_connect, move || {
        let (app, document) = App::new()
            .into_utoipa_app()
            .app_data(settings.clone())
            .app_data(insurers.clone())
            .app_data(tokens.clone())
            .app_data(limits.clone())
            .app_data(spa.clone())
            .app_data(path_rules())
            .app_data(enrolment::form_rules())
            .configure(routes::configure)
            .split_for_parts();
        #[cfg(feature = "measure")]
        let app = app.configure(routes::measure::configure);
        app.app_data(web::Data::new(Methods::of(&document)))
            .service(openapi::serve_document)
            .service(openapi::serve_older_document)
            .service(explain_problem)
            .service(livez)
            .service(readyz)
            .default_service(web::to(serve_spa))
            .wrap(from_fn(repeatable))
            .wrap(from_fn(timely))
            .wrap(from_fn(require_own_origin))
            .wrap(from_fn(limited))
            .wrap(from_fn(require_device))
            .wrap(from_fn(edge))
    })
}

fn bind_operator(address: SocketAddr, settings: &Settings, insurers: Insurers) -> Result<Listener, ServeError> {
    let limits = settings.limits;
    let (settings, insurers) = (web::Data::new(settings.clone()), web::Data::new(insurers));
    bind_in_clear(address, limits, move || {
        App::new()
            .app_data(settings.clone())
            .app_data(insurers.clone())
            .service(livez)
            .service(readyz)
            .wrap(from_fn(edge))
    })
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
