//! The check of the ledger on both databases: what it sees of changes behind the product's back, and that it changes nothing.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use clock::Clock;
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::insurer::InsurerNumber;
use harness::Database;
use persistence::{Entry, Key, Keys, Ledger, StoreError, Target, Tenant, verify_ledger};
use tempfile::TempDir;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn insurer() -> InsurerNumber {
    "439992".parse().unwrap()
}

fn entry(number: u64) -> Entry {
    Entry::act(
        Actor::STRANGER,
        Operation::SignIn,
        Item::Count(number),
        Outcome::Done,
        "r",
    )
}

/// A database whose ledger is written by one node, and the folder in which it is noted what was written.
struct City {
    database: Database,
    store: Tenant,
    heads: TempDir,
}

impl City {
    fn on(database: Database) -> Self {
        let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
        let target = Target::parse(&database.url);
        let store = persistence::Database::open(&target, keys, 4)
            .unwrap()
            .tenant(insurer())
            .unwrap();
        Self {
            database,
            store,
            heads: tempfile::tempdir().unwrap(),
        }
    }

    fn ledger(&self) -> Result<Ledger, StoreError> {
        Ledger::start_witnessed(&self.store, "node-1", Clock::new(now), self.heads.path())
    }

    /// Writes so many entries, one after the other, and ends the ledger as a server does that stops.
    fn write(&self, entries: u64) {
        let ledger = self.ledger().unwrap();
        for number in 1..=entries {
            ledger.record_here(vec![entry(number)]).unwrap();
        }
        drop(ledger);
        let wanted = format!("{entries} ");
        while !self.note().starts_with(&wanted) {
            std::thread::yield_now();
        }
    }

    /// What is noted of the stream at this moment.
    fn note(&self) -> String {
        let mut files = std::fs::read_dir(self.heads.path())
            .unwrap()
            .map(|file| file.unwrap().path());
        let note = files.find(|file| file.extension().is_some_and(|ending| ending == "head"));
        note.map_or_else(String::new, |file| std::fs::read_to_string(file).unwrap_or_default())
    }

    fn faults(&self) -> Vec<String> {
        verify_ledger(&Target::parse(&self.database.url), self.heads.path())
            .unwrap()
            .faults
    }

    fn ledger_file(&self) -> PathBuf {
        Path::new(&self.database.url).with_extension("ledger.sqlite")
    }
}

/// Runs a test on an empty database of each kind.
fn on_both(test: impl Fn(&City)) {
    for database in harness::databases() {
        test(&City::on(database));
    }
}

#[test]
fn a_sound_ledger_has_no_fault() {
    on_both(|city| {
        city.write(6);
        let report = verify_ledger(&Target::parse(&city.database.url), city.heads.path()).unwrap();
        assert_eq!(report.faults, Vec::<String>::new(), "{}", city.database.kind);
        assert_eq!((report.streams, report.entries, report.without_details), (1, 6, 0));
    });
}

#[test]
fn both_tables_are_held_against_each_other_in_both_directions() {
    for (change, wanted) in [
        (
            "UPDATE ledger_details SET insurer_number = '431007' WHERE sequence = 3",
            vec![
                "431007 node-1: there is no entry to the fields of entry 3",
                "439992 node-1: the fields of entry 3 are missing",
            ],
        ),
        (
            "DELETE FROM ledger_details WHERE sequence BETWEEN 2 AND 4",
            vec!["439992 node-1: the fields of entries 2 to 4 are missing"],
        ),
        (
            "DELETE FROM ledger_entries WHERE sequence = 6",
            vec![
                "439992 node-1: there is no entry to the fields of entry 6",
                "439992 node-1: entry 6 was written and is gone: the stream was cut, or the database is an older copy",
            ],
        ),
        (
            "UPDATE ledger_details SET sequence = -1 WHERE sequence = 5",
            vec![
                "439992 node-1: there is no entry to the fields of entry -1",
                "439992 node-1: the fields of entry 5 are missing",
            ],
        ),
        (
            "UPDATE ledger_entries SET sequence = -7 WHERE sequence = 1",
            vec!["439992 node-1: there is no entry to the fields of entry 1"],
        ),
    ] {
        on_both(|city| {
            city.write(6);
            city.database.by_other_hands(change);
            let faults = city.faults();
            for fault in &wanted {
                assert!(
                    faults.iter().any(|found| found == fault),
                    "{}: {change}: {faults:?}",
                    city.database.kind
                );
            }
        });
    }
}

#[test]
fn a_stream_that_was_cut_or_is_gone_is_found_and_no_server_goes_on_with_it() {
    for change in [" WHERE sequence > 4", ""] {
        on_both(|city| {
            city.write(6);
            for table in ["ledger_entries", "ledger_details"] {
                city.database.by_other_hands(&format!("DELETE FROM {table}{change}"));
            }
            let faults = city.faults();
            let gone =
                "439992 node-1: entry 6 was written and is gone: the stream was cut, or the database is an older copy";
            assert_eq!(faults, [gone], "{}", city.database.kind);
            let refused = city.ledger().err();
            assert!(matches!(refused, Some(StoreError::RolledBack { .. })), "{refused:?}");
        });
    }
}

#[test]
fn an_end_that_was_written_anew_is_found() {
    on_both(|city| {
        city.write(6);
        for table in ["ledger_entries", "ledger_details"] {
            city.database
                .by_other_hands(&format!("DELETE FROM {table} WHERE sequence > 5"));
        }
        // As somebody would who has the program: every hash fits.
        Ledger::start(&city.store, "node-1", Clock::new(now))
            .unwrap()
            .record_here(vec![entry(9)])
            .unwrap();
        assert_eq!(
            city.faults(),
            ["439992 node-1: entry 6 is another one than was written"]
        );
    });
}

#[test]
fn fields_may_be_missing_only_where_an_entry_says_that_they_were_erased() {
    on_both(|city| {
        city.write(3);
        let erase = |before| {
            let item = Item::EntriesBefore(before);
            let erasure = Entry::act(Actor::System, Operation::EraseEntries, item, Outcome::Done, "");
            let clerk = Ledger::start(&city.store, "erasing", Clock::new(now)).unwrap();
            clerk.record_here(vec![erasure]).unwrap();
        };
        erase(now());
        city.database
            .by_other_hands("DELETE FROM ledger_details WHERE stream = 'node-1' AND sequence < 3");
        let missing = "439992 node-1: the fields of entries 1 to 2 are missing";
        assert_eq!(city.faults(), [missing], "not before that moment");
        erase(now() + TimeDelta::seconds(1));
        assert_eq!(city.faults(), Vec::<String>::new(), "{}", city.database.kind);
        city.database
            .by_other_hands("DELETE FROM ledger_details WHERE stream = 'erasing' AND sequence = 2");
        assert!(city.faults().contains(&missing.to_owned()), "{}", city.database.kind);
    });
}

/// The files of a database as they lie there while it is open: a crash leaves them like that.
fn copied(city: &City, into: &Path) -> PathBuf {
    let file = city.ledger_file();
    for ending in ["", "-wal", "-shm"] {
        for from in [Path::new(&city.database.url), &file] {
            let name = format!("{}{ending}", from.file_name().unwrap().to_string_lossy());
            std::fs::copy(from.with_file_name(&name), into.join(&name)).unwrap();
        }
    }
    into.join("test.ledger.sqlite-wal")
}

#[test]
fn one_changed_bit_in_the_file_of_newest_commits_is_found_wherever_it_is() {
    let city = City::on(harness::sqlite());
    // The pool keeps a connection open from now on, so that the commits stay where they are.
    city.store.verify_ledger().unwrap();
    city.write(4);
    for with_index in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let wal = copied(&city, folder.path());
        let index = folder.path().join("test.ledger.sqlite-shm");
        let (sound, sound_index) = (std::fs::read(&wal).unwrap(), std::fs::read(&index).unwrap());
        let target = Target::Sqlite(folder.path().join("test.sqlite"));
        let faults_of = |bytes: &[u8]| {
            std::fs::write(&wal, bytes).unwrap();
            // Whoever opens the database makes the index anew of what it finds.
            if with_index {
                std::fs::write(&index, &sound_index).unwrap();
            } else {
                let _ = std::fs::remove_file(&index);
            }
            verify_ledger(&target, city.heads.path()).unwrap().faults
        };
        assert_eq!(faults_of(&sound), Vec::<String>::new());
        assert!(sound.len() > 4 * 4096, "{}", sound.len());
        // A prime, so that every kind of place is met: headers, salts, checksums, pages.
        for bit in (0..sound.len() * 8).step_by(1_009) {
            let mut changed = sound.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let found = faults_of(&changed);
            assert!(
                found.iter().any(|fault| fault.contains("damaged")),
                "bit {bit}, index {with_index}: {found:?}"
            );
        }
    }
}

#[test]
fn the_check_changes_nothing_and_makes_nothing() {
    let city = City::on(harness::sqlite());
    city.store.verify_ledger().unwrap();
    city.write(3);
    let folder = tempfile::tempdir().unwrap();
    copied(&city, folder.path());
    let state = || {
        let files = [
            "test.sqlite",
            "test.sqlite-wal",
            "test.ledger.sqlite",
            "test.ledger.sqlite-wal",
        ];
        files.map(|name| std::fs::read(folder.path().join(name)).unwrap())
    };
    let before = state();
    verify_ledger(&Target::Sqlite(folder.path().join("test.sqlite")), city.heads.path()).unwrap();
    assert!(before == state());
    let nowhere = folder.path().join("none.sqlite");
    assert!(verify_ledger(&Target::Sqlite(nowhere.clone()), city.heads.path()).is_err());
    assert!(!nowhere.with_extension("ledger.sqlite").exists());
}
