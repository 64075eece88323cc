//! The texts of an insurer that people agree to: in versions, of which each stays readable.

use crate::insurer::rules::LONGEST_TERMS_VERSION;
use crate::text::free_text::FreeText;

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

/// What is wrong with a text that is to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Its version.
    #[error("version: 1 to {LONGEST_TERMS_VERSION} characters on one line")]
    Version,
    /// The text itself.
    #[error(
        "text: 1 to {LONGEST_TEXT} characters, without control characters and without anything that looks like a My Number"
    )]
    Text,
}

impl TextVersion {
    /// A version as it may be published; ends of lines are made alike.
    ///
    /// # Errors
    /// [`InvalidText`].
    pub fn new(version: &str, text: &str) -> Result<Self, InvalidText> {
        let version = FreeText::line(version.trim()).map_err(|_| InvalidText::Version)?;
        if !(1..=LONGEST_TERMS_VERSION).contains(&version.length()) {
            return Err(InvalidText::Version);
        }
        let text = text.replace("\r\n", "\n");
        let text = FreeText::lines(text.trim()).map_err(|_| InvalidText::Text)?;
        if !(1..=LONGEST_TEXT).contains(&text.length()) {
            return Err(InvalidText::Text);
        }
        Ok(Self {
            version: version.into(),
            text: text.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_a_name_and_a_text() {
        let good = TextVersion::new(" 2026-10 ", "# 利用規約\r\n\r\n1. 甲\r\n").unwrap();
        assert_eq!(
            (good.version.as_str(), good.text.as_str()),
            ("2026-10", "# 利用規約\n\n1. 甲")
        );
        for version in ["", " ", &"版".repeat(LONGEST_TERMS_VERSION + 1)] {
            assert_eq!(TextVersion::new(version, "甲"), Err(InvalidText::Version), "{version}");
        }
        for text in ["", " \n", "123456789018", &"甲".repeat(LONGEST_TEXT + 1)] {
            assert_eq!(TextVersion::new("1", text), Err(InvalidText::Text));
        }
        assert!(TextVersion::new(&"版".repeat(LONGEST_TERMS_VERSION), &"甲".repeat(LONGEST_TEXT)).is_ok());
    }
}
