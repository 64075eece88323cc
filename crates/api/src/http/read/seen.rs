//! `If-Match` (RFC 9110 §13.1.1): what a request says it has seen of the thing that it changes.

use actix_web::HttpRequest;
use actix_web::http::header::{self, Header, IfMatch};
use service::Seen;

/// What this request says. A tag that is weak or none at all is that of no state.
pub(crate) fn seen(request: &HttpRequest) -> Seen {
    if !request.headers().contains_key(header::IF_MATCH) {
        return Seen::Unsaid;
    }
    match IfMatch::parse(request) {
        Ok(IfMatch::Any) => Seen::Whatever,
        Ok(IfMatch::Items(tags)) => {
            let strong = tags.iter().filter(|tag| !tag.weak);
            Seen::OneOf(strong.map(|tag| tag.tag().to_owned()).collect())
        }
        Err(_) => Seen::OneOf(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn only_strong_tags_say_what_was_seen() {
        let said = |value: &str| {
            let request = TestRequest::post().insert_header((header::IF_MATCH, value));
            seen(&request.to_http_request())
        };
        let one_of = |tags: &[&str]| Seen::OneOf(tags.iter().map(|&tag| tag.to_owned()).collect());
        assert_eq!(seen(&TestRequest::post().to_http_request()), Seen::Unsaid);
        assert_eq!(said("*"), Seen::Whatever);
        assert_eq!(said("\"a\""), one_of(&["a"]));
        assert_eq!(said("\"a\", W/\"b\",\"c\""), one_of(&["a", "c"]));
        for none in ["", "a", "W/\"a\"", "\"", "nonsense, more"] {
            assert_eq!(said(none), one_of(&[]), "{none}");
        }
    }
}
