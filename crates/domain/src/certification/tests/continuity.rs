//! What is said of the end of a validity: which application follows it, whether the result will be in time, and when it
//! will hold.

use super::*;
use crate::calendar::period::Period;

/// 要介護1 until 2026-10-31.
fn ends_in_october() -> Certification {
    Certification {
        level: CareLevel::Care1,
        decided_on: Some(day("2025-10-15")),
        checklist_on: None,
        period: Period {
            first: day("2025-11-01"),
            last: Some(day("2026-10-31")),
        },
        months: Some(12),
        board_opinion: None,
        service_restriction: None,
        status: CertificationStatus::Current,
    }
}

/// Both sheets are there, and the board is planned for this day.
fn planned(on: &str) -> [(&'static str, &str); 3] {
    [
        ("survey-received", "2026-09-20"),
        ("opinion-received", "2026-09-25"),
        ("board-scheduled", on),
    ]
}

fn application(kind: ApplicationKind, applied_on: &str, steps: &[(&str, &str)], today: &str) -> Progress {
    Progress::of(kind, day(applied_on), &milestones(steps), &[], day(today)).unwrap()
}

fn told(results: &[Certification], applications: Option<&[Progress]>, today: &str) -> String {
    let Some(line) = Continuity::of(results, applications, day(today)) else {
        return format!("{today} -");
    };
    let from = line.effective_from.map_or_else(|| "-".to_owned(), |on| on.to_string());
    let provisional = if line.is_provisional() { " 暫定" } else { "" };
    format!(
        "{today} {:>3} {} from {from}{provisional}",
        line.days_left, line.prospect
    )
}

#[test]
fn without_an_application_the_end_is_told_from_sixty_days_ahead_and_afterwards() {
    let rows = ["2026-08-31", "2026-09-01", "2026-10-31", "2026-11-01"];
    let rows = rows.map(|today| told(&[ends_in_october()], Some(&[]), today));
    insta::assert_snapshot!(rows.join("\n"), @"
    2026-08-31 -
    2026-09-01  60 unfiled from -
    2026-10-31   0 unfiled from -
    2026-11-01  -1 expired-unfiled from -
    ");
}

#[test]
fn a_renewal_that_waits_runs_on_from_the_old_end() {
    let of = |steps: &[(&str, &str)], today: &str| {
        let renewal = application(ApplicationKind::Renewal, "2026-09-10", steps, today);
        told(&[ends_in_october()], Some(&[renewal]), today)
    };
    let rows = [
        of(&[], "2026-10-01"),
        of(&planned("2026-10-20"), "2026-10-01"),
        of(&planned("2026-11-20"), "2026-10-01"),
        of(&planned("2026-11-20"), "2026-11-10"),
        of(&[("decided", "2026-10-20")], "2026-10-25"),
        of(&[("decided", "2026-11-20")], "2026-11-25"),
        of(&[("withdrawn", "2026-10-20")], "2026-11-25"),
    ];
    insta::assert_snapshot!(rows.join("\n"), @"
    2026-10-01  30 open from 2026-11-01
    2026-10-01  30 in-time from 2026-11-01
    2026-10-01  30 late from 2026-11-01
    2026-11-10 -10 expired-pending from 2026-11-01 暫定
    2026-10-25   6 decided from 2026-11-01
    2026-11-25 -25 decided from 2026-11-01 暫定
    2026-11-25 -25 expired-unfiled from -
    ");
}

#[test]
fn a_change_of_level_counts_within_the_last_sixty_days_only() {
    let of = |applied_on: &str| {
        let change = application(ApplicationKind::LevelChange, applied_on, &[], "2026-10-10");
        told(&[ends_in_october()], Some(&[change]), "2026-10-10")
    };
    insta::assert_snapshot!([of("2026-08-31"), of("2026-09-01")].join("\n"), @"
    2026-10-10  21 unfiled from -
    2026-10-10  21 open from -
    ");
}

#[test]
fn what_may_not_be_shown_is_not_told() {
    let rows = ["2026-10-10", "2026-11-10"].map(|today| told(&[ends_in_october()], None, today));
    insta::assert_snapshot!(rows.join("\n"), @"
    2026-10-10  21 unknown from -
    2026-11-10 -10 expired-unknown from -
    ");
}

#[test]
fn whoever_has_a_later_result_or_needs_none_is_not_on_the_board() {
    let later = Certification {
        period: Period {
            first: day("2026-11-01"),
            last: Some(day("2027-10-31")),
        },
        ..ends_in_october()
    };
    let both = [later, ends_in_october()];
    let none = Certification {
        level: CareLevel::NotEligible,
        period: Period::since(day("2026-11-01")),
        ..ends_in_october()
    };
    let rows = ["2026-10-10", "2026-11-01"].map(|today| told(&both, Some(&[]), today));
    assert_eq!(rows, ["2026-10-10 -", "2026-11-01 -"]);
    assert_eq!(
        told(&[none, ends_in_october()], Some(&[]), "2026-12-01"),
        "2026-12-01 -"
    );
    assert_eq!(told(&[], Some(&[]), "2026-12-01"), "2026-12-01 -");
}

#[test]
fn the_greatest_risk_comes_first() {
    let of = |applications: Option<&[Progress]>, today: &str| {
        Continuity::of(&[ends_in_october()], applications, day(today)).unwrap()
    };
    let renewal = |steps: &[(&str, &str)], today| [application(ApplicationKind::Renewal, "2026-09-10", steps, today)];
    let mut lines = [
        of(Some(&renewal(&planned("2026-10-20"), "2026-10-10")), "2026-10-10"),
        of(Some(&[]), "2026-09-05"),
        of(Some(&[]), "2026-10-10"),
        of(Some(&[]), "2026-10-30"),
        of(Some(&renewal(&planned("2026-11-20"), "2026-10-10")), "2026-10-10"),
        of(Some(&renewal(&[], "2026-11-10")), "2026-11-10"),
        of(Some(&[]), "2026-11-02"),
        of(Some(&[]), "2026-11-20"),
    ];
    lines.sort_by_key(Continuity::risk);
    let rows = lines.map(|line| format!("{} {}", line.prospect, line.days_left));
    insta::assert_snapshot!(rows.join("\n"), @"
    expired-unfiled -20
    expired-unfiled -2
    expired-pending -10
    unfiled 1
    late 21
    unfiled 21
    unfiled 56
    in-time 21
    ");
}

#[test]
fn the_line_of_a_renewal_is_the_validity_that_ran_when_it_was_applied_for() {
    let results = [
        Certification {
            period: Period {
                first: day("2026-11-01"),
                last: Some(day("2027-10-31")),
            },
            ..ends_in_october()
        },
        Certification {
            status: CertificationStatus::Superseded,
            ..ends_in_october()
        },
    ];
    assert_eq!(running_until(&results, day("2026-09-10")), Some(day("2026-10-31")));
    assert_eq!(running_until(&results, day("2026-11-01")), Some(day("2027-10-31")));
    assert_eq!(running_until(&results, day("2025-10-31")), None);
}

#[test]
fn a_change_of_level_may_be_treated_as_a_renewal() {
    let end = Some(day("2026-10-31"));
    let of = |kind, applied, first| deemed_renewal(kind, day(applied), end, day(first));
    assert!(of(ApplicationKind::LevelChange, "2026-09-01", "2026-11-01"));
    assert!(!of(ApplicationKind::LevelChange, "2026-08-31", "2026-11-01"));
    assert!(!of(ApplicationKind::LevelChange, "2026-09-01", "2026-09-01"));
    assert!(!of(ApplicationKind::Renewal, "2026-09-01", "2026-11-01"));
}
