//! The browser's session cookie: readable by no script, sent to nobody else, gone when the browser closes.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;

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

/// The token a request carries: in the cookie, or for programs as a bearer token. Two tokens are none.
pub(crate) fn token(request: &HttpRequest) -> Option<String> {
    let bearer = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::to_owned);
    let cookies = request.cookies().ok()?;
    let mut own = cookies
        .iter()
        .filter(|cookie| cookie.name() == NAME)
        .map(|cookie| cookie.value().to_owned());
    match (own.next(), own.next(), bearer) {
        (Some(token), None, None) | (None, None, Some(token)) => Some(token),
        _ => None,
    }
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
    fn one_token_counts_two_do_not() {
        let of = |list: &[(&str, &str)]| {
            let mut request = TestRequest::get();
            for (name, value) in list {
                request = request.append_header((*name, *value));
            }
            token(&request.to_http_request())
        };
        assert_eq!(of(&[("cookie", "__Host-engawa=a; other=b")]), Some("a".into()));
        assert_eq!(of(&[("authorization", "Bearer b")]), Some("b".into()));
        assert_eq!(
            of(&[("cookie", "__Host-engawa=a"), ("authorization", "Bearer b")]),
            None
        );
        assert_eq!(of(&[("cookie", "__Host-engawa=a; __Host-engawa=b")]), None);
        assert_eq!(of(&[("cookie", "engawa=a")]), None);
        assert_eq!(of(&[]), None);
    }
}
