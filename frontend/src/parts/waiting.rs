//! What stands where an answer has not come yet.

use crate::parts::failure::FailureView;
use crate::waiting::{Asked, Waiting};
use yew::prelude::*;

/// The words of waiting; the style sheet shows them only after a moment, so that quick answers do not flicker.
pub fn waiting() -> Html {
    html! { <p class="waiting" role="status">{ "読み込み中です…" }</p> }
}

/// Whatever state an answer is in.
pub fn answered<T>(asked: &Asked<T>, show: impl FnOnce(&T) -> Html) -> Html {
    match &asked.answer {
        Waiting::Asked => waiting(),
        Waiting::Ready(value) => show(value),
        Waiting::Failed(failure) => {
            html! { <FailureView failure={failure.clone()} again={Some(asked.again.clone())} /> }
        }
    }
}
