//! A file that the server has made on a press: the way to it, and its memory given back.

use crate::api;
use yew::prelude::*;

/// The way to a PDF that has come.
pub fn made_file(address: Option<&String>, title: &str) -> Html {
    html! {
        if let Some(address) = address {
            <p role="status">
                <a href={address.clone()} download={format!("{title}.pdf")} target="_blank" rel="noopener">
                    { format!("できました：{title}（PDF）を開く・保存する") }
                </a>
            </p>
        }
    }
}

/// Gives the memory of a file back when the page is left.
#[hook]
pub fn use_forgetting(address: Option<String>) {
    use_effect_with(address, |address| {
        let address = address.clone();
        move || {
            if let Some(address) = address {
                api::forget_picture(&address);
            }
        }
    });
}
