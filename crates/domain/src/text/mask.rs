//! Masking of personal values for reports that people outside the need-to-know read. What to mask is decided elsewhere.

/// Keeps the first character and replaces every other one by a full-width asterisk: 「山田太郎」→「山＊＊＊」.
///
/// A single character would show the whole value, so it is replaced as well.
pub fn masked(text: &str) -> String {
    let text = text.trim();
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => String::new(),
        (Some(_), None) => "＊".to_owned(),
        (Some(first), Some(_)) => {
            let rest = text.chars().count() - 1;
            std::iter::once(first).chain(std::iter::repeat_n('＊', rest)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_character_stays() {
        assert_eq!(masked("山田太郎"), "山＊＊＊");
        assert_eq!(masked("0000012345"), "0＊＊＊＊＊＊＊＊＊");
        assert_eq!(masked(""), "");
    }

    #[test]
    fn a_single_character_does_not_stay() {
        assert_eq!(masked("李"), "＊");
        assert_eq!(masked(" 李 "), "＊");
    }
}
