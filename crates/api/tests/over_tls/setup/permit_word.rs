//! What the insurer calls a permit, wherever it is named: for the city, the office and whoever applies.

use domain::insurer::{InsurerRules, PermitWord};
use harness::databases;
use serde_json::Value;

use crate::enrolment::enrolling::{apply, approval, form, queued, two_administrators};
use crate::office::people::{administrator, signed_in};
use crate::support::city::City;

/// Every text of an answer in which a permit may be named.
fn told(city: &City) -> Vec<Value> {
    let mut stranger = city.stranger();
    let info = stranger.get("/api/v1/enrolment").json();
    let access = apply(&mut stranger);
    let (_, mut hanae, mut jiro) = two_administrators(city);
    administrator(city, &city.ours, "kanri.taro");
    let mut office = signed_in(city, &city.ours.identity, "kanri.taro");
    let id = queued(&mut hanae, "received");
    let path = format!("/api/v1/city/usage-applications/{id}");
    let early = jiro.post(
        &format!("{path}/notices/usage-permit"),
        &crate::desk::posted::letter(city),
    );
    assert_eq!(early.status, 409);
    for clerk in [&mut hanae, &mut jiro] {
        assert_eq!(clerk.post(&format!("{path}/approval"), &approval(city)).status, 200);
    }
    let again = stranger.post("/api/v1/usage-applications", &form());
    assert_eq!(again.status, 409, "{again:?}");
    let detail = hanae.get(&path).json();
    let organization = detail["organizationId"].as_str().unwrap();
    vec![
        info["permitWord"]["label"].clone(),
        office.get("/api/v1/session").json()["permitWord"]["label"].clone(),
        early.json()["errors"][0]["detail"].clone(),
        again.json()["errors"][0]["detail"].clone(),
        stranger.post("/api/v1/usage-applications/status", &access).json()["state"]["label"].clone(),
        detail["state"]["label"].clone(),
        detail["history"][2]["what"]["label"].clone(),
        hanae.get(&format!("/api/v1/city/organizations/{organization}")).json()["organization"]["status"]["label"]
            .clone(),
        office.get("/api/v1/organization").json()["status"]["label"].clone(),
    ]
}

#[test]
fn a_permit_is_called_as_the_insurer_calls_it() {
    for database in databases() {
        for (word, other) in [(PermitWord::Permit, "承認"), (PermitWord::Approve, "許可")] {
            let database = match database.kind {
                "sqlite" => harness::sqlite(),
                _ => harness::postgres(),
            };
            let city = City::on(&database);
            let settled = move |rules: InsurerRules| InsurerRules {
                permit_word: word,
                ..rules
            };
            city.operator().change_insurer_rules(settled).unwrap();
            for text in told(&city) {
                let text = text.as_str().unwrap().to_owned();
                let apart = text.replace("先に申請を承認してください。", "");
                assert!(apart.contains(word.name_ja()), "{}: {text}", database.kind);
                assert!(!apart.contains(other), "{}: {text}", database.kind);
            }
        }
    }
}
