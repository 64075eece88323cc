//! The papers that an insurer prepares before offices use the system: written for any insurer, with its own name put in, each
//! as text to be edited and as a PDF.

use domain::insurer::{DESK_MARK, INSURER_MARK, ISSUER_MARK, InsurerRules};
use notice::TextDocument;
use persistence::{StoreError, Tx};

use crate::error::ServiceError;
use crate::setup::operator::Operator;

/// A paper, for an insurer by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its name as a file, without ending.
    pub name: &'static str,
    /// The text, in Markdown.
    pub markdown: String,
    /// The same as a PDF.
    pub pdf: Vec<u8>,
}

/// Name and text of each paper.
const PAPERS: [(&str, &str); 7] = [
    (
        "personal-information-file",
        include_str!("../../../../docs/papers/personal-information-file.ja.md"),
    ),
    (
        "breach-report",
        include_str!("../../../../docs/papers/breach-report.ja.md"),
    ),
    (
        "outsourcing-specification",
        include_str!("../../../../docs/papers/outsourcing-specification.ja.md"),
    ),
    ("guidelines", include_str!("../../../../docs/papers/guidelines.ja.md")),
    ("terms", include_str!("../../texts/terms-2026-04.ja.md")),
    (
        "transfer-procedure",
        include_str!("../../../../docs/papers/transfer-procedure.ja.md"),
    ),
    ("consent-form", include_str!("../../texts/consent-2026-04.ja.md")),
];

/// A text with the insurer's own names; what it has not settled stays to be filled in.
fn named(text: &str, insurer: &str, rules: &InsurerRules) -> String {
    let issuer = rules.letter_issuer.split('\u{3000}').next().unwrap_or_default();
    let text = text.replace(INSURER_MARK, insurer).replace(ISSUER_MARK, issuer);
    match rules.letter_desk.as_str() {
        "" => text,
        desk => text.replace(DESK_MARK, desk),
    }
}

impl Operator {
    /// Every paper, with the insurer's own names.
    ///
    /// # Errors
    /// Not found if the insurer has not been set up; [`ServiceError::Notice`] if one cannot be set.
    pub fn papers(&self) -> Result<Vec<Paper>, ServiceError> {
        let known = |tx: &mut Tx<'_>| Ok((tx.insurer_name()?.ok_or(StoreError::NotFound)?, tx.insurer_rules()?));
        let (insurer, rules) = self.service().tenant().read_here(known)?;
        let date = self.service().today();
        let set = |(name, text): &(&'static str, &str)| {
            let markdown = named(text, &insurer, &rules);
            let title = markdown
                .lines()
                .next()
                .unwrap_or_default()
                .trim_start_matches('#')
                .trim();
            let document = TextDocument {
                title: title.to_owned(),
                foot: format!("{insurer}\u{3000}{title}"),
                date,
                markdown: markdown.clone(),
            };
            Ok(Paper {
                name,
                pdf: document.pdf()?,
                markdown,
            })
        };
        PAPERS.iter().map(set).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_name_the_insurer_and_leave_what_it_has_not_settled() {
        let text = format!("{INSURER_MARK} {ISSUER_MARK} {DESK_MARK}");
        let mut rules = InsurerRules::of("A");
        rules.letter_issuer = "B\u{3000}C".to_owned();
        assert_eq!(named(&text, "A", &rules), format!("A B {DESK_MARK}"));
        rules.letter_desk = "D".to_owned();
        assert_eq!(named(&text, "A", &rules), "A B D");
    }

    #[test]
    fn every_paper_has_a_title_and_says_to_whom_it_belongs() {
        for (name, text) in PAPERS {
            assert!(text.starts_with("# "), "{name}");
            assert!(text.contains('\u{3014}'), "{name}");
        }
    }
}
