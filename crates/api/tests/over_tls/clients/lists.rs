//! What filters and the groups of today's work choose, and what their lines say.

use harness::databases;
use serde_json::{Value, json};

use crate::office::people::{administrator, signed_in};
use crate::support::city::{CANARY, City};
use crate::support::delivery::take_in;
use crate::support::wire::Client;

/// Besides what every city of these tests has: 4 has a first application open for 45 days that took a step three days ago and
/// a result of five days ago that ends in 20; 2 has the same and no consent.
fn more(city: &City) {
    let day = |days: i64| city.service.today().add_days(days).to_string();
    let (applied, step, decided, end) = (day(-45), day(-3), day(-5), day(20));
    let mut applications = String::from("被保険者番号,申請番号,申請日,申請区分,情報提供同意\r\n");
    let mut milestones = String::from("被保険者番号,申請番号,進捗区分,日付,延期理由,見込日\r\n");
    let mut certifications = String::from(
        "被保険者番号,申請番号,要介護状態区分,認定日,有効開始日,有効終了日,有効月数,審査会意見,サービス指定,状態,\
         チェックリスト実施日\r\n",
    );
    for number in ["0000900002", "0000900004"] {
        applications.push_str(&format!("{number},B-1,{applied},1,1\r\n"));
        milestones.push_str(&format!(
            "{number},B-1,received,{applied},,\r\n{number},B-1,survey-requested,{step},,\r\n"
        ));
        certifications.push_str(&format!("{number},B-0,22,{decided},{decided},{end},1,,,1,\r\n"));
    }
    let folder = tempfile::tempdir().unwrap();
    let stamp = day(0).replace('-', "");
    for (feed, text) in [
        ("application", applications),
        ("milestone", milestones),
        ("certification", certifications),
    ] {
        let path = folder.path().join(format!("431007_{feed}_{stamp}_002.csv"));
        std::fs::write(&path, text).unwrap();
        take_in(&city.operator(), &path);
    }
}

/// Name, level, elapsed days of the application.
fn lines(list: &Value) -> Vec<(String, Option<String>, Option<i64>)> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (
                line["name"].as_str().unwrap().to_owned(),
                line["certification"]["careLevel"]["code"].as_str().map(str::to_owned),
                line["application"]["elapsedDays"].as_i64(),
            )
        })
        .collect()
}

#[test]
fn each_filter_shows_those_it_is_named_after_with_all_their_line_says() {
    for database in databases() {
        let city = City::on(&database);
        more(&city);
        let mut client = city.signed_in(&city.ours);
        let canary = || (format!("{CANARY} ハナ"), Some("21".to_owned()), Some(20));
        let inoue = || ("井上 みつ".to_owned(), Some("22".to_owned()), Some(45));
        // Of her nothing is shown but who she is, and no filter on what is not shown finds her.
        let yamada = || ("山田 太郎".to_owned(), None, None);
        for (filter, expected) in [
            ("all", vec![inoue(), canary(), yamada()]),
            ("in-progress", vec![inoue(), canary()]),
            ("overdue", vec![inoue()]),
            ("ending", vec![inoue(), canary()]),
            ("decided", vec![inoue()]),
            ("consent-missing", vec![yamada()]),
        ] {
            let list = client.get(&format!("/api/v1/clients?filter={filter}")).json();
            assert_eq!(lines(&list["items"]), expected, "{filter}");
            assert!(list["nextCursor"].is_null(), "{filter}");
            let first = client.get(&format!("/api/v1/clients?limit=1&filter={filter}")).json();
            assert_eq!(lines(&first["items"]), expected[..1], "{filter}");
            assert_eq!(first["nextCursor"].is_string(), expected.len() > 1, "{filter}");
        }
    }
}

#[test]
fn todays_work_groups_those_with_something_to_do() {
    for database in databases() {
        let city = City::on(&database);
        more(&city);
        let before = city.entries();
        let mut client = city.signed_in(&city.ours);
        let work = client.get("/api/v1/work").json();
        let groups: Vec<_> = work["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|group| (group["kind"]["code"].as_str().unwrap(), lines(&group["clients"])))
            .collect();
        let canary = || (format!("{CANARY} ハナ"), Some("21".to_owned()), Some(20));
        let inoue = || ("井上 みつ".to_owned(), Some("22".to_owned()), Some(45));
        let expected = [
            ("ending-30-unfiled", vec![inoue()]),
            ("ending-60-filed", vec![canary()]),
            ("decided", vec![inoue()]),
            ("progress", vec![inoue()]),
            ("documents", vec![canary()]),
            ("consent", vec![("山田 太郎".to_owned(), None, None)]),
        ];
        assert_eq!(groups, expected);
        // The board, the greatest risk first: nobody has applied for her, while the other's renewal is open.
        assert_eq!(lines(&work["board"]), [inoue(), canary()]);
        let line = &work["board"][1]["continuity"];
        assert_eq!(
            (&line["filing"]["code"], &line["prospect"]["code"]),
            (&json!("open"), &json!("open"))
        );
        // Signing in, the page, and a line for each of the three, however many groups name them.
        assert_eq!(city.entries() - before, 5);
    }
}

#[test]
fn an_unchanged_page_is_known_again_with_its_cursor_and_its_entries() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let path = "/api/v1/clients?limit=1";
        let first = client.get(path);
        let cursor = first.json()["nextCursor"].as_str().unwrap().to_owned();
        let before = city.entries();
        let tag = first.header("etag").unwrap();
        let again = client.get_with(path, &[("If-None-Match", tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert_eq!(city.entries() - before, 2, "the page and its line, as for a 200");
        let next = format!("{path}&cursor={cursor}");
        let second = client.get(&next);
        let tag = second.header("etag").unwrap();
        assert_eq!(client.get_with(&next, &[("If-None-Match", tag)]).status, 304);
        assert_ne!(second.json()["items"], first.json()["items"]);
    }
}

#[test]
fn a_cursor_goes_on_in_its_own_list_only() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let first = client.get("/api/v1/clients?limit=1").json();
        let cursor = first["nextCursor"].as_str().unwrap();
        let refused = |client: &mut Client, query: &str| {
            let answer = client.get(&format!("/api/v1/clients?{query}&cursor={cursor}"));
            assert_eq!(answer.problem().1, ["cursor.unknown"], "{query}");
        };
        refused(&mut client, "filter=in-progress");
        let search = json!({ "query": "ヤマダ", "cursor": cursor });
        assert_eq!(
            client.post("/api/v1/clients/search", &search).problem().1,
            ["cursor.unknown"]
        );
        administrator(&city, &city.ours, "kanri.taro");
        refused(&mut signed_in(&city, &city.ours.identity, "kanri.taro"), "limit=1");
        refused(&mut city.signed_in(&city.other), "limit=1");
        let longer = client.get(&format!("/api/v1/clients?limit=2&cursor={cursor}"));
        assert_eq!(longer.status, 200, "how long a page is may change");
    }
}
