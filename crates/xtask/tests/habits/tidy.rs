//! Habits of this code that a reader relies on, held as tests: what every file begins with, how long it may be, what
//! never stands in a committed file, and that the map of the house shows the house.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::{assert_none, files, root, rust_files};

/// Lines that a file of Rust may have; beyond that it holds two subjects.
const LONGEST: usize = 400;

#[test]
fn every_rust_file_begins_by_saying_what_it_is_for() {
    let silent: Vec<_> = rust_files()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(name, _)| name.display().to_string())
        .collect();
    assert_none("these do not begin with //!", &silent);
}

#[test]
fn no_rust_file_is_longer_than_one_subject_needs() {
    let long: Vec<_> = rust_files()
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(name, lines)| format!("{} has {lines} lines", name.display()))
        .collect();
    assert_none("these are too long", &long);
}

#[test]
fn bytes_become_hexadecimal_digits_in_one_way() {
    // Written in halves, for this file is read too.
    let by_hand =
        [(":02", "x}"), (":02", "X}"), ("from_str", "_radix(")].map(|(first, second)| format!("{first}{second}"));
    let found: Vec<_> = rust_files()
        .filter(|(_, text)| by_hand.iter().any(|words| text.contains(words)))
        .map(|(name, _)| name.display().to_string())
        .collect();
    assert_none("base16ct does what these do by hand", &found);
}

#[test]
fn both_databases_take_the_same_steps_under_the_same_names() {
    let steps = |database: &str| -> BTreeSet<PathBuf> {
        let folder = Path::new("migrations").join(database);
        files()
            .into_iter()
            .filter_map(|name| Some(name.strip_prefix(&folder).ok()?.to_owned()))
            .collect()
    };
    assert!(!steps("sqlite").is_empty());
    assert_eq!(steps("sqlite"), steps("postgres"));
}

/// Written in halves, for this file is committed too.
const FORBIDDEN: [(&str, &str); 8] = [
    ("/work/", "main"),
    ("/work/", "shared"),
    ("../", "shared"),
    ("registry.npm", "js.org"),
    ("index.crates", ".io"),
    ("static.crates", ".io"),
    ("PRIVATE KEY", "-----\nM"),
    ("<<<<", "<<< "),
];

#[test]
fn no_committed_file_names_a_place_of_one_machine_or_holds_a_key() {
    let forbidden: Vec<_> = FORBIDDEN
        .iter()
        .map(|(first, second)| format!("{first}{second}"))
        .collect();
    let mut found = Vec::new();
    for name in files() {
        // Pictures, fonts and the like hold no words.
        let Ok(text) = fs::read_to_string(root().join(&name)) else {
            continue;
        };
        for words in forbidden.iter().filter(|words| text.contains(words.as_str())) {
            found.push(format!("{} has {words:?}", name.display()));
        }
    }
    assert_none("these must not be committed", &found);
}

#[test]
fn keys_and_databases_are_not_committed() {
    let secret: Vec<_> = files()
        .into_iter()
        .filter(|name| {
            name.extension().is_some_and(|extension| {
                ["p12", "pfx", "key", "sqlite", "pem"]
                    .iter()
                    .any(|secret| extension == *secret)
            })
        })
        .map(|name| name.display().to_string())
        .collect();
    assert_none("these must not be committed", &secret);
}

#[test]
fn the_lock_files_of_npm_name_no_place_to_fetch_from() {
    let bound: Vec<_> = files()
        .into_iter()
        .filter(|name| name.ends_with("package-lock.json"))
        .filter(|name| fs::read_to_string(root().join(name)).unwrap().contains("\"resolved\""))
        .map(|name| name.display().to_string())
        .collect();
    assert_none("npm install with omit-lockfile-registry-resolved=true", &bound);
}

#[test]
fn every_path_that_the_map_of_the_house_names_exists() {
    // Missing only until it is written for the first time.
    let Ok(map) = fs::read_to_string(root().join("docs/ARCHITECTURE.md")) else {
        return;
    };
    let missing: Vec<_> = named_paths(&map)
        .into_iter()
        .filter(|path| !root().join(path).exists())
        .map(str::to_owned)
        .collect();
    assert_none("docs/ARCHITECTURE.md names what is not there", &missing);
}

/// What stands between backticks and begins with one of the workspace's own folders.
fn named_paths(text: &str) -> Vec<&str> {
    const FOLDERS: [&str; 9] = [
        "crates/",
        "frontend/",
        "migrations/",
        "openapi/",
        "tests/",
        "docs/",
        "data/",
        ".ci/",
        ".cargo/",
    ];
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)))
        .filter(|word| !word.contains(['*', '…', '{', '<', ' ', '\n']))
        .collect()
}

#[test]
fn the_paths_in_a_text_are_found() {
    let text =
        "see `crates/domain/src/calendar/day.rs`, `cargo test`, `docs/*.md` and\n`frontend/` for `frontend dist`.";
    assert_eq!(named_paths(text), ["crates/domain/src/calendar/day.rs", "frontend/"]);
}
