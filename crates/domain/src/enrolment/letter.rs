//! The letters of the insurer about a usage application: which there are, what each needs, and when one that was made is made
//! again. Setting type is left to `notice`.

use chrono::{DateTime, Utc};

use crate::calendar::day::Day;
use crate::insurer::PermitWord;
use crate::text::free_text::{FreeText, TextRule};

coded! {
    /// The letters. Key and password never stand in the same file.
    pub enum NoticeKind is "notice" {
        /// 利用許可通知書.
        UsagePermit = "usage-permit", "利用許可通知書", "Letter of permit";
        /// 電子証明書インストールキー通知書: makes new keys.
        InstallKeys = "install-keys", "電子証明書インストールキー通知書", "Letter with install keys";
        /// 仮ログインID・仮パスワード通知書: makes new credentials.
        ProvisionalCredentials = "provisional-credentials", "仮ログインID・仮パスワード通知書", "Letter with provisional credentials";
        /// 利用不許可通知書.
        UsageRefusal = "usage-refusal", "利用不許可通知書", "Letter of refusal";
        /// 補正通知書.
        UsageCorrection = "usage-correction", "補正通知書", "Letter asking for a correction";
        /// 利用停止通知書.
        UsageSuspension = "usage-suspension", "利用停止通知書", "Letter of suspension";
        /// 利用終了通知書.
        UsageEnd = "usage-end", "利用終了通知書", "Letter of the end of use";
    }
}

impl NoticeKind {
    /// Whether it carries secrets, which are kept nowhere: it cannot be printed twice, only made anew.
    pub const fn holds_secrets(self) -> bool {
        matches!(self, Self::InstallKeys | Self::ProvisionalCredentials)
    }

    /// Whether it tells a decision or a demand of the insurer, which has a number in the insurer's register.
    pub const fn needs_number(self) -> bool {
        !self.holds_secrets()
    }

    /// Whether whoever makes it writes the reason; the others have theirs from the decision.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::UsageSuspension | Self::UsageEnd)
    }

    /// Its title, with what the insurer calls a permit.
    pub fn title(self, word: PermitWord) -> String {
        word.in_words(self.name_ja())
    }
}

/// The longest number of a letter, in characters.
pub const LONGEST_NUMBER: usize = 40;
/// A letter bears a date at most so many days from the day on which it is made: made ahead, or dated to its decision.
pub const DATED_WITHIN: i64 = 60;

/// What whoever makes a letter says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterHead {
    /// 文書番号; empty where the insurer gives none.
    pub number: FreeText,
    /// The date of the letter.
    pub dated_on: Day,
}

rules! {
    /// What is wrong with the number or the date of a letter.
    #[derive(Copy)]
    pub enum HeadRule {
        NumberMissing = "notice.number-missing", "a letter of this kind bears a number";
        NumberTooLong {
            /// The most characters.
            longest: usize = LONGEST_NUMBER
        } = "notice.number-too-long", "a number has at most {longest} characters";
        DateMissing = "notice.date-missing", "a letter bears a date";
        Until = "notice.until", "a correction has a last day, which is not before the date of the letter";
        DateFar {
            /// How many days at most.
            days: i64 = DATED_WITHIN
        } = "notice.date-far", "a letter is dated within {days} days of the day on which it is made";
    }
}

/// Why the head of a letter cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadRefused {
    /// Its number holds what no text may.
    Text(TextRule),
    /// Its number.
    Number(HeadRule),
    /// Its date.
    Date(HeadRule),
}

impl LetterHead {
    /// Number and date as they were typed, for a letter of this kind made today.
    ///
    /// # Errors
    /// [`HeadRefused`].
    pub fn new(kind: NoticeKind, number: &str, dated_on: Option<Day>, today: Day) -> Result<Self, HeadRefused> {
        let number = FreeText::line(number.trim()).map_err(HeadRefused::Text)?;
        if number.as_str().is_empty() && kind.needs_number() {
            return Err(HeadRefused::Number(HeadRule::NumberMissing));
        }
        if number.length() > LONGEST_NUMBER {
            let longest = LONGEST_NUMBER;
            return Err(HeadRefused::Number(HeadRule::NumberTooLong { longest }));
        }
        let dated_on = dated_on.ok_or(HeadRefused::Date(HeadRule::DateMissing))?;
        if today.add_days(-DATED_WITHIN) <= dated_on && dated_on <= today.add_days(DATED_WITHIN) {
            Ok(Self { number, dated_on })
        } else {
            let days = DATED_WITHIN;
            Err(HeadRefused::Date(HeadRule::DateFar { days }))
        }
    }
}

/// What becomes of a request for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Making {
    /// There is none: it is made.
    First,
    /// The one that was made is given out again, the same bytes.
    Again,
    /// It is made anew and takes the place of the one before, whose secrets end.
    Anew,
}

/// Why a letter is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MakingRefused {
    /// One with secrets was made and may have been posted; making it anew must be asked for as such.
    MadeAlready,
    /// The password was given before the letter was made: once more, for this.
    PasswordAgain,
}

/// Judges a request for a letter. One press never voids a letter that may have been posted: what was made without secrets
/// is given out as it was, what has secrets stays as it is unless making it anew is asked for (`anew`), with a password that
/// was given after it was made (`confirmed_at`).
///
/// # Errors
/// [`MakingRefused`].
pub fn making(
    kind: NoticeKind,
    made_at: Option<DateTime<Utc>>,
    anew: bool,
    confirmed_at: DateTime<Utc>,
) -> Result<Making, MakingRefused> {
    match made_at {
        None => Ok(Making::First),
        Some(_) if !anew && kind.holds_secrets() => Err(MakingRefused::MadeAlready),
        Some(_) if !anew => Ok(Making::Again),
        Some(made_at) if confirmed_at <= made_at => Err(MakingRefused::PasswordAgain),
        Some(_) => Ok(Making::Anew),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn decisions_bear_a_number_and_every_letter_a_date_near_its_making() {
        let today = day("2026-11-22");
        let head = |kind, number, date| LetterHead::new(kind, number, date, today).map(|head| head.number.to_string());
        let (permit, keys) = (NoticeKind::UsagePermit, NoticeKind::InstallKeys);
        assert_eq!(
            head(permit, " 縁介保第123号 ", Some(today)),
            Ok("縁介保第123号".to_owned())
        );
        assert_eq!(head(keys, "", Some(today)), Ok(String::new()));
        assert_eq!(
            head(permit, " ", Some(today)),
            Err(HeadRefused::Number(HeadRule::NumberMissing))
        );
        assert_eq!(head(keys, "1", None), Err(HeadRefused::Date(HeadRule::DateMissing)));
        let long = "号".repeat(LONGEST_NUMBER);
        assert_eq!(head(permit, &long, Some(today)), Ok(long.clone()));
        let longest = LONGEST_NUMBER;
        let too_long = Err(HeadRefused::Number(HeadRule::NumberTooLong { longest }));
        let longer = format!("{long}号");
        assert_eq!(head(permit, &longer, Some(today)), too_long);
        assert!(matches!(
            head(permit, "第1\n号", Some(today)),
            Err(HeadRefused::Text(_))
        ));
        for (date, good) in [
            ("2026-09-23", true),
            ("2026-09-22", false),
            ("2027-01-21", true),
            ("2027-01-22", false),
        ] {
            assert_eq!(head(permit, "第1号", Some(day(date))).is_ok(), good, "{date}");
        }
    }

    #[test]
    fn one_press_never_voids_a_letter_that_was_made() {
        let (made, before, after) = (
            at("2026-11-22T01:00:00Z"),
            at("2026-11-22T00:59:00Z"),
            at("2026-11-22T01:00:01Z"),
        );
        for kind in NoticeKind::ALL.iter().copied() {
            assert_eq!(making(kind, None, false, before), Ok(Making::First));
            assert_eq!(making(kind, None, true, before), Ok(Making::First));
            let pressed = making(kind, Some(made), false, after);
            if kind.holds_secrets() {
                assert_eq!(pressed, Err(MakingRefused::MadeAlready));
            } else {
                assert_eq!(pressed, Ok(Making::Again));
            }
            for confirmed in [before, made] {
                assert_eq!(
                    making(kind, Some(made), true, confirmed),
                    Err(MakingRefused::PasswordAgain)
                );
            }
            assert_eq!(making(kind, Some(made), true, after), Ok(Making::Anew));
        }
    }

    #[test]
    fn titles_follow_the_word_of_the_insurer() {
        let titles = NoticeKind::ALL.iter().map(|kind| kind.title(PermitWord::Approve));
        assert_eq!(
            titles.collect::<Vec<_>>(),
            [
                "利用承認通知書",
                "電子証明書インストールキー通知書",
                "仮ログインID・仮パスワード通知書",
                "利用不承認通知書",
                "補正通知書",
                "利用停止通知書",
                "利用終了通知書"
            ]
        );
        assert_eq!(NoticeKind::UsageRefusal.title(PermitWord::Permit), "利用不許可通知書");
    }

    #[test]
    fn a_letter_has_a_number_or_a_secret_and_some_ask_for_a_reason() {
        let asking: Vec<_> = NoticeKind::ALL.iter().filter(|kind| kind.needs_reason()).collect();
        assert_eq!(asking, [&NoticeKind::UsageSuspension, &NoticeKind::UsageEnd]);
        assert!(
            NoticeKind::ALL
                .iter()
                .all(|kind| kind.needs_number() != kind.holds_secrets())
        );
    }
}
