//! Tokens that are good, and every way to make one that is not.

use chrono::TimeZone;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 10, 0, 30, 0).unwrap()
}

fn session() -> SessionId {
    SessionId::from_uuid(uuid::Uuid::from_u128(0x0196_b000_0000_7000_8000_0000_0000_0007))
}

const DEVICE: CertificateFingerprint = CertificateFingerprint([7; 32]);

fn tokens() -> Tokens {
    Tokens::new("https://engawa.example".into(), vec![TokenKey::generate().unwrap()])
}

/// A token signed with the right key over whatever header and claims.
fn forged(tokens: &Tokens, header: Option<Value>, change: impl FnOnce(&mut Value)) -> String {
    let key = &tokens.keys[0];
    let good = tokens.issue(session(), DEVICE, now()).unwrap();
    let payload = URL_SAFE_NO_PAD.decode(good.split('.').nth(1).unwrap()).unwrap();
    let mut claims: Value = serde_json::from_slice(&payload).unwrap();
    change(&mut claims);
    let header = header.map_or(key.header().to_owned(), |header| {
        URL_SAFE_NO_PAD.encode(header.to_string())
    });
    let message = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
    let signature = key.sign(message.as_bytes()).unwrap();
    format!("{message}.{signature}")
}

#[test]
fn a_token_stands_for_its_session_on_its_device() {
    let tokens = tokens();
    let token = tokens.issue(session(), DEVICE, now()).unwrap();
    assert_eq!(tokens.verify(&token, DEVICE, now(), TimeDelta::zero()), Ok(session()));
    assert_eq!(
        tokens.verify(&token, DEVICE, now(), TimeDelta::zero()),
        Ok(session()),
        "from memory as well"
    );
    assert_eq!(
        tokens.verify(&token, CertificateFingerprint([8; 32]), now(), TimeDelta::zero()),
        Err(BadToken)
    );
}

#[test]
fn a_token_lives_ten_minutes_even_in_memory() {
    let tokens = tokens();
    let token = tokens.issue(session(), DEVICE, now()).unwrap();
    let second = TimeDelta::seconds(1);
    assert_eq!(
        tokens.verify(&token, DEVICE, now() + LIFETIME - second, TimeDelta::zero()),
        Ok(session())
    );
    assert_eq!(
        tokens.verify(&token, DEVICE, now() + LIFETIME, TimeDelta::zero()),
        Err(BadToken)
    );
    assert_eq!(
        tokens.verify(&token, DEVICE, now() - second, TimeDelta::zero()),
        Err(BadToken),
        "a clock turned back"
    );
}

#[test]
fn another_header_than_ours_is_refused_although_the_signature_is_right() {
    let tokens = tokens();
    let own: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(tokens.keys[0].header()).unwrap()).unwrap();
    assert_eq!(
        tokens.verify(&forged(&tokens, None, |_| {}), DEVICE, now(), TimeDelta::zero()),
        Ok(session()),
        "the forge itself works"
    );
    for (name, value) in [
        ("jku", json!("https://evil.example/keys")),
        ("x5u", json!("https://evil.example/cert")),
        ("jwk", json!({"kty": "EC"})),
        ("crit", json!(["exp"])),
        ("zip", json!("DEF")),
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("typ", json!("JWT")),
        ("kid", json!("../../etc/passwd")),
    ] {
        let mut header = own.clone();
        header[name] = value.clone();
        let token = forged(&tokens, Some(header), |_| {});
        assert_eq!(
            tokens.verify(&token, DEVICE, now(), TimeDelta::zero()),
            Err(BadToken),
            "{name}: {value}"
        );
    }
}

#[test]
fn each_claim_is_needed_and_must_be_right() {
    let tokens = tokens();
    let at = now().timestamp();
    type Change = Box<dyn Fn(&mut Value)>;
    let wrong: Vec<(&str, Change)> = vec![
        (
            "issuer",
            Box::new(|claims| claims["iss"] = json!("https://other.example")),
        ),
        ("audience", Box::new(|claims| claims["aud"] = json!("somebody-else"))),
        (
            "audience list",
            Box::new(|claims| claims["aud"] = json!(["engawa-api"])),
        ),
        ("long life", Box::new(move |claims| claims["exp"] = json!(at + 86_400))),
        (
            "expiry as text",
            Box::new(move |claims| claims["exp"] = json!((at + 60).to_string())),
        ),
        ("future start", Box::new(move |claims| claims["nbf"] = json!(at + 1))),
        ("more claims", Box::new(|claims| claims["admin"] = json!(true))),
        ("no binding", Box::new(|claims| claims["cnf"] = json!({}))),
    ];
    for (what, change) in &wrong {
        assert_eq!(
            tokens.verify(&forged(&tokens, None, change), DEVICE, now(), TimeDelta::zero()),
            Err(BadToken),
            "{what}"
        );
    }
    for name in ["iss", "aud", "exp", "nbf", "iat", "jti", "sid", "cnf"] {
        let token = forged(&tokens, None, |claims| {
            claims.as_object_mut().unwrap().remove(name);
        });
        assert_eq!(
            tokens.verify(&token, DEVICE, now(), TimeDelta::zero()),
            Err(BadToken),
            "without {name}"
        );
    }
}

#[test]
fn keys_can_be_changed_while_tokens_are_out() {
    let (old, new) = (TokenKey::generate().unwrap(), TokenKey::generate().unwrap());
    let old_pem = old.to_pem().to_owned();
    let issuer = "https://engawa.example".to_owned();
    let token = Tokens::new(issuer.clone(), vec![old])
        .issue(session(), DEVICE, now())
        .unwrap();
    let both = Tokens::new(issuer.clone(), vec![new, TokenKey::from_pem(&old_pem).unwrap()]);
    assert_eq!(both.verify(&token, DEVICE, now(), TimeDelta::zero()), Ok(session()));
    assert_eq!(
        tokens().verify(&token, DEVICE, now(), TimeDelta::zero()),
        Err(BadToken),
        "once the old key is gone"
    );
}

#[test]
fn a_key_on_another_curve_is_refused_at_start() {
    use openssl::ec::{EcGroup, EcKey};
    use openssl::nid::Nid;
    use openssl::pkey::PKey;
    let group = EcGroup::from_curve_name(Nid::SECP384R1).unwrap();
    let key = PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap();
    let pem = String::from_utf8(key.private_key_to_pem_pkcs8().unwrap()).unwrap();
    assert!(matches!(TokenKey::from_pem(&pem), Err(InvalidTokenKey::Curve)));
    assert!(TokenKey::from_pem("").is_err());
}

proptest! {
    #[test]
    fn any_text_is_refused_without_a_panic(text in "[A-Za-z0-9._-]{0,300}|.{0,60}") {
        prop_assert_eq!(tokens().verify(&text, DEVICE, now(), TimeDelta::zero()), Err(BadToken));
    }
}

#[test]
fn a_token_that_ended_lately_still_renews_but_nothing_else() {
    let tokens = tokens();
    let token = tokens.issue(session(), DEVICE, now()).unwrap();
    let second = TimeDelta::seconds(1);
    let grace = IDLE - LIFETIME;
    assert_eq!(
        tokens.verify(&token, DEVICE, now() + LIFETIME, TimeDelta::zero()),
        Err(BadToken)
    );
    assert_eq!(
        tokens.verify(&token, DEVICE, now() + IDLE - second, grace),
        Ok(session())
    );
    assert_eq!(tokens.verify(&token, DEVICE, now() + IDLE, grace), Err(BadToken));
}
