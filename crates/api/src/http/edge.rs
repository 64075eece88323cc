//! The outermost layer: gives each request an id, writes its one log line, turns errors into problem details, and puts
//! the security headers on whatever leaves. Decides nothing about the request itself.

use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue, SET_COOKIE};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use domain::language::Language;

use crate::http::answer::named::naming_the_insurer;
use crate::http::headers::{self, Browser};
use crate::http::language::wanted;
use crate::problem::{ApiError, Carried};
use crate::settings::Settings;

/// The header that carries a request's id both ways.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What an error keeps of the headers that were put on it on its way.
const KEPT: [HeaderName; 3] = [SET_COOKIE, headers::RATE_LIMIT, headers::RATE_LIMIT_POLICY];

/// A request's id: the caller's, if it is one, else a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestId(pub String);

impl RequestId {
    /// Takes 8 to 64 of `A-Z a-z 0-9 . _ -`: enough for every tracing system, too little to forge a log line with.
    fn accept(given: &str) -> Option<Self> {
        let fits = (8..=64).contains(&given.len())
            && given
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
        // Ten digits could be an insured number, twelve a My Number: no log may hold them.
        let number = given.bytes().filter(u8::is_ascii_digit).count() >= 8
            && given
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'H');
        (fits && !number).then(|| Self(given.to_owned()))
    }

    pub(crate) fn of(request: &ServiceRequest) -> Self {
        let given = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
        given
            .and_then(Self::accept)
            .unwrap_or_else(|| Self(uuid::Uuid::new_v4().to_string()))
    }
}

/// The middleware.
pub(crate) async fn edge(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let began = Instant::now();
    let id = RequestId::of(&request);
    let language = wanted(&request);
    let browser = Browser::of(request.headers());
    let method = request.method().clone();
    if method == Method::HEAD {
        // Answered like a GET, with the same checks and the same entry in the ledger (RFC 9110 §9.3.2); the connection
        // knows what was asked for and leaves the body out.
        request.head_mut().method = Method::GET;
    }
    request.extensions_mut().insert(id.clone());
    let response = next.call(request).await?.map_into_boxed_body();
    let response = with_problem(response, language, &id);
    let mut response = naming_the_insurer(response).await;
    let hsts = response
        .request()
        .app_data::<web::Data<Settings>>()
        .is_some_and(|settings| settings.strict_transport);
    headers::secure(response.headers_mut(), browser, hsts);
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    // The pattern, never the address: an address is whatever somebody typed.
    let route = response.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    let took = began.elapsed().as_micros();
    log::info!(target: "api::request", "{method} {route} {} {took}us {}", response.status().as_u16(), id.0);
    Ok(response)
}

/// Errors leave as problem details, also those that a library answered with an empty body.
fn with_problem(
    mut response: ServiceResponse<BoxBody>,
    language: Language,
    id: &RequestId,
) -> ServiceResponse<BoxBody> {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let carried = response.response_mut().extensions_mut().remove::<Carried>();
    let error = carried.map_or_else(|| ApiError::from_status(status), |Carried(error)| error);
    if let Some(cause) = error.cause() {
        log::error!(target: "api::request", "{error}: {cause} {}", id.0);
    }
    let kept: Vec<_> = response
        .headers()
        .iter()
        .filter(|(name, _)| KEPT.contains(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let (request, _) = response.into_parts();
    let mut rendered = error.render(language, &id.0);
    for (name, value) in kept {
        rendered.headers_mut().append(name, value);
    }
    ServiceResponse::new(request, rendered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_could_hurt_the_log_is_replaced() {
        for given in [
            "short",
            "has space in it",
            "new\nline-12345",
            "日本語日本語",
            "0000012345",
            "H000012345",
            "123456789018",
            "1234-5678-9018",
            &"x".repeat(65),
        ] {
            assert_eq!(RequestId::accept(given), None, "{given:?}");
        }
        for given in ["0196b000-0000-7000-8000-00000000000a", "a1b2c3d4", "trace.1_2-3"] {
            assert_eq!(RequestId::accept(given), Some(RequestId(given.to_owned())));
        }
    }
}
