//! The documents of a person: a way to open each, or in words why it may not be opened.

use crate::parts::client::freshness::freshness;
use crate::parts::date;
use crate::parts::layout::link::Link;
use crate::parts::notice::reasons::reason;
use crate::route::Route;
use contract::clients::document::{DocumentApplication, DocumentEntry, DocumentList};
use domain::certification::ApplicationKind;
use domain::id::PersonId;
use domain::person::document::DocumentKind;
use yew::prelude::*;

/// Everything about a person's documents.
pub fn documents(person: PersonId, list: &DocumentList) -> Html {
    html! {
        <>
            if list.documents.is_empty() {
                <p>{ "このシステムに登録された文書はありません。" }</p>
            } else {
                <ul class="documents">{ for list.documents.iter().map(|document| entry(person, document)) }</ul>
            }
            { freshness(&list.freshness) }
        </>
    }
}

/// What the day of a document is.
pub fn what_day(kind: &str) -> &'static str {
    match DocumentKind::from_code(kind) {
        Some(DocumentKind::SurveySheet) => "調査実施日",
        Some(DocumentKind::PhysicianOpinion) => "記入日",
        None => "日付",
    }
}

/// 「更新申請（R8.4.6）の文書」: to which application it belongs.
pub fn belongs(application: &DocumentApplication) -> String {
    let DocumentApplication { kind, applied_on } = application;
    let words = match ApplicationKind::from_code(&kind.code) {
        Some(ApplicationKind::New | ApplicationKind::Renewal | ApplicationKind::LevelChange) | None => "申請",
        Some(ApplicationKind::ExOfficio) => "による認定",
        Some(ApplicationKind::Transfer) => "",
    };
    format!("{}{words}（{}）の文書", kind.label, applied_on.wareki_short())
}

fn entry(person: PersonId, document: &DocumentEntry) -> Html {
    let DocumentEntry {
        document_id,
        kind,
        dated_on,
        pages,
        withheld,
        application,
        ..
    } = document;
    let of = application.as_ref().map(belongs);
    html! {
        <li class="document">
            <div class="document-head">
                <p class="document-name">{ &kind.label }</p>
                if let Some(of) = &of { <p class="document-of">{ of }</p> }
                <p class="fine">{ what_day(&kind.code) }{ " " }{ date::long(*dated_on) }{ "　" }<span class="keep">{ format!("全{pages}ページ") }</span></p>
            </div>
            if let Some(withheld) = withheld {
                <div class="document-withheld">
                    <p class="tag tag-gray">{ "表示できません" }</p>
                    { reason(withheld) }
                </div>
            } else {
                <Link to={Route::Document { id: person, document: *document_id }} class="button">
                    { "開く" }<span class="for-reader">{ format!("（{} {} {}{}）", kind.label, what_day(&kind.code), dated_on.wareki_long(), of.map(|of| format!(" {of}")).unwrap_or_default()) }</span>
                </Link>
            }
        </li>
    }
}
