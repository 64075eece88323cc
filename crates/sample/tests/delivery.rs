//! A whole demonstration is written, read back with `exchange`, and checked person by person.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use domain::calendar::day::Day;
use domain::certification::{CareLevel, Milestone, PostponementNotice, Progress};
use domain::delivery::feed::Feed;
use domain::person::InsuredNumber;
use exchange::assignment::AssignmentRow;
use exchange::card::CardRow;
use exchange::card::burden_ratio::BurdenRatioRow;
use exchange::certification::{ApplicationRow, CertificationRow, Event, MilestoneRow};
use exchange::consent::ConsentRow;
use exchange::feed::FileName;
use exchange::organization::OfficeRow;
use exchange::organization::designated::DesignatedOfficeRow;
use exchange::person::PersonRow;
use exchange::row::Row;
use exchange::table::import::rows;
use sample::{AwkwardRole, OpenData, Settings, Size, Summary};

const TODAY: (i32, u32, u32) = (2026, 5, 13);

fn today() -> Day {
    let (year, month, day) = TODAY;
    Day::from_ymd(year, month, day).unwrap()
}

fn settings(size: Size, seed: u64, today: Day) -> Settings<'static> {
    // A closure that holds nothing takes no memory, so leaking it costs none.
    let progress: &mut dyn FnMut(sample::Progress) = Box::leak(Box::new(|_| {}));
    Settings {
        size,
        seed,
        today,
        offices: OpenData::BuiltIn,
        typeface: None,
        progress,
    }
}

fn write(size: Size, seed: u64, today: Day, folder: &Path) -> Summary {
    sample::write(&mut settings(size, seed, today), folder).unwrap()
}

/// The demonstration, written once for all tests of this file.
fn demo() -> &'static (PathBuf, Summary) {
    static DEMO: OnceLock<(PathBuf, Summary)> = OnceLock::new();
    DEMO.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap().keep();
        let summary = write(Size::Demo, 1, today(), &folder);
        (folder, summary)
    })
}

fn paths(feed: Feed) -> Vec<PathBuf> {
    let files = demo().1.files.iter().map(|file| file.path.clone());
    files
        .filter(|path| name(path).parse::<FileName>().unwrap().feed == feed)
        .collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// All rows of a feed; a refused row fails the test.
fn read<T: Row>(feed: Feed) -> Vec<T> {
    let mut all = Vec::new();
    for path in paths(feed) {
        for row in rows::<T, _>(File::open(&path).unwrap(), &name(&path)) {
            all.push(row.unwrap_or_else(|findings| panic!("{findings:?}")).value);
        }
    }
    all
}

fn of_person<T>(number: InsuredNumber, rows: Vec<T>, whose: impl Fn(&T) -> InsuredNumber) -> Vec<T> {
    rows.into_iter().filter(|row| whose(row) == number).collect()
}

fn person(role: AwkwardRole) -> InsuredNumber {
    demo()
        .1
        .person(role)
        .unwrap_or_else(|| panic!("{} is missing", role.code()))
        .insured_number
}

#[test]
fn the_demonstration_has_2000_insured_and_420_certified() {
    let summary = &demo().1;
    let certified: u64 = summary
        .certified
        .iter()
        .filter(|(level, _)| **level != CareLevel::ProgrammeTarget)
        .map(|(_, n)| n)
        .sum();
    assert_eq!((summary.insured, certified), (2_000, 420));
    assert!(summary.certified[&CareLevel::ProgrammeTarget] >= 5);
    assert!(
        (25..60).contains(&summary.open_applications),
        "{}",
        summary.open_applications
    );
    assert_eq!(
        summary
            .offices
            .iter()
            .filter(|office| ["73", "77"].contains(&office.service.as_str()))
            .count(),
        67
    );
    assert!(
        (25..=60).contains(&summary.offices[0].clients),
        "{} clients",
        summary.offices[0].clients
    );
}

#[test]
fn every_file_is_read_back_without_a_refused_row() {
    let people = read::<PersonRow>(Feed::Person);
    let known: BTreeSet<InsuredNumber> = people.iter().map(|row| row.number).collect();
    assert_eq!(known.len(), people.len(), "insured numbers are unique");
    let published: BTreeSet<_> = read::<OfficeRow>(Feed::Offices).iter().map(|row| row.number).collect();
    let designated: BTreeSet<_> = read::<DesignatedOfficeRow>(Feed::DesignatedOffices)
        .iter()
        .map(|row| row.number)
        .collect();
    assert!(
        !designated.is_empty() && published.is_disjoint(&designated),
        "the ministry has no support centres"
    );
    let offices: BTreeSet<_> = published.union(&designated).copied().collect();
    assert_eq!(offices.len(), demo().1.offices.len());
    for row in read::<AssignmentRow>(Feed::Assignment) {
        assert!(known.contains(&row.number));
        let named = [row.assignment.office(), row.assignment.delegated()];
        assert!(named.into_iter().flatten().all(|office| offices.contains(&office)));
    }
    assert!(
        read::<ConsentRow>(Feed::Consent)
            .iter()
            .all(|row| known.contains(&row.number))
    );
    assert!(
        read::<BurdenRatioRow>(Feed::BurdenRatio)
            .iter()
            .all(|row| known.contains(&row.number))
    );
    let applications: BTreeSet<_> = read::<ApplicationRow>(Feed::Application)
        .into_iter()
        .map(|row| (row.number, row.application))
        .collect();
    for row in read::<CertificationRow>(Feed::Certification) {
        assert!(
            row.application
                .is_none_or(|application| applications.contains(&(row.number, application)))
        );
    }
}

#[test]
fn the_number_of_rows_said_is_the_number_written() {
    for file in &demo().1.files {
        let feed = name(&file.path).parse::<FileName>().unwrap().feed;
        if feed != Feed::Documents {
            let mut bytes = Vec::new();
            File::open(&file.path).unwrap().read_to_end(&mut bytes).unwrap();
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
            assert_eq!(lines, file.rows + 1, "{}", file.path.display());
        }
    }
}

#[test]
fn every_history_of_an_application_is_possible_today() {
    type Known = (Vec<Milestone>, Vec<PostponementNotice>);
    let mut known: BTreeMap<_, Known> = BTreeMap::new();
    for row in read::<MilestoneRow>(Feed::Milestone) {
        let (milestones, notices) = known.entry(row.application).or_default();
        match row.event {
            Event::Milestone(milestone) => milestones.push(milestone),
            Event::Postponement(notice) => notices.push(notice),
        }
    }
    let mut stages = BTreeSet::new();
    let mut days = Vec::new();
    for row in read::<ApplicationRow>(Feed::Application) {
        let (milestones, notices) = known.remove(&row.application).unwrap();
        let progress = Progress::of(row.kind, row.applied_on, &milestones, &notices, today());
        let progress = progress.unwrap_or_else(|error| panic!("{}: {error}", row.application));
        stages.insert(progress.stage.code());
        if progress.outcome.is_some() {
            days.push(progress.elapsed_days);
        }
    }
    assert!(known.is_empty(), "milestones without an application");
    let all = [
        "awaiting-board",
        "board-scheduled",
        "closed",
        "decided",
        "gathering",
        "notified",
        "rejected",
        "withdrawn",
    ];
    assert!(all.iter().all(|stage| stages.contains(stage)), "{stages:?}");
    let mean = days.iter().sum::<i64>() / i64::try_from(days.len()).unwrap();
    assert!((36..=44).contains(&mean), "{mean} days on average");
}

#[test]
fn everybody_with_a_story_is_there_and_lives_it() {
    let summary = &demo().1;
    let roles: Vec<AwkwardRole> = summary.awkward.iter().map(|person| person.role).collect();
    assert_eq!(roles, AwkwardRole::all().collect::<Vec<_>>());
    let people = read::<PersonRow>(Feed::Person);
    let who = |role| people.iter().find(|row| row.number == person(role)).unwrap();
    assert!(who(AwkwardRole::OutsideMs932).name.as_str().contains('𠮷'));
    assert!(who(AwkwardRole::LongName).name.as_str().chars().count() > 40);
    assert!(who(AwkwardRole::PublicAssistance).number.as_str().starts_with('H'));
    assert!(who(AwkwardRole::Deceased).loss.is_some() && who(AwkwardRole::MovedOut).loss.is_some());
    let consents = |role| of_person(person(role), read::<ConsentRow>(Feed::Consent), |row| row.number);
    assert!(consents(AwkwardRole::NoConsent).is_empty());
    assert!(
        consents(AwkwardRole::WithdrawnConsent)
            .iter()
            .all(|row| row.withdrawn_on.is_some())
    );
    assert_eq!(consents(AwkwardRole::SecondConsent).len(), 2);
    let offices = |role: AwkwardRole| summary.person(role).unwrap().offices.clone();
    let first = summary.offices[0].number;
    assert_eq!(offices(AwkwardRole::ChangedOffice), [first, summary.offices[1].number]);
    assert_eq!(offices(AwkwardRole::Delegated)[1], first);
    assert!(offices(AwkwardRole::SelfMade).is_empty());
    let cards = of_person(
        person(AwkwardRole::CorrectedBurden),
        read(Feed::BurdenRatio),
        |row: &BurdenRatioRow| row.number,
    );
    assert_eq!(cards.iter().map(|row| row.ratio.version).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn certificates_of_people_with_a_story_say_what_the_story_says() {
    let results = |role| {
        of_person(person(role), read::<CertificationRow>(Feed::Certification), |row| {
            row.number
        })
    };
    let last = |role| results(role).pop().unwrap();
    let ends = last(AwkwardRole::EndsSoon).period.unwrap().last.unwrap();
    assert_eq!(today().days_until(ends), 11);
    let levels: Vec<CareLevel> = results(AwkwardRole::SupportToCare)
        .iter()
        .map(|row| row.level)
        .collect();
    assert_eq!(levels[levels.len() - 2..], [CareLevel::Support2, CareLevel::Care1]);
    assert_eq!(last(AwkwardRole::ChecklistPerson).level, CareLevel::ProgrammeTarget);
    assert_eq!(last(AwkwardRole::NotEligible).level, CareLevel::NotEligible);
    assert!(results(AwkwardRole::FirstTimeApplicant).is_empty());
}

#[test]
fn most_of_those_with_an_office_have_consented() {
    let consented: BTreeSet<InsuredNumber> = read::<ConsentRow>(Feed::Consent).iter().map(|row| row.number).collect();
    let assigned: BTreeSet<InsuredNumber> = read::<AssignmentRow>(Feed::Assignment)
        .iter()
        .filter(|row| row.assignment.in_force(today()) && row.assignment.office().is_some())
        .map(|row| row.number)
        .collect();
    let share = 100 * assigned.intersection(&consented).count() / assigned.len();
    assert!((80..=90).contains(&share), "{share} %");
}

#[test]
fn who_takes_the_feeds_in_is_not_warned_of_anything() {
    fn warned<T: Row>(feed: Feed) -> BTreeSet<&'static str> {
        let of = |path: &PathBuf| -> Vec<&'static str> {
            let rows = rows::<T, _>(File::open(path).unwrap(), &name(path));
            rows.flat_map(|row| row.unwrap().warnings)
                .map(|finding| finding.rule.id())
                .collect()
        };
        paths(feed).iter().flat_map(of).collect()
    }
    assert_eq!(warned::<PersonRow>(Feed::Person), BTreeSet::new());
    assert_eq!(warned::<AssignmentRow>(Feed::Assignment), BTreeSet::new());
    assert_eq!(warned::<ConsentRow>(Feed::Consent), BTreeSet::new());
    assert_eq!(warned::<MilestoneRow>(Feed::Milestone), BTreeSet::new());
    assert_eq!(warned::<CertificationRow>(Feed::Certification), BTreeSet::new());
    assert_eq!(warned::<BurdenRatioRow>(Feed::BurdenRatio), BTreeSet::new());
    assert_eq!(warned::<ApplicationRow>(Feed::Application), BTreeSet::new());
    assert_eq!(warned::<CardRow>(Feed::Card), BTreeSet::new());
}

#[test]
fn no_cell_could_be_a_my_number() {
    for file in &demo().1.files {
        if file.path.extension().is_some_and(|extension| extension == "csv") {
            let bytes = std::fs::read(&file.path).unwrap();
            let mut digits = 0;
            for byte in bytes {
                digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
                // Coordinates and corporate numbers of the open data are longer; the town's own numbers are shorter.
                assert!(
                    digits != 12 || name(&file.path).starts_with("jigyosho_7"),
                    "{}",
                    file.path.display()
                );
            }
        }
    }
}

#[test]
fn the_same_seed_and_day_give_the_same_bytes() {
    let bytes = |summary: &Summary| -> Vec<(String, Vec<u8>)> {
        summary
            .files
            .iter()
            .map(|file| (name(&file.path), std::fs::read(&file.path).unwrap()))
            .collect()
    };
    let [one, two, other] = [7, 7, 8].map(|seed| {
        let folder = tempfile::tempdir().unwrap();
        bytes(&write(Size::Insured(400), seed, today(), folder.path()))
    });
    assert!(one == two, "the same seed");
    assert!(one != other, "another seed");
}

#[test]
fn a_sample_can_be_made_on_any_day_of_the_year() {
    for day in [
        "2026-01-01",
        "2026-02-28",
        "2026-05-06",
        "2026-08-01",
        "2026-12-31",
        "2028-02-29",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let today = Day::parse_iso(day).unwrap();
        let summary = sample::write_feeds(&mut settings(Size::Insured(400), 3, today), folder.path()).unwrap();
        assert_eq!(summary.insured, 400, "{day}");
        assert_eq!(summary.awkward.len(), AwkwardRole::all().count(), "{day}");
        assert_eq!(summary.documents, 0, "{day}");
    }
}

#[test]
fn feeds_are_the_same_with_and_without_documents() {
    let folder = tempfile::tempdir().unwrap();
    let without = sample::write_feeds(&mut settings(Size::Demo, 1, today()), folder.path()).unwrap();
    let feeds = demo()
        .1
        .files
        .iter()
        .filter(|file| file.path.extension().is_some_and(|extension| extension == "csv"));
    for (with, without) in feeds.zip(&without.files) {
        assert!(
            std::fs::read(&with.path).unwrap() == std::fs::read(&without.path).unwrap(),
            "{}",
            name(&with.path)
        );
    }
}
