//! What is shown in place of an answer that has not come yet, or that failed.

use crate::api::Failure;
use crate::parts::notice::failure::FailureView;
use crate::waiting::{Asked, Waiting};
use yew::prelude::*;

/// The words of waiting; the style sheet shows them only after a moment, so that quick answers do not flicker.
pub fn waiting() -> Html {
    html! { <p class="waiting" role="status">{ "読み込み中です…" }</p> }
}

/// Whatever state an answer is in.
pub fn answered<T>(asked: &Asked<T>, show: impl FnOnce(&T) -> Html) -> Html {
    match &asked.answer {
        Waiting::Asked => missing(None, &asked.again),
        Waiting::Ready(value) => show(value),
        Waiting::Failed(failure) => missing(Some(failure), &asked.again),
    }
}

/// What stands in an answer's place: written once, not once per kind of answer.
fn missing(failure: Option<&Failure>, again: &Callback<()>) -> Html {
    match failure {
        None => waiting(),
        Some(failure) => html! { <FailureView failure={failure.clone()} again={Some(again.clone())} /> },
    }
}
