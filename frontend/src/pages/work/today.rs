//! Today's work: the clients for whom something has happened or is due, by urgency.

use crate::api;
use crate::browser;
use crate::parts::client::client_table::client_table;
use crate::parts::date::with_weekday;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::notice::waiting::answered;
use crate::parts::validity::board::board;
use crate::route::Route;
use crate::session::AppContext;
use crate::waiting::use_answer;
use contract::clients::client::ClientFilter;
use contract::clients::work::{TodaysWork, WorkGroup};
use yew::prelude::*;

/// Today's work of a care manager.
#[component]
pub fn WorkPage() -> Html {
    let today = use_context::<AppContext>().and_then(|context| context.today(browser::now_ms()));
    let work = use_answer(String::new(), api::work::today);
    html! {
        <div class="page">
            <Heading title="今日の仕事">{ "今日の仕事" }</Heading>
            if let Some(today) = today {
                <p class="lead">{ with_weekday(today) }</p>
            }
            { answered(&work, todays_work) }
        </div>
    }
}

/// The groups, with a list of them first.
pub fn todays_work(work: &TodaysWork) -> Html {
    if work.groups.is_empty() && work.board.is_empty() {
        return html! {
            <div class="notice notice-info">
                <p class="notice-title">{ "今日の仕事はありません" }</p>
                <p>{ "担当の利用者に、新しい結果や、期限の近い認定はありません。" }</p>
                <p><Link to={Route::Clients}>{ "利用者の一覧を見る" }</Link></p>
            </div>
        };
    }
    html! {
        <>
            <nav aria-label="今日の仕事の見出し">
                <ul class="overview">
                    { for work.groups.iter().map(|group| html! {
                        <li>
                            <a href={format!("#{}", place(group))} class={urgency(group)}>
                                <span class="overview-name">{ &group.kind.label }</span>{ " " }
                                <span class="overview-count"><strong>{ group.clients.len() }</strong>{ if group.more { "人以上" } else { "人" } }</span>
                            </a>
                        </li>
                    }) }
                </ul>
            </nav>
            { on_board(work) }
            { for work.groups.iter().filter(|group| !is_ending(group)).map(section) }
        </>
    }
}

/// Those whose validity ends or has ended stand on the board together, the greatest risk first; the overview above counts
/// them by group.
fn is_ending(group: &WorkGroup) -> bool {
    group.kind.code.starts_with("ending-") || group.kind.code.starts_with("expired")
}

/// Where a group stands on the page.
fn place(group: &WorkGroup) -> &str {
    if is_ending(group) { BOARD } else { &group.kind.code }
}

const BOARD: &str = "board";

fn on_board(work: &TodaysWork) -> Html {
    if work.board.is_empty() {
        return Html::default();
    }
    html! {
        <section class="work" id={BOARD} aria-labelledby="board-h">
            <h2 id="board-h">{ "間に合うか" }</h2>
            <p>{ "認定の有効期間が60日以内に終わる方と、満了した方です。急ぐ順に並んでいます。" }</p>
            { board(&work.board, false) }
            if work.more_on_board {
                <p><Link to={Route::Clients} filter={ClientFilter::Ending}>{ "この続きを利用者の一覧で見る" }</Link></p>
            }
        </section>
    }
}

fn section(group: &WorkGroup) -> Html {
    html! {
        <section class="work" id={group.kind.code.clone()} aria-labelledby={format!("{}-h", group.kind.code)}>
            <h2 id={format!("{}-h", group.kind.code)}>{ &group.kind.label }</h2>
            { client_table(&group.kind.label, &group.clients) }
            if group.more && group.kind.code != "ended" {
                <p><Link to={Route::Clients} filter={filter_of(&group.kind.code)}>{ "この続きを利用者の一覧で見る" }</Link></p>
            }
        </section>
    }
}

fn urgency(group: &WorkGroup) -> &'static str {
    match group.kind.code.as_str() {
        "expired-pending" | "expired" | "ending-7-unfiled" | "ending-7" | "consent" => "is-urgent",
        _ => "is-plain",
    }
}

/// The list that goes on where a group stops.
pub fn filter_of(group: &str) -> ClientFilter {
    match group {
        "decided" => ClientFilter::Decided,
        "progress" => ClientFilter::InProgress,
        "consent" => ClientFilter::ConsentMissing,
        _ => ClientFilter::All,
    }
}
