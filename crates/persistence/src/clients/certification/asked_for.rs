//! What was asked for, and at which levels people were before: by which the months of a result are judged.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::certification::{ApplicationKind, CareLevel};
use domain::id::PersonId;

use crate::schema::{applications, certifications};
use crate::store::error::StoreError;
use crate::store::row::parsed;
use crate::store::transaction::Tx;

/// What an application counts as, and its day.
pub type AskedFor = (ApplicationKind, Day);

type AskedRow = (String, String, String, Option<String>, NaiveDate);

impl Tx<'_> {
    /// What people have asked for, by the city's number of the application.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn asked_for(&mut self, people: &[PersonId]) -> Result<HashMap<(PersonId, String), AskedFor>, StoreError> {
        let people: Vec<String> = people.iter().map(ToString::to_string).collect();
        let rows: Vec<AskedRow> = applications::table
            .filter(
                applications::insurer_number
                    .eq(&self.insurer_text)
                    .and(applications::person_id.eq_any(people)),
            )
            .select((
                applications::person_id,
                applications::application_number,
                applications::kind,
                applications::by_law,
                applications::applied_on,
            ))
            .load(self.conn)?;
        let asked = |(person, number, kind, by_law, applied_on): AskedRow| {
            let kind = parsed("applications.kind", by_law.as_deref().unwrap_or(&kind))?;
            let key = (parsed("applications.person_id", &person)?, number);
            Ok((key, (kind, Day::from_naive(applied_on))))
        };
        rows.into_iter().map(asked).collect()
    }

    /// The levels of people by the first day of each result.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn levels(&mut self, people: &[PersonId]) -> Result<HashMap<PersonId, Vec<(Day, CareLevel)>>, StoreError> {
        let people: Vec<String> = people.iter().map(ToString::to_string).collect();
        let rows: Vec<(String, NaiveDate, String)> = certifications::table
            .filter(
                certifications::insurer_number
                    .eq(&self.insurer_text)
                    .and(certifications::person_id.eq_any(people)),
            )
            .select((
                certifications::person_id,
                certifications::valid_from,
                certifications::care_level,
            ))
            .load(self.conn)?;
        let mut levels: HashMap<PersonId, Vec<(Day, CareLevel)>> = HashMap::new();
        for (person, first, level) in rows {
            let level = parsed("certifications.care_level", &level)?;
            let person = parsed("certifications.person_id", &person)?;
            levels.entry(person).or_default().push((Day::from_naive(first), level));
        }
        Ok(levels)
    }
}
