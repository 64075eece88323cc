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
