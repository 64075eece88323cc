//! The codes that feeds write for a value, as tables of code and value.

use super::numbers::narrow;

/// Yes and no, as feeds write them.
pub(crate) const YES_OR_NO: &[(&str, bool)] = &[("1", true), ("0", false)];

/// The code that a feed writes for a value.
pub(crate) fn code_of<T: PartialEq>(codes: &[(&str, T)], value: T) -> String {
    codes
        .iter()
        .find(|(_, candidate)| *candidate == value)
        .map(|(code, _)| (*code).to_owned())
        .unwrap_or_default()
}

/// The value of a code, whatever the width of its digits.
pub(super) fn value_of<T: Copy>(text: &str, codes: &[(&str, T)]) -> Option<T> {
    let text = narrow(text);
    codes.iter().find(|(code, _)| *code == text).map(|(_, value)| *value)
}
