//! A letter that was made may have been posted: it survives every single press.

use chrono::TimeDelta;
use harness::{Database, databases};
use serde_json::{Value, json};

use crate::enrolment::enrolling::{approval, form, queued, two_administrators};
use crate::support::city::{City, PASSWORD};
use crate::support::wire::Client;

/// Number and date of a letter of today.
pub fn letter(city: &City) -> Value {
    json!({ "number": "縁介保第1号", "datedOn": city.service.today().to_string() })
}

const KINDS: [&str; 3] = ["usage-permit", "install-keys", "provisional-credentials"];

/// What an office holds in its hands: keys, credentials, and the letters that say so.
fn posted(database: &Database) -> Vec<String> {
    let tables = ["install_keys", "accounts", "letters"];
    let is_posted = |row: &String| tables.iter().any(|table| row.contains(table));
    database.contents().into_iter().filter(is_posted).collect()
}

/// What the pages of letters offer, pressed without asking for anything anew, and then asking so with a password that was given
/// before the letters were made.
fn every_button(base: &str, (hanae, jiro): (&mut Client, &mut Client), first: &[Vec<u8>], bodies: &[Value; 3]) {
    let listed = hanae.get(base).json();
    assert_eq!(listed["letters"].as_array().unwrap().len(), KINDS.len(), "{listed}");
    assert_eq!(listed["letters"][0]["made"]["number"], "縁介保第1号");
    assert_eq!(listed["letters"][0]["made"]["madeBy"], "役所 次郎");
    for (kind, first) in KINDS.iter().zip(first) {
        for body in bodies {
            let pressed = hanae.post(&format!("{base}/{kind}"), body);
            if *kind == "usage-permit" {
                assert_eq!(pressed.status, 200, "{pressed:?}");
                assert!(pressed.body == *first, "the same bytes");
            } else {
                assert_eq!(
                    (pressed.status, pressed.problem().1),
                    (409, vec!["notice.made-already".to_owned()])
                );
            }
        }
        let mut anew = bodies[2].clone();
        anew["anew"] = json!(true);
        let pressed = jiro.post(&format!("{base}/{kind}"), &anew);
        assert_eq!(
            (pressed.status, pressed.problem().0.as_str()),
            (403, "step-up-required"),
            "{kind}"
        );
    }
}

#[test]
fn a_posted_letter_survives_every_single_press_and_ends_only_when_it_is_made_anew_with_the_password() {
    for database in databases() {
        let city = City::on(&database);
        let mut stranger = city.stranger();
        assert_eq!(stranger.post("/api/v1/usage-applications", &form()).status, 201);
        let (_, mut hanae, mut jiro) = two_administrators(&city);
        let id = queued(&mut hanae, "received");
        let of = |rest: &str| format!("/api/v1/city/usage-applications/{id}{rest}");
        for clerk in [&mut hanae, &mut jiro] {
            assert_eq!(clerk.post(&of("/approval"), &approval(&city)).status, 200);
        }
        let missing = "/api/v1/city/usage-applications?lettersMissing=true";
        assert_eq!(jiro.get(missing).json()["items"][0]["id"], json!(id));
        let mut first = Vec::new();
        for kind in KINDS {
            let made = jiro.post(&of(&format!("/notices/{kind}")), &letter(&city));
            assert_eq!(made.status, 200, "{kind}: {made:?}");
            first.push(made.body);
        }
        assert_eq!(jiro.get(missing).json()["items"], json!([]));
        let organization = jiro.get(&of("")).json()["organizationId"].as_str().unwrap().to_owned();
        let (before, kind_of) = (posted(&database), database.kind);
        let another = json!({ "number": "縁介保第2号", "datedOn": city.service.today().to_string() });
        for base in [
            of("/notices"),
            format!("/api/v1/city/organizations/{organization}/notices"),
        ] {
            let bodies = [json!({}), letter(&city), another.clone()];
            every_button(&base, (&mut hanae, &mut jiro), &first, &bodies);
        }
        assert_eq!(posted(&database), before, "{kind_of}");
        city.clock.advance(TimeDelta::seconds(1));
        let confirmed = jiro.post("/api/v1/session/confirmation", &json!({ "password": PASSWORD }));
        assert_eq!(confirmed.status, 200, "{confirmed:?}");
        for kind in KINDS {
            let mut anew = another.clone();
            anew["anew"] = json!(true);
            let made = jiro.post(&of(&format!("/notices/{kind}")), &anew);
            assert_eq!(made.status, 200, "{kind}: {made:?}");
        }
        assert_ne!(posted(&database), before);
        let listed = hanae.get(&of("/notices")).json();
        assert_eq!(listed["letters"][1]["made"]["number"], "縁介保第2号");
        assert_eq!(listed["letters"][1]["before"][0]["number"], "縁介保第1号");
    }
}
