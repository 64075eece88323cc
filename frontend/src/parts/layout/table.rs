//! A table that becomes cards in a narrow window, and the list of facts that stands beside a decision. The roles are
//! spelled out because browsers forget them when the style sheet turns rows into cards.

use crate::parts::layout::markup;
use yew::prelude::*;

/// The table; `label` names it for the screen reader, the first cell of a row is the row's head.
pub fn table(label: &str, heads: &[&'static str], rows: impl IntoIterator<Item = Vec<Html>>) -> Html {
    table_of(label, heads, rows.into_iter().collect())
}

fn table_of(label: &str, heads: &[&'static str], rows: Vec<Vec<Html>>) -> Html {
    let row = |cells: Vec<Html>| {
        let cells = cells.into_iter().zip(heads).enumerate();
        html! { <tr role="row">{ for cells.map(|(place, (cell, head))| self::cell(place, cell, head)) }</tr> }
    };
    html! {
        <table class="table cards" role="table" aria-label={label.to_owned()}>
            <thead role="rowgroup">
                <tr role="row">{ for heads.iter().map(|head| html! { <th scope="col" role="columnheader">{ *head }</th> }) }</tr>
            </thead>
            <tbody role="rowgroup">{ for rows.into_iter().map(row) }</tbody>
        </table>
    }
}

fn cell(place: usize, cell: Html, head: &'static str) -> Html {
    if place == 0 {
        html! { <th scope="row" role="rowheader">{ cell }</th> }
    } else {
        html! { <td role="cell" data-label={head}>{ cell }</td> }
    }
}

/// Facts with their names.
pub fn facts(facts: impl IntoIterator<Item = (&'static str, Html)>) -> Html {
    markup::facts(
        facts
            .into_iter()
            .map(|(name, fact)| (name.into(), fact))
            .collect::<Vec<_>>(),
    )
}

/// A text, or a dash in its place.
pub fn or_dash(text: Option<impl Into<Html>>) -> Html {
    text.map_or_else(|| "―".into(), Into::into)
}
