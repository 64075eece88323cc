//! People whose number changes keep everything; people who return do not get an old consent back unseen.

use std::path::Path;

use domain::delivery::Finding;
use domain::insurer::InsurerRules;
use domain::insurer::shown::{ConsentOnReturn, ShownRules};
use harness::Database;
use service::{DeliveryReport, Service};

use crate::{on_both, operator, take_in, write};

type Taken = (DeliveryReport, Vec<Finding>);

const PEOPLE: &str =
    "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時,転入日,旧被保険者番号\n";

/// Takes in one person as the register has it on a day: number, day of moving in, former number.
fn register(service: &Service, folder: &Path, day: &str, [number, moved_in, former]: [&str; 3]) -> Taken {
    let stamp = day.replace('-', "");
    let text = format!("{PEOPLE}{number},縁側 太郎,エンガワ タロウ,1960-02-03,1,,,,{day},{moved_in},{former}\n");
    let (done, findings) = take_in(service, &write(folder, &format!("439992_person_{stamp}.csv"), &text));
    (done.unwrap(), findings)
}

fn ids(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.id()).collect()
}

fn consent(service: &Service, folder: &Path, insured: &str) {
    let text = format!(
        "被保険者番号,受付日,受付方法,署名区分,署名者氏名,続柄,様式版,効力開始日,撤回日\n{insured},2025-04-01,1,1,,,2025-04,2025-04-01,\n"
    );
    let (done, findings) = take_in(service, &write(folder, "439992_consent_20261120.csv", &text));
    assert_eq!(done.unwrap().refused, 0, "{findings:?}");
}

#[test]
fn whose_number_changes_stays_the_same_person_under_both() {
    on_both(|database, service| {
        let (kind, folder) = (database.kind, tempfile::tempdir().unwrap());
        register(service, folder.path(), "2026-11-18", ["H000000001", "", ""]);
        let (done, findings) = register(service, folder.path(), "2026-11-19", ["0000000001", "", "H000000001"]);
        assert_eq!((done.tally.new, done.tally.changed), (0, 1), "{kind}: {findings:?}");
        // A row of another feed may still name the old number.
        consent(service, folder.path(), "H000000001");
        // The register's row with the old number is history.
        let (done, findings) = register(service, folder.path(), "2026-11-20", ["H000000001", "", ""]);
        assert_eq!(
            (done.refused, ids(&findings)),
            (1, vec!["person.former-number"]),
            "{kind}"
        );
        let (done, _) = register(service, folder.path(), "2026-11-21", ["0000000001", "", "H000000001"]);
        assert_eq!(done.tally.unchanged, 1, "{kind}: the same again changes nothing");
        assert_eq!(people(database).len(), 1, "{kind}");
    });
}

#[test]
fn two_people_under_both_numbers_are_named_and_not_joined() {
    on_both(|database, service| {
        let (kind, folder) = (database.kind, tempfile::tempdir().unwrap());
        register(service, folder.path(), "2026-11-18", ["H000000001", "", ""]);
        register(service, folder.path(), "2026-11-19", ["0000000001", "", ""]);
        let (done, findings) = register(service, folder.path(), "2026-11-20", ["0000000001", "", "H000000001"]);
        assert_eq!((done.refused, ids(&findings)), (0, vec!["person.two-people"]), "{kind}");
        assert_eq!(people(database).len(), 2, "{kind}");
    });
}

/// The rows of people as they are kept.
fn people(database: &Database) -> Vec<String> {
    let rows = database.contents().into_iter();
    rows.filter(|row| row.contains("persons VALUES")).collect()
}

#[test]
fn who_returns_has_lost_the_consent_unless_the_insurer_lets_it_revive() {
    for revives in [false, true] {
        on_both(|database, service| {
            let (kind, folder) = (database.kind, tempfile::tempdir().unwrap());
            if revives {
                let settled = |rules: InsurerRules| InsurerRules {
                    shown: ShownRules {
                        consent_on_return: ConsentOnReturn::Revives,
                        ..rules.shown
                    },
                    ..rules
                };
                operator(service).change_insurer_rules(settled).unwrap();
            }
            let gone = "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時\n\
                        0000000001,縁側 太郎,エンガワ タロウ,1960-02-03,1,,20261101,2,2026-11-18\n";
            take_in(service, &write(folder.path(), "439992_person_20261118.csv", gone))
                .0
                .unwrap();
            register(service, folder.path(), "2026-11-19", ["0000000001", "2026-11-15", ""]);
            // The day of the loss is remembered if it ended the consents before it.
            let remembered = people(database).concat().contains("2026-11-01");
            assert_eq!(remembered, !revives, "{kind}");
        });
    }
}
