//! What people write comes in through one rule, wherever it comes in: names, labels, desks, reasons and what the machine sets.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod support;

use chrono::{DateTime, Utc};
use domain::account::Role;
use domain::calendar::day::Day;
use harness::TestClock;
use service::{Operator, ServiceError};
use support::node;

/// The rules that were broken.
fn broken<T>(done: Result<T, ServiceError>) -> Vec<&'static str> {
    match done {
        Err(ServiceError::Invalid(broken)) => broken.iter().map(|one| one.rule.id()).collect(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => Vec::new(),
    }
}

const WRITTEN: [(&str, &str); 6] = [
    ("縁側\u{202e}花子", "text.direction"),
    ("縁側\u{200b}花子", "text.invisible"),
    ("\u{e000}側 花子", "text.private-use"),
    ("縁側\n花子", "text.control"),
    ("花子 1234-5678-9018", "text.my-number"),
    ("一二三四五六七八九〇一八", "text.my-number"),
];

fn each(operator: &Operator, enter: impl Fn(&Operator, &str) -> Vec<&'static str>) {
    for (text, rule) in WRITTEN {
        assert_eq!(enter(operator, text), [rule], "{}", text.escape_unicode());
    }
}

#[test]
fn what_is_set_on_the_machine_is_held_to_the_rule_of_every_text() {
    let now: DateTime<Utc> = DateTime::from_timestamp(1_795_309_200, 0).unwrap();
    let database = harness::sqlite();
    let service = node(&database, "test", &TestClock::at(now));
    let operator = service.operator("account".parse().unwrap());
    let office = "4379900014".parse().unwrap();
    let care = "43".parse().unwrap();
    let permit =
        |operator: &Operator, name: &str| broken(operator.permit_organization(office, care, name, Day::in_japan(now)));
    each(&operator, permit);
    assert_eq!(permit(&operator, "縁側ケアプラン"), [""; 0]);
    each(&operator, |operator, name| {
        broken(operator.invite_city_administrator(name))
    });
    let organization = operator
        .permit_organization(office, care, "縁側ケアプラン", Day::in_japan(now))
        .unwrap();
    each(&operator, |operator, name| {
        broken(operator.invite_to(organization, name, Role::CareManager))
    });
}
