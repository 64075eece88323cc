//! Puts the insurer's own name and section, and its word for a permit, into words that leave: `problem` and `convert` say things
//! for every insurer alike and hold a mark in their place.

use actix_web::HttpRequest;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use domain::insurer::{INSURER_MARK, PERMIT_MARK, PermitWord, with_insurer};

use crate::http::answer::plain::AsWritten;
use crate::principal::insurer::asked;

/// The media types in which words of ours leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Json,
    Html,
}

impl Written {
    fn of(response: &ServiceResponse<BoxBody>) -> Option<Self> {
        let media = response.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
        let media = media.split(';').next().unwrap_or_default().trim();
        match media {
            "application/json" | "application/problem+json" => Some(Self::Json),
            "text/html" => Some(Self::Html),
            _ => None,
        }
    }

    /// A name as it stands in a text of this kind.
    fn escaped(self, name: &str) -> String {
        match self {
            Self::Json => {
                let quoted = serde_json::Value::from(name).to_string();
                quoted.trim_matches('"').to_owned()
            }
            Self::Html => name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        }
    }
}

/// The answer with the insurer named. One in which nobody is named passes as it is; the insurer is asked for its name only
/// where it is needed.
pub(crate) async fn naming_the_insurer(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let as_written = response.response().extensions().get::<AsWritten>().is_some();
    let Some(written) = Written::of(&response).filter(|_| !as_written) else {
        return response;
    };
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let body = match body.try_into_bytes() {
        Err(stream) => stream,
        Ok(bytes) => match std::str::from_utf8(&bytes) {
            Ok(text) if text.contains(INSURER_MARK) || text.contains(PERMIT_MARK) => {
                let (called, word) = called(&request).await;
                let text = with_insurer(text, &written.escaped(&called));
                BoxBody::new(text.replace(PERMIT_MARK, word.name_ja()))
            }
            _ => BoxBody::new(bytes),
        },
    };
    ServiceResponse::new(request, head.set_body(body))
}

/// The insurer's own name and section, and what it calls a permit; words for any of them when it cannot be asked.
async fn called(request: &HttpRequest) -> (String, PermitWord) {
    let own = match asked(request) {
        Ok(service) => service.called().await.ok(),
        Err(_) => None,
    };
    own.unwrap_or_else(|| ("市の介護保険担当窓口".to_owned(), PermitWord::Permit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_a_name_in_every_kind_of_text() {
        let name = "縁側\"市\" <b>&";
        let json = format!("{{\"detail\":\"{}\"}}", Written::Json.escaped(name));
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["detail"], name);
        assert_eq!(Written::Html.escaped(name), "縁側\"市\" &lt;b&gt;&amp;");
    }
}
