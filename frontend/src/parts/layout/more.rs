//! What is folded away until somebody asks for it.

use yew::prelude::*;

/// Something folded away under these words. The words are marked by themselves, because Chromium 69 draws no line under
/// a `summary`.
pub fn more(words: impl Into<AttrValue>, folded: Html) -> Html {
    html! {
        <details class="more">
            <summary><span class="more-words">{ words.into() }</span></summary>
            { folded }
        </details>
    }
}
