//! Queries on `assignments`: which office is in charge of whom.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::delivery::Tally;
use domain::disclosure::AssignmentFacts;
use domain::id::PersonId;
use domain::organization::OfficeNumber;
use domain::person::assignment::AssignmentKind;
use domain::person::notice::Notice;

use crate::schema::assignments;
use crate::store::dialect::keep;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, fresh_id, merge};
use crate::store::row::{parsed, period};
use crate::store::transaction::Tx;

/// An assignment to be taken in.
#[derive(Clone, Debug)]
pub struct AssignmentIntake {
    /// Who is in care.
    pub person: PersonId,
    /// By which notice.
    pub kind: AssignmentKind,
    /// The office; none for 自己作成.
    pub office: Option<OfficeNumber>,
    /// The delegated office 委託先.
    pub delegated: Option<OfficeNumber>,
    /// From when to when.
    pub period: Period,
    /// Day of the notice.
    pub notified_on: Day,
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = assignments, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(crate) struct Row {
    insurer_number: String,
    id: String,
    pub(crate) person_id: String,
    kind: String,
    office_number: String,
    delegated_office_number: String,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    notified_on: NaiveDate,
    received_at: NaiveDateTime,
}

impl Kept for Row {
    type Key = (String, String, String, NaiveDate);

    fn key(&self) -> Self::Key {
        (
            self.person_id.clone(),
            self.kind.clone(),
            self.office_number.clone(),
            self.valid_from,
        )
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.delegated_office_number == stored.delegated_office_number
            && self.valid_until == stored.valid_until
            && self.notified_on == stored.notified_on
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

/// The columns that rules need, wherever an assignment is joined.
pub(crate) type FactColumns = (
    assignments::id,
    assignments::kind,
    assignments::office_number,
    assignments::delegated_office_number,
    assignments::valid_from,
    assignments::valid_until,
);
/// What these columns hold.
pub(crate) type FactRow = (String, String, String, String, NaiveDate, Option<NaiveDate>);

pub(crate) fn facts((id, kind, office, delegated, from, until): FactRow) -> Result<AssignmentFacts, StoreError> {
    Ok(AssignmentFacts {
        id: parsed("assignments.id", &id)?,
        kind: parsed("assignments.kind", &kind)?,
        office_number: optional("assignments.office_number", &office)?,
        delegated_office_number: optional("assignments.delegated_office_number", &delegated)?,
        period: period(from, until),
    })
}

/// No office is kept as an empty text, so that it can be part of a key.
fn optional(column: &'static str, number: &str) -> Result<Option<OfficeNumber>, StoreError> {
    if number.is_empty() {
        Ok(None)
    } else {
        parsed(column, number).map(Some)
    }
}

impl Tx<'_> {
    /// Every notice of a person, of whichever office: its kind and its time, not whom it names.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn notices(&mut self, person: PersonId) -> Result<Vec<Notice>, StoreError> {
        let rows: Vec<(String, NaiveDate, Option<NaiveDate>)> = assignments::table
            .filter(
                assignments::insurer_number
                    .eq(&self.insurer_text)
                    .and(assignments::person_id.eq(person.to_string())),
            )
            .select((assignments::kind, assignments::valid_from, assignments::valid_until))
            .load(self.conn)?;
        let notice = |(kind, from, until): (String, NaiveDate, Option<NaiveDate>)| {
            Ok(Notice {
                kind: parsed("assignments.kind", &kind)?,
                period: period(from, until),
            })
        };
        rows.into_iter().map(notice).collect()
    }

    /// Takes in assignments of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_assignments(
        &mut self,
        intakes: &[AssignmentIntake],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        let merged = self.merged_assignments(intakes, now)?;
        keep!(self, assignments, merged);
        Ok(merged.tally)
    }

    /// What would come of assignments of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_assignments(
        &mut self,
        intakes: &[AssignmentIntake],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        Ok(self.merged_assignments(intakes, now)?.tally)
    }

    fn merged_assignments(
        &mut self,
        intakes: &[AssignmentIntake],
        now: DateTime<Utc>,
    ) -> Result<Merged<Row>, StoreError> {
        let text = |number: &Option<OfficeNumber>| number.map(|number| number.to_string()).unwrap_or_default();
        let rows: Vec<Row> = intakes
            .iter()
            .map(|intake| Row {
                insurer_number: self.insurer_text.clone(),
                id: fresh_id::<domain::id::of::Assignment>().to_string(),
                person_id: intake.person.to_string(),
                kind: intake.kind.to_string(),
                office_number: text(&intake.office),
                delegated_office_number: text(&intake.delegated),
                valid_from: intake.period.first.naive(),
                valid_until: intake.period.last.map(Day::naive),
                notified_on: intake.notified_on.naive(),
                received_at: now.naive_utc(),
            })
            .collect();
        let people: Vec<&String> = rows.iter().map(|row| &row.person_id).collect();
        let stored = assignments::table
            .filter(
                assignments::insurer_number
                    .eq(&self.insurer_text)
                    .and(assignments::person_id.eq_any(people)),
            )
            .select(Row::as_select())
            .load(self.conn)?;
        Ok(merge(stored, rows))
    }
}
