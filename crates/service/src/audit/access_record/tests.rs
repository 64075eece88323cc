//! Entries read in parts, put together as acts; places in it.

use super::*;
use domain::account::Role;
use domain::audit::Actor;
use domain::id::Id;

fn id<T>(number: u32) -> Id<T> {
    format!("01890000-0000-7000-8000-{number:012x}").parse().unwrap()
}

fn person(request: u32, place: u32) -> PersonId {
    format!("{request:08x}-0000-7000-8000-{place:012x}").parse().unwrap()
}

/// A request's entries as the ledger gives them, the newest first: lines about so many people, and what was done.
fn request(number: u32, people: u32) -> Vec<RecordedAct> {
    let actor = Actor::Staff {
        account: id(1),
        role: Role::CareManager,
        organization: id(2),
        device: id(3),
        session: id(4),
    };
    let name = format!("request {number}");
    let lines = (0..people).map(|place| {
        let person = person(number, place);
        let (actor, operation) = (actor.clone(), Operation::ListClients);
        Entry::refused(actor, operation, None, person, Vec::new(), &name).with(Outcome::Listed)
    });
    let head = Entry::act(actor.clone(), Operation::ListClients, None, Outcome::Done, &name);
    let entries: Vec<_> = std::iter::once(head).chain(lines).collect();
    let place = RecordPlace {
        at: DateTime::from_timestamp_micros(1_800_000_000_000_000).unwrap(),
        stream: "node-1".to_owned(),
        sequence: 1,
    };
    let act = |entry| RecordedAct {
        place: place.clone(),
        entry,
    };
    entries.into_iter().rev().map(act).collect()
}

fn sizes(acts: &[RecordedEntries]) -> Vec<usize> {
    acts.iter().map(|act| act.people().len()).collect()
}

#[test]
fn an_act_that_is_read_in_two_parts_is_one_and_comes_in_its_own_order() {
    let (mut first, second) = (request(2, 5), request(1, 3));
    let mut read = Reading::default();
    let rest = first.split_off(2);
    read.take(first);
    assert!(!read.is_enough(false, 1), "the act may go on");
    read.take(rest);
    read.take(second);
    assert!(read.is_enough(false, 1));
    let (acts, more) = read.page(false, 1);
    assert_eq!((sizes(&acts), more), (vec![5], true));
    assert_eq!(acts[0].people()[0], (person(2, 0), Outcome::Listed));
    assert_eq!(acts[0].head.entry.outcome(), Outcome::Done);
}

#[test]
fn requests_that_name_nobody_stay_apart_and_the_end_is_known() {
    let mut read = Reading::default();
    for number in [4, 3, 2] {
        read.take(request(number, 0));
    }
    read.take(request(2, 0));
    read.take(request(1, 2));
    assert!(read.is_enough(true, 50));
    let (acts, more) = read.page(true, 50);
    assert_eq!((sizes(&acts), more), (vec![0, 0, 0, 0, 2], false));
}

#[test]
fn a_page_of_long_acts_ends_before_all_that_were_asked_for() {
    let mut read = Reading::default();
    for number in (1..=3).rev() {
        read.take(request(number, 700));
    }
    assert!(read.is_enough(false, 50));
    let (acts, more) = read.page(false, 50);
    assert_eq!((sizes(&acts), more), (vec![700, 700], true));
}

#[test]
fn the_place_in_a_cursor_comes_back() {
    let place = RecordPlace {
        at: DateTime::from_timestamp_micros(1_800_000_000_123_456).unwrap(),
        stream: "node-1 縁側".into(),
        sequence: 42,
    };
    assert_eq!(kept_place(place_of(&place)).unwrap(), place);
    assert!(kept_place((i64::MAX, 1, String::new())).is_err());
}
