//! The buttons for the size of the letters, the same wherever they stand.

use crate::browser;
use yew::prelude::*;

/// Sizes of the text: name in the style sheet and word.
const TEXT_SIZES: [(&str, &str); 3] = [("normal", "標準"), ("large", "大"), ("xlarge", "特大")];

/// The three buttons.
#[component]
pub fn TextSizes() -> Html {
    let size = use_state(|| browser::remembered_text_size().unwrap_or_else(|| "normal".to_owned()));
    html! {
        <div class="sizes" role="group" aria-label="文字の大きさ">
            <span class="sizes-name" aria-hidden="true">{ "文字" }</span>
            { for TEXT_SIZES.iter().map(|(name, word)| {
                let size = size.clone();
                let pressed = *size == *name;
                let onclick = Callback::from(move |_: MouseEvent| {
                    browser::set_text_size(name);
                    browser::remember_text_size();
                    size.set((*name).to_owned());
                });
                html! { <button type="button" class="size" aria-pressed={pressed.to_string()} {onclick}>{ *word }</button> }
            }) }
        </div>
    }
}
