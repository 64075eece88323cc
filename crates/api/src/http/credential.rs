//! The token that a request carries, and by which way: in the browser's cookie, or from a program in `Authorization`
//! (RFC 6750). Whether it is any good is not asked here.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap};

use crate::http::cookie;

/// How a caller carries its token, and so how it is given the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// A browser: in a cookie that no script can read.
    Cookie,
    /// A program: in `Authorization`; it is given the token in the body, and never a cookie.
    Bearer,
}

impl Carrier {
    /// By what a caller without a token is: browsers name the origin of their page when they change something, programs
    /// have none.
    pub(crate) fn of_newcomer(headers: &HeaderMap) -> Self {
        if headers.contains_key(header::AUTHORIZATION) || !headers.contains_key(header::ORIGIN) {
            Self::Bearer
        } else {
            Self::Cookie
        }
    }
}

/// The one token of a request. Two are none: nobody knows which of them is meant.
pub(crate) fn token(request: &HttpRequest) -> Option<(String, Carrier)> {
    let cookies = request.cookies().ok()?;
    let mut own = cookies
        .iter()
        .filter(|cookie| cookie.name() == cookie::NAME)
        .map(|cookie| cookie.value().to_owned());
    match (own.next(), own.next(), bearer(request.headers())) {
        (Some(token), None, None) => Some((token, Carrier::Cookie)),
        (None, None, Some(token)) => Some((token.to_owned(), Carrier::Bearer)),
        _ => None,
    }
}

/// The bearer token of a request. The name of the scheme is written in any case (RFC 9110 §11.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut given = headers.get_all(header::AUTHORIZATION);
    let (only, more) = (given.next()?, given.next());
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    (more.is_none() && scheme.eq_ignore_ascii_case("bearer")).then(|| token.trim_start_matches(' '))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn of(list: &[(&str, &str)]) -> Option<(String, Carrier)> {
        let request = list
            .iter()
            .fold(TestRequest::get(), |request, pair| request.append_header(*pair));
        token(&request.to_http_request())
    }

    #[test]
    fn one_token_counts_two_do_not() {
        let (cookie, bearer) = (("cookie", "__Host-engawa=a"), ("authorization", "Bearer b"));
        assert_eq!(
            of(&[("cookie", "__Host-engawa=a; other=b")]),
            Some(("a".into(), Carrier::Cookie))
        );
        assert_eq!(of(&[bearer]), Some(("b".into(), Carrier::Bearer)));
        assert_eq!(of(&[cookie, bearer]), None);
        assert_eq!(of(&[bearer, bearer]), None);
        assert_eq!(of(&[("cookie", "__Host-engawa=a; __Host-engawa=b")]), None);
        assert_eq!(of(&[("cookie", "engawa=a")]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn a_cookie_of_somebody_else_is_no_second_token() {
        let foreign = ("cookie", "balancer=node-2; session=x");
        assert_eq!(
            of(&[foreign, ("authorization", "Bearer b")]),
            Some(("b".into(), Carrier::Bearer))
        );
    }

    #[test]
    fn the_scheme_is_written_in_any_case() {
        for scheme in ["Bearer b", "bearer b", "BEARER  b"] {
            assert_eq!(
                of(&[("authorization", scheme)]),
                Some(("b".into(), Carrier::Bearer)),
                "{scheme}"
            );
        }
        for other in ["Basic b", "Bearerb", "b", ""] {
            assert_eq!(of(&[("authorization", other)]), None, "{other}");
        }
    }
}
