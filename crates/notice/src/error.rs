//! Why a notice was not made.

/// No notice. Nothing here passes by itself: somebody has to mend a name, the machine or the program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// No font of the machine has these characters; printing boxes in a name would be worse than no letter.
    #[error("no font has the characters {}; install fonts-noto-cjk or correct the name", named(.0))]
    MissingGlyphs(Vec<char>),
    /// The fonts for Japanese letters are not installed.
    #[error("no font for notices was found; install BIZ UDGothic (Debian: fonts-morisawa-bizud-gothic)")]
    NoFont,
    /// The address of the enrolment page does not fit into a QR code.
    #[error("the address of the enrolment page is too long for a QR code")]
    AddressTooLong,
    /// The template and what it was given do not go together: a mistake in this crate.
    #[error("the template of the notice failed: {0}")]
    Template(String),
}

/// Each character as itself and by its number, since a terminal may have no glyph for it either.
fn named(characters: &[char]) -> String {
    characters
        .iter()
        .map(|&c| {
            let number = u32::from(c);
            if c.is_control() {
                format!("U+{number:04X}")
            } else {
                format!("「{c}」(U+{number:04X})")
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_characters_are_named_by_shape_and_number() {
        let error = NoticeError::MissingGlyphs(vec!['\u{E000}', '\u{7}']);
        assert!(error.to_string().contains("「\u{E000}」(U+E000), U+0007"), "{error}");
    }
}
