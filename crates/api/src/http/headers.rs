//! The headers that keep a browser from doing more than it should, the same on every answer.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// How much is left of what a caller may ask for (draft-ietf-httpapi-ratelimit-headers).
pub(crate) const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
/// How much there is.
pub(crate) const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// What a browser understands of content security policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Knows `'wasm-unsafe-eval'`.
    Current,
    /// Runs WebAssembly only under `'unsafe-eval'`: Chrome before 97, Safari before 16.
    BeforeWasmPolicy,
}

impl Browser {
    /// By `User-Agent`; the strict policy for everything that is not surely old.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let agent = headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("");
        let old = if let Some(version) = ios_version(agent) {
            version < 16
        } else if let Some(version) = number_after(agent, "Chrome/") {
            version < 97
        } else if agent.contains("Safari/") {
            number_after(agent, "Version/").is_some_and(|version| version < 16)
        } else {
            false
        };
        if old { Self::BeforeWasmPolicy } else { Self::Current }
    }

    fn policy(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Current => {
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
                 connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
            }
            Self::BeforeWasmPolicy => {
                "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
                 connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
            }
        })
    }
}

/// On iOS every browser is Safari of the system's version, whatever name it goes by.
fn ios_version(agent: &str) -> Option<u32> {
    let mobile = ["iPhone", "iPad", "iPod"].iter().any(|device| agent.contains(device));
    mobile.then(|| number_after(agent, " OS "))?
}

fn number_after(agent: &str, mark: &str) -> Option<u32> {
    let (_, rest) = agent.split_once(mark)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

static FIXED: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        header::PERMISSIONS_POLICY,
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Sets them. An answer that says nothing about caching is not kept.
pub(crate) fn secure(headers: &mut HeaderMap, browser: Browser, strict_transport: bool) {
    for (name, value) in &FIXED {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, browser.policy());
    if strict_transport {
        let two_years = HeaderValue::from_static("max-age=63072000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn of(agent: &str) -> Browser {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, agent.parse().unwrap());
        Browser::of(&headers)
    }

    #[test]
    fn old_browsers_get_the_policy_under_which_they_run_wasm() {
        for agent in [
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/69.0.3497.100 Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/69.0.3494.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (iPad; CPU OS 15_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1 Safari/605.1.15",
        ] {
            assert_eq!(of(agent), Browser::BeforeWasmPolicy, "{agent}");
        }
    }

    #[test]
    fn everybody_else_gets_the_strict_one() {
        for agent in [
            "",
            "curl/8.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/97.0.4692.71 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Chrome/ Version/x Safari/",
            "iPhone OS ",
        ] {
            assert_eq!(of(agent), Browser::Current, "{agent}");
        }
    }

    #[test]
    fn an_answer_that_chose_its_caching_keeps_it() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        secure(&mut headers, Browser::Current, true);
        assert_eq!(headers.get(header::CACHE_CONTROL).unwrap(), "private, no-store");
        assert!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }
}
