//! Answers with personal data: kept by no cache, with a strong `ETag` of this viewer's own. An unchanged representation
//! is answered by 304, after the very same checks and audit entry as any other, because it was made like any other.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ETag, EntityTag, Header, IfNoneMatch};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::problem::{ApiError, INTERNAL};

const PRIVATE: (header::HeaderName, &str) = (header::CACHE_CONTROL, "private, no-store");

/// Whose representation it is: part of the tag, so that one viewer's tag tells nothing about another's.
pub(crate) trait Whose {
    /// Something that belongs to this viewer alone.
    fn tag_salt(&self) -> [u8; 16];
}

/// A JSON answer with personal data.
pub(crate) fn json(request: &HttpRequest, whose: &impl Whose, body: &impl Serialize) -> Result<HttpResponse, ApiError> {
    let bytes = serde_json::to_vec(body).map_err(|error| ApiError::of(&INTERNAL).because(error))?;
    Ok(tagged(request, whose, "application/json", bytes, &[]))
}

/// A file to be saved, never shown inside the page.
pub(crate) fn attachment(
    request: &HttpRequest,
    whose: &impl Whose,
    media: &str,
    name: &str,
    bytes: Vec<u8>,
) -> HttpResponse {
    // `name` is made of codes and days of ours: ASCII, no quotes.
    let disposition = format!("attachment; filename=\"{name}\"");
    tagged(
        request,
        whose,
        media,
        bytes,
        &[(header::CONTENT_DISPOSITION, disposition)],
    )
}

/// A picture shown inside the page.
pub(crate) fn picture(request: &HttpRequest, whose: &impl Whose, bytes: Vec<u8>) -> HttpResponse {
    tagged(request, whose, "image/png", bytes, &[])
}

fn tagged(
    request: &HttpRequest,
    whose: &impl Whose,
    media: &str,
    bytes: Vec<u8>,
    more: &[(header::HeaderName, String)],
) -> HttpResponse {
    let mut hash = openssl::sha::Sha256::new();
    hash.update(&whose.tag_salt());
    hash.update(request.path().as_bytes());
    hash.update(b"\0");
    hash.update(&bytes);
    let tag = EntityTag::new_strong(URL_SAFE_NO_PAD.encode(hash.finish()));
    let unchanged = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(&tag)),
        // `*` asks whether there is anything at all, which says nothing about what the client holds.
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    let mut response = HttpResponse::build(if unchanged {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    });
    response.insert_header(ETag(tag)).insert_header(PRIVATE);
    if unchanged {
        return response.finish();
    }
    for (name, value) in more {
        response.insert_header((name.clone(), value.as_str()));
    }
    response.content_type(media).body(bytes)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    struct Viewer(u8);

    impl Whose for Viewer {
        fn tag_salt(&self) -> [u8; 16] {
            [self.0; 16]
        }
    }

    fn tag(response: &HttpResponse) -> String {
        response
            .headers()
            .get(header::ETAG)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    }

    #[test]
    fn the_same_thing_has_another_tag_for_another_viewer() {
        let request = TestRequest::get().uri("/a").to_http_request();
        let one = json(&request, &Viewer(1), &"x").unwrap();
        assert_ne!(tag(&one), tag(&json(&request, &Viewer(2), &"x").unwrap()));
        assert_ne!(tag(&one), tag(&json(&request, &Viewer(1), &"y").unwrap()));
        let elsewhere = TestRequest::get().uri("/b").to_http_request();
        assert_ne!(tag(&one), tag(&json(&elsewhere, &Viewer(1), &"x").unwrap()));
        assert!(!tag(&one).starts_with("W/"));
    }

    #[test]
    fn what_the_viewer_already_has_is_not_sent_again() {
        let first = json(&TestRequest::get().uri("/a").to_http_request(), &Viewer(1), &"x").unwrap();
        let again = TestRequest::get()
            .uri("/a")
            .insert_header((header::IF_NONE_MATCH, tag(&first)))
            .to_http_request();
        let second = json(&again, &Viewer(1), &"x").unwrap();
        assert_eq!((second.status(), tag(&second)), (StatusCode::NOT_MODIFIED, tag(&first)));
        assert_eq!(json(&again, &Viewer(1), &"changed").unwrap().status(), StatusCode::OK);
        assert_eq!(json(&again, &Viewer(2), &"x").unwrap().status(), StatusCode::OK);
        for list in ["*", "nonsense", "\"other\""] {
            let request = TestRequest::get()
                .uri("/a")
                .insert_header((header::IF_NONE_MATCH, list))
                .to_http_request();
            assert_eq!(
                json(&request, &Viewer(1), &"x").unwrap().status(),
                StatusCode::OK,
                "{list}"
            );
        }
    }
}
