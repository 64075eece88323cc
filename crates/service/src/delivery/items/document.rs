//! Documents, in batches small enough for memory.

use chrono::{DateTime, Utc};
use domain::delivery::Finding;
use domain::id::PersonId;
use domain::record::DocumentRecord;
use exchange::bundle::Delivered;
use exchange::document::DocumentRow;
use exchange::row::Located;
use persistence::{DocumentIntake, StoreError, Tx, fresh_id};

use super::{About, Item, Manner, Merged, known};
use crate::delivery::newest::Subject;

impl Item for Delivered {
    type Intakes = Vec<DocumentIntake>;

    fn said(&self) -> Option<(Subject, DateTime<Utc>)> {
        let DocumentRow {
            number,
            application,
            kind,
            written_on,
            as_of,
            ..
        } = &self.row;
        let key = format!("{number} {application} {kind} {written_on}");
        Some((Subject::Document(key), *as_of))
    }

    /// Each may have some megabytes.
    const BATCH: usize = 50;

    fn weight(&self) -> usize {
        self.pdf.bytes().len()
    }

    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let (known, refused) = known(tx, items, about, |document| document.row.number)?;
        let intake = |(person, item): (PersonId, &Located<Self>)| {
            let Self { row, pdf } = &item.value;
            let record = DocumentRecord {
                id: fresh_id(),
                application_number: row.application.as_str().to_owned(),
                kind: row.kind,
                dated_on: row.written_on,
                form_version: row.form_version.clone(),
                physician_consent: row.physician_consents,
                pages: pdf.pages(),
                as_of: row.as_of,
                received_at: about.now,
            };
            DocumentIntake {
                person,
                record,
                content: pdf.bytes().to_vec(),
            }
        };
        Ok((known.into_iter().map(intake).collect(), refused))
    }

    fn merge(tx: &mut Tx<'_>, intakes: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let tally = match manner {
            Manner::Judging => tx.compare_documents(intakes, about.now)?,
            Manner::Applying => tx.take_in_documents(intakes, about.now)?,
        };
        Ok((tally, Vec::new()))
    }
}
