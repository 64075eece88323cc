//! The burden ratio (負担割合): what share of the cost a person bears. Benefit restrictions (給付制限) are not in the system.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{calendar::day::Day, calendar::period::Period};

/// One, two or three tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct BurdenTenths(u8);

/// The number is none of 1, 2, 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a burden ratio is 1, 2 or 3 tenths")]
pub struct InvalidBurdenTenths;

impl BurdenTenths {
    /// One tenth, what most people bear.
    pub const ONE: Self = Self(1);
    /// Two tenths.
    pub const TWO: Self = Self(2);
    /// Three tenths.
    pub const THREE: Self = Self(3);

    /// The number of tenths.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// 「1割」, 「2割」, 「3割」.
    pub fn name_ja(self) -> String {
        format!("{}割", self.0)
    }
}

impl TryFrom<u8> for BurdenTenths {
    type Error = InvalidBurdenTenths;

    fn try_from(tenths: u8) -> Result<Self, Self::Error> {
        if (1..=3).contains(&tenths) {
            Ok(Self(tenths))
        } else {
            Err(InvalidBurdenTenths)
        }
    }
}

impl From<BurdenTenths> for u8 {
    fn from(tenths: BurdenTenths) -> Self {
        tenths.0
    }
}

impl fmt::Display for BurdenTenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for BurdenTenths {
    type Err = InvalidBurdenTenths;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "1" => Ok(Self::ONE),
            "2" => Ok(Self::TWO),
            "3" => Ok(Self::THREE),
            _ => Err(InvalidBurdenTenths),
        }
    }
}

/// What one card (負担割合証) says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BurdenRatio {
    /// The share.
    pub tenths: BurdenTenths,
    /// From when to when it applies.
    pub period: Period,
    /// Counts corrections: of two that cover a day the higher version holds, retroactively.
    pub version: u32,
    /// When the card was issued, if known.
    pub issued_on: Option<Day>,
}

finding_rules! {
    /// Something unusual about a card's period; the card is taken nevertheless.
    #[derive(Copy)]
    pub enum BurdenWarning {
        /// A card is valid until 31 July; this one has no end.
        Warning NoEnd = "burden-ratio.no-end", "適用終了日がありません。", "There is no last day.";
        /// A card is valid until 31 July; this one ends on another day.
        Warning EndsOffYear = "burden-ratio.ends-off-year",
            "適用終了日が7月31日ではありません。", "The last day is not 31 July.";
        /// A card covers one year from August on; this one covers parts of several.
        Warning SpansYears = "burden-ratio.spans-years",
            "適用期間が8月から翌年7月までの1年を超えています。",
            "The period goes beyond one year from August to July.";
        /// A card begins on 1 August unless the person was certified, or the ratio changed, within the year.
        Warning StartsOffYear = "burden-ratio.starts-off-year",
            "適用開始日が8月1日ではありません（期間の途中の認定・変更なら正常です）。",
            "The first day is not 1 August (as it should be after a certification or a change within the year).";
    }
}

impl BurdenRatio {
    /// What is unusual about the period.
    pub fn warnings(&self) -> Vec<BurdenWarning> {
        let year = burden_year(self.period.first);
        let mut warnings = Vec::new();
        match self.period.last {
            None => warnings.push(BurdenWarning::NoEnd),
            Some(last) if !year.contains(last) => warnings.push(BurdenWarning::SpansYears),
            Some(last) if Some(last) != year.last => warnings.push(BurdenWarning::EndsOffYear),
            Some(_) => {}
        }
        if self.period.first != year.first {
            warnings.push(BurdenWarning::StartsOffYear);
        }
        warnings
    }
}

/// The year of burden ratios that a day belongs to: 1 August to 31 July.
pub fn burden_year(day: Day) -> Period {
    let year = if day.month() >= 8 { day.year() } else { day.year() - 1 };
    let first = Day::from_ymd(year, 8, 1).unwrap_or(Day::MIN);
    let last = Day::from_ymd(year + 1, 7, 31).unwrap_or(Day::MAX);
    Period {
        first,
        last: Some(last),
    }
}

/// The ratio that holds on a day: of those that cover it the highest version, then the one that begins latest.
pub fn in_force(ratios: &[BurdenRatio], today: Day) -> Option<&BurdenRatio> {
    ratios
        .iter()
        .filter(|ratio| ratio.period.contains(today))
        .max_by_key(|ratio| (ratio.version, ratio.period.first))
}

/// Whether what somebody bears changed within some days: because another ratio began to hold, or because a card issued then
/// says for days before something else than was known until then. The first ratio ever known changes nothing.
pub fn changed_within(ratios: &[BurdenRatio], days: Period) -> bool {
    begins_anew(ratios, days) || is_corrected(ratios, days)
}

fn begins_anew(ratios: &[BurdenRatio], days: Period) -> bool {
    let ends = ratios.iter().filter_map(|ratio| ratio.period.last);
    let edges = ratios.iter().map(|ratio| ratio.period.first);
    edges
        .chain(ends.map(|last| last.add_days(1)))
        .filter(|edge| days.contains(*edge))
        .any(|edge| differs(in_force(ratios, edge.add_days(-1)), in_force(ratios, edge)))
}

fn is_corrected(ratios: &[BurdenRatio], days: Period) -> bool {
    let of_these_days = |card: &&BurdenRatio| card.issued_on.is_some_and(|on| days.contains(on));
    ratios.iter().filter(of_these_days).any(|card| {
        let before: Vec<BurdenRatio> = ratios.iter().filter(|other| *other != card).copied().collect();
        let first = card.period.first;
        days.last.is_none_or(|last| first <= last) && differs(in_force(&before, first), in_force(ratios, first))
    })
}

fn differs(before: Option<&BurdenRatio>, after: Option<&BurdenRatio>) -> bool {
    matches!((before, after), (Some(before), Some(after)) if before.tenths != after.tenths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn ratio(tenths: u8, first: &str, last: &str, version: u32) -> BurdenRatio {
        let period = Period {
            first: day(first),
            last: Some(day(last)),
        };
        BurdenRatio {
            tenths: tenths.try_into().unwrap(),
            period,
            version,
            issued_on: None,
        }
    }

    #[test]
    fn only_one_two_and_three_tenths_exist() {
        assert_eq!([0, 4, 10].map(BurdenTenths::try_from), [Err(InvalidBurdenTenths); 3]);
        for tenths in [BurdenTenths::ONE, BurdenTenths::TWO, BurdenTenths::THREE] {
            assert_eq!(tenths.to_string().parse(), Ok(tenths));
        }
        assert_eq!(BurdenTenths::TWO.name_ja(), "2割");
        assert!("１".parse::<BurdenTenths>().is_err());
    }

    #[test]
    fn tenths_are_a_plain_number_in_json_and_come_back() {
        let json = serde_json::to_string(&BurdenTenths::TWO).unwrap();
        assert_eq!(json, "2");
        assert_eq!(serde_json::from_str::<BurdenTenths>(&json).unwrap(), BurdenTenths::TWO);
        assert!(serde_json::from_str::<BurdenTenths>("4").is_err());
    }

    #[test]
    fn the_year_of_cards_runs_from_august_to_july() {
        let year = Period {
            first: day("2025-08-01"),
            last: Some(day("2026-07-31")),
        };
        assert_eq!(
            [burden_year(day("2025-08-01")), burden_year(day("2026-07-31"))],
            [year, year]
        );
        assert_ne!(burden_year(day("2026-08-01")), year);
        assert_eq!(burden_year(Day::MAX).last, Some(Day::MAX));
    }

    #[test]
    fn an_unusual_period_is_a_warning() {
        assert_eq!(ratio(1, "2025-08-01", "2026-07-31", 1).warnings(), []);
        assert_eq!(
            ratio(1, "2025-11-10", "2026-07-31", 1).warnings(),
            [BurdenWarning::StartsOffYear]
        );
        assert_eq!(
            ratio(1, "2025-08-01", "2026-03-31", 1).warnings(),
            [BurdenWarning::EndsOffYear]
        );
        assert_eq!(
            ratio(1, "2025-08-01", "2027-07-31", 1).warnings(),
            [BurdenWarning::SpansYears]
        );
        let mut open = ratio(1, "2025-08-01", "2026-07-31", 1);
        open.period.last = None;
        assert_eq!(open.warnings(), [BurdenWarning::NoEnd]);
    }

    #[test]
    fn a_later_version_holds_retroactively() {
        let ratios = [
            ratio(1, "2025-08-01", "2026-07-31", 1),
            ratio(2, "2025-10-01", "2026-07-31", 2),
        ];
        let tenths = |on: &str| in_force(&ratios, day(on)).map(|ratio| ratio.tenths.get());
        assert_eq!(tenths("2025-07-31"), None);
        assert_eq!(tenths("2025-09-30"), Some(1));
        assert_eq!(tenths("2025-10-01"), Some(2));
        assert_eq!(tenths("2026-08-01"), None);
    }
}
