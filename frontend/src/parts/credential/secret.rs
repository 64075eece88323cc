//! Something to be written down or copied, for it is shown only once: in large letters, in groups, with a button that
//! copies it. While it is on the screen, the browser asks before the page is left.

use crate::browser;
use crate::parts::credential::asks_before_leaving::AsksBeforeLeaving;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The id of the text.
    pub id: &'static str,
    /// What the text is: a password, a number.
    pub label: AttrValue,
    /// The text.
    pub text: AttrValue,
}

/// The text in large letters, with the button that copies it.
#[component]
pub fn Secret(props: &Props) -> Html {
    let copied = use_state_eq(|| "");
    let id = props.id;
    // A gap beside a hyphen would be copied out as a space.
    let class = classes!("secret-text", (!props.text.contains('-')).then_some("secret-gaps"));
    let onclick = {
        let copied = copied.clone();
        Callback::from(move |_: MouseEvent| {
            copied.set(if browser::copy_text_of(id) {
                "コピーしました。"
            } else {
                "文字を選びました。Ctrl と C を押すか、長く押して「コピー」を選んでください。"
            });
        })
    };
    html! {
        <div class="secret">
            <AsksBeforeLeaving />
            <p class="secret-label">{ &props.label }</p>
            <p {class} {id}>{ for groups(&props.text).into_iter().map(|group| html! { <span class="secret-group">{ group }</span> }) }</p>
            <p class="no-print">
                <button type="button" class="button button-line" {onclick}>{ "コピーする" }<span class="for-reader">{ format!("（{}）", props.label) }</span></button>
                <span class="secret-copied" role="status">{ *copied }</span>
            </p>
        </div>
    }
}

/// The text in pieces that one can keep in mind: after each hyphen, or else four characters each.
fn groups(text: &str) -> Vec<String> {
    if text.contains('-') {
        return text.split_inclusive('-').map(str::to_owned).collect();
    }
    let mut groups: Vec<String> = Vec::new();
    for (place, c) in text.chars().enumerate() {
        match groups.last_mut() {
            Some(group) if place % 4 != 0 => group.push(c),
            _ => groups.push(c.to_string()),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_together_are_the_text_itself() {
        assert_eq!(groups("ABCD-EFGH-J"), ["ABCD-", "EFGH-", "J"]);
        assert_eq!(groups("R7K2M9QXT"), ["R7K2", "M9QX", "T"]);
        assert!(groups("").is_empty());
    }
}
