//! What a city administrator does to organizations, accounts and devices: never without a reason, never without the
//! password at hand, never without a trace.

use chrono::TimeDelta;
use domain::account::{AccountStatus, Role};
use domain::organization::OrganizationStatus;
use harness::databases;
use serde_json::{Value, json};

use crate::office::people::{CityDesk, administrator, city_desk, on, signed_in, staff, text, try_sign_in};
use crate::support::city::{BACK_OFF, City, PASSWORD};
use crate::support::wire::Client;

pub const REASON: &str = "端末の紛失の届出があったため";

fn because() -> Value {
    json!({ "reason": REASON })
}

/// For how long a password that was given opens privileged steps.
const CONFIRMED: TimeDelta = TimeDelta::minutes(5);

pub fn desk(city: &City, city_desk: &CityDesk) -> Client {
    signed_in(city, &city_desk.identity, "yakusho.hanae")
}

#[test]
fn privileged_steps_ask_for_a_reason_and_for_the_password_again() {
    for database in databases() {
        let city = City::on(&database);
        let city_desk = city_desk(&city);
        let mut admin = desk(&city, &city_desk);
        let step = format!("/api/v1/city/organizations/{}/suspension", city.ours.id);
        assert_eq!(admin.post(&step, &json!({})).problem().1, ["json.missing-field"]);
        assert_eq!(
            admin.post(&step, &json!({ "reason": "  " })).problem().1,
            ["reason.required"]
        );
        assert!(admin.get("/api/v1/session").json()["confirmedUntil"].is_string());
        city.clock.advance(CONFIRMED);
        assert_eq!(admin.get("/api/v1/session").json()["confirmedUntil"], Value::Null);
        assert_eq!(admin.post(&step, &because()).problem().0, "step-up-required");
        let invitation = json!({ "name": "窓口 咲", "role": "auditor", "reason": REASON });
        assert_eq!(
            admin.post("/api/v1/city/accounts", &invitation).problem().0,
            "step-up-required"
        );
        let confirm = |admin: &mut Client, password: &str| {
            admin.post("/api/v1/session/confirmation", &json!({ "password": password }))
        };
        assert_eq!(confirm(&mut admin, "a wrong password").problem().0, "sign-in-failed");
        assert_eq!(admin.post(&step, &because()).problem().0, "step-up-required");
        city.clock.advance(BACK_OFF);
        assert_eq!(confirm(&mut admin, PASSWORD).status, 200);
        assert_eq!(admin.post(&step, &because()).status, 204);
        assert_eq!(admin.post(&step, &because()).problem().1, ["organization.state"]);
        assert!(city.entries() > 0);
    }
}

#[test]
fn an_organization_is_suspended_reinstated_and_closed_for_good() {
    for database in databases() {
        let city = City::on(&database);
        let city_desk = city_desk(&city);
        administrator(&city, &city.ours, "kanri.taro");
        let mut office = signed_in(&city, &city.ours.identity, "kanri.taro");
        let mut admin = desk(&city, &city_desk);
        let of = |command: &str| format!("/api/v1/city/organizations/{}/{command}", city.ours.id);
        let invitation = json!({ "name": "新人 さくら", "role": "viewer" });
        assert_eq!(admin.post(&of("suspension"), &because()).status, 204);
        assert_eq!(
            office.get("/api/v1/clients").problem().1,
            ["disclosure.organization.organization-suspended"]
        );
        let refused = office.post("/api/v1/organization/staff", &invitation);
        assert_eq!(refused.problem().1, ["organization.stopped"]);
        assert_eq!(admin.post(&of("reinstatement"), &because()).status, 204);
        assert_eq!(office.get("/api/v1/clients").status, 200);
        assert_eq!(admin.post(&of("closure"), &because()).status, 204);
        assert_eq!(office.get("/api/v1/clients").problem().0, "not-signed-in");
        let back = try_sign_in(&mut city.device(&city.ours), "kanri.taro", PASSWORD);
        assert_eq!(back.problem().0, "device-refused");
        let detail = admin.get(&of("")[..of("").len() - 1]).json();
        assert_eq!(detail["organization"]["status"]["code"], "closed");
        assert!(detail["organization"]["permittedUntil"].is_string());
        assert_eq!(detail["organization"]["activeDevices"], 0);
        for member in detail["staff"].as_array().unwrap() {
            assert_eq!(member["status"]["code"], "left");
        }
        assert_eq!(
            admin.post(&of("reinstatement"), &because()).problem().1,
            ["organization.closed"]
        );
        let other = city.signed_in(&city.other).get("/api/v1/clients");
        assert_eq!(other.status, 200, "the other office goes on");
    }
}

#[test]
fn organizations_are_found_by_part_of_name_or_number_page_by_page() {
    for database in databases() {
        let city = City::on(&database);
        let city_desk = city_desk(&city);
        let mut admin = desk(&city, &city_desk);
        let numbers = |answer: &Value| -> Vec<String> {
            let organizations = answer["organizations"].as_array().unwrap();
            organizations
                .iter()
                .map(|one| text(one, "officeNumber").to_owned())
                .collect()
        };
        let first = admin.get("/api/v1/city/organizations?limit=1").json();
        assert_eq!(numbers(&first), ["4370106637"]);
        let next = format!(
            "/api/v1/city/organizations?limit=1&cursor={}",
            text(&first, "nextCursor")
        );
        let second = admin.get(&next).json();
        assert_eq!(
            (numbers(&second), second.get("nextCursor")),
            (vec!["4370199996".into()], None)
        );
        assert_eq!(
            numbers(&admin.get("/api/v1/city/organizations?text=99996").json()),
            ["4370199996"]
        );
        assert!(numbers(&admin.get("/api/v1/city/organizations?text=nothing").json()).is_empty());
        for wrong in ["limit=0", "limit=201", "cursor=nonsense", "sort=name"] {
            let answer = admin.get(&format!("/api/v1/city/organizations?{wrong}"));
            assert_eq!(answer.problem().0, "invalid-parameter", "{wrong}");
        }
        let quota = format!("/api/v1/city/organizations/{}/device-quota", city.ours.id);
        let set = |admin: &mut Client, quota_of: u32| {
            admin.post(&quota, &json!({ "deviceQuota": quota_of, "reason": REASON }))
        };
        assert_eq!(set(&mut admin, 0).problem().1, ["device-quota.range"]);
        assert_eq!(set(&mut admin, 51).problem().1, ["device-quota.range"]);
        assert_eq!(set(&mut admin, 9).status, 204);
        assert_eq!(
            admin.get("/api/v1/city/organizations").json()["organizations"][0]["deviceQuota"],
            9
        );
    }
}

#[test]
fn anybodys_account_and_device_can_be_taken_out_of_use() {
    for database in databases() {
        let city = City::on(&database);
        let city_desk = city_desk(&city);
        let account = administrator(&city, &city.ours, "kanri.taro");
        let mut office = signed_in(&city, &city.ours.identity, "kanri.taro");
        let mut admin = desk(&city, &city_desk);
        let of = |command: &str| format!("/api/v1/city/accounts/{account}/{command}");
        let renewed = admin.post(&of("credentials"), &because());
        assert_eq!(renewed.status, 201, "{renewed:?}");
        assert_eq!(office.get("/api/v1/organization").problem().0, "not-signed-in");
        let renewed = renewed.json();
        let mut again = on(&city, &city.ours.identity);
        let signed = try_sign_in(&mut again, text(&renewed, "loginId"), text(&renewed, "password"));
        assert_eq!(signed.json()["setupRequired"], true);
        assert_eq!(admin.post(&of("suspension"), &because()).status, 204);
        assert_eq!(again.get("/api/v1/session").problem().0, "not-signed-in");
        assert_eq!(
            admin.post(&of("reinstatement"), &because()).problem().1,
            ["account.never-set-up"]
        );
        assert_eq!(admin.post(&of("departure"), &because()).status, 204);
        let device = format!("/api/v1/city/devices/{}/revocation", city.ours.device);
        let mut working = city.signed_in(&city.ours);
        assert_eq!(admin.post(&device, &because()).status, 204);
        assert_eq!(working.get("/api/v1/work").problem().0, "device-refused");
        let nobody = "/api/v1/city/accounts/0196b000-0000-7000-8000-00000000dead/suspension";
        assert_eq!(admin.post(nobody, &because()).problem().0, "not-found");
    }
}

#[test]
fn city_accounts_are_made_by_a_city_administrator_and_one_of_them_stays() {
    for database in databases() {
        let city = City::on(&database);
        let city_desk = city_desk(&city);
        let mut admin = desk(&city, &city_desk);
        let invite = |admin: &mut Client, role: &str, desk: Option<&str>| {
            let mut body = json!({ "name": "窓口 咲", "role": role, "reason": REASON });
            if let Some(desk) = desk {
                body["desk"] = json!(desk);
            }
            admin.post("/api/v1/city/accounts", &body)
        };
        assert_eq!(invite(&mut admin, "desk-clerk", None).problem().1, ["desk.required"]);
        assert_eq!(invite(&mut admin, "care-manager", None).problem().1, ["role.side"]);
        let clerk = invite(&mut admin, "desk-clerk", Some("中央区役所")).json();
        let mut newcomer = on(&city, &city_desk.identity);
        assert_eq!(
            try_sign_in(&mut newcomer, text(&clerk, "loginId"), text(&clerk, "password")).status,
            200
        );
        let set_up = crate::office::people::set_up_body("madoguchi.saki");
        assert_eq!(newcomer.post("/api/v1/session/setup", &set_up).status, 200);
        assert_eq!(newcomer.get("/api/v1/city/organizations").status, 200);
        assert_eq!(newcomer.get("/api/v1/city/accounts").problem().0, "not-allowed");
        let closing = format!("/api/v1/city/organizations/{}/closure", city.ours.id);
        assert_eq!(newcomer.post(&closing, &because()).problem().0, "not-allowed");
        let listed = admin.get("/api/v1/city/accounts").json();
        let desks: Vec<_> = listed["staff"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["desk"].clone())
            .collect();
        assert!(desks.contains(&json!("中央区役所")), "{desks:?}");
        let own = format!("/api/v1/city/accounts/{}", city_desk.first);
        let last = ["account.last-administrator"];
        assert_eq!(admin.post(&format!("{own}/departure"), &because()).problem().1, last);
        assert_eq!(admin.post(&format!("{own}/suspension"), &because()).problem().1, last);
        assert_eq!(
            admin.post(&format!("{own}/credentials"), &because()).problem().1,
            ["account.own"]
        );
        city.operator()
            .add_city_staff(staff("yakusho.jiro", "役所 次郎", Role::CityAdministrator), None)
            .unwrap();
        assert_eq!(admin.post(&format!("{own}/departure"), &because()).status, 204);
        assert_eq!(admin.get("/api/v1/city/accounts").problem().0, "not-signed-in");
        let mut second = signed_in(&city, &city_desk.identity, "yakusho.jiro");
        let devices = second.get("/api/v1/city/devices").json();
        assert_eq!(devices["devices"][0]["label"], "窓口のパソコン1");
    }
}

#[test]
fn the_machine_itself_brings_nobody_back_who_is_gone_and_nobody_past_the_set_up() {
    for database in databases() {
        let city = City::on(&database);
        let gone = administrator(&city, &city.ours, "kanri.taro");
        city.operator().set_account_status(gone, AccountStatus::Left).unwrap();
        assert!(city.operator().set_account_status(gone, AccountStatus::Active).is_err());
        let invited = city
            .operator()
            .invite_to(city.ours.id, "新人 さくら", Role::Viewer)
            .unwrap();
        assert!(
            city.operator()
                .set_account_status(invited.account, AccountStatus::Active)
                .is_err()
        );
        let mut working = city.signed_in(&city.ours);
        city.operator()
            .set_organization_status(city.ours.id, OrganizationStatus::Closed, None)
            .unwrap();
        assert_eq!(working.get("/api/v1/clients").problem().0, "not-signed-in");
        let again = city
            .operator()
            .set_organization_status(city.ours.id, OrganizationStatus::Permitted, None);
        assert!(again.is_err());
        assert_eq!(
            city.device(&city.ours).get("/api/v1/device").problem().0,
            "device-refused"
        );
    }
}

#[test]
fn a_paper_form_bears_a_version_of_the_terms_that_was_published() {
    for database in databases() {
        let city = City::on(&database);
        let mut admin = desk(&city, &city_desk(&city));
        let terms = admin.get("/api/v1/city/terms").json();
        assert_eq!(terms, json!({ "current": "2026-04", "earlier": ["2025-10"] }));
        let mut enter = |version: &str, devices: u16| {
            let mut form = crate::enrolment::enrolling::form();
            form["termsVersion"] = json!(version);
            form["devices"] = json!(devices);
            let received = city.service.today().to_string();
            let body = json!({ "application": form, "receivedOn": received, "channel": "post" });
            admin.post("/api/v1/city/usage-applications", &body)
        };
        for unknown in ["2026-05", "", "2025-10 "] {
            assert_eq!(enter(unknown, 1).problem().1, ["terms.unknown"], "{unknown:?}");
        }
        let told = enter("2026-05", 51);
        assert_eq!(told.problem().1, ["usage-application.devices", "terms.unknown"]);
        assert_eq!(told.json()["errors"][1]["pointer"], "/application/termsVersion");
        assert_eq!(enter("2025-10", 1).status, 201, "{}", database.kind);
        let mut online = crate::enrolment::enrolling::form();
        online["termsVersion"] = json!("2025-10");
        let refused = city.stranger().post("/api/v1/usage-applications", &online);
        assert_eq!(
            refused.problem().1,
            ["terms.outdated"],
            "online the terms in force are shown"
        );
    }
}
