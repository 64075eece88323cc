//! A change that is asked for twice under the same key is made once. What was answered is given again; what was refused is
//! judged anew.

use chrono::TimeDelta;
use harness::databases;
use serde_json::{Value, json};
use service::{Attempt, ManageStaff, Presented, Repeatable, Secret, Sender};

use crate::office::people::{administrator, city_desk, signed_in};
use crate::support::city::{City, ORIGIN, PASSWORD};
use crate::support::wire::{Answer, Client};

const STAFF: &str = "/api/v1/organization/staff";

fn post(client: &mut Client, path: &str, key: &str, body: &Value) -> Answer {
    let headers = [
        ("Origin", ORIGIN),
        ("X-Engawa-Request", "1"),
        ("Content-Type", "application/json"),
        ("Idempotency-Key", key),
        ("If-Match", "*"),
    ];
    client.send("POST", path, &headers, body.to_string().as_bytes())
}

fn somebody(name: &str) -> Value {
    json!({ "name": name, "role": "care-manager" })
}

fn staff(client: &mut Client) -> usize {
    client.get(STAFF).json()["staff"].as_array().unwrap().len()
}

fn admin(city: &City) -> Client {
    administrator(city, &city.ours, "kanri.taro");
    signed_in(city, &city.ours.identity, "kanri.taro")
}

#[test]
fn the_same_request_is_done_once_and_answered_alike() {
    for database in databases() {
        let city = City::on(&database);
        let mut admin = admin(&city);
        let before = staff(&mut admin);
        let first = post(&mut admin, STAFF, "key-1", &somebody("新人 一"));
        let entries = city.entries();
        let again = post(&mut admin, STAFF, "key-1", &somebody("新人 一"));
        assert_eq!((first.status, again.status), (201, 201));
        assert_eq!(
            (
                first.header("idempotency-replayed"),
                again.header("idempotency-replayed")
            ),
            (None, Some("true"))
        );
        assert_eq!(first.json(), again.json(), "the same credentials");
        assert_eq!(first.header("content-type"), again.header("content-type"));
        assert_eq!(city.entries(), entries, "nothing was done the second time");
        assert_eq!(staff(&mut admin), before + 1);
        assert_eq!(post(&mut admin, STAFF, "key-2", &somebody("新人 一")).status, 201);
        assert_eq!(staff(&mut admin), before + 2, "another key is another request");
    }
}

#[test]
fn a_key_belongs_to_one_person_one_address_and_one_body() {
    for database in databases() {
        let city = City::on(&database);
        let mut admin = admin(&city);
        let made = post(&mut admin, STAFF, "key-1", &somebody("新人 一"));
        let id = made.json()["accountId"].as_str().unwrap().to_owned();
        let other = post(&mut admin, STAFF, "key-1", &somebody("新人 二"));
        assert_eq!(
            (other.status, other.problem().0.as_str()),
            (422, "idempotency-key-reused")
        );
        let elsewhere = post(&mut admin, &format!("{STAFF}/{id}/suspension"), "key-1", &json!({}));
        assert_eq!(elsewhere.status, 204);
        administrator(&city, &city.other, "kanri.jiro");
        let mut foreign = signed_in(&city, &city.other.identity, "kanri.jiro");
        let theirs = post(&mut foreign, STAFF, "key-1", &somebody("新人 一"));
        assert_eq!((theirs.status, theirs.header("idempotency-replayed")), (201, None));
        assert_ne!(theirs.json()["accountId"], made.json()["accountId"]);
    }
}

#[test]
fn secrets_are_told_again_for_ten_minutes_and_all_else_for_three_days() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = admin(&city);
        let made = post(&mut client, STAFF, "key-1", &somebody("新人 一"));
        let id = made.json()["accountId"].as_str().unwrap().to_owned();
        let suspension = format!("{STAFF}/{id}/suspension");
        assert_eq!(post(&mut client, &suspension, "key-2", &json!({})).status, 204);
        city.clock.advance(TimeDelta::minutes(10));
        let mut client = signed_in(&city, &city.ours.identity, "kanri.taro");
        let before = staff(&mut client);
        let gone = post(&mut client, STAFF, "key-1", &somebody("新人 一"));
        assert_eq!(
            (gone.status, gone.problem().0.as_str()),
            (409, "idempotency-answer-gone")
        );
        assert_eq!(staff(&mut client), before, "and nobody is invited a second time");
        city.clock.advance(TimeDelta::hours(71));
        let mut client = signed_in(&city, &city.ours.identity, "kanri.taro");
        let again = post(&mut client, &suspension, "key-2", &json!({}));
        assert_eq!(
            (again.status, again.header("idempotency-replayed")),
            (204, Some("true"))
        );
        city.clock.advance(TimeDelta::hours(1));
        let mut client = signed_in(&city, &city.ours.identity, "kanri.taro");
        let anew = post(&mut client, &suspension, "key-2", &json!({}));
        assert_eq!(
            (anew.status, anew.problem().1),
            (409, vec!["account.state".to_owned()]),
            "forgotten"
        );
    }
}

#[test]
fn a_refusal_is_not_remembered() {
    for database in databases() {
        let city = City::on(&database);
        let desk = city_desk(&city);
        let mut clerk = signed_in(&city, &desk.identity, "yakusho.hanae");
        let path = format!("/api/v1/city/organizations/{}/device-quota", city.ours.id);
        let body = json!({ "deviceQuota": 9, "reason": "増員のため", "tellOrganization": false });
        city.clock.advance(TimeDelta::minutes(6));
        clerk.call("POST", "/api/v1/session/renew");
        assert_eq!(post(&mut clerk, &path, "key-1", &body).problem().0, "step-up-required");
        let confirmed = clerk.post("/api/v1/session/confirmation", &json!({ "password": PASSWORD }));
        assert_eq!(confirmed.status, 200);
        let done = post(&mut clerk, &path, "key-1", &body);
        assert_eq!((done.status, done.header("idempotency-replayed")), (204, None));
    }
}

#[test]
fn a_look_is_judged_and_noted_each_time_whatever_key_it_bears() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let search = json!({ "query": "" });
        post(&mut client, "/api/v1/clients/search", "key-1", &search);
        let before = city.entries();
        let again = post(&mut client, "/api/v1/clients/search", "key-1", &search);
        assert_eq!((again.status, again.header("idempotency-replayed")), (200, None));
        assert!(city.entries() > before);
    }
}

#[test]
fn a_key_that_is_none_is_refused_before_anything_is_done() {
    let city = City::on(&harness::sqlite());
    let mut admin = admin(&city);
    let before = staff(&mut admin);
    let long = "x".repeat(256);
    for key in ["", long.as_str(), "縁側"] {
        let answer = post(&mut admin, STAFF, key, &somebody("新人 一"));
        assert_eq!(
            (answer.status, answer.problem().0.as_str()),
            (400, "idempotency-key-invalid"),
            "{key}"
        );
    }
    assert_eq!(staff(&mut admin), before);
}

fn asked(presented: &Presented) -> Repeatable<'_> {
    Repeatable {
        sender: Sender::SignedIn(presented),
        route: format!("POST {STAFF}"),
        key: "key-1".into(),
        body_hash: [7; 32],
    }
}

fn run<T>(work: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(work)
}

/// The city's administrator as the use cases see one.
fn presented(city: &City) -> Presented {
    administrator(city, &city.ours, "kanri.taro");
    let certificate = pki::fingerprint(&city.ours.identity.certificate.to_der().unwrap());
    let signing_in = city
        .service
        .sign_in(certificate, "kanri.taro", Secret::new(PASSWORD.into()), "request");
    Presented {
        certificate,
        session: run(signing_in).unwrap().session,
        request: "request".into(),
    }
}

#[test]
fn while_the_first_is_under_way_the_second_waits_its_turn_and_takes_over_when_nothing_came_of_it() {
    for database in databases() {
        let city = City::on(&database);
        let presented = presented(&city);
        let attempt = || run(city.service.claim_request(asked(&presented))).unwrap();
        assert!(matches!(attempt(), Attempt::First(..)));
        assert!(matches!(attempt(), Attempt::UnderWay));
        // The node of the first one ended without a change.
        city.clock.advance(TimeDelta::minutes(2));
        assert!(matches!(attempt(), Attempt::First(..)));
        assert!(matches!(attempt(), Attempt::UnderWay));
    }
}

#[test]
fn a_change_whose_answer_was_lost_is_not_made_again() {
    for database in databases() {
        let city = City::on(&database);
        let presented = presented(&city);
        let Attempt::First(service, lost) = run(city.service.claim_request(asked(&presented))).unwrap() else {
            panic!("the first of its kind");
        };
        let invite = async {
            let allowed = service.allow::<ManageStaff>(&presented).await.unwrap();
            allowed.invite("新人 一", domain::account::Role::Viewer).await.unwrap()
        };
        run(invite);
        // The program ended here.
        drop(lost);
        city.clock.advance(TimeDelta::minutes(2));
        let again = run(city.service.claim_request(asked(&presented))).unwrap();
        assert!(matches!(again, Attempt::AnswerGone));
    }
}

#[test]
fn whoever_lost_the_claim_changes_nothing_any_more() {
    for database in databases() {
        let city = City::on(&database);
        let presented = presented(&city);
        let Attempt::First(slow, _) = run(city.service.claim_request(asked(&presented))).unwrap() else {
            panic!("the first of its kind");
        };
        city.clock.advance(TimeDelta::minutes(2));
        assert!(matches!(
            run(city.service.claim_request(asked(&presented))).unwrap(),
            Attempt::First(..)
        ));
        let mut client = signed_in(&city, &city.ours.identity, "kanri.taro");
        let before = staff(&mut client);
        let invite = async {
            let allowed = slow.allow::<ManageStaff>(&presented).await.unwrap();
            allowed.invite("新人 一", domain::account::Role::Viewer).await.map(drop)
        };
        assert!(run(invite).is_err());
        assert_eq!(staff(&mut client), before);
    }
}
