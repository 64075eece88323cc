//! Request bodies: JSON and nothing else, of bounded size and depth, with no field we do not know. What is wrong is told
//! by place and rule; what was sent is never told back, because it may be a password.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use crate::problem::{
    ApiError, BODY_TOO_LARGE, INVALID_REQUEST, MALFORMED_JSON, RequestRule, UNSUPPORTED_MEDIA_TYPE, Wrong,
};

/// The longest JSON body; files come by other ways.
pub(crate) const MAX_BYTES: usize = 64 * 1024;
/// Nothing in the contract nests deeper than 5.
const MAX_DEPTH: usize = 16;

/// A body that was read as a `T`.
#[derive(Debug)]
pub(crate) struct Strict<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Strict<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request.content_type().eq_ignore_ascii_case("application/json");
        let payload = web::Payload::from_request(request, payload).into_inner();
        Box::pin(async move {
            if !is_json {
                return Err(ApiError::of(&UNSUPPORTED_MEDIA_TYPE));
            }
            let bytes = payload
                .map_err(|_| ApiError::of(&INVALID_REQUEST))?
                .to_bytes_limited(MAX_BYTES)
                .await
                .map_err(|_| ApiError::of(&BODY_TOO_LARGE))?
                .map_err(|_| ApiError::of(&INVALID_REQUEST))?;
            read(&bytes).map(Strict)
        })
    }
}

/// Reads a whole body as a `T`.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    if depth(bytes) > MAX_DEPTH {
        return Err(malformed(&RequestRule::Depth { deepest: MAX_DEPTH }));
    }
    // serde would read a struct from an array of its values as well; the contract knows objects only.
    if bytes.trim_ascii_start().first() == Some(&b'[') {
        return Err(ApiError::body("", &RequestRule::Type));
    }
    let mut input = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut input).map_err(|error| {
        use serde_json::error::Category;
        match error.inner().classify() {
            Category::Data => wrong_value(error.path(), &error.inner().to_string()),
            Category::Io | Category::Syntax | Category::Eof => malformed(&RequestRule::Syntax),
        }
    })?;
    input.end().map_err(|_| malformed(&RequestRule::Syntax))?;
    Ok(read)
}

fn malformed(rule: &RequestRule) -> ApiError {
    ApiError::of(&MALFORMED_JSON).with_errors(vec![Wrong::at("", rule)])
}

/// The deepest nesting of brackets outside strings; whether they match is the parser's to say.
fn depth(bytes: &[u8]) -> usize {
    let (mut deepest, mut now, mut in_string, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in bytes {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'{' | b'[') => {
                now += 1;
                deepest = deepest.max(now);
            }
            (false, b'}' | b']') => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// From serde's message only what kind of mistake it is; the rest of it may quote the input.
fn wrong_value(path: &Path, message: &str) -> ApiError {
    let (rule, field) = match message.split_once(" field `") {
        Some(("unknown", rest)) => (RequestRule::UnknownField, rest.split('`').next()),
        Some(("missing", rest)) => (RequestRule::MissingField, rest.split('`').next()),
        Some(("duplicate", rest)) => (RequestRule::DuplicateField, rest.split('`').next()),
        _ if message.starts_with("invalid type") => (RequestRule::Type, None),
        _ => (RequestRule::Value, None),
    };
    let mut segments = pointer(path);
    if let Some(field) = field {
        let last = format!("/{}", escape(field));
        if !segments.ends_with(&last) {
            segments.push_str(&last);
        }
    }
    ApiError::body(&segments, &rule)
}

/// A place as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Map { key } => Some(format!("/{}", escape(key))),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

/// A field name in a pointer, cut short: a name comes from outside.
fn escape(name: &str) -> String {
    name.chars()
        .take(64)
        .collect::<String>()
        .replace('~', "~0")
        .replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use contract::clients::client::ClientSearch;
    use contract::session::SignIn;
    use domain::language::Language;
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn refusal<T: DeserializeOwned>(json: &str) -> (u16, String, String) {
        let error = read::<T>(json.as_bytes()).err().expect("refused");
        let body = error.render(Language::English, "id");
        let status = body.status().as_u16();
        let bytes = actix_web::rt::System::new()
            .block_on(actix_web::body::to_bytes(body.into_body()))
            .unwrap();
        let problem: contract::problem::Problem = serde_json::from_slice(&bytes).unwrap();
        let first = &problem.errors[0];
        (status, first.rule.clone(), first.pointer.clone().unwrap())
    }

    #[test]
    fn each_mistake_is_told_by_place_and_rule() {
        for (json, expected) in [
            (
                r#"{"loginId":"a","password":"b","admin":true}"#,
                (422, "json.unknown-field", "/admin"),
            ),
            (r#"{"loginId":"a"}"#, (422, "json.missing-field", "/password")),
            (
                r#"{"loginId":"a","loginId":"b","password":"c"}"#,
                (422, "json.duplicate-field", "/loginId"),
            ),
            (r#"{"loginId":5,"password":"c"}"#, (422, "json.type", "/loginId")),
            (r#" ["a","b"]"#, (422, "json.type", "")),
            (r#""a""#, (422, "json.type", "")),
            (r#"{"loginId":"a","password":"b"}{}"#, (400, "json.syntax", "")),
            (r#"{"loginId":"a","password":"b",}"#, (400, "json.syntax", "")),
            ("", (400, "json.syntax", "")),
            ("{\"loginId\":\"\u{0}\"}", (400, "json.syntax", "")),
        ] {
            let (status, rule, place) = refusal::<SignIn>(json);
            assert_eq!((status, rule.as_str(), place.as_str()), expected, "{json}");
        }
        let (_, rule, place) = refusal::<ClientSearch>(r#"{"filter":"everybody"}"#);
        assert_eq!((rule.as_str(), place.as_str()), ("json.value", "/filter"));
    }

    #[test]
    fn what_was_sent_is_not_told_back() {
        let error = read::<SignIn>(br#"{"loginId":["secret-word"],"password":{"secret-word":1}}"#);
        assert!(!format!("{:?}", error.err().unwrap()).contains("secret-word"));
    }

    #[test]
    fn brackets_count_only_outside_strings() {
        assert_eq!(depth(br#"{"a":[{"b":"[[[[\"[["}]}"#), 3);
        let deep = format!("{{\"query\":{}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
        let (status, rule, _) = refusal::<ClientSearch>(&deep);
        assert_eq!((status, rule.as_str()), (400, "json.depth"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read::<ClientSearch>(&bytes);
        }
    }
}
