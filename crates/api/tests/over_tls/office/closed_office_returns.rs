//! An office that was closed comes back: as the same organization, with new people, new devices and new secrets only.

use domain::id::OrganizationId;
use domain::organization::OrganizationStatus;
use harness::databases;
use serde_json::{Value, json};

use crate::desk::posted::letter;
use crate::enrolment::enrolling::{apply, approval, queued, two_administrators};
use crate::office::people::{self, on, set_up_body, text, try_sign_in};
use crate::support::city::{City, PASSWORD};
use crate::support::wire::{Client, Identity};

/// Applies, is approved by two people; the application and the organization it becomes.
fn permitted(city: &City, stranger: &mut Client, clerks: [&mut Client; 2]) -> (String, OrganizationId) {
    apply(stranger);
    let [first, second] = clerks;
    let id = queued(first, "received");
    let path = format!("/api/v1/city/usage-applications/{id}");
    for clerk in [first, &mut *second] {
        let approved = clerk.post(&format!("{path}/approval"), &approval(city));
        assert_eq!(approved.status, 200, "{approved:?}");
    }
    let organization = text(&second.get(&path).json(), "organizationId").to_owned();
    (id, organization.parse().unwrap())
}

/// The administrator of a new permit sets up with new provisional credentials, on a new device.
fn comes_in(city: &City, clerk: &mut Client, office: OrganizationId, login: &str) -> (Client, Identity) {
    let issued = city
        .operator()
        .issue_device(&city.devices, office, "新しい端末")
        .unwrap();
    let identity = Identity::from_file(&issued.file, issued.password.reveal());
    let detail = clerk.get(&format!("/api/v1/city/organizations/{office}")).json();
    let staff = detail["staff"].as_array().unwrap();
    let new = staff.iter().find(|one| one["status"]["code"] == "provisional").unwrap();
    let renewal = format!("/api/v1/city/accounts/{}/credentials", text(new, "id"));
    let given = clerk
        .post(&renewal, &json!({ "reason": "窓口で本人を確認したため" }))
        .json();
    let mut client = on(city, &identity);
    try_sign_in(&mut client, text(&given, "loginId"), text(&given, "password"));
    let done = client.post("/api/v1/session/setup", &set_up_body(login));
    assert_eq!(done.status, 200, "{done:?}");
    (client, identity)
}

fn print(city: &City, clerk: &mut Client, application: &str, kind: &str) -> (u16, Vec<String>) {
    let path = format!("/api/v1/city/usage-applications/{application}/notices/{kind}");
    let answer = clerk.post(&path, &letter(city));
    let rules = if answer.status == 200 {
        Vec::new()
    } else {
        answer.problem().1
    };
    (answer.status, rules)
}

#[test]
fn a_closed_office_applies_again_and_stays_the_same_organization() {
    for database in databases() {
        let (city, kind) = (City::on(&database), database.kind);
        let mut stranger = city.stranger();
        let (_, mut hanae, mut jiro) = two_administrators(&city);
        let (first, office) = permitted(&city, &mut stranger, [&mut hanae, &mut jiro]);
        let (mut before, old_device) = comes_in(&city, &mut hanae, office, "arai.kanri");
        assert_eq!(before.get("/api/v1/organization").status, 200);
        let closing = format!("/api/v1/city/organizations/{office}/closure");
        assert_eq!(
            hanae
                .post(&closing, &json!({ "reason": "廃止の届出があったため" }))
                .status,
            204
        );

        let (second, again) = permitted(&city, &mut stranger, [&mut hanae, &mut jiro]);
        assert_eq!(again, office, "{kind}: the office is the same, so is the organization");
        let detail = jiro.get(&format!("/api/v1/city/organizations/{office}")).json();
        let organization = &detail["organization"];
        assert_eq!(organization["status"]["code"], "permitted", "{kind}");
        assert_eq!(organization["permittedUntil"], Value::Null, "{kind}");
        assert_eq!(organization["activeDevices"], 0, "{kind}");
        let staff = detail["staff"].as_array().unwrap();
        let states: Vec<_> = staff.iter().map(|one| text(&one["status"], "code")).collect();
        assert_eq!(states, ["provisional", "left"], "{kind}");

        // Nobody and nothing of before comes in.
        assert_eq!(
            on(&city, &old_device).get("/api/v1/device").problem().0,
            "device-refused"
        );
        let (mut after, new_device) = comes_in(&city, &mut hanae, office, "arai.futatabi");
        let gone = try_sign_in(&mut on(&city, &new_device), "arai.kanri", people::CHOSEN);
        assert_eq!(gone.problem().0, "sign-in-failed", "{kind}");
        assert_eq!(after.get("/api/v1/clients").status, 200, "{kind}");

        // The letters belong to the permit that holds.
        for letter in ["usage-permit", "install-keys", "provisional-credentials"] {
            let refused = print(&city, &mut jiro, &first, letter);
            assert_eq!(refused, (409, vec!["notice.superseded".to_owned()]), "{kind}: {letter}");
        }
        let old = jiro.get(&format!("/api/v1/city/usage-applications/{first}")).json();
        assert_eq!(old["may"], json!([]), "{kind}");
        assert_eq!(print(&city, &mut jiro, &second, "install-keys").0, 200, "{kind}");

        // What was done in the office before is still in its record.
        let record = after.get("/api/v1/organization/access-record?limit=200").json();
        let set_ups = record["entries"].as_array().unwrap().iter();
        let set_ups = set_ups.filter(|entry| entry["operation"]["code"] == "set-up-account");
        assert_eq!(set_ups.count(), 2, "{kind}");
        city.entries();
    }
}

#[test]
fn on_the_machine_a_closed_office_is_permitted_anew_as_well() {
    for database in databases() {
        let city = City::on(&database);
        let service = &city.service;
        let close = || {
            city.operator()
                .set_organization_status(city.ours.id, OrganizationStatus::Closed, None)
        };
        close().unwrap();
        let permit = || {
            let number = "4370106637".parse().unwrap();
            city.operator()
                .permit_organization(number, "43".parse().unwrap(), "ケアプラン ひなた", service.today())
        };
        assert_eq!(permit().unwrap(), city.ours.id, "{}", database.kind);
        let organizations = city.operator().organizations().unwrap();
        let ours = organizations.iter().find(|one| one.id == city.ours.id).unwrap();
        assert_eq!(
            (ours.status, ours.permitted.first, ours.permitted.last),
            (OrganizationStatus::Permitted, service.today(), None)
        );
        let back = try_sign_in(&mut city.device(&city.ours), city.ours.login, PASSWORD);
        assert_eq!(back.problem().0, "device-refused", "{}", database.kind);
    }
}
