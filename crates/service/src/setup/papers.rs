//! The papers that an insurer prepares before offices use the system: written for any insurer, with its own name put in, each
//! as text to be edited and as a PDF.

use domain::calendar::day::Day;
use domain::insurer::{DESK_MARK, INSURER_MARK, ISSUER_MARK, InsurerRules, TextKind};
use notice::{NoticeError, TextDocument};
use persistence::{StoreError, Tx};

use crate::enrolment::terms::in_force;
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
const PAPERS: [(&str, &str); 5] = [
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
    (
        "transfer-procedure",
        include_str!("../../../../docs/papers/transfer-procedure.ja.md"),
    ),
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

/// What is needed to set a paper for an insurer.
pub(crate) struct Press {
    insurer: String,
    rules: InsurerRules,
    today: Day,
}

impl Press {
    /// For the insurer of this transaction.
    pub(crate) fn of(tx: &mut Tx<'_>, today: Day) -> Result<Self, StoreError> {
        Ok(Self {
            insurer: tx.insurer_name()?.ok_or(StoreError::NotFound)?,
            rules: tx.insurer_rules()?,
            today,
        })
    }

    /// One paper with the insurer's own names; of a text in versions the foot names the version.
    pub(crate) fn paper(&self, name: &'static str, text: &str, version: Option<&str>) -> Result<Paper, NoticeError> {
        let Self { insurer, rules, today } = self;
        let markdown = named(text, insurer, rules);
        let title = markdown
            .lines()
            .next()
            .unwrap_or_default()
            .trim_start_matches('#')
            .trim();
        let version = version.map_or_else(String::new, |version| format!("\u{3000}{version}"));
        let document = TextDocument {
            title: title.to_owned(),
            foot: format!("{insurer}\u{3000}{title}{version}"),
            date: *today,
            markdown: markdown.clone(),
        };
        let pdf = document.pdf()?;
        Ok(Paper { name, markdown, pdf })
    }
}

impl Operator {
    /// Every paper, with the insurer's own names.
    ///
    /// # Errors
    /// Not found if the insurer has not been set up; [`ServiceError::Notice`] if one cannot be set.
    pub fn papers(&self) -> Result<Vec<Paper>, ServiceError> {
        let today = self.service().today();
        let known = |tx: &mut Tx<'_>| {
            let texts = TextKind::ALL.iter().map(|kind| Ok((*kind, in_force(tx, *kind)?)));
            Ok((texts.collect::<Result<Vec<_>, StoreError>>()?, Press::of(tx, today)?))
        };
        let (texts, press) = self.service().tenant().read_here(known)?;
        let mut papers = Vec::new();
        for (name, text) in PAPERS {
            papers.push(press.paper(name, text, None)?);
        }
        for (kind, published) in texts {
            papers.push(press.paper(kind.code(), &published.text, Some(&published.version))?);
        }
        Ok(papers)
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
