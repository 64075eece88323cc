//! Holds who may use whom between the crates, and which crate alone knows a large library. A new arrow is a decision,
//! so it is made here, in the open. What the crates do is described in docs/ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::modules::reexports;
use crate::workspace;

/// What each of our crates may use of ours, in what it ships. Test code may also use what stands in `FOR_TESTS`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("domain", &[]),
    ("contract", &["domain"]),
    ("fence", &[]),
    ("exchange", &["domain", "fence"]),
    ("persistence", &["clock", "domain"]),
    ("pki", &["domain"]),
    ("paper", &["fence"]),
    ("notice", &["domain"]),
    (
        "service",
        &[
            "clock",
            "domain",
            "exchange",
            "fence",
            "notice",
            "paper",
            "persistence",
            "pki",
        ],
    ),
    ("sample", &["domain", "exchange"]),
    // `pki`: what arrives in a TLS handshake is judged before there is a viewer to ask the service with.
    ("api", &["contract", "domain", "pki", "service"]),
    ("engawa", &["api", "domain", "sample", "service"]),
    ("frontend", &["contract", "domain"]),
    ("xtask", &[]),
    // A clock and databases for tests; ships nowhere.
    ("harness", &["clock"]),
    // Every reader of what strangers send, as functions of bytes; ships nowhere.
    ("fuzz", &["api", "contract", "domain", "exchange", "pki"]),
    // Measures the running program from outside.
    ("load", &["harness"]),
];

/// What the tests of a crate may use besides, to lay out what they look at.
const FOR_TESTS: &[(&str, &[&str])] = &[
    ("persistence", &["harness"]),
    ("service", &["harness", "sample"]),
    ("api", &["exchange", "harness", "paper", "persistence", "sample"]),
    ("engawa", &["contract", "harness", "persistence", "pki"]),
];

/// Libraries that shape whatever knows them, and who may know them.
const KNOWN_TO: &[(&str, &[&str])] = &[
    ("diesel", &["persistence"]),
    ("diesel_migrations", &["persistence"]),
    ("actix-web", &["api", "engawa"]),
    ("jsonwebtoken", &["api"]),
    ("typst", &["notice"]),
    ("openssl", &["api", "load", "persistence", "pki"]),
    ("utoipa", &["api", "contract"]),
    ("x509-cert", &["pki"]),
    ("landlock", &["fence"]),
    ("seccompiler", &["fence"]),
    ("yew", &["frontend"]),
    ("web-sys", &["frontend"]),
];

/// The layer of rules knows no clock, no file, no wire: these and nothing more.
const DOMAIN_MAY_USE: &[&str] = &[
    "base16ct",
    "chrono",
    "serde",
    "thiserror",
    "unicode-normalization",
    "uuid",
];

struct Package {
    name: String,
    /// Name and whether it is for tests only.
    uses: Vec<(String, bool)>,
}

fn packages() -> Vec<Package> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let package = |package: &Value| Package {
        name: text(&package["name"]),
        uses: package["dependencies"]
            .as_array()
            .unwrap()
            .iter()
            .map(|used| (text(&used["name"]), used["kind"] == "dev"))
            .collect(),
    };
    workspace::packages().iter().map(package).collect()
}

fn table(rows: &[(&'static str, &[&'static str])]) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    rows.iter()
        .map(|(name, used)| (*name, used.iter().copied().collect()))
        .collect()
}

/// A library of ours, one of its features that no shipped program has, and who may turn it on. What only measuring has is turned
/// on by hand.
const FOR_OURSELVES: &[(&str, &str, &[&str])] = &[("api", "readers", &["fuzz"]), ("api", "measure", &[])];

#[test]
fn what_no_shipped_program_has_is_turned_on_by_nothing_that_is_shipped() {
    for package in workspace::packages() {
        let name = package["name"].as_str().unwrap();
        for used in package["dependencies"].as_array().unwrap() {
            let turned_on = |feature: &str| used["features"].as_array().unwrap().iter().any(|on| on == feature);
            for (library, feature, who) in FOR_OURSELVES {
                let may = used["name"] != *library || !turned_on(feature) || who.contains(&name);
                assert!(may, "{name} turns on {feature} of {library}, which is for {who:?}");
            }
        }
    }
}

#[test]
fn every_crate_uses_only_the_crates_below_it() {
    let (allowed, for_tests) = (table(ALLOWED), table(FOR_TESTS));
    let packages = packages();
    let ours: BTreeSet<_> = packages.iter().map(|package| package.name.as_str()).collect();
    assert_eq!(
        ours,
        allowed.keys().copied().collect(),
        "the table names all crates and no others"
    );
    for package in &packages {
        let name = package.name.as_str();
        for (used, test_only) in package.uses.iter().filter(|(used, _)| ours.contains(used.as_str())) {
            let in_tests = *test_only && for_tests.get(name).is_some_and(|more| more.contains(used.as_str()));
            // A crate may turn on its own features for its tests.
            let itself = *test_only && used == name;
            assert!(
                allowed[name].contains(used.as_str()) || in_tests || itself,
                "{name} must not use {used}"
            );
        }
    }
}

#[test]
fn the_table_of_layers_has_no_circle() {
    let allowed = table(ALLOWED);
    let mut built: BTreeSet<&str> = BTreeSet::new();
    while built.len() < allowed.len() {
        let next: Vec<_> = allowed
            .iter()
            .filter(|(name, used)| !built.contains(**name) && used.is_subset(&built))
            .map(|(name, _)| *name)
            .collect();
        assert!(!next.is_empty(), "these use each other: {:?}", allowed.keys());
        built.extend(next);
    }
}

#[test]
fn each_large_library_is_known_to_its_own_crates_only() {
    let known = table(KNOWN_TO);
    for package in packages() {
        for (used, _) in &package.uses {
            if let Some(who) = known.get(used.as_str()) {
                assert!(
                    who.contains(package.name.as_str()),
                    "{} must not use {used}",
                    package.name
                );
            }
        }
    }
}

#[test]
fn the_domain_has_no_clock_no_file_and_no_wire() {
    let packages = packages();
    let domain = packages.iter().find(|package| package.name == "domain").unwrap();
    for (used, test_only) in &domain.uses {
        assert!(
            *test_only || DOMAIN_MAY_USE.contains(&used.as_str()),
            "domain must not use {used}"
        );
    }
}

/// Names of `persistence` that `service` still hands on. To become smaller and then to go.
const HANDED_ON: usize = 0;

#[test]
fn the_use_cases_hand_out_nothing_of_the_storage() {
    let service = workspace::crates().iter().filter(|one| one.package == "service");
    let handed_on: Vec<_> = service
        .flat_map(|one| reexports(&one.tree))
        .filter(|path| path.starts_with("persistence"))
        .collect();
    let remedy = "Let the use case answer with a type of its own or of `domain`, and open the storage inside `service`";
    workspace::assert_at_most("names handed on", &handed_on, HANDED_ON, remedy);
}
