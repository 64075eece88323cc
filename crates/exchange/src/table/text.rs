//! The form in which text from outside is kept: Unicode NFC, with the glyph variants of names kept. Which
//! encoding the text arrived in is `encoding`'s matter; what it means, the subjects'.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Bring text into the form in which it is stored: white space around it removed, NFC (never NFKC) but for compatibility
/// ideographs.
///
/// NFC would turn a compatibility ideograph such as U+FA19, the variant of 神 in the IBM extension of MS932, into the plain
/// character and so change how a person's name looks. Those stay as given, as they do in [`domain::person::PersonName`].
#[must_use]
pub fn normalized(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_blank);
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let mut stored = String::with_capacity(text.len());
    for part in text.split_inclusive(is_compatibility_ideograph) {
        match part.chars().next_back() {
            Some(last) if is_compatibility_ideograph(last) => {
                stored.extend(part.strip_suffix(last).unwrap_or_default().nfc());
                stored.push(last);
            }
            _ => stored.extend(part.nfc()),
        }
    }
    Cow::Owned(stored)
}

fn is_compatibility_ideograph(character: char) -> bool {
    matches!(character, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// White space that means nothing at the ends of a field: also the ideographic and the no-break space.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{FEFF}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_nfc_and_never_nfkc() {
        assert_eq!(normalized("カ\u{3099}"), "ガ");
        assert_eq!(normalized("①㈱髙﨑ｱ"), "①㈱髙﨑ｱ");
    }

    #[test]
    fn white_space_around_goes_and_inside_stays() {
        assert_eq!(normalized(" 　山田　太郎\u{A0}\t"), "山田　太郎");
    }

    #[test]
    fn variation_selectors_are_kept() {
        assert_eq!(normalized("葛\u{E0100}城"), "葛\u{E0100}城");
    }

    #[test]
    fn a_compatibility_ideograph_keeps_its_glyph() {
        let name = "\u{FA19}田か\u{3099}\u{FA1B}ハ\u{309A}";
        let stored = normalized(name);
        assert_eq!(stored, "\u{FA19}田が\u{FA1B}パ");
        assert_eq!(normalized(&stored), stored, "storing twice changes nothing");
    }
}
