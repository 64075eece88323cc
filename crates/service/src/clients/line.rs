//! A line of the list of clients: what it says of results and applications, and the tests by which filters and groups
//! choose. Who is in the list, and in which order, is left to `client_list` and `work`.

use domain::calendar::day::Day;
use domain::certification::{
    ApplicationKind, Certification, Continuity, Line, Milestone, MilestoneKind, Progress, in_force,
};
use domain::disclosure::Failure;
use domain::id::PersonId;
use domain::record::{ApplicationRecord, Attributes, CertificationRecord};
use persistence::ClientLine;

use crate::clients::policy::{Rules, judge_application};
use crate::clients::telling::{continuity, shown_results, standing};

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
    /// What will happen at the end of the validity, if it is near or has passed.
    pub continuity: Option<Continuity>,
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
    /// Open beyond its line.
    pub overdue: bool,
    /// The day by which it is to be decided, if such a day runs and is known.
    pub line: Option<Line>,
    /// Still open.
    pub open: bool,
}

/// Whether an application is open.
pub(crate) fn is_in_progress(applications: &[ApplicationRecord], rules: &Rules) -> bool {
    open_courses(applications, &[], rules).next().is_some()
}

/// Whether an application is open beyond its line.
pub(crate) fn is_overdue(results: &[CertificationRecord], applications: &[ApplicationRecord], rules: &Rules) -> bool {
    let results = shown_results(results, applications, rules);
    open_courses(applications, &results, rules).any(|progress| progress.is_overdue())
}

/// The open applications that may be shown.
fn open_courses<'a>(
    applications: &'a [ApplicationRecord],
    results: &'a [&'a Certification],
    rules: &'a Rules,
) -> impl Iterator<Item = Progress> + 'a {
    let shown = applications
        .iter()
        .filter(|known| judge_application(known, rules).is_ok());
    let standing = shown.filter_map(|known| standing(known, results, rules).ok());
    standing.filter(Progress::is_open)
}

/// Whether a result came lately.
pub(crate) fn is_decided_lately(
    results: &[CertificationRecord],
    applications: &[ApplicationRecord],
    rules: &Rules,
) -> bool {
    shown_results(results, applications, rules)
        .iter()
        .any(|result| is_lately(result, rules.today))
}

/// Whether one did, whatever may be shown of it.
pub(crate) fn may_be_decided_lately(results: &[CertificationRecord], today: Day) -> bool {
    results.iter().any(|record| is_lately(&record.certification, today))
}

fn is_lately(result: &Certification, today: Day) -> bool {
    let since = today.add_days(-RECENT_DAYS);
    result.decided_on.is_some_and(|on| since <= on && on <= today)
}

/// Whether a validity ends soon or has ended and nothing follows it, by the results alone.
pub(crate) fn may_be_ending(results: &[CertificationRecord], today: Day) -> bool {
    let results: Vec<&Certification> = results.iter().map(|record| &record.certification).collect();
    Continuity::of(results, None, today).is_some()
}

/// Whether it is so by the results that may be shown.
pub(crate) fn is_ending(results: &[CertificationRecord], applications: &[ApplicationRecord], rules: &Rules) -> bool {
    continuity(results, applications, rules).is_some()
}

/// Whether an open application took a step lately that offices may see.
pub(crate) fn took_a_step_lately(applications: &[ApplicationRecord], rules: &Rules) -> bool {
    let since = rules.today.add_days(-NEW_DAYS);
    let lately = |milestone: Milestone| since <= milestone.on && milestone.on <= rules.today;
    open_courses(applications, &[], rules).any(|progress| progress.shown_to_offices().any(lately))
}

/// The line as the policy lets it out.
pub(crate) fn listing(line: ClientLine, withheld: Vec<Failure>, rules: &Rules) -> ClientListing {
    let ClientLine {
        person,
        attributes,
        certifications,
        applications,
    } = line;
    let results = shown_results(&certifications, &applications, rules);
    let certification = in_force(results.iter().copied(), rules.today).or(results.first().copied());
    let application = applications
        .iter()
        .filter(|known| judge_application(known, rules).is_ok())
        .find_map(|known| listed(known, &results, rules));
    ClientListing {
        person,
        attributes,
        withheld,
        certification: certification.cloned(),
        application,
        continuity: continuity(&certifications, &applications, rules),
    }
}

/// An application that is open or ended lately, in one line.
fn listed(record: &ApplicationRecord, results: &[&Certification], rules: &Rules) -> Option<ListedApplication> {
    let today = rules.today;
    let progress = standing(record, results, rules).ok()?;
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
        overdue: progress.is_overdue() && progress.is_open(),
        line: progress.line,
        open: progress.is_open(),
    })
}
