//! What holds for every course of an application, likely or not.

use proptest::prelude::*;

use super::*;

fn any_milestone() -> impl Strategy<Value = Milestone> {
    (proptest::sample::select(MilestoneKind::ALL), -3i64..60).prop_map(|(kind, days)| Milestone {
        kind,
        on: day(APPLIED).add_days(days),
    })
}

/// Milestones that tend to be possible: each kind in its usual order, some left out, some put off.
fn likely_course() -> impl Strategy<Value = Vec<Milestone>> {
    proptest::collection::vec((any::<bool>(), 0i64..6), USUAL.len()).prop_map(|steps| {
        let mut on = day(APPLIED);
        let mut told = Vec::new();
        for ((is_told, days), (code, _)) in steps.into_iter().zip(USUAL) {
            on = on.add_days(days);
            if is_told {
                told.push(Milestone {
                    kind: code.parse().unwrap(),
                    on,
                });
            }
        }
        told
    })
}

proptest! {
    #[test]
    fn a_progress_is_consistent_whatever_the_milestones(
        mut steps in prop_oneof![likely_course(), proptest::collection::vec(any_milestone(), 0..8)],
        kind in proptest::sample::select(ApplicationKind::ALL),
        days in 0i64..80,
    ) {
        let today = day(APPLIED).add_days(days);
        let result = Progress::of(kind, day(APPLIED), &steps, &[], today);
        if let Ok(progress) = &result {
            let end = progress.outcome.map_or(today, |outcome| outcome.on());
            prop_assert_eq!(day(APPLIED).add_days(progress.elapsed_days), end);
            prop_assert_eq!(progress.counted_to(), end);
            let runs = !matches!(kind, ApplicationKind::Renewal | ApplicationKind::ExOfficio) && !progress.stage.ended_undecided();
            prop_assert_eq!(progress.is_overdue(), runs && progress.elapsed_days > LEGAL_DAYS);
            prop_assert_eq!(progress.is_open(), !steps.iter().any(|m| m.kind == MilestoneKind::Decided || m.kind.ends_undecided()));
            prop_assert!(progress.forecasts.iter().all(|forecast| forecast.expected_on >= today));
            prop_assert_eq!(progress.outlook == Outlook::Ended, !progress.is_open());
            prop_assert!(progress.is_open() || progress.waiting_for.is_none());
            let decided = steps.iter().find(|m| m.kind == MilestoneKind::Decided);
            if let Some(decided) = decided.filter(|_| matches!(progress.outcome, Some(Outcome::Decided(_)))) {
                prop_assert!(steps.iter().all(|m| m.kind != MilestoneKind::Received || m.on <= decided.on));
                prop_assert!(steps.iter().all(|m| m.kind != MilestoneKind::BoardHeld || m.on <= decided.on));
            }
        }
        // Neither the order of delivery nor a line delivered twice changes anything.
        steps.reverse();
        steps.extend_from_within(..);
        let again = Progress::of(kind, day(APPLIED), &steps, &[], today);
        prop_assert_eq!(again.is_ok(), result.is_ok());
        if result.is_ok() {
            prop_assert_eq!(again, result);
        }
    }

    #[test]
    fn a_likely_course_is_possible_once_its_days_have_come(steps in likely_course()) {
        let decided = steps.iter().any(|m| m.kind == MilestoneKind::Decided);
        let notified = steps.iter().any(|m| m.kind == MilestoneKind::Notified);
        let result = Progress::of(ApplicationKind::New, day(APPLIED), &steps, &[], day(APPLIED).add_days(100));
        if notified && !decided {
            prop_assert_eq!(result, Err(InvalidHistory::NotifiedWithoutOutcome));
        } else {
            prop_assert!(result.is_ok(), "{:?}", result);
        }
    }
}
