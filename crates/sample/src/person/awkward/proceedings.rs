//! Stories about applications: where they stand, how they ended, what a result changes.

use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::certification::{ApplicationKind, CareLevel, MilestoneKind, Validity};
use domain::consent::Signer;
use domain::person::Sex;
use domain::person::assignment::AssignmentKind;
use exchange::certification::Event;

use super::stories::{Told, client, handed_on, person};
use crate::error::SampleError;
use crate::person::course::{Course, Delays, Detail};
use crate::person::history::{self, End, Stage};
use crate::random::Random;
use crate::world::World;

pub(super) fn first_time_applicant(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Female, 79)?;
    let delays = Delays {
        survey: -6,
        opinion: 25,
        ..Delays::default()
    };
    builder.open_as(ApplicationKind::New, (28, delays), |known| {
        times(known, MilestoneKind::SurveyReceived) == 1 && times(known, MilestoneKind::OpinionReceived) == 0
    })?;
    let office = Some(world.offices.first()?);
    builder.assign(
        AssignmentKind::CareManagement,
        (office, None),
        (world.today.add_days(-20), None),
    )?;
    builder.consent_since(19, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn postponed(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Male, 84), &[CareLevel::Care1, CareLevel::Care2])?;
    let delays = Delays {
        opinion: 40,
        ..Delays::default()
    };
    builder.open_as(ApplicationKind::LevelChange, (44, delays), |known| {
        known.iter().any(|event| matches!(event, Event::Postponement(_)))
    })?;
    builder.consent_since(100, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn ends_soon(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Female, 87), &[CareLevel::Care1, CareLevel::Care2])?;
    if let Some(current) = builder.life.results.last_mut() {
        // Shortened by the board to a day that fits no whole number of months.
        current.months = None;
        current.period = current.period.map(|period| Period {
            last: Some(world.today.add_days(11)),
            ..period
        });
    }
    builder.consent_since(50, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn support_to_care(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Male, 83)?;
    let (applied_on, course) = decided_lately(&mut builder.random, world.today);
    let mut stages = history::chain(&mut builder.random, applied_on, 1, End::After(120))?;
    stages.push(stage(ApplicationKind::LevelChange, applied_on, course)?);
    builder.certified_by(&stages, &[CareLevel::Support1, CareLevel::Support2, CareLevel::Care1])?;
    builder.cards();
    handed_on(&mut builder, AssignmentKind::Preventive)?;
    builder.consent_since(95, Signer::SelfSigned);
    Ok(builder.life)
}

/// An application whose decision came within the last week.
fn decided_lately(random: &mut Random, today: Day) -> (Day, Course) {
    let run = |random: &mut Random, elapsed: i64| {
        let applied_on = crate::calendar::working_day_before(today.add_days(-elapsed));
        let course = Course::run(
            random,
            ApplicationKind::LevelChange,
            applied_on,
            Detail::Full,
            Delays::default(),
        );
        (applied_on, course)
    };
    for elapsed in (30..80).chain(30..80) {
        let (applied_on, course) = run(random, elapsed);
        if (0..=7).contains(&course.decided_on.days_until(today)) {
            return (applied_on, course);
        }
    }
    run(random, 110)
}

fn stage(kind: ApplicationKind, applied_on: Day, course: Course) -> Result<Stage, SampleError> {
    let months = if kind == ApplicationKind::Transfer { 6 } else { 12 };
    let validity = Validity::new(applied_on, months).map_err(|invalid| SampleError::Invented(invalid.to_string()))?;
    Ok(Stage {
        kind,
        applied_on,
        validity,
        course,
    })
}

pub(super) fn withdrawn_application(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Female, 90), &[CareLevel::Care2, CareLevel::Care3])?;
    builder.given_up(ApplicationKind::LevelChange, MilestoneKind::Withdrawn, (9, 14))?;
    builder.consent_since(85, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn restarted_survey(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Male, 85), &[CareLevel::Care2, CareLevel::Care2])?;
    let delays = Delays {
        survey: 4,
        survey_again: true,
        ..Delays::default()
    };
    builder.open_as(ApplicationKind::LevelChange, (36, delays), |known| {
        times(known, MilestoneKind::SurveyRequested) == 2
    })?;
    builder.consent_since(66, Signer::SelfSigned);
    Ok(builder.life)
}

pub(super) fn not_eligible(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Female, 75)?;
    builder.found_not_eligible(world.today.add_days(-100))?;
    Ok(builder.life)
}

pub(super) fn transferred_in(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Male, 81)?;
    let applied_on = crate::calendar::working_day_before(world.today.add_days(-52));
    let course = Course::run(
        &mut builder.random,
        ApplicationKind::Transfer,
        applied_on,
        Detail::Full,
        Delays::default(),
    );
    builder.certified_by(
        &[stage(ApplicationKind::Transfer, applied_on, course)?],
        &[CareLevel::Care2],
    )?;
    builder.cards();
    let office = Some(world.offices.first()?);
    builder.assign(
        AssignmentKind::CareManagement,
        (office, None),
        (applied_on.add_days(3), None),
    )?;
    builder.consent_since(44, Signer::SelfSigned);
    Ok(builder.life)
}

/// How often a step is known.
fn times(known: &[Event], step: MilestoneKind) -> usize {
    let is_step = |event: &&Event| matches!(event, Event::Milestone(milestone) if milestone.kind == step);
    known.iter().filter(is_step).count()
}
