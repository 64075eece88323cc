//! When a notice is due: by direction, from which day, and when it falls silent.

use super::*;

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn result(level: CareLevel, first: &str, last: Option<&str>) -> Certification {
    Certification {
        level,
        decided_on: Some(day(first).add_days(30)),
        checklist_on: None,
        period: Period {
            first: day(first),
            last: last.map(day),
        },
        months: None,
        board_opinion: None,
        service_restriction: None,
        status: CertificationStatus::Current,
    }
}

fn notice(kind: AssignmentKind, first: &str, last: Option<&str>) -> Notice {
    Notice {
        kind,
        period: Period {
            first: day(first),
            last: last.map(day),
        },
    }
}

/// 要支援2 until the day before a change of level to 要介護1 from 2026-05-10.
fn to_care() -> Vec<Certification> {
    vec![
        result(CareLevel::Care1, "2026-05-10", Some("2026-11-30")),
        result(CareLevel::Support2, "2025-06-01", Some("2026-05-09")),
    ]
}

fn due(notices: &[Notice], results: &[Certification], today: &str) -> Option<NoticeDue> {
    NoticeDue::of(notices, results, day(today))
}

#[test]
fn it_is_due_from_the_first_day_of_the_new_validity_and_says_the_direction() {
    let preventive = [notice(AssignmentKind::Preventive, "2025-06-01", None)];
    assert_eq!(due(&preventive, &to_care(), "2026-05-09"), None);
    let expected = NoticeDue {
        form: NoticeForm::Care,
        level: CareLevel::Care1,
        before: Some(CareLevel::Support2),
        since: day("2026-05-10"),
    };
    assert_eq!(due(&preventive, &to_care(), "2026-05-10"), Some(expected));
    assert_eq!(due(&preventive, &to_care(), "2026-11-30"), Some(expected));
}

#[test]
fn a_renewal_that_is_decided_ahead_is_due_on_its_own_first_day() {
    let results = [
        result(CareLevel::Support1, "2026-12-01", Some("2027-11-30")),
        result(CareLevel::Care1, "2026-05-10", Some("2026-11-30")),
    ];
    let care = [notice(AssignmentKind::CareManagement, "2026-05-10", None)];
    assert_eq!(due(&care, &results, "2026-11-30"), None);
    let told = due(&care, &results, "2026-12-01").unwrap();
    assert_eq!((told.form, told.since), (NoticeForm::Prevention, day("2026-12-01")));
}

#[test]
fn it_is_silent_once_a_fitting_notice_is_in_force() {
    let old = notice(AssignmentKind::Preventive, "2025-06-01", None);
    let coming = notice(AssignmentKind::CareManagement, "2026-06-01", None);
    assert!(due(&[old, coming], &to_care(), "2026-05-31").is_some());
    assert_eq!(due(&[old, coming], &to_care(), "2026-06-01"), None);
    let over = notice(AssignmentKind::CareManagement, "2026-05-10", Some("2026-06-30"));
    assert!(due(&[old, over], &to_care(), "2026-07-01").is_some());
}

#[test]
fn one_notice_may_serve_both_sides() {
    let both = [notice(AssignmentKind::CareManagementAndPrevention, "2025-06-01", None)];
    assert_eq!(due(&both, &to_care(), "2026-05-10"), None);
    let back: Vec<_> = [
        result(CareLevel::Support1, "2026-05-10", Some("2026-11-30")),
        result(CareLevel::Care1, "2025-06-01", Some("2026-05-09")),
    ]
    .into();
    assert_eq!(due(&both, &back, "2026-05-10"), None);
    let rows = [
        notice(AssignmentKind::Preventive, "2025-06-01", None),
        notice(AssignmentKind::CareManagement, "2025-06-01", None),
    ];
    assert_eq!(due(&rows, &to_care(), "2026-05-10"), None);
}

#[test]
fn the_programme_target_who_comes_to_need_care_counts() {
    let programme = [notice(AssignmentKind::CareManagementForPrevention, "2025-06-01", None)];
    let results = [
        result(CareLevel::Care2, "2026-05-10", Some("2026-11-30")),
        result(CareLevel::ProgrammeTarget, "2025-06-01", None),
    ];
    let told = due(&programme, &results, "2026-05-10").unwrap();
    assert_eq!(
        (told.form, told.before),
        (NoticeForm::Care, Some(CareLevel::ProgrammeTarget))
    );
}

#[test]
fn a_second_result_on_the_same_side_does_not_move_the_day_nor_silence_it() {
    let results = [
        result(CareLevel::Care2, "2026-12-01", Some("2027-11-30")),
        result(CareLevel::Care1, "2026-05-10", Some("2026-11-30")),
        result(CareLevel::Support2, "2025-06-01", Some("2026-05-09")),
    ];
    let preventive = [notice(AssignmentKind::Preventive, "2025-06-01", None)];
    let told = due(&preventive, &results, "2026-12-10").unwrap();
    assert_eq!(
        (told.before, told.since),
        (Some(CareLevel::Support2), day("2026-05-10"))
    );
}

#[test]
fn without_a_level_or_a_notice_in_force_nothing_is_due() {
    let preventive = [notice(AssignmentKind::Preventive, "2025-06-01", None)];
    assert_eq!(due(&preventive, &to_care(), "2026-12-01"), None);
    assert_eq!(due(&[], &to_care(), "2026-05-10"), None);
    let none = [result(CareLevel::NotEligible, "2026-05-10", None)];
    assert_eq!(due(&preventive, &none, "2026-05-10"), None);
}
