//! What is shown, what is explained, and what nobody learns.

use harness::databases;
use serde_json::{Value, json};

use crate::support::city::{CANARY, CANARY_NUMBER, City};
use crate::support::wire::{Answer, Client};

/// The opaque id of somebody in a client's list.
pub(crate) fn person(client: &mut Client, name: &str) -> String {
    let list = client.get("/api/v1/clients").json();
    let items = list["items"].as_array().unwrap();
    let found = items
        .iter()
        .find(|item| item["name"].as_str().unwrap().contains(name))
        .unwrap();
    found["personId"].as_str().unwrap().to_owned()
}

fn names(list: &Value) -> Vec<String> {
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["name"].as_str().unwrap().to_owned())
        .collect()
}

/// Everything of an answer but what differs by its nature.
/// All that an answer tells but the time and how many questions the reader has left, which says the reader's own doings.
fn comparable(answer: Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let own = |name: &str| matches!(name, "date" | "ratelimit");
    let headers = answer.headers.into_iter().filter(|(name, _)| !own(name)).collect();
    (answer.status, headers, answer.body)
}

#[test]
fn a_care_manager_sees_a_client_and_every_look_is_in_the_ledger() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let id = person(&mut client, CANARY);
        let head = client.get(&format!("/api/v1/clients/{id}"));
        assert_eq!(head.header("cache-control"), Some("private, no-store"));
        assert_eq!(head.json()["insuredNumber"], CANARY_NUMBER);
        for (part, field) in [
            ("progress", "applications"),
            ("certifications", "certifications"),
            ("burden-ratios", "burdenRatios"),
            ("cards", "cards"),
            ("documents", "documents"),
        ] {
            let before = city.entries();
            let answer = client.get(&format!("/api/v1/clients/{id}/{part}"));
            assert_eq!(answer.status, 200, "{part}: {answer:?}");
            let body = answer.json();
            assert!(!body[field].as_array().unwrap().is_empty(), "{part}");
            assert_eq!(
                body["freshness"]["notCovered"],
                json!(["給付制限", "審査会資料1枚目"]),
                "{part}"
            );
            assert!(city.entries() > before, "{part}");
        }
        let progress = client.get(&format!("/api/v1/clients/{id}/progress")).json();
        assert_eq!(progress["applications"][0]["survey"]["code"], "requested");
        assert_eq!(progress["applications"][0]["elapsedDays"], 20);
        let cards = client.get(&format!("/api/v1/clients/{id}/burden-ratios")).json();
        assert!(cards["notice"].as_str().unwrap().contains("給付制限"));
    }
}

#[test]
fn a_document_comes_as_a_file_or_as_a_picture_that_names_its_reader() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let id = person(&mut client, CANARY);
        let list = client.get(&format!("/api/v1/clients/{id}/documents")).json();
        let document = list["documents"][0]["documentId"].as_str().unwrap().to_owned();
        let progress = client.get(&format!("/api/v1/clients/{id}/progress")).json();
        let applications = progress["applications"].as_array().unwrap();
        let own = applications
            .iter()
            .find(|known| known["applicationId"] == list["documents"][0]["applicationId"]);
        for field in ["kind", "appliedOn"] {
            assert_eq!(list["documents"][0]["application"][field], own.unwrap()[field]);
        }
        let file = client.get(&format!("/api/v1/clients/{id}/documents/{document}"));
        assert_eq!(
            (file.status, file.header("content-type")),
            (200, Some("application/pdf"))
        );
        let disposition = file.header("content-disposition").unwrap();
        assert!(disposition.starts_with("attachment; filename=\"survey-sheet-") && disposition.is_ascii());
        assert!(file.body.starts_with(b"%PDF-"));
        let before = city.entries();
        let picture = client.get(&format!("/api/v1/clients/{id}/documents/{document}/pages/1?width=300"));
        assert_eq!(
            (picture.status, picture.header("content-type")),
            (200, Some("image/png"))
        );
        assert_eq!(picture.header("cache-control"), Some("private, no-store"));
        assert_eq!(&picture.body[..4], b"\x89PNG");
        assert_eq!(picture.body[16..20], 300_u32.to_be_bytes());
        assert!(city.entries() > before);
        for page in ["0", "2", "4294967295", "x"] {
            let none = client.get(&format!("/api/v1/clients/{id}/documents/{document}/pages/{page}"));
            assert_eq!(none.problem().0, "not-found", "{page}");
        }
    }
}

#[test]
fn without_consent_the_condition_is_explained() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let id = person(&mut client, "山田");
        for part in [
            "",
            "/progress",
            "/certifications",
            "/burden-ratios",
            "/cards",
            "/documents",
        ] {
            let answer = client.get(&format!("/api/v1/clients/{id}{part}"));
            let (kind, rules) = answer.problem();
            assert_eq!((answer.status, kind.as_str()), (403, "not-disclosed"), "{part}");
            assert!(
                rules.iter().all(|rule| rule.starts_with("disclosure.consent.")),
                "{rules:?}"
            );
            let items = answer.json()["errors"].clone();
            assert!(items[0]["who"].is_string() && items[0]["remedy"].is_string(), "{items}");
        }
    }
}

#[test]
fn nobody_learns_whether_somebody_elses_client_exists() {
    for database in databases() {
        let city = City::on(&database);
        let id = person(&mut city.signed_in(&city.other), "高橋");
        let mut client = city.signed_in(&city.ours);
        let nobody = "0196b000-0000-7000-8000-00000000dead";
        let document = "0196b000-0000-7000-8000-00000000d0c0";
        for part in [
            "",
            "/progress",
            "/certifications",
            "/burden-ratios",
            "/cards",
            "/documents",
            &format!("/documents/{document}"),
            &format!("/documents/{document}/pages/1"),
        ] {
            let tag = [("X-Request-Id", "same-for-both")];
            let before = city.entries();
            let theirs = client.get_with(&format!("/api/v1/clients/{id}{part}"), &tag);
            let between = city.entries();
            let nobodys = client.get_with(&format!("/api/v1/clients/{nobody}{part}"), &tag);
            assert_eq!(theirs.problem().0, "not-found", "{part}");
            assert_eq!(comparable(theirs), comparable(nobodys), "{part}");
            assert_eq!(
                between - before,
                city.entries() - between,
                "{part}: the ledger grows alike"
            );
        }
        let found = client
            .post("/api/v1/clients/search", &json!({ "query": "タカハシ" }))
            .json();
        assert_eq!(names(&found), [""; 0]);
    }
}

#[test]
fn an_unchanged_answer_is_not_sent_again_but_looked_at_again() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let id = person(&mut client, CANARY);
        let path = format!("/api/v1/clients/{id}/certifications");
        let first = client.get(&path);
        let tag = first.header("etag").unwrap().to_owned();
        let before = city.entries();
        let second = client.get_with(&path, &[("If-None-Match", &tag)]);
        assert_eq!((second.status, second.body.len()), (304, 0));
        assert_eq!(second.header("etag"), Some(tag.as_str()));
        assert!(city.entries() > before, "the look is noted like any other");
        let mut stranger = city.signed_in(&city.other);
        assert_eq!(stranger.get_with(&path, &[("If-None-Match", &tag)]).status, 404);
        let mut colleague = city.signed_in(&city.ours);
        assert_eq!(
            colleague.get_with(&path, &[("If-None-Match", &tag)]).status,
            200,
            "a tag is one viewer's own"
        );
    }
}

#[test]
fn people_are_found_however_their_name_is_written() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        for text in [
            "ｴﾝｶﾞﾜｶﾅﾘｱ",
            "えんがわかなりあ",
            CANARY,
            "００００９００００１",
            CANARY_NUMBER,
        ] {
            let found = client.post("/api/v1/clients/search", &json!({ "query": text })).json();
            assert_eq!(names(&found), [format!("{CANARY} ハナ")], "{text}");
        }
    }
}

#[test]
fn a_list_goes_on_where_it_ended() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let whole = names(&client.get("/api/v1/clients").json());
        assert_eq!(whole.len(), 3);
        let mut gathered = Vec::new();
        let mut next = String::from("/api/v1/clients?limit=1");
        for _ in 0..3 {
            let page = client.get(&next).json();
            gathered.extend(names(&page));
            let Some(cursor) = page["nextCursor"].as_str() else {
                break;
            };
            assert!(
                !cursor.contains('+') && !cursor.contains('/'),
                "{cursor} can stand in an address"
            );
            next = format!("/api/v1/clients?limit=1&cursor={cursor}");
        }
        assert_eq!(gathered, whole);
        let consentless = client.get("/api/v1/clients?filter=consent-missing").json();
        assert_eq!(names(&consentless), ["山田 太郎"]);
        for query in [
            "limit=0",
            "limit=201",
            "limit=x",
            "cursor=forged",
            "filter=everybody",
            "query=サトウ",
        ] {
            let path = format!("/api/v1/clients?{}", query.replace("サトウ", "%E3%82%B5"));
            assert_eq!(client.get(&path).problem().0, "invalid-parameter", "{query}");
        }
    }
}

#[test]
fn todays_work_names_whose_consent_is_missing() {
    for database in databases() {
        let city = City::on(&database);
        let work = city.signed_in(&city.ours).get("/api/v1/work").json();
        let groups = work["groups"].as_array().unwrap();
        let consent = groups.iter().find(|group| group["kind"]["code"] == "consent").unwrap();
        assert_eq!(consent["clients"][0]["name"], "山田 太郎");
        assert!(consent["clients"][0]["certification"].is_null());
    }
}

#[test]
fn when_the_ledger_cannot_be_written_nothing_is_disclosed() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let id = person(&mut client, CANARY);
        database.by_other_hands("ALTER TABLE ledger_entries RENAME TO gone");
        for path in [
            "/api/v1/clients".to_owned(),
            "/api/v1/work".to_owned(),
            format!("/api/v1/clients/{id}"),
            format!("/api/v1/clients/{id}/progress"),
        ] {
            let answer = client.get(&path);
            assert_eq!(
                (answer.status, answer.problem().0.as_str()),
                (503, "unavailable"),
                "{path}"
            );
            assert!(answer.header("retry-after").is_some());
            let text = String::from_utf8(answer.body).unwrap();
            assert!(!text.contains(CANARY) && !text.contains("ledger"), "{text}");
        }
    }
}
