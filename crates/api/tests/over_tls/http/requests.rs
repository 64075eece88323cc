//! What every request and every answer has to keep to, whatever it is about.

use std::collections::BTreeSet;
use std::sync::{Mutex, Once};

use harness::{databases, sqlite};
use serde_json::{Value, json};

use crate::support::city::{CANARY, CANARY_NUMBER, City, ORIGIN, PASSWORD};

const NOBODY: &str = "0196b000-0000-7000-8000-000000000000";

/// Method and address of every operation of the main listener.
pub fn operations() -> Vec<(String, String)> {
    let document: Value = serde_json::to_value(api::document()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let path = path
                .replace("{id}", NOBODY)
                .replace("{document}", NOBODY)
                .replace("{page}", "1");
            all.push((method.to_uppercase(), path));
        }
    }
    all
}

#[test]
fn every_operation_but_signing_in_and_out_and_the_device_itself_refuses_a_stranger() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.device(&city.ours);
        for (method, path) in operations() {
            let answer = match method.as_str() {
                "POST" => client.post(&path, &json!({ "password": PASSWORD })),
                method => client.call(method, &path),
            };
            let expected = match (method.as_str(), path.as_str()) {
                ("POST", "/api/v1/session") => 422,
                ("DELETE", "/api/v1/session") => 204,
                ("GET", "/api/v1/device") => 200,
                // A form of a page, which takes no JSON; without its token there is nothing.
                ("POST", "/api/v1/device/file") => 422,
                _ => 401,
            };
            assert_eq!(answer.status, expected, "{method} {path}: {answer:?}");
        }
    }
}

#[test]
fn a_wrong_method_is_told_with_the_right_ones_whoever_the_address_names() {
    let city = City::on(&sqlite());
    let mut client = city.signed_in(&city.ours);
    let taken = operations();
    for path in taken.iter().map(|(_, path)| path).collect::<BTreeSet<_>>() {
        let mut right: BTreeSet<&str> = taken
            .iter()
            .filter(|(_, known)| known == path)
            .map(|(method, _)| method.as_str())
            .collect();
        if right.contains("GET") {
            right.insert("HEAD");
        }
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
            if right.contains(method) {
                continue;
            }
            let answer = client.call(method, path);
            assert_eq!(
                (answer.status, answer.problem().0.as_str()),
                (405, "method-not-allowed"),
                "{method} {path}"
            );
            let allowed: BTreeSet<&str> = answer.header("allow").unwrap().split(", ").collect();
            assert_eq!(allowed, right, "{method} {path}");
        }
    }
    // One's own client, nobody, and what cannot be an id: the same answer.
    let mine = client.get("/api/v1/clients").json()["items"][0]["personId"]
        .as_str()
        .unwrap()
        .to_owned();
    for id in [mine.as_str(), NOBODY, "nonsense"] {
        assert_eq!(client.call("PUT", &format!("/api/v1/clients/{id}")).status, 405, "{id}");
    }
    assert_eq!(client.call("PUT", "/api/v1/none").status, 404);
}

#[test]
fn every_operation_that_changes_something_wants_our_own_page() {
    let city = City::on(&sqlite());
    let mut client = city.signed_in(&city.ours);
    let json_type = ("Content-Type", "application/json");
    for (method, path) in operations().into_iter().filter(|(method, path)| {
        // Fetching a file is a page load, guarded by the token in its body.
        method != "GET" && path != "/api/v1/device/file"
    }) {
        for headers in [
            vec![json_type],
            vec![json_type, ("Origin", ORIGIN)],
            vec![json_type, ("X-Engawa-Request", "1")],
            vec![json_type, ("Origin", "https://evil.example"), ("X-Engawa-Request", "1")],
            vec![json_type, ("Origin", "null"), ("X-Engawa-Request", "1")],
        ] {
            let answer = client.send(&method, &path, &headers, b"{}");
            assert_eq!(answer.problem().0, "origin-refused", "{method} {path} {headers:?}");
        }
    }
    assert_eq!(
        client.get("/api/v1/session").status,
        200,
        "nothing of all this ended the session"
    );
}

#[test]
fn what_is_wrong_with_a_body_is_told_by_place_and_rule() {
    let city = City::on(&sqlite());
    let mut client = city.device(&city.ours);
    let unknown = client.post(
        "/api/v1/session",
        &json!({ "loginId": "a", "password": "b", "isAdmin": true }),
    );
    assert_eq!(
        unknown.problem(),
        ("invalid-body".into(), vec!["json.unknown-field".into()])
    );
    assert_eq!(unknown.json()["errors"][0]["pointer"], "/isAdmin");
    let own = [("Origin", ORIGIN), ("X-Engawa-Request", "1")];
    let with = |media| [own[0], own[1], ("Content-Type", media)];
    let broken = client.send("POST", "/api/v1/session", &with("application/json"), b"{\"loginId\":");
    assert_eq!(broken.problem(), ("malformed-json".into(), vec!["json.syntax".into()]));
    let form = client.send(
        "POST",
        "/api/v1/session",
        &with("text/plain"),
        br#"{"loginId":"a","password":"b"}"#,
    );
    assert_eq!(
        (form.status, form.problem().0.as_str()),
        (415, "unsupported-media-type")
    );
    let long = json!({ "loginId": "a", "password": "x".repeat(70_000) }).to_string();
    let long = client.send("POST", "/api/v1/session", &with("application/json"), long.as_bytes());
    assert_eq!((long.status, long.problem().0.as_str()), (413, "body-too-large"));
}

#[test]
fn every_answer_is_guarded_and_carries_its_id() {
    let city = City::on(&sqlite());
    let mut client = city.device(&city.ours);
    for path in [
        "/",
        "/clients",
        "/api/v1/session",
        "/api/v1/none",
        "/none.txt",
        "/problems/not-found",
        "/openapi.json",
        "/livez",
    ] {
        let answer = client.get_with(path, &[("X-Request-Id", "trace-0001-of-the-caller")]);
        assert_eq!(
            answer.header("x-request-id"),
            Some("trace-0001-of-the-caller"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            Some("same-origin"),
            "{path}"
        );
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            Some("same-origin"),
            "{path}"
        );
        assert!(answer.header("strict-transport-security").is_some(), "{path}");
        assert!(answer.header("cache-control").is_some(), "{path}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("server"), None, "{path}");
    }
    let forged = client.get_with("/livez", &[("X-Request-Id", CANARY_NUMBER)]);
    assert_ne!(
        forged.header("x-request-id"),
        Some(CANARY_NUMBER),
        "a number of a person is no id for a log"
    );
}

#[test]
fn an_old_browser_gets_a_policy_under_which_the_page_runs() {
    let city = City::on(&sqlite());
    let agent =
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/69.0.3497.100 Safari/537.36";
    let page = city.device(&city.ours).get_with("/", &[("User-Agent", agent)]);
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .contains("script-src 'self' 'unsafe-eval';")
    );
    assert_eq!(page.header("cache-control"), Some("no-store"));
}

#[test]
fn a_problem_leads_to_its_page_in_the_readers_language() {
    let city = City::on(&sqlite());
    let mut client = city.device(&city.ours);
    let japanese = client.get("/api/v1/session");
    let english = client.get_with("/api/v1/session", &[("Accept-Language", "en-GB")]);
    assert_eq!(japanese.json()["title"], "ログインが必要です");
    assert_eq!(english.json()["title"], "Sign-in needed");
    assert_eq!(english.header("content-language"), Some("en"));
    let page = client.get(japanese.json()["type"].as_str().unwrap());
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, Some("text/html; charset=utf-8"))
    );
    let text = String::from_utf8(page.body).unwrap();
    assert!(text.contains("ログインが必要です") && text.contains("Sign-in needed"));
    assert_eq!(client.get("/problems/none").problem().0, "not-found");
}

#[test]
fn the_documents_are_served_as_they_are_published() {
    let city = City::on(&sqlite());
    for (mut client, path, name) in [
        (city.device(&city.ours), "/openapi.json", "engawa"),
        (city.device(&city.ours), "/openapi-3.0.json", "engawa-3.0"),
        (city.stranger(), "/openapi.json", "engawa-enrolment"),
        (city.stranger(), "/openapi-3.0.json", "engawa-enrolment-3.0"),
    ] {
        let published = format!("{}/../../openapi/{name}.json", env!("CARGO_MANIFEST_DIR"));
        assert!(client.get(path).body == std::fs::read(published).unwrap(), "{name}");
    }
}

/// Everything the process logs, down to `trace`.
static LOGGED: Mutex<String> = Mutex::new(String::new());

struct Recorder;

impl log::Log for Recorder {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {}\n", record.target(), record.args());
        LOGGED.lock().unwrap().push_str(&line);
    }

    fn flush(&self) {}
}

#[test]
fn no_personal_value_and_no_secret_is_in_the_log() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| log::set_logger(&Recorder).unwrap());
    log::set_max_level(log::LevelFilter::Info);
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let token = client.cookie.clone().unwrap();
        client.post("/api/v1/clients/search", &json!({ "query": CANARY }));
        let list = client.get("/api/v1/clients").json();
        for item in list["items"].as_array().unwrap() {
            let id = item["personId"].as_str().unwrap();
            for part in ["", "/progress", "/certifications", "/documents"] {
                client.get(&format!("/api/v1/clients/{id}{part}"));
            }
        }
        client.get(&format!("/{CANARY_NUMBER}/%E7%B8%81?name={CANARY_NUMBER}"));
        client.post(
            "/api/v1/session",
            &json!({ "loginId": city.ours.login, "password": "hidden-word" }),
        );
        let logged = LOGGED.lock().unwrap().clone();
        assert!(logged.contains("GET /api/v1/clients/{id}/progress 200"), "{logged}");
        for hidden in [
            CANARY,
            CANARY_NUMBER,
            "エンガワカナリア",
            city.ours.login,
            "hidden-word",
            PASSWORD,
            &token[14..40],
        ] {
            assert!(!logged.contains(hidden), "{hidden} in {logged}");
        }
    }
}
