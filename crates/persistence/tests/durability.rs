//! What is acknowledged is kept: how PostgreSQL must run, what becomes of a ledger that hangs, and of a disk that fails.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use clock::Clock;
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::id::OrganizationId;
use harness::{Cluster, Database, postgres_in};
use persistence::{Entry, Key, Keys, Ledger, LedgerFailed, NewOrganization, StoreError, Target, Tenant, Tx, fresh_id};

/// How long whoever waits for the ledger waits here.
const PATIENCE: Duration = Duration::from_millis(50);

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn open(database: &Database) -> Result<Tenant, StoreError> {
    let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
    persistence::Database::open(&Target::parse(&database.url), keys, 4)?.tenant("439992".parse().unwrap())
}

fn set_up(store: &Tenant) {
    let policy = domain::disclosure::DisclosurePolicy::kumamoto_like();
    store
        .write_here(|tx| tx.create_insurer("縁側市", &[], &policy, now()))
        .unwrap();
}

fn permit(id: OrganizationId) -> impl Fn(&mut Tx<'_>) -> Result<(), StoreError> {
    move |tx| {
        tx.create_organization(NewOrganization {
            id,
            office_number: "4399900017".parse().unwrap(),
            service_code: "43".parse().unwrap(),
            name: "縁側".to_owned(),
            permitted_from: Day::in_japan(now()),
            device_quota: 1,
        })
    }
}

fn entry(id: OrganizationId, outcome: Outcome) -> Entry {
    let actor = Actor::Stranger {
        organization: Some(id),
        device: None,
    };
    Entry::act(
        actor,
        Operation::PermitOrganization,
        Item::Organization(id),
        outcome,
        "r",
    )
}

/// What the ledger holds of an organization, the oldest first.
fn recorded(store: &Tenant, id: OrganizationId) -> Vec<Entry> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut acts = runtime.block_on(store.access_record(id, None, 1_000)).unwrap();
    acts.reverse();
    acts.into_iter().map(|act| act.entry).collect()
}

#[test]
fn a_server_that_could_lose_what_it_has_acknowledged_is_not_used() {
    for setting in ["fsync", "full_page_writes"] {
        let cluster = Cluster::start_with(&format!("-c {setting}=off")).unwrap();
        let refused = open(&postgres_in(&cluster)).err().map(|error| error.to_string());
        let wanted = format!("PostgreSQL runs with {setting} = off");
        assert!(
            refused.as_ref().is_some_and(|refused| refused.contains(&wanted)),
            "{refused:?}"
        );
    }
}

#[test]
fn every_session_waits_until_a_commit_is_on_the_disk_whatever_the_server_is_set_to() {
    for (configured, wanted) in [("off", "on"), ("local", "on"), ("remote_apply", "remote_apply")] {
        let database = harness::postgres();
        database.by_other_hands(&format!(
            "DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET synchronous_commit = {configured}'', current_database()); END'"
        ));
        let store = open(&database).unwrap();
        set_up(&store);
        let ledger = Ledger::start(&store, "node-1", Clock::new(now)).unwrap();
        database.by_other_hands(&format!(
            "CREATE FUNCTION durable() RETURNS trigger LANGUAGE plpgsql AS \
             'BEGIN IF current_setting(''synchronous_commit'') <> ''{wanted}'' THEN RAISE ''not durable''; END IF; \
              RETURN NEW; END'"
        ));
        for table in ["ledger_entries", "organizations"] {
            database.by_other_hands(&format!(
                "CREATE TRIGGER durable BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION durable()"
            ));
        }
        let id = fresh_id();
        let tell = move |_: Result<&(), &StoreError>| vec![entry(id, Outcome::Done)];
        store.write_noted_here(&ledger, permit(id), tell).unwrap();
    }
}

/// A ledger whose writer hangs in the middle of a batch as long as the gate is held.
fn hanging(store: &Tenant, gate: &Arc<Mutex<()>>) -> Ledger {
    let gate = Arc::clone(gate);
    let clock = Clock::new(move || {
        drop(gate.lock());
        now()
    });
    Ledger::start(store, "node-1", clock).unwrap().patient_for(PATIENCE)
}

#[test]
fn a_ledger_that_hangs_keeps_nobody_waiting_and_says_so_until_it_goes_on() {
    for database in harness::databases() {
        let kind = database.kind;
        let store = open(&database).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let gate = Arc::default();
        let ledger = hanging(&store, &gate);
        let held = gate.lock().unwrap();
        let entries = || vec![entry(fresh_id(), Outcome::Done)];
        let recorded = runtime.block_on(ledger.record(entries()));
        assert_eq!(recorded, Err(LedgerFailed::Late), "{kind}");
        assert!(!ledger.is_writable(), "{kind}");
        // Whoever comes now does not even queue.
        for _ in 0..10 {
            assert_eq!(ledger.record_here(entries()), Err(LedgerFailed::NotWritten), "{kind}");
        }
        drop(held);
        while !ledger.is_writable() {
            std::thread::yield_now();
        }
        assert_eq!(ledger.record_here(entries()), Ok(()), "{kind}");
        let report = store.verify_ledger().unwrap();
        assert_eq!((report.entries, report.faults), (2, Vec::new()), "{kind}");
    }
}

#[test]
fn a_change_that_the_ledger_was_too_late_for_is_not_made_and_taken_back_in_the_ledger() {
    for database in harness::databases() {
        let kind = database.kind;
        let store = open(&database).unwrap();
        set_up(&store);
        let gate = Arc::default();
        let ledger = hanging(&store, &gate);
        let id = fresh_id();
        let held = gate.lock().unwrap();
        let tell = move |_: Result<&(), &StoreError>| vec![entry(id, Outcome::Done)];
        let late = store.write_noted_here(&ledger, permit(id), tell);
        assert!(
            matches!(late, Err(StoreError::Ledger(LedgerFailed::Late))),
            "{kind}: {late:?}"
        );
        drop(held);
        let known = store.read_here(|tx| tx.organization(id));
        assert!(matches!(known, Err(StoreError::NotFound)), "{kind}: {known:?}");
        while recorded(&store, id).len() < 2 {
            std::thread::yield_now();
        }
        let wanted = [Outcome::Done, Outcome::Failed].map(|outcome| entry(id, outcome));
        assert_eq!(recorded(&store, id), wanted, "{kind}");
    }
}

#[test]
fn after_its_disk_has_failed_neither_data_nor_ledger_is_written() {
    let database = harness::sqlite();
    set_up(&open(&database).unwrap());
    // Everything is in the file itself now, for nobody has it open.
    let store = open(&database).unwrap();
    let ledger = Ledger::start(&store, "node-1", Clock::new(now)).unwrap();
    let good = std::fs::read(&database.url).unwrap();
    let overwrite = |bytes: &[u8]| {
        let mut file = OpenOptions::new().write(true).open(&database.url).unwrap();
        file.seek(SeekFrom::Start(4096)).unwrap();
        file.write_all(bytes).unwrap();
    };
    let (_, pages) = good.split_at(4096);
    overwrite(&vec![0; pages.len()]);
    let failed = store.write_here(permit(fresh_id()));
    assert!(matches!(failed, Err(StoreError::Database(_))), "{failed:?}");
    overwrite(pages);
    let refused = store.write_here(permit(fresh_id()));
    assert!(matches!(refused, Err(StoreError::DiskInDoubt)), "{refused:?}");
    let recorded = ledger.record_here(vec![entry(fresh_id(), Outcome::Done)]);
    assert_eq!(recorded, Err(LedgerFailed::NotWritten));
    assert!(matches!(store.check_disk(), Err(StoreError::DiskInDoubt)));
    // A restart goes on.
    drop((store, ledger));
    open(&database).unwrap().write_here(permit(fresh_id())).unwrap();
}
