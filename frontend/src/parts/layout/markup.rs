//! Small pieces of a page that many pages have: a paragraph, a notice, facts, points, a section. Plain functions, for
//! what `html!` writes out at each place is what the module is made of.

use yew::prelude::*;

/// A paragraph with this class of the style sheet.
pub fn words(class: &'static str, text: impl Into<AttrValue>) -> Html {
    paragraph(class, text.into())
}

fn paragraph(class: &'static str, text: AttrValue) -> Html {
    html! { <p {class}>{ text }</p> }
}

/// A notice with a title; its kind is `notice-info`, `notice-warning` or `notice-error`.
pub fn notice(kind: &'static str, title: &'static str, contents: Html) -> Html {
    let role = (kind == "notice-error").then_some("alert");
    html! { <div class={classes!("notice", kind)} {role}><p class="notice-title">{ title }</p>{ contents }</div> }
}

/// Names and values.
pub fn facts(rows: impl IntoIterator<Item = (AttrValue, Html)>) -> Html {
    let rows: Vec<_> = rows.into_iter().collect();
    html! { <dl class="facts">{ for rows.into_iter().map(fact) }</dl> }
}

fn fact((name, value): (AttrValue, Html)) -> Html {
    html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }
}

/// A fact of words.
pub fn said(name: &'static str, value: impl Into<AttrValue>) -> (AttrValue, Html) {
    (name.into(), Html::from(value.into()))
}

/// A list of short lines.
pub fn points(items: impl IntoIterator<Item = AttrValue>) -> Html {
    let items: Vec<_> = items.into_iter().collect();
    html! { <ul class="points">{ for items.into_iter().map(|item| html! { <li>{ item }</li> }) }</ul> }
}

/// A part of a page with a heading of its own.
pub fn section(id: &'static str, title: &'static str, contents: Html) -> Html {
    html! { <section class="work" aria-labelledby={id}><h2 {id}>{ title }</h2>{ contents }</section> }
}

/// What is wrong with a field, above it.
pub fn error(text: Option<AttrValue>) -> Html {
    html! { if let Some(text) = text { <p class="error"><span class="error-mark">{ "エラー" }</span>{ text }</p> } }
}

/// Markup of our own that never changes, as it is sent to the page.
pub fn fixed(markup: &'static str) -> Html {
    Html::from_html_unchecked(AttrValue::Static(markup))
}
