//! Today's work of the insurer: what waits for it, oldest first.

use crate::api::city;
use crate::browser;
use crate::pages::city::usage_applications::{lines, place};
use crate::parts::date::with_weekday;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::table::table;
use crate::parts::notice::waiting::answered;
use crate::session::AppContext;
use crate::waiting::use_answer;
use contract::clients::pace::{CityPace, PlacePace};
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
            { group("letterless", "通知書をまだ作っていない利用申請", answered(&letterless, without_letters)) }
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

/// How long each part takes, from the decisions of the last months, and who takes how long for it.
pub fn days(pace: &CityPace) -> Html {
    html! {
        <>
            <p>{ format!(
                "{}から{}までに決定した申請から数えた日数です。事業所の画面にも、目安として出ます。{}件に満たないものは出ません。",
                pace.since.wareki_short(), pace.until.wareki_short(), pace.fewest
            ) }</p>
            if pace.parts.is_empty() {
                <p class="notice notice-info">{ "数えられる申請がまだありません。" }</p>
            } else {
                { table("申請から決定までの日数", &["申請区分", "段階", MEDIAN, NINETIETH, COUNTED], pace.parts.iter().map(|part| {
                    let mut cells = vec![part.application_kind.label.clone().into(), part.part.label.clone().into()];
                    cells.extend(counted((part.median_days, part.ninetieth_days), part.counted));
                    cells
                })) }
                { places("調査委託先ごとの日数（申請から調査票の受領まで）", "調査委託先", &pace.survey_contractors) }
                { places("医療機関ごとの日数（申請から主治医意見書の受領まで）", "医療機関", &pace.institutions) }
            }
        </>
    }
}

/// Those that are named often enough, for the insurer's eyes alone.
fn places(title: &'static str, heading: &'static str, places: &[PlacePace]) -> Html {
    if places.is_empty() {
        return Html::default();
    }
    let row = |place: &PlacePace| {
        let mut cells = vec![place.name.clone().into()];
        cells.extend(counted((place.median_days, place.ninetieth_days), place.counted));
        cells
    };
    html! {
        <>
            <h3>{ title }</h3>
            { table(title, &[heading, MEDIAN, NINETIETH, COUNTED], places.iter().map(row)) }
        </>
    }
}

const MEDIAN: &str = "中央値";
const NINETIETH: &str = "9割の申請が済む日数";
const COUNTED: &str = "件数";

/// The cells under these three headings.
fn counted((median, ninetieth): (i64, i64), counted: u32) -> [Html; 3] {
    [
        format!("{median}日").into(),
        format!("{ninetieth}日").into(),
        format!("{counted}件").into(),
    ]
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
