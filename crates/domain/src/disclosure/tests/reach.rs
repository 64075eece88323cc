//! Whom an office may see by the notices filed with the insurer, and from when.

use super::*;

#[test]
fn reach_begins_with_the_first_assignment_and_stays() {
    use FailureReason as R;
    let with = |period| refused(|f| f.assignments[0].period = period);
    let ended = with(Period {
        first: day("2026-01-01"),
        last: Some(day("2026-03-31")),
    });
    assert!(ended.within_reach);
    assert_eq!(
        ended.failures,
        [Failure {
            reason: R::AssignmentEnded,
            since: Some(day("2026-04-01"))
        }]
    );
    let coming = with(Period::since(day("2026-06-01")));
    assert!(!coming.within_reach);
    assert_eq!(
        coming.failures,
        [Failure {
            reason: R::AssignmentNotBegun,
            since: Some(day("2026-06-01"))
        }]
    );
    let other = refused(|f| f.assignments[0].office_number = Some(office(8)));
    assert!(!other.within_reach);
    assert_eq!(
        other.failures,
        [Failure {
            reason: R::NoAssignment,
            since: None
        }]
    );
}

#[test]
fn the_delegated_office_sees_and_a_self_made_plan_shows_nobody() {
    let mut delegated = facts();
    delegated.assignments[0].kind = AssignmentKind::Preventive;
    delegated.assignments[0].office_number = Some(office(8));
    delegated.assignments[0].delegated_office_number = Some(office(7));
    assert!(decide(&delegated, today()).is_ok());
    let self_made = refused(|f| f.assignments[0].kind = AssignmentKind::SelfMade);
    assert!(!self_made.within_reach);
}
