//! Months of validity beyond what the insurer grants are taken in with a warning that says what is granted.

use std::path::Path;

use domain::certification::{MonthLimits, ValidityLimits};
use domain::delivery::{Finding, Severity};
use domain::insurer::InsurerRules;
use domain::language::Language;
use service::Service;

use crate::{on_both, operator, person, take_in, write};

const APPLICATIONS: &str = "被保険者番号,申請番号,申請日,申請区分,情報提供同意,法令上の申請区分\n\
    0000000001,A-1,2025-04-01,1,1,\n\
    0000000001,A-2,2026-02-10,2,1,\n\
    0000000001,A-3,2026-10-01,3,1,2\n\
    0000000001,A-4,2021-03-31,2,1,\n";

/// Takes in one result: of which application, the level, from when to when, how many months.
fn result(service: &Service, folder: &Path, told: &str) -> Vec<String> {
    let heading = "被保険者番号,申請番号,要介護状態区分,認定日,有効開始日,有効終了日,有効月数,審査会意見,サービス指定,状態,チェックリスト実施日";
    let [number, level, first, last, months] = told.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{told}")
    };
    let text = format!("{heading}\n0000000001,{number},{level},{first},{first},{last},{months},,,2,\n");
    let (done, findings) = take_in(service, &write(folder, "439992_certification_20261120.csv", &text));
    assert_eq!(done.unwrap().refused, 0, "{told}: {findings:?}");
    findings.iter().map(told_of).collect()
}

fn told_of(finding: &Finding) -> String {
    assert_eq!(finding.rule.severity(), Severity::Warning);
    format!(
        "{} {}",
        finding.row.unwrap_or_default(),
        finding.rule.words(Language::English)
    )
}

fn known(service: &Service, folder: &Path) {
    for (name, text) in [
        ("439992_person_20261118.csv", person("縁側 太郎", "2026-11-18").as_str()),
        ("439992_application_20261119.csv", APPLICATIONS),
    ] {
        let (done, findings) = take_in(service, &write(folder, name, text));
        assert_eq!(done.unwrap().refused, 0, "{findings:?}");
    }
}

#[test]
fn months_beyond_what_is_granted_are_named_by_kind_and_level_before() {
    on_both(|database, service| {
        let folder = tempfile::tempdir().unwrap();
        known(service, folder.path());
        let beyond = |least: u8, most: u8| {
            vec![format!(
                "2 The months of validity lie outside what is granted for such an application ({least} to {most} months)."
            )]
        };
        let told = |text: &str| result(service, folder.path(), text);
        assert_eq!(
            told("A-1 21 2025-04-01 2026-03-31 12"),
            Vec::<String>::new(),
            "{}",
            database.kind
        );
        assert_eq!(told("A-1 21 2025-04-01 2026-04-30 13"), beyond(3, 12));
        // The same level as before may be valid longer than another.
        assert_eq!(told("A-2 21 2026-04-01 2030-03-31 48"), Vec::<String>::new());
        assert_eq!(told("A-2 22 2026-04-01 2030-03-31 48"), beyond(3, 36));
        // A change of level that counts as the renewal has a renewal's months.
        assert_eq!(told("A-3 23 2026-11-01 2029-10-31 36"), Vec::<String>::new());
        // Other limits counted for what was applied for before April 2021, and nobody knows what an unknown number asked for.
        assert_eq!(told("A-4 24 2021-05-01 2026-04-30 60"), Vec::<String>::new());
        assert_eq!(told("A-9 24 2021-05-01 2026-04-30 60"), Vec::<String>::new());
    });
}

#[test]
fn an_insurer_may_grant_less_than_the_ordinance() {
    on_both(|_, service| {
        let folder = tempfile::tempdir().unwrap();
        known(service, folder.path());
        let national = ValidityLimits::national();
        let renewal = MonthLimits {
            most: 24,
            most_if_unchanged: 24,
            ..national.renewal
        };
        let settled = |rules: InsurerRules| InsurerRules {
            limits: ValidityLimits { renewal, ..national },
            ..rules
        };
        operator(service).change_insurer_rules(settled).unwrap();
        let told = result(service, folder.path(), "A-2 21 2026-04-01 2029-03-31 36");
        assert!(told.concat().contains("(3 to 24 months)"), "{told:?}");
        assert_eq!(
            result(service, folder.path(), "A-2 21 2026-04-01 2028-03-31 24"),
            Vec::<String>::new()
        );
    });
}
