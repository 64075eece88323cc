//! The rule of disclosure told a second time, as naively as possible, and held against `decide` over random facts.

use std::collections::BTreeSet;

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::*;

/// Days are told as numbers around today, which is 0.
fn at(days: i64) -> Day {
    today().add_days(days)
}

fn number(day: Day) -> i64 {
    today().days_until(day)
}

fn runs_today(period: Period) -> bool {
    let last = period.last.map_or(i64::MAX, number);
    number(period.first) <= 0 && 0 <= last
}

/// Walks from the distant past to today: a consent joins on its first day, a withdrawal empties the room at once.
fn consented(consents: &[ConsentFacts]) -> bool {
    let mut room = BTreeSet::new();
    for now in -20..=0 {
        for consent in consents {
            let gone = consent.withdrawn_on.is_some_and(|on| number(on) <= now);
            if number(consent.effective_from) == now && !gone {
                room.insert(consent.id);
            }
        }
        if consents
            .iter()
            .any(|consent| consent.withdrawn_on.is_some_and(|on| number(on) == now))
        {
            room.clear();
        }
    }
    !room.is_empty()
}

fn names_the_office(facts: &Facts, assignment: &AssignmentFacts) -> bool {
    let mine = facts.viewer.organization.office_number;
    let offices = [assignment.office_number, assignment.delegated_office_number];
    assignment.kind != AssignmentKind::SelfMade && offices.contains(&Some(mine))
}

/// The five conditions, one line each, in their order.
fn conditions(facts: &Facts) -> [bool; 5] {
    let Facts {
        viewer,
        person,
        consents,
        assignments,
    } = facts;
    let office = &viewer.organization;
    let office_roles = [
        Role::OrganizationAdministrator,
        Role::CareManager,
        Role::Viewer,
        Role::IntegrationClient,
    ];
    [
        viewer.device_status == DeviceStatus::Active
            && runs_today(viewer.certificate_valid)
            && viewer.device_organization == office.id,
        viewer.account_status == AccountStatus::Active
            && viewer.account_organization == Some(office.id)
            && office_roles.contains(&viewer.role),
        office.status == OrganizationStatus::Permitted
            && runs_today(office.permitted)
            && office.kind_admitted.is_some_and(runs_today),
        person.lost.is_none_or(|(on, _)| number(on) > 0) && consented(consents),
        assignments
            .iter()
            .any(|a| names_the_office(facts, a) && runs_today(a.period)),
    ]
}

fn any_day() -> impl Strategy<Value = Day> {
    (-4i64..=4).prop_map(at)
}

fn any_period() -> impl Strategy<Value = Period> {
    prop_oneof![
        2 => Just(Period::since(at(-9))),
        3 => (any_day(), option::of(any_day())).prop_map(|(first, last)| Period { first, last }),
    ]
}

fn any_consent() -> impl Strategy<Value = ConsentFacts> {
    (1u128..9, any_day(), option::weighted(0.4, any_day())).prop_map(|(number, effective_from, withdrawn_on)| {
        ConsentFacts {
            id: id(number),
            effective_from,
            withdrawn_on,
        }
    })
}

fn any_assignment() -> impl Strategy<Value = AssignmentFacts> {
    let office = || option::weighted(0.9, select(vec![office(7), office(7), office(8)]));
    (
        1u128..9,
        select(AssignmentKind::ALL),
        office(),
        option::weighted(0.3, office()),
        any_period(),
    )
        .prop_map(|(number, kind, office_number, delegated, period)| AssignmentFacts {
            id: id(number),
            kind,
            office_number,
            delegated_office_number: delegated.flatten(),
            period,
        })
}

/// Mostly the first value, so that random facts often satisfy a condition.
fn mostly<T: Clone + std::fmt::Debug + 'static>(usual: T, all: &[T]) -> impl Strategy<Value = T> + use<T> {
    prop_oneof![4 => Just(usual), 1 => select(all.to_vec())]
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let viewer = (
        mostly(AccountStatus::Active, AccountStatus::ALL),
        mostly(Some(id(3)), &[None, Some(id(9))]),
        mostly(Role::CareManager, Role::ALL),
        mostly(DeviceStatus::Active, DeviceStatus::ALL),
        mostly(id(3), &[id(9)]),
        any_period(),
    );
    let office = (
        mostly(OrganizationStatus::Permitted, OrganizationStatus::ALL),
        any_period(),
        option::weighted(0.8, any_period()),
    );
    let lost = option::weighted(0.2, (any_day(), select(LossReason::ALL)));
    (
        viewer,
        office,
        lost,
        vec(any_consent(), 0..4),
        vec(any_assignment(), 0..4),
    )
        .prop_map(
            |(
                (account, account_of, role, device, device_of, certificate),
                (status, permitted, kind),
                lost,
                consents,
                assignments,
            )| {
                let mut facts = facts();
                facts.viewer.account_status = account;
                facts.viewer.account_organization = account_of;
                facts.viewer.role = role;
                facts.viewer.device_status = device;
                facts.viewer.device_organization = device_of;
                facts.viewer.certificate_valid = certificate;
                facts.viewer.organization.status = status;
                facts.viewer.organization.permitted = permitted;
                facts.viewer.organization.kind_admitted = kind;
                facts.person.lost = lost;
                facts.consents = consents;
                facts.assignments = assignments;
                facts
            },
        )
}

/// More cases than usual; `PROPTEST_CASES` can raise them further.
fn many() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: usual.cases.max(8192),
        ..usual
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn there_is_a_grant_if_and_only_if_all_five_conditions_hold(facts in any_facts()) {
        let holds = conditions(&facts);
        match decide(&facts, today()) {
            Ok(grant) => {
                prop_assert_eq!(holds, [true; 5]);
                let consent = |c: &ConsentFacts| {
                    c.id == grant.consent() && number(c.effective_from) <= 0 && c.withdrawn_on.is_none_or(|on| number(on) > 0)
                };
                prop_assert!(facts.consents.iter().any(consent));
                let assignment = |a: &AssignmentFacts| {
                    a.id == grant.assignment() && names_the_office(&facts, a) && runs_today(a.period)
                };
                prop_assert!(facts.assignments.iter().any(assignment));
            }
            Err(refusal) => {
                let expected: Vec<_> =
                    Condition::ALL.iter().zip(holds).filter(|(_, holds)| !holds).map(|(condition, _)| *condition).collect();
                let told: Vec<_> = refusal.failures.iter().map(Failure::condition).collect();
                prop_assert_eq!(told, expected.clone());
                prop_assert!(!expected.is_empty());
                let begun = facts.assignments.iter().any(|a| names_the_office(&facts, a) && number(a.period.first) <= 0);
                prop_assert_eq!(refusal.within_reach, begun);
            }
        }
    }

    #[test]
    fn taking_any_one_condition_away_takes_the_grant_away(which in 0usize..12) {
        let mut broken = facts();
        prop_assert!(decide(&broken, today()).is_ok());
        let past = Period { first: at(-9), last: Some(at(-1)) };
        match which {
            0 => broken.viewer.device_status = DeviceStatus::Revoked,
            1 => broken.viewer.certificate_valid = past,
            2 => broken.viewer.device_organization = id(9),
            3 => broken.viewer.account_status = AccountStatus::Suspended,
            4 => broken.viewer.account_organization = None,
            5 => broken.viewer.role = Role::CityAdministrator,
            6 => broken.viewer.organization.status = OrganizationStatus::Suspended,
            7 => broken.viewer.organization.permitted = past,
            8 => broken.viewer.organization.kind_admitted = None,
            9 => broken.person.lost = Some((today(), LossReason::Died)),
            10 => broken.consents[0].withdrawn_on = Some(today()),
            _ => broken.assignments[0].period = past,
        }
        prop_assert_eq!(decide(&broken, today()).unwrap_err().failures.len(), 1);
    }

    #[test]
    fn a_refusal_always_explains_itself(facts in any_facts()) {
        if let Err(refusal) = decide(&facts, today()) {
            for failure in refusal.failures {
                for (language, ahead, end) in [(Language::Japanese, "開始日は", '。'), (Language::English, "The first day is", '.')] {
                    let told = failure.what(language);
                    prop_assert!(failure.since.is_none_or(|since| told.contains(&since.written_out(language))));
                    prop_assert!(!failure.who(language).is_empty() && failure.what_to_do(language).ends_with(end));
                    let ahead = told.contains(ahead);
                    prop_assert!(failure.since.is_none_or(|since| (number(since) > 0) == ahead) || failure.reason == FailureReason::KindNotAdmitted);
                }
            }
        }
    }
}
