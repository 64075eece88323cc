//! An answer that is an error, from where it happens to where it leaves: problem details (RFC 9457) in the reader's
//! language. Causes go to the log only.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use domain::language::Language;

use super::kind::ProblemKind;
use super::kinds::{
    BODY_TOO_LARGE, HEAD_TOO_LARGE, INTERNAL, INVALID_BODY, INVALID_PARAMETER, INVALID_REQUEST, METHOD_NOT_ALLOWED,
    NOT_FOUND, REQUEST_TIMEOUT, UNSUPPORTED_MEDIA_TYPE,
};
use super::told::Told;
use super::words::request::RequestRule;
use super::wrong::Wrong;

/// The media type of every error answer.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// An answer that is an error. Carries no language and no request id: the edge adds both when the answer leaves.
#[derive(Debug)]
pub struct ApiError {
    kind: &'static ProblemKind,
    errors: Vec<Wrong>,
    retry_after: Option<u32>,
    /// What a 405 names instead of the methods of a file.
    allow: Option<String>,
    /// Whether a token came with the request and was not good.
    bad_token: bool,
    cause: Option<String>,
}

impl ApiError {
    pub(crate) fn of(kind: &'static ProblemKind) -> Self {
        Self {
            kind,
            errors: Vec::new(),
            retry_after: None,
            allow: None,
            bad_token: false,
            cause: None,
        }
    }

    /// Something that breaks a rule of requests, wherever in the address.
    pub(crate) fn parameter(rule: &RequestRule) -> Self {
        Self::of(&INVALID_PARAMETER).with_errors(vec![Wrong::rule(rule)])
    }

    /// A parameter of this name that breaks a rule.
    pub(crate) fn named_parameter(name: &str, rule: &RequestRule) -> Self {
        Self::of(&INVALID_PARAMETER).with_errors(vec![Wrong::parameter(name, rule)])
    }

    /// A place in the body that breaks a rule.
    pub(crate) fn body(pointer: &str, rule: &impl Told) -> Self {
        Self::of(&INVALID_BODY).with_errors(vec![Wrong::at(pointer, rule)])
    }

    /// What is wrong with the form of a usage application, which stands under this pointer in the body.
    pub(crate) fn with_form_under(self, pointer: &str) -> Self {
        let errors = self.errors.into_iter();
        let errors = errors.map(|wrong| wrong.with_form_under(pointer)).collect();
        Self { errors, ..self }
    }

    /// With each thing that is wrong.
    pub(crate) fn with_errors(self, errors: Vec<Wrong>) -> Self {
        Self { errors, ..self }
    }

    /// With the number of seconds after which trying again makes sense.
    pub(crate) fn retry_after(self, seconds: u32) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// The address is there and takes only these methods.
    pub(crate) fn method_not_allowed(allow: &str) -> Self {
        Self {
            allow: Some(allow.to_owned()),
            ..Self::of(&METHOD_NOT_ALLOWED)
        }
    }

    /// A token came with the request, and it is the reason.
    pub(crate) fn of_bad_token(self) -> Self {
        Self {
            bad_token: true,
            ..self
        }
    }

    /// With what really happened, for the log alone. Never put personal data here.
    pub(crate) fn because(self, cause: impl std::fmt::Display) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..self
        }
    }

    /// The kind that stands for an error status which some library answered with an empty body.
    pub(crate) fn from_status(status: StatusCode) -> Self {
        Self::of(match status {
            StatusCode::NOT_FOUND => &NOT_FOUND,
            StatusCode::METHOD_NOT_ALLOWED => &METHOD_NOT_ALLOWED,
            StatusCode::PAYLOAD_TOO_LARGE => &BODY_TOO_LARGE,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => &UNSUPPORTED_MEDIA_TYPE,
            StatusCode::REQUEST_TIMEOUT => &REQUEST_TIMEOUT,
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => &HEAD_TOO_LARGE,
            status if status.is_client_error() => &INVALID_REQUEST,
            _ => &INTERNAL,
        })
    }

    fn challenge(&self) -> &'static str {
        if self.bad_token {
            "Bearer realm=\"engawa\", error=\"invalid_token\""
        } else {
            "Bearer realm=\"engawa\""
        }
    }

    /// What the log has to know, if the reader is not to know it.
    pub(crate) fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// The answer as it leaves.
    pub(crate) fn render(&self, language: Language, request_id: &str) -> HttpResponse {
        let errors = self.errors.iter().map(|wrong| wrong.told(language)).collect();
        let body = self.kind.problem(language, request_id, errors);
        let mut response = HttpResponse::build(self.kind.status());
        response.insert_header((header::CONTENT_LANGUAGE, language.tag()));
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        if self.kind.status() == StatusCode::METHOD_NOT_ALLOWED {
            // RFC 9110 §15.5.6 wants the list.
            response.insert_header((header::ALLOW, self.allow.as_deref().unwrap_or("GET, HEAD")));
        }
        if self.kind.status() == StatusCode::UNAUTHORIZED {
            // RFC 9110 §15.5.2 wants it; which error it names, RFC 6750 §3.
            response.insert_header((header::WWW_AUTHENTICATE, self.challenge()));
        }
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, HeaderValue::from(seconds)));
        }
        match serde_json::to_vec(&body) {
            Ok(bytes) => response.content_type(MEDIA_TYPE).body(bytes),
            Err(_) => response.finish(),
        }
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind.slug)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.kind.status()
    }

    /// An empty answer that carries this error to the edge, which knows the request's language and id.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = HttpResponse::new(self.status_code());
        response.extensions_mut().insert(Carried(Self {
            kind: self.kind,
            errors: self.errors.clone(),
            retry_after: self.retry_after,
            allow: self.allow.clone(),
            bad_token: self.bad_token,
            cause: self.cause.clone(),
        }));
        response
    }
}

/// An error on its way to the edge.
pub(crate) struct Carried(pub ApiError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_is_not_in_the_answer() {
        let error = ApiError::of(&INTERNAL).because("table clients is gone");
        let body = actix_web::body::to_bytes(error.render(Language::Japanese, "r-1").into_body());
        let body = actix_web::rt::System::new().block_on(body).unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("clients"));
        assert_eq!(error.cause(), Some("table clients is gone"));
    }

    #[test]
    fn two_refusals_of_the_same_kind_are_the_same_bytes() {
        let body = |error: ApiError| {
            let body = actix_web::body::to_bytes(error.render(Language::Japanese, "same").into_body());
            actix_web::rt::System::new().block_on(body).unwrap()
        };
        assert_eq!(
            body(ApiError::of(&NOT_FOUND)),
            body(ApiError::of(&NOT_FOUND).because("outside the caller's reach"))
        );
    }
}
