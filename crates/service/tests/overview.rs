//! The operator's lists on both databases, and the end of a stop after too many failed log-ins. Each leaves its entry.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use chrono::{DateTime, Utc};
use domain::account::Role;
use domain::day::Day;
use harness::TestClock;
use service::{Authority, AuthorityUse, Key, Lifetime, NewStaff, Secret, Service, ServiceError, Store, Target, Vault};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_309_200, 0).unwrap()
}

fn service(url: &str) -> Service {
    let vault = Vault::new(vec![(1, Key::from_bytes([1; 32]))], &Key::from_bytes([2; 32])).unwrap();
    let store = Store::open(&Target::parse(url), sample::INSURER.parse().unwrap(), vault, 4).unwrap();
    let service = Service::open(store, "test", TestClock::at(now()).clock()).unwrap();
    service
        .set_up_insurer(sample::CITY, Day::parse_iso("2020-04-01").unwrap())
        .unwrap();
    service
}

#[test]
fn what_was_set_up_is_listed_and_each_look_is_noted() {
    for database in harness::databases() {
        let service = service(&database.url);
        let from = Day::in_japan(now());
        let office = service
            .permit_organization("4379900014".parse().unwrap(), "43".parse().unwrap(), "縁側支援", from)
            .unwrap();
        let staff = NewStaff {
            login_id: "engawa.hanako".parse().unwrap(),
            name: "縁側 花子".to_owned(),
            role: Role::CareManager,
            password: Secret::new("chotto hitoyasumi".to_owned()),
        };
        let account = service.add_staff(office, staff).unwrap();
        let authority = Authority::create(AuthorityUse::Devices, "縁側市", Lifetime::days_from(now(), 3_650)).unwrap();
        let device = service.issue_device(&authority, office, "パソコン1").unwrap().device;
        let before = service.verify_ledger().unwrap().entries;

        let organizations = service.organizations().unwrap();
        assert_eq!(
            (organizations.len(), organizations[0].id),
            (1, office),
            "{}",
            database.kind
        );
        let accounts = service.accounts().unwrap();
        assert_eq!(accounts.len(), 1, "{}", database.kind);
        assert_eq!(
            (accounts[0].login_id.to_string().as_str(), accounts[0].id),
            ("engawa.hanako", account)
        );
        let devices = service.devices().unwrap();
        assert_eq!(
            (devices.len(), devices[0].id, devices[0].organization),
            (1, device, Some(office)),
            "{}",
            database.kind
        );
        service.unlock_account(account).unwrap();
        let report = service.verify_ledger().unwrap();
        assert_eq!(
            (report.entries - before, report.faults),
            (4, Vec::new()),
            "{}",
            database.kind
        );

        let nobody = "01900000-0000-7000-8000-000000000000".parse().unwrap();
        assert!(matches!(
            service.unlock_account(nobody),
            Err(ServiceError::Store(service::StoreError::NotFound))
        ));
    }
}
