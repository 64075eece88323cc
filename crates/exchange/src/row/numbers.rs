//! Digits as people and systems write them: of any width, in groups, inside other text.

use std::borrow::Cow;

/// Digits and Latin letters in their plain form, spaces and hyphens gone; without a copy if nothing changes.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(domain::person::fold_number(text))
}

/// Digits and Latin letters in their plain width; nothing is left out, so that a sign stays one.
pub(crate) fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |character: char| match character {
        '０'..='９' | 'Ａ'..='Ｚ' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    };
    Cow::Owned(text.chars().map(plain).collect())
}

/// A whole number of at most nine digits, of any width, without a sign.
pub(crate) fn whole_number(text: &str) -> Option<u32> {
    let digits = narrow(text);
    let plain = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}
