//! The papers of a delivery pass the checks that every city's papers must pass, and are light.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;
use std::sync::OnceLock;

use domain::calendar::day::Day;
use domain::person::document::DocumentKind;
use exchange::bundle::{Bundle, BundleLimits, Delivered};
use sample::{AwkwardRole, LEAST_INSURED, OpenData, Settings, Size, Summary};

fn write(size: Size, folder: &Path) -> Summary {
    let mut settings = Settings {
        size,
        seed: 5,
        today: Day::parse_iso("2026-06-24").unwrap(),
        offices: OpenData::BuiltIn,
        typeface: None,
        progress: &mut |_| {},
    };
    sample::write(&mut settings, folder).unwrap()
}

/// A small town and its documents, each with its line of the manifest; one that is not accepted fails the test.
fn town() -> &'static (Summary, Vec<Delivered>) {
    static TOWN: OnceLock<(Summary, Vec<Delivered>)> = OnceLock::new();
    TOWN.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(Size::Insured(LEAST_INSURED), folder.path());
        let mut documents = Vec::new();
        for file in summary
            .files
            .iter()
            .filter(|file| file.path.extension().is_some_and(|zip| zip == "zip"))
        {
            let name = file.path.file_name().unwrap().to_string_lossy().into_owned();
            let bundle = Bundle::open(File::open(&file.path).unwrap(), &name, BundleLimits::default()).unwrap();
            assert_eq!(bundle.notices(), []);
            documents.extend(bundle.map(|document| document.unwrap().value));
        }
        (summary, documents)
    })
}

#[test]
fn every_decision_in_force_has_two_papers_that_pass_all_checks() {
    let (summary, documents) = town();
    assert_eq!(documents.len() as u64, summary.documents);
    let mut papers: BTreeMap<_, BTreeSet<DocumentKind>> = BTreeMap::new();
    for Delivered { row, .. } in documents {
        papers
            .entry((row.number, row.application.clone()))
            .or_default()
            .insert(row.kind);
    }
    assert!(papers.values().all(|kinds| kinds.len() == 2));
    assert!(papers.len() > 80, "{}", papers.len());
}

#[test]
fn a_survey_sheet_has_three_pages_an_opinion_two_and_none_is_heavy() {
    for Delivered { row, pdf } in &town().1 {
        let pages = if row.kind == DocumentKind::SurveySheet { 3 } else { 2 };
        assert_eq!(pdf.pages(), pages, "{}", row.file_name);
        let kilobytes = pdf.bytes().len() / 1024;
        assert!(kilobytes < 60, "{}: {kilobytes} KiB", row.file_name);
    }
}

#[test]
fn the_physician_who_refuses_says_so_in_the_manifest() {
    let (summary, documents) = town();
    let number = summary.person(AwkwardRole::PhysicianRefuses).unwrap().insured_number;
    let rows = documents
        .iter()
        .map(|document| &document.row)
        .filter(|row| row.number == number);
    let said: Vec<_> = rows.filter_map(|row| row.physician_consents).collect();
    assert_eq!(said, [false]);
}

#[test]
fn who_was_transferred_in_or_only_checked_has_no_papers() {
    let (summary, documents) = town();
    for role in [
        AwkwardRole::TransferredIn,
        AwkwardRole::ChecklistPerson,
        AwkwardRole::FirstTimeApplicant,
    ] {
        let number = summary.person(role).unwrap().insured_number;
        assert!(
            documents.iter().all(|document| document.row.number != number),
            "{}",
            role.code()
        );
    }
}

#[test]
fn a_large_city_delivers_papers_for_the_last_thirty_days_only() {
    // Beyond 10,000 insured a first delivery carries no archive.
    let folder = tempfile::tempdir().unwrap();
    let large = write(Size::Insured(10_400), folder.path());
    let certified: u64 = large.certified.values().sum();
    assert!(
        large.documents > 100 && large.documents < certified / 3,
        "{} for {certified}",
        large.documents
    );
}
