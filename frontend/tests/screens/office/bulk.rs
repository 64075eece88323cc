//! Many accounts at once: the result, row by row.

use crate::shown::{coded, shown};
use contract::office::account::BulkStaffResult;
use frontend::pages::office::bulk;
use serde_json::{from_value, json};

#[tokio::test]
async fn the_bulk_result_names_each_row_and_nothing_is_offered_before_it_is_right() {
    let html = shown(|| {
        let result: BulkStaffResult = from_value(json!({"applied": false, "rows": [
            {"line": 2, "name": "佐藤 花子", "action": coded("invitation", "追加"), "role": coded("viewer", "閲覧者")},
            {"line": 3, "name": "=HYPERLINK(1)", "errors": [{"rule": "bulk.role", "detail": "権限が読み取れません。"}]}]}))
        .unwrap();
        bulk::rows(&result)
    })
    .await;
    assert!(html.contains("1行に誤りがあります") && html.contains("まだ何も登録していません"));
    assert!(html.contains("権限が読み取れません。") && html.contains("問題ありません"));
}
