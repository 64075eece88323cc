//! The listener for devices that have no certificate yet: its own few operations and pages, throttled, and nothing of the
//! main listener's.

use std::time::Duration;

use actix_web::middleware::from_fn;
use actix_web::{App, web};
use service::{Insurers, Service};
use utoipa_actix_web::AppExt;

use crate::http::edge::edge;
use crate::http::origin::refuse_foreign_origin;
use crate::http::repeat::repeatable;
use crate::http::throttle::{Throttle, throttled};
use crate::listen::app_files::{Spa, serve_enrolment_pages};
use crate::listen::listener::{Listener, Listening, ServeError, nothing_to_remember};
use crate::listen::seats::Seats;
use crate::listen::stack::Stack;
use crate::listen::timely::timely;
use crate::listen::tls::enrolment_acceptor;
use crate::problem::{ApiError, INVALID_BODY, explain_problem};
use crate::settings::{EnrolmentSettings, Settings};
use crate::{openapi, routes};

/// How often files that nobody fetched are deleted.
const SWEEP: Duration = Duration::from_secs(60);
/// A token and the name of its field.
const LONGEST_FORM: usize = 1024;
/// Strangers share this many threads, however many the main listener has.
const WORKERS: usize = 2;

/// Binds it.
pub(super) fn bind(own: EnrolmentSettings, settings: &Settings, insurers: Insurers) -> Result<Listener, ServeError> {
    let spa = Spa::of(settings.frontend.as_deref(), Spa::of_enrolment).map_err(ServeError::Frontend)?;
    let EnrolmentSettings {
        listen,
        origin,
        trusted_proxies,
        throttling,
    } = own;
    let listening = Listening {
        address: listen,
        stack: Stack {
            workers: WORKERS,
            limits: settings.limits,
            tls: enrolment_acceptor(&settings.tls)?,
            seats: Some(Seats::new(settings.limits.per_address, trusted_proxies.clone())),
        },
    };
    let settings = web::Data::new(Settings {
        origins: vec![origin],
        ..settings.clone()
    });
    for service in insurers.iter() {
        actix_web::rt::spawn(sweep(service.clone()));
    }
    let insurers = web::Data::new(insurers);
    let throttle = web::Data::new(Throttle::new(throttling, trusted_proxies));
    listening.bind(nothing_to_remember, move || {
        let (app, _document) = App::new()
            .into_utoipa_app()
            .app_data(settings.clone())
            .app_data(insurers.clone())
            .app_data(throttle.clone())
            .app_data(spa.clone())
            .app_data(form_rules())
            .configure(routes::configure_enrolment)
            .split_for_parts();
        app.service(explain_problem)
            .service(openapi::serve_enrolment_document)
            .service(openapi::serve_older_enrolment_document)
            .default_service(web::to(serve_enrolment_pages))
            .wrap(from_fn(repeatable))
            .wrap(from_fn(timely))
            .wrap(from_fn(refuse_foreign_origin))
            .wrap(from_fn(throttled))
            .wrap(from_fn(edge))
    })
}

pub(super) fn form_rules() -> web::FormConfig {
    web::FormConfig::default()
        .limit(LONGEST_FORM)
        .error_handler(|_, _| ApiError::of(&INVALID_BODY).into())
}

async fn sweep(service: Service) {
    loop {
        actix_web::rt::time::sleep(SWEEP).await;
        match service.drop_old_pick_ups().await {
            Ok(0) => {}
            Ok(count) => log::info!("deleted {count} device files that nobody fetched"),
            Err(error) => log::error!("device files that nobody fetched could not be deleted: {error}"),
        }
    }
}
