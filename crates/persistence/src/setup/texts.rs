//! Queries on `texts`: what an insurer has published for people to agree to.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::insurer::{PublishedText, TextKind, TextVersion};

use crate::schema::texts;
use crate::store::error::StoreError;
use crate::store::transaction::Tx;

impl Tx<'_> {
    /// Publishes a version.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if there is one of this name.
    pub fn publish_text(
        &mut self,
        kind: TextKind,
        published: &TextVersion,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        diesel::insert_into(texts::table)
            .values((
                texts::insurer_number.eq(&self.insurer_text),
                texts::kind.eq(kind.code()),
                texts::version.eq(&published.version),
                texts::body.eq(&published.text),
                texts::published_at.eq(now.naive_utc()),
            ))
            .execute(self.conn)?;
        Ok(())
    }

    /// The versions that were published, the newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn texts(&mut self, kind: TextKind) -> Result<Vec<PublishedText>, StoreError> {
        let rows: Vec<(String, String, NaiveDateTime)> = texts::table
            .filter(
                texts::insurer_number
                    .eq(&self.insurer_text)
                    .and(texts::kind.eq(kind.code())),
            )
            .order((texts::published_at.desc(), texts::version.desc()))
            .select((texts::version, texts::body, texts::published_at))
            .load(self.conn)?;
        let version = |(version, text, at): (String, String, NaiveDateTime)| PublishedText {
            version: TextVersion { version, text },
            published_at: Some(at.and_utc()),
        };
        Ok(rows.into_iter().map(version).collect())
    }
}
