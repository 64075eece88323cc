//! Queries on `applications`; what happened to them is read and taken in by `progress`.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::certification::{ApplicationDetails, ApplicationKind, SpecifiedDisease};
use domain::delivery::Tally;
use domain::id::{ApplicationId, PersonId};
use domain::record::ApplicationRecord;
use serde::{Deserialize, Serialize};

use crate::clients::progress::Course;
use crate::schema::applications;
use crate::seal::Sealed;
use crate::store::dialect::keep;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, fresh_id, merge};
use crate::store::row::parsed;
use crate::store::transaction::Tx;
use crate::vault::Vault;

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
    /// What else the city knows of it.
    pub details: ApplicationDetails,
}

/// Where the person was visited and what they suffer from: encrypted at rest.
#[derive(Default, PartialEq, Serialize, Deserialize)]
struct Private {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disease: Option<SpecifiedDisease>,
}

impl Private {
    /// The plain JSON; none if there is nothing to hide.
    fn plain(&self) -> Result<Option<Vec<u8>>, StoreError> {
        if *self == Self::default() {
            return Ok(None);
        }
        serde_json::to_vec(self).map(Some).map_err(|_| StoreError::Corrupt {
            column: "applications.sealed_details",
        })
    }
}

fn place(id: &str) -> String {
    format!("applications/{id}")
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
    by_law: Option<String>,
    moved_on: Option<NaiveDate>,
    survey_contractor: Option<String>,
    institution: Option<String>,
    sealed_details: Option<Vec<u8>>,
    details_hash: Option<Vec<u8>>,
}

impl Kept for Row {
    type Key = (String, String);

    fn key(&self) -> Self::Key {
        (self.person_id.clone(), self.application_number.clone())
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.kind == stored.kind
            && self.applied_on == stored.applied_on
            && self.ticked_consent == stored.ticked_consent
            && self.by_law == stored.by_law
            && self.moved_on == stored.moved_on
            && self.survey_contractor == stored.survey_contractor
            && self.institution == stored.institution
            && self.details_hash == stored.details_hash
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

impl Row {
    /// The application with its course.
    fn open(self, course: Course, vault: &Vault) -> Result<ApplicationRecord, StoreError> {
        let private: Private = match &self.sealed_details {
            Some(sealed) => vault.decrypt_json(&place(&self.id), sealed)?,
            None => Private::default(),
        };
        let by_law = self.by_law.as_deref().map(|kind| parsed("applications.by_law", kind));
        Ok(ApplicationRecord {
            id: parsed("applications.id", &self.id)?,
            number: self.application_number,
            kind: parsed("applications.kind", &self.kind)?,
            applied_on: Day::from_naive(self.applied_on),
            ticked_consent: self.ticked_consent,
            details: ApplicationDetails {
                by_law: by_law.transpose()?,
                moved_on: self.moved_on.map(Day::from_naive),
                survey_contractor: self.survey_contractor,
                survey_place: private.place,
                institution: self.institution,
                specified_disease: private.disease,
            },
            milestones: course.milestones,
            postponements: course.postponements,
            rejection: course.rejection,
        })
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
            let course = courses.remove(&row.id).unwrap_or_default();
            let person = parsed("applications.person_id", &row.person_id)?;
            by_person.entry(person).or_default().push(row.open(course, self.vault)?);
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
        let mut merged = self.merged_applications(intakes, now)?;
        for row in merged.new.iter_mut().chain(&mut merged.changed) {
            if let Some(plain) = &row.sealed_details {
                row.sealed_details = Some(self.vault.encrypt(&place(&row.id), plain)?);
            }
        }
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
        let mut rows = Vec::with_capacity(intakes.len());
        for intake in intakes {
            rows.push(self.unsealed_application(intake, now)?);
        }
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

    /// A row whose `sealed_details` column still holds the plain JSON.
    fn unsealed_application(&self, intake: &ApplicationIntake, now: DateTime<Utc>) -> Result<Row, StoreError> {
        let ApplicationDetails {
            by_law,
            moved_on,
            survey_contractor,
            survey_place,
            institution,
            specified_disease,
        } = intake.details.clone();
        let private = Private {
            place: survey_place,
            disease: specified_disease,
        };
        let plain = private.plain()?;
        let hash = plain
            .as_deref()
            .map(|plain| self.vault.hash("application details", plain));
        Ok(Row {
            insurer_number: self.insurer_text.clone(),
            id: fresh_id::<domain::id::of::Application>().to_string(),
            person_id: intake.person.to_string(),
            application_number: intake.number.clone(),
            kind: intake.kind.to_string(),
            applied_on: intake.applied_on.naive(),
            ticked_consent: intake.ticked_consent,
            received_at: now.naive_utc(),
            by_law: by_law.map(|kind| kind.to_string()),
            moved_on: moved_on.map(Day::naive),
            survey_contractor,
            institution,
            sealed_details: plain,
            details_hash: hash.transpose()?,
        })
    }
}
