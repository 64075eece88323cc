//! Reads, writes and queries on both databases.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use chrono::{DateTime, Utc};
use domain::account::{AccountStatus, LoginId, Role};
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::consent::{Basis, Channel, ConsentEntry, Origin, Signer};
use domain::delivery::Tally;
use domain::id::PersonId;
use domain::insurer::InsurerNumber;
use domain::organization::OfficeNumber;
use domain::person::Sex;
use domain::person::assignment::AssignmentKind;
use domain::person::burden_ratio::{BurdenRatio, BurdenTenths};
use domain::person::qualification::Qualification;
use domain::record::Attributes;
use harness::Database;
use persistence::{
    AssignmentIntake, ConsentIntake, Key, Keys, NewAccount, PersonIntake, StoreError, Target, Tenant, Tx, fresh_id,
};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 123_456_789).unwrap()
}

fn keys() -> Keys {
    Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap()
}

fn insurer() -> InsurerNumber {
    "439992".parse().unwrap()
}

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn office() -> OfficeNumber {
    "4399900017".parse().unwrap()
}

/// Runs a test on an empty store of each kind.
fn on_both(test: impl Fn(&Database, &Tenant)) {
    for database in harness::databases() {
        let store = persistence::Database::open(&Target::parse(&database.url), keys(), 4)
            .unwrap()
            .tenant(insurer())
            .unwrap();
        let policy = domain::disclosure::DisclosurePolicy::kumamoto_like();
        store
            .write_here(|tx| tx.create_insurer("縁側市", &[], &policy, now()))
            .unwrap();
        test(&database, &store);
    }
}

fn person(number: &str, name: &str) -> PersonIntake {
    PersonIntake {
        attributes: Attributes {
            number: number.parse().unwrap(),
            name: name.parse().unwrap(),
            kana: "ﾃｽﾄ ﾀﾛｳ".parse().unwrap(),
            birth_date: day("1940-02-03"),
            sex: Sex::Male,
            address: "縁側市縁側1-2-3".into(),
            qualification: Qualification::default(),
        },
        lost: None,
        as_of: now(),
    }
}

/// In the care of [`office`] from April on.
fn assignment(person: PersonId) -> AssignmentIntake {
    AssignmentIntake {
        person,
        kind: AssignmentKind::CareManagement,
        office: Some(office()),
        delegated: None,
        period: Period::since(day("2026-04-01")),
        notified_on: day("2026-03-25"),
    }
}

fn consent(person: PersonId) -> ConsentIntake {
    ConsentIntake {
        person,
        entry: ConsentEntry {
            received_on: day("2026-04-02"),
            channel: Channel::Counter,
            basis: Basis::ConsentForm,
            origin: Origin::Delivery,
            signer: Signer::Scribed {
                name: "縁側 次郎".parse().unwrap(),
                relation: "長男".parse().unwrap(),
            },
            form_version: "2026-04".into(),
            effective_from: day("2026-04-02"),
            withdrawn_on: None,
        },
    }
}

fn card() -> BurdenRatio {
    BurdenRatio {
        tenths: BurdenTenths::TWO,
        period: Period {
            first: day("2026-08-01"),
            last: Some(day("2027-07-31")),
        },
        version: 1,
        issued_on: None,
    }
}

fn tally(new: u64, changed: u64, unchanged: u64) -> Tally {
    Tally {
        new,
        changed,
        unchanged,
    }
}

#[test]
fn the_same_delivery_again_changes_nothing() {
    on_both(|database, store| {
        let kind = database.kind;
        let rows: Vec<PersonIntake> = (0..2_500).map(|n| person(&format!("{n:010}"), "縁側 太郎")).collect();
        let first = store.write_here(|tx| tx.take_in_persons(&rows, now())).unwrap();
        assert_eq!(
            first,
            Tally {
                new: 2_500,
                changed: 0,
                unchanged: 0
            },
            "{kind}"
        );
        let again = store.write_here(|tx| tx.take_in_persons(&rows, now())).unwrap();
        assert_eq!(
            again,
            Tally {
                new: 0,
                changed: 0,
                unchanged: 2_500
            },
            "{kind}"
        );
        let renamed = [person("0000000007", "縁側 花子")];
        let changed = store.write_here(|tx| tx.take_in_persons(&renamed, now())).unwrap();
        assert_eq!(
            changed,
            Tally {
                new: 0,
                changed: 1,
                unchanged: 0
            },
            "{kind}"
        );
    });
}

#[test]
fn what_follows_a_person_is_kept_once_and_read_back() {
    on_both(|database, store| {
        let kind = database.kind;
        let number = "0000000001".parse().unwrap();
        store
            .write_here(|tx| tx.take_in_persons(&[person("0000000001", "縁側 太郎")], now()))
            .unwrap();
        let id = store.read_here(|tx| tx.persons_by_number(&[number])).unwrap()[&number];
        let (assignment, consent, card) = (assignment(id), consent(id), card());
        let ended = AssignmentIntake {
            period: Period {
                first: day("2026-04-01"),
                last: Some(day("2026-10-31")),
            },
            ..assignment.clone()
        };
        for expected in [tally(1, 0, 0), tally(0, 0, 1)] {
            store
                .write_here(|tx| {
                    assert_eq!(
                        tx.take_in_assignments(std::slice::from_ref(&assignment), now())?,
                        expected,
                        "{kind}"
                    );
                    assert_eq!(
                        tx.take_in_consents(std::slice::from_ref(&consent), now())?.tally,
                        expected,
                        "{kind}"
                    );
                    assert_eq!(tx.take_in_burden_ratios(&[(id, card)], now())?, expected, "{kind}");
                    Ok(())
                })
                .unwrap();
        }
        let again = |tx: &mut Tx<'_>| tx.take_in_assignments(std::slice::from_ref(&ended), now());
        let changed = store.write_here(again).unwrap();
        assert_eq!(changed, tally(0, 1, 0), "{kind}");
        let reach = store.read_here(|tx| tx.person_in_reach(id, office())).unwrap().unwrap();
        assert_eq!(reach.consents.len(), 1, "{kind}");
        assert_eq!(reach.assignments.len(), 1, "{kind}");
        assert_eq!(reach.assignments[0].period, ended.period, "{kind}");
        let elsewhere = store
            .read_here(|tx| tx.person_in_reach(id, "4399900025".parse().unwrap()))
            .unwrap();
        assert!(elsewhere.is_none(), "{kind}: of people of others nothing is read");
    });
}

#[test]
fn a_failed_write_leaves_nothing_behind() {
    on_both(|database, store| {
        let kind = database.kind;
        let failed: Result<(), StoreError> = store.write_here(|tx| {
            tx.take_in_persons(&[person("0000000001", "縁側 太郎")], now())?;
            Err(StoreError::NotFound)
        });
        assert!(failed.is_err());
        let known = store
            .read_here(|tx| tx.persons_by_number(&["0000000001".parse().unwrap()]))
            .unwrap();
        assert!(known.is_empty(), "{kind}");
    });
}

#[test]
fn a_taken_login_id_is_a_conflict() {
    on_both(|database, store| {
        let kind = database.kind;
        let account = || NewAccount {
            id: fresh_id(),
            organization: None,
            login_id: "sato.hanako".parse::<LoginId>().unwrap(),
            name: "佐藤 花子".parse().unwrap(),
            role: Role::Auditor,
            status: AccountStatus::Active,
            password_hash: "x".into(),
            desk: None,
            provisional_until: None,
        };
        let (first, second) = (account(), account());
        store.write_here(|tx| tx.create_account(first.clone(), now())).unwrap();
        let refused = store.write_here(|tx| tx.create_account(second.clone(), now()));
        assert!(matches!(refused, Err(StoreError::Conflict)), "{kind}: {refused:?}");
    });
}

#[test]
fn parallel_writers_all_get_their_turn() {
    on_both(|database, store| {
        let kind = database.kind;
        std::thread::scope(|scope| {
            for worker in 0..4_u32 {
                scope.spawn(move || {
                    for n in 0..20_u32 {
                        let row = [person(&format!("{:010}", worker * 1_000 + n), "縁側 太郎")];
                        store.write_here(|tx| tx.take_in_persons(&row, now())).unwrap();
                    }
                });
            }
        });
        let numbers: Vec<_> = (0..4_u32)
            .flat_map(|worker| (0..20_u32).map(move |n| format!("{:010}", worker * 1_000 + n).parse().unwrap()))
            .collect();
        assert_eq!(
            store.read_here(|tx| tx.persons_by_number(&numbers)).unwrap().len(),
            80,
            "{kind}"
        );
    });
}

#[test]
fn writers_that_queue_leave_readers_their_connections() {
    let database = harness::sqlite();
    let store = persistence::Database::open(&Target::parse(&database.url), keys(), 2)
        .unwrap()
        .tenant(insurer())
        .unwrap();
    let begun = std::sync::Barrier::new(9);
    let read = std::sync::Barrier::new(2);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            store.write_here(|_| {
                begun.wait();
                read.wait();
                Ok(())
            })
        });
        for _ in 0..7 {
            scope.spawn(|| {
                begun.wait();
                store.write_here(|_| Ok(()))
            });
        }
        begun.wait();
        // Long enough for all of them to stand in the queue.
        let readable = (0..1_000).all(|_| store.read_here(|_| Ok(())).is_ok());
        read.wait();
        assert!(readable, "no connection is left");
    });
}
