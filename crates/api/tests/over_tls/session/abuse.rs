//! What attackers try at the door: guessing, fixing a session, borrowing a cookie, claiming to be somebody in a header,
//! slipping in a field, using provisional credentials twice.

use chrono::TimeDelta;
use harness::{databases, sqlite};
use serde_json::{Value, json};

use crate::office::people::{administrator, city_desk, invite, on, set_up_body, signed_in, text, try_sign_in};
use crate::support::city::{BACK_OFF, City, ORIGIN, PASSWORD};
use crate::support::wire::{Answer, Identity};

/// The problem without the request's own id: two refusals must be the same bytes.
fn refusal(answer: &Answer) -> (u16, Value) {
    let mut problem = answer.json();
    problem["instance"] = Value::Null;
    (answer.status, problem)
}

#[test]
fn guessing_is_slowed_and_stopped_on_that_device_and_nobody_else_is_kept_out() {
    for database in databases() {
        let city = City::on(&database);
        let spare = city
            .operator()
            .issue_device(&city.devices, city.ours.id, "相談室")
            .unwrap();
        let spare = Identity::from_file(&spare.file, spare.password.reveal());
        let mut client = city.device(&city.ours);
        let wrong = try_sign_in(&mut client, city.ours.login, "a wrong password");
        let at_once = try_sign_in(&mut client, city.ours.login, PASSWORD);
        assert_eq!(
            refusal(&at_once),
            refusal(&wrong),
            "right after a failure nothing counts"
        );
        for _ in 0..4 {
            city.clock.advance(BACK_OFF);
            try_sign_in(&mut client, city.ours.login, "a wrong password");
        }
        city.clock.advance(BACK_OFF);
        let paused = try_sign_in(&mut client, city.ours.login, PASSWORD);
        assert_eq!(
            refusal(&paused),
            refusal(&wrong),
            "five failures pause for a quarter of an hour"
        );
        assert_eq!(
            try_sign_in(&mut on(&city, &spare), city.ours.login, PASSWORD).status,
            200
        );
        database.by_other_hands("UPDATE sign_in_failures SET in_a_row = 0, on_day = 100");
        let exhausted = try_sign_in(&mut on(&city, &spare), city.ours.login, PASSWORD);
        assert_eq!(
            refusal(&exhausted),
            refusal(&wrong),
            "a hundred a day end it on every device"
        );
    }
}

#[test]
fn a_session_fixed_before_signing_in_is_not_the_one_that_is_used_after() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let attacker = signed_in(&city, &city.ours.identity, "kanri.taro");
        let mut victim = city.device(&city.ours);
        victim.cookie = attacker.cookie.clone();
        let body = json!({ "loginId": city.ours.login, "password": PASSWORD });
        assert_eq!(victim.post("/api/v1/session", &body).status, 200);
        assert_ne!(victim.cookie, attacker.cookie);
        assert_eq!(victim.get("/api/v1/session").json()["accountName"], "佐藤 花子");
        let mut attacker = attacker;
        assert_eq!(attacker.get("/api/v1/session").json()["accountName"], "管理 太郎");
        let mut invented = city.device(&city.ours);
        invented.cookie = Some("__Host-engawa=chosen-by-somebody".into());
        assert_eq!(invented.post("/api/v1/session", &body).status, 200);
        assert_ne!(invented.cookie.as_deref(), Some("__Host-engawa=chosen-by-somebody"));
    }
}

#[test]
fn an_administrators_cookie_is_worth_nothing_on_another_device() {
    for database in databases() {
        let city = City::on(&database);
        let city_desk = city_desk(&city);
        administrator(&city, &city.ours, "kanri.taro");
        let stolen = signed_in(&city, &city.ours.identity, "kanri.taro").cookie;
        let city_cookie = signed_in(&city, &city_desk.identity, "yakusho.hanae").cookie;
        for (identity, cookie, path) in [
            (&city_desk.identity, &stolen, "/api/v1/organization/staff"),
            (&city.other.identity, &stolen, "/api/v1/organization/staff"),
            (&city.ours.identity, &city_cookie, "/api/v1/city/accounts"),
        ] {
            let mut thief = on(&city, identity);
            thief.cookie = cookie.clone();
            assert_eq!(thief.get(path).problem().0, "not-signed-in");
        }
    }
}

#[test]
fn no_header_makes_a_device_another_one_or_a_look_an_act() {
    let city = City::on(&sqlite());
    administrator(&city, &city.ours, "kanri.taro");
    let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
    let mut stranger = city.device(&city.other);
    let fingerprint = pki::fingerprint(&city.ours.identity.certificate.to_der().unwrap()).to_string();
    let pem = String::from_utf8(city.ours.identity.certificate.to_pem().unwrap())
        .unwrap()
        .replace('\n', "%0A");
    for (name, value) in [
        ("X-Client-Cert", pem.as_str()),
        ("X-SSL-Client-Cert", pem.as_str()),
        ("X-SSL-Client-Verify", "SUCCESS"),
        ("X-SSL-Client-Fingerprint", fingerprint.as_str()),
        ("X-Forwarded-Client-Cert", fingerprint.as_str()),
        ("X-Forwarded-For", "127.0.0.1"),
        ("Forwarded", "for=127.0.0.1;proto=https"),
        ("X-Forwarded-User", "kanri.taro"),
        ("X-Remote-User", "kanri.taro"),
        ("X-Original-URL", "/api/v1/organization/staff"),
        ("X-Rewrite-URL", "/api/v1/organization/staff"),
    ] {
        let answer = stranger.get_with("/api/v1/device", &[(name, value)]).json();
        assert_eq!(answer["organizationName"], "事業所4370199996", "{name}");
        let staff = stranger.get_with("/api/v1/organization/staff", &[(name, value)]);
        assert_eq!(staff.status, 401, "{name}");
    }
    let before = admin.get("/api/v1/organization/staff").json();
    for name in ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"] {
        let headers = [("Origin", ORIGIN), ("X-Engawa-Request", "1"), (name, "DELETE")];
        assert_eq!(admin.get_with("/api/v1/session", &headers).status, 200, "{name}");
        assert_eq!(admin.get("/api/v1/organization/staff").json(), before, "{name}");
    }
}

#[test]
fn nobody_gives_oneself_what_a_form_does_not_ask_for() {
    let city = City::on(&sqlite());
    let city_desk = city_desk(&city);
    administrator(&city, &city.ours, "kanri.taro");
    let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
    let mut desk = signed_in(&city, &city_desk.identity, "yakusho.hanae");
    let mut newcomer = on(&city, &city.ours.identity);
    let invited = invite(&mut admin);
    try_sign_in(&mut newcomer, text(&invited, "loginId"), text(&invited, "password"));
    let extra = [
        ("role", json!("organization-administrator")),
        ("status", json!("active")),
        ("organization", json!(city.other.id)),
        ("organizationId", json!(city.other.id)),
        ("id", json!(city_desk.first)),
        ("password", json!(PASSWORD)),
        ("isAdmin", json!(true)),
        ("__proto__", json!({})),
    ];
    let invitation = json!({ "name": "新人 さくら", "role": "viewer" });
    let city_invitation = json!({ "name": "窓口 咲", "role": "auditor", "reason": "配属" });
    for (field, value) in extra {
        for (client, path, body) in [
            (&mut admin, "/api/v1/organization/staff", &invitation),
            (&mut newcomer, "/api/v1/session/setup", &set_up_body("shinjin.sakura")),
            (&mut desk, "/api/v1/city/accounts", &city_invitation),
        ] {
            let mut body = body.clone();
            if body.get(field).is_some() {
                continue;
            }
            body[field] = value.clone();
            let answer = client.post(path, &body);
            assert_eq!(answer.problem().1, ["json.unknown-field"], "{path} {field}");
        }
    }
    let listed = admin.get("/api/v1/organization/staff").json();
    assert_eq!(
        listed["staff"].as_array().unwrap().len(),
        3,
        "nobody was added: {listed}"
    );
}

#[test]
fn provisional_credentials_work_once_and_not_after_their_end() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let wrong = refusal(&try_sign_in(&mut city.device(&city.ours), "nobody.at.all", PASSWORD));
        let sign_in = |who: &Value| {
            let (login, password) = (text(who, "loginId").to_owned(), text(who, "password").to_owned());
            let mut client = on(&city, &city.ours.identity);
            let answer = try_sign_in(&mut client, &login, &password);
            (client, answer)
        };
        let first = invite(&mut admin);
        let (mut newcomer, answer) = sign_in(&first);
        assert_eq!(answer.status, 200);
        assert_eq!(
            refusal(&sign_in(&first).1),
            wrong,
            "a second log-in, though the first goes on"
        );
        assert_eq!(newcomer.call("POST", "/api/v1/session/lock").status, 204);
        city.clock.advance(BACK_OFF);
        let unlock = json!({ "password": first["password"] });
        assert_eq!(
            newcomer.post("/api/v1/session/unlock", &unlock).status,
            200,
            "a locked screen loses nothing"
        );
        assert_eq!(
            newcomer
                .post("/api/v1/session/setup", &set_up_body("shinjin.sakura"))
                .status,
            200
        );
        city.clock.advance(BACK_OFF);
        assert_eq!(refusal(&sign_in(&first).1), wrong, "after the set-up");

        let forgotten = invite(&mut admin);
        let again = format!(
            "/api/v1/organization/staff/{}/credentials",
            text(&forgotten, "accountId")
        );
        let renewed = admin.post(&again, &json!({})).json();
        assert_eq!(refusal(&sign_in(&forgotten).1), wrong, "printed again is issued again");
        city.clock.advance(TimeDelta::days(14));
        assert_eq!(refusal(&sign_in(&renewed).1), wrong, "after fourteen days");
    }
}

#[test]
fn two_log_ins_with_the_same_provisional_credentials_at_once_are_one() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let invited = invite(&mut signed_in(&city, &city.ours.identity, "kanri.taro"));
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        let mut client = on(&city, &city.ours.identity);
                        try_sign_in(&mut client, text(&invited, "loginId"), text(&invited, "password")).status
                    })
                })
                .collect();
            tries.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(
            statuses.iter().filter(|status| **status == 200).count(),
            1,
            "{statuses:?}"
        );
    }
}
