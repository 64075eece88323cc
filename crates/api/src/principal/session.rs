//! Who calls, taken from the connection and the token, and the right to go on. A handler names the right it needs in its
//! signature; without [`Authorized`] there is no use case to call.

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::TimeDelta;
use domain::enrolment::device::CertificateFingerprint;
use domain::language::Language;
use service::{Allowed, Presented, Right};

use crate::http::answer::representation::Whose;
use crate::http::credential::{Carrier, token};
use crate::http::edge::RequestId;
use crate::http::language::wanted;
use crate::http::read::seen::seen;
use crate::listen::connection::Peer;
use crate::principal::bearer::{IDLE, LIFETIME, Tokens};
use crate::principal::insurer::{asked, from_app};
use crate::problem::{ApiError, DEVICE_REFUSED, NOT_SIGNED_IN};

/// The device a request comes from, before anybody has signed in.
pub(crate) struct Device {
    pub certificate: CertificateFingerprint,
    pub request: String,
}

/// Somebody without a device certificate, on the enrolment listener.
pub(crate) struct Stranger {
    pub request: String,
    /// The language in which the answer tells something.
    pub language: Language,
}

/// Device and session of a request that concerns the session itself. Whether it lives is asked by the use case. The token
/// may have ended a few minutes ago, so that somebody who comes back within the idle time goes on.
pub(crate) struct Caller {
    pub presented: Presented,
    /// How its token came, and so how the next one is given.
    pub carrier: Carrier,
}

/// The same for unlocking: a locked screen waits for its user as long as the session lives, and the password decides.
pub(crate) struct LockedOut(pub Caller);

/// From the end of a token to the end of the idle time.
const IDLE_GRACE: TimeDelta = TimeDelta::minutes(IDLE.num_minutes() - LIFETIME.num_minutes());
/// No session lives longer.
const SESSION_GRACE: TimeDelta = TimeDelta::hours(8);

/// A caller with the right `R`.
pub(crate) struct Authorized<R> {
    /// The use cases that the right opens.
    pub allowed: Allowed<R>,
    /// The language in which the answer tells something.
    pub language: Language,
    salt: [u8; 16],
}

impl<R> Whose for Authorized<R> {
    fn tag_salt(&self) -> [u8; 16] {
        self.salt
    }
}

fn request_id(request: &HttpRequest) -> String {
    request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone())
        .unwrap_or_default()
}

fn device(request: &HttpRequest) -> Result<Device, ApiError> {
    let peer = Peer::of(request).ok_or_else(|| ApiError::of(&DEVICE_REFUSED))?;
    Ok(Device {
        certificate: peer.fingerprint,
        request: request_id(request),
    })
}

fn caller(request: &HttpRequest, grace: TimeDelta) -> Result<Caller, ApiError> {
    let Device {
        certificate,
        request: id,
    } = device(request)?;
    let (token, carrier) = token(request).ok_or_else(|| ApiError::of(&NOT_SIGNED_IN))?;
    let now = asked(request)?.now();
    let session = from_app::<Tokens>(request)?
        .verify(&token, certificate, now, grace)
        .map_err(|_| ApiError::of(&NOT_SIGNED_IN).of_bad_token())?;
    let presented = Presented {
        certificate,
        session,
        request: id,
    };
    Ok(Caller { presented, carrier })
}

impl FromRequest for Device {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(device(request))
    }
}

impl FromRequest for Stranger {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self {
            request: request_id(request),
            language: wanted(request),
        }))
    }
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(caller(request, IDLE_GRACE))
    }
}

impl FromRequest for LockedOut {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(caller(request, SESSION_GRACE).map(Self))
    }
}

impl<R: Right + 'static> FromRequest for Authorized<R> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = caller(request, TimeDelta::zero());
        let service = asked(request);
        let (language, seen) = (wanted(request), seen(request));
        Box::pin(async move {
            let Caller { presented, carrier: _ } = caller?;
            let allowed = service?.allow::<R>(&presented).await?.having_seen(seen);
            Ok(Self {
                allowed,
                language,
                salt: presented.session.as_uuid().into_bytes(),
            })
        })
    }
}
