//! A reader who prefers English reads English, whatever is wrong; that every rule has such words is tested beside them.

use domain::language::holds_japanese;
use harness::sqlite;
use serde_json::{Value, json};

use crate::enrolment::enrolling::form;
use crate::http::requests::operations;
use crate::office::people::{administrator, city_desk, signed_in};
use crate::support::city::{City, PASSWORD};
use crate::support::wire::{Answer, Client};

fn ask(client: &mut Client, method: &str, path: &str, body: &Value) -> Answer {
    let origin = client.origin.clone();
    let headers = [
        ("Origin", origin.as_str()),
        ("X-Engawa-Request", "1"),
        ("Content-Type", "application/json"),
        ("Accept-Language", "en-GB, en;q=0.9, ja;q=0.5"),
    ];
    let body = if method == "GET" {
        String::new()
    } else {
        body.to_string()
    };
    client.send(method, path, &headers, body.as_bytes())
}

/// That an answer is a problem in English; the rules it names.
#[track_caller]
fn rules(answer: &Answer) -> Vec<String> {
    let (_, rules) = answer.problem();
    assert_eq!(answer.header("content-language"), Some("en"), "{answer:?}");
    let told = String::from_utf8(answer.body.clone()).unwrap();
    assert!(!holds_japanese(&told), "{told}");
    rules
}

#[test]
fn every_operation_refuses_in_english() {
    let city = City::on(&sqlite());
    administrator(&city, &city.ours, "kanri.taro");
    let desk = city_desk(&city);
    let mut callers = [
        city.device(&city.ours),
        city.signed_in(&city.ours),
        signed_in(&city, &city.ours.identity, "kanri.taro"),
        signed_in(&city, &desk.identity, "yakusho.hanae"),
    ];
    let mut refused = 0;
    for (method, path) in operations() {
        // These would end the sessions that the others need.
        if path.starts_with("/api/v1/session") {
            continue;
        }
        for client in &mut callers {
            let answer = ask(client, &method, &path, &json!({ "nonsense": 1 }));
            if answer.status >= 400 {
                rules(&answer);
                refused += 1;
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn what_is_wrong_with_what_an_administrator_sends_is_told_in_english() {
    let city = City::on(&sqlite());
    administrator(&city, &city.ours, "kanri.taro");
    let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
    let staff = "/api/v1/organization/staff";
    for (path, body, expected) in [
        (staff, json!({ "name": "", "role": "care-manager" }), "name.form"),
        (staff, json!({ "name": "x", "role": "city-administrator" }), "role.side"),
        (
            "/api/v1/organization/install-keys",
            json!({ "label": "" }),
            "device.label",
        ),
        (
            "/api/v1/organization/staff/bulk",
            json!({ "csv": "a,b\nc,d\n", "dryRun": true }),
            "staff-table.column",
        ),
    ] {
        assert_eq!(rules(&ask(&mut admin, "POST", path, &body)), [expected]);
    }
    let table = json!({ "csv": "氏名,権限\nX,nonsense\n", "dryRun": true });
    let judged = ask(&mut admin, "POST", "/api/v1/organization/staff/bulk", &table).json();
    let error = &judged["rows"][0]["errors"][0];
    assert_eq!(error["rule"], "staff.role");
    assert!(!holds_japanese(error["detail"].as_str().unwrap()), "{error}");
}

#[test]
fn what_is_wrong_with_an_application_or_an_install_key_is_told_in_english() {
    let city = City::on(&sqlite());
    let mut stranger = city.stranger();
    let mut wrong = form();
    wrong["devices"] = json!(0);
    wrong["contactPhone"] = json!("1");
    let answer = ask(&mut stranger, "POST", "/api/v1/usage-applications", &wrong);
    assert_eq!(rules(&answer), ["contact.phone", "usage-application.devices"]);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/contactPhone");
    let receipt = ask(&mut stranger, "POST", "/api/v1/usage-applications", &form()).json();
    let warning = &receipt["warnings"][0];
    assert_eq!(warning["rule"], "office.check-digit");
    assert!(!holds_japanese(warning["detail"].as_str().unwrap()), "{warning}");
    let again = ask(&mut stranger, "POST", "/api/v1/usage-applications", &form());
    assert_eq!(rules(&again), ["usage-application.duplicate"]);
    let key = json!({ "installKey": "ABC", "label": "x" });
    let mistyped = ask(&mut stranger, "POST", "/api/v1/enrolment/devices", &key);
    assert_eq!(rules(&mistyped), ["install-key.mistyped"]);
}

#[test]
fn why_a_client_is_not_shown_is_told_in_english_in_the_list_and_on_the_page() {
    let city = City::on(&sqlite());
    let mut client = city.device(&city.ours);
    let credentials = json!({ "loginId": city.ours.login, "password": PASSWORD });
    ask(&mut client, "POST", "/api/v1/session", &credentials);
    let list = ask(
        &mut client,
        "GET",
        "/api/v1/clients?filter=consent-missing",
        &Value::Null,
    )
    .json();
    let line = &list["items"][0];
    let told = &line["withheld"][0];
    for words in ["detail", "who", "remedy"] {
        assert!(!holds_japanese(told[words].as_str().unwrap()), "{told}");
    }
    let page = format!("/api/v1/clients/{}", line["personId"].as_str().unwrap());
    let refused = ask(&mut client, "GET", &page, &Value::Null);
    assert_eq!(rules(&refused), [told["rule"].as_str().unwrap()]);
    assert_eq!(refused.json()["errors"][0], *told);
    let before = client.get("/api/v1/clients?filter=consent-missing").json();
    let japanese = before["items"][0]["withheld"][0]["detail"].as_str().unwrap();
    assert!(holds_japanese(japanese), "{japanese}");
}
