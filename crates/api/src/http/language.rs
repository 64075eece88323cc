//! Which language a reader wants: Japanese, unless the reader's own list puts English first.

use actix_web::HttpMessage;
use actix_web::http::header::{AcceptLanguage, Header, Quality};
use domain::language::Language;

/// What a request's `Accept-Language` (RFC 9110 §12.5.4) prefers; Japanese when in doubt. Choices that cannot be read are
/// none.
pub(crate) fn wanted(request: &impl HttpMessage) -> Language {
    let choices = AcceptLanguage::parse(request).map_or_else(|_| Vec::new(), |choices| choices.0);
    let quality_of = |language: Language| {
        let is_meant = |choice: &str| choice.eq_ignore_ascii_case(language.tag());
        choices
            .iter()
            .filter(|choice| choice.item.item().is_some_and(|tag| is_meant(tag.primary_language())))
            .map(|choice| choice.quality)
            .max()
    };
    let english = quality_of(Language::English);
    if english > Some(Quality::ZERO) && english > quality_of(Language::Japanese) {
        Language::English
    } else {
        Language::Japanese
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderValue};
    use actix_web::test::TestRequest;

    use super::*;

    #[track_caller]
    fn chosen(lists: &[&[u8]]) -> Language {
        let request = lists.iter().fold(TestRequest::get(), |request, list| {
            request.append_header((ACCEPT_LANGUAGE, HeaderValue::from_bytes(list).unwrap()))
        });
        wanted(&request.to_http_request())
    }

    #[test]
    fn japanese_unless_english_is_wanted_more() {
        for list in [
            "",
            "*",
            "fr",
            "ja",
            "ja,en",
            "en,ja",
            "ja;q=0.9, en;q=0.8",
            "en;q=0",
            "en;q=0.000",
            "nonsense;;;",
            "en;q=x",
            "en;q=1.5",
            "en;q=-1",
            "en;q=0.0001",
            "en;q",
            "english",
            ",,,",
            "en_US",
        ] {
            assert_eq!(chosen(&[list.as_bytes()]), Language::Japanese, "{list}");
        }
        for list in [
            "en",
            "en-GB,fr",
            "en,ja;q=0.9",
            "fr, EN-us;q=0.5",
            "ja;q=0.1, en;q=0.2",
            "en;Q=0.5",
            "ja;q=0, en;q=0.001",
            "ja;q=1.1, en;q=0.001",
            "nonsense;;;, en",
        ] {
            assert_eq!(chosen(&[list.as_bytes()]), Language::English, "{list}");
        }
    }

    #[test]
    fn a_list_may_be_cut_into_several_headers_and_bytes_that_are_no_text_choose_nothing() {
        assert_eq!(chosen(&[]), Language::Japanese);
        assert_eq!(chosen(&[b"fr", b"ja;q=0.5", b"en"]), Language::English);
        assert_eq!(chosen(&["en, 日本語".as_bytes()]), Language::Japanese);
        assert_eq!(chosen(&[b"en", b"\xFF"]), Language::Japanese);
    }
}
