//! Many accounts at once from a CSV file: first only looked at, row by row, then done as a whole.

use crate::api::{Change, Outcome, office};
use crate::browser;
use crate::pages::change::command::use_command;
use crate::pages::office::accounts::title;
use crate::parts::credential::asks_before_leaving::AsksBeforeLeaving;
use crate::parts::credential::shown_once::shown_once_notice;
use crate::parts::layout::page::{buttons, page};
use crate::parts::layout::table::{or_dash, table};
use crate::route::{Route, Whose};
use contract::office::account::{BulkStaff, BulkStaffResult, BulkStaffRow};
use domain::account::{LARGEST_STAFF_TABLE, Role};
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;

const LIST: Route = Route::Accounts { whose: Whose::Office };

/// The choice of the file, then what became of its rows.
#[component]
pub fn BulkPage() -> Html {
    let chosen = use_state(String::new);
    let unread = use_state_eq(|| false);
    let result = use_state(|| None::<Rc<BulkStaffResult>>);
    let done = {
        let result = result.clone();
        Callback::from(move |outcome| {
            if let Outcome::Bulk(rows) = outcome {
                result.set(Some(Rc::new(rows)));
            }
        })
    };
    let command = use_command(done);
    let onchange = {
        let (chosen, unread, result, send) = (chosen.clone(), unread.clone(), result.clone(), command.send.clone());
        let busy = command.busy;
        Callback::from(move |event: Event| {
            // The field stays open for the keyboard, which a closed one would lose; one table is looked at at a time.
            if busy {
                return browser::forget_file(&event);
            }
            let (chosen, unread, send) = (chosen.clone(), unread.clone(), send.clone());
            result.set(None);
            spawn_local(async move {
                match browser::base64_of_file(&event).await {
                    Some(file) => {
                        chosen.set(file.clone());
                        unread.set(false);
                        send.emit(sent(file, true));
                    }
                    None => unread.set(true),
                }
            });
        })
    };
    let apply = {
        let (chosen, send) = (chosen.clone(), command.send.clone());
        Callback::from(move |_: MouseEvent| send.emit(sent((*chosen).clone(), false)))
    };
    let applied = result.as_ref().is_some_and(|result| result.applied);
    let body = html! {
        <>
            if !applied { { file(onchange, *unread) } }
            { command.notice }
            if let Some(result) = &*result {
                { rows(result) }
                if result.applied {
                    { buttons([(LIST, "職員の一覧へ")]) }
                } else if result.rows.iter().all(|row| row.errors.is_empty()) && !result.rows.is_empty() {
                    <p>
                        <button type="button" class="button button-wide" onclick={apply} aria-disabled={command.busy.then_some("true")}>
                            { if command.busy { "送信しています…" } else { "この内容で登録する" } }
                        </button>
                    </p>
                }
            }
        </>
    };
    let heading = if applied {
        "まとめて登録しました"
    } else {
        "CSVでまとめて登録する"
    };
    page(heading, &[(LIST, title(Whose::Office))], body)
}

fn sent(file: String, dry_run: bool) -> Change {
    office::bulk(&BulkStaff {
        csv: None,
        file: Some(file),
        dry_run,
    })
}

fn file(onchange: Callback<Event>, unread: bool) -> Html {
    // The same file, mended and chosen again, would be no change to the browser.
    let onclick = Callback::from(|event: MouseEvent| browser::forget_file(&event));
    html! {
        <>
            <p>{ "表計算ソフトで作ったCSVファイルを選びます。選んでも、すぐには登録しません。まず内容を確かめて、行ごとの結果を表示します。" }</p>
            <dl class="facts">
                <div><dt>{ "1行目（見出し）" }</dt><dd><code>{ "氏名,権限,操作,ログインID" }</code></dd></div>
                <div><dt>{ "権限" }</dt><dd>{ roles() }<span class="kana">{ "連携システムは、介護ソフトをつなぐときにだけ使います。" }</span></dd></div>
                <div><dt>{ "操作" }</dt><dd>{ "追加、停止、退職（空欄は追加）" }</dd></div>
                <div><dt>{ "ログインID" }</dt><dd>{ "停止と退職のときに書きます" }</dd></div>
            </dl>
            <div class="field">
                <label for="csv">{ "CSVファイル" }</label>
                <p class="support" id="csv-support">{ format!("文字コードはUTF-8とシフトJISのどちらでもかまいません。{LARGEST_STAFF_TABLE}人まで。") }</p>
                if unread {
                    <p class="error" id="csv-error" role="alert"><span class="error-mark">{ "エラー" }</span>{ "ファイルを読み取れませんでした。CSVとして保存し直してください。" }</p>
                }
                <input type="file" id="csv" accept=".csv,text/csv" {onchange} {onclick} aria-describedby="csv-support" />
            </div>
        </>
    }
}

/// What can be written as a role: the server goes by the same list.
fn roles() -> String {
    Role::standing(true).map(Role::name_ja).collect::<Vec<_>>().join("、")
}

/// What became, or would become, of each row.
pub fn rows(result: &BulkStaffResult) -> Html {
    let faulty = result.rows.iter().filter(|row| !row.errors.is_empty()).count();
    let (class, words) = if result.applied {
        ("notice-info", "すべての行を登録しました。".to_owned())
    } else if faulty > 0 {
        (
            "notice-error",
            format!("{faulty}行に誤りがあります。まだ何も登録していません。直したファイルをもう一度選んでください。"),
        )
    } else if result.rows.is_empty() {
        ("notice-error", "登録する行がありません。".to_owned())
    } else {
        let all = match result.rows.len() {
            1 => "1行を".to_owned(),
            rows => format!("{rows}行とも"),
        };
        ("notice-info", format!("{all}登録できます。まだ何も登録していません。"))
    };
    html! {
        <>
            <p class={classes!("notice", class)} role="status">{ words }</p>
            if result.applied && result.rows.iter().any(|row| row.credentials.is_some()) {
                <AsksBeforeLeaving />
                { shown_once_notice() }
            }
            { table("行ごとの結果", &["行", "氏名", "操作", "権限", "ログインID", "結果"], result.rows.iter().map(row)) }
        </>
    }
}

fn row(row: &BulkStaffRow) -> Vec<Html> {
    let made = row.credentials.as_ref();
    let login_id = made.map(|made| made.login_id.clone()).or_else(|| row.login_id.clone());
    let result = match made {
        Some(made) => html! { <>{ "仮パスワード " }<code class="keep">{ &made.password }</code></> },
        None if row.errors.is_empty() => "問題ありません".into(),
        None => {
            html! { <ul>{ for row.errors.iter().map(|error| html! { <li class="error">{ &error.detail }</li> }) }</ul> }
        }
    };
    vec![
        format!("{}行目", row.line).into(),
        row.name.clone().into(),
        or_dash(row.action.as_ref().map(|action| action.label.clone())),
        or_dash(row.role.as_ref().map(|role| role.label.clone())),
        or_dash(login_id),
        result,
    ]
}
