//! The languages that words for people are written in. Which one a reader wants is asked where the reader is.

/// A language in which every rule, finding and operation has its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// 日本語, the language of the offices and the insurers.
    Japanese,
    /// English, for those who connect other systems.
    English,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Japanese, Self::English];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }

    /// The other one of the two.
    pub const fn other(self) -> Self {
        match self {
            Self::Japanese => Self::English,
            Self::English => Self::Japanese,
        }
    }

    /// Of two texts that say the same, the one in this language.
    pub const fn choose<'a>(self, japanese: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Japanese => japanese,
            Self::English => english,
        }
    }
}

/// Whether a text holds Japanese writing: kana, kanji, full-width forms or Japanese punctuation. Tests hold every English
/// text against this.
pub fn holds_japanese(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c,
            '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'
                | '\u{20000}'..='\u{3ffff}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_writing_is_told_from_english() {
        for text in ["認定", "a、b", "カナ", "ＡＢＣ", "「x」", "𠮟"] {
            assert!(holds_japanese(text), "{text}");
        }
        for text in ["", "The device's certificate", "“quoted” – 31 March 2026", "é ×"] {
            assert!(!holds_japanese(text), "{text}");
        }
    }

    #[test]
    fn a_language_chooses_its_own_text() {
        assert_eq!(Language::ALL.map(Language::tag), ["ja", "en"]);
        let chosen = Language::ALL.map(|language| language.choose("同意", "consent"));
        assert_eq!(chosen, ["同意", "consent"]);
        assert_eq!(
            Language::ALL.map(Language::other),
            [Language::English, Language::Japanese]
        );
    }
}
