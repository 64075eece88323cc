//! Queries on `former_numbers`: under which numbers people were known before. A person keeps everything when the number changes.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::person::InsuredNumber;

use crate::clients::person::PersonIntake;
use crate::schema::former_numbers;
use crate::store::dialect::insert_many;
use crate::store::error::StoreError;
use crate::store::transaction::Tx;

#[derive(Insertable)]
#[diesel(table_name = former_numbers, treat_none_as_default_value = false)]
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
        let mut renumbered = Vec::new();
        for intake in intakes {
            if let Some(former) = intake.attributes.qualification.former_number {
                renumbered.push((self.number_hash(&former)?, self.number_hash(&intake.attributes.number)?));
            }
        }
        if renumbered.is_empty() {
            return Ok(());
        }
        let both: Vec<&Vec<u8>> = renumbered.iter().flat_map(|(old, new)| [old, new]).collect();
        let people: HashMap<Vec<u8>, String> = self.known_now(&both)?.into_iter().collect();
        let old: Vec<&Vec<u8>> = renumbered.iter().map(|(old, _)| old).collect();
        let mut noted: HashSet<Vec<u8>> = self.known_before(&old)?.into_iter().map(|(hash, _)| hash).collect();
        let mut rows = Vec::new();
        for (old, new) in renumbered {
            let Some(person_id) = people.get(&new).filter(|_| !people.contains_key(&old)) else {
                continue;
            };
            if noted.insert(old.clone()) {
                rows.push(Row {
                    insurer_number: self.insurer_text.clone(),
                    number_hash: old,
                    person_id: person_id.clone(),
                    received_at: now.naive_utc(),
                });
            }
        }
        insert_many!(self.conn, former_numbers::table, &rows);
        Ok(())
    }
}
