//! What is found is kept with the delivery: as it was told, in its order, bounded, also of files that were refused.

use domain::delivery::{DeliveryState, Severity};
use domain::language::Language;
use service::MOST_FINDINGS;

use crate::{PEOPLE, on_both, operator, person, take_in, write};

/// A row about somebody; `number` may be none.
fn row(number: &str) -> String {
    format!("{number},縁側 太郎,エンガワ タロウ,1940-02-03,1,縁側市1,,,2026-11-22T00:00:00+09:00\n")
}

#[test]
fn findings_are_kept_as_they_were_told() {
    on_both(|database, service| {
        let kind = database.kind;
        let folder = tempfile::tempdir().unwrap();
        let people = write(
            folder.path(),
            "439992_person_20261122.csv",
            &person("縁側 太郎", "2026-11-22"),
        );
        take_in(service, &people).0.unwrap();
        // A column nobody needs, a check digit that fails, a code, a day, somebody unknown, and 1,500 good rows between.
        let good = "0000000001,1,4379900014,,2026-04-01,,2026-03-20,\n";
        let text = format!(
            "被保険者番号,届出区分,事業所番号,委託先事業所番号,開始日,終了日,届出日,メモ\n\
             0000000001,1,4379900015,,2026-05-01,,,\n{}0000000001,8,4379900014,,2026-02-30,,,\n0000009999,1,4379900014,,2026-04-01,,,\n",
            good.repeat(1_500)
        );
        let file = write(folder.path(), "439992_assignment_20261122.csv", &text);
        let (done, told) = take_in(service, &file);
        let done = done.unwrap();
        let ids: Vec<_> = told.iter().map(|finding| finding.rule.id()).collect();
        assert_eq!(
            ids,
            [
                "header.extra",
                "office-number.check-digit",
                "code.unknown",
                "day.unreadable",
                "person.unknown"
            ],
            "{kind}"
        );
        let kept = operator(service).kept_delivery(done.delivery.unwrap()).unwrap();
        assert_eq!(kept.findings, told, "{kind}");
        let counts = kept.delivery.counts;
        assert_eq!(kept.delivery.state, DeliveryState::Applied, "{kind}");
        assert_eq!((counts.tally, counts.refused), (done.tally, done.refused), "{kind}");
        assert_eq!(
            (counts.warnings, counts.findings, kept.beyond()),
            (done.warnings, 5, 0),
            "{kind}"
        );
        let unknown = kept.findings.last().unwrap();
        assert_eq!(
            (unknown.row, unknown.severity()),
            (Some(1_504), Severity::Error),
            "{kind}"
        );
        let words = kept.findings.iter().map(|finding| finding.line(Language::English));
        assert!(
            words.clone().all(|line| line.ends_with(']')),
            "{kind}: {:?}",
            words.collect::<Vec<_>>()
        );
        let contents = database.contents().join("\n");
        assert!(
            !contents.contains("0000009999"),
            "{kind}: values are masked where they are kept"
        );
    });
}

#[test]
fn what_a_refused_file_was_refused_for_is_kept_as_well() {
    on_both(|database, service| {
        let kind = database.kind;
        let folder = tempfile::tempdir().unwrap();
        let (done, told) = take_in(service, &write(folder.path(), "439992_person_20261122.csv", "氏名\n"));
        assert!(done.is_err() && told.len() == 8, "{kind}: {told:?}");
        let people = person("縁側 太郎", "2026-11-01");
        let newer = write(folder.path(), "439992_person_20261122_002.csv", &people);
        take_in(service, &newer).0.unwrap();
        let older = take_in(service, &write(folder.path(), "439992_person_20261101.csv", &people));
        assert!(
            older.0.is_err() && older.1.is_empty(),
            "{kind}: the error itself tells why"
        );
        let kept = operator(service).kept_deliveries().unwrap();
        let states: Vec<_> = kept
            .iter()
            .map(|delivery| (delivery.file_name.as_str(), delivery.state))
            .collect();
        assert_eq!(
            states,
            [
                ("439992_person_20261122.csv", DeliveryState::Refused),
                ("439992_person_20261122_002.csv", DeliveryState::Applied),
                ("439992_person_20261101.csv", DeliveryState::Refused)
            ],
            "{kind}"
        );
        assert_eq!(
            operator(service).kept_delivery(kept[0].id).unwrap().findings,
            told,
            "{kind}"
        );
        let older = operator(service).kept_delivery(kept[2].id).unwrap().findings;
        assert_eq!(older.len(), 1, "{kind}");
        assert_eq!(older[0].rule.id(), "file.older", "{kind}");
    });
}

#[test]
fn of_very_many_findings_the_first_are_kept_and_all_are_counted() {
    on_both(|database, service| {
        let kind = database.kind;
        let folder = tempfile::tempdir().unwrap();
        let bad = MOST_FINDINGS + 1_234;
        let mut text = PEOPLE.to_owned();
        for _ in 0..bad {
            text.push_str(&row("1"));
        }
        text.push_str(&row("0000000001"));
        let (done, told) = take_in(service, &write(folder.path(), "439992_person_20261122.csv", &text));
        let done = done.unwrap();
        assert_eq!(
            (done.refused, done.findings, told.len() as u64),
            (bad, bad, bad),
            "{kind}"
        );
        let kept = operator(service).kept_delivery(done.delivery.unwrap()).unwrap();
        assert_eq!(kept.findings.len() as u64, MOST_FINDINGS, "{kind}");
        assert_eq!(kept.findings[..], told[..kept.findings.len()], "{kind}");
        assert_eq!(kept.beyond(), 1_234, "{kind}");
    });
}

#[test]
fn an_interrupted_delivery_has_what_was_found_until_then() {
    on_both(|database, service| {
        let kind = database.kind;
        let folder = tempfile::tempdir().unwrap();
        let mut text = format!("{PEOPLE}{}", row("1"));
        for number in 1..=2_500 {
            text.push_str(&row(&format!("{number:010}")));
        }
        let file = write(folder.path(), "439992_person_20261122.csv", &text);
        let operator_here = operator(service);
        let received = operator_here.receive_file(&file).unwrap();
        let mut stopping = StopsAfterTheFirstBatch(database);
        let stopped = operator_here.apply(received, &service::Reading::default(), &mut stopping);
        assert!(stopped.is_err(), "{kind}");
        database.by_other_hands("ALTER TABLE gone RENAME TO persons");
        let delivery = operator(service).kept_deliveries().unwrap().remove(0);
        assert_eq!(delivery.state, DeliveryState::Begun, "{kind}");
        assert_eq!(
            (delivery.counts.tally.new, delivery.counts.refused),
            (1_000, 1),
            "{kind}"
        );
        assert_eq!(
            operator(service).kept_delivery(delivery.id).unwrap().findings.len(),
            1,
            "{kind}"
        );
        let done = take_in(service, &file).0.unwrap();
        assert_eq!(
            (done.tally.new, done.tally.unchanged),
            (1_500, 1_000),
            "{kind}: the same file completes it"
        );
    });
}

/// Takes the table of persons away as soon as rows have gone in.
struct StopsAfterTheFirstBatch<'d>(&'d harness::Database);

impl service::Observer for StopsAfterTheFirstBatch<'_> {
    fn found(&mut self, _finding: &domain::delivery::Finding) {}

    fn counted(&mut self, rows: u64) {
        if rows == 1_001 {
            self.0.by_other_hands("ALTER TABLE persons RENAME TO gone");
        }
    }
}
