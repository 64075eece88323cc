//! Many changes to an office's staff from one table, and what the office can read of all that was done.

use exchange::table::encoding::Encoding;
use harness::databases;
use serde_json::{Value, json};

use crate::office::people::{administrator, on, signed_in, staff, text, try_sign_in};
use crate::support::city::{CANARY, City};
use crate::support::wire::Client;

fn table(client: &mut Client, csv: &str, dry_run: bool) -> Value {
    let answer = client.post(
        "/api/v1/organization/staff/bulk",
        &json!({ "csv": csv, "dryRun": dry_run }),
    );
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

fn rules(row: &Value) -> Vec<&str> {
    row["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| text(error, "rule"))
        .collect()
}

fn staff_count(client: &mut Client) -> usize {
    client.get("/api/v1/organization/staff").json()["staff"]
        .as_array()
        .unwrap()
        .len()
}

#[test]
fn a_table_is_tried_and_then_done_as_a_whole() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let before = staff_count(&mut admin);
        let csv = "\u{FEFF}氏名,権限,操作,ログインID\r\n新人 さくら,ケアマネジャー,,\r\n新人 かえで,閲覧者,追加,\r\n\
                   佐藤 花子,,停止,sato.hanako\r\n";
        let tried = table(&mut admin, csv, true);
        assert_eq!(tried["applied"], false);
        assert_eq!(tried["rows"][2]["action"]["code"], "suspension");
        assert_eq!(staff_count(&mut admin), before, "a dry run changes nothing");
        let mut working = city.signed_in(&city.ours);
        let done = table(&mut admin, csv, false);
        assert_eq!(done["applied"], true);
        assert_eq!(staff_count(&mut admin), before + 2);
        assert_eq!(working.get("/api/v1/work").problem().0, "not-signed-in");
        for row in [&done["rows"][0], &done["rows"][1]] {
            let (login, password) = (
                text(&row["credentials"], "loginId"),
                text(&row["credentials"], "password"),
            );
            let mut newcomer = on(&city, &city.ours.identity);
            assert_eq!(try_sign_in(&mut newcomer, login, password).status, 200);
        }
        assert_eq!(done["rows"][2].get("credentials"), None);
    }
}

#[test]
fn one_bad_row_keeps_the_whole_table_out_and_every_mistake_has_its_rule() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        city.operator()
            .add_staff(city.ours.id, staff("kobayashi", "小林", domain::account::Role::Viewer))
            .unwrap();
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let before = staff_count(&mut admin);
        let csv = "氏名,権限,操作,ログインID\r\n\
                   良い 人,閲覧者,,\r\n\
                   ,社長,,someone\r\n\
                   =cmd|calc,閲覧者,,\r\n\
                   誰か,閲覧者,異動,\r\n\
                   鈴木 一郎,,停止,suzuki.ichiro\r\n\
                   小林,,停止,kobayashi\r\n\
                   小林,,退職,KOBAYASHI\r\n\
                   管理 太郎,,退職,kanri.taro\r\n";
        let answer = table(&mut admin, csv, false);
        let told: Vec<Vec<&str>> = answer["rows"].as_array().unwrap().iter().map(rules).collect();
        let expected: Vec<Vec<&str>> = vec![
            vec![],
            vec!["name.form", "staff.role", "staff.login-id"],
            vec!["staff.formula"],
            vec!["staff.action"],
            vec!["staff.unknown"],
            vec![],
            vec!["staff.twice"],
            vec!["account.last-administrator"],
        ];
        assert_eq!(told, expected);
        assert_eq!(
            (answer["applied"].clone(), staff_count(&mut admin)),
            (json!(false), before)
        );
        let unreadable = json!({ "csv": "名前,役割\r\nあ,い\r\n", "dryRun": false });
        let refused = admin.post("/api/v1/organization/staff/bulk", &unreadable);
        assert_eq!(refused.problem().1, ["staff-table.column"]);
    }
}

#[test]
fn a_file_is_taken_as_a_spreadsheet_writes_it_and_its_first_broken_place_is_named() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let table = "氏名,権限\r\n髙﨑 さくら,ケアマネジャー\r\n";
        let ms932 = {
            let mut bytes = Vec::new();
            Encoding::Ms932.encode(table, &mut bytes).unwrap();
            bytes
        };
        let mut send = |bytes: &[u8]| {
            let file = openssl::base64::encode_block(bytes);
            admin.post(
                "/api/v1/organization/staff/bulk",
                &json!({ "file": file, "dryRun": true }),
            )
        };
        for bytes in [table.as_bytes(), format!("\u{FEFF}{table}").as_bytes(), &ms932] {
            let told = send(bytes).json();
            assert_eq!(
                (&told["rows"][0]["name"], rules(&told["rows"][0]).len()),
                (&json!("髙﨑 さくら"), 0)
            );
        }
        let broken = send(&[&ms932[..], b"\x8D\x82\xFF,x\r\n"].concat());
        assert_eq!(
            broken.problem(),
            ("invalid-body".into(), vec!["staff-table.encoding".into()])
        );
        let told = &broken.json()["errors"][0];
        assert_eq!(told["pointer"], "/file");
        let place = format!("先頭から{}バイト目", ms932.len() + 3);
        for words in ["3行目の「氏名」", "シフトJIS", &place, "CSV UTF-8"] {
            assert!(text(told, "detail").contains(words), "{told}");
        }
        let mut refused = |body: Value| admin.post("/api/v1/organization/staff/bulk", &body).problem().1;
        let lost = json!({ "csv": "氏名,権限\r\n髙\u{FFFD},閲覧者\r\n", "dryRun": true });
        assert_eq!(refused(lost), ["staff-table.encoding"]);
        assert_eq!(
            refused(json!({ "file": "no base64!", "dryRun": true })),
            ["staff-table.base64"]
        );
        assert_eq!(refused(json!({ "dryRun": true })), ["staff-table.one"]);
        assert_eq!(
            refused(json!({ "csv": table, "file": "", "dryRun": true })),
            ["staff-table.one"]
        );
    }
}

#[test]
fn an_office_reads_its_own_record_page_by_page_and_nobody_elses() {
    for database in databases() {
        let city = City::on(&database);
        administrator(&city, &city.ours, "kanri.taro");
        let mut admin = signed_in(&city, &city.ours.identity, "kanri.taro");
        let list = city.signed_in(&city.ours).get("/api/v1/clients").json();
        city.signed_in(&city.other).get("/api/v1/clients");
        admin.post(
            "/api/v1/organization/staff",
            &json!({ "name": "新人", "role": "viewer" }),
        );
        let all = admin.get("/api/v1/organization/access-record?limit=200");
        assert!(
            !String::from_utf8_lossy(&all.body).contains(CANARY),
            "no name of a person"
        );
        let all = all.json();
        let entries = all["entries"].as_array().unwrap();
        let newest: Vec<_> = entries
            .iter()
            .take(2)
            .map(|entry| text(&entry["operation"], "code"))
            .collect();
        assert_eq!(newest, ["read-access-record", "invite-staff"]);
        let lists: Vec<_> = entries
            .iter()
            .filter(|entry| text(&entry["operation"], "code") == "list-clients")
            .collect();
        let [list_of_ours] = lists.as_slice() else {
            panic!("the list is one act, and the other office's none: {lists:?}")
        };
        let persons = |items: &Value| -> Vec<Value> {
            let items = items.as_array().unwrap();
            items.iter().map(|item| item["personId"].clone()).collect()
        };
        assert_eq!(persons(&list_of_ours["people"]), persons(&list["items"]));
        assert_eq!(text(&list_of_ours["outcome"], "code"), "done");
        for person in list_of_ours["people"].as_array().unwrap() {
            let outcome = text(&person["outcome"], "code");
            assert!(["granted", "listed"].contains(&outcome), "{outcome}");
        }
        let names: std::collections::BTreeSet<_> = entries
            .iter()
            .filter_map(|entry| entry["accountName"].as_str())
            .collect();
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["佐藤 花子", "管理 太郎"]);
        let mut paged: Vec<Value> = Vec::new();
        let mut path = "/api/v1/organization/access-record?limit=3".to_owned();
        loop {
            let page = admin.get(&path).json();
            paged.extend(page["entries"].as_array().unwrap().iter().cloned());
            match page["nextCursor"].as_str() {
                Some(cursor) => path = format!("/api/v1/organization/access-record?limit=3&cursor={cursor}"),
                None => break,
            }
        }
        // The first page begins with the entry of its own reading; after it come the very entries seen before.
        assert_eq!(paged[1..], entries[..], "{}", database.kind);
        let nonsense = admin.get("/api/v1/organization/access-record?cursor=nonsense");
        assert_eq!(nonsense.problem().0, "invalid-parameter");
    }
}
