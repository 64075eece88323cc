//! One's own clients: search by name, kana or number, filters as links, more lines on demand. What was searched for is
//! sent in a body and kept in memory only.

use crate::api::{self, Answer};
use crate::browser;
use crate::pages::work::consent_form::ConsentForm;
use crate::parts::client::client_table::client_table;
use crate::parts::form::field::Field;
use crate::parts::form::input::typed;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::notice::waiting::answered;
use crate::parts::validity::board::board;
use crate::route::{ListQuery, Route};
use crate::session::{Action, AppContext, ListMemory, note_failure};
use crate::waiting::{Waiting, use_answer};
use contract::clients::client::{ClientFilter, ClientList, ClientListItem, ClientSearch};
use contract::page::PageLimit;
use domain::person::looks_like_my_number;
use std::rc::Rc;
use yew::platform::spawn_local;
use yew::prelude::*;
use yew_router::prelude::use_location;

/// Lines that come at a time.
const PAGE: usize = 50;
/// Lines that come at most in one answer (API convention).
const MOST: usize = 200;

/// The filters with their words, in the order of the links.
pub const FILTERS: [(ClientFilter, &str); 6] = [
    (ClientFilter::All, "すべて"),
    (ClientFilter::InProgress, "申請中"),
    (ClientFilter::Overdue, "期限を過ぎた申請"),
    (ClientFilter::Ending, "間に合うか（60日以内・満了後）"),
    (ClientFilter::Decided, "14日以内に結果が出た"),
    (ClientFilter::ConsentMissing, "同意がない"),
];

/// The list with its search and its filters.
#[component]
pub fn ClientsPage() -> Html {
    let filter = use_location()
        .and_then(|l| l.query::<ListQuery>().ok())
        .unwrap_or_default()
        .filter;
    let context = use_context::<AppContext>();
    let memory = use_state(|| context.map(|context| context.list.clone()).unwrap_or_default());
    let query = use_state_eq(|| memory.query.clone());
    let lines = if memory.filter == filter && memory.query == *query {
        memory.shown
    } else {
        0
    };
    html! {
        <div class="page">
            <Heading title="利用者の一覧">{ "利用者の一覧" }</Heading>
            <Search query={(*query).clone()} searched={Callback::from({ let query = query.clone(); move |text| query.set(text) })} />
            { filters(filter) }
            if filter == ClientFilter::ConsentMissing { <ConsentForm /> }
            <Lines {filter} query={(*query).clone()} first={lines.clamp(PAGE, MOST)} />
        </div>
    }
}

/// The filters as links.
pub fn filters(current: ClientFilter) -> Html {
    html! {
        <nav aria-label="一覧の絞り込み">
            <ul class="filters">
                { for FILTERS.iter().map(|&(filter, word)| html! {
                    <li><Link to={Route::Clients} {filter} current={filter == current}>{ word }</Link></li>
                }) }
            </ul>
        </nav>
    }
}

#[derive(Properties, PartialEq)]
struct SearchProps {
    query: AttrValue,
    searched: Callback<String>,
}

#[component]
fn Search(props: &SearchProps) -> Html {
    let node = use_node_ref();
    let refused = use_state_eq(|| false);
    let onsubmit = {
        let (node, refused, searched) = (node.clone(), refused.clone(), props.searched.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = typed(&node).trim().to_owned();
            refused.set(looks_like_my_number(&text));
            if looks_like_my_number(&text) {
                browser::focus_id("query");
            } else {
                searched.emit(text);
            }
        })
    };
    let clear = {
        let (node, searched) = (node.clone(), props.searched.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = node.cast::<web_sys::HtmlInputElement>() {
                input.set_value("");
            }
            searched.emit(String::new());
            browser::focus_id("query");
        })
    };
    html! {
        <form class="search" role="search" {onsubmit} novalidate=true>
            <Field id="query" label="氏名、カナ、被保険者番号" required=false {node} kind="search" initial={props.query.clone()}
                support="名前やカナは一部だけでも探せます。ひらがな、カタカナ、全角、半角のどれでもかまいません。"
                error={refused.then_some("マイナンバー（個人番号）と思われる12桁の番号は入力できません。被保険者番号は10桁です。")} />
            <div class="search-buttons">
                <button type="submit" class="button">{ "探す" }</button>
                if !props.query.is_empty() {
                    <button type="button" class="button button-line" onclick={clear}>{ "全員に戻す" }</button>
                }
            </div>
        </form>
    }
}

/// What the first answer is asked for with.
#[derive(Clone, PartialEq, Properties)]
struct LinesProps {
    filter: ClientFilter,
    query: AttrValue,
    first: usize,
}

fn search(props: &LinesProps, cursor: Option<String>, limit: usize) -> ClientSearch {
    ClientSearch {
        query: (!props.query.is_empty()).then(|| props.query.to_string()),
        filter: props.filter,
        cursor,
        limit: u32::try_from(limit).ok().map(PageLimit),
    }
}

async fn first_page(props: LinesProps) -> Answer<ClientList> {
    let first = props.first;
    api::work::clients(&search(&props, None, first)).await
}

/// What came after the first answer.
#[derive(Clone, Default)]
struct More {
    /// The first answer that this belongs to.
    of: Option<Rc<ClientList>>,
    items: Vec<ClientListItem>,
    cursor: Option<String>,
    asking: bool,
    failed: bool,
}

#[component]
fn Lines(props: &LinesProps) -> Html {
    let context = use_context::<AppContext>();
    let subject = format!("{:?} {} {}", props.filter, props.first, props.query);
    let asked = use_answer(subject, {
        let props = props.clone();
        move || first_page(props)
    });
    let more = use_state(More::default);
    let first = match &asked.answer {
        Waiting::Ready(list) => Some(Rc::clone(list)),
        _ => None,
    };
    let same = matches!((&more.of, &first), (Some(a), Some(b)) if Rc::ptr_eq(a, b));
    let rest = if same {
        (*more).clone()
    } else {
        More {
            of: first.clone(),
            ..More::default()
        }
    };
    let shown = first.as_ref().map(|list| list.items.len() + rest.items.len());
    {
        let (context, filter, query) = (context.clone(), props.filter, props.query.to_string());
        use_effect_with((shown, filter, query), move |(shown, filter, query)| {
            if let (Some(shown), Some(context)) = (*shown, context) {
                context.dispatch(Action::Listed(ListMemory {
                    filter: *filter,
                    query: query.clone(),
                    shown,
                }));
            }
        });
    }
    let next = {
        let (props, rest) = (props.clone(), rest.clone());
        Callback::from(move |cursor: String| {
            fetch_more(context.clone(), props.clone(), rest.clone(), more.clone(), cursor)
        })
    };
    answered(&asked, |list| {
        let mut items = list.items.clone();
        items.extend(rest.items.iter().cloned());
        let cursor = if rest.items.is_empty() {
            list.next_cursor.clone()
        } else {
            rest.cursor.clone()
        };
        lines(props.filter, &props.query, &items, cursor, &rest, next)
    })
}

fn fetch_more(context: Option<AppContext>, props: LinesProps, rest: More, more: UseStateHandle<More>, cursor: String) {
    if rest.asking {
        return;
    }
    more.set(More {
        asking: true,
        failed: false,
        ..rest.clone()
    });
    spawn_local(async move {
        match api::work::clients(&search(&props, Some(cursor), PAGE)).await {
            Ok(list) => {
                let first_new = list.items.first().map(|item| item.person_id);
                let mut items = rest.items;
                items.extend(list.items);
                more.set(More {
                    of: rest.of,
                    items,
                    cursor: list.next_cursor,
                    asking: false,
                    failed: false,
                });
                if let Some(id) = first_new {
                    gloo_timers::callback::Timeout::new(0, move || browser::focus_link_in(&format!("client-{id}")))
                        .forget();
                }
            }
            Err(failure) => {
                note_failure(context.as_ref(), &failure);
                more.set(More {
                    asking: false,
                    failed: true,
                    ..rest
                });
            }
        }
    });
}

fn lines(
    filter: ClientFilter,
    query: &str,
    items: &[ClientListItem],
    cursor: Option<String>,
    rest: &More,
    next: Callback<String>,
) -> Html {
    html! {
        <>
            <p class="result" role="status">{ summary(filter, query, items.len(), cursor.is_some()) }</p>
            if !items.is_empty() {
                { if filter == ClientFilter::Ending { board(items, true) } else { client_table("利用者の一覧", items) } }
            }
            if rest.failed {
                <p class="notice notice-error" role="alert">{ "続きを読み込めませんでした。もう一度押してください。" }</p>
            }
            if let Some(cursor) = cursor {
                <button type="button" class="button button-line button-wide" aria-disabled={rest.asking.then_some("true")}
                    onclick={Callback::from(move |_: MouseEvent| next.emit(cursor.clone()))}>
                    { if rest.asking { "読み込み中です…".to_owned() } else { format!("次の{PAGE}人") } }
                </button>
            }
        </>
    }
}

/// Why a search may find nobody.
const NOT_FOUND: &str = "担当が終わった方、届出がまだ市で処理されていない方、ほかの事業所が担当する方は、ここに出ません。\
    氏名の字や被保険者番号が変わっていることもあります。";

/// What the list shows, in a sentence.
pub fn summary(filter: ClientFilter, query: &str, shown: usize, more: bool) -> String {
    let which = FILTERS
        .iter()
        .find(|(other, _)| *other == filter)
        .map_or("すべて", |(_, word)| word);
    let narrowed = match (filter, query.is_empty()) {
        (ClientFilter::All, true) => String::new(),
        (ClientFilter::All, false) => format!("「{query}」に当てはまる利用者"),
        (_, true) => format!("「{which}」の利用者"),
        (_, false) => format!("「{which}」で「{query}」に当てはまる利用者"),
    };
    match (shown, more) {
        (0, _) if narrowed.is_empty() => {
            "担当の利用者はいません。届出が市で処理されると、ここに表示されます。".to_owned()
        }
        (0, _) if query.is_empty() => format!("{narrowed}はいません。"),
        (0, _) => format!("{narrowed}はいません。{NOT_FOUND}"),
        (shown, true) if narrowed.is_empty() => format!("{shown}人までを表示しています（続きがあります）。"),
        (shown, false) if narrowed.is_empty() => format!("{shown}人を表示しています。"),
        (shown, true) => format!("{narrowed}を{shown}人まで表示しています（続きがあります）。"),
        (shown, false) => format!("{narrowed}を{shown}人表示しています。"),
    }
}
