//! What is in an input of a form: reading it, changing it, and full-width letters as they are meant.

use yew::NodeRef;

/// What is typed or chosen in a field, whatever element it is.
pub fn typed(node: &NodeRef) -> String {
    let value = |node: web_sys::Node| js_sys::Reflect::get(&node, &"value".into()).ok()?.as_string();
    node.get().and_then(value).unwrap_or_default()
}

/// Put a text into a field.
pub fn set_value(node: &NodeRef, text: &str) {
    if let Some(node) = node.get() {
        // Every element that a field can be takes a value.
        let _ = js_sys::Reflect::set(&node, &"value".into(), &text.into());
    }
}

/// Full-width letters, digits and signs as half-width ones, as a login ID is meant whatever the input method did.
pub fn half_width(text: &str) -> String {
    text.trim()
        .chars()
        .map(|c| match u32::from(c) {
            full @ 0xff01..=0xff5e => char::from_u32(full - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_id_typed_in_full_width_is_the_same_login_id() {
        assert_eq!(half_width("　ｓａｔｏ．ｈａｎａ１　"), "sato.hana1");
        assert_eq!(half_width("sato.hana1"), "sato.hana1");
    }
}
