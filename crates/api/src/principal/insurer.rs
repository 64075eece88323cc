//! Whose use cases a request is about: those of the insurer that the device's certificate names, else the node's own.

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use service::{Insurers, Service};

use crate::listen::connection::Peer;
use crate::problem::{ApiError, INTERNAL};

/// The use cases of the insurer whose device calls. Whether it knows the device is for its database to say.
pub(crate) struct AskedInsurer(Service);

impl Deref for AskedInsurer {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.0
    }
}

/// The use cases of a request that holds a claim on its key.
pub(crate) struct UnderClaim(pub Service);

/// The use cases that a request is about.
pub(crate) fn asked(request: &HttpRequest) -> Result<Service, ApiError> {
    if let Some(UnderClaim(service)) = request.extensions().get() {
        return Ok(service.clone());
    }
    let insurers = from_app::<Insurers>(request)?;
    Ok(insurers.named(Peer::of(request).and_then(|peer| peer.insurer)).clone())
}

/// What every worker of a listener has.
pub(crate) fn from_app<T: 'static>(request: &HttpRequest) -> Result<&T, ApiError> {
    let data = request.app_data::<web::Data<T>>();
    data.map(|data| data.get_ref())
        .ok_or_else(|| ApiError::of(&INTERNAL).because("a part of the application is not there"))
}

impl FromRequest for AskedInsurer {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(asked(request).map(Self))
    }
}
