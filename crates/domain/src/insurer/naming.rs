//! How words for people name the insurer: they hold a mark, and where they leave, the insurer's own name and section take its
//! place. What the two are is in `rules`.

/// Stands in words for people where the insurer's own name and section belong.
pub const INSURER_MARK: &str = "〔市〕";

/// Stands in papers of the insurer for who signs, such as 縁側市長.
pub const ISSUER_MARK: &str = "〔市長〕";
/// Stands in papers of the insurer for the section in charge.
pub const DESK_MARK: &str = "〔課〕";

/// Stands in words for people where the insurer's own word for a permit belongs.
pub const PERMIT_MARK: &str = "〔許可〕";

/// Words with the insurer as it calls itself in place of the mark.
pub fn with_insurer(words: &str, called: &str) -> String {
    words.replace(INSURER_MARK, called)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_gives_way_to_the_insurers_own_name_wherever_it_stands() {
        let words = format!("{INSURER_MARK}に確認してください。{INSURER_MARK}");
        assert_eq!(
            with_insurer(&words, "縁側市 高齢介護課"),
            "縁側市 高齢介護課に確認してください。縁側市 高齢介護課"
        );
        assert_eq!(with_insurer("同意", "縁側市"), "同意");
    }
}
