//! Nobody else's page may make a browser of ours change anything: unsafe methods need our own `Origin` and a header that
//! a plain form cannot send. Requests with a bearer token and no cookie come from programs and carry nothing ambient.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::problem::{ApiError, ORIGIN_REFUSED};
use crate::settings::Settings;

/// The header only our own scripts send; its value does not matter.
pub(crate) const OWN_REQUEST: HeaderName = HeaderName::from_static("x-engawa-request");

/// The middleware.
pub(crate) async fn require_own_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    admit(request, next, comes_from_us).await
}

/// The middleware of the enrolment listener. Nobody is signed in there, so a program that sends no `Origin` may call; a
/// browser's page must be our own.
pub(crate) async fn refuse_foreign_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    admit(request, next, |headers, origins| {
        let program = headers.get(header::ORIGIN).is_none() && !headers.contains_key(header::COOKIE);
        program || comes_from_us(headers, origins)
    })
    .await
}

/// Lets a request on that changes nothing, fetches a file, or comes from where `admitted` says.
async fn admit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    admitted: fn(&HeaderMap, &[String]) -> bool,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let origins = request
        .app_data::<web::Data<Settings>>()
        .map_or(&[][..], |settings| &settings.origins);
    if is_safe(request.method()) || is_pick_up(request.path()) || admitted(request.headers(), origins) {
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    }
    Ok(request.into_response(ApiError::of(&ORIGIN_REFUSED).error_response()))
}

/// Fetching a device's file is a page load, which carries neither our header nor, under `no-referrer`, our origin; what it
/// needs is the token in its body, which no other page knows.
fn is_pick_up(path: &str) -> bool {
    matches!(path, "/api/v1/enrolment/devices/file" | "/api/v1/device/file")
}

/// Methods that change nothing (RFC 9110 §9.2.1).
fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn comes_from_us(headers: &HeaderMap, origins: &[String]) -> bool {
    match headers.get(header::ORIGIN) {
        Some(origin) => {
            let own = origins.iter().any(|own| own.as_bytes() == origin.as_bytes());
            own && headers.contains_key(&OWN_REQUEST) && headers.get_all(header::ORIGIN).count() == 1
        }
        None => headers.contains_key(header::AUTHORIZATION) && !headers.contains_key(header::COOKIE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(HeaderName, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in list {
            headers.append(name.clone(), value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_our_own_page_with_our_own_header_passes() {
        let ours = ["https://engawa.example".to_owned()];
        let passes = |list: &[_]| comes_from_us(&headers(list), &ours);
        let own = (OWN_REQUEST, "1");
        assert!(passes(&[(header::ORIGIN, "https://engawa.example"), own.clone()]));
        assert!(!passes(&[(header::ORIGIN, "https://engawa.example")]));
        for other in [
            "null",
            "https://engawa.example.evil",
            "http://engawa.example",
            "https://engawa.example:444",
            "",
        ] {
            assert!(!passes(&[(header::ORIGIN, other), own.clone()]), "{other}");
        }
        assert!(!passes(std::slice::from_ref(&own)));
        let twice = [
            (header::ORIGIN, "https://engawa.example"),
            (header::ORIGIN, "https://evil.example"),
            own,
        ];
        assert!(!passes(&twice));
    }

    #[test]
    fn a_program_with_a_token_has_no_page_and_needs_none() {
        let token = (header::AUTHORIZATION, "Bearer x");
        assert!(comes_from_us(&headers(std::slice::from_ref(&token)), &[]));
        assert!(!comes_from_us(&headers(&[token, (header::COOKIE, "a=b")]), &[]));
    }
}
