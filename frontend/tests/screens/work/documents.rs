//! Documents: which can be opened, and why another one cannot.

use super::freshness;
use crate::shown::{coded, shown};
use contract::clients::document::DocumentList;
use domain::id::PersonId;
use frontend::parts::client::documents;
use serde_json::{from_value, json};

#[tokio::test]
async fn a_document_that_is_withheld_has_reasons_and_no_way_to_open_it() {
    let html = shown(|| {
        let reason = json!({"rule": "policy.physician-consent", "detail": "主治医が同意していません。", "who": "主治医",
                            "remedy": "医療機関に問い合わせてください。", "since": "2024-05-22"});
        let list: DocumentList = from_value(json!({
            "documents": [{"documentId": "01890000-0000-7000-8000-000000000703",
                           "kind": coded("physician-opinion", "主治医意見書"), "datedOn": "2024-05-22", "pages": 2,
                           "withheld": reason}],
            "freshness": freshness()
        }))
        .unwrap();
        documents::documents(
            "01890000-0000-7000-8000-000000000001".parse::<PersonId>().unwrap(),
            &list,
        )
    })
    .await;
    assert!(html.contains("主治医が同意していません。（") || html.contains("主治医が同意していません。"));
    assert!(html.contains("医療機関に問い合わせてください。") && html.contains("令和6年5月22日（2024年）から"));
    assert!(!html.contains("<a "), "{html}");
}

#[test]
fn a_document_names_its_application() {
    let of = |kind: (&str, &str)| {
        let application = json!({"kind": coded(kind.0, kind.1), "appliedOn": "2026-04-06"});
        documents::belongs(&from_value(application).unwrap())
    };
    assert_eq!(of(("renewal", "更新")), "更新申請（R8.4.6）の文書");
    assert_eq!(of(("level-change", "区分変更")), "区分変更申請（R8.4.6）の文書");
    assert_eq!(of(("ex-officio", "職権")), "職権による認定（R8.4.6）の文書");
    assert_eq!(of(("transfer", "転入")), "転入（R8.4.6）の文書");
}

#[tokio::test]
async fn a_row_says_which_application_and_which_day_by_its_kind() {
    let html = shown(|| {
        let document = |kind: (&str, &str), id: &str| {
            json!({"documentId": id, "kind": coded(kind.0, kind.1), "datedOn": "2026-04-20", "pages": 2,
                   "application": {"kind": coded("renewal", "更新"), "appliedOn": "2026-04-06"}})
        };
        let list: DocumentList = from_value(json!({"documents": [
            document(("survey-sheet", "認定調査票"), "01890000-0000-7000-8000-000000000703"),
            document(("physician-opinion", "主治医意見書"), "01890000-0000-7000-8000-000000000704")],
            "freshness": freshness()}))
        .unwrap();
        documents::documents(
            "01890000-0000-7000-8000-000000000001".parse::<PersonId>().unwrap(),
            &list,
        )
    })
    .await;
    for words in ["調査実施日 令和8年4月20日", "記入日 令和8年4月20日"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert_eq!(
        html.matches("<p class=\"document-of\">更新申請（R8.4.6）の文書</p>")
            .count(),
        2,
        "{html}"
    );
    assert!(!html.contains("作成"), "{html}");
}
