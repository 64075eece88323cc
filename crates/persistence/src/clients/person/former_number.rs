//! Queries on `former_numbers`: under which numbers people were known before. A person keeps everything when the number changes.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::person::InsuredNumber;

use crate::clients::person::PersonIntake;
use crate::schema::{former_numbers, persons};
use crate::store::error::StoreError;
use crate::store::transaction::Tx;

#[derive(Insertable)]
#[diesel(table_name = former_numbers)]
struct Row {
    insurer_number: String,
    number_hash: Vec<u8>,
    person_id: String,
    received_at: NaiveDateTime,
}

impl Tx<'_> {
    /// Which of these keyed hashes are of former numbers, and whose.
    pub(crate) fn known_before(&mut self, hashes: &[&Vec<u8>]) -> Result<Vec<(Vec<u8>, String)>, StoreError> {
        if hashes.is_empty() {
            return Ok(Vec::new());
        }
        Ok(former_numbers::table
            .filter(
                former_numbers::insurer_number
                    .eq(&self.insurer_text)
                    .and(former_numbers::number_hash.eq_any(hashes.to_vec())),
            )
            .select((former_numbers::number_hash, former_numbers::person_id))
            .load(self.conn)?)
    }

    /// Which of these numbers are former ones of people who have another by now.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn former_among(&mut self, numbers: &[InsuredNumber]) -> Result<HashSet<InsuredNumber>, StoreError> {
        let mut hashed = Vec::with_capacity(numbers.len());
        for number in numbers {
            hashed.push((self.number_hash(number)?, *number));
        }
        let hashes: Vec<&Vec<u8>> = hashed.iter().map(|(hash, _)| hash).collect();
        let known: HashSet<Vec<u8>> = self.known_before(&hashes)?.into_iter().map(|(hash, _)| hash).collect();
        let former = hashed.into_iter().filter(|(hash, _)| known.contains(hash));
        Ok(former.map(|(_, number)| number).collect())
    }

    /// Notes the former numbers of people who are kept by now. One that is somebody's own number stays that.
    pub(crate) fn keep_former_numbers(
        &mut self,
        intakes: &[PersonIntake],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        for intake in intakes {
            let Some(former) = intake.attributes.qualification.former_number else {
                continue;
            };
            let (old, new) = (self.number_hash(&former)?, self.number_hash(&intake.attributes.number)?);
            if old == new || self.person_id_of(&old)?.is_some() || !self.known_before(&[&old])?.is_empty() {
                continue;
            }
            if let Some(person_id) = self.person_id_of(&new)? {
                let row = Row {
                    insurer_number: self.insurer_text.clone(),
                    number_hash: old,
                    person_id,
                    received_at: now.naive_utc(),
                };
                diesel::insert_into(former_numbers::table)
                    .values(row)
                    .execute(self.conn)?;
            }
        }
        Ok(())
    }

    fn person_id_of(&mut self, hash: &[u8]) -> Result<Option<String>, StoreError> {
        Ok(persons::table
            .filter(
                persons::insurer_number
                    .eq(&self.insurer_text)
                    .and(persons::number_hash.eq(hash)),
            )
            .select(persons::id)
            .get_result(self.conn)
            .optional()?)
    }
}
