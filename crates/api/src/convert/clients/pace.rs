//! How long the insurer takes.

use contract::clients::pace::{CityPace, PartPace, PlacePace};
use domain::certification::{ApplicationKind, Days, FEWEST, Leg};
use service::CountedPace;

use crate::convert::{ToContract, coded};

impl ToContract for CountedPace {
    type Shape = CityPace;

    fn to_contract(self) -> CityPace {
        let Self { days, pace } = self;
        CityPace {
            since: days.first,
            until: days.last.unwrap_or(days.first),
            fewest: count(FEWEST),
            parts: pace.all().map(part).collect(),
            survey_contractors: pace.contractors().iter().map(place).collect(),
            institutions: pace.institutions().iter().map(place).collect(),
        }
    }
}

fn part((kind, leg, days): (ApplicationKind, Leg, Days)) -> PartPace {
    PartPace {
        application_kind: coded(kind.code(), kind.name_ja()),
        part: coded(leg.code(), leg.name_ja()),
        median_days: days.median,
        ninetieth_days: days.ninetieth,
        counted: count(days.courses),
    }
}

fn place((name, days): &(String, Days)) -> PlacePace {
    PlacePace {
        name: name.clone(),
        median_days: days.median,
        ninetieth_days: days.ninetieth,
        counted: count(days.courses),
    }
}

fn count(courses: usize) -> u32 {
    u32::try_from(courses).unwrap_or(u32::MAX)
}
