//! The texts that people agree to: which version is in force since when, each of them to be read, and the way to a new one.

use crate::api::city;
use crate::pages::not_found::NotFoundPage;
use crate::pages::work::consent_form::ConsentForm;
use crate::parts::date;
use crate::parts::layout::link::Link;
use crate::parts::layout::page::{buttons, or_nothing, page};
use crate::parts::layout::table::{facts, table};
use crate::parts::notice::waiting::answered;
use crate::route::Route;
use crate::session::AppContext;
use crate::waiting::use_answer;
use contract::setup::text::{TextEntry, TextList, TextVersionEntry};
use domain::account::Permission;
use domain::insurer::{TextKind, with_insurer};
use yew::prelude::*;

/// The way back to the list.
pub const TRAIL: (Route, &str) = (Route::Texts, "利用規約・同意書");

/// The list, with the form of consent to be printed.
#[component]
pub fn TextsPage() -> Html {
    let list = use_answer(String::new(), city::texts);
    let body = html! {
        <>
            { answered(&list, texts) }
            <h2>{ "同意書の用紙" }</h2>
            <p>{ "窓口で渡すときは、公開中の同意書をここから印刷します。" }</p>
            <ConsentForm />
        </>
    };
    page(TRAIL.1, &[], body)
}

/// Each text with the version in force.
pub fn texts(list: &TextList) -> Html {
    let row = |entry: &TextEntry| {
        let Some(now) = entry.versions.first() else {
            return Vec::new();
        };
        let name = match TextKind::from_code(&entry.kind.code) {
            Some(kind) => html! { <Link to={Route::TextInForce { kind }}>{ &entry.kind.label }</Link> },
            None => entry.kind.label.clone().into(),
        };
        vec![
            name,
            now.version.clone().into(),
            since(now),
            format!("{}版", entry.versions.len()).into(),
        ]
    };
    table(
        TRAIL.1,
        &["文章", "公開中の版", "公開した日時", "これまでの版"],
        list.texts.iter().map(row),
    )
}

/// When a version was published.
pub fn since(version: &TextVersionEntry) -> Html {
    match version.published_at {
        Some(at) => date::moment(at).into(),
        None => "システムの導入時から".into(),
    }
}

/// The text of a kind, if the list has it.
pub fn of_kind(list: &TextList, kind: TextKind) -> Option<&TextEntry> {
    list.texts.iter().find(|entry| entry.kind.code == kind.code())
}

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub kind: TextKind,
    /// Which version, counted from the first; the one in force without it.
    #[prop_or_default]
    pub number: Option<u32>,
}

/// One text: a version of it, and the ways to the others.
#[component]
pub fn TextPage(props: &Props) -> Html {
    let Props { kind, number } = *props;
    let may_manage = use_context::<AppContext>().is_some_and(|context| context.may(Permission::ManageTexts));
    let list = use_answer(String::new(), city::texts);
    let body = answered(&list, |list| {
        let entry = of_kind(list, kind);
        let shown = entry.and_then(|entry| chosen(entry, number));
        match (entry, shown) {
            (Some(entry), Some(version)) => html! {
                <>
                    { about(version) }
                    if may_manage { { buttons([(Route::NewText { kind }, "新しい版を作る")]) } }
                    <Words {kind} version={version.version.clone()} />
                    <h2>{ "ほかの版" }</h2>
                    { others(kind, entry, version) }
                </>
            },
            _ => html! { <NotFoundPage /> },
        }
    });
    page(kind.name_ja(), &[TRAIL], body)
}

/// The version of this number, counted from the first.
pub fn chosen(entry: &TextEntry, number: Option<u32>) -> Option<&TextVersionEntry> {
    let Some(number) = number else {
        return entry.versions.first();
    };
    let place = usize::try_from(number.checked_sub(1)?).ok()?;
    entry.versions.iter().rev().nth(place)
}

/// Which version it is, and whether it holds.
pub fn about(version: &TextVersionEntry) -> Html {
    let state = if version.in_force {
        html! { <span class="tag tag-blue">{ "公開中" }</span> }
    } else {
        html! { <span class="tag tag-gray">{ "前の版" }</span> }
    };
    html! {
        <section class="panel" aria-label="版">
            { facts([("版", version.version.clone().into()), ("状態", state), ("公開した日時", since(version))]) }
        </section>
    }
}

/// The versions that are not shown.
pub fn others(kind: TextKind, entry: &TextEntry, shown: &TextVersionEntry) -> Html {
    let count = entry.versions.len();
    let rows: Vec<_> = entry
        .versions
        .iter()
        .enumerate()
        .filter(|(_, version)| version.version != shown.version)
        .map(|(place, version)| {
            let to = match u32::try_from(count - place) {
                Ok(number) if place > 0 => Route::TextVersion { kind, number },
                _ => Route::TextInForce { kind },
            };
            let state = if version.in_force { "公開中" } else { "前の版" };
            vec![
                html! { <Link {to}>{ &version.version }</Link> },
                state.into(),
                since(version),
            ]
        })
        .collect();
    or_nothing(rows.is_empty(), "ほかの版はありません。", || {
        table("ほかの版", &["版", "状態", "公開した日時"], rows)
    })
}

#[derive(Properties, PartialEq)]
struct WordsProps {
    kind: TextKind,
    version: String,
}

/// The words of a version, with the insurer's name.
#[component]
fn Words(props: &WordsProps) -> Html {
    let WordsProps { kind, version } = props;
    let (kind, name) = (*kind, version.clone());
    let context = use_context::<AppContext>();
    let insurer = context.and_then(|context| Some(context.session()?.insurer_name.clone()));
    let text = use_answer(format!("{kind} {version}"), move || city::text_version(kind, name));
    answered(&text, |found| {
        words(kind, &with_insurer(&found.text, &insurer.unwrap_or_default()))
    })
}

/// A text as people read it: its headings stand out.
pub fn words(kind: TextKind, text: &str) -> Html {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(heading) => html! { <p><strong>{ heading.trim_start_matches('#').trim().to_owned() }</strong></p> },
        None => html! { <p>{ line.replace("**", "") }</p> },
    };
    html! {
        <div class="terms" tabindex="0" role="region" aria-label={kind.name_ja()}>
            { for text.lines().filter(|line| !line.trim().is_empty()).map(line) }
        </div>
    }
}
