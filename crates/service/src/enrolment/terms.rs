//! 利用規約 and 同意書: the texts that people agree to, as the insurer has published them, else those that come with the program.

use domain::insurer::{PublishedText, TextKind, TextVersion, with_insurer};
use persistence::{StoreError, Tx};

use crate::access::service::Service;
use crate::error::ServiceError;

/// The version of the texts that come with the program.
const STANDARD: &str = "2026-04";
/// Documents, not words of the program: they are kept as such.
const TERMS: &str = include_str!("../../texts/terms-2026-04.ja.md");
const CONSENT_FORM: &str = include_str!("../../texts/consent-2026-04.ja.md");

/// Terms of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Their version: whoever accepts them sends it back, so that nobody accepts what was not shown.
    pub version: String,
    /// Their text, paragraphs apart by a line break.
    pub text: String,
}

/// The text that comes with the program.
fn standard(kind: TextKind) -> PublishedText {
    let text = match kind {
        TextKind::Terms => TERMS,
        TextKind::ConsentForm => CONSENT_FORM,
    };
    PublishedText {
        version: TextVersion {
            version: STANDARD.to_owned(),
            text: text.trim_end().to_owned(),
        },
        published_at: None,
    }
}

/// Every version of a text that was ever in force, the one in force first: those that the insurer has published, and the one
/// that held before the first of them.
pub(crate) fn versions(tx: &mut Tx<'_>, kind: TextKind) -> Result<Vec<PublishedText>, StoreError> {
    let mut published = tx.texts(kind)?;
    if published.iter().all(|known| known.version.version != STANDARD) {
        published.push(standard(kind));
    }
    Ok(published)
}

/// The text in force, with the insurer's name.
pub(crate) fn in_force(tx: &mut Tx<'_>, kind: TextKind) -> Result<TextVersion, StoreError> {
    let name = tx.insurer_name()?.unwrap_or_default();
    let newest = versions(tx, kind)?.into_iter().next();
    let TextVersion { version, text } = newest.unwrap_or_else(|| standard(kind)).version;
    Ok(TextVersion {
        version,
        text: with_insurer(&text, &name),
    })
}

impl From<TextVersion> for Terms {
    fn from(TextVersion { version, text }: TextVersion) -> Self {
        // Their title stands on the page that shows them.
        let is_title = |line: &str| line.starts_with("# ");
        let body: Vec<_> = text
            .lines()
            .filter(|line| !line.is_empty() && !is_title(line))
            .collect();
        Self {
            version,
            text: body.join("\n"),
        }
    }
}

impl Service {
    /// The terms of use in force.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn terms(&self) -> Result<Terms, ServiceError> {
        let found = self.tenant().read(|tx| in_force(tx, TextKind::Terms)).await?;
        Ok(found.into())
    }

    /// The versions that the insurer has published, the one in force first.
    pub(crate) async fn published_terms(&self) -> Result<Vec<String>, ServiceError> {
        let read = |tx: &mut Tx<'_>| Ok((versions(tx, TextKind::Terms)?, tx.insurer_rules()?));
        let (versions, rules) = self.tenant().read(read).await?;
        let mut published: Vec<String> = versions.into_iter().map(|known| known.version.version).collect();
        for version in rules.earlier_terms {
            if !published.contains(&version) {
                published.push(version);
            }
        }
        Ok(published)
    }
}
