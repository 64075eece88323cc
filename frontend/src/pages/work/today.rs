//! Today's work: the clients for whom something has happened or is due, by urgency.

use crate::api;
use crate::browser;
use crate::parts::client::client_table::client_table;
use crate::parts::date::with_weekday;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::notice::waiting::answered;
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
    if work.groups.is_empty() {
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
                            <a href={format!("#{}", group.kind.code)} class={urgency(group)}>
                                <span class="overview-name">{ &group.kind.label }</span>{ " " }
                                <span class="overview-count"><strong>{ group.clients.len() }</strong>{ if group.more { "人以上" } else { "人" } }</span>
                            </a>
                        </li>
                    }) }
                </ul>
            </nav>
            { for work.groups.iter().map(section) }
        </>
    }
}

fn section(group: &WorkGroup) -> Html {
    html! {
        <section class="work" id={group.kind.code.clone()} aria-labelledby={format!("{}-h", group.kind.code)}>
            <h2 id={format!("{}-h", group.kind.code)}>{ &group.kind.label }</h2>
            { client_table(&group.kind.label, &group.clients) }
            if group.more {
                <p><Link to={Route::Clients} filter={filter_of(&group.kind.code)}>{ "この続きを利用者の一覧で見る" }</Link></p>
            }
        </section>
    }
}

fn urgency(group: &WorkGroup) -> &'static str {
    match group.kind.code.as_str() {
        "ending-7" | "consent" => "is-urgent",
        _ => "is-plain",
    }
}

/// The list that goes on where a group stops.
pub fn filter_of(group: &str) -> ClientFilter {
    match group {
        "ending-7" | "ending-30" | "ending-60" => ClientFilter::Ending,
        "decided" => ClientFilter::Decided,
        "progress" => ClientFilter::InProgress,
        "consent" => ClientFilter::ConsentMissing,
        _ => ClientFilter::All,
    }
}
