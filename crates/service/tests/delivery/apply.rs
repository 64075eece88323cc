//! Taking in whole deliveries: everything is accounted for, nothing changes the second time, and what is wrong is named
//! and stops nothing else.

use std::path::Path;

use domain::delivery::{ReceptionRule, Severity};
use domain::language::Language;
use service::{DeliveryError, ImportOptions, Mapping, Reading, ServiceError};

use crate::{PEOPLE, apply, delivery, on_both, person, take_in, write};

#[test]
fn a_whole_delivery_goes_in_and_the_second_time_changes_nothing() {
    let (_folder, summary) = delivery();
    on_both(|database, service| {
        for time in ["first", "second"] {
            for file in &summary.files {
                let (done, findings) = take_in(service, &file.path);
                let done = done.unwrap();
                let errors: Vec<_> = findings
                    .iter()
                    .filter(|finding| finding.severity() == Severity::Error)
                    .collect();
                assert!(errors.is_empty(), "{} {}: {errors:?}", database.kind, done.file);
                assert_eq!(
                    done.rows(),
                    file.rows,
                    "{} {}: every row is accounted for",
                    database.kind,
                    done.file
                );
                if time == "first" {
                    assert_eq!(done.tally.new, file.rows, "{} {}", database.kind, done.file);
                } else {
                    assert_eq!(done.tally.unchanged, file.rows, "{} {}", database.kind, done.file);
                }
            }
        }
        assert_eq!(
            service.verify_ledger().unwrap().faults,
            Vec::<String>::new(),
            "{}",
            database.kind
        );
    });
}

#[test]
fn a_file_is_noted_before_its_first_row_and_not_taken_in_without_the_ledger() {
    let (_folder, summary) = delivery();
    on_both(|database, service| {
        let kind = database.kind;
        let mut files = summary.files.iter();
        let entries = || service.verify_ledger().unwrap().entries;
        let before = entries();
        take_in(service, &files.next().unwrap().path).0.unwrap();
        assert_eq!(entries() - before, 2, "{kind}: the beginning and the end");
        let before = database.contents();
        database.by_other_hands("ALTER TABLE ledger_entries RENAME TO ledger_gone");
        let (done, _) = take_in(service, &files.next().unwrap().path);
        assert!(
            matches!(done, Err(DeliveryError::Service(ServiceError::Ledger))),
            "{kind}: {done:?}"
        );
        assert!(database.contents() == before, "{kind}: nothing was taken in");
    });
}

#[test]
fn the_ministrys_files_go_in_with_every_row_accounted_for() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    on_both(|database, service| {
        let mut rows = 0;
        for name in ["mhlw_offices_730.csv", "mhlw_offices_770.csv"] {
            let (done, _) = take_in(service, &data.join(name));
            let done = done.unwrap();
            assert_eq!(done.refused, 0, "{} {name}", database.kind);
            rows += done.rows();
        }
        assert_eq!(rows, 6_557, "{}", database.kind);
    });
}

#[test]
fn an_older_file_does_not_overwrite_newer_rows_unless_told_to() {
    on_both(|database, service| {
        let folder = tempfile::tempdir().unwrap();
        let newer = write(
            folder.path(),
            "439992_person_20261121.csv",
            &person("縁側 太郎", "2026-11-21"),
        );
        let older = write(
            folder.path(),
            "439992_person_20261120.csv",
            &person("古井 太郎", "2026-11-20"),
        );
        // A file that was refused as a whole has left nothing that could be overwritten.
        let (done, _) = take_in(service, &write(folder.path(), "439992_person_20261122.csv", "氏名\n"));
        assert!(matches!(done, Err(DeliveryError::Refused { .. })), "{}", database.kind);
        let changed = |file: &Path| take_in(service, file).0.map(|done| done.tally);
        assert_eq!(changed(&newer).unwrap().new, 1, "{}", database.kind);

        let refused = changed(&older).unwrap_err();
        assert!(
            matches!(refused.rule(), Some(ReceptionRule::Older { .. })),
            "{}: {refused}",
            database.kind
        );
        let words = refused.words(Language::Japanese);
        for part in ["令和8年11月20日", "令和8年11月21日", "被保険者"] {
            assert!(words.contains(part), "{words}");
        }
        assert!(
            !words.contains("--"),
            "which option helps, the command line knows: {words}"
        );
        assert_eq!(
            changed(&newer).unwrap().unchanged,
            1,
            "{}: nothing has changed",
            database.kind
        );

        let forced = Reading {
            even_if_older: true,
            ..Reading::default()
        };
        let (done, _) = apply(service, &older, &forced);
        assert_eq!(done.unwrap().tally.changed, 1, "{}", database.kind);
        // Another feed has its own newest day.
        let consents = write(
            folder.path(),
            "439992_consent_20261101.csv",
            "被保険者番号,受付日,受付方法,署名区分,署名者氏名,続柄,様式版,効力開始日,撤回日\n\
             0000000001,2025-04-01,1,1,,,2025-04,2025-04-01,\n",
        );
        assert_eq!(take_in(service, &consents).0.unwrap().tally.new, 1, "{}", database.kind);
    });
}

#[test]
fn a_vendors_headings_are_read_with_its_mapping() {
    on_both(|database, service| {
        let folder = tempfile::tempdir().unwrap();
        let text = person("縁側 太郎", "2026-11-21").replace("被保険者番号", "被保番");
        let file = write(folder.path(), "439992_person_20261121.csv", &text);
        assert!(
            matches!(take_in(service, &file).0, Err(DeliveryError::Refused { .. })),
            "{}",
            database.kind
        );
        let options = ImportOptions {
            mapping: Mapping::from_toml("version = 1\n[person]\n\"被保険者番号\" = \"被保番\"").unwrap(),
            ..ImportOptions::default()
        };
        let reading = Reading {
            options,
            ..Reading::default()
        };
        assert_eq!(
            apply(service, &file, &reading).0.unwrap().tally.new,
            1,
            "{}",
            database.kind
        );
    });
}

#[test]
fn a_bad_row_is_named_and_stops_nothing_else() {
    on_both(|database, service| {
        let folder = tempfile::tempdir().unwrap();
        let text = format!(
            "{PEOPLE}\
             0000000001,縁側 太郎,エンガワ タロウ,1940-02-03,1,縁側市1,,,2026-11-22T00:00:00+09:00\n\
             00000002,縁側 次郎,エンガワ ジロウ,1941-02-03,1,縁側市1,,,2026-11-22T00:00:00+09:00\n\
             0000000003,縁側 三郎,エンガワ サブロウ,1941-02-30,1,縁側市1,,,2026-11-22T00:00:00+09:00\n\
             0000000004,縁側 花子,エンガワ ハナコ,S16.02.03,2,縁側市1,,,2026-11-22T00:00:00+09:00\n"
        );
        let (done, findings) = take_in(service, &write(folder.path(), "439992_person_20261122.csv", &text));
        let done = done.unwrap();
        assert_eq!(
            (done.tally.new, done.refused),
            (2, 2),
            "{}: {findings:?}",
            database.kind
        );
        let places: Vec<_> = findings
            .iter()
            .filter(|finding| finding.severity() == Severity::Error)
            .map(|finding| (finding.row, finding.column.as_deref(), finding.masked_value.is_some()))
            .collect();
        assert_eq!(
            places,
            [(Some(3), Some("被保険者番号"), true), (Some(4), Some("生年月日"), true)]
        );
        let told: String = findings.iter().map(|finding| format!("{finding:?}")).collect();
        assert!(
            !told.contains("00000002") && !told.contains("1941-02-30"),
            "values are masked: {told}"
        );
    });
}

#[test]
fn a_row_about_somebody_unknown_is_refused_with_its_place() {
    on_both(|database, service| {
        let folder = tempfile::tempdir().unwrap();
        let text = "被保険者番号,届出区分,事業所番号,委託先事業所番号,開始日,終了日,届出日\n\
                    0000009999,1,4379900014,,2026-04-01,,2026-03-20\n";
        let (done, findings) = take_in(service, &write(folder.path(), "439992_assignment_20261122.csv", text));
        assert_eq!(done.unwrap().refused, 1, "{}", database.kind);
        let finding = findings
            .iter()
            .find(|finding| finding.rule.id() == "person.unknown")
            .unwrap();
        assert_eq!(
            (finding.row, finding.column.as_deref()),
            (Some(2), Some("被保険者番号")),
            "{}",
            database.kind
        );
    });
}

fn not_received<T>(done: &Result<T, DeliveryError>) -> Option<ReceptionRule> {
    done.as_ref().err().and_then(DeliveryError::rule)
}

#[test]
fn a_file_that_is_not_what_it_says_leaves_nothing() {
    on_both(|database, service| {
        let folder = tempfile::tempdir().unwrap();
        let cases = [
            (
                "439992_person_20261122.csv",
                "被保険者番号,氏名\n0000000001,縁側 太郎\n",
            ),
            ("439992_documents_20261122.zip", "this is no ZIP"),
            ("439992_consent_20261122.csv", ""),
        ];
        for (name, text) in cases {
            let (done, findings) = take_in(service, &write(folder.path(), name, text));
            assert!(
                matches!(done, Err(DeliveryError::Refused { .. })),
                "{} {name}: {done:?}",
                database.kind
            );
            assert!(!findings.is_empty(), "{} {name}", database.kind);
        }
        let (done, _) = take_in(service, &write(folder.path(), "431007_person_20261122.csv", PEOPLE));
        assert!(
            not_received(&done) == Some(ReceptionRule::OtherInsurer),
            "{}: {done:?}",
            database.kind
        );
        let (done, _) = take_in(service, &write(folder.path(), "nonsense.csv", PEOPLE));
        assert!(
            not_received(&done) == Some(ReceptionRule::NameForm),
            "{}: {done:?}",
            database.kind
        );
    });
}
