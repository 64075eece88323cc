//! What strangers cannot do at the enrolment listener: guess, repeat, flood, reach what is not theirs.

use std::sync::atomic::{AtomicU32, Ordering};

use api::{Rate, Throttling};
use chrono::TimeDelta;
use domain::text::unambiguous;
use harness::databases;
use serde_json::json;

use crate::enrolment::enrolling::{form, install_key, redeem};
use crate::support::city::{City, UNTIL_RENEWAL};
use crate::support::wire::Identity;

#[test]
fn only_the_few_operations_of_enrolment_are_there() {
    let city = City::on(&harness::sqlite());
    let mut stranger = city.stranger();
    for path in [
        "/api/v1/session",
        "/api/v1/clients",
        "/api/v1/city/usage-applications",
        "/readyz",
        "/sign-in",
        "/clients",
    ] {
        assert_eq!(stranger.get(path).status, 404, "{path}");
    }
    let sign_in = json!({ "loginId": city.ours.login, "password": crate::support::city::PASSWORD });
    assert_eq!(stranger.post("/api/v1/session", &sign_in).status, 404);
    assert_eq!(stranger.get("/").header("location"), Some("/apply"));
    for page in ["/apply", "/apply/status", "/enrol"] {
        assert_eq!(stranger.get(page).status, 200, "{page}");
    }
    assert_eq!(stranger.get("/api/v1/enrolment").json()["insurerName"], "縁側市");
    let mut device = city.signed_in(&city.ours);
    for path in ["/api/v1/enrolment/devices", "/api/v1/usage-applications"] {
        assert_eq!(
            device.post(path, &json!({})).status,
            404,
            "{path} is not on the main listener"
        );
    }
}

#[test]
fn a_page_of_somebody_else_cannot_apply() {
    let city = City::on(&harness::sqlite());
    let mut stranger = city.stranger();
    stranger.origin = "https://evil.example".to_owned();
    let answer = stranger.post("/api/v1/usage-applications", &form());
    assert_eq!(answer.problem().0, "origin-refused");
}

#[test]
fn a_key_is_locked_after_five_wrong_secrets_and_a_typing_mistake_does_not_count() {
    for database in databases() {
        let city = City::on(&database);
        let key = install_key(&city);
        let mut stranger = city.stranger();
        let mut mistyped = key.clone();
        let last = mistyped.pop().unwrap();
        mistyped.push(if last == 'A' { 'B' } else { 'A' });
        for _ in 0..6 {
            let answer = redeem(&mut stranger, &mistyped);
            assert_eq!(
                answer.problem(),
                ("invalid-body".into(), vec!["install-key.mistyped".into()])
            );
        }
        let plain = unambiguous::fold(&key);
        let guess = |number: usize| {
            let mut guess = plain[..31].to_owned();
            guess.push(char::from(unambiguous::ALPHABET[number]));
            guess.push(unambiguous::check_character(&guess).unwrap());
            guess
        };
        let wrong: Vec<_> = (0..32).map(guess).filter(|guess| *guess != plain).collect();
        let mut told = Vec::new();
        for guess in wrong.iter().take(5) {
            told.push(redeem(&mut stranger, guess).problem());
        }
        told.push(redeem(&mut stranger, &key).problem());
        let mut unknown = "22222222".to_owned() + &plain[8..32];
        unknown.push(unambiguous::check_character(&unknown).unwrap());
        told.push(redeem(&mut stranger, &unknown).problem());
        for answer in told {
            assert_eq!(
                answer,
                ("install-key-refused".into(), Vec::new()),
                "wrong, locked and unknown are one answer"
            );
        }
    }
}

#[test]
fn two_hundred_redemptions_at_once_make_one_certificate() {
    for database in databases() {
        let city = City::on(&database);
        let key = install_key(&city);
        let before = city.devices_of(&city.ours);
        let (made, others) = (AtomicU32::new(0), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..200 {
                scope.spawn(|| {
                    let answer = redeem(&mut city.stranger(), &key);
                    match answer.status {
                        201 => made.fetch_add(1, Ordering::Relaxed),
                        409 => others.fetch_add(1, Ordering::Relaxed),
                        other => panic!("{other}: {answer:?}"),
                    };
                });
            }
        });
        assert_eq!((made.into_inner(), others.into_inner()), (1, 199), "{}", database.kind);
        assert_eq!(city.devices_of(&city.ours), before + 1);
        city.entries();
    }
}

#[test]
fn who_knocks_too_often_is_told_when_to_come_again() {
    let slow = Throttling {
        secret: Rate {
            burst: 3,
            every: std::time::Duration::from_secs(600),
        },
        ..Throttling::default()
    };
    let city = City::throttled(&harness::sqlite(), slow);
    let mut stranger = city.stranger();
    let access = json!({ "reference": "R22222222", "secret": "x" });
    for _ in 0..3 {
        assert_eq!(stranger.post("/api/v1/usage-applications/status", &access).status, 404);
    }
    let headers = [
        ("Origin", crate::support::city::ENROLMENT_ORIGIN),
        ("X-Engawa-Request", "1"),
        ("Content-Type", "application/json"),
        ("X-Forwarded-For", "203.0.113.7"),
    ];
    let refused = stranger.send(
        "POST",
        "/api/v1/usage-applications/status",
        &headers,
        access.to_string().as_bytes(),
    );
    assert_eq!(
        (refused.status, refused.problem().0.as_str()),
        (429, "too-many-requests")
    );
    let wait: u32 = refused.header("retry-after").unwrap().parse().unwrap();
    assert_eq!(wait, 601);
    city.clock.advance(TimeDelta::seconds(600));
    assert_eq!(
        stranger.post("/api/v1/usage-applications/status", &access).status,
        404,
        "one more"
    );
    assert_eq!(stranger.post("/api/v1/usage-applications/status", &access).status, 429);
    assert_eq!(
        stranger.get("/api/v1/enrolment").status,
        200,
        "looking is another matter"
    );
}

#[test]
fn a_certificate_is_renewed_before_its_end_and_the_old_one_ends_with_the_first_log_in_on_the_new_one() {
    for database in databases() {
        let city = City::made_ago(&database, UNTIL_RENEWAL);
        let renew = |client: &mut crate::support::wire::Client| client.post("/api/v1/device/renewal", &json!({}));
        let early = renew(&mut city.signed_in(&city.ours));
        assert_eq!(early.problem().1, ["device.not-renewable-yet"]);
        city.clock.advance(UNTIL_RENEWAL);
        let mut old = city.signed_in(&city.ours);
        let unused = renew(&mut old);
        assert_eq!(unused.status, 201, "{unused:?}");
        let renewed = renew(&mut old).json();
        assert_eq!(renewed["label"], "事務所のパソコン1");
        let form = format!("pickUp={}", renewed["pickUp"].as_str().unwrap());
        let media = [("Content-Type", "application/x-www-form-urlencoded")];
        let file = old.send("POST", "/api/v1/device/file", &media, form.as_bytes());
        let identity = Identity::from_file(&file.body, renewed["password"].as_str().unwrap());
        assert_eq!(old.get("/api/v1/clients").status, 200, "good until the new one is used");
        crate::office::people::signed_in(&city, &identity, city.ours.login);
        assert_eq!(old.get("/api/v1/clients").problem().0, "device-refused");
    }
}
