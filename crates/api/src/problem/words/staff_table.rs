//! The words of the rules of a table of staff: of the whole, and of each row.

use domain::account::Role;
use domain::language::Language;
use service::{Encoding, StaffColumn, StaffRowRule, StaffTableRule};

use crate::problem::told::Told;

impl Told for StaffRowRule {
    fn id(&self) -> &'static str {
        Self::id(self)
    }

    fn detail(&self, language: Language) -> String {
        let (ja, en) = match self {
            Self::Formula => (
                "= + - @ などの記号で始まる値は、表計算ソフトで数式になるため使えません。",
                "A value must not begin with = + - @ and the like: a spreadsheet takes it for a formula.",
            ),
            Self::Action => (
                "操作は、追加・停止・退職のどれかにしてください（空欄は追加です）。",
                "The operation is none of the three that the API description names; an empty one adds somebody.",
            ),
            Self::Role => return no_role(language),
            Self::LoginIdOfNewcomer => (
                "追加する人のログインIDは、本人が初期設定で決めます。空欄にしてください。",
                "Somebody new chooses the login ID at the first log-in. Leave it empty.",
            ),
            Self::Unknown => (
                "このログインIDの人は、この利用組織にいません。停止と退職には、ログインIDが必要です。",
                "Nobody of this organization has this login ID. To suspend or release somebody, the login ID is needed.",
            ),
            Self::Twice => (
                "同じ人の行が2つ以上あります。1つにしてください。",
                "There are two rows or more for the same person. Leave one.",
            ),
        };
        language.choose(ja, en).to_owned()
    }

    fn remedy(&self, _: Language) -> Option<String> {
        None
    }
}

/// The roles that a row may name.
fn no_role(language: Language) -> String {
    let roles = Role::standing(true);
    match language {
        Language::Japanese => {
            let names: Vec<_> = roles.map(Role::name_ja).collect();
            format!("権限は、{}のどれかにしてください。", names.join("・"))
        }
        Language::English => {
            let codes: Vec<_> = roles.map(Role::code).collect();
            format!("The role must be one of {}.", codes.join(", "))
        }
    }
}

impl Told for StaffTableRule {
    fn id(&self) -> &'static str {
        Self::id(self)
    }

    fn detail(&self, language: Language) -> String {
        match language {
            Language::Japanese => in_japanese(self),
            Language::English => in_english(self),
        }
    }

    fn remedy(&self, _: Language) -> Option<String> {
        None
    }
}

fn in_japanese(rule: &StaffTableRule) -> String {
    match rule {
        StaffTableRule::MissingColumn { column } => {
            format!("列「{column}」がありません。1行目に 氏名,権限,操作,ログインID の見出しを入れてください。")
        }
        StaffTableRule::UnknownColumn => {
            "見出しに使えるのは、氏名・権限・操作・ログインIDだけです（それぞれ1つ）。".to_owned()
        }
        StaffTableRule::Malformed { line } => {
            format!("{line}行目を読み取れません。値の数と、引用符（\"）の対応を確認してください。")
        }
        StaffTableRule::NoText { line, column, read } => {
            let read = read.map(|(encoding, good)| {
                let name = match encoding {
                    Encoding::Utf8 => "UTF-8",
                    Encoding::Ms932 => "シフトJIS",
                };
                format!("文字コードは{name}として読みました（先頭から{}バイト目）。", good + 1)
            });
            let column = match column {
                StaffColumn::Named(head) => head.clone(),
                StaffColumn::Numbered(place) => format!("{place}列目"),
            };
            format!(
                "{line}行目の「{column}」に、読み取れない文字があります。{}表計算ソフトで、文字コードがUTF-8かシフトJISのCSV（「CSV UTF-8\
                 （コンマ区切り）」など）として保存し直し、文字化けがないか確かめてから、もう一度選んでください。",
                read.unwrap_or_default()
            )
        }
        StaffTableRule::Empty => "職員の行がありません。".to_owned(),
        StaffTableRule::TooLong { largest } => {
            format!("一度に登録できるのは{largest}人までです。分けて送ってください。")
        }
    }
}

/// The headings are Japanese words, so they are not spelled out here; the API description shows them.
fn in_english(rule: &StaffTableRule) -> String {
    match rule {
        StaffTableRule::MissingColumn { column: _ } => {
            "A column is missing. Put the headings that the API description shows into the first line.".to_owned()
        }
        StaffTableRule::UnknownColumn => {
            "A heading is none of those that the API description shows, or stands there twice.".to_owned()
        }
        StaffTableRule::Malformed { line } => {
            format!(
                "Line {line} cannot be read. Check the number of values, and that quotation marks (\") come in pairs."
            )
        }
        StaffTableRule::NoText { line, column, read } => {
            let read = read.map(|(encoding, good)| {
                let name = match encoding {
                    Encoding::Utf8 => "UTF-8",
                    Encoding::Ms932 => "Shift_JIS",
                };
                format!("It was read as {name} (byte {}). ", good + 1)
            });
            let column = match column {
                StaffColumn::Named(head) => format!("“{head}”"),
                StaffColumn::Numbered(place) => place.to_string(),
            };
            format!(
                "Line {line}, column {column} holds characters that cannot be read. {}Save the table again as CSV in \
                 UTF-8 or Shift_JIS, look whether every character is right, and send it again.",
                read.unwrap_or_default()
            )
        }
        StaffTableRule::Empty => "There is no row of staff.".to_owned(),
        StaffTableRule::TooLong { largest } => {
            format!("At most {largest} people can be entered at a time. Send the table in parts.")
        }
    }
}
