//! What an office still sees for some days after a death or another loss, where the insurer allows it.

use super::*;

/// In charge until the day of the death, 2026-05-01; asked on 2026-05-10.
fn died() -> Facts {
    let mut facts = facts();
    facts.person.lost = Some((day("2026-05-01"), LossReason::Died));
    facts.assignments[0].period.last = Some(day("2026-05-01"));
    facts
}

#[test]
fn the_office_in_charge_on_the_day_of_the_loss_sees_for_as_many_days_as_are_set() {
    let sees = |days, today| decide_after_loss(&died(), days, day(today)).is_ok();
    assert!(!sees(0, "2026-05-01"));
    assert!(sees(60, "2026-05-01") && sees(60, "2026-06-29"));
    assert!(!sees(60, "2026-06-30"));
    let grant = decide_after_loss(&died(), 60, today()).unwrap();
    assert_eq!((grant.consent(), grant.assignment()), (id(5), id(6)));
}

#[test]
fn an_assignment_that_ended_on_the_day_before_counts_and_an_earlier_one_does_not() {
    let ended = |last: &str| {
        let mut facts = died();
        facts.assignments[0].period.last = Some(day(last));
        decide_after_loss(&facts, 60, today())
    };
    assert!(ended("2026-04-30").is_ok());
    let refusal = ended("2026-04-29").unwrap_err();
    let reasons: Vec<_> = refusal.failures.iter().map(|failure| failure.reason).collect();
    assert_eq!(reasons, [FailureReason::PersonDied, FailureReason::AssignmentEnded]);
}

#[test]
fn a_consent_that_was_withdrawn_or_came_after_the_loss_opens_nothing() {
    let mut withdrawn = died();
    withdrawn.consents[0].withdrawn_on = Some(day("2026-05-05"));
    assert!(decide_after_loss(&withdrawn, 60, today()).is_err());
    let mut late = died();
    late.consents[0].effective_from = day("2026-05-02");
    assert!(decide_after_loss(&late, 60, today()).is_err());
}

#[test]
fn device_account_and_organization_count_as_ever() {
    let mut revoked = died();
    revoked.viewer.device_status = DeviceStatus::Revoked;
    let refusal = decide_after_loss(&revoked, 60, today()).unwrap_err();
    assert!(refusal.of(Condition::Device).is_some() && refusal.of(Condition::Consent).is_some());
}

#[test]
fn without_a_loss_it_is_the_usual_decision() {
    assert_eq!(decide_after_loss(&facts(), 60, today()), decide(&facts(), today()));
}
