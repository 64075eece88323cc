//! Queries on `documents` and their contents, which are encrypted at rest and come out sealed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::delivery::Tally;
use domain::id::{DocumentId, PersonId};
use domain::record::DocumentRecord;

use crate::schema::{document_contents, documents};
use crate::seal::Sealed;
use crate::store::dialect::insert_many;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, fresh_id, merge};
use crate::store::row::{count, moment, parsed};
use crate::store::transaction::Tx;

/// A document's PDF.
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentContent(pub Vec<u8>);

/// A document to be taken in.
#[derive(Clone)]
pub struct DocumentIntake {
    /// Whose.
    pub person: PersonId,
    /// What is known of it; the id and the time of receipt are not used.
    pub record: DocumentRecord,
    /// The PDF.
    pub content: Vec<u8>,
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = documents, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    insurer_number: String,
    id: String,
    person_id: String,
    application_number: String,
    kind: String,
    dated_on: NaiveDate,
    form_version: String,
    physician_consent: Option<bool>,
    pages: i64,
    content_hash: Vec<u8>,
    as_of: NaiveDateTime,
    received_at: NaiveDateTime,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = document_contents)]
struct ContentRow {
    insurer_number: String,
    document_id: String,
    sealed: Vec<u8>,
}

/// The key of a row, without hashing the content.
fn key_of(intake: &DocumentIntake) -> <Row as Kept>::Key {
    let DocumentIntake { person, record, .. } = intake;
    (
        person.to_string(),
        record.application_number.clone(),
        record.kind.to_string(),
        record.dated_on.naive(),
    )
}

impl Kept for Row {
    type Key = (String, String, String, NaiveDate);

    fn key(&self) -> Self::Key {
        (
            self.person_id.clone(),
            self.application_number.clone(),
            self.kind.clone(),
            self.dated_on,
        )
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.content_hash == stored.content_hash
            && self.form_version == stored.form_version
            && self.physician_consent == stored.physician_consent
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

impl TryFrom<Row> for DocumentRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: parsed("documents.id", &row.id)?,
            application_number: row.application_number,
            kind: parsed("documents.kind", &row.kind)?,
            dated_on: Day::from_naive(row.dated_on),
            form_version: row.form_version,
            physician_consent: row.physician_consent,
            pages: count("documents.pages", row.pages)?,
            as_of: moment(row.as_of),
            received_at: moment(row.received_at),
        })
    }
}

fn place(id: &str) -> String {
    format!("document_contents/{id}")
}

impl Tx<'_> {
    /// A person's documents, newest first. Not sealed: `service` needs kind and day to judge them, and turns them into
    /// an answer only inside a seal.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn documents(&mut self, person: PersonId) -> Result<Vec<DocumentRecord>, StoreError> {
        documents::table
            .filter(
                documents::insurer_number
                    .eq(&self.insurer_text)
                    .and(documents::person_id.eq(person.to_string())),
            )
            .order((documents::dated_on.desc(), documents::kind.desc()))
            .select(Row::as_select())
            .load(self.conn)?
            .into_iter()
            .map(DocumentRecord::try_from)
            .collect()
    }

    /// The PDF of a document of this person.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if this person has no such document.
    pub fn document_content(
        &mut self,
        person: PersonId,
        id: DocumentId,
    ) -> Result<Sealed<DocumentContent>, StoreError> {
        let id = id.to_string();
        let sealed: Vec<u8> = document_contents::table
            .inner_join(
                documents::table.on(documents::insurer_number
                    .eq(document_contents::insurer_number)
                    .and(documents::id.eq(document_contents::document_id))),
            )
            .filter(
                document_contents::insurer_number
                    .eq(&self.insurer_text)
                    .and(document_contents::document_id.eq(&id))
                    .and(documents::person_id.eq(person.to_string())),
            )
            .select(document_contents::sealed)
            .get_result(self.conn)?;
        Ok(Sealed::new(DocumentContent(self.vault.decrypt(&place(&id), &sealed)?)))
    }

    /// Takes in documents of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_documents(&mut self, intakes: &[DocumentIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        let merged = self.merged_documents(intakes, now)?;
        let contents = intakes.iter().map(|intake| (key_of(intake), &intake.content)).collect();
        insert_many!(self.conn, documents::table, &merged.new);
        for row in &merged.new {
            let content = self.content_row(row, &contents)?;
            diesel::insert_into(document_contents::table)
                .values(content)
                .execute(self.conn)?;
        }
        for row in merged.changed {
            let content = self.content_row(&row, &contents)?;
            let key = (self.insurer_text.clone(), row.id.clone());
            diesel::update(document_contents::table.find(key.clone()))
                .set(content)
                .execute(self.conn)?;
            diesel::update(documents::table.find(key)).set(row).execute(self.conn)?;
        }
        Ok(merged.tally)
    }

    /// What would come of documents of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_documents(&mut self, intakes: &[DocumentIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        Ok(self.merged_documents(intakes, now)?.tally)
    }

    fn merged_documents(&mut self, intakes: &[DocumentIntake], now: DateTime<Utc>) -> Result<Merged<Row>, StoreError> {
        let mut rows = Vec::with_capacity(intakes.len());
        for intake in intakes {
            rows.push(self.document_row(intake, now)?);
        }
        let people: Vec<&String> = rows.iter().map(|row| &row.person_id).collect();
        let stored = documents::table
            .filter(
                documents::insurer_number
                    .eq(&self.insurer_text)
                    .and(documents::person_id.eq_any(people)),
            )
            .select(Row::as_select())
            .load(self.conn)?;
        Ok(merge(stored, rows))
    }

    fn content_row(
        &self,
        row: &Row,
        contents: &HashMap<<Row as Kept>::Key, &Vec<u8>>,
    ) -> Result<ContentRow, StoreError> {
        let content = contents.get(&row.key()).ok_or(StoreError::NotFound)?;
        Ok(ContentRow {
            insurer_number: self.insurer_text.clone(),
            document_id: row.id.clone(),
            sealed: self.vault.encrypt(&place(&row.id), content)?,
        })
    }

    fn document_row(&self, intake: &DocumentIntake, now: DateTime<Utc>) -> Result<Row, StoreError> {
        let record = &intake.record;
        Ok(Row {
            insurer_number: self.insurer_text.clone(),
            id: fresh_id::<domain::id::of::Document>().to_string(),
            person_id: intake.person.to_string(),
            application_number: record.application_number.clone(),
            kind: record.kind.to_string(),
            dated_on: record.dated_on.naive(),
            form_version: record.form_version.clone(),
            physician_consent: record.physician_consent,
            pages: i64::from(record.pages),
            content_hash: self.vault.hash("document", &intake.content)?,
            as_of: record.as_of.naive_utc(),
            received_at: now.naive_utc(),
        })
    }
}
