//! Digits as people and systems write them: of any width, in groups, inside other text.

use std::borrow::Cow;

use domain::person::looks_like_my_number;

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

/// Whether a cell holds twelve digits (`None` if not), and if so whether they look like a My Number. Digits may be written
/// wide or in groups; inside other text an unbroken run of exactly twelve counts.
pub(super) fn twelve_digits(text: &str) -> Option<bool> {
    if text.len() < 12 {
        return None;
    }
    let is_digit = |character: char| matches!(character, '0'..='9' | '０'..='９');
    if text.chars().filter(|character| is_digit(*character)).count() < 12 {
        return None;
    }
    let folded = domain::person::fold_number(text);
    if folded.len() == 12 && folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(looks_like_my_number(&folded));
    }
    // Decimal fractions (latitudes) may have as many digits by chance.
    let mut runs = text
        .split(|character| !is_digit(character) && character != '.')
        .filter(|run| !run.contains('.') && run.chars().count() == 12)
        .peekable();
    runs.peek()?;
    Some(runs.any(looks_like_my_number))
}
