//! Queries on `milestones` and `postponements`: what happened to an application.

mod counted;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::IntoSql;
use diesel::prelude::*;
use diesel::sql_types::{Date, Nullable, Text};
use domain::calendar::day::Day;
use domain::certification::{Milestone, PostponementNotice, RejectionReason};
use domain::delivery::Tally;
use domain::id::ApplicationId;

use crate::schema::{milestones, postponements};
use crate::store::dialect::{insert_many, on_each};
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, merge};
use crate::store::row::parsed;
use crate::store::transaction::Tx;

/// A step of an application to be taken in.
#[derive(Clone, Copy, Debug)]
pub struct MilestoneIntake {
    /// Of which application.
    pub application: ApplicationId,
    /// The step and its day.
    pub milestone: Milestone,
    /// Why it was turned down, beside 却下 alone.
    pub rejection: Option<RejectionReason>,
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = milestones, treat_none_as_null = true, treat_none_as_default_value = false)]
struct MilestoneRow {
    insurer_number: String,
    application_id: String,
    kind: String,
    day: NaiveDate,
    reason: Option<String>,
    received_at: NaiveDateTime,
}

impl Kept for MilestoneRow {
    type Key = (String, String, NaiveDate);

    fn key(&self) -> Self::Key {
        (self.application_id.clone(), self.kind.clone(), self.day)
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.reason == stored.reason
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

/// An application, a day, the kind of a milestone or the reason of a postponement, the day expected after that, and why an
/// application was turned down.
type CourseRow = (String, NaiveDate, String, Option<NaiveDate>, Option<String>);

/// What happened to an application.
#[derive(Default)]
pub(crate) struct Course {
    pub(crate) milestones: Vec<Milestone>,
    pub(crate) postponements: Vec<PostponementNotice>,
    pub(crate) rejection: Option<RejectionReason>,
}

impl Course {
    fn add(&mut self, row: CourseRow) -> Result<(), StoreError> {
        let (_, day, word, expected_on, reason) = row;
        let day = Day::from_naive(day);
        if let Some(reason) = reason {
            self.rejection = Some(parsed("milestones.reason", &reason)?);
        }
        match expected_on {
            None => self.milestones.push(Milestone {
                kind: parsed("milestones.kind", &word)?,
                on: day,
            }),
            Some(expected_on) => self.postponements.push(PostponementNotice {
                noticed_on: day,
                reason: parsed("postponements.reason", &word)?,
                expected_on: Day::from_naive(expected_on),
            }),
        }
        Ok(())
    }
}

impl Tx<'_> {
    /// Milestones and postponements of applications, each by day.
    pub(crate) fn courses_of(&mut self, applications: &[String]) -> Result<HashMap<String, Course>, StoreError> {
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
                milestones::reason,
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
                None::<String>.into_sql::<Nullable<Text>>(),
            ));
        let course = reached.union_all(postponed);
        let mut rows = on_each!(self.conn, conn => course.load::<CourseRow>(conn))?;
        rows.sort_unstable();
        let mut by_application: HashMap<String, Course> = HashMap::new();
        for row in rows {
            by_application.entry(row.0.clone()).or_default().add(row)?;
        }
        Ok(by_application)
    }

    /// Takes in milestones of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_milestones(&mut self, intakes: &[MilestoneIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        let merged = self.merged_milestones(intakes, now)?;
        insert_many!(self.conn, milestones::table, &merged.new);
        for row in merged.changed {
            let key = (
                self.insurer_text.clone(),
                row.application_id.clone(),
                row.kind.clone(),
                row.day,
            );
            diesel::update(milestones::table.find(key))
                .set(row)
                .execute(self.conn)?;
        }
        Ok(merged.tally)
    }

    /// What would come of milestones of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_milestones(&mut self, intakes: &[MilestoneIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        Ok(self.merged_milestones(intakes, now)?.tally)
    }

    fn merged_milestones(
        &mut self,
        intakes: &[MilestoneIntake],
        now: DateTime<Utc>,
    ) -> Result<Merged<MilestoneRow>, StoreError> {
        let rows: Vec<MilestoneRow> = intakes
            .iter()
            .map(|intake| MilestoneRow {
                insurer_number: self.insurer_text.clone(),
                application_id: intake.application.to_string(),
                kind: intake.milestone.kind.to_string(),
                day: intake.milestone.on.naive(),
                reason: intake.rejection.map(|reason| reason.to_string()),
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
        Ok(merge(stored, rows))
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
        let merged = self.merged_postponements(intakes, now)?;
        insert_many!(self.conn, postponements::table, &merged.new);
        for row in merged.changed {
            let key = (self.insurer_text.clone(), row.application_id.clone(), row.noticed_on);
            diesel::update(postponements::table.find(key))
                .set(row)
                .execute(self.conn)?;
        }
        Ok(merged.tally)
    }

    /// What would come of postponement notices of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_postponements(
        &mut self,
        intakes: &[(ApplicationId, PostponementNotice)],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        Ok(self.merged_postponements(intakes, now)?.tally)
    }

    fn merged_postponements(
        &mut self,
        intakes: &[(ApplicationId, PostponementNotice)],
        now: DateTime<Utc>,
    ) -> Result<Merged<PostponementRow>, StoreError> {
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
        Ok(merge(stored, rows))
    }
}
