//! The browser's session cookie: readable by no script, sent to nobody else, gone when the browser closes.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{self, HeaderMap};

/// `__Host-`: browsers take it only with Secure, without Domain and for the path `/`.
pub(crate) const NAME: &str = "__Host-engawa";

/// A cookie with this token, for this browser session.
pub(crate) fn with(token: String) -> Cookie<'static> {
    Cookie::build(NAME, token)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .finish()
}

/// A cookie that takes the other one away.
pub(crate) fn without() -> Cookie<'static> {
    let mut cookie = with(String::new());
    cookie.make_removal();
    cookie
}

/// Whether a request carries it, once or more.
pub(crate) fn is_among(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::COOKIE)
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b';'))
        .any(|pair| {
            pair.trim_ascii_start()
                .strip_prefix(NAME.as_bytes())
                .is_some_and(|rest| rest.starts_with(b"="))
        })
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn the_cookie_says_everything_that_guards_it() {
        let cookie = with("abc".into()).to_string();
        assert_eq!(cookie, "__Host-engawa=abc; HttpOnly; SameSite=Strict; Secure; Path=/");
        assert!(without().to_string().contains("Max-Age=0"));
    }

    #[test]
    fn it_is_told_from_cookies_of_others() {
        let is_among = |value: &str| {
            is_among(
                TestRequest::get()
                    .append_header(("cookie", value))
                    .to_http_request()
                    .headers(),
            )
        };
        assert!(is_among("__Host-engawa=a") && is_among("other=b; __Host-engawa=a") && is_among("a=b;__Host-engawa="));
        assert!(!is_among("engawa=a; __Host-engawa2=b; a=__Host-engawa=c") && !is_among(""));
    }
}
