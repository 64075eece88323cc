//! Tests of the five conditions: worked cases, the texts, and an independent naive model over random facts.

mod after_loss;
mod model;
mod policy;
mod reach;
mod texts;

use super::*;
use crate::{
    account::{AccountStatus, Role},
    calendar::day::Day,
    calendar::period::Period,
    enrolment::device::DeviceStatus,
    id::{Id, PersonId},
    language::Language,
    organization::{OfficeNumber, OrganizationStatus, ServiceCode},
    person::LossReason,
    person::assignment::AssignmentKind,
};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn today() -> Day {
    day("2026-05-10")
}

fn id<T>(number: u128) -> Id<T> {
    Id::from_uuid(uuid::Uuid::from_u128(number))
}

fn office(last: u8) -> OfficeNumber {
    format!("437010663{last}").parse().unwrap()
}

/// All five conditions hold.
fn facts() -> Facts {
    let year = Period {
        first: day("2026-01-01"),
        last: Some(day("2026-12-31")),
    };
    Facts {
        viewer: ViewerFacts {
            account_id: id(1),
            account_status: AccountStatus::Active,
            account_status_since: Some(day("2026-02-01")),
            account_organization: Some(id(3)),
            role: Role::CareManager,
            device_id: id(2),
            device_status: DeviceStatus::Active,
            device_status_since: Some(day("2026-02-02")),
            device_organization: id(3),
            certificate_valid: year,
            organization: OrganizationFacts {
                id: id(3),
                office_number: office(7),
                service_code: ServiceCode::CARE_MANAGEMENT,
                status: OrganizationStatus::Permitted,
                status_since: Some(day("2026-02-03")),
                permitted: year,
                kind_admitted: Some(year),
            },
        },
        person: PersonFacts {
            id: id(4),
            lost: None,
            lapsed_on: None,
        },
        consents: vec![ConsentFacts {
            id: id(5),
            effective_from: day("2026-03-01"),
            withdrawn_on: None,
        }],
        assignments: vec![AssignmentFacts {
            id: id(6),
            kind: AssignmentKind::CareManagement,
            office_number: Some(office(7)),
            delegated_office_number: None,
            period: year,
        }],
    }
}

fn refused(change: impl FnOnce(&mut Facts)) -> Refusal {
    let mut facts = facts();
    change(&mut facts);
    decide(&facts, today()).unwrap_err()
}

/// The single failure of a refusal.
fn failure(change: impl FnOnce(&mut Facts)) -> (FailureReason, Option<Day>) {
    match refused(change).failures.as_slice() {
        [Failure { reason, since }] => (*reason, *since),
        several => panic!("{several:?}"),
    }
}

#[test]
fn a_grant_names_what_it_rests_on() {
    let grant = decide(&facts(), today()).unwrap();
    assert_eq!(
        (grant.account(), grant.device(), grant.organization()),
        (id(1), id(2), id(3))
    );
    assert_eq!(
        (grant.person(), grant.consent(), grant.assignment()),
        (id::<_>(4) as PersonId, id(5), id(6))
    );
    assert_eq!(grant.on(), today());
}

#[test]
fn a_device_must_be_valid_and_ones_own() {
    use FailureReason as R;
    assert_eq!(
        failure(|f| f.viewer.device_status = DeviceStatus::Revoked),
        (R::DeviceRevoked, Some(day("2026-02-02")))
    );
    assert_eq!(
        failure(|f| f.viewer.device_organization = id(9)),
        (R::DeviceOfAnotherOrganization, None)
    );
    let expired = Period {
        first: day("2025-01-01"),
        last: Some(day("2026-05-09")),
    };
    assert_eq!(
        failure(|f| f.viewer.certificate_valid = expired),
        (R::CertificateExpired, Some(today()))
    );
    let later = Period::since(day("2026-05-11"));
    assert_eq!(
        failure(|f| f.viewer.certificate_valid = later),
        (R::CertificateNotYetValid, Some(day("2026-05-11")))
    );
}

#[test]
fn an_account_must_be_active_ones_own_and_read_clients() {
    use FailureReason as R;
    assert_eq!(
        failure(|f| f.viewer.account_status = AccountStatus::Provisional),
        (R::AccountNotSetUp, None)
    );
    assert_eq!(
        failure(|f| f.viewer.account_status = AccountStatus::Suspended),
        (R::AccountSuspended, Some(day("2026-02-01")))
    );
    assert_eq!(
        failure(|f| f.viewer.account_status = AccountStatus::Left),
        (R::AccountLeft, Some(day("2026-02-01")))
    );
    for organization in [None, Some(id(9))] {
        assert_eq!(
            failure(|f| f.viewer.account_organization = organization),
            (R::AccountOfAnotherOrganization, None)
        );
    }
    for role in [Role::CityAdministrator, Role::DeskClerk, Role::Auditor] {
        assert_eq!(failure(|f| f.viewer.role = role), (R::RoleWithoutClients, None));
    }
}

#[test]
fn an_organization_must_be_permitted_and_of_an_admitted_kind() {
    use FailureReason as R;
    let since = Some(day("2026-02-03"));
    assert_eq!(
        failure(|f| f.viewer.organization.status = OrganizationStatus::Suspended),
        (R::OrganizationSuspended, since)
    );
    assert_eq!(
        failure(|f| f.viewer.organization.status = OrganizationStatus::Closed),
        (R::OrganizationClosed, since)
    );
    let ended = Period {
        first: day("2025-01-01"),
        last: Some(day("2026-04-30")),
    };
    assert_eq!(
        failure(|f| f.viewer.organization.permitted = ended),
        (R::PermitEnded, Some(day("2026-05-01")))
    );
    let coming = Period::since(day("2026-06-01"));
    assert_eq!(
        failure(|f| f.viewer.organization.permitted = coming),
        (R::PermitNotBegun, Some(day("2026-06-01")))
    );
    assert_eq!(
        failure(|f| f.viewer.organization.kind_admitted = None),
        (R::KindNotAdmitted, None)
    );
    assert_eq!(
        failure(|f| f.viewer.organization.kind_admitted = Some(ended)),
        (R::KindNotAdmitted, Some(day("2026-05-01")))
    );
}

#[test]
fn on_the_very_day_of_withdrawal_nothing_is_shown() {
    let withdrawn = |on: &str| {
        let mut facts = facts();
        facts.consents[0].withdrawn_on = Some(day(on));
        decide(&facts, today()).is_ok()
    };
    assert_eq!([withdrawn("2026-05-11"), withdrawn("2026-05-10")], [true, false]);
    let told = failure(|f| f.consents[0].withdrawn_on = Some(today()));
    assert_eq!(told, (FailureReason::ConsentWithdrawn, Some(today())));
}

#[test]
fn a_withdrawal_ends_the_second_consent_as_well_and_a_new_one_begins_the_day_after() {
    let second = |from: &str| ConsentFacts {
        id: id(50),
        effective_from: day(from),
        withdrawn_on: None,
    };
    let with_second = |from: &str| {
        let mut facts = facts();
        facts.consents[0].withdrawn_on = Some(day("2026-04-20"));
        facts.consents.push(second(from));
        decide(&facts, today()).map(|grant| grant.consent())
    };
    let reason = |from: &str| with_second(from).unwrap_err().failures[0];
    assert_eq!(reason("2026-04-01").reason, FailureReason::ConsentWithdrawn);
    assert_eq!(reason("2026-04-20").reason, FailureReason::ConsentWithdrawn);
    assert_eq!(with_second("2026-04-21"), Ok(id(50)));
    let coming = reason("2026-05-11");
    assert_eq!(
        (coming.reason, coming.since),
        (FailureReason::ConsentNotBegun, Some(day("2026-05-11")))
    );
}

#[test]
fn a_second_consent_changes_nothing() {
    let mut facts = facts();
    facts.consents.push(ConsentFacts {
        id: id(50),
        effective_from: day("2026-05-01"),
        withdrawn_on: None,
    });
    assert_eq!(decide(&facts, today()).unwrap().consent(), id(5));
}

#[test]
fn death_and_moving_out_stop_disclosure_at_once() {
    use FailureReason as R;
    for (loss, reason) in [
        (LossReason::Died, R::PersonDied),
        (LossReason::MovedOut, R::PersonMovedOut),
        (LossReason::Other, R::InsuranceLost),
    ] {
        assert_eq!(
            failure(|f| f.person.lost = Some((today(), loss))),
            (reason, Some(today()))
        );
        let mut later = facts();
        later.person.lost = Some((day("2026-05-11"), loss));
        assert!(decide(&later, today()).is_ok());
    }
    assert_eq!(failure(|f| f.consents.clear()), (R::NoConsent, None));
}

#[test]
fn a_qualification_lost_and_regained_has_ended_the_consents_before() {
    use FailureReason as R;
    let since = day("2026-04-01");
    assert_eq!(
        failure(|f| f.person.lapsed_on = Some(since)),
        (R::ConsentLapsed, Some(since))
    );
    let mut anew = facts();
    anew.person.lapsed_on = Some(since);
    anew.consents.push(ConsentFacts {
        id: id(51),
        effective_from: day("2026-04-02"),
        withdrawn_on: None,
    });
    assert_eq!(decide(&anew, today()).unwrap().consent(), id(51), "a new consent holds");
    let mut before = facts();
    before.person.lapsed_on = Some(day("2026-02-28"));
    assert!(decide(&before, today()).is_ok(), "one given after the return");
}

#[test]
fn every_failing_condition_is_told_in_order() {
    let refusal = refused(|f| {
        f.assignments[0].period.last = Some(day("2026-03-31"));
        f.consents.clear();
        f.viewer.organization.kind_admitted = None;
        f.viewer.role = Role::Auditor;
        f.viewer.device_status = DeviceStatus::Revoked;
    });
    let conditions: Vec<_> = refusal.failures.iter().map(Failure::condition).collect();
    assert_eq!(conditions, Condition::ALL);
    assert_eq!(refusal.of(Condition::Consent).unwrap().reason, FailureReason::NoConsent);
}
