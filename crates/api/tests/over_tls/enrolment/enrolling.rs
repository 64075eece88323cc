//! How an office comes in: applying, being permitted, its letters, its install keys, its devices; and how one does not.

use harness::databases;
use openssl::pkey::PKey;
use openssl::rsa::Rsa;
use openssl::x509::{X509, X509Req};
use serde_json::{Value, json};

use crate::desk::posted::letter;
use crate::office::people::{self, CityDesk, text};
use crate::support::city::City;
use crate::support::wire::{Answer, Client, Identity};

const REASON: &str = "電話番号の確認がとれないため";
/// An office of the master that is not permitted yet; its check digit does not hold.
pub const APPLICANT: &str = "4370100011";

pub fn form() -> Value {
    json!({
        "officeNumber": APPLICANT, "serviceCode": "43", "administratorName": "新井 管理",
        "administratorKana": "アライ カンリ", "contactPhone": "096-111-0000", "devices": 3,
        "termsVersion": "2026-04", "checkDigitConfirmed": true,
    })
}

fn form_with(field: &str, value: Value) -> Value {
    let mut form = form();
    form[field] = value;
    form
}

fn rules(answer: &Answer) -> Vec<String> {
    answer.problem().1
}

/// Reference and secret of a new application.
pub fn apply(stranger: &mut Client) -> Value {
    let answer = stranger.post("/api/v1/usage-applications", &form());
    assert_eq!(answer.status, 201, "{answer:?}");
    let receipt = answer.json();
    json!({ "reference": text(&receipt, "reference"), "secret": text(&receipt, "secret") })
}

fn state(stranger: &mut Client, access: &Value) -> String {
    let answer = stranger.post("/api/v1/usage-applications/status", access);
    assert_eq!(answer.status, 200, "{answer:?}");
    text(&answer.json()["state"], "code").to_owned()
}

/// Two administrators of the insurer, signed in.
pub fn two_administrators(city: &City) -> (CityDesk, Client, Client) {
    let city_desk = people::city_desk(city);
    let second = people::staff("yakusho.jiro", "役所 次郎", domain::account::Role::CityAdministrator);
    city.operator().add_city_staff(second, None).unwrap();
    let hanae = people::signed_in(city, &city_desk.identity, "yakusho.hanae");
    let jiro = people::signed_in(city, &city_desk.identity, "yakusho.jiro");
    (city_desk, hanae, jiro)
}

/// The id of the only application in the queue.
pub fn queued(clerk: &mut Client, state: &str) -> String {
    let queue = clerk
        .get(&format!("/api/v1/city/usage-applications?state={state}"))
        .json();
    assert_eq!(queue["items"].as_array().unwrap().len(), 1, "{queue}");
    text(&queue["items"][0], "id").to_owned()
}

pub fn approval(city: &City) -> Value {
    json!({ "deviceQuota": 3, "permittedFrom": city.service.today().to_string() })
}

/// An install key for the first office, from its administrator.
pub fn install_key(city: &City) -> String {
    people::administrator(city, &city.ours, "kanri.taro");
    install_key_of(city, "kanri.taro")
}

/// One more install key for the first office, from an administrator who is there already.
pub fn install_key_of(city: &City, login: &str) -> String {
    let mut admin = people::signed_in(city, &city.ours.identity, login);
    let answer = admin.post("/api/v1/organization/install-keys", &json!({ "label": "新しい端末" }));
    assert_eq!(answer.status, 201, "{answer:?}");
    text(&answer.json(), "installKey").to_owned()
}

pub fn redeem(stranger: &mut Client, key: &str) -> Answer {
    stranger.post(
        "/api/v1/enrolment/devices",
        &json!({ "installKey": key, "label": "相談室のタブレット" }),
    )
}

fn fetch(stranger: &mut Client, token: &str) -> Answer {
    let headers = [
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Origin", "null"),
        ("Accept", "text/html"),
    ];
    stranger.send(
        "POST",
        "/api/v1/enrolment/devices/file",
        &headers,
        format!("pickUp={token}").as_bytes(),
    )
}

#[test]
fn an_office_applies_is_permitted_by_two_people_and_gets_its_letters() {
    for database in databases() {
        let city = City::on(&database);
        let mut stranger = city.stranger();
        let access = apply(&mut stranger);
        assert_eq!(state(&mut stranger, &access), "received");
        let (_, mut hanae, mut jiro) = two_administrators(&city);
        let id = queued(&mut hanae, "received");
        let of = |rest: &str| format!("/api/v1/city/usage-applications/{id}{rest}");
        let detail = hanae.get(&of("")).json();
        assert_eq!(detail["may"], json!(["approve", "return", "refuse"]));
        assert!(
            detail["fields"]
                .as_array()
                .unwrap()
                .iter()
                .any(|field| field["matches"] == false),
            "the telephone"
        );

        let early = hanae.post(&of("/notices/usage-permit"), &letter(&city));
        assert_eq!(early.status, 409, "no letter before the approval");
        let first = hanae.post(&of("/approval"), &approval(&city));
        assert_eq!(text(&first.json()["state"], "code"), "proposed");
        assert_eq!(state(&mut stranger, &access), "received", "the office waits as before");
        assert_eq!(
            rules(&hanae.post(&of("/approval"), &approval(&city))),
            ["usage-application.same-person"]
        );
        assert!(hanae.get(&of("")).json()["mayNotApprove"].is_string());
        let second = jiro.post(&of("/approval"), &approval(&city));
        assert_eq!(text(&second.json()["state"], "code"), "approved");
        assert_eq!(state(&mut stranger, &access), "approved");

        for kind in ["usage-permit", "install-keys", "provisional-credentials"] {
            let letter = jiro.post(&of(&format!("/notices/{kind}")), &letter(&city));
            assert_eq!(letter.status, 200, "{kind}: {letter:?}");
            assert!(letter.body.starts_with(b"%PDF-"), "{kind}");
        }
        let organization = text(&jiro.get(&of("")).json(), "organizationId").to_owned();
        let again = format!("/api/v1/city/organizations/{organization}/notices/install-keys");
        assert_eq!(rules(&jiro.post(&again, &json!({}))), ["notice.made-already"]);
        assert_eq!(
            rules(&stranger.post("/api/v1/usage-applications", &form())),
            ["usage-application.duplicate"]
        );
    }
}

#[test]
fn a_refused_application_says_why_by_the_rule_that_failed() {
    let city = City::on(&harness::sqlite());
    let mut stranger = city.stranger();
    for (field, value, rule) in [
        ("officeNumber", json!("4399999998"), "office.unknown"),
        ("officeNumber", json!("12"), "office.number"),
        ("checkDigitConfirmed", json!(false), "office.check-digit"),
        ("serviceCode", json!("15"), "office.unknown"),
        ("contactPhone", json!("123456789018"), "my-number"),
        ("devices", json!(51), "usage-application.devices"),
        ("termsVersion", json!("2020"), "terms.outdated"),
        ("organizationId", json!("x"), "json.unknown-field"),
    ] {
        let answer = stranger.post("/api/v1/usage-applications", &form_with(field, value));
        assert_eq!((answer.status, rules(&answer)), (422, vec![rule.to_owned()]), "{field}");
    }
    apply(&mut stranger);
    let again = stranger.post("/api/v1/usage-applications", &form());
    assert_eq!(
        (again.status, rules(&again)),
        (409, vec!["usage-application.duplicate".to_owned()])
    );
}

#[test]
fn a_returned_application_is_corrected_and_a_refused_one_is_over() {
    for database in databases() {
        let city = City::on(&database);
        let mut stranger = city.stranger();
        let access = apply(&mut stranger);
        let (_, mut hanae, _) = two_administrators(&city);
        let id = queued(&mut hanae, "received");
        let of = |rest: &str| format!("/api/v1/city/usage-applications/{id}{rest}");
        let mut correction = json!({ "application": form_with("devices", json!(2)) });
        correction["reference"] = access["reference"].clone();
        correction["secret"] = access["secret"].clone();
        let path = "/api/v1/usage-applications/correction";
        assert_eq!(rules(&stranger.post(path, &correction)), ["usage-application.state"]);
        assert_eq!(
            hanae.post(&of("/return"), &json!({ "reason": "" })).status,
            422,
            "a reason is needed"
        );
        assert_eq!(hanae.post(&of("/return"), &json!({ "reason": REASON })).status, 200);
        let seen = stranger.post("/api/v1/usage-applications/status", &access).json();
        assert_eq!((text(&seen, "reason"), &seen["mayCorrect"]), (REASON, &json!(true)));
        assert_eq!(seen["application"]["contactPhone"], "096-111-0000");
        assert_eq!(stranger.post(path, &correction).status, 200);
        assert_eq!(state(&mut stranger, &access), "received");
        assert_eq!(hanae.post(&of("/refusal"), &json!({ "reason": REASON })).status, 200);
        assert_eq!(state(&mut stranger, &access), "refused");
        assert_eq!(hanae.post(&of("/approval"), &approval(&city)).status, 409);
        apply(&mut stranger);
    }
}

#[test]
fn an_application_is_followed_and_taken_back_by_whoever_holds_its_secret() {
    let database = harness::sqlite();
    let city = City::on(&database);
    let mut stranger = city.stranger();
    let access = apply(&mut stranger);
    let mut wrong_secret = access.clone();
    wrong_secret["secret"] = json!("2222-2222-2222-2222-2222-2222");
    let mut wrong_reference = access.clone();
    wrong_reference["reference"] = json!("R22222222");
    let before = city.entries();
    let told = [wrong_secret, wrong_reference].map(|access| {
        let answer = stranger.post("/api/v1/usage-applications/status", &access);
        (answer.status, answer.problem())
    });
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0].0, 404);
    assert_eq!(
        city.entries(),
        before + 2,
        "each try is noted, or none for what cannot be a reference"
    );
    assert_eq!(
        stranger.post("/api/v1/usage-applications/withdrawal", &access).status,
        200
    );
    assert_eq!(
        stranger.post("/api/v1/usage-applications/withdrawal", &access).status,
        409
    );
    apply(&mut stranger);
}

#[test]
fn an_install_key_becomes_a_device_that_gets_in() {
    for database in databases() {
        let city = City::on(&database);
        let key = install_key(&city);
        let mut stranger = city.stranger();
        let answer = redeem(&mut stranger, &key.to_lowercase().replace('-', " "));
        assert_eq!(answer.status, 201, "{answer:?}");
        let enrolled = answer.json();
        let file = fetch(&mut stranger, text(&enrolled, "pickUp"));
        assert_eq!(file.header("content-type"), Some("application/x-pkcs12"));
        assert_eq!(
            file.header("content-disposition"),
            Some("attachment; filename=\"engawa-device.p12\"")
        );
        let identity = Identity::from_file(&file.body, text(&enrolled, "password"));
        let session = people::signed_in(&city, &identity, city.ours.login)
            .get("/api/v1/session")
            .json();
        assert_eq!(session["deviceLabel"], "相談室のタブレット");

        let again = fetch(&mut stranger, text(&enrolled, "pickUp"));
        assert_eq!(
            (again.status, again.header("location")),
            (303, Some("/problems/device-file-gone"))
        );
        assert_eq!(rules(&redeem(&mut stranger, &key)), ["install-key.spent"]);
        let mut admin = people::signed_in(&city, &city.ours.identity, "kanri.taro");
        let keys = admin.get("/api/v1/organization/install-keys").json();
        assert_eq!(keys["installKeys"][0]["status"]["code"], "spent");
        assert_eq!(keys["used"], 2);
    }
}

#[test]
fn a_device_that_keeps_its_own_key_sends_a_request_and_each_key_once() {
    let city = City::on(&harness::sqlite());
    let first = install_key(&city);
    let mut admin = people::signed_in(&city, &city.ours.identity, "kanri.taro");
    let second = admin
        .post("/api/v1/organization/install-keys", &json!({ "label": "二台目" }))
        .json();
    let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
    let mut builder = X509Req::builder().unwrap();
    builder.set_pubkey(&key).unwrap();
    builder.sign(&key, openssl::hash::MessageDigest::sha256()).unwrap();
    let request = String::from_utf8(builder.build().to_pem().unwrap()).unwrap();
    let mut stranger = city.stranger();
    let mut ask = |install_key: &str, request: &str| {
        let body = json!({ "installKey": install_key, "label": "連携サーバー", "certificateRequest": request });
        let headers = [("Content-Type", "application/json")];
        stranger.send(
            "POST",
            "/api/v1/enrolment/devices",
            &headers,
            body.to_string().as_bytes(),
        )
    };
    assert_eq!(rules(&ask(&first, "no request")), ["certificate-request.refused"]);
    let answer = ask(&first, &request);
    assert_eq!(answer.status, 201, "{answer:?}");
    let enrolled = answer.json();
    assert!(enrolled["pickUp"].is_null() && enrolled["password"].is_null());
    let identity = Identity {
        certificate: X509::from_pem(text(&enrolled, "certificate").as_bytes()).unwrap(),
        key,
    };
    people::signed_in(&city, &identity, city.ours.login);
    let second = text(&second, "installKey");
    assert_eq!(rules(&ask(second, &request)), ["certificate-request.key-used"]);
    assert_eq!(
        redeem(&mut city.stranger(), second).status,
        201,
        "the key was not spent by the refusal"
    );
}

#[test]
fn a_revoked_key_opens_nothing_and_an_office_has_no_more_keys_than_its_quota() {
    for database in databases() {
        let city = City::on(&database);
        let key = install_key(&city);
        let mut admin = people::signed_in(&city, &city.ours.identity, "kanri.taro");
        let keys = admin.get("/api/v1/organization/install-keys").json();
        let id = text(&keys["installKeys"][0], "id").to_owned();
        let path = format!("/api/v1/organization/install-keys/{id}/revocation");
        assert_eq!(admin.post(&path, &json!({})).status, 204);
        assert_eq!(rules(&admin.post(&path, &json!({}))), ["install-key.revoked"]);
        assert_eq!(rules(&redeem(&mut city.stranger(), &key)), ["install-key.revoked"]);
        let mut issued = 0;
        let last = loop {
            let answer = admin.post("/api/v1/organization/install-keys", &json!({ "label": "端末" }));
            if answer.status != 201 {
                break answer;
            }
            issued += 1;
        };
        assert_eq!(
            (issued, rules(&last)),
            (4, vec!["device.quota".to_owned()]),
            "five, one of them in use"
        );
        people::administrator(&city, &city.other, "betsu.kanri");
        let mut other = people::signed_in(&city, &city.other.identity, "betsu.kanri");
        assert_eq!(
            other.post(&path, &json!({})).status,
            404,
            "another office's key does not exist"
        );
    }
}
