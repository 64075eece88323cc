//! What one's own organization did, and what the insurer did to it: the record, newest first, a page at a time.

use crate::api::office;
use crate::parts::date;
use crate::parts::layout::link::Link;
use crate::parts::layout::more::more;
use crate::parts::layout::page::{lists, or_nothing, page};
use crate::parts::layout::table::{or_dash, table};
use crate::parts::notice::waiting::answered;
use crate::route::{Route, Whose};
use crate::waiting::use_answer;
use contract::audit::access_record::{AccessEntry, AccessRecord, AccessedPerson};
use yew::prelude::*;

/// What the organization did, a page at a time.
#[component]
pub fn AccessRecordPage() -> Html {
    let cursors = use_state(Vec::<String>::new);
    let cursor = cursors.last().cloned();
    let record = use_answer(cursor.clone().unwrap_or_default(), move || {
        office::access_record(cursor)
    });
    let older = {
        let cursors = cursors.clone();
        Callback::from(move |cursor: String| cursors.set(cursors.iter().cloned().chain([cursor]).collect()))
    };
    let newer = (!cursors.is_empty()).then(|| {
        let cursors = cursors.clone();
        Callback::from(move |_: MouseEvent| {
            let kept = cursors.len().saturating_sub(1);
            cursors.set(cursors.iter().take(kept).cloned().collect());
        })
    });
    let body = html! {
        <>
            { lists(Whose::Office, Route::AccessRecord) }
            <p>{ "この事業所の職員と端末が行ったことと、市がこの事業所に対して行ったことの記録です。新しい順に表示します。" }</p>
            { answered(&record, |record| html! {
                <>
                    <p class="result" role="status">{ format!("{}ページ目", cursors.len() + 1) }</p>
                    { entries(record) }
                    { turning(newer, record.next_cursor.clone(), older) }
                </>
            }) }
        </>
    };
    page("利用の記録", &[], body)
}

fn turning(newer: Option<Callback<MouseEvent>>, next: Option<String>, older: Callback<String>) -> Html {
    html! {
        <p class="buttons">
            if let Some(onclick) = newer {
                <button type="button" class="button button-line" {onclick}>{ "新しいほうへ" }</button>
            }
            if let Some(cursor) = next {
                <button type="button" class="button button-line" onclick={Callback::from(move |_: MouseEvent| older.emit(cursor.clone()))}>
                    { "古いほうへ" }
                </button>
            }
        </p>
    }
}

/// A page of the record.
pub fn entries(record: &AccessRecord) -> Html {
    let row = |entry: &AccessEntry| {
        vec![
            date::short_moment(entry.at).into(),
            or_dash(entry.insurer.clone().or_else(|| entry.account_name.clone())),
            or_dash(entry.device_label.clone()),
            html! {
                <>
                    { &entry.operation.label }
                    if let Some(reason) = &entry.reason { <span class="kana">{ format!("理由：{reason}") }</span> }
                </>
            },
            match &entry.about {
                Some(about) if entry.people.is_empty() => about.clone().into(),
                _ => people(&entry.people),
            },
            entry.outcome.label.clone().into(),
        ]
    };
    or_nothing(record.entries.is_empty(), "記録はありません。", || {
        let heads = ["日時", "使った人", "端末", "操作", "対象", "結果"];
        table("利用の記録", &heads, record.entries.iter().map(row))
    })
}

/// Whom an act concerned: the way to their pages, where their names are for whoever may see them.
fn people(people: &[AccessedPerson]) -> Html {
    let page = |person: &AccessedPerson, words: String| html! { <Link to={Route::Client { id: person.person_id }}>{ words }</Link> };
    match people {
        [] => "―".into(),
        [one] => page(one, "利用者のページ".to_owned()),
        all => {
            let one = |(place, person): (usize, &AccessedPerson)| {
                let whole = person.outcome.code == "granted";
                html! {
                    <li>
                        { page(person, format!("{}人目のページ", place + 1)) }
                        if !whole { <span class="kana">{ &person.outcome.label }</span> }
                    </li>
                }
            };
            more(
                format!("利用者 {}人", all.len()),
                html! { <ol class="looked-at">{ for all.iter().enumerate().map(one) }</ol> },
            )
        }
    }
}
