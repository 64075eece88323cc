//! A line of the list of clients: what it says of results and applications, and the tests by which filters and groups
//! choose. Who is in the list, and in which order, is left to `client_list` and `work`.

use domain::calendar::day::Day;
use domain::certification::{ApplicationKind, Certification, MilestoneKind};
use domain::disclosure::Failure;
use domain::id::PersonId;
use domain::record::{ApplicationRecord, Attributes, CertificationRecord};
use persistence::ClientLine;

use crate::clients::client::standing;
use crate::clients::policy::{Rules, judge_application, judge_result};

/// Results and ended applications stay in the list for this many days.
pub(crate) const RECENT_DAYS: i64 = 14;
/// Documents and milestones count as new for this many days.
pub(crate) const NEW_DAYS: i64 = 7;

/// A line of the list.
#[derive(Clone, Debug)]
pub struct ClientListing {
    /// Opaque id.
    pub person: PersonId,
    /// Who it is.
    pub attributes: Attributes,
    /// Why nothing more is shown, if so.
    pub withheld: Vec<Failure>,
    /// The result in force, else the newest.
    pub certification: Option<Certification>,
    /// The open application, else one that ended lately.
    pub application: Option<ListedApplication>,
}

/// An application in one line.
#[derive(Clone, Debug)]
pub struct ListedApplication {
    /// Kind.
    pub kind: ApplicationKind,
    /// Day of application.
    pub applied_on: Day,
    /// The last milestone that offices may see.
    pub last_milestone: MilestoneKind,
    /// Its day.
    pub last_milestone_on: Day,
    /// Days since the application, until today or its end.
    pub elapsed_days: i64,
    /// Open beyond the legal 30 days.
    pub overdue: bool,
    /// Still open.
    pub open: bool,
}

/// Whether an application is open.
pub(crate) fn is_in_progress(applications: &[ApplicationRecord], today: Day) -> bool {
    applications
        .iter()
        .any(|application| standing(application, today).is_ok_and(|progress| progress.is_open()))
}

/// Whether an application is open beyond the legal 30 days.
pub(crate) fn is_overdue(applications: &[ApplicationRecord], today: Day) -> bool {
    let late = |application| standing(application, today).is_ok_and(|progress| progress.is_open() && progress.overdue);
    applications.iter().any(late)
}

/// Whether a result came lately.
pub(crate) fn is_decided_lately(certifications: &[CertificationRecord], today: Day) -> bool {
    let since = today.add_days(-RECENT_DAYS);
    certifications.iter().any(|record| {
        record
            .certification
            .decided_on
            .is_some_and(|on| since <= on && on <= today)
    })
}

/// Whether the certification in force ends within so many days and nothing follows it.
pub(crate) fn ends_within(certifications: &[CertificationRecord], today: Day, days: i64) -> bool {
    let in_force = |record: &&CertificationRecord| record.certification.in_force(today);
    let Some(current) = certifications.iter().find(in_force) else {
        return false;
    };
    let followed = certifications
        .iter()
        .any(|record| record.certification.period.first > today);
    let left = current.certification.days_left(today);
    !followed && left.is_some_and(|left| (0..=days).contains(&left))
}

/// Whether an open application took a step lately that offices may see.
pub(crate) fn took_a_step_lately(applications: &[ApplicationRecord], today: Day) -> bool {
    let since = today.add_days(-NEW_DAYS);
    applications.iter().any(|application| {
        standing(application, today).is_ok_and(|progress| {
            progress.is_open()
                && progress
                    .shown_to_offices()
                    .any(|milestone| since <= milestone.on && milestone.on <= today)
        })
    })
}

/// The line as the policy lets it out.
pub(crate) fn listing(line: ClientLine, withheld: Vec<Failure>, rules: &Rules) -> ClientListing {
    let ClientLine {
        person,
        attributes,
        certifications,
        applications,
    } = line;
    let today = rules.today;
    let may_show = |record: &&CertificationRecord| judge_result(record, &applications, rules).is_ok();
    let shown: Vec<&CertificationRecord> = certifications.iter().filter(may_show).collect();
    let certification = shown
        .iter()
        .find(|record| record.certification.in_force(today))
        .or(shown.first());
    let certification = certification.map(|record| record.certification.clone());
    let application = applications
        .iter()
        .filter(|known| judge_application(known, rules).is_ok())
        .find_map(|known| listed(known, today));
    ClientListing {
        person,
        attributes,
        withheld,
        certification,
        application,
    }
}

/// An application that is open or ended lately, in one line.
fn listed(record: &ApplicationRecord, today: Day) -> Option<ListedApplication> {
    let progress = standing(record, today).ok()?;
    let ended_lately = |on: Day| on >= today.add_days(-RECENT_DAYS);
    if !progress.outcome.is_none_or(|outcome| ended_lately(outcome.on())) {
        return None;
    }
    let last = progress
        .shown_to_offices()
        .filter(|milestone| milestone.on <= today)
        .last();
    Some(ListedApplication {
        kind: record.kind,
        applied_on: record.applied_on,
        last_milestone: last.map_or(MilestoneKind::Received, |milestone| milestone.kind),
        last_milestone_on: last.map_or(record.applied_on, |milestone| milestone.on),
        elapsed_days: progress.elapsed_days,
        overdue: progress.overdue && progress.is_open(),
        open: progress.is_open(),
    })
}
