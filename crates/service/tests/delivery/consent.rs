//! Who wins when a delivery meets a consent that is kept: a withdrawal always, then the desk, then the newer file.

use crate::{on_both, person, take_in, write};

const HEADINGS: &str = "被保険者番号,受付日,受付方法,署名区分,署名者氏名,続柄,様式版,効力開始日,撤回日\n";

/// The consent of one person, as the file of a day brings it.
fn consents(day: u32, row: &str) -> (String, String) {
    let text = format!("{HEADINGS}0000000001,2026-04-02,1,{row}\n");
    (format!("439992_consent_202611{day:02}.csv"), text)
}

#[test]
fn a_delivery_that_contradicts_is_told_and_does_not_win() {
    on_both(|database, service| {
        let kind = database.kind;
        let folder = tempfile::tempdir().unwrap();
        let people = write(
            folder.path(),
            "439992_person_20261101.csv",
            &person("縁側 太郎", "2026-11-01"),
        );
        take_in(service, &people).0.unwrap();
        let deliver = |day: u32, row: &str| {
            let (name, text) = consents(day, row);
            let (done, findings) = take_in(service, &write(folder.path(), &name, &text));
            let done = done.unwrap();
            let told: Vec<_> = findings
                .iter()
                .map(|finding| (finding.row, finding.rule.id()))
                .collect();
            assert_eq!(done.refused, 0, "{kind}: {told:?}");
            (done.tally.new, done.tally.changed, done.tally.unchanged, told)
        };
        let open = "2,縁側 花子,長女,2026-04,2026-04-03,";
        let withdrawn = "2,縁側 花子,長女,2026-04,2026-04-03,2026-11-05";
        assert_eq!(deliver(1, open), (1, 0, 0, vec![]), "{kind}");
        assert_eq!(
            deliver(2, "1,,,2026-04,2026-04-03,"),
            (0, 1, 0, vec![]),
            "{kind}: the newer file holds"
        );
        assert_eq!(deliver(3, open), (0, 1, 0, vec![]), "{kind}");
        assert_eq!(deliver(6, withdrawn), (0, 1, 0, vec![]), "{kind}: a withdrawal goes in");
        let stays = vec![(Some(2), "consent.withdrawal-stays")];
        assert_eq!(
            deliver(7, open),
            (0, 0, 1, stays.clone()),
            "{kind}: and is not taken back"
        );
        assert_eq!(
            deliver(8, &withdrawn.replace("11-05", "11-30")),
            (0, 0, 1, stays),
            "{kind}: nor put off"
        );

        database.by_other_hands("UPDATE consents SET origin = 'desk', withdrawn_on = NULL");
        assert_eq!(
            deliver(9, open),
            (0, 0, 1, vec![]),
            "{kind}: it says the same as the desk"
        );
        let differs = vec![(Some(2), "consent.desk-differs")];
        assert_eq!(
            deliver(10, "1,,,2026-04,2026-04-03,"),
            (0, 0, 1, differs),
            "{kind}: the desk stays"
        );
        assert_eq!(
            deliver(11, withdrawn),
            (0, 1, 0, vec![]),
            "{kind}: a withdrawal goes in here as well"
        );
    });
}
