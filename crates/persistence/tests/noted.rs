//! Changes and their entries on both databases: no change without one, whatever fails.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use chrono::{DateTime, Utc};
use clock::Clock;
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::id::OrganizationId;
use domain::organization::OrganizationStatus;
use harness::Database;
use persistence::{Entry, Key, Keys, Ledger, NewOrganization, StoreError, Target, Tenant, Tx, fresh_id};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

/// Runs a test on an empty store of each kind.
fn on_both(test: impl Fn(&Database, &Tenant, &Ledger)) {
    for database in harness::databases() {
        let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
        let store = persistence::Database::open(&Target::parse(&database.url), keys, 8)
            .unwrap()
            .tenant("439992".parse().unwrap())
            .unwrap();
        let policy = domain::disclosure::DisclosurePolicy::kumamoto_like();
        store
            .write_here(|tx| tx.create_insurer("縁側市", &[], &policy, now()))
            .unwrap();
        let ledger = Ledger::start(&store, "node-1", Clock::new(now)).unwrap();
        test(&database, &store, &ledger);
    }
}

fn office(id: OrganizationId) -> NewOrganization {
    NewOrganization {
        id,
        office_number: "4399900017".parse().unwrap(),
        service_code: "43".parse().unwrap(),
        name: "縁側".to_owned(),
        permitted_from: Day::in_japan(now()),
        device_quota: 1,
    }
}

/// An act of the organization itself, so that it stands in its record.
fn entry_of(id: OrganizationId, operation: Operation, item: Item, outcome: Outcome) -> Entry {
    let actor = Actor::Stranger {
        organization: Some(id),
        device: None,
    };
    Entry::act(actor, operation, item, outcome, "r")
}

fn entry(id: OrganizationId, operation: Operation, outcome: Outcome) -> Entry {
    entry_of(id, operation, Item::Organization(id), outcome)
}

/// What the ledger holds of an organization, the oldest first.
fn recorded(store: &Tenant, id: OrganizationId) -> Vec<Entry> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut acts = runtime.block_on(store.access_record(id, None, 1_000)).unwrap();
    acts.reverse();
    acts.into_iter().map(|act| act.entry).collect()
}

fn permit(id: OrganizationId) -> impl Fn(&mut Tx<'_>) -> Result<(), StoreError> {
    move |tx| tx.create_organization(office(id))
}

fn tell(id: OrganizationId) -> impl Fn(Result<&(), &StoreError>) -> Vec<Entry> {
    move |answer| match answer {
        Ok(()) => vec![entry(id, Operation::PermitOrganization, Outcome::Done)],
        Err(_) => Vec::new(),
    }
}

#[test]
fn a_change_whose_entry_cannot_be_written_is_not_made() {
    on_both(|database, store, ledger| {
        let kind = database.kind;
        let id = fresh_id();
        database.by_other_hands("ALTER TABLE ledger_details RENAME TO gone");
        let refused = store.write_noted_here(ledger, permit(id), tell(id));
        assert!(matches!(refused, Err(StoreError::Ledger(_))), "{kind}: {refused:?}");
        let known = store.read_here(|tx| tx.organization(id));
        assert!(matches!(known, Err(StoreError::NotFound)), "{kind}: {known:?}");
    });
}

#[test]
fn the_entry_is_durable_before_the_change_and_stands_beside_a_failed_commit() {
    on_both(|database, store, ledger| {
        let kind = database.kind;
        let id = fresh_id();
        for statement in fails_at_commit(kind) {
            database.by_other_hands(statement);
        }
        let failed = store.write_noted_here(ledger, permit(id), tell(id));
        assert!(matches!(failed, Err(StoreError::Database(_))), "{kind}: {failed:?}");
        let known = store.read_here(|tx| tx.organization(id));
        assert!(matches!(known, Err(StoreError::NotFound)), "{kind}: {known:?}");
        let wanted = [Outcome::Done, Outcome::Failed].map(|outcome| entry(id, Operation::PermitOrganization, outcome));
        assert_eq!(recorded(store, id), wanted, "{kind}");
    });
}

/// Lets every statement pass that makes an organization, but not its commit.
fn fails_at_commit(kind: &str) -> &'static [&'static str] {
    match kind {
        "sqlite" => &[
            "CREATE TABLE obstacle (id TEXT REFERENCES insurers (insurer_number) DEFERRABLE INITIALLY DEFERRED)",
            "CREATE TRIGGER obstruct AFTER INSERT ON organizations BEGIN INSERT INTO obstacle VALUES ('nobody'); END",
        ],
        _ => &[
            "CREATE FUNCTION obstruct() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'",
            "CREATE CONSTRAINT TRIGGER obstruct AFTER INSERT ON organizations DEFERRABLE INITIALLY DEFERRED \
             FOR EACH ROW EXECUTE FUNCTION obstruct()",
        ],
    }
}

#[test]
fn a_refusal_is_noted_and_an_error_before_it_is_answered() {
    on_both(|database, store, ledger| {
        let kind = database.kind;
        let id = fresh_id();
        let close = |tx: &mut Tx<'_>| tx.set_organization_status(id, OrganizationStatus::Closed, None, now());
        let tell = |answer: Result<&(), &StoreError>| match answer {
            Ok(()) => vec![entry(id, Operation::CloseOrganization, Outcome::Done)],
            Err(_) => vec![entry(id, Operation::CloseOrganization, Outcome::Refused)],
        };
        let refused = store.write_noted_here(ledger, close, tell);
        assert!(matches!(refused, Err(StoreError::NotFound)), "{kind}: {refused:?}");
        let wanted = [entry(id, Operation::CloseOrganization, Outcome::Refused)];
        assert_eq!(recorded(store, id), wanted, "{kind}");
        database.by_other_hands("ALTER TABLE ledger_details RENAME TO gone");
        let refused = store.write_noted_here(ledger, close, tell);
        assert!(matches!(refused, Err(StoreError::Ledger(_))), "{kind}: {refused:?}");
    });
}

#[test]
fn writers_in_each_others_way_leave_one_entry_for_each_change() {
    on_both(|database, store, ledger| {
        let kind = database.kind;
        let id = fresh_id();
        store.write_here(permit(id)).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        let raise = |tx: &mut Tx<'_>| {
                            let quota = tx.organization(id)?.device_quota;
                            tx.set_device_quota(id, quota + 1)
                        };
                        let tell = |answer: Result<&(), &StoreError>| match answer {
                            Ok(()) => vec![entry(id, Operation::SetDeviceQuota, Outcome::Done)],
                            Err(_) => Vec::new(),
                        };
                        store.write_noted_here(ledger, raise, tell).unwrap();
                    }
                });
            }
        });
        let quota = store.read_here(|tx| tx.organization(id)).unwrap().device_quota;
        assert_eq!(quota, 41, "{kind}");
        let wanted = vec![entry(id, Operation::SetDeviceQuota, Outcome::Done); 40];
        assert_eq!(recorded(store, id), wanted, "{kind}");
        assert!(store.verify_ledger().unwrap().faults.is_empty(), "{kind}");
    });
}

#[test]
fn another_answer_of_a_second_attempt_takes_the_first_entry_back() {
    on_both(|database, store, ledger| {
        let kind = database.kind;
        let id = fresh_id();
        store.write_here(permit(id)).unwrap();
        let attempts = std::cell::Cell::new(0_u32);
        // The first attempt says one thing and meets another transaction at its end.
        let raise = |tx: &mut Tx<'_>| {
            attempts.set(attempts.get() + 1);
            tx.set_device_quota(id, 1 + attempts.get())?;
            Ok(attempts.get())
        };
        let said = |attempt: u32, outcome| {
            let item = Item::DeviceQuota {
                organization: id,
                devices: 1 + attempt,
            };
            entry_of(id, Operation::SetDeviceQuota, item, outcome)
        };
        let tell = |answer: Result<&u32, &StoreError>| match answer {
            Ok(attempt) => vec![said(*attempt, Outcome::Done)],
            Err(_) => Vec::new(),
        };
        let raised = match kind {
            "sqlite" => store.write_noted_here(ledger, raise, tell),
            _ => {
                for statement in BUSY_ONCE {
                    database.by_other_hands(statement);
                }
                store.write_noted_here(ledger, raise, tell)
            }
        };
        let recorded = recorded(store, id);
        if kind == "sqlite" {
            // One writer at a time: there is no second attempt.
            assert_eq!((raised.unwrap(), recorded), (1, vec![said(1, Outcome::Done)]));
        } else {
            let wanted = vec![said(1, Outcome::Done), said(1, Outcome::Failed), said(2, Outcome::Done)];
            assert_eq!((raised.unwrap(), recorded), (2, wanted));
        }
    });
}

/// A commit that fails once as if another transaction had been in the way. The sequence outlives the rollback.
const BUSY_ONCE: &[&str] = &[
    "CREATE SEQUENCE commits",
    "CREATE FUNCTION busy() RETURNS trigger LANGUAGE plpgsql AS \
     'BEGIN IF nextval(''commits'') = 1 THEN RAISE EXCEPTION ''busy'' USING ERRCODE = ''40001''; END IF; RETURN NULL; END'",
    "CREATE CONSTRAINT TRIGGER busy AFTER UPDATE ON organizations DEFERRABLE INITIALLY DEFERRED \
     FOR EACH ROW EXECUTE FUNCTION busy()",
];
