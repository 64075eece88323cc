//! What strangers send before anybody knows who they are, read as it is in earnest, as functions of bytes: for `tests/fuzz`,
//! which alone turns the feature `readers` on.

use std::sync::LazyLock;

use actix_web::FromRequest;
use actix_web::dev::Payload;
use actix_web::http::Uri;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::test::TestRequest;
use chrono::{DateTime, TimeDelta};
use domain::enrolment::device::CertificateFingerprint;
use openssl::bn::{BigNum, BigNumContext};
use openssl::ec::{EcGroup, EcKey, EcPoint};
use openssl::error::ErrorStack;
use openssl::nid::Nid;
use openssl::pkey::PKey;

use crate::http::answer::representation::{Whose, json};
use crate::http::credential::{Carrier, token as carried};
use crate::http::edge::RequestId;
use crate::http::headers::Browser;
use crate::http::language::wanted;
use crate::http::read::query::StrictQuery;
use crate::http::read::seen::seen;
use crate::http::repeat::key;
use crate::principal::bearer::{TokenKey, Tokens};
use crate::routes::desk::usage_application::QueueQuery;

/// The only token that the key of these readers ever signed.
pub const TOKEN: &str = include_str!("readers/token.txt");
/// The private number of its key, which guards nothing.
const NUMBER: &str = "e16c5444f0b025ef732d8a879173d1c4c704c9386c89223a1c850e4070586a70";
/// The seconds at which it was signed.
const SIGNED: i64 = 1_795_309_200;
const DEVICE: CertificateFingerprint = CertificateFingerprint([7; 32]);

static TOKENS: LazyLock<Option<Tokens>> = LazyLock::new(|| {
    let key = TokenKey::from_pem(&pem().ok()?).ok()?;
    Some(Tokens::new("https://engawa.example".to_owned(), vec![key]))
});

fn pem() -> Result<String, ErrorStack> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    let number = BigNum::from_hex_str(NUMBER)?;
    let mut point = EcPoint::new(&group)?;
    let mut context = BigNumContext::new()?;
    point.mul_generator2(&group, &number, &mut context)?;
    let key = EcKey::from_private_components(&group, &number, &point)?;
    let pem = PKey::from_ec_key(key)?.private_key_to_pem_pkcs8()?;
    Ok(String::from_utf8_lossy(&pem).into_owned())
}

/// A session token. Whatever is accepted says what the one that was signed says.
///
/// # Panics
/// If another one is accepted.
pub fn token(bytes: &[u8]) {
    let (Ok(text), Some(tokens)) = (std::str::from_utf8(bytes), TOKENS.as_ref()) else {
        return;
    };
    let now = DateTime::from_timestamp(SIGNED, 0).unwrap_or_default();
    let accepted = tokens.verify(text, DEVICE, now, TimeDelta::zero()).is_ok();
    let message = |token: &str| token.rsplit_once('.').map(|(message, _)| message.to_owned());
    assert!(
        !accepted || message(text) == message(TOKEN.trim()),
        "a forged token was accepted"
    );
}

/// Somebody who looks.
struct Viewer;

impl Whose for Viewer {
    fn tag_salt(&self) -> [u8; 16] {
        [7; 16]
    }
}

/// The head of a request: its address on the first line, a header on each further one.
pub fn head(bytes: &[u8]) {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let address = lines.next().unwrap_or_default();
    let Ok(address) = Uri::try_from(address) else { return };
    let header = |line: &[u8]| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = line.split_at_checked(colon)?;
        let value = HeaderValue::from_bytes(value.get(1..)?.trim_ascii()).ok()?;
        Some((HeaderName::from_bytes(name).ok()?, value))
    };
    let mut request = TestRequest::default().uri(&address.to_string());
    for pair in lines.filter_map(header) {
        request = request.append_header(pair);
    }
    let request = request.to_srv_request();
    let _ = RequestId::of(&request);
    let _ = wanted(&request);
    let headers = request.headers();
    let _ = (
        Browser::of(headers),
        Carrier::of_newcomer(headers),
        key(headers).is_ok(),
    );
    let request = request.request();
    let _ = (carried(request), seen(request), json(request, &Viewer, &"x").is_ok());
    let _ = StrictQuery::<QueueQuery>::from_request(request, &mut Payload::None).into_inner();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_token_is_good_so_that_changed_ones_begin_near_it() {
        let now = DateTime::from_timestamp(SIGNED, 0).unwrap();
        let tokens = TOKENS.as_ref().unwrap();
        assert!(tokens.verify(TOKEN.trim(), DEVICE, now, TimeDelta::zero()).is_ok());
        token(TOKEN.trim().as_bytes());
        head(b"/api/v1/city/usage-applications?limit=5\nAuthorization: Bearer a");
        head(b"no address at all");
    }
}
