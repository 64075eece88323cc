//! What the pages of an application ask: the questions as data, how their answers are meant, what cannot be meant. In
//! which order they come, and where the answers lie, is `draft`'s matter.

use crate::parts::form::input::half_width;
use crate::parts::form::question::{Question, one_line};
use domain::organization::OfficeNumber;
use domain::person::{Kana, PersonName, fold_number};

const SERVICE: Question = Question {
    id: "serviceCode",
    label: "システムを利用するサービス",
    kind: "radio",
    missing: "サービスを選んでください。",
    ..Question::PLAIN
};

/// Which of the services under a number.
pub const KIND: &[Question] = &[SERVICE];

/// The same, for a number whose check digit does not hold.
pub const KIND_OF_UNSURE_NUMBER: &[Question] = &[
    SERVICE,
    Question {
        id: "checkDigitConfirmed",
        label: "事業所番号に間違いがないことを確かめました",
        kind: "checkbox",
        missing: "番号を確かめて、「間違いがないことを確かめました」に印を付けてください。",
        ..Question::PLAIN
    },
];

/// The terms of use.
pub const TERMS: &[Question] = &[Question {
    id: "termsVersion",
    label: "利用規約に同意します",
    kind: "checkbox",
    missing: "利用規約を読んで、「同意します」に印を付けてください。",
    ..Question::PLAIN
}];

/// 事業所番号.
pub const OFFICE: &[Question] = &[Question {
    id: "officeNumber",
    label: "事業所番号",
    support: "介護保険の指定を受けた番号です。10桁の数字（3桁目が英字のものもあります）。全角でも入力できます。",
    max_length: 40,
    tidy: fold_number,
    fault: |number| {
        number
            .parse::<OfficeNumber>()
            .is_err()
            .then_some("事業所番号は10桁です。番号を確かめて入力してください。")
    },
    ..Question::PLAIN
}];

/// 利用組織管理者.
pub const ADMINISTRATOR: &[Question] = &[
    Question {
        id: "administratorName",
        label: "利用組織管理者の氏名",
        support: "姓と名のあいだを空けてください。例　佐藤 花子",
        autocomplete: "name",
        fault: |name| {
            name.parse::<PersonName>()
                .is_err()
                .then_some("氏名に使えない文字があります。")
        },
        ..Question::PLAIN
    },
    Question {
        id: "administratorKana",
        label: "氏名のカナ",
        support: "例　サトウ ハナコ",
        tidy: katakana,
        fault: |kana| {
            kana.parse::<Kana>()
                .is_err()
                .then_some("カナは、カタカナかひらがなで入力してください。")
        },
        ..Question::PLAIN
    },
];

/// How the administrator is reached.
pub const CONTACT: &[Question] = &[
    Question {
        id: "contactPhone",
        label: "電話番号",
        support: "市から確認の電話をすることがあります。日中につながる番号を入力してください。",
        kind: "tel",
        autocomplete: "tel",
        max_length: 30,
        tidy: number_with_hyphens,
        fault: |phone| {
            let digits = phone.chars().filter(char::is_ascii_digit).count();
            let others = phone.chars().any(|c| !c.is_ascii_digit() && !"-+()".contains(c));
            (!(10..=15).contains(&digits) || others).then_some("電話番号は、市外局番から数字で入力してください。")
        },
        ..Question::PLAIN
    },
    Question {
        id: "contactMail",
        label: "メールアドレス",
        support: "任意です。パスワードなどの秘密の情報をメールで送ることはありません。",
        required: false,
        autocomplete: "email",
        max_length: 254,
        tidy: half_width,
        fault: |mail| {
            let (user, host) = mail.split_once('@').unwrap_or_default();
            let good = !user.is_empty() && host.contains('.') && !mail.contains(char::is_whitespace);
            (!good).then_some("メールアドレスの形になっていません。例　office@example.jp")
        },
        ..Question::PLAIN
    },
];

/// How many devices.
pub const DEVICES: &[Question] = &[Question {
    id: "devices",
    label: "利用する端末の台数",
    support: "パソコン、タブレット、スマートフォンの合計です。1から50までの数字で入力してください。",
    kind: "tel",
    max_length: 6,
    tidy: |text| fold_number(text).trim_end_matches('台').to_owned(),
    fault: |number| {
        (!number.parse().is_ok_and(|number: u16| (1..=50).contains(&number)))
            .then_some("台数は、1から50までの数字で入力してください。")
    },
    ..Question::PLAIN
}];

/// Hiragana as katakana, spaces as one.
fn katakana(text: &str) -> String {
    one_line(text)
        .chars()
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Half-width, with whatever looks like a hyphen as one, without spaces.
fn number_with_hyphens(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if "ー‐‑–—―−ｰ".contains(c) { '-' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::form::question::judged;

    fn tidied(questions: &[Question], typed: &[&str]) -> (Vec<String>, usize) {
        let (answers, faults) = judged(questions, typed.iter().map(|text| (*text).to_owned()));
        (
            questions.iter().map(|q| answers.get(q.id).to_owned()).collect(),
            faults.len(),
        )
    }

    #[test]
    fn full_width_and_kana_typed_the_easy_way_are_taken_as_meant() {
        assert_eq!(
            tidied(OFFICE, &["　４３７０ー１０６６３７ "]),
            (vec!["4370106637".to_owned()], 0)
        );
        assert_eq!(
            tidied(ADMINISTRATOR, &["佐藤　　花子", "さとう　はなこ"]),
            (vec!["佐藤 花子".to_owned(), "サトウ ハナコ".to_owned()], 0)
        );
        assert_eq!(
            tidied(
                CONTACT,
                &["０９６ー０００−００００", "ｏｆｆｉｃｅ＠ｅｘａｍｐｌｅ．ｊｐ"]
            ),
            (vec!["096-000-0000".to_owned(), "office@example.jp".to_owned()], 0)
        );
        assert_eq!(tidied(DEVICES, &["３台"]), (vec!["3".to_owned()], 0));
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        assert_eq!(tidied(OFFICE, &["437010663"]).1, 1);
        assert_eq!(tidied(ADMINISTRATOR, &["佐藤 花子", "佐藤 花子"]).1, 1);
        assert_eq!(tidied(CONTACT, &["000-0000", ""]).1, 1);
        assert_eq!(tidied(CONTACT, &["096-000-0000", "office"]).1, 1);
        for number in ["0", "51", "三"] {
            assert_eq!(tidied(DEVICES, &[number]).1, 1, "{number}");
        }
    }
}
