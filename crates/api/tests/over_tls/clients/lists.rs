//! What filters and the groups of today's work choose, and what their lines say.

use harness::databases;
use serde_json::Value;

use crate::support::city::{CANARY, City};
use crate::support::delivery::take_in;

/// Besides what every city of these tests has: 4 has an application open for 45 days that took a step three days ago and
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
        applications.push_str(&format!("{number},B-1,{applied},2,1\r\n"));
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
            ("ending-30", vec![inoue()]),
            ("ending-60", vec![canary()]),
            ("decided", vec![inoue()]),
            ("progress", vec![inoue()]),
            ("documents", vec![canary()]),
            ("consent", vec![("山田 太郎".to_owned(), None, None)]),
        ];
        assert_eq!(groups, expected);
        // Signing in, the page, and a line for each of the three, however many groups name them.
        assert_eq!(city.entries() - before, 5);
    }
}
