//! Nobody else's page may make a browser of ours change anything: unsafe methods need our own `Origin` and a header that
//! a plain form cannot send. Programs have no page: what they send carries a bearer token, or signs in for one, and no
//! cookie of ours.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError, web};

use crate::http::cookie;
use crate::problem::{ApiError, ORIGIN_REFUSED};
use crate::settings::Settings;

/// The header only our own scripts send; its value does not matter.
pub(crate) const OWN_REQUEST: HeaderName = HeaderName::from_static("x-engawa-request");

/// Where a browser's request comes from (Fetch Metadata); pages cannot leave it out.
const SENT_FROM: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The middleware.
pub(crate) async fn require_own_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    admit(request, next, |request, origins| {
        comes_from_us(request.headers(), origins) || comes_from_a_program(request)
    })
    .await
}

/// The middleware of the enrolment listener. Nobody is signed in there, so a program that sends no `Origin` may call; a
/// browser's page must be our own.
pub(crate) async fn refuse_foreign_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    admit(request, next, |request, origins| {
        let headers = request.headers();
        let program = headers.get(header::ORIGIN).is_none() && !headers.contains_key(header::COOKIE);
        program || comes_from_us(headers, origins)
    })
    .await
}

/// Lets a request on that changes nothing, fetches a file, or comes from where `admitted` says.
async fn admit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    admitted: fn(&ServiceRequest, &[String]) -> bool,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let origins = request
        .app_data::<web::Data<Settings>>()
        .map_or(&[][..], |settings| &settings.origins);
    if is_safe(request.method()) || is_pick_up(request.path()) || admitted(&request, origins) {
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
    let mut named = headers.get_all(header::ORIGIN);
    let (Some(origin), None) = (named.next(), named.next()) else {
        return false;
    };
    origins.iter().any(|own| own.as_bytes() == origin.as_bytes()) && headers.contains_key(&OWN_REQUEST)
}

/// Whether no page sent it: it names no origin, says nothing that only browsers say, and what is ambient in a browser, our
/// cookie, is not there. With a token it acts under that alone; without one it can only sign in, and gets no cookie then.
fn comes_from_a_program(request: &ServiceRequest) -> bool {
    let headers = request.headers();
    let from_a_page = [header::ORIGIN, SENT_FROM, OWN_REQUEST]
        .iter()
        .any(|name| headers.contains_key(name));
    let signs_in = *request.method() == Method::POST && request.path() == "/api/v1/session";
    !from_a_page && !cookie::is_among(headers) && (headers.contains_key(header::AUTHORIZATION) || signs_in)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

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
        let passes = |path: &str, list: &[(HeaderName, &str)]| {
            let request = TestRequest::post().uri(path);
            let request = list
                .iter()
                .fold(request, |request, pair| request.append_header(pair.clone()));
            comes_from_a_program(&request.to_srv_request())
        };
        let (anything, signing_in) = ("/api/v1/session/renew", "/api/v1/session");
        assert!(passes(anything, std::slice::from_ref(&token)));
        assert!(passes(anything, &[token.clone(), (header::COOKIE, "balancer=node-2")]));
        assert!(passes(signing_in, &[]));
        assert!(!passes(anything, &[]));
        for page in [
            (header::COOKIE, "__Host-engawa=a"),
            (header::ORIGIN, "https://engawa.example"),
            (SENT_FROM, "cross-site"),
            (OWN_REQUEST, "1"),
        ] {
            assert!(!passes(anything, &[token.clone(), page.clone()]), "{page:?}");
            assert!(!passes(signing_in, std::slice::from_ref(&page)), "{page:?}");
        }
    }
}
