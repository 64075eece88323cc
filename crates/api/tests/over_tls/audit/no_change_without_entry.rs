//! Nothing is changed that the ledger cannot hold: while it cannot be written, every step that would change something is
//! refused and leaves the data as it was.

use domain::account::{AccountStatus, Role};
use domain::id::AccountId;
use domain::organization::OrganizationStatus;
use harness::{Database, databases};
use serde_json::{Value, json};

use crate::desk::posted::letter;
use crate::enrolment::enrolling::{apply, approval, form, queued, redeem, two_administrators};
use crate::office::people::{administrator, newcomer, on, set_up_body, signed_in, staff, text, try_sign_in};
use crate::support::city::{City, PASSWORD, UNTIL_RENEWAL};
use crate::support::wire::{Answer, Client};

const REASON: &str = "端末の紛失の届出があったため";

/// What must stay. That a certificate is about to be signed is noted beforehand, so that none goes astray, and an attempt at
/// a password is counted before anybody looks at it; neither means anything by itself.
fn kept(database: &Database) -> Vec<String> {
    let mut rows = database.contents();
    rows.retain(|row| !row.contains("issuances") && !row.contains("sign_in_failures"));
    rows
}

/// While the ledger is gone.
struct Silence<'s> {
    database: &'s Database,
    before: Vec<String>,
}

impl<'s> Silence<'s> {
    fn falls(database: &'s Database) -> Self {
        let before = kept(database);
        database.by_other_hands("ALTER TABLE ledger_entries RENAME TO ledger_gone");
        Self { database, before }
    }

    /// Refused as unavailable, and nothing changed.
    fn holds(&self, what: &str, answer: &Answer) {
        let kind = self.database.kind;
        assert_eq!(answer.status, 503, "{kind}: {what}: {answer:?}");
        self.stays(what);
    }

    fn stays(&self, what: &str) {
        let now = kept(self.database);
        let appeared: Vec<_> = now.iter().filter(|row| !self.before.contains(row)).collect();
        assert!(appeared.is_empty(), "{}: {what}: {appeared:?}", self.database.kind);
        assert_eq!(now.len(), self.before.len(), "{}: {what}", self.database.kind);
    }

    fn posts(&self, client: &mut Client, steps: &[(&str, Value)]) {
        for (path, body) in steps {
            self.holds(path, &client.post(&format!("/api/v1{path}"), body));
        }
    }
}

#[test]
fn what_an_offices_administrator_does_is_not_done_without_the_ledger() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let worker = city
            .operator()
            .add_staff(city.ours.id, staff("kobayashi", "小林", Role::CareManager))
            .unwrap();
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let key = admin
            .post("/api/v1/organization/install-keys", &json!({ "label": "新しい端末" }))
            .json();
        let key = text(&key, "id").to_owned();
        let sessions = admin.get("/api/v1/organization/sessions").json();
        let session = text(&sessions["sessions"][0], "id").to_owned();
        let device = city.ours.device;
        let silence = Silence::falls(&database);
        let table = "氏名,権限,操作,ログインID\r\n新人 さくら,ケアマネジャー,,\r\n小林,,停止,kobayashi\r\n";
        silence.posts(
            &mut admin,
            &[
                ("/organization/staff", json!({ "name": "新人", "role": "viewer" })),
                ("/organization/staff/bulk", json!({ "csv": table, "dryRun": false })),
                (&format!("/organization/staff/{worker}/suspension"), json!({})),
                (&format!("/organization/staff/{worker}/departure"), json!({})),
                (&format!("/organization/staff/{worker}/credentials"), json!({})),
                (
                    &format!("/organization/staff/{worker}/role"),
                    json!({ "role": "viewer" }),
                ),
                (
                    &format!("/organization/devices/{device}/label"),
                    json!({ "label": "相談室" }),
                ),
                (&format!("/organization/devices/{device}/revocation"), json!({})),
                ("/organization/install-keys", json!({ "label": "もう一つ" })),
                (&format!("/organization/install-keys/{key}/revocation"), json!({})),
                (&format!("/organization/sessions/{session}/end"), json!({})),
            ],
        );
    }
}

#[test]
fn sessions_do_not_change_without_the_ledger() {
    for database in databases() {
        let city = City::made_ago(&database, UNTIL_RENEWAL);
        city.clock.advance(UNTIL_RENEWAL);
        administrator(&city, &city.ours, "kanri.taro");
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let (mut newcomer, _) = newcomer(&city, &mut admin);
        let mut locked = city.signed_in(&city.ours);
        assert_eq!(locked.call("POST", "/api/v1/session/lock").status, 204);
        let mut renewing = city.signed_in(&city.ours);
        let password = || json!({ "password": PASSWORD });
        let wrong = || json!({ "password": "a wrong password" });
        let silence = Silence::falls(&database);
        let mut stranger = on(&city, &city.ours.identity);
        let known = try_sign_in(&mut stranger, "kanri.taro", PASSWORD);
        silence.holds("sign in", &known);
        let wrongly = try_sign_in(&mut stranger, "kanri.taro", "a wrong password");
        silence.holds("sign in with a wrong password", &wrongly);
        silence.posts(&mut newcomer, &[("/session/setup", set_up_body("shinjin.sakura"))]);
        silence.posts(
            &mut locked,
            &[("/session/unlock", password()), ("/session/unlock", wrong())],
        );
        silence.posts(
            &mut admin,
            &[
                ("/session/confirmation", password()),
                ("/session/confirmation", wrong()),
            ],
        );
        silence.posts(&mut renewing, &[("/device/renewal", json!({}))]);
        silence.holds("lock", &admin.call("POST", "/api/v1/session/lock"));
        silence.holds("sign out", &admin.call("DELETE", "/api/v1/session"));
    }
}

#[test]
fn what_the_insurer_does_is_not_done_without_the_ledger() {
    for database in databases() {
        let city = City::on(&database);
        let account = administrator(&city, &city.ours, "kanri.taro");
        let mut stranger = city.stranger();
        apply(&mut stranger);
        let (_, mut hanae, mut jiro) = two_administrators(&city);
        let approved = queued(&mut hanae, "received");
        let approval_of = |id: &str| format!("/api/v1/city/usage-applications/{id}/approval");
        for clerk in [&mut hanae, &mut jiro] {
            assert_eq!(clerk.post(&approval_of(&approved), &approval(&city)).status, 200);
        }
        let mut second = form();
        second["officeNumber"] = json!("4370100029");
        assert_eq!(stranger.post("/api/v1/usage-applications", &second).status, 201);
        let waiting = queued(&mut hanae, "received");
        let (office, device) = (city.ours.id, city.ours.device);
        let mut third = form();
        third["officeNumber"] = json!("4370100037");
        let entered = json!({
            "application": third, "receivedOn": city.service.today().to_string(), "channel": "counter",
        });
        let because = || json!({ "reason": REASON });
        let silence = Silence::falls(&database);
        let quota = json!({ "deviceQuota": 9, "reason": REASON });
        let invitation = json!({ "name": "窓口 咲", "role": "auditor", "reason": REASON });
        silence.posts(
            &mut hanae,
            &[
                (&format!("/city/organizations/{office}/suspension"), because()),
                (&format!("/city/organizations/{office}/closure"), because()),
                (&format!("/city/organizations/{office}/device-quota"), quota),
                (&format!("/city/accounts/{account}/suspension"), because()),
                (&format!("/city/accounts/{account}/credentials"), because()),
                (&format!("/city/devices/{device}/revocation"), because()),
                ("/city/accounts", invitation),
                ("/city/install-keys", json!({ "label": "窓口" })),
                ("/city/usage-applications", entered),
                (&format!("/city/usage-applications/{waiting}/return"), because()),
                (&format!("/city/usage-applications/{waiting}/refusal"), because()),
                (&format!("/city/usage-applications/{waiting}/approval"), approval(&city)),
                (
                    &format!("/city/usage-applications/{approved}/notices/usage-permit"),
                    letter(&city),
                ),
                (
                    &format!("/city/usage-applications/{approved}/notices/install-keys"),
                    letter(&city),
                ),
                (
                    &format!("/city/usage-applications/{approved}/notices/provisional-credentials"),
                    letter(&city),
                ),
            ],
        );
    }
}

#[test]
fn what_strangers_do_is_not_done_without_the_ledger() {
    for database in databases() {
        let city = City::on(&database);
        let mut stranger = city.stranger();
        let access = apply(&mut stranger);
        let (_, mut hanae, _) = two_administrators(&city);
        let id = queued(&mut hanae, "received");
        let returning = format!("/api/v1/city/usage-applications/{id}/return");
        assert_eq!(hanae.post(&returning, &json!({ "reason": REASON })).status, 200);
        let mut correction = access.clone();
        correction["application"] = form();
        let mut second = form();
        second["officeNumber"] = json!("4370100029");
        let key = crate::enrolment::enrolling::install_key(&city);
        let spent = crate::enrolment::enrolling::install_key_of(&city, "kanri.taro");
        let enrolled = redeem(&mut stranger, &spent).json();
        let file = format!("pickUp={}", text(&enrolled, "pickUp"));
        let plain = domain::text::unambiguous::fold(&key);
        let mut guess = plain[..31].to_owned();
        guess.push(if plain.as_bytes()[31] == b'2' { '3' } else { '2' });
        let silence = Silence::falls(&database);
        silence.posts(
            &mut stranger,
            &[
                ("/usage-applications", second),
                ("/usage-applications/correction", correction),
                ("/usage-applications/withdrawal", access),
            ],
        );
        silence.holds("redeem", &redeem(&mut stranger, &key));
        guess.push(domain::text::unambiguous::check_character(&guess).unwrap());
        silence.holds("guess", &redeem(&mut stranger, &guess));
        let media = [
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Origin", "null"),
        ];
        let fetched = stranger.send("POST", "/api/v1/enrolment/devices/file", &media, file.as_bytes());
        silence.holds("fetch", &fetched);
    }
}

#[test]
fn what_is_done_on_the_machine_is_not_done_without_the_ledger() {
    for database in databases() {
        let city = City::on(&database);
        let service = &city.service;
        let account: AccountId = administrator(&city, &city.ours, "kanri.taro");
        let (office, device) = (city.ours.id, city.ours.device);
        let silence = Silence::falls(&database);
        let new = || staff("kobayashi", "小林", Role::CareManager);
        let done = [
            ("add staff", city.operator().add_staff(office, new()).is_ok()),
            (
                "invite",
                city.operator().invite_to(office, "新人", Role::Viewer).is_ok(),
            ),
            (
                "city administrator",
                city.operator().invite_city_administrator("役所 三郎").is_ok(),
            ),
            ("credentials", city.operator().renew_credentials(account).is_ok()),
            (
                "account",
                city.operator()
                    .set_account_status(account, AccountStatus::Suspended)
                    .is_ok(),
            ),
            ("unlock", city.operator().unlock_account(account).is_ok()),
            (
                "device",
                city.operator().issue_device(&city.devices, office, "二台目").is_ok(),
            ),
            (
                "city device",
                city.operator().issue_city_device(&city.devices, "窓口").is_ok(),
            ),
            ("revoke", city.operator().revoke_device(device).is_ok()),
            (
                "organization",
                city.operator()
                    .set_organization_status(office, OrganizationStatus::Closed, None)
                    .is_ok(),
            ),
            (
                "permit",
                city.operator()
                    .permit_organization(
                        "4370100029".parse().unwrap(),
                        "43".parse().unwrap(),
                        "新",
                        service.today(),
                    )
                    .is_ok(),
            ),
        ];
        for (what, done) in done {
            assert!(!done, "{}: {what}", database.kind);
            silence.stays(what);
        }
    }
}
