//! The operator's lists on both databases, and the end of a stop after too many failed log-ins. Each leaves its entry.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod support;

use chrono::{DateTime, Utc};
use domain::account::Role;
use domain::audit::{Actor, Item, Operation};
use domain::calendar::day::Day;
use harness::{Database, TestClock};
use persistence::{Key, Keys, Target, Tenant};
use service::{Authority, AuthorityUse, Lifetime, NewStaff, Operator, Secret, Service, ServiceError};
use support::node;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_309_200, 0).unwrap()
}

fn operator(service: &Service) -> Operator {
    service.operator("test".parse().unwrap())
}

/// The same data as the node has it, past the use cases.
fn tenant(database: &Database) -> Tenant {
    let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
    let opened = persistence::Database::open(&Target::parse(&database.url), keys, 4).unwrap();
    opened.tenant(sample::INSURER.parse().unwrap()).unwrap()
}

#[test]
fn what_is_done_on_the_machine_names_the_command() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for database in harness::databases() {
        let service = node(&database, "test", &TestClock::at(now()));
        let operator = service.operator("organization permit".parse().unwrap());
        let (number, kind) = ("4379900014".parse().unwrap(), "43".parse().unwrap());
        let office = operator
            .permit_organization(number, kind, "縁側支援", Day::in_japan(now()))
            .unwrap();
        let acts = runtime
            .block_on(tenant(&database).access_record(office, None, 10))
            .unwrap();
        let entries: Vec<_> = acts.into_iter().map(|act| act.entry).collect();
        let [permitted] = entries.as_slice() else {
            panic!("{}: {entries:?}", database.kind)
        };
        let command = "organization permit".parse().unwrap();
        assert_eq!(permitted.actor(), &Actor::Operator { command }, "{}", database.kind);
        assert_eq!(permitted.operation(), Operation::PermitOrganization);
        assert_eq!(permitted.item(), Some(&Item::Organization(office)));
    }
}

#[test]
fn what_was_set_up_is_listed_and_each_look_is_noted() {
    for database in harness::databases() {
        let service = node(&database, "test", &TestClock::at(now()));
        let from = Day::in_japan(now());
        let office = operator(&service)
            .permit_organization("4379900014".parse().unwrap(), "43".parse().unwrap(), "縁側支援", from)
            .unwrap();
        let staff = NewStaff {
            login_id: "engawa.hanako".parse().unwrap(),
            name: "縁側 花子".to_owned(),
            role: Role::CareManager,
            password: Secret::new("chotto hitoyasumi".to_owned()),
        };
        let account = operator(&service).add_staff(office, staff).unwrap();
        let authority = Authority::create(AuthorityUse::Devices, "縁側市", Lifetime::days_from(now(), 3_650)).unwrap();
        let device = operator(&service)
            .issue_device(&authority, office, "パソコン1")
            .unwrap()
            .device;
        let before = service.verify_ledger().unwrap().entries;

        let organizations = operator(&service).organizations().unwrap();
        assert_eq!(
            (organizations.len(), organizations[0].id),
            (1, office),
            "{}",
            database.kind
        );
        let accounts = operator(&service).accounts().unwrap();
        assert_eq!(accounts.len(), 1, "{}", database.kind);
        assert_eq!(
            (accounts[0].login_id.to_string().as_str(), accounts[0].id),
            ("engawa.hanako", account)
        );
        let devices = operator(&service).devices().unwrap();
        assert_eq!(
            (devices.len(), devices[0].id, devices[0].organization),
            (1, device, Some(office)),
            "{}",
            database.kind
        );
        operator(&service).unlock_account(account).unwrap();
        let report = service.verify_ledger().unwrap();
        assert_eq!(
            (report.entries - before, report.faults),
            (4, Vec::new()),
            "{}",
            database.kind
        );

        let nobody = "01900000-0000-7000-8000-000000000000".parse().unwrap();
        assert!(matches!(
            operator(&service).unlock_account(nobody),
            Err(ServiceError::NotFound)
        ));
    }
}
