//! Queries on `applications`; what happened to them is read and taken in by `progress`.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::certification::ApplicationKind;
use domain::delivery::Tally;
use domain::id::{ApplicationId, PersonId};
use domain::record::ApplicationRecord;

use crate::clients::progress::Course;
use crate::schema::applications;
use crate::seal::Sealed;
use crate::store::dialect::keep;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, fresh_id, merge};
use crate::store::row::parsed;
use crate::store::transaction::Tx;

/// An application to be taken in.
#[derive(Clone, Debug)]
pub struct ApplicationIntake {
    /// Whose.
    pub person: PersonId,
    /// The city's own number of the application.
    pub number: String,
    /// Kind.
    pub kind: ApplicationKind,
    /// Day of application.
    pub applied_on: Day,
    /// Whether the person ticked on the form that the result may be given to the office.
    pub ticked_consent: bool,
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = applications, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    insurer_number: String,
    id: String,
    person_id: String,
    application_number: String,
    kind: String,
    applied_on: NaiveDate,
    ticked_consent: bool,
    received_at: NaiveDateTime,
}

impl Kept for Row {
    type Key = (String, String);

    fn key(&self) -> Self::Key {
        (self.person_id.clone(), self.application_number.clone())
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.kind == stored.kind && self.applied_on == stored.applied_on && self.ticked_consent == stored.ticked_consent
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

impl Tx<'_> {
    /// A person's applications, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn applications(&mut self, person: PersonId) -> Result<Sealed<Vec<ApplicationRecord>>, StoreError> {
        let mut by_person = self.applications_of(&[person.to_string()], None)?;
        Ok(Sealed::new(by_person.remove(&person).unwrap_or_default()))
    }

    /// The applications of many people, each newest first; `since` leaves out older ones.
    pub(crate) fn applications_of(
        &mut self,
        people: &[String],
        since: Option<Day>,
    ) -> Result<HashMap<PersonId, Vec<ApplicationRecord>>, StoreError> {
        let since = since.map_or(NaiveDate::MIN, Day::naive);
        let rows: Vec<Row> = applications::table
            .filter(
                applications::insurer_number
                    .eq(&self.insurer_text)
                    .and(applications::person_id.eq_any(people))
                    .and(applications::applied_on.ge(since.max(Day::MIN.naive()))),
            )
            .order((applications::applied_on.desc(), applications::application_number.desc()))
            .select(Row::as_select())
            .load(self.conn)?;
        let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
        let mut courses = self.courses_of(&ids)?;
        let mut by_person: HashMap<PersonId, Vec<ApplicationRecord>> = HashMap::new();
        for row in rows {
            let Course {
                milestones,
                postponements,
                rejection,
            } = courses.remove(&row.id).unwrap_or_default();
            let record = ApplicationRecord {
                id: parsed("applications.id", &row.id)?,
                number: row.application_number,
                kind: parsed("applications.kind", &row.kind)?,
                applied_on: Day::from_naive(row.applied_on),
                ticked_consent: row.ticked_consent,
                milestones,
                postponements,
                rejection,
            };
            by_person
                .entry(parsed("applications.person_id", &row.person_id)?)
                .or_default()
                .push(record);
        }
        Ok(by_person)
    }

    /// The ids of applications by person and number, for the rows of a delivery that refer to them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn applications_by_number(
        &mut self,
        people: &[PersonId],
    ) -> Result<HashMap<(PersonId, String), ApplicationId>, StoreError> {
        let people: Vec<String> = people.iter().map(ToString::to_string).collect();
        let rows: Vec<(String, String, String)> = applications::table
            .filter(
                applications::insurer_number
                    .eq(&self.insurer_text)
                    .and(applications::person_id.eq_any(people)),
            )
            .select((
                applications::person_id,
                applications::application_number,
                applications::id,
            ))
            .load(self.conn)?;
        rows.into_iter()
            .map(|(person, number, id)| {
                Ok((
                    (parsed("applications.person_id", &person)?, number),
                    parsed("applications.id", &id)?,
                ))
            })
            .collect()
    }

    /// Takes in applications of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_applications(
        &mut self,
        intakes: &[ApplicationIntake],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        let merged = self.merged_applications(intakes, now)?;
        keep!(self, applications, merged);
        Ok(merged.tally)
    }

    /// What would come of applications of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_applications(
        &mut self,
        intakes: &[ApplicationIntake],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        Ok(self.merged_applications(intakes, now)?.tally)
    }

    fn merged_applications(
        &mut self,
        intakes: &[ApplicationIntake],
        now: DateTime<Utc>,
    ) -> Result<Merged<Row>, StoreError> {
        let rows: Vec<Row> = intakes
            .iter()
            .map(|intake| Row {
                insurer_number: self.insurer_text.clone(),
                id: fresh_id::<domain::id::of::Application>().to_string(),
                person_id: intake.person.to_string(),
                application_number: intake.number.clone(),
                kind: intake.kind.to_string(),
                applied_on: intake.applied_on.naive(),
                ticked_consent: intake.ticked_consent,
                received_at: now.naive_utc(),
            })
            .collect();
        let people: Vec<&String> = rows.iter().map(|row| &row.person_id).collect();
        let stored = applications::table
            .filter(
                applications::insurer_number
                    .eq(&self.insurer_text)
                    .and(applications::person_id.eq_any(people)),
            )
            .select(Row::as_select())
            .load(self.conn)?;
        Ok(merge(stored, rows))
    }
}
