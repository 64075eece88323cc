//! What a file is as a whole: one without rows brings nothing, of several rows about one person the newest moment holds.

use domain::delivery::{DeliveryState, Severity};
use service::{DeliveryError, Service};

use crate::{PEOPLE, judge, on_both, operator, take_in, write};

fn row(number: &str, address: &str, lost: &str, as_of: &str) -> String {
    format!("{number},縁側 履歴,エンガワ リレキ,昭和10年1月2日,2,{address},{lost},{as_of}\n")
}

const LOST: &str = "20260420,1";
const NOT_LOST: &str = ",";

/// The states of the deliveries that are kept, in their order.
fn states(service: &Service) -> Vec<DeliveryState> {
    let kept = operator(service).kept_deliveries().unwrap();
    kept.into_iter().map(|delivery| delivery.state).collect()
}

#[test]
fn a_file_without_a_row_is_refused_and_makes_nothing_look_fresh() {
    on_both(|database, service| {
        let kind = database.kind;
        let folder = tempfile::tempdir().unwrap();
        let consents = "被保険者番号,受付日,受付方法,署名区分,署名者氏名,続柄,様式版,効力開始日,撤回日";
        for (name, text) in [
            ("439992_person_20261121.csv", PEOPLE.to_owned()),
            ("439992_consent_20261121.csv", format!("{consents}\r\n\r\n,,,\r\n")),
        ] {
            let file = write(folder.path(), name, &text);
            for (done, findings) in [judge(service, &file), take_in(service, &file)] {
                assert!(
                    matches!(done, Err(DeliveryError::Refused { .. })),
                    "{kind} {name}: {done:?}"
                );
                let rules: Vec<_> = findings.iter().map(|finding| finding.rule.id()).collect();
                assert_eq!(rules, ["file.no-rows"], "{kind} {name}");
            }
        }
        assert_eq!(states(service), [DeliveryState::Refused; 2], "{kind}");
    });
}

#[test]
fn a_file_of_which_no_row_comes_in_makes_nothing_look_fresh() {
    on_both(|database, service| {
        let kind = database.kind;
        let folder = tempfile::tempdir().unwrap();
        let text = format!("{PEOPLE}{}", row("123", "縁側市1", NOT_LOST, "2026-11-21"));
        let (done, _) = take_in(service, &write(folder.path(), "439992_person_20261121.csv", &text));
        assert_eq!(done.unwrap().refused, 1, "{kind}");
        assert_eq!(states(service), [DeliveryState::Refused], "{kind}");
        // An older file may come after it: nothing was taken in that it could undo.
        let text = format!("{PEOPLE}{}", row("0000960001", "縁側市1", NOT_LOST, "2026-11-20"));
        let (done, _) = take_in(service, &write(folder.path(), "439992_person_20261120.csv", &text));
        assert_eq!(done.unwrap().tally.new, 1, "{kind}");
        assert_eq!(
            states(service),
            [DeliveryState::Refused, DeliveryState::Applied],
            "{kind}"
        );
    });
}

/// What is kept after both rows in one order is what is kept after them in the other.
#[test]
fn the_newest_moment_of_a_file_holds_whatever_the_order_of_its_rows() {
    let newer = row("0000960001", "新住所", LOST, "2026-05-01 08:30:00");
    let older = row("0000960001", "旧住所", NOT_LOST, "2026-03-01 08:30:00");
    // Enough others between them that they come in different transactions.
    let others: String = (1..=1_200)
        .map(|number| row(&format!("{number:010}"), "縁側市1", NOT_LOST, "2026-05-01 08:30:00"))
        .collect();
    on_both(|database, service| {
        let kind = database.kind;
        let folder = tempfile::tempdir().unwrap();
        for (rows, history) in [
            (format!("{newer}{older}"), 3),
            (format!("{older}{newer}"), 2),
            (format!("{newer}{others}{older}"), 1_203),
            (format!("{older}{others}{newer}"), 2),
        ] {
            let file = write(folder.path(), "439992_person_20261201.csv", &format!("{PEOPLE}{rows}"));
            let (done, findings) = take_in(service, &file);
            let done = done.unwrap();
            assert_eq!((done.refused, done.rows()), (0, rows.lines().count() as u64), "{kind}");
            let told: Vec<_> = findings
                .iter()
                .map(|finding| (finding.row, finding.rule.id(), finding.severity()))
                .collect();
            assert_eq!(told, [(Some(history), "row.superseded", Severity::Warning)], "{kind}");
            // The row that holds is what is kept: alone it changes nothing.
            let alone = write(folder.path(), "439992_person_20261201.csv", &format!("{PEOPLE}{newer}"));
            assert_eq!(take_in(service, &alone).0.unwrap().tally.unchanged, 1, "{kind}");
        }
    });
}
