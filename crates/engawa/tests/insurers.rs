//! `engawa insurer` on both databases: what an insurer has settled is kept and shown, and a further insurer of the same data
//! directory settles its own.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use std::path::Path;
use std::process::{Command, Output};

use harness::{Database, databases};

/// Runs the program for one of the insurers of a data directory.
fn engawa(data: &Path, database: &Database, insurer: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_engawa"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .env("RUST_LOG", "warn")
        .env("ENGAWA_DATABASE", &database.url)
        .env("ENGAWA_INSURER", insurer)
        .output()
        .unwrap()
}

#[test]
fn each_insurer_of_a_data_directory_settles_its_own_rules() {
    for database in databases() {
        let folder = tempfile::tempdir().unwrap();
        let done = |insurer: &str, arguments: &[&str]| {
            let output = engawa(folder.path(), &database, insurer, arguments);
            let told = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success(), "{}: {arguments:?}: {told}", database.kind);
            told
        };
        done("439992", &["init"]);
        done("439992", &["insurer", "add", "--number", "431007", "--name", "城下市"]);
        let set = [
            "insurer",
            "set",
            "--contact",
            "縁側市 高齢介護課",
            "--approval-by-two",
            "false",
            "--earlier-terms",
            "2025-10,2025-04",
        ];
        done("439992", &set);
        let ours = done("439992", &["insurer", "show"]);
        for line in [
            "approval-by-two false",
            "earlier-terms 2025-10,2025-04",
            "contact 縁側市 高齢介護課",
            "letter-issuer 縁側市長",
        ] {
            assert!(ours.lines().any(|shown| shown == line), "{}: {ours}", database.kind);
        }
        let theirs = done("431007", &["insurer", "show"]);
        assert!(theirs.contains("approval-by-two true"), "{}: {theirs}", database.kind);
        for refused in [
            &["insurer", "set", "--contact", ""] as &[&str],
            &["insurer", "set", "--earlier-terms", "a-version-that-is-far-too-long"],
            &["insurer", "set"],
        ] {
            let output = engawa(folder.path(), &database, "439992", refused);
            assert!(!output.status.success(), "{}: {refused:?}", database.kind);
        }
        assert_eq!(done("439992", &["insurer", "show"]), ours, "{}", database.kind);
        let checked = done("439992", &["audit", "verify"]);
        assert!(checked.contains(" 0 faults"), "{}: {checked}", database.kind);
    }
}
