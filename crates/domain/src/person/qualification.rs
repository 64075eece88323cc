//! 資格: as what and since when a person is insured here. What is lost with it is left to `consent` and `disclosure`.

use serde::{Deserialize, Serialize};

use super::InsuredNumber;
use crate::calendar::day::Day;

coded! {
    /// 被保険者区分.
    pub enum InsuredKind is "kind of insured person" {
        /// 65 and older.
        First = "1", "第1号被保険者";
        /// 40 to 64, with a health insurance.
        Second = "2", "第2号被保険者";
        /// 40 to 64 on public assistance without a health insurance: not insured, but treated like 第2号.
        LikeSecond = "3", "みなし第2号（生活保護）";
    }
}

/// The age from which a person is 第1号.
pub const FIRST_KIND_AGE: i64 = 65;

/// As what and since when a person is insured; each part only if the city delivers it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Qualification {
    /// 被保険者区分.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<InsuredKind>,
    /// 生活保護: whether the person is on public assistance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_assistance: Option<bool>,
    /// 転入日: since when the person has been insured here, if they moved in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_in_on: Option<Day>,
    /// 住所地特例: lives in an institution of another municipality and stays insured here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lives_elsewhere: Option<bool>,
    /// 旧被保険者番号: the number under which the person was known before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub former_number: Option<InsuredNumber>,
}

impl Qualification {
    /// Whether the kind goes with the age and the number: 第1号 from 65 on, the others before, and only みなし第2号 has an `H`.
    pub fn kind_fits(&self, number: InsuredNumber, age: i64) -> bool {
        let of_assistance = number.as_str().starts_with('H');
        match self.kind {
            None => true,
            Some(InsuredKind::First) => age >= FIRST_KIND_AGE && !of_assistance,
            Some(InsuredKind::Second) => age < FIRST_KIND_AGE && !of_assistance,
            Some(InsuredKind::LikeSecond) => age < FIRST_KIND_AGE && of_assistance,
        }
    }
}

/// The day up to which consents have ended, after the register has spoken anew: `lapsed_on` as it was known, `lost_on` as it
/// was known, and what the register says now.
///
/// Somebody who had lost the qualification and has it again has returned. If the day of moving in lies before the loss, the
/// loss was a mistake and is taken back: nothing has ended.
pub fn lapsed_on(
    known: Option<Day>,
    lost_on: Option<Day>,
    lost_now: Option<Day>,
    moved_in_on: Option<Day>,
) -> Option<Day> {
    match (lost_on, lost_now) {
        (Some(lost_on), None) if moved_in_on.is_none_or(|on| on > lost_on) => known.max(Some(lost_on)),
        _ => known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_returns_has_lost_the_consents_before_unless_the_loss_was_a_mistake() {
        let day = |text: &str| Some(Day::parse_iso(text).unwrap());
        let lost = day("2025-06-30");
        assert_eq!(lapsed_on(None, lost, None, None), lost);
        assert_eq!(lapsed_on(None, lost, None, day("2026-04-01")), lost);
        assert_eq!(lapsed_on(None, lost, None, day("2019-04-01")), None, "taken back");
        assert_eq!(lapsed_on(None, lost, lost, None), None, "still away");
        assert_eq!(lapsed_on(lost, None, None, None), lost, "remembered");
        assert_eq!(
            lapsed_on(lost, day("2026-05-31"), None, None),
            day("2026-05-31"),
            "away twice"
        );
    }

    #[test]
    fn the_kind_follows_from_age_and_number() {
        let number = |text: &str| text.parse::<InsuredNumber>().unwrap();
        let fits = |kind, text, age| {
            let qualification = Qualification {
                kind: Some(kind),
                ..Qualification::default()
            };
            qualification.kind_fits(number(text), age)
        };
        assert!(fits(InsuredKind::First, "0000012345", 65) && !fits(InsuredKind::First, "0000012345", 64));
        assert!(fits(InsuredKind::Second, "0000012345", 64) && !fits(InsuredKind::Second, "0000012345", 65));
        assert!(fits(InsuredKind::LikeSecond, "H000012345", 58) && !fits(InsuredKind::LikeSecond, "0000012345", 58));
        assert!(!fits(InsuredKind::Second, "H000012345", 58));
        assert!(
            Qualification::default().kind_fits(number("H000012345"), 70),
            "nothing said, nothing contradicted"
        );
    }

    #[test]
    fn what_was_kept_without_a_qualification_is_read_as_one_that_says_nothing() {
        assert_eq!(
            serde_json::from_str::<Qualification>("{}").unwrap(),
            Qualification::default()
        );
        assert_eq!(serde_json::to_string(&Qualification::default()).unwrap(), "{}");
    }
}
