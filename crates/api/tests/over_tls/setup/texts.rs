//! The texts that people agree to, on the insurer's screens: who may do what, and what becomes of a version.

use chrono::TimeDelta;
use domain::account::Role;
use harness::databases;
use serde_json::{Value, json};

use crate::enrolment::enrolling::{form, two_administrators};
use crate::office::people::{administrator, signed_in, staff};
use crate::support::city::{City, PASSWORD};
use crate::support::wire::Client;

const TEXT: &str = "# 利用規約\n\n1. このシステムは、〔市〕が提供します。";
const PREVIEW: &str = "/api/v1/city/texts/terms/preview";
const PUBLISH: &str = "/api/v1/city/texts/terms/versions";

fn version(name: &str) -> Value {
    json!({ "version": name, "text": TEXT })
}

/// The names of the versions of the terms, the one in force first, and the tag.
fn listed(client: &mut Client) -> (Vec<String>, String) {
    let list = client.get("/api/v1/city/texts").json();
    let terms = &list["texts"][0];
    assert_eq!(terms["kind"]["code"], "terms");
    let versions = terms["versions"].as_array().unwrap().iter();
    let names = versions.map(|known| known["version"].as_str().unwrap().to_owned());
    (names.collect(), terms["etag"].as_str().unwrap().to_owned())
}

/// Every version as it was written: with the mark where the insurer is named.
fn read_as_written(hanae: &mut Client, etag: &str) {
    let read = hanae.get("/api/v1/city/texts/terms/versions/2026-10");
    assert_eq!(read.header("etag"), Some(etag));
    let read = read.json();
    assert_eq!(
        (&read["text"], &read["inForce"]),
        (&json!(TEXT), &json!(true)),
        "the mark stays: {read}"
    );
    let first = hanae.get("/api/v1/city/texts/terms/versions/2026-04").json();
    assert_eq!(
        (&first["inForce"], &first["publishedAt"]),
        (&json!(false), &Value::Null)
    );
    for nowhere in ["terms/versions/2026-12", "rules/versions/2026-10"] {
        assert_eq!(
            hanae.get(&format!("/api/v1/city/texts/{nowhere}")).status,
            404,
            "{nowhere}"
        );
    }
}

#[test]
fn a_text_is_looked_at_published_and_read_as_it_was_written() {
    for database in databases() {
        let city = City::on(&database);
        let (_, mut hanae, mut jiro) = two_administrators(&city);
        let (names, etag) = listed(&mut hanae);
        assert_eq!(names, ["2026-04"]);
        let (before, entries) = (database.contents(), city.entries());
        let preview = hanae.post(PREVIEW, &version("2026-10"));
        assert_eq!(
            (preview.status, preview.header("content-type")),
            (200, Some("application/pdf"))
        );
        assert!(preview.body.starts_with(b"%PDF-"));
        assert_eq!(
            (database.contents(), city.entries()),
            (before, entries),
            "nothing is written"
        );

        let unseen = hanae.post_having_seen(PUBLISH, &version("2026-10"), None);
        assert_eq!(
            (unseen.status, unseen.problem().0.as_str()),
            (428, "precondition-required")
        );
        let published = hanae.post_having_seen(PUBLISH, &version("2026-10"), Some(&etag));
        assert_eq!(published.status, 204, "{published:?}");
        assert_eq!(city.entries(), entries + 1, "its entry");
        let overtaken = jiro.post_having_seen(PUBLISH, &version("2026-11"), Some(&etag));
        assert_eq!(
            (overtaken.status, overtaken.problem().0.as_str()),
            (412, "precondition-failed")
        );
        let (names, etag) = listed(&mut jiro);
        assert_eq!(names, ["2026-10", "2026-04"]);
        let again = jiro.post_having_seen(PUBLISH, &version("2026-10"), Some(&etag));
        assert_eq!(
            (again.status, again.problem().1),
            (409, vec!["insurer-text.name-taken".to_owned()])
        );

        read_as_written(&mut hanae, &etag);
        // Whoever applies agrees to the version in force, by its name.
        let mut stranger = city.stranger();
        let info = stranger.get("/api/v1/enrolment").json();
        assert_eq!(info["terms"]["version"], "2026-10");
        let outdated = stranger.post("/api/v1/usage-applications", &form());
        assert_eq!(
            (outdated.status, outdated.problem().1),
            (422, vec!["terms.outdated".to_owned()])
        );
    }
}

#[test]
fn what_is_no_text_is_told_at_its_field() {
    for database in databases() {
        let city = City::on(&database);
        let (_, mut hanae, _) = two_administrators(&city);
        for (body, rule, pointer) in [
            (
                json!({ "version": "2026/10", "text": TEXT }),
                "insurer-text.name",
                "/version",
            ),
            (
                json!({ "version": "2026-10", "text": " " }),
                "insurer-text.length",
                "/text",
            ),
            (
                json!({ "version": "2026-10", "text": "123456789018" }),
                "text.my-number",
                "/text",
            ),
        ] {
            for path in [PREVIEW, PUBLISH] {
                let told = hanae.post(path, &body);
                assert_eq!((told.status, told.problem().1), (422, vec![rule.to_owned()]), "{path}");
                assert_eq!(told.json()["errors"][0]["pointer"], pointer, "{path}");
            }
        }
    }
}

#[test]
fn the_administrator_publishes_with_the_password_and_nobody_else_does() {
    for database in databases() {
        let city = City::on(&database);
        let (desk, mut hanae, _) = two_administrators(&city);
        for (login, role) in [("mado.saki", Role::DeskClerk), ("kansa.jiro", Role::Auditor)] {
            let place = (role == Role::DeskClerk).then(|| "本庁".to_owned());
            city.operator()
                .add_city_staff(staff(login, "市の 職員", role), place)
                .unwrap();
            let mut other = signed_in(&city, &desk.identity, login);
            assert_eq!(listed(&mut other).0, ["2026-04"], "{login}");
            for path in [PREVIEW, PUBLISH] {
                let told = other.post(path, &version("2026-10"));
                assert_eq!(
                    (told.status, told.problem().0.as_str()),
                    (403, "not-allowed"),
                    "{login} {path}"
                );
            }
        }
        administrator(&city, &city.ours, "kanri.taro");
        let mut office = signed_in(&city, &city.ours.identity, "kanri.taro");
        let told = office.get("/api/v1/city/texts");
        assert_eq!((told.status, told.problem().0.as_str()), (403, "not-allowed"));
        let told = office.post(PUBLISH, &version("2026-10"));
        assert_eq!((told.status, told.problem().0.as_str()), (403, "not-allowed"));

        city.clock.advance(TimeDelta::minutes(6));
        let told = hanae.post(PUBLISH, &version("2026-10"));
        assert_eq!((told.status, told.problem().0.as_str()), (403, "step-up-required"));
        assert_eq!(listed(&mut hanae).0, ["2026-04"]);
        let confirmed = hanae.post("/api/v1/session/confirmation", &json!({ "password": PASSWORD }));
        assert_eq!(confirmed.status, 200, "{confirmed:?}");
        assert_eq!(hanae.post(PUBLISH, &version("2026-10")).status, 204);
    }
}

#[test]
fn everybody_who_works_prints_the_form_of_consent_in_force() {
    for database in databases() {
        let city = City::on(&database);
        let (_, mut hanae, _) = two_administrators(&city);
        let mut office = city.signed_in(&city.ours);
        let before = office.get("/api/v1/consent-form");
        assert_eq!(
            (before.status, before.header("content-type")),
            (200, Some("application/pdf"))
        );
        let publish = "/api/v1/city/texts/consent-form/versions";
        let other = json!({ "version": "2026-10", "text": "# 同意書\n\n〔市〕長 あて" });
        assert_eq!(hanae.post(publish, &other).status, 204);
        for client in [&mut hanae, &mut office] {
            let form = client.get("/api/v1/consent-form");
            assert!(form.status == 200 && form.body.starts_with(b"%PDF-"));
            assert!(form.body != before.body, "the version in force");
        }
        let mut stranger = city.device(&city.other);
        assert_eq!(stranger.get("/api/v1/consent-form").status, 401);
    }
}
