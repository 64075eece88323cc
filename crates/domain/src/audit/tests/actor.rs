//! What is known of each kind of actor.

use uuid::Uuid;

use super::*;
use crate::account::Role;
use crate::id::{AccountId, DeviceId, Id, OrganizationId};

fn numbered<T>(number: u128) -> Id<T> {
    Id::from_uuid(Uuid::from_u128(number))
}

/// Account 1, organization 2, device 3, session 4.
type Known = (Option<AccountId>, Option<OrganizationId>, Option<DeviceId>);

fn known(actor: &Actor) -> Known {
    (actor.account(), actor.organization(), actor.device())
}

#[test]
fn whoever_has_signed_in_has_an_account_and_a_device() {
    let staff = Actor::Staff {
        account: numbered(1),
        role: Role::CareManager,
        organization: numbered(2),
        device: numbered(3),
        session: numbered(4),
    };
    let of_an_office: Known = (Some(numbered(1)), Some(numbered(2)), Some(numbered(3)));
    assert_eq!(known(&staff), of_an_office);
    let city = Actor::CityStaff {
        account: numbered(1),
        role: Role::DeskClerk,
        desk: None,
        device: numbered(3),
        session: numbered(4),
    };
    assert_eq!(known(&city), (Some(numbered(1)), None, Some(numbered(3))));
}

#[test]
fn a_machine_has_an_account_and_perhaps_an_organization_but_no_device() {
    for organization in [None, Some(numbered(2))] {
        let client = numbered(1);
        let machine = Actor::Machine { client, organization };
        assert_eq!(known(&machine), (Some(client), organization, None));
    }
}

#[test]
fn a_stranger_has_no_account_but_perhaps_a_known_device_of_an_organization() {
    assert_eq!(known(&Actor::STRANGER), (None, None, None));
    let with_device = Actor::Stranger {
        organization: Some(numbered(2)),
        device: Some(numbered(3)),
    };
    assert_eq!(known(&with_device), (None, Some(numbered(2)), Some(numbered(3))));
}

#[test]
fn nobody_else_has_an_account_an_organization_or_a_device() {
    let command = "import".parse().unwrap();
    let person = numbered(5);
    for actor in [Actor::Operator { command }, Actor::System, Actor::Person { person }] {
        assert_eq!(known(&actor), (None, None, None));
    }
}
