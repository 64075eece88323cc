//! No page contradicts itself, whatever came from the city: over random results, applications and notices. Ten thousand
//! histories each time; a million in the test that is left out (`--run-ignored only`).

use proptest::prelude::*;

use super::*;
use crate::calendar::period::Period;
use crate::person::assignment::AssignmentKind;
use crate::person::notice::{Notice, NoticeDue, NoticeForm};
use crate::work::WorkKind;

const TODAY: &str = "2026-10-10";

/// Everything that a person's page is made of.
#[derive(Clone, Debug)]
struct History {
    results: Vec<Certification>,
    applications: Vec<Progress>,
    notices: Vec<Notice>,
    applications_are_shown: bool,
}

/// A day near today: `days` before or after it.
fn near(days: std::ops::Range<i64>) -> impl Strategy<Value = Day> {
    days.prop_map(|days| day(TODAY).add_days(days))
}

fn result() -> impl Strategy<Value = Certification> {
    let status = prop_oneof![
        6 => Just(CertificationStatus::Current),
        2 => Just(CertificationStatus::Superseded),
        1 => Just(CertificationStatus::Revoked),
    ];
    let level = proptest::sample::select(CareLevel::ALL);
    (
        level,
        near(-800..60),
        proptest::option::weighted(0.9, 1i64..400),
        status,
    )
        .prop_map(|(level, first, length, status)| Certification {
            level,
            decided_on: Some(first.min(day(TODAY))),
            checklist_on: None,
            period: Period {
                first,
                last: length.map(|length| first.add_days(length)),
            },
            months: None,
            board_opinion: None,
            service_restriction: None,
            status,
        })
}

/// Steps in their usual order, some left out, ended in any way or in none.
fn steps() -> impl Strategy<Value = Vec<(MilestoneKind, i64)>> {
    let usual = [
        MilestoneKind::Received,
        MilestoneKind::SurveyRequested,
        MilestoneKind::OpinionRequested,
        MilestoneKind::SurveyReceived,
        MilestoneKind::OpinionReminded,
        MilestoneKind::OpinionReceived,
        MilestoneKind::BoardScheduled,
        MilestoneKind::BoardHeld,
    ];
    let ends = [
        MilestoneKind::Decided,
        MilestoneKind::Withdrawn,
        MilestoneKind::Rejected,
        MilestoneKind::Closed,
    ];
    let told = proptest::collection::vec((any::<bool>(), 0i64..15), usual.len());
    let end = proptest::option::weighted(0.3, (proptest::sample::select(ends.to_vec()), 0i64..30));
    (told, end).prop_map(move |(told, end)| {
        let mut on = 0;
        let mut all = Vec::new();
        for ((is_told, days), kind) in told.into_iter().zip(usual) {
            on += days;
            if is_told {
                all.push((kind, on));
            }
        }
        all.extend(end.map(|(kind, days)| (kind, on + days)));
        all
    })
}

/// An application as known today: steps that have not come yet are left out, plans may lie ahead.
fn application() -> impl Strategy<Value = Option<Progress>> {
    let notice = proptest::option::weighted(0.3, (0i64..60, 0i64..60));
    let kind = proptest::sample::select(ApplicationKind::ALL);
    (kind, near(-150..1), steps(), notice).prop_map(|(kind, applied_on, steps, notice)| {
        let today = day(TODAY);
        let milestones: Vec<Milestone> = steps
            .into_iter()
            .map(|(kind, days)| Milestone {
                kind,
                on: applied_on.add_days(days),
            })
            .filter(|milestone| milestone.on <= today || milestone.kind.is_plan())
            .collect();
        let notices: Vec<PostponementNotice> = notice
            .map(|(on, until)| PostponementNotice {
                noticed_on: applied_on.add_days(on),
                reason: PostponementReason::Other,
                expected_on: applied_on.add_days(on + until),
            })
            .into_iter()
            .filter(|notice| notice.noticed_on <= today)
            .collect();
        Progress::of(kind, applied_on, &milestones, &notices, today).ok()
    })
}

fn notice() -> impl Strategy<Value = Notice> {
    let kind = proptest::sample::select(AssignmentKind::ALL);
    (kind, near(-500..40), proptest::option::of(0i64..500)).prop_map(|(kind, first, length)| Notice {
        kind,
        period: Period {
            first,
            last: length.map(|length| first.add_days(length)),
        },
    })
}

/// A pace of 20 to 50 days for everything.
fn pace() -> impl Strategy<Value = Pace> {
    (20i64..50).prop_map(|days| {
        let courses: Vec<CountedCourse> = ApplicationKind::ALL
            .iter()
            .flat_map(|kind| std::iter::repeat_n(*kind, FEWEST))
            .map(|kind| CountedCourse {
                kind,
                applied_on: day(TODAY),
                milestones: [
                    MilestoneKind::SurveyReceived,
                    MilestoneKind::OpinionReceived,
                    MilestoneKind::Decided,
                ]
                .into_iter()
                .zip([days / 3, days / 2, days])
                .map(|(kind, days)| Milestone {
                    kind,
                    on: day(TODAY).add_days(days),
                })
                .collect(),
                survey_contractor: None,
                institution: None,
            })
            .collect();
        Pace::of(&courses)
    })
}

fn history() -> impl Strategy<Value = History> {
    let results = proptest::collection::vec(result(), 0..4);
    let applications = proptest::collection::vec(application(), 0..3);
    let notices = proptest::collection::vec(notice(), 0..3);
    (results, applications, notices, pace(), any::<bool>()).prop_map(
        |(results, applications, notices, pace, applications_are_shown)| History {
            applications: applications
                .into_iter()
                .flatten()
                .map(|progress| {
                    let running = running_until(&results, progress.applied_on);
                    progress.renewing(running).paced(&pace, day(TODAY))
                })
                .collect(),
            results,
            notices,
            applications_are_shown,
        },
    )
}

/// What is said of one application.
fn check_application(progress: &Progress) -> Result<(), TestCaseError> {
    let today = day(TODAY);
    prop_assert!(progress.forecasts.iter().all(|forecast| forecast.expected_on >= today));
    let is_named = matches!(progress.outlook, Outlook::Named | Outlook::Usual);
    prop_assert_eq!(is_named, !progress.forecasts.is_empty());
    prop_assert_eq!(progress.outlook == Outlook::Ended, !progress.is_open());
    let bases: Vec<ForecastBasis> = progress.forecasts.iter().map(|forecast| forecast.basis).collect();
    let guessed = bases.contains(&ForecastBasis::CityMedian);
    prop_assert!(!guessed || bases.len() == 1 && progress.postponement.is_none());
    match (progress.kind, progress.line) {
        (ApplicationKind::Renewal, Some(line)) => prop_assert_eq!(line.basis, LineBasis::EndOfValidity),
        (ApplicationKind::ExOfficio, line) => prop_assert_eq!(line, None),
        (_, Some(line)) => prop_assert_eq!(line.on, progress.applied_on.add_days(LEGAL_DAYS)),
        (_, None) => prop_assert_eq!(progress.kind, ApplicationKind::Renewal),
    }
    prop_assert!(!(progress.stage.ended_undecided() && progress.is_overdue()));
    Ok(())
}

/// What is said of the end of the validity, beside the results and applications on the same page.
fn check_continuity(page: &History) -> Result<(), TestCaseError> {
    let today = day(TODAY);
    let shown = page.applications_are_shown.then_some(&page.applications[..]);
    let current = in_force(&page.results, today);
    let Some(line) = Continuity::of(&page.results, shown, today) else {
        // Silent only if nothing ends soon, something follows, or nothing counts.
        let ends_soon = current
            .and_then(|result| result.days_left(today))
            .is_some_and(|left| left <= RENEWAL_DAYS);
        let needs_none = current.is_some_and(|result| result.level == CareLevel::NotEligible);
        let counts = |result: &&Certification| result.status == CertificationStatus::Current;
        let followed = page
            .results
            .iter()
            .filter(counts)
            .any(|result| result.period.first > today);
        prop_assert!(!ends_soon || followed || needs_none);
        return Ok(());
    };
    match current {
        Some(current) => prop_assert_eq!(current.period.last, Some(line.ends_on)),
        None => prop_assert!(line.days_left < 0),
    }
    let expired = matches!(
        line.prospect,
        Prospect::ExpiredPending | Prospect::ExpiredUnfiled | Prospect::ExpiredUnknown
    );
    prop_assert!(!(expired && current.is_some()), "expired beside something in force");
    prop_assert!(line.expected.is_none_or(|forecast| forecast.expected_on >= today));
    let follows = |progress: &&Progress| {
        let renews = progress.kind == ApplicationKind::Renewal;
        progress.is_open() && (renews || progress.applied_on >= line.ends_on.add_days(-RENEWAL_DAYS))
    };
    let open = page.applications.iter().filter(follows).count();
    match line.filing {
        Filing::NotShown => prop_assert!(!page.applications_are_shown),
        Filing::None => prop_assert_eq!(open, 0, "none beside an open application"),
        Filing::Open { .. } => prop_assert!(open > 0),
        Filing::Decided { .. } => prop_assert_eq!(open, 0),
    }
    prop_assert_eq!(
        line.is_provisional(),
        line.days_left < 0 && matches!(line.filing, Filing::Open { .. } | Filing::Decided { .. })
    );
    let group = WorkKind::of_ending(&line);
    let is_over = matches!(group, WorkKind::Expired | WorkKind::ExpiredPending);
    prop_assert_eq!(is_over, line.days_left < 0);
    Ok(())
}

/// Whether a notice is asked for exactly if none in force fits.
fn check_notice(page: &History) -> Result<(), TestCaseError> {
    let today = day(TODAY);
    let due = NoticeDue::of(&page.notices, &page.results, today);
    let held = || page.notices.iter().filter(|notice| notice.period.contains(today));
    let level = in_force(&page.results, today).map(|result| result.level);
    let misfits = level.is_some_and(|level| {
        level.side().is_some() && held().count() > 0 && held().all(|notice| !notice.kind.fits(level))
    });
    prop_assert_eq!(due.is_some(), misfits);
    if let Some(due) = due {
        prop_assert_eq!(Some(due.level), level);
        prop_assert!(due.since <= today);
        prop_assert_eq!(due.form == NoticeForm::Care, due.level.is_care());
        prop_assert!(due.before.is_none_or(|before| before.side() != due.level.side()));
    }
    Ok(())
}

fn check(page: &History) -> Result<(), TestCaseError> {
    page.applications.iter().try_for_each(check_application)?;
    check_continuity(page)?;
    check_notice(page)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_page_contradicts_itself(page in history()) {
        check(&page)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000_000))]

    #[test]
    #[ignore = "takes minutes: the long run"]
    fn no_page_of_a_million_contradicts_itself(page in history()) {
        check(&page)?;
    }
}
