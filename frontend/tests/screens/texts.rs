//! The texts that people agree to: which one holds, what follows from another one, and that nothing typed is lost.

use crate::shown::{coded, shown};
use contract::setup::text::{TextEntry, TextList};
use domain::insurer::TextKind;
use frontend::pages::city::{new_text, texts};
use frontend::parts::form::question::Answers;
use serde_json::{Value, from_value, json};

fn entry() -> Value {
    json!({"kind": coded("terms", "利用規約"), "etag": "\"a\"", "versions": [
        {"version": "2026-10", "publishedAt": "2026-09-15T10:15:00+09:00", "inForce": true},
        {"version": "2026-07", "publishedAt": "2026-06-15T10:15:00+09:00", "inForce": false},
        {"version": "2026-04", "inForce": false}]})
}

#[tokio::test]
async fn the_list_says_which_version_is_in_force_since_when() {
    let list: TextList = from_value(json!({"texts": [entry()]})).unwrap();
    let html = shown(move || texts::texts(&list)).await;
    for words in [
        "href=\"/city/texts/terms\"",
        "2026-10",
        "令和8年9月15日（2026年） 10:15",
        "3版",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[tokio::test]
async fn every_other_version_is_one_step_away() {
    let entry: TextEntry = from_value(entry()).unwrap();
    let kind = TextKind::Terms;
    assert_eq!(texts::chosen(&entry, None).unwrap().version, "2026-10");
    for (number, version) in [(1, "2026-04"), (2, "2026-07"), (3, "2026-10")] {
        assert_eq!(texts::chosen(&entry, Some(number)).unwrap().version, version);
    }
    assert_eq!(
        (texts::chosen(&entry, Some(0)), texts::chosen(&entry, Some(4))),
        (None, None)
    );
    let second = texts::chosen(&entry, Some(2)).unwrap().clone();
    let html = shown(move || texts::others(kind, &entry, &second)).await;
    assert!(
        html.contains("href=\"/city/texts/terms\"") && html.contains("href=\"/city/texts/terms/1\""),
        "{html}"
    );
    assert!(
        !html.contains("2026-07") && html.contains("システムの導入時から"),
        "{html}"
    );
}

#[tokio::test]
async fn a_text_is_read_with_its_headings_and_without_the_marks_of_its_layout() {
    let html = shown(|| texts::words(TextKind::Terms, "# 利用規約\n\n## 第1条\n1. **秘密**を守ります。")).await;
    assert!(
        html.contains("<strong>利用規約</strong>") && html.contains("<strong>第1条</strong>"),
        "{html}"
    );
    assert!(html.contains("1. 秘密を守ります。"), "{html}");
}

#[tokio::test]
async fn before_publishing_it_says_who_agrees_anew_and_who_does_not() {
    let terms = new_text::consequences(TextKind::Terms, "2026-04").join("\n");
    for words in [
        "版「2026-04」に代わって",
        "これから利用申請をする事業所",
        "同意のやり直しは求めません",
        "あとから変えられません",
    ] {
        assert!(terms.contains(words), "{words}: {terms}");
    }
    let form = new_text::consequences(TextKind::ConsentForm, "2026-04").join("\n");
    assert!(
        form.contains("すでに受け付けた同意は、そのまま続きます") && !form.contains("利用申請"),
        "{form}"
    );
    let mut answers = Answers::default();
    answers.set("version", "2026-10".to_owned());
    answers.set("text", "# 利用規約".to_owned());
    let html = shown(move || new_text::summary(TextKind::Terms, &answers)).await;
    assert!(
        html.contains("2026-10") && html.contains("6文字") && html.contains("〔市〕がありません"),
        "{html}"
    );
}

#[tokio::test]
async fn what_was_typed_stays_when_somebody_else_has_published_meanwhile() {
    let html = shown(|| new_text::overtaken(TextKind::Terms, "2026-04", "2026-10")).await;
    assert!(
        html.contains("版「2026-10」が公開されました") && html.contains("このまま残っています"),
        "{html}"
    );
    assert!(
        html.contains("target=\"_blank\""),
        "reading it leaves the form as it is"
    );
    assert!(
        !shown(|| new_text::overtaken(TextKind::Terms, "2026-10", "2026-10"))
            .await
            .contains("notice")
    );
}

#[test]
fn what_cannot_be_a_version_is_said_before_it_is_sent() {
    assert!(
        ["2026-10", "令和8年10月版"]
            .iter()
            .all(|name| new_text::name_fault(name).is_none())
    );
    assert!(
        ["2026/10", "..", "a b"]
            .iter()
            .all(|name| new_text::name_fault(name).is_some())
    );
    assert_eq!(new_text::text_fault("# 利用規約\n\n1. 甲"), None);
    assert!(new_text::text_fault("番号 123456789018").is_some_and(|words| words.contains("マイナンバー")));
    let long = "甲".repeat(domain::insurer::LONGEST_TEXT + 1);
    assert!(new_text::text_fault(&long).is_some_and(|words| words.contains("20,000文字")));
}
