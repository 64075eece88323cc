//! Two insurers in one database: what is kept for one is not there for the other, and what one sealed does not open as the
//! other's. What people at screens find is asked in the tests of `api`.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use chrono::{DateTime, TimeDelta, Utc};
use clock::Clock;
use domain::audit::{Actor, Operation, Outcome};
use domain::calendar::day::Day;
use domain::certification::{MonthLimits, ValidityLimits};
use domain::delivery::feed::Feed;
use domain::delivery::{Delivery, DeliveryCounts, DeliveryState};
use domain::enrolment::device::CertificateFingerprint;
use domain::enrolment::usage_application::{Reference, Standing, UsageApplicationChannel};
use domain::insurer::shown::{ConsentOnReturn, RestrictionShown, ShownRules};
use domain::insurer::{Appeal, InsurerRules, PermitWord, SealLine};
use domain::record::{Applicant, UsageApplicationRecord};
use harness::Database;
use persistence::{Entry, Key, Keys, Ledger, NewDevice, SecretHash, StoreError, Target, Tenant, fresh_id, random};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn on_both(test: impl Fn(&Database, &Tenant, &Tenant)) {
    for database in harness::databases() {
        let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
        let opened = persistence::Database::open(&Target::parse(&database.url), keys, 4).unwrap();
        let [ours, theirs] = ["439992", "431007"].map(|number| opened.tenant(number.parse().unwrap()).unwrap());
        let policy = domain::disclosure::DisclosurePolicy::kumamoto_like();
        for tenant in [&ours, &theirs] {
            tenant
                .write_here(|tx| tx.create_insurer("縁側市", &[], &policy, now()))
                .unwrap();
        }
        test(&database, &ours, &theirs);
    }
}

fn application() -> UsageApplicationRecord {
    UsageApplicationRecord {
        id: fresh_id(),
        reference: Reference::from_random(random().unwrap()).unwrap(),
        standing: Standing::Received,
        office_number: "4370106637".parse().unwrap(),
        service_code: "43".parse().unwrap(),
        applicant: Applicant {
            name: "金糸雀 花子".parse().unwrap(),
            kana: "カナリア ハナコ".parse().unwrap(),
            phone: "096-000-0000".to_owned(),
            mail: None,
        },
        devices: 3,
        terms_version: "1".to_owned(),
        channel: UsageApplicationChannel::Online,
        received_on: Day::in_japan(now()),
        received_at: now(),
        decided_at: None,
        reason: None,
        organization: None,
        account: None,
    }
}

fn device(fingerprint: CertificateFingerprint) -> NewDevice {
    NewDevice {
        id: fresh_id(),
        organization: None,
        label: "端末".to_owned(),
        fingerprint,
        serial: "01".to_owned(),
        valid_from: now(),
        valid_until: now() + TimeDelta::days(700),
        replaces: None,
    }
}

#[test]
fn a_sealed_row_that_is_copied_to_another_insurer_does_not_open_there() {
    on_both(|database, ours, theirs| {
        let record = application();
        let secret = SecretHash::of("usage-application", b"secret");
        ours.write_here(|tx| tx.create_usage_application(&record, secret))
            .unwrap();
        let read = |tenant: &Tenant| tenant.read_here(|tx| tx.usage_application(record.id));
        assert!(matches!(read(theirs), Err(StoreError::NotFound)), "{}", database.kind);
        database.by_other_hands("UPDATE usage_applications SET insurer_number = '431007'");
        assert!(
            matches!(read(theirs), Err(StoreError::Unsealable { key_id: 1 })),
            "{}",
            database.kind
        );
        database.by_other_hands("UPDATE usage_applications SET insurer_number = '439992'");
        assert_eq!(read(ours).unwrap(), record, "{}", database.kind);
    });
}

#[test]
fn a_delivery_of_one_insurer_is_not_there_for_the_other() {
    on_both(|database, ours, theirs| {
        let delivery = Delivery {
            id: fresh_id(),
            feed: Feed::Person,
            file_name: "439992_person_20261122.csv".to_owned(),
            as_of: now(),
            state: DeliveryState::Begun,
            counts: DeliveryCounts::default(),
        };
        ours.write_here(|tx| tx.add_delivery(&delivery, now())).unwrap();
        let read = |tenant: &Tenant| tenant.read_here(|tx| tx.delivery(delivery.id));
        assert_eq!(read(ours).unwrap(), delivery, "{}", database.kind);
        assert!(matches!(read(theirs), Err(StoreError::NotFound)), "{}", database.kind);
        let end = |tenant: &Tenant| {
            tenant.write_here(|tx| tx.update_delivery(delivery.id, DeliveryState::Applied, &delivery.counts, now()))
        };
        assert!(matches!(end(theirs), Err(StoreError::NotFound)), "{}", database.kind);
        assert!(end(ours).is_ok(), "{}", database.kind);
        let newest = |tenant: &Tenant| tenant.read_here(|tx| tx.newest_delivery(Feed::Person)).unwrap();
        assert_eq!((newest(ours), newest(theirs)), (Some(now()), None), "{}", database.kind);
    });
}

#[test]
fn a_certificate_is_one_insurers_or_the_others() {
    on_both(|database, ours, theirs| {
        let fingerprint = CertificateFingerprint(random().unwrap());
        let new = device(fingerprint);
        ours.write_here(|tx| tx.create_device(new.clone(), now())).unwrap();
        let known = |tenant: &Tenant| tenant.read_here(|tx| tx.device_by_certificate(fingerprint));
        assert_eq!(known(ours).unwrap().id, new.id, "{}", database.kind);
        assert!(matches!(known(theirs), Err(StoreError::NotFound)), "{}", database.kind);
        let again = theirs.write_here(|tx| tx.create_device(device(fingerprint), now()));
        assert!(
            matches!(again, Err(StoreError::Conflict)),
            "{}: {again:?}",
            database.kind
        );
    });
}

#[test]
fn each_insurer_has_settled_its_own_rules() {
    on_both(|database, ours, theirs| {
        let national = ValidityLimits::national();
        let settled = InsurerRules {
            approval_by_two: false,
            earlier_terms: vec!["2025-10".to_owned(), "2025-04".to_owned()],
            contact: "縁側市 高齢介護課".to_owned(),
            letter_issuer: "縁側市長".to_owned(),
            letter_desk: "高齢介護課".to_owned(),
            permit_word: PermitWord::Approve,
            seal: SealLine::Room,
            appeal: Appeal::Own("窓口へ申し出てください。".to_owned()),
            shown: ShownRules {
                restriction: RestrictionShown::Shown,
                consent_on_return: ConsentOnReturn::Revives,
            },
            limits: ValidityLimits {
                renewal: MonthLimits {
                    most: 24,
                    ..national.renewal
                },
                ..national
            },
            most_staff: 30,
            most_sessions: 3,
        };
        ours.write_here(|tx| tx.keep_insurer_rules(&settled)).unwrap();
        let rules = |tenant: &Tenant| tenant.read_here(|tx| tx.insurer_rules()).unwrap();
        assert_eq!(rules(ours), settled, "{}", database.kind);
        assert_eq!(rules(theirs), InsurerRules::of("縁側市"), "{}", database.kind);
        let nobody = ours.database().tenant("432013".parse().unwrap()).unwrap();
        let kept = nobody.write_here(|tx| tx.keep_insurer_rules(&settled));
        assert!(matches!(kept, Err(StoreError::NotFound)), "{}", database.kind);
    });
}

#[test]
fn each_insurer_has_a_ledger_of_its_own_and_no_entry_can_be_moved_to_another() {
    on_both(|database, ours, theirs| {
        let kind = database.kind;
        let ledgers = [ours, theirs].map(|tenant| Ledger::start(tenant, "node-1", Clock::new(now)).unwrap());
        let entry = || Entry::act(Actor::STRANGER, Operation::SignIn, None, Outcome::Done, "r");
        ledgers[0].record_here(vec![entry(), entry()]).unwrap();
        ledgers[1].record_here(vec![entry()]).unwrap();
        let entries = |tenant: &Tenant| {
            let report = tenant.verify_ledger().unwrap();
            assert_eq!(report.faults, Vec::<String>::new(), "{kind}");
            report.entries
        };
        assert_eq!((entries(ours), entries(theirs)), (2, 1), "{kind}");
        for table in ["ledger_entries", "ledger_details"] {
            let moved = format!("UPDATE {table} SET insurer_number = '431007' WHERE sequence = 2");
            database.by_other_hands(&moved);
        }
        let faults = theirs.verify_ledger().unwrap().faults;
        assert_eq!(faults, ["node-1: entry 2 or one before it was changed"], "{kind}");
    });
}
