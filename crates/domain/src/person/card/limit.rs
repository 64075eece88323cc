//! 区分支給限度基準額: how many units of home services a month the insurance pays at most. The card says it; where it says
//! nothing else, the ordinance does (平成12年厚生省告示33号, as amended).

use crate::calendar::day::Day;
use crate::calendar::period::Period;
use crate::certification::CareLevel;

coded! {
    /// Where a limit of benefits comes from.
    pub enum LimitBasis is "basis of a limit" {
        /// The insurance card, as the insurer has delivered it.
        Card = "card", "被保険者証の記録", "the insurance card";
        /// The ordinance, by the level in force.
        Ordinance = "ordinance", "要介護状態区分ごとの法令の基準額", "the ordinance, by care level";
    }
}

/// A limit of benefits and when it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BenefitLimit {
    /// Units a month.
    pub units: u32,
    /// From when to when.
    pub period: Period,
    /// Where it comes from.
    pub basis: LimitBasis,
}

/// The limits of the ordinance: since when, and the units for 要支援1 and 2 and 要介護1 to 5. The newest first.
const LIMITS: [((i32, u32, u32), [u32; 7]); 2] = [
    ((2019, 10, 1), [5_032, 10_531, 16_765, 19_705, 27_048, 30_938, 36_217]),
    ((2014, 4, 1), [5_003, 10_473, 16_692, 19_616, 26_931, 30_806, 36_065]),
];

/// The units a month that the ordinance gives a level on a day. None for levels without a limit of their own (事業対象者:
/// the municipality's own), and for days before 2014-04-01.
pub fn limit_units(level: CareLevel, on: Day) -> Option<u32> {
    let place = match level {
        CareLevel::Support1 => 0,
        CareLevel::Support2 => 1,
        CareLevel::Care1 => 2,
        CareLevel::Care2 => 3,
        CareLevel::Care3 => 4,
        CareLevel::Care4 => 5,
        CareLevel::Care5 => 6,
        CareLevel::NotEligible | CareLevel::ProgrammeTarget | CareLevel::FormerSupport => return None,
    };
    let (_, units) = LIMITS
        .iter()
        .find(|((year, month, day), _)| Day::from_ymd(*year, *month, *day).is_some_and(|since| since <= on))?;
    units.get(place).copied()
}

/// Whether the ordinance has ever given some level so many units.
pub(crate) fn is_usual(units: u32) -> bool {
    LIMITS.iter().any(|(_, known)| known.contains(&units))
}
