//! Consents as they are kept: value by value and sealed, and who wins when a delivery meets them. On both databases.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use chrono::{DateTime, Utc};
use clock::Clock;
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::consent::{Basis, Channel, ConsentEntry, ConsentMeetingRule, Origin, Signer};
use domain::delivery::Tally;
use domain::id::PersonId;
use domain::person::Sex;
use domain::person::qualification::Qualification;
use domain::record::Attributes;
use harness::Database;
use persistence::{ConsentIntake, Entry, Key, Keys, Ledger, PersonIntake, Sealed, StoreError, Target, Tenant};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 123_456_789).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// Runs a test on a store of each kind that knows one person.
fn on_both(test: impl Fn(&Database, &Tenant, PersonId)) {
    for database in harness::databases() {
        let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
        let opened = persistence::Database::open(&Target::parse(&database.url), keys, 4).unwrap();
        let store = opened.tenant("439992".parse().unwrap()).unwrap();
        let policy = domain::disclosure::DisclosurePolicy::kumamoto_like();
        let person = person();
        let number = person.attributes.number;
        store
            .write_here(|tx| {
                tx.create_insurer("縁側市", &[], &policy, now())?;
                tx.take_in_persons(std::slice::from_ref(&person), now())
            })
            .unwrap();
        let id = store
            .read_here(|tx| tx.persons_by_number(&[number]))
            .unwrap()
            .remove(&number)
            .unwrap();
        test(&database, &store, id);
    }
}

fn person() -> PersonIntake {
    PersonIntake {
        attributes: Attributes {
            number: "0000000001".parse().unwrap(),
            name: "縁側 太郎".parse().unwrap(),
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

fn tally(new: u64, changed: u64, unchanged: u64) -> Tally {
    Tally {
        new,
        changed,
        unchanged,
    }
}

/// The consents of a person, opened as a look that is noted would.
fn opened(store: &Tenant, person: PersonId) -> Vec<ConsentEntry> {
    let ledger = Ledger::start(store, "consents", Clock::new(now)).unwrap();
    let kept = store.read_here(|tx| tx.consents_of(person)).unwrap();
    let sealed = Sealed::all(kept.into_iter().map(|consent| consent.entry));
    let entry = Entry::act(Actor::System, Operation::Import, Item::count(1), Outcome::Done, "");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let disclosed = runtime.block_on(ledger.release(vec![entry], sealed));
    disclosed.unwrap().into_inner()
}

#[test]
fn whoever_signed_is_kept_value_by_value_and_read_back() {
    on_both(|database, store, id| {
        let kind = database.kind;
        let represented = Signer::Represented {
            name: "縁側 三郎".parse().unwrap(),
            relation: "成年後見人".parse().unwrap(),
            contact: Some("096-000-0000".parse().unwrap()),
            reason: Some("手が不自由なため".parse().unwrap()),
        };
        let signers = [consent(id).entry.signer, Signer::SelfSigned, represented];
        let intakes: Vec<ConsentIntake> = (0..)
            .zip(signers)
            .map(|(days, signer)| {
                let mut intake = consent(id);
                intake.entry.effective_from = intake.entry.effective_from.add_days(days);
                intake.entry.signer = signer;
                intake
            })
            .collect();
        let entries: Vec<ConsentEntry> = intakes.iter().map(|intake| intake.entry.clone()).collect();
        store.write_here(|tx| tx.take_in_consents(&intakes, now())).unwrap();
        assert_eq!(opened(store, id), entries, "{kind}");
        let kept = database.contents().join("\n");
        for value in ["次郎", "長男", "三郎", "096-000-0000", "不自由"] {
            assert!(!kept.contains(value), "{kind}: {value} is not sealed");
        }
        let again = store.read_here(|tx| tx.compare_consents(&intakes)).unwrap();
        assert_eq!((again.tally, again.contradictions.len()), (tally(0, 0, 3), 0), "{kind}");
    });
}

#[test]
fn a_delivery_neither_takes_a_withdrawal_back_nor_overwrites_the_desk() {
    on_both(|database, store, id| {
        let kind = database.kind;
        let (open, mut withdrawn) = (consent(id), consent(id));
        withdrawn.entry.withdrawn_on = Some(day("2026-06-01"));
        let deliver = |intakes: &[ConsentIntake]| {
            let done = store.write_here(|tx| tx.take_in_consents(intakes, now())).unwrap();
            let told = |(place, rule): (usize, ConsentMeetingRule)| (place, rule.id());
            (
                done.tally,
                done.contradictions.into_iter().map(told).collect::<Vec<_>>(),
            )
        };
        assert_eq!(deliver(std::slice::from_ref(&open)), (tally(1, 0, 0), vec![]), "{kind}");
        assert_eq!(
            deliver(&[withdrawn.clone(), open.clone()]).1,
            [(1, "consent.withdrawal-stays")],
            "{kind}: in one file"
        );
        for _ in ["at once", "and again"] {
            let told = deliver(std::slice::from_ref(&open));
            assert_eq!(told, (tally(0, 0, 1), vec![(0, "consent.withdrawal-stays")]), "{kind}");
        }
        assert_eq!(opened(store, id), [withdrawn.entry.clone()], "{kind}");

        database.by_other_hands("UPDATE consents SET origin = 'desk'");
        let mut other = withdrawn.clone();
        other.entry.signer = Signer::SelfSigned;
        let told = deliver(std::slice::from_ref(&other));
        assert_eq!(told, (tally(0, 0, 1), vec![(0, "consent.desk-differs")]), "{kind}");
        let desk = ConsentEntry {
            origin: Origin::Desk,
            ..withdrawn.entry.clone()
        };
        assert_eq!(opened(store, id), [desk], "{kind}");

        database.by_other_hands("UPDATE consents SET signer = 'nobody'");
        let corrupt = store.read_here(|tx| tx.consents_of(id));
        assert!(
            matches!(
                corrupt,
                Err(StoreError::Corrupt {
                    column: "consents.signer"
                })
            ),
            "{kind}"
        );
    });
}
