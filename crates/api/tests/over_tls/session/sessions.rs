//! Signing in, staying in, locking, leaving; and that what is taken back is gone at the next request.

use domain::account::AccountStatus;
use domain::organization::OrganizationStatus;
use harness::databases;
use serde_json::json;

use crate::support::city::{BACK_OFF, City, PASSWORD};
use crate::support::wire::Client;

fn try_to_sign_in(client: &mut Client, login: &str, password: &str) -> (u16, String) {
    let answer = client.post("/api/v1/session", &json!({ "loginId": login, "password": password }));
    (answer.status, answer.problem().0)
}

#[test]
fn signing_in_gives_a_guarded_cookie_and_says_who_is_there() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.device(&city.ours);
        let body = json!({ "loginId": city.ours.login, "password": PASSWORD });
        let answer = client.post("/api/v1/session", &body);
        let cookie = answer.header("set-cookie").unwrap();
        assert!(
            cookie.starts_with("__Host-engawa=") && cookie.ends_with("; HttpOnly; SameSite=Strict; Secure; Path=/")
        );
        let session = client.get("/api/v1/session").json();
        assert_eq!(session["accountName"], "佐藤 花子");
        assert_eq!(session["officeNumber"], "4370106637");
        assert_eq!(session["locked"], false);
        assert_eq!(answer.json()["role"]["code"], session["role"]["code"]);
    }
}

#[test]
fn every_reason_not_to_let_somebody_in_is_one_answer() {
    for database in databases() {
        let city = City::on(&database);
        for (login, password) in [
            (city.ours.login, "a wrong password"),
            ("nobody.at.all", PASSWORD),
            (city.other.login, PASSWORD),
            ("", PASSWORD),
        ] {
            let mut client = city.device(&city.ours);
            assert_eq!(
                try_to_sign_in(&mut client, login, password),
                (401, "sign-in-failed".into()),
                "{login}"
            );
            assert_eq!(client.cookie, None);
        }
    }
}

#[test]
fn a_cookie_is_worth_nothing_on_another_device() {
    for database in databases() {
        let city = City::on(&database);
        let mut thief = city.device(&city.other);
        thief.cookie = city.signed_in(&city.ours).cookie;
        assert_eq!(thief.get("/api/v1/session").problem().0, "not-signed-in");
        assert_eq!(thief.get("/api/v1/clients").problem().0, "not-signed-in");
    }
}

#[test]
fn a_locked_session_shows_nothing_until_its_password_comes() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        assert_eq!(client.call("POST", "/api/v1/session/lock").status, 204);
        assert_eq!(client.get("/api/v1/work").problem().0, "session-locked");
        assert_eq!(client.get("/api/v1/session").json()["locked"], true);
        assert_eq!(
            client.call("POST", "/api/v1/session/renew").json()["locked"],
            true,
            "renewing does not unlock"
        );
        let unlocked = client.post("/api/v1/session/unlock", &json!({ "password": PASSWORD }));
        assert_eq!(
            (unlocked.status, unlocked.json()["locked"].clone()),
            (200, json!(false))
        );
        assert_eq!(client.get("/api/v1/work").status, 200);
        assert_eq!(client.call("POST", "/api/v1/session/lock").status, 204);
        let wrong = client.post("/api/v1/session/unlock", &json!({ "password": "a wrong password" }));
        assert_eq!(wrong.problem().0, "sign-in-failed");
        assert_eq!(client.get("/api/v1/work").problem().0, "session-locked");
    }
}

#[test]
fn the_right_password_ends_the_row_of_failures_wherever_it_is_given() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        for step in ["confirmation", "unlock", "confirmation"] {
            if step == "unlock" {
                assert_eq!(client.call("POST", "/api/v1/session/lock").status, 204);
            }
            let path = format!("/api/v1/session/{step}");
            for _ in 0..4 {
                let wrong = client.post(&path, &json!({ "password": "a wrong password" }));
                assert_eq!(wrong.problem().0, "sign-in-failed", "{step}");
                city.clock.advance(BACK_OFF);
            }
            let right = client.post(&path, &json!({ "password": PASSWORD }));
            assert_eq!(right.status, 200, "{step}: {right:?}");
        }
        // Twelve mistakes so far, never five in a row: signing in is not paused.
        city.signed_in(&city.ours);
        for _ in 0..5 {
            client.post(
                "/api/v1/session/confirmation",
                &json!({ "password": "a wrong password" }),
            );
            city.clock.advance(BACK_OFF);
        }
        let paused = client.post("/api/v1/session/confirmation", &json!({ "password": PASSWORD }));
        assert_eq!(paused.problem().0, "sign-in-failed", "five in a row pause it");
    }
}

#[test]
fn renewing_gives_another_token_for_the_same_session() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let before = client.cookie.clone();
        assert_eq!(client.call("POST", "/api/v1/session/renew").status, 200);
        assert_ne!(client.cookie, before);
        assert_eq!(client.get("/api/v1/work").status, 200);
    }
}

#[test]
fn signing_out_ends_the_session_for_every_token_of_it() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let kept = client.cookie.clone();
        let left = client.call("DELETE", "/api/v1/session");
        assert_eq!((left.status, client.cookie.clone()), (204, None));
        assert!(left.header("clear-site-data").unwrap().contains("cache"));
        client.cookie = kept;
        assert_eq!(client.get("/api/v1/work").problem().0, "not-signed-in");
        assert_eq!(
            client.call("DELETE", "/api/v1/session").status,
            204,
            "leaving twice is no error"
        );
        assert_eq!(city.device(&city.ours).call("DELETE", "/api/v1/session").status, 204);
    }
}

#[test]
fn a_revoked_device_is_out_at_the_next_request_of_its_open_connection() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        assert_eq!(client.get("/api/v1/work").status, 200);
        city.operator().revoke_device(city.ours.device).unwrap();
        assert_eq!(client.get("/api/v1/work").problem().0, "device-refused");
        let mut again = city.device(&city.ours);
        assert_eq!(
            try_to_sign_in(&mut again, city.ours.login, PASSWORD),
            (403, "device-refused".into())
        );
    }
}

#[test]
fn a_suspended_organization_is_out_at_the_next_request() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        assert_eq!(client.get("/api/v1/clients").status, 200);
        city.operator()
            .set_organization_status(city.ours.id, OrganizationStatus::Suspended, None)
            .unwrap();
        let answer = client.get("/api/v1/clients");
        assert!((400..500).contains(&answer.status), "{answer:?}");
    }
}

#[test]
fn a_suspended_account_cannot_come_in() {
    for database in databases() {
        let city = City::on(&database);
        let staff = domain::account::Role::Viewer;
        let new = service::NewStaff {
            login_id: "tanaka.jiro".parse().unwrap(),
            name: "田中 次郎".into(),
            role: staff,
            password: service::Secret::new(PASSWORD.into()),
        };
        let account = city.operator().add_staff(city.ours.id, new).unwrap();
        let mut client = city.device(&city.ours);
        let body = json!({ "loginId": "tanaka.jiro", "password": PASSWORD });
        assert_eq!(client.post("/api/v1/session", &body).status, 200);
        city.operator()
            .set_account_status(account, AccountStatus::Suspended)
            .unwrap();
        let answer = client.get("/api/v1/clients");
        assert!((400..500).contains(&answer.status), "{answer:?}");
        let mut again = city.device(&city.ours);
        assert_eq!(
            try_to_sign_in(&mut again, "tanaka.jiro", PASSWORD),
            (401, "sign-in-failed".into())
        );
    }
}

#[test]
fn who_failed_gets_in_at_once_when_the_operator_says_so() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.device(&city.ours);
        assert_eq!(try_to_sign_in(&mut client, city.ours.login, "a wrong password").0, 401);
        let accounts = city.operator().accounts().unwrap();
        let account = accounts
            .iter()
            .find(|account| account.login_id.to_string() == city.ours.login)
            .unwrap();
        city.operator().unlock_account(account.id).unwrap();
        // Otherwise the next attempt would not be heard for a second.
        let body = json!({ "loginId": city.ours.login, "password": PASSWORD });
        assert_eq!(client.post("/api/v1/session", &body).status, 200, "{}", database.kind);
    }
}
