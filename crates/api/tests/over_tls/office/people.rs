//! People come and go: city staff on city devices, invitations and the first log-in, what administrators may do and to
//! whom.

use domain::account::Role;
use domain::id::AccountId;
use harness::databases;
use serde_json::{Value, json};
use service::{NewStaff, Secret};

use crate::support::city::{BACK_OFF, City, ORIGIN, Office, PASSWORD};
use crate::support::wire::{Answer, Client, Identity};

pub const CHOSEN: &str = "雨だれが石をうがつまで待つ";

/// A device of the insurer itself and its city administrator.
pub struct CityDesk {
    pub identity: Identity,
    pub first: AccountId,
}

pub fn city_desk(city: &City) -> CityDesk {
    let issued = city
        .operator()
        .issue_city_device(&city.devices, "窓口のパソコン1")
        .unwrap();
    let first = city
        .operator()
        .add_city_staff(staff("yakusho.hanae", "役所 花江", Role::CityAdministrator), None)
        .unwrap();
    CityDesk {
        identity: Identity::from_file(&issued.file, issued.password.reveal()),
        first,
    }
}

pub fn staff(login: &str, name: &str, role: Role) -> NewStaff {
    NewStaff {
        login_id: login.parse().unwrap(),
        name: name.to_owned(),
        role,
        password: Secret::new(PASSWORD.to_owned()),
    }
}

/// An administrator of an office, by account.
pub fn administrator(city: &City, office: &Office, login: &str) -> AccountId {
    let new = staff(login, "管理 太郎", Role::OrganizationAdministrator);
    city.operator().add_staff(office.id, new).unwrap()
}

pub fn on(city: &City, identity: &Identity) -> Client {
    Client::new(city.address, &city.trusted, identity, ORIGIN)
}

pub fn try_sign_in(client: &mut Client, login: &str, password: &str) -> Answer {
    client.post("/api/v1/session", &json!({ "loginId": login, "password": password }))
}

pub fn signed_in(city: &City, identity: &Identity, login: &str) -> Client {
    let mut client = on(city, identity);
    let answer = try_sign_in(&mut client, login, PASSWORD);
    assert_eq!(answer.status, 200, "{answer:?}");
    client
}

/// Invites a care manager and answers what the administrator sees once.
pub fn invite(administrator: &mut Client) -> Value {
    let body = json!({ "name": "新人 さくら", "role": "care-manager" });
    let answer = administrator.post("/api/v1/organization/staff", &body);
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json()
}

/// Somebody whom an administrator of our office has invited, signed in with what was given; and what that was.
pub fn newcomer(city: &City, administrator: &mut Client) -> (Client, Value) {
    let invited = invite(administrator);
    let mut newcomer = on(city, &city.ours.identity);
    try_sign_in(&mut newcomer, text(&invited, "loginId"), text(&invited, "password"));
    (newcomer, invited)
}

pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

pub fn set_up_body(login: &str) -> Value {
    json!({ "name": "新人 さくら", "loginId": login, "password": CHOSEN, "termsVersion": "2026-04" })
}

#[test]
fn city_staff_come_in_on_city_devices_and_office_staff_on_their_own_only() {
    for database in databases() {
        let city = City::on(&database);
        let city_desk = city_desk(&city);
        let session = signed_in(&city, &city_desk.identity, "yakusho.hanae")
            .get("/api/v1/session")
            .json();
        assert_eq!(session["city"], true);
        assert_eq!(session["organizationName"], "縁側市");
        assert_eq!(session["officeNumber"], "");
        for (identity, login) in [
            (&city.ours.identity, "yakusho.hanae"),
            (&city_desk.identity, city.ours.login),
            (&city.other.identity, city.ours.login),
        ] {
            let answer = try_sign_in(&mut on(&city, identity), login, PASSWORD);
            assert_eq!(
                (answer.status, answer.problem().0.as_str()),
                (401, "sign-in-failed"),
                "{login}"
            );
        }
        let mut clerk = signed_in(&city, &city_desk.identity, "yakusho.hanae");
        assert_eq!(clerk.get("/api/v1/clients").problem().0, "not-allowed");
        assert_eq!(clerk.get("/api/v1/organization/staff").problem().0, "not-allowed");
    }
}

#[test]
fn somebody_new_is_invited_sets_up_and_works() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let invited = invite(&mut admin);
        let (login, password) = (text(&invited, "loginId"), text(&invited, "password"));
        let mut newcomer = on(&city, &city.ours.identity);
        let session = try_sign_in(&mut newcomer, login, &password.to_lowercase().replace('-', " ")).json();
        assert_eq!(session["setupRequired"], true);
        assert_eq!(session["terms"]["version"], "2026-04");
        assert_eq!(newcomer.get("/api/v1/clients").problem().0, "setup-required");
        assert_eq!(newcomer.get("/api/v1/organization").problem().0, "setup-required");
        let provisional = newcomer.cookie.clone();
        let done = newcomer.post("/api/v1/session/setup", &set_up_body("Shinjin.Sakura"));
        assert_eq!(
            (done.status, done.json()["setupRequired"].clone()),
            (200, json!(false)),
            "{done:?}"
        );
        assert_eq!(newcomer.get("/api/v1/clients").status, 200);
        let listed = admin.get("/api/v1/organization/staff").json();
        let member = listed["staff"]
            .as_array()
            .unwrap()
            .iter()
            .find(|member| member["id"] == invited["accountId"])
            .unwrap();
        assert_eq!(member["loginId"], "shinjin.sakura");
        assert_eq!(member["status"]["code"], "active");
        assert_eq!(member["provisionalUntil"], Value::Null);
        let mut old = on(&city, &city.ours.identity);
        old.cookie = provisional;
        assert_eq!(
            old.get("/api/v1/session").problem().0,
            "not-signed-in",
            "the session has another id"
        );
        let again = try_sign_in(&mut on(&city, &city.ours.identity), "shinjin.sakura", CHOSEN);
        assert_eq!(again.status, 200);
        let second = newcomer.post("/api/v1/session/setup", &set_up_body("another.one"));
        assert_eq!(second.problem(), ("conflict".into(), vec!["setup.done".into()]));
    }
}

#[test]
fn every_mistake_of_the_set_up_is_told_at_once_and_nothing_is_kept() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let (mut newcomer, invited) = newcomer(&city, &mut admin);
        let set_up = |newcomer: &mut Client, change: &[(&str, &str)]| {
            let mut body = set_up_body("shinjin.sakura");
            for (field, value) in change {
                body[*field] = json!(value);
            }
            newcomer.post("/api/v1/session/setup", &body).problem().1
        };
        let all = [
            ("name", " "),
            ("loginId", "桜"),
            ("password", "shinjin"),
            ("termsVersion", "2020-01"),
        ];
        assert_eq!(
            set_up(&mut newcomer, &all),
            ["name.form", "login-id.length", "password.weak", "terms.outdated"]
        );
        for (field, value, rule) in [
            ("loginId", "kari-sakura", "login-id.provisional"),
            ("loginId", city.other.login, "login-id.taken"),
            ("password", "shinjin.sakura123", "password.weak"),
            ("password", text(&invited, "password"), "password.provisional"),
        ] {
            assert_eq!(set_up(&mut newcomer, &[(field, value)]), [rule], "{value}");
        }
        assert_eq!(newcomer.get("/api/v1/session").json()["setupRequired"], true);
    }
}

#[test]
fn an_administrator_suspends_reinstates_and_releases_and_somebody_foreign_does_not_exist() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let foreign = administrator(&city, &city.other, "kanri.jiro");
        let carer = city
            .operator()
            .add_staff(city.ours.id, staff("kobayashi", "小林", Role::CareManager))
            .unwrap();
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let mut working = signed_in(&city, &city.ours.identity, "kobayashi");
        assert_eq!(working.get("/api/v1/clients").status, 200);
        let of = |id: AccountId, command: &str| format!("/api/v1/organization/staff/{id}/{command}");
        assert_eq!(
            admin.post(&of(carer, "suspension"), &json!({"reason": "休職"})).status,
            204
        );
        assert_eq!(working.get("/api/v1/clients").problem().0, "not-signed-in");
        assert_eq!(
            try_sign_in(&mut on(&city, &city.ours.identity), "kobayashi", PASSWORD).status,
            401
        );
        assert_eq!(admin.post(&of(carer, "reinstatement"), &json!({})).status, 204);
        city.clock.advance(BACK_OFF);
        let mut working = signed_in(&city, &city.ours.identity, "kobayashi");
        assert_eq!(admin.post(&of(carer, "role"), &json!({"role": "viewer"})).status, 204);
        assert_eq!(working.get("/api/v1/clients").problem().0, "not-signed-in");
        assert_eq!(
            admin.post(&of(carer, "role"), &json!({"role": "auditor"})).problem(),
            ("invalid-body".into(), vec!["role.side".into()])
        );
        assert_eq!(admin.post(&of(carer, "departure"), &json!({})).status, 204);
        assert_eq!(
            admin.post(&of(carer, "reinstatement"), &json!({})).problem().1,
            ["account.left"]
        );
        for command in ["suspension", "reinstatement", "departure", "credentials"] {
            let nobody = admin.post(&of(domain::id::Id::from_uuid(uuid::Uuid::nil()), command), &json!({}));
            let stranger = admin.post(&of(foreign, command), &json!({}));
            assert_eq!(
                (stranger.status, stranger.problem()),
                (404, nobody.problem()),
                "{command}"
            );
        }
        let role = admin.post(&of(foreign, "role"), &json!({"role": "viewer"}));
        assert_eq!(role.problem().0, "not-found");
        assert!(city.entries() > 0);
    }
}

#[test]
fn the_last_administrator_stays() {
    for database in databases() {
        let city = City::on(&database);
        let me = administrator(&city, &city.ours, "kanri.taro");
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let of = |id: AccountId, command: &str| format!("/api/v1/organization/staff/{id}/{command}");
        let last = ("conflict".to_owned(), vec!["account.last-administrator".to_owned()]);
        assert_eq!(admin.post(&of(me, "suspension"), &json!({})).problem(), last);
        assert_eq!(admin.post(&of(me, "departure"), &json!({})).problem(), last);
        assert_eq!(
            admin.post(&of(me, "role"), &json!({"role": "care-manager"})).problem(),
            last
        );
        // Somebody invited has not come yet, so does not count.
        let body = json!({ "name": "管理 次郎", "role": "organization-administrator" });
        assert_eq!(admin.post("/api/v1/organization/staff", &body).status, 201);
        assert_eq!(admin.post(&of(me, "departure"), &json!({})).problem(), last);
        administrator(&city, &city.ours, "kanri.saburo");
        assert_eq!(admin.post(&of(me, "departure"), &json!({})).status, 204);
        assert_eq!(admin.get("/api/v1/organization/staff").problem().0, "not-signed-in");
    }
}

#[test]
fn two_administrators_who_release_each_other_at_once_leave_one() {
    for database in databases() {
        let city = City::on(&database);
        let (first, second) = (
            administrator(&city, &city.ours, "kanri.taro"),
            administrator(&city, &city.ours, "kanri.jiro"),
        );
        let both = [("kanri.taro", second), ("kanri.jiro", first)];
        let both = both.map(|(login, other)| (signed_in(&city, &city.ours.identity, login), other));
        std::thread::scope(|scope| {
            for (mut admin, other) in both {
                scope.spawn(move || {
                    admin.post(&format!("/api/v1/organization/staff/{other}/departure"), &json!({}));
                });
            }
        });
        let left: Vec<_> = ["kanri.taro", "kanri.jiro"]
            .into_iter()
            .filter(|login| try_sign_in(&mut on(&city, &city.ours.identity), login, PASSWORD).status == 200)
            .collect();
        assert_eq!(left.len(), 1, "{}: {left:?}", database.kind);
    }
}

#[test]
fn an_administrator_sees_devices_and_takes_them_out_of_use_at_once() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let spare = city
            .operator()
            .issue_device(&city.devices, city.ours.id, "相談室")
            .unwrap();
        let identity = Identity::from_file(&spare.file, spare.password.reveal());
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let mut working = signed_in(&city, &identity, city.ours.login);
        let this = working.get("/api/v1/device").json();
        assert_eq!((&this["label"], &this["renewable"]), (&json!("相談室"), &json!(false)));
        let devices = admin.get("/api/v1/organization/devices").json();
        let labels: Vec<_> = devices["devices"]
            .as_array()
            .unwrap()
            .iter()
            .map(|d| text(d, "label").to_owned())
            .collect();
        assert_eq!(labels, ["事務所のパソコン1", "相談室"]);
        assert_eq!(devices["devices"][0]["current"], true);
        assert!(devices["devices"][1]["lastUsedAt"].is_string());
        let of = |id, command: &str| format!("/api/v1/organization/devices/{id}/{command}");
        assert_eq!(
            admin
                .post(&of(spare.device, "label"), &json!({"label": "相談室2"}))
                .status,
            204
        );
        assert_eq!(working.get("/api/v1/device").json()["label"], "相談室2");
        assert_eq!(
            admin
                .post(&of(city.other.device, "label"), &json!({"label": "x"}))
                .status,
            404
        );
        assert_eq!(admin.post(&of(city.other.device, "revocation"), &json!({})).status, 404);
        assert_eq!(admin.post(&of(spare.device, "revocation"), &json!({})).status, 204);
        assert_eq!(working.get("/api/v1/work").problem().0, "device-refused");
        assert_eq!(working.get("/api/v1/device").problem().0, "device-refused");
        assert_eq!(
            admin.post(&of(spare.device, "revocation"), &json!({})).problem().1,
            ["device.revoked"]
        );
        assert_eq!(admin.get("/api/v1/organization").json()["activeDevices"], 1);
    }
}

#[test]
fn an_administrator_sees_who_is_signed_in_and_ends_a_session() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let mut working = city.signed_in(&city.ours);
        let foreign = city.signed_in(&city.other);
        let list = admin.get("/api/v1/organization/sessions").json();
        let sessions = list["sessions"].as_array().unwrap();
        let seen: Vec<_> = sessions
            .iter()
            .map(|s| (text(s, "loginId"), s["current"].as_bool().unwrap()))
            .collect();
        assert_eq!(seen, [(city.ours.login, false), ("kanri.taro", true)]);
        let end = |id: &str| format!("/api/v1/organization/sessions/{id}/end");
        assert_eq!(admin.post(&end(text(&sessions[0], "id")), &json!({})).status, 204);
        assert_eq!(working.get("/api/v1/work").problem().0, "not-signed-in");
        assert_eq!(
            admin
                .post(&end("0196b000-0000-7000-8000-00000000dead"), &json!({}))
                .status,
            404
        );
        drop(foreign);
    }
}
