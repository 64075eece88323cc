//! The texts that people agree to, in versions of the insurer's own: reading them, looking at one before it is published, and
//! publishing it, on the screens of the insurer and on the machine alike. Which one holds for whoever agrees is in
//! `enrolment::terms`.

use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::{Item, Operation};
use domain::insurer::{InvalidText, PublishedText, TextKind, TextVersion};
use notice::NoticeError;
use persistence::{StoreError, Tx, Vault};

use crate::access::allowed::{Allowed, ManageTexts, PrintConsentForm, ReadTexts};
use crate::access::change::Act;
use crate::access::seen::{Seen, Shown};
use crate::enrolment::terms::{in_force, versions};
use crate::error::ServiceError;
use crate::rule::{Field, PublishRule};
use crate::setup::operator::Operator;
use crate::setup::papers::{Paper, Press};

/// A text with all its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionedText {
    /// Which text.
    pub kind: TextKind,
    /// The tag of what is in force: another one as soon as a version is published.
    pub tag: String,
    /// Every version that was ever in force, the one in force first.
    pub versions: Vec<PublishedText>,
}

/// What of a text somebody has seen before publishing another version: the one in force.
struct InForce<'v>(TextKind, Option<&'v PublishedText>);

impl Shown for InForce<'_> {
    fn tag(&self, vault: &Vault) -> Result<String, StoreError> {
        let name = self.1.map(|known| known.version.version.as_str());
        vault.tag("text", &(self.0.code(), name))
    }
}

/// A version as it may be published.
fn fit(version: &str, text: &str) -> Result<TextVersion, ServiceError> {
    TextVersion::new(version, text).map_err(|invalid| match invalid {
        InvalidText::NameWritten(rule) => ServiceError::invalid(Field::VersionName, rule),
        InvalidText::Name(rule) => ServiceError::invalid(Field::VersionName, rule),
        InvalidText::Written(rule) => ServiceError::invalid(Field::Text, rule),
        InvalidText::Text(rule) => ServiceError::invalid(Field::Text, rule),
    })
}

/// A version as the paper that it is, or would be.
fn pressed(press: &Press, kind: TextKind, text: &TextVersion) -> Result<Paper, ServiceError> {
    match press.paper(kind.code(), &text.text, Some(&text.version)) {
        Err(NoticeError::MissingGlyphs(characters)) => Err(ServiceError::invalid(
            Field::Text,
            PublishRule::MissingGlyphs { characters },
        )),
        paper => Ok(paper?),
    }
}

/// Publishes a version, in the transaction of its entry; answers the how-manyth it is.
fn publish(
    tx: &mut Tx<'_>,
    kind: TextKind,
    text: &TextVersion,
    seen: &Seen,
    now: DateTime<Utc>,
) -> Result<Result<u32, ServiceError>, StoreError> {
    let known = versions(tx, kind)?;
    if let Err(overtaken) = seen.is_of(tx, &InForce(kind, known.first()))? {
        return Ok(Err(overtaken));
    }
    if known.iter().any(|known| known.version.version == text.version) {
        return Ok(Err(ServiceError::conflict(PublishRule::NameTaken)));
    }
    // The newest is in force, also where the clock of another node was ahead.
    let last = known.first().and_then(|known| known.published_at);
    let at = last.map_or(now, |last| now.max(last + TimeDelta::microseconds(1)));
    tx.publish_text(kind, text, at)?;
    let number = u32::try_from(known.len()).unwrap_or(u32::MAX);
    Ok(Ok(number.saturating_add(1)))
}

fn act(kind: TextKind, number: Option<u32>) -> Act {
    Act::new(Operation::PublishText, Item::Text { kind, number })
}

/// All of a text.
fn versioned(tx: &mut Tx<'_>, kind: TextKind) -> Result<VersionedText, StoreError> {
    let versions = versions(tx, kind)?;
    Ok(VersionedText {
        kind,
        tag: InForce(kind, versions.first()).tag(tx.vault())?,
        versions,
    })
}

impl Allowed<ReadTexts> {
    /// Every text with its versions.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn texts(&self) -> Result<Vec<VersionedText>, ServiceError> {
        let read = |tx: &mut Tx<'_>| TextKind::ALL.iter().map(|kind| versioned(tx, *kind)).collect();
        Ok(self.service.tenant().read(read).await?)
    }

    /// One text with its versions.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn text(&self, kind: TextKind) -> Result<VersionedText, ServiceError> {
        Ok(self.service.tenant().read(move |tx| versioned(tx, kind)).await?)
    }
}

impl<R> Allowed<R> {
    async fn press(&self) -> Result<Press, ServiceError> {
        let today = self.today();
        Ok(self.service.tenant().read(move |tx| Press::of(tx, today)).await?)
    }
}

impl Allowed<PrintConsentForm> {
    /// The form of consent in force as a PDF, for somebody to sign.
    ///
    /// # Errors
    /// If it cannot be set.
    pub async fn consent_form(&self) -> Result<Vec<u8>, ServiceError> {
        let press = self.press().await?;
        let read = |tx: &mut Tx<'_>| in_force(tx, TextKind::ConsentForm);
        let text = self.service.tenant().read(read).await?;
        set(press, TextKind::ConsentForm, text).await
    }
}

/// Sets a text. Setting type takes long enough to keep other requests waiting.
async fn set(press: Press, kind: TextKind, text: TextVersion) -> Result<Vec<u8>, ServiceError> {
    let paper = tokio::task::spawn_blocking(move || pressed(&press, kind, &text));
    let paper = paper.await.map_err(|_| ServiceError::Interrupted)?;
    Ok(paper?.pdf)
}

impl Allowed<ManageTexts> {
    /// A text as the PDF that it would be, without publishing it.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if it may not be published.
    pub async fn preview_text(&self, kind: TextKind, version: &str, text: &str) -> Result<Vec<u8>, ServiceError> {
        let text = fit(version, text)?;
        set(self.press().await?, kind, text).await
    }

    /// Publishes a version of a text, which is in force from then on, instead of the one that was seen to be in force. The
    /// password is needed again.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if it may not be published; [`ServiceError::Overtaken`] if another version is in force by now; a
    /// conflict if there is one of this name.
    pub async fn publish_text(&self, kind: TextKind, version: &str, text: &str) -> Result<(), ServiceError> {
        let seen = self.need_seen()?;
        let refused = act(kind, None);
        self.need_confirmation(&refused).await?;
        let text = fit(version, text)?;
        // What cannot be printed is not published.
        set(self.press().await?, kind, text.clone()).await?;
        let now = self.service.now();
        let work = move |tx: &mut Tx<'_>| publish(tx, kind, &text, &seen, now);
        let done = move |number: &u32| vec![act(kind, Some(*number))];
        self.change_telling(refused, work, done).await?;
        Ok(())
    }
}

impl Operator {
    /// Every version of a text that was ever in force, the one in force first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn texts(&self, kind: TextKind) -> Result<Vec<PublishedText>, ServiceError> {
        Ok(self.service().tenant().read_here(|tx| versions(tx, kind))?)
    }

    /// A text as it would be published, to be looked at.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if it may not be published.
    pub fn preview_text(&self, kind: TextKind, version: &str, text: &str) -> Result<Paper, ServiceError> {
        let (text, today) = (fit(version, text)?, self.service().today());
        let press = self.service().tenant().read_here(|tx| Press::of(tx, today))?;
        pressed(&press, kind, &text)
    }

    /// Publishes a version of a text. It is in force from then on; those before stay readable.
    ///
    /// # Errors
    /// As for the preview; a conflict if there is one of this name.
    pub fn publish_text(&self, kind: TextKind, version: &str, text: &str) -> Result<(), ServiceError> {
        self.preview_text(kind, version, text)?;
        let (text, now) = (fit(version, text)?, self.service().now());
        let work = |tx: &mut Tx<'_>| publish(tx, kind, &text, &Seen::Whatever, now);
        self.change_here_telling(work, |number| act(kind, Some(*number)))?;
        Ok(())
    }
}
