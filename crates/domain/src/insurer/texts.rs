//! The texts of an insurer that people agree to: in versions, of which each stays readable.

use chrono::{DateTime, Utc};

use crate::insurer::rules::LONGEST_TERMS_VERSION;
use crate::text::free_text::{FreeText, TextRule};

coded! {
    /// A text that people agree to.
    pub enum TextKind is "kind of text" {
        /// 利用規約.
        Terms = "terms", "利用規約", "Terms of use";
        /// 同意書.
        ConsentForm = "consent-form", "同意書", "Form of consent";
    }
}

/// The longest text, in characters.
pub const LONGEST_TEXT: usize = 20_000;

/// A version of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextVersion {
    /// Its name, such as `2026-10`: whoever agrees names it.
    pub version: String,
    /// The text, in Markdown.
    pub text: String,
}

/// A version of a text as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedText {
    /// Its name and its text.
    pub version: TextVersion,
    /// When it was published; none for the one that comes with the program.
    pub published_at: Option<DateTime<Utc>>,
}

rules! {
    /// What is wrong with a text that is to be published.
    #[derive(Copy)]
    pub enum VersionRule {
        Name {
            /// The most characters.
            longest: usize = LONGEST_TERMS_VERSION
        } = "insurer-text.name", "a version is named with 1 to {longest} letters, digits and - _ . only, with a letter or a digit among them";
        Length {
            /// The most characters.
            longest: usize = LONGEST_TEXT
        } = "insurer-text.length", "a text has 1 to {longest} characters";
    }
}

/// Why a version may not be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Its name holds what no text may.
    #[error("version: {0}")]
    NameWritten(TextRule),
    /// Its name.
    #[error("version: {0}")]
    Name(VersionRule),
    /// The text holds what no text may.
    #[error("text: {0}")]
    Written(TextRule),
    /// The text itself.
    #[error("text: {0}")]
    Text(VersionRule),
}

impl TextVersion {
    /// A version as it may be published; ends of lines are made alike. Its name stands in addresses.
    ///
    /// # Errors
    /// [`InvalidText`].
    pub fn new(version: &str, text: &str) -> Result<Self, InvalidText> {
        let version = FreeText::line(version.trim()).map_err(InvalidText::NameWritten)?;
        if !is_name(version.as_str()) {
            let longest = LONGEST_TERMS_VERSION;
            return Err(InvalidText::Name(VersionRule::Name { longest }));
        }
        let text = FreeText::lines(text.trim()).map_err(InvalidText::Written)?;
        if !(1..=LONGEST_TEXT).contains(&text.length()) {
            let longest = LONGEST_TEXT;
            return Err(InvalidText::Text(VersionRule::Length { longest }));
        }
        Ok(Self {
            version: version.into(),
            text: text.into(),
        })
    }
}

fn is_name(name: &str) -> bool {
    (1..=LONGEST_TERMS_VERSION).contains(&name.chars().count())
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
        && name.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: InvalidText = InvalidText::Name(VersionRule::Name {
        longest: LONGEST_TERMS_VERSION,
    });
    const LENGTH: InvalidText = InvalidText::Text(VersionRule::Length { longest: LONGEST_TEXT });

    #[test]
    fn a_version_has_a_name_and_a_text() {
        let good = TextVersion::new(" 2026-10 ", "# 利用規約\r\n\r\n1. 甲\r\n").unwrap();
        assert_eq!(
            (good.version.as_str(), good.text.as_str()),
            ("2026-10", "# 利用規約\n\n1. 甲")
        );
        for text in ["", " \n", &"甲".repeat(LONGEST_TEXT + 1)] {
            assert_eq!(TextVersion::new("1", text), Err(LENGTH));
        }
        let my_number = InvalidText::Written(TextRule::MyNumber);
        assert_eq!(TextVersion::new("1", "123456789018"), Err(my_number));
        assert!(TextVersion::new(&"版".repeat(LONGEST_TERMS_VERSION), &"甲".repeat(LONGEST_TEXT)).is_ok());
    }

    #[test]
    fn the_name_of_a_version_can_stand_in_an_address() {
        for name in ["2026-10", "令和8年10月版", "v1.2_a"] {
            assert!(TextVersion::new(name, "甲").is_ok(), "{name}");
        }
        let long = "版".repeat(LONGEST_TERMS_VERSION + 1);
        for name in ["", " ", "..", "-", "2026/10", "a b", "版?", "%2e", &long] {
            assert_eq!(TextVersion::new(name, "甲"), Err(NAME), "{name}");
        }
    }
}
