//! 利用規約: the terms of use that everybody accepts before the first use, and an office with its application.

use crate::access::service::Service;
use crate::error::ServiceError;

/// A document, not words of the program: it is kept as one.
const STANDARD: &str = include_str!("../../texts/terms-2026-04.ja.md");

/// Terms of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Their version: whoever accepts them sends it back, so that nobody accepts what was not shown.
    pub version: String,
    /// Their text, paragraphs apart by a line break.
    pub text: String,
}

impl Terms {
    /// The terms that come with the program; an insurer with terms of its own puts them in their place.
    pub fn standard() -> Self {
        Self {
            version: "2026-04".to_owned(),
            // Their title stands on the page that shows them.
            text: STANDARD
                .split_once("\n\n")
                .map_or(STANDARD, |(_, text)| text)
                .trim_end()
                .to_owned(),
        }
    }
}

impl Service {
    /// The terms of use in force.
    pub fn terms(&self) -> Terms {
        Terms::standard()
    }

    /// The versions that the insurer has published, the one in force first.
    pub(crate) async fn published_terms(&self) -> Result<Vec<String>, ServiceError> {
        let rules = self.tenant().read_one(|tx| tx.insurer_rules()).await?;
        let mut published = vec![self.terms().version];
        for version in rules.earlier_terms {
            if !published.contains(&version) {
                published.push(version);
            }
        }
        Ok(published)
    }
}
