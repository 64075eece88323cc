//! Today's work of the insurer: what waits for it, oldest first.

use crate::api::city;
use crate::browser;
use crate::pages::city::usage_applications::{lines, place};
use crate::parts::date::with_weekday;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::notice::waiting::answered;
use crate::session::AppContext;
use crate::waiting::use_answer;
use contract::clients::pace::{CityPace, PartPace};
use contract::enrolment::usage_application::UsageApplicationQueue;
use domain::enrolment::usage_application::UsageApplicationState;
use yew::prelude::*;

/// Today's work of the insurer: what waits for it, oldest first.
#[component]
pub fn CityWorkPage() -> Html {
    let today = use_context::<AppContext>().and_then(|context| context.today(browser::now_ms()));
    let state = |state| move || city::usage_applications(Some(state), None);
    let received = use_answer("received".to_owned(), state(UsageApplicationState::Received));
    let proposed = use_answer("proposed".to_owned(), state(UsageApplicationState::Proposed));
    let letterless = use_answer("without letters".to_owned(), city::without_letters);
    let pace = use_answer("pace".to_owned(), city::pace);
    html! {
        <div class="page">
            <Heading title="今日の仕事">{ "今日の仕事" }</Heading>
            if let Some(today) = today {
                <p class="lead">{ with_weekday(today) }</p>
            }
            { group("waiting", "審査を待っている利用申請", answered(&received, |queue| waiting(queue, UsageApplicationState::Received))) }
            { group("proposed", "2人目の確認を待っている利用申請", answered(&proposed, |queue| waiting(queue, UsageApplicationState::Proposed))) }
            { group("letterless", "許可済み・通知書未作成", answered(&letterless, without_letters)) }
            { group("pace", "申請から決定までの日数", answered(&pace, days)) }
        </div>
    }
}

fn group(id: &'static str, title: &'static str, body: Html) -> Html {
    html! {
        <section class="work" aria-labelledby={id}>
            <h2 {id}>{ title }</h2>
            { body }
        </section>
    }
}

/// Those that were approved and wait for a letter.
pub fn without_letters(queue: &UsageApplicationQueue) -> Html {
    lines(&queue.items, "通知書を作っていない利用申請はありません。")
}

/// How long each part takes, from the decisions of the last months.
pub fn days(pace: &CityPace) -> Html {
    let head = |text: &'static str| html! { <th scope="col" role="columnheader">{ text }</th> };
    html! {
        <>
            <p>{ format!(
                "{}から{}までに決定した申請から数えた日数です。事業所の画面にも、目安として出ます。{}件に満たないものは出ません。",
                pace.since.wareki_short(), pace.until.wareki_short(), pace.fewest
            ) }</p>
            if pace.parts.is_empty() {
                <p class="notice notice-info">{ "数えられる申請がまだありません。" }</p>
            } else {
                <table class="table cards" role="table" aria-label="申請から決定までの日数">
                    <thead role="rowgroup">
                        <tr role="row">{ head("申請区分") }{ head("段階") }{ head("中央値") }{ head("9割の申請が済む日数") }{ head("件数") }</tr>
                    </thead>
                    <tbody role="rowgroup">{ for pace.parts.iter().map(part) }</tbody>
                </table>
            }
        </>
    }
}

fn part(part: &PartPace) -> Html {
    html! {
        <tr role="row">
            <th scope="row" role="rowheader">{ &part.application_kind.label }</th>
            <td role="cell" data-label="段階">{ &part.part.label }</td>
            <td role="cell" data-label="中央値">{ format!("{}日", part.median_days) }</td>
            <td role="cell" data-label="9割の申請が済む日数">{ format!("{}日", part.ninetieth_days) }</td>
            <td role="cell" data-label="件数">{ format!("{}件", part.counted) }</td>
        </tr>
    }
}

/// Those in a state, with the way to the rest of them.
pub fn waiting(queue: &UsageApplicationQueue, state: UsageApplicationState) -> Html {
    let none = if state == UsageApplicationState::Proposed {
        "2人目の確認を待っている利用申請はありません。"
    } else {
        "審査を待っている利用申請はありません。"
    };
    html! {
        <>
            { lines(&queue.items, none) }
            if queue.next_cursor.is_some() {
                <p><Link to={place(Some(state))}>{ "この続きを利用申請の一覧で見る" }</Link></p>
            }
        </>
    }
}
