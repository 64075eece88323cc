//! The insurer's queue of usage applications: all of them, or those in one state.

use crate::api::city;
use crate::parts::date;
use crate::parts::layout::link::Link;
use crate::parts::layout::page::{buttons, links, or_nothing, page};
use crate::parts::layout::table::{or_dash, table};
use crate::parts::notice::waiting::answered;
use crate::route::Route;
use crate::session::AppContext;
use crate::waiting::use_answer;
use contract::enrolment::usage_application::UsageApplicationLine;
use domain::account::Permission;
use domain::enrolment::usage_application::UsageApplicationState;
use domain::insurer::PermitWord;
use yew::prelude::*;

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    /// Only this state.
    #[prop_or_default]
    pub state: Option<UsageApplicationState>,
}

/// The states in the order in which they are offered: those that wait for the insurer first.
const OFFERED: [UsageApplicationState; 6] = [
    UsageApplicationState::Received,
    UsageApplicationState::Proposed,
    UsageApplicationState::Returned,
    UsageApplicationState::Approved,
    UsageApplicationState::Refused,
    UsageApplicationState::Withdrawn,
];

/// The list of those in a state.
pub fn place(state: Option<UsageApplicationState>) -> Route {
    state.map_or(Route::UsageApplications, |state| Route::UsageApplicationsIn { state })
}

/// What a state is called by an insurer that calls a permit so.
pub fn called(state: UsageApplicationState, word: PermitWord) -> &'static str {
    match (state, word) {
        (UsageApplicationState::Approved, PermitWord::Approve) => "承認",
        (UsageApplicationState::Refused, PermitWord::Approve) => "不承認",
        _ => state.name_ja(),
    }
}

/// The queue.
#[component]
pub fn UsageApplicationsPage(props: &Props) -> Html {
    let state = props.state;
    let context = use_context::<AppContext>();
    let word = context
        .as_ref()
        .map_or(PermitWord::Permit, |context| context.permit_word());
    let may_enter = context.is_some_and(|context| context.may(Permission::EnterUsageApplications));
    let cursor = use_state_eq(|| None::<String>);
    {
        let cursor = cursor.clone();
        use_effect_with(state, move |_| cursor.set(None));
    }
    let from = (*cursor).clone();
    let queue = use_answer(format!("{state:?} {from:?}"), move || {
        city::usage_applications(state, from)
    });
    let filters = [(Route::UsageApplications, "すべて")]
        .into_iter()
        .chain(OFFERED.map(|state| (place(Some(state)), called(state, word))));
    let next = Callback::from(move |next: String| cursor.set(Some(next)));
    let body = html! {
        <>
            { links("状態での絞り込み", filters, place(state)) }
            if may_enter { { buttons([(Route::EnterUsageApplication, "紙の申請を入力する")]) } }
            { answered(&queue, |queue| html! {
                <>{ lines(&queue.items, "当てはまる利用申請はありません。") }{ next_page_button(queue.next_cursor.clone(), next) }</>
            }) }
        </>
    };
    page("利用申請", &[], body)
}

/// The button that shows what comes after.
pub fn next_page_button(cursor: Option<String>, next: Callback<String>) -> Html {
    html! {
        if let Some(cursor) = cursor {
            <button type="button" class="button button-line button-wide" onclick={Callback::from(move |_: MouseEvent| next.emit(cursor.clone()))}>
                { "次のページ" }
            </button>
        }
    }
}

/// The applications as a table, or what is said if there are none.
pub fn lines(lines: &[UsageApplicationLine], none: &'static str) -> Html {
    let row = |line: &UsageApplicationLine| {
        vec![
            html! {
                <><Link to={Route::UsageApplication { id: line.id }}>{ &line.office_name }</Link><span class="kana number">{ &line.office_number }</span></>
            },
            html! { <span class="number">{ &line.reference }</span> },
            line.service_code.label.clone().into(),
            html! { <span class={classes!("tag", state_class(&line.state.code))}>{ &line.state.label }</span> },
            html! { <>{ date::short(line.received_on) }<span class="kana">{ &line.channel.label }</span></> },
            or_dash(line.waiting_days.map(|days| format!("{days}日"))),
        ]
    };
    or_nothing(lines.is_empty(), none, || {
        let heads = [
            "事業所",
            "受付番号",
            "サービスの種類",
            "状態",
            "受付日",
            "待っている日数",
        ];
        table("利用申請", &heads, lines.iter().map(row))
    })
}

/// How the tag of a state looks.
pub fn state_class(state: &str) -> &'static str {
    match state {
        "received" | "proposed" => "tag-red",
        "approved" => "tag-blue",
        _ => "tag-gray",
    }
}
