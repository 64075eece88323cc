//! What a judgement says is what applying does, and it writes nothing.

use domain::delivery::ReceptionRule;
use domain::delivery::feed::Feed;
use harness::Database;
use sample::WrittenFile;
use service::{DeliveryError, DeliveryReport, Service};

use crate::{PEOPLE, delivery, judge, on_both, person, take_in, write};

/// Judges every file and holds that nothing was written, neither rows nor entries of the ledger.
fn judged_without_a_trace(database: &Database, service: &Service, files: &[WrittenFile], when: &str) {
    let state = || (database.contents(), service.verify_ledger().unwrap().entries);
    let before = state();
    for file in files {
        let judged = judge(service, &file.path).0.unwrap();
        assert_eq!(
            (judged.delivery, judged.rows()),
            (None, file.rows),
            "{} {when} {}",
            database.kind,
            judged.file
        );
    }
    assert!(state() == before, "{} {when}: something was written", database.kind);
}

#[test]
fn a_judgement_writes_nothing_and_says_what_applying_does() {
    let (_folder, summary) = delivery();
    on_both(|database, service| {
        let kind = database.kind;
        let files = &summary.files;
        judged_without_a_trace(database, service, files, "before anything is there");
        let counts = |report: &DeliveryReport| (report.tally, report.refused, report.warnings, report.findings);
        for file in files {
            let (judged, foreseen) = judge(service, &file.path);
            let (applied, found) = take_in(service, &file.path);
            let applied = applied.unwrap();
            assert_eq!(counts(&judged.unwrap()), counts(&applied), "{kind} {}", applied.file);
            assert_eq!(foreseen, found, "{kind} {}", applied.file);
            if applied.feed == Feed::Application {
                judged_without_a_trace(database, service, files, "while rows of every feed are new");
            }
        }
        judged_without_a_trace(database, service, files, "when all of it is there");
    });
}

#[test]
fn a_file_that_would_be_refused_is_judged_so_and_leaves_nothing_either() {
    on_both(|database, service| {
        let kind = database.kind;
        let folder = tempfile::tempdir().unwrap();
        let newer = write(
            folder.path(),
            "439992_person_20261121.csv",
            &person("縁側 太郎", "2026-11-21"),
        );
        take_in(service, &newer).0.unwrap();
        let before = database.contents();
        let older = write(
            folder.path(),
            "439992_person_20261120.csv",
            &person("縁側 太郎", "2026-11-20"),
        );
        let refused = judge(service, &older).0.unwrap_err();
        assert!(
            matches!(refused.rule(), Some(ReceptionRule::Older { .. })),
            "{kind}: {refused}"
        );
        let (done, findings) = judge(service, &write(folder.path(), "439992_person_20261122.csv", "氏名\n"));
        assert!(matches!(done, Err(DeliveryError::Refused { .. })), "{kind}: {done:?}");
        assert!(
            findings.iter().all(|finding| finding.rule.id() == "header.missing"),
            "{kind}: {findings:?}"
        );
        let rows = format!("{PEOPLE}1,縁側 太郎,エンガワ タロウ,1940-02-03,1,,,,2026-11-22\n");
        let (done, findings) = judge(service, &write(folder.path(), "439992_person_20261122.csv", &rows));
        assert_eq!((done.unwrap().refused, findings.len()), (1, 1), "{kind}");
        assert!(database.contents() == before, "{kind}");
    });
}
