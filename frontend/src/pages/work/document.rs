//! A document, page by page, as pictures that the server has marked with office, name and time. Nothing of it is kept:
//! leaving the page gives the pictures back.

mod toolbar;

use crate::api::{self, Answer};
use crate::browser;
use crate::parts::client::documents::{belongs, what_day};
use crate::parts::client::sheet::placement;
use crate::parts::date;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::styled::Styled;
use crate::parts::notice::failure::FailureView;
use crate::parts::notice::reasons::reason;
use crate::parts::notice::waiting::answered;
use crate::parts::whose::{WhoseRefused, named_in_head, whose};
use crate::route::Route;
use crate::waiting::{Waiting, use_answer};
use contract::clients::document::{DocumentEntry, DocumentList};
use domain::id::{DocumentId, PersonId};
use std::cell::Cell;
use toolbar::{Toolbar, View};
use yew::prelude::*;

/// Pixels across a page: A4 at 150 dpi, at 200 dpi for paper, at 300 dpi (the API's most) when it is enlarged.
const USUAL_WIDTH: u32 = 1_240;
const PAPER_WIDTH: u32 = 1_654;
const LARGE_WIDTH: u32 = 2_480;
/// The zoom up to which the usual picture is sharp enough.
const SHARP_UNTIL: u32 = 125;

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub id: PersonId,
    pub document: DocumentId,
}

/// One document of a person.
#[component]
pub fn DocumentPage(props: &Props) -> Html {
    let Props { id, document } = *props;
    let list = use_answer(id.to_string(), move || api::work::documents(id));
    let head = use_answer(id.to_string(), move || api::work::client(id));
    let named = match &head.answer {
        Waiting::Ready(client) => Some(named_in_head(client)),
        _ => None,
    };
    let title = match &list.answer {
        Waiting::Ready(list) => entry(list, document).map(|entry| entry.kind.label.clone()),
        _ => None,
    };
    let title = AttrValue::from(title.unwrap_or_else(|| "文書".to_owned()));
    html! {
        <div class="page viewer">
            <nav class="trail" aria-label="現在の位置">
                <Link to={Route::Clients}>{ "利用者の一覧" }</Link>{ " › " }<Link to={Route::Client { id }}>
                    { named.as_ref().map_or_else(|| "利用者の情報".to_owned(), |named| format!("{} 様（{}）", named.name, named.number)) }
                </Link>
            </nav>
            <Heading title={title.clone()}>{ title.clone() }</Heading>
            if let Some(named) = &named { { whose(named) } } else { <WhoseRefused {id} /> }
            { answered(&list, |list| match entry(list, document) {
                None => html! { <FailureView failure={api::Failure::NotFound} /> },
                Some(DocumentEntry { withheld: Some(withheld), .. }) => html! {
                    <div class="notice notice-info"><p class="notice-title">{ "この文書は表示できません" }</p>{ reason(withheld) }</div>
                },
                Some(entry) => html! { <Viewer {id} entry={entry.clone()} /> },
            }) }
        </div>
    }
}

fn entry(list: &DocumentList, document: DocumentId) -> Option<&DocumentEntry> {
    list.documents.iter().find(|entry| entry.document_id == document)
}

/// A picture of a page; its memory is given back with the last use.
struct Picture(String);

impl Drop for Picture {
    fn drop(&mut self) {
        api::forget_picture(&self.0);
    }
}

async fn picture(id: PersonId, document: DocumentId, page: u32, width: u32) -> Answer<Picture> {
    api::work::document_page(id, document, page, width).await.map(Picture)
}

async fn all_pictures(id: PersonId, document: DocumentId, pages: u32) -> Answer<Vec<Picture>> {
    let mut pictures = Vec::new();
    for page in 1..=pages {
        pictures.push(picture(id, document, page, PAPER_WIDTH).await?);
    }
    Ok(pictures)
}

#[derive(Clone, PartialEq, Properties)]
struct ViewerProps {
    id: PersonId,
    entry: DocumentEntry,
}

#[component]
fn Viewer(props: &ViewerProps) -> Html {
    let ViewerProps { id, entry } = props;
    let (id, document, pages) = (*id, entry.document_id, entry.pages);
    let view = use_state(View::default);
    let page = view.page;
    let width = if view.zoom > SHARP_UNTIL {
        LARGE_WIDTH
    } else {
        USUAL_WIDTH
    };
    let printing = use_state_eq(|| 0_u32);
    let shown = use_answer(format!("{document}/{page}/{width}"), move || {
        picture(id, document, page, width)
    });
    let changed = Callback::from({
        let view = view.clone();
        move |to: View| view.set(to)
    });
    let print = Callback::from({
        let printing = printing.clone();
        move |()| printing.set(*printing + 1)
    });
    let alt = format!("{} {}ページ目", entry.kind.label, view.page);
    html! {
        <>
            { for entry.application.as_ref().map(|application| html! { <p class="lead">{ belongs(application) }</p> }) }
            <p class="lead">{ what_day(&entry.kind.code) }{ " " }{ date::long(entry.dated_on) }{ "　" }<span class="keep">{ format!("全{pages}ページ") }</span></p>
            <Toolbar view={*view} {pages} {changed} {print} address={api::work::document_address(id, document)} />
            <p class="fine no-print">{ "閲覧と印刷は記録されます。ページには事業所名・氏名・時刻が入っています。" }</p>
            <div class={classes!("desk", (*printing > 0).then_some("no-print"))} tabindex="0" role="region" aria-label="文書のページ">
                { answered(&shown, |picture| html! {
                    <Sheet address={picture.0.clone()} {alt} zoom={view.zoom} turns={view.turns} />
                }) }
            </div>
            if *printing > 0 {
                <PrintSet key={*printing} {id} {document} {pages} label={entry.kind.label.clone()} />
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct SheetProps {
    address: String,
    alt: String,
    zoom: u32,
    turns: u32,
}

/// One page at a zoom and a turn.
#[component]
fn Sheet(props: &SheetProps) -> Html {
    // Until the picture says otherwise it is taken for A4 upright.
    let size = use_state_eq(|| (210, 297));
    let onload = {
        let size = size.clone();
        Callback::from(move |event: Event| {
            if let Some(image) = event.target_dyn_into::<web_sys::HtmlImageElement>() {
                size.set((image.natural_width(), image.natural_height()));
            }
        })
    };
    let (sheet, image) = placement(*size, props.turns);
    html! {
        <Styled class="sheet-zoom" measures={format!("width:{}%", props.zoom)}>
            <Styled class="sheet" measures={sheet}>
                <Styled class="sheet-picture" measures={image}>
                    <img src={props.address.clone()} alt={props.alt.clone()} {onload} />
                </Styled>
            </Styled>
        </Styled>
    }
}

#[derive(PartialEq, Properties)]
struct PrintSetProps {
    id: PersonId,
    document: DocumentId,
    pages: u32,
    label: String,
}

/// All pages, for the printer only. The print dialogue opens when the last picture is there.
#[component]
fn PrintSet(props: &PrintSetProps) -> Html {
    let PrintSetProps {
        id, document, pages, ..
    } = *props;
    let pictures = use_answer(document.to_string(), move || all_pictures(id, document, pages));
    let missing = use_memo((), |()| Cell::new(props.pages));
    let onload = Callback::from(move |_: Event| {
        missing.set(missing.get().saturating_sub(1));
        if missing.get() == 0 {
            browser::print();
        }
    });
    match &pictures.answer {
        Waiting::Asked => html! { <p class="no-print" role="status">{ "印刷の準備をしています…" }</p> },
        Waiting::Failed(_) => answered(&pictures, |_| Html::default()),
        Waiting::Ready(pictures) => html! {
            <div class="print-set">
                { for pictures.iter().zip(1..).map(|(picture, page)| html! {
                    <img src={picture.0.clone()} alt={format!("{} {page}ページ目", props.label)} onload={onload.clone()} />
                }) }
            </div>
        },
    }
}
