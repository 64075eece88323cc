//! 利用不許可通知書, 補正通知書, 利用停止通知書, 利用終了通知書.

use domain::insurer::{Appeal, PermitWord, SealLine};
use notice::{UsageOutcome, UsageOutcomeNotice};

use crate::reader::Letter;
use crate::{day, head};

pub fn outcome(outcome: UsageOutcome) -> UsageOutcomeNotice {
    UsageOutcomeNotice {
        head: head(),
        word: PermitWord::Permit,
        outcome,
        applied_on: Some(day("2026-11-15")),
        reference: "R7K3M9QX2".to_owned(),
        organization: "居宅介護支援事業所ひなたぼっこ".to_owned(),
        office_number: "4370100012".to_owned(),
        kind: "居宅介護支援".to_owned(),
        reason: "事業所番号が、指定を受けた事業所のものと一致しないため。".to_owned(),
        appeal: Appeal::Standard.text("縁側市", "縁側市長"),
        apply_url: "https://enrol.engawa.example.jp/apply/status".to_owned(),
    }
}

/// File, title, and what it tells from this day on.
type Case = (
    &'static str,
    &'static str,
    fn(domain::calendar::day::Day) -> UsageOutcome,
);

const ALL: [Case; 4] = [
    ("usage-refusal", "利用不許可通知書", UsageOutcome::Refused),
    (
        "usage-correction",
        "利用申請の補正について（通知）",
        UsageOutcome::ToCorrect,
    ),
    ("usage-suspension", "利用停止通知書", UsageOutcome::Suspended),
    ("usage-end", "利用終了通知書", UsageOutcome::Ended),
];

#[test]
fn each_is_one_page_with_number_date_seal_line_day_and_reason() {
    for (file, title, of) in ALL {
        let letter = Letter::lay(file, &outcome(of(day("2026-12-10"))).pdf().unwrap());
        assert_eq!(letter.pages().len(), 1, "{file}");
        letter.assert_says(
            0,
            &[
                title,
                "縁介保第123号",
                "令和8年11月22日",
                "（公印省略）",
                "令和8年12月10日",
                "事業所番号が、指定を受けた事業所のものと一致しないため。",
                "居宅介護支援事業所ひなたぼっこ",
                "4370100012",
                "096-000-0000",
            ],
        );
    }
}

#[test]
fn decisions_say_how_to_object_and_a_correction_decides_nothing() {
    for (file, _, of) in ALL {
        let letter = Letter::lay(file, &outcome(of(day("2026-12-10"))).pdf().unwrap());
        let page = letter.pages().remove(0);
        let appeal = [
            "審査請求",
            "3か月以内",
            "縁側市長に対して",
            "6か月以内",
            "縁側市を被告として",
        ];
        let said = appeal.iter().all(|words| page.contains(words));
        assert_eq!(said, file != "usage-correction", "{file}: {page}");
        let mut silent = outcome(of(day("2026-12-10")));
        silent.appeal.clear();
        let page = Letter::lay("without-appeal", &silent.pdf().unwrap()).pages().remove(0);
        assert!(!page.contains("教示") && !page.contains("審査請求"), "{file}");
    }
}

#[test]
fn a_correction_names_its_last_day_with_the_day_of_the_week() {
    let letter = Letter::lay(
        "usage-correction",
        &outcome(UsageOutcome::ToCorrect(day("2026-12-10"))).pdf().unwrap(),
    );
    letter.assert_says(
        0,
        &[
            "令和8年12月10日（木）まで",
            "https://enrol.engawa.example.jp/apply/status",
            "確認番号",
        ],
    );
}

#[test]
fn the_word_of_the_insurer_stands_in_every_place() {
    for (file, _, of) in ALL {
        let mut notice = outcome(of(day("2026-12-10")));
        notice.word = PermitWord::Approve;
        let page = Letter::lay(&format!("{file}-approve"), &notice.pdf().unwrap())
            .pages()
            .remove(0);
        assert!(!page.contains("許可"), "{file}: {page}");
    }
    let mut permit = crate::usage_permit::permit();
    permit.word = PermitWord::Approve;
    let letter = Letter::lay("usage-permit-approve", &permit.pdf().unwrap());
    letter.assert_says(0, &["利用承認通知書", "承認しましたので", "利用を承認する日"]);
    assert!(!letter.pages()[0].contains("許可"));
}

#[test]
fn where_a_seal_is_set_there_is_room_for_it_and_no_word() {
    for (file, _, of) in ALL {
        let mut notice = outcome(of(day("2026-12-10")));
        notice.head.seal = SealLine::Room;
        let letter = Letter::lay(&format!("{file}-seal"), &notice.pdf().unwrap());
        assert_eq!(letter.pages().len(), 1, "{file}");
        assert!(!letter.pages()[0].contains("公印"), "{file}");
    }
}

#[test]
fn rare_names_and_long_reasons_stay_whole() {
    let name = "髙﨑 𠮷邉濵";
    let reason = "届出のあった管理者の氏名が、指定の内容と一致しないため。".repeat(14);
    for (file, _, of) in ALL {
        let mut notice = outcome(of(day("2026-12-10")));
        notice.head.to.name = name.to_owned();
        notice.organization = "居宅介護支援事業所 髙﨑𠮷邉濵".to_owned();
        notice.reason = reason.clone();
        let letter = Letter::lay(&format!("{file}-long"), &notice.pdf().unwrap());
        letter.assert_says(0, &[name, "髙﨑𠮷邉濵", &reason]);
    }
}
