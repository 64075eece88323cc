//! Applications, what happened to them, and results.

mod months;

use domain::calendar::period::Period;
use domain::certification::{Certification, PostponementNotice};
use domain::delivery::{CertificationRule, Finding, MilestoneRule};
use domain::id::{ApplicationId, PersonId};
use exchange::certification::{ApplicationRow, CertificationRow, Event, MilestoneRow};
use exchange::row::{APPLICATION_NUMBER, Located};
use persistence::{ApplicationIntake, MilestoneIntake, StoreError, Tx};

use super::{About, Item, Manner, Merged, known};

impl Item for ApplicationRow {
    type Intakes = Vec<ApplicationIntake>;

    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let (known, refused) = known(tx, items, about, |row| row.number)?;
        let intake = |(person, item): (PersonId, &Located<Self>)| {
            let Self {
                number: _,
                application,
                applied_on,
                kind,
                agrees_to_disclosure,
                details,
            } = &item.value;
            ApplicationIntake {
                person,
                number: application.as_str().to_owned(),
                kind: *kind,
                applied_on: *applied_on,
                ticked_consent: *agrees_to_disclosure,
                details: details.clone(),
            }
        };
        Ok((known.into_iter().map(intake).collect(), refused))
    }

    fn merge(tx: &mut Tx<'_>, intakes: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let tally = match manner {
            Manner::Judging => tx.compare_applications(intakes, about.now)?,
            Manner::Applying => tx.take_in_applications(intakes, about.now)?,
        };
        Ok((tally, Vec::new()))
    }
}

/// What happened to applications.
#[derive(Default)]
pub(in crate::delivery) struct Progress {
    reached: Vec<MilestoneIntake>,
    postponed: Vec<(ApplicationId, PostponementNotice)>,
}

impl Item for MilestoneRow {
    type Intakes = Progress;

    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let (known, mut refused) = known(tx, items, about, |row| row.number)?;
        let people: Vec<PersonId> = known.iter().map(|(person, _)| *person).collect();
        let applications = tx.applications_by_number(&people)?;
        let mut progress = Progress::default();
        for (person, Located { row, value, .. }) in known {
            let number = value.application.as_str();
            let Some(application) = applications.get(&(person, number.to_owned())) else {
                let finding = Finding::of_file(&about.file, MilestoneRule::ApplicationUnknown).in_row(*row);
                refused.push(finding.in_column(APPLICATION_NUMBER).about(number));
                continue;
            };
            match value.event {
                Event::Milestone(milestone) => progress.reached.push(MilestoneIntake {
                    application: *application,
                    milestone,
                    rejection: value.rejection,
                }),
                Event::Postponement(notice) => progress.postponed.push((*application, notice)),
            }
        }
        Ok((progress, refused))
    }

    fn merge(tx: &mut Tx<'_>, progress: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let Progress { reached, postponed } = progress;
        let mut tally = match manner {
            Manner::Judging => tx.compare_milestones(reached, about.now)?,
            Manner::Applying => tx.take_in_milestones(reached, about.now)?,
        };
        tally += match manner {
            Manner::Judging => tx.compare_postponements(postponed, about.now)?,
            Manner::Applying => tx.take_in_postponements(postponed, about.now)?,
        };
        Ok((tally, Vec::new()))
    }
}

/// Results: whose, of which application; and what somebody should look at although they are taken in.
pub(in crate::delivery) struct Results {
    results: Vec<(PersonId, String, Certification)>,
    warnings: Vec<Finding>,
}

impl Item for CertificationRow {
    type Intakes = Results;

    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let (known, mut refused) = known(tx, items, about, |row| row.number)?;
        let mut results = Vec::with_capacity(known.len());
        let mut rows = Vec::with_capacity(known.len());
        for (person, Located { row, value, .. }) in known {
            let number = value.application.as_ref().map(ToString::to_string);
            match result(value) {
                Some(certification) => {
                    results.push((person, number.unwrap_or_default(), certification));
                    rows.push(*row);
                }
                None => refused.push(Finding::of_file(&about.file, CertificationRule::Undated).in_row(*row)),
            }
        }
        let warnings = months::beyond_limits(tx, &results, &rows, about)?;
        Ok((Results { results, warnings }, refused))
    }

    fn merge(tx: &mut Tx<'_>, intakes: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let tally = match manner {
            Manner::Judging => tx.compare_certifications(&intakes.results, about.now)?,
            Manner::Applying => tx.take_in_certifications(&intakes.results, about.now)?,
        };
        Ok((tally, intakes.warnings.clone()))
    }
}

/// 非該当 has no validity: it counts from its decision until something else is decided.
fn result(row: &CertificationRow) -> Option<Certification> {
    let CertificationRow {
        level,
        decided_on,
        period,
        months,
        board_opinion,
        designated_services,
        status,
        checklist_on,
        ..
    } = row.clone();
    let period = period.or_else(|| decided_on.or(checklist_on).map(Period::since))?;
    Some(Certification {
        level,
        decided_on,
        checklist_on,
        period,
        months,
        board_opinion,
        service_restriction: designated_services,
        status,
    })
}
