//! Queries on `letters`: what was made, and the bytes of those that hold no secret. When one may be made is decided in
//! `domain`.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::enrolment::letter::NoticeKind;
use domain::id::{LetterId, UsageApplicationId};
use domain::record::LetterRecord;

use crate::schema::letters;
use crate::store::error::StoreError;
use crate::store::row::{moment, parsed};
use crate::store::transaction::Tx;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = letters)]
struct Row {
    insurer_number: String,
    id: String,
    application_id: String,
    kind: String,
    number: String,
    dated_on: NaiveDate,
    made_at: NaiveDateTime,
    made_by: String,
    superseded_at: Option<NaiveDateTime>,
}

fn place(id: LetterId) -> String {
    format!("letters/{id}")
}

impl TryFrom<Row> for LetterRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: parsed("letters.id", &row.id)?,
            application: parsed("letters.application_id", &row.application_id)?,
            kind: parsed("letters.kind", &row.kind)?,
            number: row.number,
            dated_on: Day::from_naive(row.dated_on),
            made_at: moment(row.made_at),
            made_by: parsed("letters.made_by", &row.made_by)?,
            superseded_at: row.superseded_at.map(moment),
        })
    }
}

impl Tx<'_> {
    /// Keeps a letter that was made, in the place of the one before it; with its bytes if it may be given out again.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn keep_letter(&mut self, letter: &LetterRecord, bytes: Option<&[u8]>) -> Result<(), StoreError> {
        let before = letters::table.filter(
            letters::insurer_number
                .eq(&self.insurer_text)
                .and(letters::application_id.eq(letter.application.to_string()))
                .and(letters::kind.eq(letter.kind.to_string()))
                .and(letters::superseded_at.is_null()),
        );
        diesel::update(before)
            .set(letters::superseded_at.eq(letter.made_at.naive_utc()))
            .execute(self.conn)?;
        let sealed = bytes
            .map(|bytes| self.vault.encrypt(&place(letter.id), bytes))
            .transpose()?;
        let row = Row {
            insurer_number: self.insurer_text.clone(),
            id: letter.id.to_string(),
            application_id: letter.application.to_string(),
            kind: letter.kind.to_string(),
            number: letter.number.clone(),
            dated_on: letter.dated_on.naive(),
            made_at: letter.made_at.naive_utc(),
            made_by: letter.made_by.to_string(),
            superseded_at: letter.superseded_at.map(|at: DateTime<Utc>| at.naive_utc()),
        };
        diesel::insert_into(letters::table)
            .values((row, letters::sealed.eq(sealed)))
            .execute(self.conn)?;
        Ok(())
    }

    /// The letters about an application, those before included, oldest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn letters_about(&mut self, application: UsageApplicationId) -> Result<Vec<LetterRecord>, StoreError> {
        let rows: Vec<Row> = letters::table
            .filter(
                letters::insurer_number
                    .eq(&self.insurer_text)
                    .and(letters::application_id.eq(application.to_string())),
            )
            .order(letters::id)
            .select(Row::as_select())
            .load(self.conn)?;
        rows.into_iter().map(LetterRecord::try_from).collect()
    }

    /// The letter of this kind about an application that holds now, if one was made.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn letter_in_force(
        &mut self,
        application: UsageApplicationId,
        kind: NoticeKind,
    ) -> Result<Option<LetterRecord>, StoreError> {
        let letters = self.letters_about(application)?;
        let in_force = |letter: &LetterRecord| letter.kind == kind && letter.superseded_at.is_none();
        Ok(letters.into_iter().find(in_force))
    }

    /// The bytes of a letter as it was made.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if its bytes were not kept.
    pub fn letter_bytes(&mut self, id: LetterId) -> Result<Vec<u8>, StoreError> {
        let sealed: Option<Vec<u8>> = letters::table
            .find((&self.insurer_text, id.to_string()))
            .select(letters::sealed)
            .get_result(self.conn)?;
        self.vault.decrypt(&place(id), &sealed.ok_or(StoreError::NotFound)?)
    }

    /// Of these applications, each with the kinds of letters about it that hold now.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn letters_in_force(
        &mut self,
        applications: &[UsageApplicationId],
    ) -> Result<Vec<(UsageApplicationId, NoticeKind)>, StoreError> {
        let asked: Vec<String> = applications.iter().map(ToString::to_string).collect();
        let rows: Vec<(String, String)> = letters::table
            .filter(
                letters::insurer_number
                    .eq(&self.insurer_text)
                    .and(letters::application_id.eq_any(asked))
                    .and(letters::superseded_at.is_null()),
            )
            .select((letters::application_id, letters::kind))
            .load(self.conn)?;
        rows.into_iter()
            .map(|(application, kind)| {
                Ok((
                    parsed("letters.application_id", &application)?,
                    parsed("letters.kind", &kind)?,
                ))
            })
            .collect()
    }
}
