//! Software signs in for a person without a browser: it is given its token in the body and never a cookie, and what else
//! is in its cookie jar does not matter.

use harness::{databases, sqlite};
use serde_json::{Value, json};

use crate::support::city::{City, ORIGIN, PASSWORD};
use crate::support::wire::{Answer, Client};

const JSON: (&str, &str) = ("Content-Type", "application/json");

fn sign_in(city: &City, client: &mut Client, headers: &[(&str, &str)]) -> Answer {
    let body = json!({ "loginId": city.ours.login, "password": PASSWORD });
    let headers: Vec<_> = [JSON].iter().chain(headers).copied().collect();
    client.send("POST", "/api/v1/session", &headers, body.to_string().as_bytes())
}

/// `Authorization`, for the token of an answer.
fn authorization(answer: &Answer) -> String {
    let session: Value = answer.json();
    assert_eq!(
        (session["tokenType"].as_str(), session["expiresIn"].as_u64()),
        (Some("Bearer"), Some(600))
    );
    format!("Bearer {}", session["accessToken"].as_str().unwrap())
}

#[test]
fn software_works_with_the_token_of_the_answer_and_no_cookie_from_first_to_last() {
    for database in databases() {
        let city = City::on(&database);
        let mut program = city.device(&city.ours);
        let mut answers = vec![sign_in(&city, &mut program, &[])];
        assert_eq!(answers[0].json()["accountName"], "佐藤 花子");
        for (method, path, body) in [
            ("GET", "/api/v1/work", json!({})),
            ("POST", "/api/v1/session/renew", json!({})),
            ("POST", "/api/v1/session/confirmation", json!({ "password": PASSWORD })),
            ("POST", "/api/v1/session/lock", json!({})),
            ("POST", "/api/v1/session/unlock", json!({ "password": PASSWORD })),
            ("POST", "/api/v1/clients/search", json!({ "query": "ﾅﾏｴ" })),
            ("DELETE", "/api/v1/session", json!({})),
        ] {
            let given = answers
                .iter()
                .rev()
                .find(|answer| answer.body.windows(11).any(|part| part == b"accessToken"));
            let token = authorization(given.unwrap());
            let headers = [JSON, ("Authorization", token.as_str())];
            let answer = program.send(method, path, &headers, body.to_string().as_bytes());
            assert!(answer.status < 300, "{method} {path}: {answer:?}");
            answers.push(answer);
        }
        for answer in &answers {
            assert_eq!(answer.header("set-cookie"), None, "{answer:?}");
            assert_eq!(answer.header("clear-site-data"), None);
        }
        let (signed_in, renewed) = (authorization(&answers[0]), authorization(&answers[2]));
        assert_ne!(signed_in, renewed);
        let over = program.get_with("/api/v1/work", &[("Authorization", &renewed)]);
        assert_eq!(over.problem().0, "not-signed-in");
    }
}

#[test]
fn a_cookie_jar_with_cookies_of_others_is_no_hindrance() {
    let city = City::on(&sqlite());
    let mut program = city.device(&city.ours);
    program.cookie = Some("balancer=node-2; JSESSIONID=x".into());
    let token = authorization(&sign_in(&city, &mut program, &[]));
    let headers = [("Authorization", token.as_str())];
    assert_eq!(program.get_with("/api/v1/work", &headers).status, 200);
    let renewed = program.send("POST", "/api/v1/session/renew", &headers, b"");
    assert_eq!((renewed.status, renewed.header("set-cookie")), (200, None));
}

#[test]
fn a_browser_gets_its_cookie_and_the_end_of_the_token_but_never_the_token_in_the_body() {
    let city = City::on(&sqlite());
    let mut browser = city.device(&city.ours);
    let answer = sign_in(&city, &mut browser, &[("Origin", ORIGIN), ("X-Engawa-Request", "1")]);
    let renewed = browser.call("POST", "/api/v1/session/renew");
    for answer in [answer, renewed] {
        assert!(answer.header("set-cookie").unwrap().starts_with("__Host-engawa="));
        let session = answer.json();
        assert_eq!(session["expiresIn"], 600);
        assert!(
            session["accessToken"].is_null() && session["tokenType"].is_null(),
            "{session}"
        );
    }
}

#[test]
fn no_page_can_sign_in_as_if_it_were_a_program() {
    let city = City::on(&sqlite());
    for mark in [
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
        ("X-Engawa-Request", "1"),
        ("Cookie", "__Host-engawa=old"),
    ] {
        let answer = sign_in(&city, &mut city.device(&city.ours), &[mark]);
        assert_eq!(answer.problem().0, "origin-refused", "{mark:?}");
    }
    // What a form of any page can send is no JSON.
    let form = [("Content-Type", "text/plain")];
    let answer = city.device(&city.ours).send("POST", "/api/v1/session", &form, b"{}");
    assert_eq!(answer.status, 415);
}

#[test]
fn what_is_refused_for_want_of_a_token_says_which_one_is_wanted() {
    let city = City::on(&sqlite());
    let mut program = city.device(&city.ours);
    let plain = "Bearer realm=\"engawa\"";
    let bad = "Bearer realm=\"engawa\", error=\"invalid_token\"";
    let none = program.get("/api/v1/work");
    assert_eq!((none.status, none.header("www-authenticate")), (401, Some(plain)));
    let wrong = program.get_with("/api/v1/work", &[("Authorization", "Bearer nonsense")]);
    assert_eq!((wrong.status, wrong.header("www-authenticate")), (401, Some(bad)));
    let other = program.get_with("/api/v1/work", &[("Authorization", "Basic eDp5")]);
    assert_eq!((other.status, other.header("www-authenticate")), (401, Some(plain)));
    let body = json!({ "loginId": city.ours.login, "password": "a wrong password" }).to_string();
    let refused = program.send("POST", "/api/v1/session", &[JSON], body.as_bytes());
    assert_eq!(
        (refused.problem().0.as_str(), refused.header("www-authenticate")),
        ("sign-in-failed", Some(plain))
    );
}

#[test]
fn the_name_of_the_scheme_is_written_in_any_case() {
    let city = City::on(&sqlite());
    let mut program = city.device(&city.ours);
    let token = authorization(&sign_in(&city, &mut program, &[]));
    for scheme in ["bearer", "BEARER", "bEaReR"] {
        let given = token.replace("Bearer", scheme);
        let answer = program.get_with("/api/v1/session", &[("Authorization", &given)]);
        assert_eq!(answer.status, 200, "{scheme}");
    }
}
