//! Accounts: what is said of them, what can be done with them, and the credentials that are shown once.

use super::ID;
use crate::shown::{coded, shown};
use contract::office::account::StaffMember;
use frontend::pages::office::accounts;
use frontend::parts::credential::shown_once;
use frontend::route::{AccountAct, Whose};
use serde_json::{from_value, json};
use yew::prelude::*;

fn member(status: (&str, &str), is_self: bool) -> StaffMember {
    from_value(
        json!({"id": ID, "etag": "\"a\"", "name": "佐藤 花子", "loginId": "sato.hanako", "role": coded("care-manager", "ケアマネジャー"),
                      "status": coded(status.0, status.1), "self": is_self}),
    )
    .unwrap()
}

#[test]
fn an_account_is_offered_what_its_state_allows() {
    use AccountAct as A;
    let acts = |status, is_self| accounts::acts(Whose::Office, &member(status, is_self));
    assert_eq!(
        acts(("active", "利用中"), false),
        [A::Role, A::Credentials, A::Suspension, A::Departure]
    );
    assert_eq!(
        acts(("suspended", "停止中"), false),
        [A::Credentials, A::Reinstatement, A::Departure]
    );
    assert_eq!(acts(("left", "利用終了"), false), []);
    assert_eq!(
        acts(("active", "利用中"), true),
        [A::Role, A::Departure],
        "nobody locks themselves out by mistake"
    );
    let city = accounts::acts(Whose::City, &member(("active", "利用中"), false));
    assert!(
        !city.contains(&A::Role),
        "the insurer does not hand out roles inside an office"
    );
}

#[tokio::test]
async fn a_row_of_a_table_names_its_cells_for_the_card() {
    let html = shown(|| accounts::accounts(Whose::Office, &[member(("active", "利用中"), false)])).await;
    for head in ["ログインID", "権限", "状態", "最後のログイン"] {
        assert!(html.contains(&format!("data-label=\"{head}\"")), "{head} in {html}");
    }
    assert_eq!(html.matches("role=\"columnheader\"").count(), 5);
}

#[tokio::test]
async fn what_is_shown_once_says_so_and_can_be_printed() {
    let html = shown(|| {
        let credentials = from_value(
            json!({"accountId": ID, "loginId": "kari-7m4qv2xk", "password": "H7KM-Q2XV-9TPW-4RNC",
                                            "validUntil": "2026-05-24T10:00:00+09:00"}),
        )
        .unwrap();
        html! { <>{ shown_once::shown_once_notice() }{ shown_once::credentials("佐藤 花子", &credentials) }</> }
    })
    .await;
    assert!(html.contains("一度しか表示されません") && html.contains("印刷する"));
    assert!(html.contains("H7KM-") && html.contains("佐藤 花子"));
}
