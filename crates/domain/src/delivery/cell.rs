//! Rules about single cells that the feeds share: characters, days, codes, lengths, numbers that several feeds hold.

use std::{fmt, str::FromStr};

use crate::language::Language;
use crate::rule::Parameter;
use crate::text::free_text::TextRule;

/// The codes that a column may hold, in the order in which the manual lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes(Vec<String>);

impl Codes {
    /// These codes; a code holds no comma.
    pub fn new<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        Self(codes.into_iter().map(str::to_owned).collect())
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(","))
    }
}

impl FromStr for Codes {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(text.split(',')))
    }
}

impl Parameter for Codes {
    fn example(_place: usize) -> Self {
        Self::new(["1", "2"])
    }

    fn in_words(&self, language: Language) -> String {
        self.0.join(match language {
            Language::Japanese => "、",
            Language::English => ", ",
        })
    }
}

finding_rules! {
    /// What can be wrong with a cell, whatever its feed.
    pub enum CellRule {
        /// Nothing stands where something must.
        Error Empty = "cell.empty", "必須の項目が空です。", "This cell must not be empty.";
        /// Bytes that are no text.
        Error Malformed = "character.malformed",
            "文字コードとして読めない文字があります。",
            "Some characters cannot be read in the encoding of the file.";
        /// An earlier conversion has lost a character.
        Error Lost = "character.lost",
            "文字化けした文字（�）があります。元のデータから出力し直してください。",
            "A character was lost in an earlier conversion (�). Export the data again from its source.";
        /// A line break, a tab or another control character.
        Error Control = "character.control",
            "改行やタブなどの制御文字が入っています。",
            "The cell holds a control character such as a line break or a tab.";
        /// A character that turns the direction of writing.
        Warning Direction = "character.hidden" / "direction",
            "文字の並ぶ向きを変える、目に見えない文字が入っていました。取り除いて取り込みます。元のデータを確認してください。",
            "The cell held an invisible character that turns the direction of writing. It is left out. Check the source.";
        /// A character that nobody sees.
        Warning Invisible = "character.hidden" / "invisible",
            "目に見えない文字が入っていました。取り除いて取り込みます。元のデータを確認してください。",
            "The cell held a character that nobody sees. It is left out. Check the source.";
        /// A selector of a variant without a character.
        Warning LoneSelector = "character.hidden" / "selector",
            "異体字の指定だけがあり、指定される文字がありません。取り除いて取り込みます。元のデータを確認してください。",
            "A selector of a variant stands without a character. It is left out. Check the source.";
        /// A mark without a letter.
        Error LoneMark = "character.lone-mark",
            "濁点などの記号だけがあり、付く相手の文字がありません。元のデータを確認してください。",
            "A mark that belongs to a letter stands by itself. Check the source.";
        /// A code that is no character.
        Error Unassigned = "character.unassigned",
            "文字が割り当てられていない文字コードが入っています。元のデータを確認してください。",
            "The cell holds a code to which no character is assigned. Check the source.";
        /// A private-use character (外字).
        Warning PrivateUse = "character.private-use",
            "外字が入っています。正しい文字に置き換えるまで、画面に表示されません。",
            "The cell holds a private-use character. It is not shown on screens until it is replaced by a proper one.";
        /// A 個人番号, which must never be here.
        Error MyNumber = "my-number.present",
            "個人番号（マイナンバー）と見られる12桁の数字があります。このシステムには入れられません。列ごと取り除いてください。",
            "Twelve digits look like an Individual Number (My Number). It may not enter this system. Remove the whole column.";
        /// No day in any of the written forms.
        Error DayUnreadable = "day.unreadable",
            "日付を読めません。20260510、2026-05-10、令和8年5月10日、R08.05.10 のいずれかで書いてください。",
            "The date cannot be read. Write it as 20260510, 2026-05-10 or R08.05.10.";
        /// No point in time.
        Error MomentUnreadable = "moment.unreadable",
            "日時を読めません。2026-05-10 09:00:00 か 20260510090000 の形で書いてください。",
            "The date and time cannot be read. Write them as 2026-05-10 09:00:00 or 20260510090000.";
        /// A 60th second, which clocks here do not have.
        Error LeapSecond = "moment.unreadable" / "leap-second",
            "日時の秒が60です（うるう秒）。秒は00から59までで書いてください。",
            "The time has a second 60 (a leap second). Seconds are 00 to 59.";
        /// A period ends before it begins.
        Error PeriodEndsEarly = "day.order" / "period",
            "終わりの日が始まりの日より前です。", "The last day is before the first day.";
        /// A code that the column does not know.
        Error CodeUnknown {
            /// Those it knows.
            codes: Codes,
        } = "code.unknown",
            "コードが正しくありません。使えるのは {codes} です。", "The code is not valid. Valid codes are {codes}.";
        /// More characters than the column takes.
        Error TooLong {
            /// How many it takes.
            longest: u64,
        } = "text.too-long", "{longest}文字までです。", "At most {longest} characters are allowed.";
        /// An insured number that has lost its leading zeros, as spreadsheets do it.
        Error InsuredNumberShort = "insured-number.invalid" / "short",
            "被保険者番号が10桁ありません。先頭の0が消えていないか確認してください。",
            "The insured number has fewer than 10 digits. Check whether leading zeros were lost.";
        /// No insured number.
        Error InsuredNumber = "insured-number.invalid",
            "被保険者番号は10桁の数字、または「H」と9桁の数字です。",
            "An insured number has 10 digits, or “H” and 9 digits.";
        /// No application number.
        Error ApplicationNumber = "application-number.invalid",
            "申請番号は半角の数字・英字・ハイフン20文字までです。",
            "An application number has up to 20 ASCII digits, letters and hyphens.";
        /// No office number.
        Error OfficeNumber = "office-number.invalid",
            "事業所番号は10桁です。先頭の0が消えていないか確認してください。",
            "An office number has 10 characters. Check whether leading zeros were lost.";
        /// The check digit of an office number is wrong, as it is for one in seven offices of some classes.
        Warning OfficeCheckDigit = "office-number.check-digit",
            "事業所番号の検査数字が合いません。番号に間違いがなければこのままで構いません。",
            "The check digit of the office number does not fit. If the number is right, nothing needs to be done.";
    }
}

impl From<TextRule> for CellRule {
    fn from(rule: TextRule) -> Self {
        match rule {
            TextRule::Lost => Self::Lost,
            TextRule::Control => Self::Control,
            TextRule::Direction => Self::Direction,
            TextRule::Invisible => Self::Invisible,
            TextRule::LoneSelector => Self::LoneSelector,
            TextRule::LoneMark => Self::LoneMark,
            TextRule::Unassigned => Self::Unassigned,
            TextRule::PrivateUse => Self::PrivateUse,
            TextRule::MyNumber => Self::MyNumber,
        }
    }
}
