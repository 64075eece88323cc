//! The ledger on both databases: what it holds to, and when it lets nothing out.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use chrono::{DateTime, Utc};
use clock::Clock;
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::id::PersonId;
use domain::insurer::InsurerNumber;
use domain::organization::OfficeNumber;
use domain::person::Sex;
use domain::person::assignment::AssignmentKind;
use domain::person::qualification::Qualification;
use domain::record::Attributes;
use harness::Database;
use persistence::{
    AssignmentIntake, Entry, Key, Keys, Ledger, PersonIntake, StoreError, Target, Tenant, UnreadableEntry, fresh_id,
};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 123_456_789).unwrap()
}

fn insurer() -> InsurerNumber {
    "439992".parse().unwrap()
}

fn open(database: &Database) -> Result<Tenant, StoreError> {
    let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
    persistence::Database::open(&Target::parse(&database.url), keys, 4)?.tenant(insurer())
}

/// Runs a test on an empty store of each kind.
fn on_both(test: impl Fn(&Database, &Tenant)) {
    for database in harness::databases() {
        let store = open(&database).unwrap();
        let policy = domain::disclosure::DisclosurePolicy::kumamoto_like();
        store
            .write_here(|tx| tx.create_insurer("縁側市", &[], &policy, now()))
            .unwrap();
        test(&database, &store);
    }
}

fn office() -> OfficeNumber {
    "4399900017".parse().unwrap()
}

fn assignment(person: PersonId) -> AssignmentIntake {
    let since = Day::in_japan(now());
    AssignmentIntake {
        person,
        kind: AssignmentKind::CareManagement,
        office: Some(office()),
        delegated: None,
        period: Period::since(since),
        notified_on: since,
    }
}

fn person(number: &str, name: &str) -> PersonIntake {
    PersonIntake {
        attributes: Attributes {
            number: number.parse().unwrap(),
            name: name.parse().unwrap(),
            kana: "ﾃｽﾄ ﾀﾛｳ".parse().unwrap(),
            birth_date: "1940-02-03".parse().unwrap(),
            sex: Sex::Male,
            address: "縁側市縁側1-2-3".into(),
            qualification: Qualification::default(),
        },
        lost: None,
        as_of: now(),
    }
}

/// Something that somebody did who had not signed in.
fn entry(operation: Operation, item: impl Into<Option<Item>>) -> Entry {
    Entry::act(Actor::STRANGER, operation, item, Outcome::Done, "r")
}

#[test]
fn the_ledger_chains_every_entry_and_goes_on_after_a_restart() {
    on_both(|database, store| {
        let kind = database.kind;
        for restart in 1..=3_u64 {
            let ledger = Ledger::start(store, "node-1", Clock::new(now)).unwrap();
            std::thread::scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|| {
                        for _ in 0..10 {
                            ledger.record_here(vec![entry(Operation::SignIn, None)]).unwrap();
                        }
                    });
                }
            });
            let report = store.verify_ledger().unwrap();
            assert_eq!(report.faults, Vec::<String>::new(), "{kind}");
            assert_eq!((report.streams, report.entries), (1, restart * 80), "{kind}");
        }
    });
}

#[test]
fn a_ledger_that_cannot_be_written_opens_nothing() {
    on_both(|database, store| {
        let kind = database.kind;
        let ledger = Ledger::start(store, "node-1", Clock::new(now)).unwrap();
        store
            .write_here(|tx| tx.take_in_persons(&[person("0000000001", "縁側 太郎")], now()))
            .unwrap();
        let number = "0000000001".parse().unwrap();
        let id = store.read_here(|tx| tx.persons_by_number(&[number])).unwrap()[&number];
        store
            .write_here(|tx| tx.take_in_assignments(&[assignment(id)], now()))
            .unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let sealed = || {
            store
                .read_here(|tx| tx.person_in_reach(id, office()))
                .unwrap()
                .unwrap()
                .person
                .attributes(store.vault())
                .unwrap()
        };
        let entries = || vec![entry(Operation::ReadPerson, None)];
        let disclosed = runtime
            .block_on(ledger.release(entries(), sealed()))
            .unwrap()
            .into_inner();
        assert_eq!(disclosed.name.as_str(), "縁側 太郎", "{kind}");
        assert!(
            runtime.block_on(ledger.release(Vec::new(), sealed())).is_err(),
            "{kind}: no entry, no opening"
        );
        database.by_other_hands("ALTER TABLE ledger_details RENAME TO gone");
        assert!(runtime.block_on(ledger.release(entries(), sealed())).is_err(), "{kind}");
        assert!(!ledger.is_writable(), "{kind}");
    });
}

#[test]
fn a_waiter_that_goes_away_keeps_nobody_waiting() {
    on_both(|database, store| {
        let kind = database.kind;
        let ledger = Ledger::start(store, "node-1", Clock::new(now)).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        runtime.block_on(async {
            let looks: Vec<_> = (0..32)
                .map(|n| {
                    let ledger = ledger.clone();
                    let entry = entry(Operation::ReadPerson, Item::Count(n));
                    tokio::spawn(async move { ledger.record(vec![entry]).await })
                })
                .collect();
            // All of them ask; until they are waited for, nobody hears the answer.
            tokio::task::yield_now().await;
            while store.verify_ledger().unwrap().entries < 32 {
                std::thread::yield_now();
            }
            for gone in looks.iter().skip(1).step_by(2) {
                gone.abort();
            }
            for look in looks.into_iter().step_by(2) {
                assert!(look.await.unwrap().is_ok(), "{kind}");
            }
        });
    });
}

#[test]
fn every_change_of_the_ledger_is_found() {
    on_both(|database, store| {
        let kind = database.kind;
        let ledger = Ledger::start(store, "node-1", Clock::new(now)).unwrap();
        for n in 0..6 {
            ledger
                .record_here(vec![entry(Operation::SignIn, Item::Count(n))])
                .unwrap();
        }
        let changes = [
            (
                "UPDATE ledger_details SET fields = REPLACE(fields, '\"count\":2', '\"count\":9') WHERE sequence = 3",
                "the fields of entry 3 were changed",
            ),
            (
                "UPDATE ledger_entries SET at = '2026-01-01 00:00:00' WHERE sequence = 2",
                "entry 2 or one before it was changed",
            ),
            ("DELETE FROM ledger_entries WHERE sequence = 4", "entry 4 is missing"),
            (
                "UPDATE ledger_details SET person_id = 'x' WHERE sequence = 1",
                "entry 1 is filed under another person",
            ),
            (
                "UPDATE ledger_details SET organization_id = 'x' WHERE sequence = 3",
                "entry 3 is filed under another organization",
            ),
            (
                "UPDATE ledger_details SET at = '2026-01-01 00:00:00' WHERE sequence = 5",
                "entry 5 is filed under another time",
            ),
            (
                "UPDATE ledger_details SET operation = 'sign-out' WHERE sequence = 5",
                "entry 5 is filed under another operation",
            ),
            (
                "UPDATE ledger_details SET fields = REPLACE(fields, 'sign-in', 'sing-in') WHERE sequence = 6",
                "entry 6 cannot be read: its operation \"sing-in\" is not known",
            ),
        ];
        for (change, fault) in changes {
            let fault = format!("node-1: {fault}");
            assert!(
                !store.verify_ledger().unwrap().faults.contains(&fault),
                "{kind}: {fault}"
            );
            database.by_other_hands(change);
            let faults = store.verify_ledger().unwrap().faults;
            assert!(faults.contains(&fault), "{kind}: {change}: {faults:?}");
        }
    });
}

#[test]
fn an_entry_that_this_program_does_not_know_is_an_error_that_names_it() {
    on_both(|database, store| {
        let kind = database.kind;
        let ledger = Ledger::start(store, "node-1", Clock::new(now)).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let office = fresh_id();
        let done = entry(Operation::SuspendAccount, Item::account(fresh_id())).concerning(office, true);
        ledger.record_here(vec![done.clone()]).unwrap();
        let read = || runtime.block_on(store.access_record(office, None, 10));
        assert_eq!(read().unwrap()[0].entry, done, "{kind}");
        for (old, new, wanted) in [
            (
                "suspend-account",
                "praise-account",
                UnreadableEntry::Operation("praise-account".to_owned()),
            ),
            ("\"v\":1", "\"v\":2", UnreadableEntry::Version(2)),
        ] {
            database.by_other_hands(&format!(
                "UPDATE ledger_details SET fields = REPLACE(fields, '{old}', '{new}')"
            ));
            match read() {
                Err(StoreError::CorruptEntry {
                    stream,
                    sequence,
                    fault,
                }) => {
                    assert_eq!((stream.as_str(), sequence, fault), ("node-1", 1, wanted), "{kind}");
                }
                other => panic!("{kind}: {new}: {other:?}"),
            }
        }
    });
}

#[test]
fn a_look_is_noted_while_data_is_being_taken_in() {
    on_both(|database, store| {
        let kind = database.kind;
        let ledger = Ledger::start(store, "node-1", Clock::new(now)).unwrap();
        store
            .write_here(|tx| {
                tx.take_in_persons(&[person("0000000001", "縁側 太郎")], now())?;
                assert!(
                    ledger.record_here(vec![entry(Operation::SignIn, None)]).is_ok(),
                    "{kind}: beside an open transaction"
                );
                Ok(())
            })
            .unwrap();
        assert_eq!(store.verify_ledger().unwrap().entries, 1, "{kind}");
    });
}

#[test]
fn data_without_its_ledger_is_not_opened() {
    let database = harness::sqlite();
    let ledger = std::path::Path::new(&database.url).with_extension("ledger.sqlite");
    drop(open(&database).unwrap());
    for end in ["", "-wal", "-shm"] {
        // The two beside it are there only while somebody has it open.
        let _ = std::fs::remove_file(format!("{}{end}", ledger.display()));
    }
    let refused = open(&database).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(refused.contains("test.ledger.sqlite"), "{refused}");
    assert!(!ledger.exists(), "it must not be made anew");
    // The way on for somebody who has lost it for good and says so.
    std::fs::write(&ledger, "").unwrap();
    assert_eq!(open(&database).unwrap().verify_ledger().unwrap().entries, 0);
}
