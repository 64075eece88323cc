//! The letters that say no, not yet or no longer: 利用不許可通知書, 補正通知書, 利用停止通知書, 利用終了通知書. Each names its
//! reason; none holds a secret.

use domain::calendar::day::Day;
use domain::insurer::PermitWord;
use serde::Serialize;

use crate::error::NoticeError;
use crate::letterhead::{Head, Letterhead, deadline, wareki};
use crate::press;

/// What such a letter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageOutcome {
    /// The application is refused; decided on this day.
    Refused(Day),
    /// The application is to be corrected until this day.
    ToCorrect(Day),
    /// The use is suspended from this day on.
    Suspended(Day),
    /// The use has ended on this day.
    Ended(Day),
}

/// One of these letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageOutcomeNotice {
    /// Number, date, to whom, from whom.
    pub head: Letterhead,
    /// What the insurer calls a permit.
    pub word: PermitWord,
    /// What it says.
    pub outcome: UsageOutcome,
    /// The day on which the application was received.
    pub applied_on: Option<Day>,
    /// The reference of the application. May be empty.
    pub reference: String,
    /// The office's name.
    pub organization: String,
    /// 介護保険事業所番号, 10 digits.
    pub office_number: String,
    /// サービスの種類, such as 「居宅介護支援」.
    pub kind: String,
    /// Why, in the insurer's words; of a correction, what is to be corrected.
    pub reason: String,
    /// 教示, a paragraph. May be empty; a correction has none.
    pub appeal: String,
    /// The address of the page on which an application is corrected.
    pub apply_url: String,
}

#[derive(Serialize)]
struct Sheet<'a> {
    head: Head<'a>,
    word: &'static str,
    day: String,
    until: String,
    applied_on: Option<String>,
    reference: &'a str,
    organization: &'a str,
    office_number: &'a str,
    kind: &'a str,
    reason: &'a str,
    appeal: &'a str,
    apply_url: &'a str,
}

impl UsageOutcome {
    const fn template(self) -> press::Template {
        match self {
            Self::Refused(_) => press::Template::UsageRefusal,
            Self::ToCorrect(_) => press::Template::UsageCorrection,
            Self::Suspended(_) => press::Template::UsageSuspension,
            Self::Ended(_) => press::Template::UsageEnd,
        }
    }

    const fn day(self) -> Day {
        match self {
            Self::Refused(day) | Self::ToCorrect(day) | Self::Suspended(day) | Self::Ended(day) => day,
        }
    }
}

impl UsageOutcomeNotice {
    /// The letter as a PDF.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub fn pdf(&self) -> Result<Vec<u8>, NoticeError> {
        let Self {
            head,
            word,
            outcome,
            applied_on,
            reference,
            organization,
            office_number,
            kind,
            reason,
            appeal,
            apply_url,
        } = self;
        let sheet = Sheet {
            head: head.for_template(),
            word: word.name_ja(),
            day: wareki(outcome.day()),
            until: deadline(outcome.day()),
            applied_on: applied_on.map(wareki),
            reference,
            organization,
            office_number,
            kind,
            reason,
            appeal,
            apply_url,
        };
        press::print(outcome.template(), head.date, &sheet)
    }
}
