//! What may be told of a person's results and applications together: the policy first, the rules of the domain after it.
//! Whatever a page, a list or a group says of a validity and of what follows it comes from here.

use domain::calendar::day::Day;
use domain::certification::ApplicationKind;
use domain::certification::{Certification, Continuity, InvalidHistory, Progress, deemed_renewal, running_until};
use domain::disclosure::Item;
use domain::person::notice::{Notice, NoticeDue};
use domain::record::{ApplicationRecord, CertificationRecord};

use crate::clients::policy::{Rules, judge_application, judge_result};

/// The results that the policy shows, as they came.
pub(crate) fn shown_results<'r>(
    results: &'r [CertificationRecord],
    applications: &[ApplicationRecord],
    rules: &Rules,
) -> Vec<&'r Certification> {
    let shown = results
        .iter()
        .filter(|record| judge_result(record, applications, rules).is_ok());
    shown.map(|record| &record.certification).collect()
}

/// Where an application stands; an impossible history stays visible with its reason. The line of a renewal is known from the
/// results that may be shown.
pub(crate) fn standing(
    application: &ApplicationRecord,
    results: &[&Certification],
    rules: &Rules,
) -> Result<Progress, InvalidHistory> {
    let ApplicationRecord {
        kind,
        applied_on,
        milestones,
        postponements,
        ..
    } = application;
    let progress = Progress::of(*kind, *applied_on, milestones, postponements, rules.today)?;
    Ok(progress
        .withholding(|kind| rules.policy.withheld_steps.contains(kind))
        .renewing(running_until(results.iter().copied(), *applied_on))
        .paced(&rules.pace, rules.today))
}

/// The applications that the policy shows; none if it keeps one back, or one cannot be understood: then nothing can be said
/// of what is missing.
fn shown_courses(
    applications: &[ApplicationRecord],
    results: &[&Certification],
    rules: &Rules,
) -> Option<Vec<Progress>> {
    let all_shown = rules.policy.rule(Item::Progress).allowed && rules.policy.valid.contains(rules.today);
    let told = |application| {
        judge_application(application, rules).ok()?;
        standing(application, results, rules).ok()
    };
    if all_shown {
        applications.iter().map(told).collect()
    } else {
        None
    }
}

/// What will happen when the validity ends; see [`Continuity`].
pub(crate) fn continuity(
    results: &[CertificationRecord],
    applications: &[ApplicationRecord],
    rules: &Rules,
) -> Option<Continuity> {
    let shown = shown_results(results, applications, rules);
    let courses = shown_courses(applications, &shown, rules);
    Continuity::of(shown.iter().copied(), courses.as_deref(), rules.today)
}

/// Whether a notice is due, by the results that may be shown.
pub(crate) fn notice_due(
    notices: &[Notice],
    results: &[CertificationRecord],
    applications: &[ApplicationRecord],
    rules: &Rules,
) -> Option<NoticeDue> {
    let shown = shown_results(results, applications, rules);
    NoticeDue::of(notices, shown.iter().copied(), rules.today)
}

/// Whether a result comes of a change of level that was treated as a renewal (みなし更新), as far as both may be shown.
pub(crate) fn is_deemed_renewal(
    record: &CertificationRecord,
    shown: &[CertificationRecord],
    applications: &[ApplicationRecord],
    rules: &Rules,
) -> bool {
    let first = record.certification.period.first;
    let of_it = |known: &&ApplicationRecord| known.number == record.application_number;
    let application = applications.iter().find(of_it);
    let application = application.filter(|known| judge_application(known, rules).is_ok());
    let previous: Option<Day> = shown
        .iter()
        .filter(|other| other.certification.period.first < first)
        .filter_map(|other| other.certification.period.last)
        .max();
    application.is_some_and(|known| {
        known.kind == ApplicationKind::LevelChange && deemed_renewal(known.kind, known.applied_on, previous, first)
    })
}
