//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a change that was made under a key is not made again under the
//! same one; its first answer is given again. Looks are no changes and are judged and noted each time anew.

use actix_web::body::{BoxBody, MessageBody, to_bytes_limited};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, ResponseError, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use service::{Attempt, Claim, Repeatable, Sender, Service, ServiceError};

use crate::http::answer::plain::HasSecrets;
use crate::http::read::body::MAX_BYTES;
use crate::principal::insurer::{UnderClaim, asked};
use crate::principal::session::{Caller, Device};
use crate::problem::{
    ApiError, BODY_TOO_LARGE, IDEMPOTENCY_ANSWER_GONE, IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_KEY_INVALID,
    IDEMPOTENCY_KEY_REUSED, INTERNAL, INVALID_REQUEST,
};

/// The header with the key.
pub(crate) const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The header of an answer that is given again.
pub(crate) const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Longer answers than any of ours are not kept.
const LONGEST_ANSWER: usize = 4 * 1024 * 1024;
/// Seconds after which the first request is over, one way or the other.
const UNDER_WAY: u32 = 5;

/// Headers that an answer keeps.
const KEPT: [HeaderName; 5] = [
    header::CONTENT_TYPE,
    header::CONTENT_DISPOSITION,
    header::CONTENT_LANGUAGE,
    header::CACHE_CONTROL,
    header::VARY,
];

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

/// How a request goes on.
enum Begun {
    /// As if there were no key.
    Plainly,
    /// As the first one under its key.
    First(Service, Claim),
    /// Not at all: this is its answer.
    Again(HttpResponse),
}

/// The middleware.
pub(crate) async fn repeatable(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match begin(&mut request).await {
        Ok(Begun::Plainly) => Ok(next.call(request).await?.map_into_boxed_body()),
        Ok(Begun::First(service, claim)) => {
            request.extensions_mut().insert(UnderClaim(service.clone()));
            let answer = next.call(request).await?.map_into_boxed_body();
            finish(&service, claim, answer).await
        }
        Ok(Begun::Again(answer)) => Ok(request.into_response(answer)),
        Err(error) => Ok(request.into_response(error.error_response())),
    }
}

/// Whether a route changes something beyond the session of its caller. Searching by POST is a look; a session is the caller's
/// own affair, and a file is fetched once.
pub(crate) fn is_change(method: &Method, pattern: &str) -> bool {
    let looks = [
        "/clients/search",
        "/offices/search",
        "/usage-applications/status",
        "/preview",
        "/file",
    ];
    *method == Method::POST
        && pattern.starts_with("/api/v1/")
        && !pattern.starts_with("/api/v1/session")
        && !looks.iter().any(|look| pattern.ends_with(look))
}

async fn begin(request: &mut ServiceRequest) -> Result<Begun, ApiError> {
    let pattern = request.match_pattern().unwrap_or_default();
    if !is_change(request.method(), &pattern) {
        return Ok(Begun::Plainly);
    }
    let Some(key) = key(request.headers())? else {
        return Ok(Begun::Plainly);
    };
    let body = whole_body(request).await?;
    let attempt = attempt(request.request(), key, &body).await;
    request.set_payload(Payload::from(body));
    match attempt {
        Ok(Attempt::First(service, claim)) => Ok(Begun::First(service, claim)),
        Ok(Attempt::Answered(kept)) => replayed(&kept).map(Begun::Again),
        Ok(Attempt::OtherBody) => Err(ApiError::of(&IDEMPOTENCY_KEY_REUSED)),
        Ok(Attempt::UnderWay) => Err(ApiError::of(&IDEMPOTENCY_KEY_IN_USE).retry_after(UNDER_WAY)),
        Ok(Attempt::AnswerGone) => Err(ApiError::of(&IDEMPOTENCY_ANSWER_GONE)),
        // A session that is over or locked: the route itself says so, and changes nothing.
        Err(ServiceError::SessionEnded | ServiceError::SessionLocked | ServiceError::DeviceRefused) => {
            Ok(Begun::Plainly)
        }
        Err(error) => Err(error.into()),
    }
}

/// Claims the key for whoever sends the request.
async fn attempt(request: &HttpRequest, key: String, body: &[u8]) -> Result<Attempt, ServiceError> {
    let (caller, device) = (Caller::extract(request).await, Device::extract(request).await);
    let sender = match (&caller, device) {
        (Ok(caller), _) => Sender::SignedIn(&caller.presented),
        (Err(_), Ok(device)) => Sender::Device(device.certificate),
        (Err(_), Err(_)) => Sender::Stranger,
    };
    let repeatable = Repeatable {
        sender,
        route: format!("{} {}", request.method(), request.path()),
        key,
        body_hash: openssl::sha::sha256(body),
    };
    match asked(request) {
        Ok(service) => service.claim_request(repeatable).await,
        Err(_) => Err(ServiceError::Interrupted),
    }
}

/// The key: 1 to 255 printable characters of ASCII, once.
pub(crate) fn key(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    let mut given = headers.get_all(KEY);
    let Some(first) = given.next() else { return Ok(None) };
    let text = first.to_str().unwrap_or_default();
    let good = (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if good && given.next().is_none() {
        Ok(Some(text.to_owned()))
    } else {
        Err(ApiError::of(&IDEMPOTENCY_KEY_INVALID))
    }
}

async fn whole_body(request: &mut ServiceRequest) -> Result<Vec<u8>, ApiError> {
    let mut payload = request.take_payload();
    let payload = web::Payload::from_request(request.request(), &mut payload)
        .await
        .map_err(|_| ApiError::of(&INVALID_REQUEST))?;
    let bytes = payload
        .to_bytes_limited(MAX_BYTES)
        .await
        .map_err(|_| ApiError::of(&BODY_TOO_LARGE))?
        .map_err(|_| ApiError::of(&INVALID_REQUEST))?;
    Ok(bytes.to_vec())
}

/// Keeps the answer if the change was made, gives the key back if it was refused. After a fault nobody knows: the claim stays.
async fn finish(
    service: &Service,
    claim: Claim,
    answer: ServiceResponse<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let status = answer.status();
    if status.is_client_error() {
        kept(service.refused(claim).await);
        return Ok(answer);
    }
    if status.is_server_error() {
        return Ok(answer);
    }
    let has_secrets = answer.response().extensions().get::<HasSecrets>().is_some();
    let (request, answer) = answer.into_parts();
    let (head, body) = answer.into_parts();
    let body = to_bytes_limited(body, LONGEST_ANSWER)
        .await
        .map_err(|_| ApiError::of(&INTERNAL).because("an answer is too long to be kept"))??;
    let told = Kept {
        status: status.as_u16(),
        headers: kept_headers(head.headers()),
        body: STANDARD.encode(&body),
    };
    if let Ok(told) = serde_json::to_vec(&told) {
        kept(service.answered(claim, told, has_secrets).await);
    }
    Ok(ServiceResponse::new(request, head.set_body(BoxBody::new(body))))
}

fn kept_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |name: &HeaderName| {
        let value = headers.get(name)?.to_str().ok()?;
        Some((name.to_string(), value.to_owned()))
    };
    KEPT.iter().filter_map(text).collect()
}

/// The change was made: that its answer could not be kept is no reason to say otherwise.
fn kept(done: Result<(), ServiceError>) {
    if let Err(error) = done {
        log::error!(target: "api::request", "the answer under an idempotency key could not be kept: {error}");
    }
}

/// A kept answer, marked as given again.
fn replayed(kept: &[u8]) -> Result<HttpResponse, ApiError> {
    let unreadable = || ApiError::of(&INTERNAL).because("a kept answer cannot be read");
    let Kept { status, headers, body } = serde_json::from_slice(kept).map_err(|_| unreadable())?;
    let status = StatusCode::from_u16(status).map_err(|_| unreadable())?;
    let body = STANDARD.decode(body).map_err(|_| unreadable())?;
    let mut answer = HttpResponse::build(status);
    for (name, value) in headers {
        answer.insert_header((name, value));
    }
    answer.insert_header((REPLAYED, HeaderValue::from_static("true")));
    Ok(match status {
        StatusCode::NO_CONTENT => answer.finish(),
        _ => answer.body(body),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_line_of_printable_ascii() {
        let of = |values: &[&[u8]]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(KEY, HeaderValue::from_bytes(value).unwrap());
            }
            key(&headers)
        };
        assert_eq!(of(&[]).unwrap(), None);
        assert_eq!(
            of(&[b"\"8e03978e-40d5\""]).unwrap().as_deref(),
            Some("\"8e03978e-40d5\"")
        );
        assert!(of(&[b""]).is_err() && of(&[&[b'a'; 256]]).is_err());
        assert!(of(&[b"a", b"a"]).is_err() && of(&["縁".as_bytes()]).is_err());
    }

    #[test]
    fn looks_and_sessions_are_no_changes() {
        for (path, changes) in [
            ("/api/v1/organization/staff", true),
            ("/api/v1/usage-applications", true),
            ("/api/v1/clients/search", false),
            ("/api/v1/usage-applications/status", false),
            ("/api/v1/enrolment/devices/file", false),
            ("/api/v1/session/renew", false),
            ("/apply", false),
        ] {
            assert_eq!(is_change(&Method::POST, path), changes, "{path}");
            assert!(!is_change(&Method::GET, path), "{path}");
        }
    }
}
