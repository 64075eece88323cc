//! The courses from which the city's pace is counted. What is counted of them is left to the domain.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::certification::{CountedCourse, Milestone, MilestoneKind};

use crate::schema::{applications, milestones};
use crate::store::dialect::on_each;
use crate::store::error::StoreError;
use crate::store::row::parsed;
use crate::store::transaction::Tx;

/// An application, its kind and day, who surveys and who writes the opinion, and a step of it with its day.
type CountedRow = (String, String, NaiveDate, Places, String, NaiveDate);

/// 調査委託先 and 医療機関.
type Places = (Option<String>, Option<String>);

fn courses(rows: Vec<CountedRow>) -> Result<Vec<CountedCourse>, StoreError> {
    let mut by_application: HashMap<String, CountedCourse> = HashMap::new();
    for (application, kind, applied_on, (survey_contractor, institution), step, on) in rows {
        let milestone = Milestone {
            kind: parsed("milestones.kind", &step)?,
            on: Day::from_naive(on),
        };
        match by_application.get_mut(&application) {
            Some(course) => course.milestones.push(milestone),
            None => {
                let course = CountedCourse {
                    kind: parsed("applications.kind", &kind)?,
                    applied_on: Day::from_naive(applied_on),
                    milestones: vec![milestone],
                    survey_contractor,
                    institution,
                };
                by_application.insert(application, course);
            }
        }
    }
    Ok(by_application.into_values().collect())
}

impl Tx<'_> {
    /// The courses of the applications that were decided from one day to another, as far as they are counted: nothing that
    /// tells whose they are.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn decided_courses(&mut self, since: Day, until: Day) -> Result<Vec<CountedCourse>, StoreError> {
        let (decided, step) = diesel::alias!(milestones as decided, milestones as step);
        let counted = [
            MilestoneKind::SurveyReceived,
            MilestoneKind::OpinionReceived,
            MilestoneKind::Decided,
        ];
        let rows: Vec<CountedRow> = on_each!(self.conn, conn => decided
            .inner_join(
                applications::table.on(applications::insurer_number
                    .eq(decided.field(milestones::insurer_number))
                    .and(applications::id.eq(decided.field(milestones::application_id)))),
            )
            .inner_join(
                step.on(step
                    .field(milestones::insurer_number)
                    .eq(decided.field(milestones::insurer_number))
                    .and(
                        step.field(milestones::application_id)
                            .eq(decided.field(milestones::application_id)),
                    )),
            )
            .filter(decided.field(milestones::insurer_number).eq(&self.insurer_text))
            .filter(decided.field(milestones::kind).eq(MilestoneKind::Decided.code()))
            .filter(
                decided
                    .field(milestones::day)
                    .between(since.naive(), until.naive()),
            )
            .filter(step.field(milestones::kind).eq_any(counted.map(MilestoneKind::code)))
            .select((
                applications::id,
                applications::kind,
                applications::applied_on,
                (applications::survey_contractor, applications::institution),
                step.field(milestones::kind),
                step.field(milestones::day),
            ))
            .load(conn))?;
        courses(rows)
    }
}
