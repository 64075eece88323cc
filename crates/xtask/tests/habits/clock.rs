//! Time in tests is an argument: they set the clock that the program is given. None of them waits for a real one, and
//! none writes into the database what time it is to be.

use std::path::Path;

use crate::code::{self, Code, Spot};
use crate::workspace::assert_none;

/// Where real time is the subject: the function that waits, and why no clock can be set instead.
const REAL_TIME: &[(&str, &str)] = &[
    (
        "killed_while_redeeming",
        "the program is killed at a random moment of its work",
    ),
    (
        "a_killed_test_leaves_no_cluster_and_nobody_who_holds_its_output",
        "waits for processes of the machine to end",
    ),
    ("stop", "waits for the program that is measured to end"),
];

/// What is picked from all tests in a folder, with file and place.
fn in_tests(folder: &str, pick: impl Fn(Code) -> Vec<(String, Spot)>) -> Vec<(String, String, Spot)> {
    let mut found = Vec::new();
    for (name, code) in code::of_files(|name| name.starts_with(Path::new(folder))) {
        let of_tests = pick(code).into_iter().filter(|(_, spot)| spot.for_tests);
        found.extend(of_tests.map(|(what, spot)| (what, name.display().to_string(), spot)));
    }
    found
}

fn told((what, file, spot): &(String, String, Spot)) -> String {
    format!("{file}:{} in {}: {what}", spot.line, spot.function)
}

#[test]
fn no_test_sleeps_but_where_real_time_is_the_subject() {
    let sleeps = in_tests("", |code| {
        code.calls
            .into_iter()
            .filter(|(name, _)| name.starts_with("sleep"))
            .collect()
    });
    let is_known = |spot: &Spot| REAL_TIME.iter().any(|(function, _)| *function == spot.function);
    let others: Vec<_> = sleeps.iter().filter(|(_, _, spot)| !is_known(spot)).map(told).collect();
    assert_none(
        "tests wait; set the test's clock forward instead, or name the function in REAL_TIME where real time is the subject",
        &others,
    );
    let needless: Vec<_> = REAL_TIME
        .iter()
        .filter(|(function, _)| !sleeps.iter().any(|(_, _, spot)| spot.function == *function))
        .map(|(function, _)| (*function).to_owned())
        .collect();
    assert_none("these do not sleep any more: take them out of REAL_TIME", &needless);
}

#[test]
fn no_test_of_the_api_writes_a_time_into_the_database() {
    let statements = in_tests("crates/api", |code| {
        code.texts.into_iter().filter(|(text, _)| moves_a_time(text)).collect()
    });
    let of_api: Vec<_> = statements.iter().map(told).collect();
    assert_none("tests write a time into a row; set the test's clock instead", &of_api);
}

/// Whether a text is SQL that sets a column which holds a time: those end in `at`, `until`, `from`, `since` or `on`. To
/// set it to this very moment moves nothing.
fn moves_a_time(text: &str) -> bool {
    let text = text.to_lowercase();
    let Some((_, set)) = text
        .split_once("update ")
        .and_then(|(_, rest)| rest.split_once(" set "))
    else {
        return false;
    };
    let set = set.split(" where ").next().unwrap_or(set);
    set.split(',')
        .filter_map(|one| one.split_once('='))
        .any(|(column, value)| {
            let last = column.trim().rsplit('_').next().unwrap_or_default();
            ["at", "until", "from", "since", "on"].contains(&last) && value.trim() != "current_timestamp"
        })
}

#[test]
fn statements_that_move_a_time_are_told_from_others() {
    let moving = [
        "UPDATE sessions SET confirmed_at = {past}",
        "UPDATE accounts SET provisional_until = '2026-01-01 00:00:00' WHERE provisional_until IS NOT NULL",
        "update t set a = 1, at = CURRENT_TIMESTAMP - 1",
    ];
    assert!(moving.into_iter().all(moves_a_time));
    let others = [
        "UPDATE sign_in_failures SET in_a_row = 0, on_day = 100",
        "UPDATE sign_in_failures SET on_day = 0, last_at = CURRENT_TIMESTAMP",
        "UPDATE ledger_details SET person_id = 'x' WHERE at = 1",
        "an update of a set at noon",
    ];
    assert!(!others.into_iter().any(moves_a_time));
}
