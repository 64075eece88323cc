//! Which language a reader wants: Japanese, unless the reader's own list puts English first.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap};
use domain::language::Language;

/// The language that a request asks for.
pub(crate) fn wanted(request: &HttpRequest) -> Language {
    preferred(request.headers())
}

/// What `Accept-Language` (RFC 9110 §12.5.4) prefers; Japanese when in doubt.
pub(crate) fn preferred(headers: &HeaderMap) -> Language {
    let list = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let (mut japanese, mut english) = (None, None);
    for (tag, quality) in list.split(',').map(weighed) {
        match tag.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("ja") => japanese = japanese.max(Some(quality)),
            Some("en") => english = english.max(Some(quality)),
            _ => {}
        }
    }
    if english.is_some_and(|quality| quality > 0) && english > japanese {
        Language::English
    } else {
        Language::Japanese
    }
}

/// A tag and its quality in thousandths.
pub(crate) fn weighed(part: &str) -> (&str, u32) {
    let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
    let quality = parameters.trim().strip_prefix("q=").map_or(1000, |q| {
        let thousandths = q.trim().parse::<f64>().unwrap_or(0.0).clamp(0.0, 1.0) * 1000.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 1000"
        )]
        let thousandths = thousandths as u32;
        thousandths
    });
    (tag.trim(), quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn chosen(list: &str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, list.parse().unwrap());
        preferred(&headers)
    }

    #[test]
    fn japanese_unless_english_is_wanted_more() {
        for list in [
            "",
            "*",
            "fr",
            "ja",
            "ja,en",
            "ja;q=0.9, en;q=0.8",
            "en;q=0",
            "nonsense;;;",
            "en;q=x",
        ] {
            assert_eq!(chosen(list), Language::Japanese, "{list}");
        }
        for list in ["en", "en-GB,fr", "en,ja;q=0.9", "fr, EN-us;q=0.5", "ja;q=0.1, en;q=0.2"] {
            assert_eq!(chosen(list), Language::English, "{list}");
        }
    }
}
