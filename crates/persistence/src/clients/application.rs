//! Queries on `applications` with their milestones and postponements.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::IntoSql;
use diesel::prelude::*;
use diesel::sql_types::{Date, Nullable};
use domain::certification::{ApplicationKind, Milestone, MilestoneKind, PostponementNotice};
use domain::day::Day;
use domain::id::{ApplicationId, PersonId};

use crate::schema::{applications, milestones, postponements};
use crate::seal::Sealed;
use crate::store::dialect::{insert_many, keep, on_each};
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Tally, fresh_id, merge};
use crate::store::row::parsed;
use crate::store::transaction::Tx;

/// An application with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRecord {
    /// Opaque id.
    pub id: ApplicationId,
    /// The city's own number of the application.
    pub number: String,
    /// Kind.
    pub kind: ApplicationKind,
    /// Day of application.
    pub applied_on: Day,
    /// Whether the person ticked on the form that the result may be given to the office.
    pub ticked_consent: bool,
    /// Milestones by day.
    pub milestones: Vec<Milestone>,
    /// Postponement notices by day.
    pub postponements: Vec<PostponementNotice>,
}

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

#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = milestones, treat_none_as_default_value = false)]
struct MilestoneRow {
    insurer_number: String,
    application_id: String,
    kind: String,
    day: NaiveDate,
    received_at: NaiveDateTime,
}

impl Kept for MilestoneRow {
    type Key = (String, String, NaiveDate);

    fn key(&self) -> Self::Key {
        (self.application_id.clone(), self.kind.clone(), self.day)
    }

    fn says_the_same(&self, _stored: &Self) -> bool {
        true // The key is all there is: a milestone has no further content.
    }

    fn take_identity(&mut self, _stored: &Self) {}
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = postponements, treat_none_as_default_value = false)]
struct PostponementRow {
    insurer_number: String,
    application_id: String,
    noticed_on: NaiveDate,
    reason: String,
    expected_on: NaiveDate,
    received_at: NaiveDateTime,
}

impl Kept for PostponementRow {
    type Key = (String, NaiveDate);

    fn key(&self) -> Self::Key {
        (self.application_id.clone(), self.noticed_on)
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.reason == stored.reason && self.expected_on == stored.expected_on
    }

    fn take_identity(&mut self, _stored: &Self) {}
}

/// An application, a day, the kind of a milestone or the reason of a postponement, and the day expected after that.
type CourseRow = (String, NaiveDate, String, Option<NaiveDate>);

/// What happened to an application.
#[derive(Default)]
struct Course {
    milestones: Vec<Milestone>,
    postponements: Vec<PostponementNotice>,
}

impl Course {
    fn add(&mut self, day: Day, word: &str, expected_on: Option<NaiveDate>) -> Result<(), StoreError> {
        match expected_on {
            None => self.milestones.push(Milestone {
                kind: parsed("milestones.kind", word)?,
                on: day,
            }),
            Some(expected_on) => self.postponements.push(PostponementNotice {
                noticed_on: day,
                reason: parsed("postponements.reason", word)?,
                expected_on: Day::from_naive(expected_on),
            }),
        }
        Ok(())
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
            } = courses.remove(&row.id).unwrap_or_default();
            let record = ApplicationRecord {
                id: parsed("applications.id", &row.id)?,
                number: row.application_number,
                kind: parsed("applications.kind", &row.kind)?,
                applied_on: Day::from_naive(row.applied_on),
                ticked_consent: row.ticked_consent,
                milestones,
                postponements,
            };
            by_person
                .entry(parsed("applications.person_id", &row.person_id)?)
                .or_default()
                .push(record);
        }
        Ok(by_person)
    }

    /// Milestones and postponements of applications, each by day.
    fn courses_of(&mut self, applications: &[String]) -> Result<HashMap<String, Course>, StoreError> {
        let reached = milestones::table
            .filter(
                milestones::insurer_number
                    .eq(&self.insurer_text)
                    .and(milestones::application_id.eq_any(applications)),
            )
            .select((
                milestones::application_id,
                milestones::day,
                milestones::kind,
                None::<NaiveDate>.into_sql::<Nullable<Date>>(),
            ));
        let postponed = postponements::table
            .filter(
                postponements::insurer_number
                    .eq(&self.insurer_text)
                    .and(postponements::application_id.eq_any(applications)),
            )
            .select((
                postponements::application_id,
                postponements::noticed_on,
                postponements::reason,
                postponements::expected_on.nullable(),
            ));
        let course = reached.union_all(postponed);
        let mut rows = on_each!(self.conn, conn => course.load::<CourseRow>(conn))?;
        rows.sort_unstable();
        let mut by_application: HashMap<String, Course> = HashMap::new();
        for (application, day, word, expected_on) in rows {
            by_application
                .entry(application)
                .or_default()
                .add(Day::from_naive(day), &word, expected_on)?;
        }
        Ok(by_application)
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
        let merged = merge(stored, rows);
        keep!(self, applications, merged);
        Ok(merged.tally)
    }

    /// Takes in milestones of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_milestones(
        &mut self,
        intakes: &[(ApplicationId, MilestoneKind, Day)],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        let rows: Vec<MilestoneRow> = intakes
            .iter()
            .map(|(application, kind, day)| MilestoneRow {
                insurer_number: self.insurer_text.clone(),
                application_id: application.to_string(),
                kind: kind.to_string(),
                day: day.naive(),
                received_at: now.naive_utc(),
            })
            .collect();
        let ids: Vec<&String> = rows.iter().map(|row| &row.application_id).collect();
        let stored = milestones::table
            .filter(
                milestones::insurer_number
                    .eq(&self.insurer_text)
                    .and(milestones::application_id.eq_any(ids)),
            )
            .select(MilestoneRow::as_select())
            .load(self.conn)?;
        let merged = merge(stored, rows);
        insert_many!(self.conn, milestones::table, &merged.new);
        Ok(merged.tally)
    }

    /// Takes in postponement notices of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_postponements(
        &mut self,
        intakes: &[(ApplicationId, PostponementNotice)],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        let rows: Vec<PostponementRow> = intakes
            .iter()
            .map(|(application, notice)| PostponementRow {
                insurer_number: self.insurer_text.clone(),
                application_id: application.to_string(),
                noticed_on: notice.noticed_on.naive(),
                reason: notice.reason.to_string(),
                expected_on: notice.expected_on.naive(),
                received_at: now.naive_utc(),
            })
            .collect();
        let ids: Vec<&String> = rows.iter().map(|row| &row.application_id).collect();
        let stored = postponements::table
            .filter(
                postponements::insurer_number
                    .eq(&self.insurer_text)
                    .and(postponements::application_id.eq_any(ids)),
            )
            .select(PostponementRow::as_select())
            .load(self.conn)?;
        let merged = merge(stored, rows);
        insert_many!(self.conn, postponements::table, &merged.new);
        for row in merged.changed {
            let key = (self.insurer_text.clone(), row.application_id.clone(), row.noticed_on);
            diesel::update(postponements::table.find(key))
                .set(row)
                .execute(self.conn)?;
        }
        Ok(merged.tally)
    }
}
