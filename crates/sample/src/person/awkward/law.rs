//! Stories that the law tells otherwise than one would think: who stays insured elsewhere, what counts as a renewal, results
//! that come too late.

use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::certification::{ApplicationKind, CareLevel, CertificationStatus, MilestoneKind};
use domain::consent::Signer;
use domain::person::assignment::AssignmentKind;
use domain::person::{LossReason, Sex};
use exchange::certification::CertificationRow;

use super::stories::{Told, client, person};
use crate::calendar::working_day_before;
use crate::person::course::{Course, Delays, Detail};
use crate::person::life::Builder;
use crate::world::World;

/// 住所地特例: in a housing for the elderly of the next municipality, insured here, planned for by the first office.
pub(super) fn lives_elsewhere(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Female, 89), &[CareLevel::Care1, CareLevel::Care2])?;
    builder.life.person.qualification.lives_elsewhere = Some(true);
    let elsewhere = "熊本県隣野市若葉台3丁目2番1号　サービス付き高齢者向け住宅わかば201号";
    builder.life.person.address = Some(elsewhere.to_owned());
    builder.consent_since(88, Signer::SelfSigned);
    Ok(builder.life)
}

/// 職権: the insurer changed the level without being asked.
pub(super) fn ex_officio(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Male, 83), &[CareLevel::Care3, CareLevel::Care2])?;
    if let Some((application, _)) = builder.life.applications.last_mut() {
        application.kind = ApplicationKind::ExOfficio;
        // Nobody asked, so nobody ticked.
        application.agrees_to_disclosure = false;
    }
    builder.consent_since(61, Signer::SelfSigned);
    Ok(builder.life)
}

/// みなし更新: a change of level asked for in the last 60 days counts as the renewal.
pub(super) fn deemed_renewal(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Female, 84), &[CareLevel::Care1, CareLevel::Care1])?;
    ends(&mut builder, world.today.add_days(24));
    builder.open(ApplicationKind::LevelChange, 26, Delays::default())?;
    if let Some((application, _)) = builder.life.applications.last_mut() {
        application.details.by_law = Some(ApplicationKind::Renewal);
    }
    builder.consent_since(72, Signer::SelfSigned);
    Ok(builder.life)
}

/// The validity is over and the renewal undecided: services go on by a provisional plan (暫定ケアプラン).
pub(super) fn expired_pending(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Female, 86), &[CareLevel::Care2, CareLevel::Care3])?;
    ends(&mut builder, world.today.add_days(-9));
    let delays = Delays {
        opinion: 40,
        ..Delays::default()
    };
    builder.open_as(ApplicationKind::Renewal, (52, delays), |_| true)?;
    builder.consent_since(90, Signer::SelfSigned);
    Ok(builder.life)
}

/// Died after the survey; decided all the same, so that the provisional services are paid.
pub(super) fn decided_after_death(world: &World, index: u64) -> Told {
    let mut builder = person(world, index, Sex::Male, 91)?;
    let (applied_on, course) = decided_about(&mut builder, 3);
    let died_on = course.surveyed_on.add_days(2).min(course.decided_on.add_days(-1));
    let application = builder.apply(ApplicationKind::New, applied_on, &course)?;
    builder.life.results.push(CertificationRow {
        number: builder.life.person.number,
        application: Some(application),
        level: CareLevel::Care5,
        decided_on: Some(course.decided_on),
        period: Some(Period {
            first: applied_on,
            last: Some(died_on),
        }),
        months: None,
        board_opinion: None,
        designated_services: None,
        status: CertificationStatus::Current,
        checklist_on: None,
    });
    let office = Some(world.offices.first()?);
    builder.assign(AssignmentKind::CareManagement, (office, None), (applied_on, None))?;
    builder.consent_since(applied_on.days_until(world.today), Signer::SelfSigned);
    builder.lose(died_on, LossReason::Died);
    Ok(builder.life)
}

/// 第2号: under 65, certified for one of the sixteen diseases.
pub(super) fn second_kind(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Male, 57), &[CareLevel::Care2, CareLevel::Care2])?;
    builder.consent_since(73, Signer::SelfSigned);
    Ok(builder.life)
}

/// 区分変更 → 却下: surveyed, examined and judged like any other, and the level found unchanged.
pub(super) fn rejected(world: &World, index: u64) -> Told {
    let mut builder = client(world, index, (Sex::Male, 78), &[CareLevel::Care1, CareLevel::Care1])?;
    let (applied_on, course) = decided_about(&mut builder, 5);
    let rejected_on = course.decided_on;
    builder.apply(
        ApplicationKind::LevelChange,
        applied_on,
        &course.ended(MilestoneKind::Rejected, rejected_on),
    )?;
    builder.consent_since(40, Signer::SelfSigned);
    Ok(builder.life)
}

/// The certification in force ends on this day, which fits no whole number of months.
fn ends(builder: &mut Builder<'_>, last: Day) {
    if let Some(current) = builder.life.results.last_mut() {
        current.months = None;
        current.period = current.period.map(|period| Period {
            first: period.first.min(last.add_days(-150)),
            last: Some(last),
        });
    }
}

/// An application and its course to a decision about so many days ago, at most two weeks.
fn decided_about(builder: &mut Builder<'_>, days: i64) -> (Day, Course) {
    let today = builder.world.today;
    let run = |builder: &mut Builder<'_>, elapsed: i64| {
        let applied_on = working_day_before(today.add_days(-elapsed));
        let kind = ApplicationKind::LevelChange;
        let course = Course::run(&mut builder.random, kind, applied_on, Detail::Full, Delays::default());
        (applied_on, course)
    };
    for elapsed in (34..80).chain(34..80) {
        let (applied_on, course) = run(builder, elapsed);
        if (days - 2..=days + 4).contains(&course.decided_on.days_until(today)) {
            return (applied_on, course);
        }
    }
    run(builder, 110)
}
