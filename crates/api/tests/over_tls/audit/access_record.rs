//! What the insurer does to an office stands in that office's own record: that it was the insurer, what, to whom, and why if
//! that was meant for the office; never who of the insurer.

use domain::account::{AccountStatus, Role};
use domain::language::holds_japanese;
use domain::organization::OrganizationStatus;
use harness::databases;
use serde_json::{Value, json};

use crate::office::people::{administrator, city_desk, signed_in, staff, text};
use crate::support::city::City;
use crate::support::wire::{Answer, Client};

const SECRET: &str = "内部の調査のため";
const TOLD: &str = "運営指導の結果を待つため";

fn record(admin: &mut Client) -> (Answer, Vec<Value>) {
    let answer = admin.get("/api/v1/organization/access-record?limit=200");
    let entries = answer.json()["entries"].as_array().unwrap().clone();
    (answer, entries)
}

/// Operation, to whom, and the reason, of what the insurer did, the newest first.
fn by_the_insurer(entries: &[Value]) -> Vec<(String, Value, Value)> {
    let done = entries.iter().filter(|entry| entry["insurer"] == "縁側市");
    done.map(|entry| {
        assert_eq!(entry["outcome"]["code"], "done", "{entry}");
        assert!(
            entry["accountName"].is_null() && entry["deviceLabel"].is_null(),
            "{entry}"
        );
        let operation = text(&entry["operation"], "label").to_owned();
        (operation, entry["about"].clone(), entry["reason"].clone())
    })
    .collect()
}

#[test]
fn an_office_reads_what_the_insurer_did_to_it() {
    for database in databases() {
        let (city, kind) = (City::on(&database), database.kind);
        let city_desk = city_desk(&city);
        administrator(&city, &city.ours, "kanri.taro");
        let worker = city
            .operator()
            .add_staff(city.ours.id, staff("kobayashi", "小林 実", Role::CareManager))
            .unwrap();
        let spare = city
            .operator()
            .issue_device(&city.devices, city.ours.id, "相談室")
            .unwrap();
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let mut clerk = signed_in(&city, &city_desk.identity, "yakusho.hanae");
        let before = by_the_insurer(&record(&mut admin).1).len();
        let office = city.ours.id;
        let (kept, told) = (
            json!({ "reason": SECRET }),
            json!({ "reason": TOLD, "tellOrganization": true }),
        );
        let quota = json!({ "deviceQuota": 9, "reason": SECRET, "tellOrganization": false });
        for (path, body) in [
            (format!("organizations/{office}/device-quota"), &quota),
            (format!("accounts/{worker}/suspension"), &told),
            (format!("devices/{}/revocation", spare.device), &kept),
            (format!("organizations/{office}/suspension"), &told),
            (format!("organizations/{office}/reinstatement"), &kept),
        ] {
            assert_eq!(
                clerk.post(&format!("/api/v1/city/{path}"), body).status,
                204,
                "{kind}: {path}"
            );
        }
        // What was not done, and what was done to others, is not the office's.
        let again = clerk.post(&format!("/api/v1/city/organizations/{office}/reinstatement"), &told);
        assert_eq!(again.status, 409, "{kind}");
        let other = format!("/api/v1/city/organizations/{}/suspension", city.other.id);
        assert_eq!(clerk.post(&other, &told).status, 204, "{kind}");

        let (answer, entries) = record(&mut admin);
        let mut done = by_the_insurer(&entries);
        done.truncate(done.len() - before);
        let line = |operation: &str, about: Value, reason: Value| (operation.to_owned(), about, reason);
        let wanted = [
            line("利用組織の停止解除", Value::Null, Value::Null),
            line("利用組織の利用停止", Value::Null, json!(TOLD)),
            line("端末の失効", json!("相談室"), Value::Null),
            line("職員の利用停止", json!("小林 実"), json!(TOLD)),
            line("端末の台数の変更", json!("9台"), Value::Null),
        ];
        assert_eq!(done, wanted, "{kind}");
        let all = String::from_utf8_lossy(&answer.body);
        for hidden in [SECRET, "役所", "窓口のパソコン"] {
            assert!(!all.contains(hidden), "{kind}: {hidden}");
        }
        in_english(&mut admin, &entries);
        city.entries();
    }
}

/// The same record for a reader of English: the same codes, other words.
fn in_english(admin: &mut Client, japanese: &[Value]) {
    let answer = admin.get_with(
        "/api/v1/organization/access-record?limit=200",
        &[("Accept-Language", "en")],
    );
    assert_eq!(answer.header("content-language"), Some("en"));
    let answer = answer.json();
    let entries = answer["entries"].as_array().unwrap();
    let codes = |entries: &[Value]| -> Vec<Value> {
        let words = entries
            .iter()
            .flat_map(|entry| [&entry["operation"], &entry["outcome"]]);
        words.map(|words| words["code"].clone()).collect()
    };
    // The reading before is the newest act now.
    assert_eq!(codes(&entries[1..]), codes(japanese));
    for entry in entries {
        for words in [&entry["operation"], &entry["outcome"]] {
            assert!(!holds_japanese(text(words, "label")), "{entry}");
        }
    }
    let quota = by_the_insurer(entries)
        .into_iter()
        .find(|(operation, ..)| operation == "Change the number of devices");
    assert_eq!(quota.unwrap().1, json!("9 devices"));
}

#[test]
fn an_office_reads_what_was_done_on_the_machine_and_its_own_reasons() {
    for database in databases() {
        let (city, kind) = (City::on(&database), database.kind);
        administrator(&city, &city.ours, "kanri.taro");
        let worker = city
            .operator()
            .add_staff(city.ours.id, staff("kobayashi", "小林 実", Role::CareManager))
            .unwrap();
        city.operator()
            .set_account_status(worker, AccountStatus::Suspended)
            .unwrap();
        for status in [OrganizationStatus::Suspended, OrganizationStatus::Permitted] {
            city.operator()
                .set_organization_status(city.ours.id, status, None)
                .unwrap();
        }
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let back = format!("/api/v1/organization/staff/{worker}/reinstatement");
        assert_eq!(
            admin.post(&back, &json!({ "reason": "復職したため" })).status,
            204,
            "{kind}"
        );
        let (_, entries) = record(&mut admin);
        let own = entries
            .iter()
            .find(|entry| entry["operation"]["code"] == "reinstate-account")
            .unwrap();
        assert_eq!(
            (&own["about"], &own["reason"]),
            (&json!("小林 実"), &json!("復職したため")),
            "{kind}"
        );
        assert!(own["insurer"].is_null(), "{kind}");
        let done: Vec<_> = by_the_insurer(&entries)
            .into_iter()
            .map(|(operation, ..)| operation)
            .collect();
        let wanted = [
            "利用組織の停止解除",
            "利用組織の利用停止",
            "職員の利用停止",
            "職員の追加",
            "職員の追加",
            "端末の電子証明書の発行",
            "職員の追加",
            "利用の許可",
        ];
        assert_eq!(done, wanted, "{kind}");
    }
}
