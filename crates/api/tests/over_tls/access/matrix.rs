//! Who sees what: every role, every relation to the person and each of the five conditions failing alone, at every
//! endpoint, as one table. A change of policy is a readable change of this table.

use domain::account::{AccountStatus, Role};
use domain::id::AccountId;
use domain::organization::OrganizationStatus;
use harness::databases;
use serde_json::json;
use service::{NewStaff, Secret};

use crate::support::city::{CANARY, City, PASSWORD};
use crate::support::delivery::take_in;
use crate::support::wire::{Answer, Client};

/// A person as a care manager of an office finds it in the list.
struct Known {
    person: String,
    document: String,
}

const NOBODY: &str = "0196b000-0000-7000-8000-00000000dead";

fn known(client: &mut Client, name: &str) -> Known {
    let list = client.get("/api/v1/clients").json();
    let items = list["items"].as_array().unwrap();
    let item = items
        .iter()
        .find(|item| item["name"].as_str().unwrap().contains(name))
        .unwrap();
    let person = item["personId"].as_str().unwrap().to_owned();
    let documents = client.get(&format!("/api/v1/clients/{person}/documents"));
    let document = match documents.status {
        200 => documents.json()["documents"][0]["documentId"]
            .as_str()
            .unwrap_or(NOBODY)
            .to_owned(),
        _ => NOBODY.to_owned(),
    };
    Known { person, document }
}

/// `200`, or the status with the first failing rule or, without one, the kind of problem.
fn short(answer: &Answer) -> String {
    if answer.status == 200 {
        return "200".to_owned();
    }
    let (kind, rules) = answer.problem();
    let told = rules.into_iter().next().unwrap_or(kind);
    format!("{} {}", answer.status, told.trim_start_matches("disclosure."))
}

/// What one viewer gets at every endpoint, in a line; equal answers in a row are told once.
fn line(client: &mut Client, case: &str, known: &Known) -> String {
    let Known { person, document } = known;
    let of = |rest: &str| format!("/api/v1/clients/{person}{rest}");
    let asked = [
        ("list", "/api/v1/clients".to_owned()),
        ("work", "/api/v1/work".to_owned()),
        ("head", of("")),
        ("progress", of("/progress")),
        ("results", of("/certifications")),
        ("ratios", of("/burden-ratios")),
        ("cards", of("/cards")),
        ("documents", of("/documents")),
        ("pdf", of(&format!("/documents/{document}"))),
        ("page", of(&format!("/documents/{document}/pages/1?width=200"))),
    ];
    let mut groups: Vec<(Vec<&str>, String)> = Vec::new();
    for (name, path) in &asked {
        let told = short(&client.get(path));
        match groups.last_mut() {
            Some((names, last)) if *last == told => names.push(name),
            _ => groups.push((vec![name], told)),
        }
    }
    let told: Vec<String> = groups
        .iter()
        .map(|(names, told)| format!("{}: {told}", names.join(" ")))
        .collect();
    format!("{case:<30}{}", told.join(" | "))
}

fn staff(city: &City, login: &str, role: Role) -> AccountId {
    let staff = NewStaff {
        login_id: login.parse().unwrap(),
        name: "別 の人".to_owned(),
        role,
        password: Secret::new(PASSWORD.to_owned()),
    };
    city.operator().add_staff(city.ours.id, staff).unwrap()
}

fn signed_in_as(city: &City, login: &str) -> Client {
    let mut client = city.device(&city.ours);
    let answer = client.post("/api/v1/session", &json!({ "loginId": login, "password": PASSWORD }));
    assert_eq!(answer.status, 200, "{answer:?}");
    client
}

/// Ends the assignment of the fourth person yesterday, the way a city does: with another delivery.
fn end_assignment(city: &City) {
    let folder = tempfile::tempdir().unwrap();
    let today = city.service.today();
    let text = format!(
        "被保険者番号,届出区分,事業所番号,委託先事業所番号,開始日,終了日,届出日\r\n\
         0000900004,1,4370106637,,{long},{ended},{long}\r\n",
        long = today.add_days(-300),
        ended = today.add_days(-1),
    );
    let name = format!("431007_assignment_{}.csv", today.to_string().replace('-', ""));
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    take_in(&city.operator(), &path);
}

fn table(city: &City) -> Vec<String> {
    let mut client = city.signed_in(&city.ours);
    let granted = known(&mut client, CANARY);
    let ended = known(&mut client, "井上");
    let unconsented = known(&mut client, "山田");
    let strangers = known(&mut city.signed_in(&city.other), "高橋");
    let nobody = Known {
        person: NOBODY.to_owned(),
        document: NOBODY.to_owned(),
    };
    end_assignment(city);
    let colleague = staff(city, "sasaki.jiro", Role::CareManager);
    for (login, role) in [
        ("kanri.taro", Role::OrganizationAdministrator),
        ("etsuran.jiro", Role::Viewer),
    ] {
        staff(city, login, role);
    }
    let mut lines = vec![
        line(&mut client, "care manager", &granted),
        line(&mut signed_in_as(city, "kanri.taro"), "administrator", &granted),
        line(&mut signed_in_as(city, "etsuran.jiro"), "viewer", &granted),
        line(&mut client, "4 no consent", &unconsented),
        line(&mut client, "5 assignment ended", &ended),
        line(&mut client, "somebody else's client", &strangers),
        line(&mut client, "nobody", &nobody),
    ];
    let mut suspended = signed_in_as(city, "sasaki.jiro");
    city.operator()
        .set_account_status(colleague, AccountStatus::Suspended)
        .unwrap();
    lines.push(line(&mut suspended, "2 account suspended", &granted));
    city.operator()
        .set_organization_status(city.ours.id, OrganizationStatus::Suspended, None)
        .unwrap();
    lines.push(line(&mut client, "3 organization suspended", &granted));
    lines.push(line(&mut client, "3 and somebody else's client", &strangers));
    city.operator()
        .set_organization_status(city.ours.id, OrganizationStatus::Permitted, None)
        .unwrap();
    city.operator().revoke_device(city.ours.device).unwrap();
    lines.push(line(&mut client, "1 device revoked", &granted));
    lines.push(line(&mut city.device(&city.other), "not signed in", &granted));
    lines
}

const EXPECTED: &[&str] = &[
    "care manager                  list work head progress results ratios cards documents pdf page: 200",
    "administrator                 list work head progress results ratios cards documents pdf page: 200",
    "viewer                        list work head progress results ratios cards documents: 200 | pdf page: 403 not-allowed",
    "4 no consent                  list work: 200 | head progress results ratios cards documents pdf page: 403 consent.no-consent",
    "5 assignment ended            list work: 200 | head progress results ratios cards documents pdf page: 403 assignment.assignment-ended",
    "somebody else's client        list work: 200 | head progress results ratios cards documents pdf page: 404 not-found",
    "nobody                        list work: 200 | head progress results ratios cards documents pdf page: 404 not-found",
    "2 account suspended           list work head progress results ratios cards documents pdf page: 403 account.account-suspended",
    "3 organization suspended      list work head progress results ratios cards documents pdf page: 403 organization.organization-suspended",
    "3 and somebody else's client  list work: 403 organization.organization-suspended | head progress results ratios cards documents pdf page: 404 not-found",
    "1 device revoked              list work head progress results ratios cards documents pdf page: 403 device-refused",
    "not signed in                 list work head progress results ratios cards documents pdf page: 401 not-signed-in",
];

#[test]
fn who_sees_what() {
    for database in databases() {
        let city = City::on(&database);
        let found = table(&city);
        assert_eq!(
            found.join("\n"),
            EXPECTED.join("\n"),
            "{}:\n{}",
            database.kind,
            found.join("\n")
        );
    }
}
