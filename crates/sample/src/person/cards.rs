//! Cards beside the burden ratio: an insurance card for every result in force, a cost limit card for some with a low
//! income, a provisional card while an application is open. They follow from the life as it is told in the end.

use domain::calendar::day::Day;
use domain::certification::{CertificationStatus, MilestoneKind};
use domain::person::burden_ratio::{BurdenTenths, burden_year};
use domain::person::card::{
    Card, CardContent, CardValidity, CostLimit, CostStage, InsuranceCard, ProvisionalCard, RoomLimits, limit_units,
};
use exchange::card::CardRow;
use exchange::certification::{ApplicationRow, CertificationRow, Event};

use crate::calendar::working_day;
use crate::person::life::Life;
use crate::random::Random;
use crate::world::World;

/// Streams of chance of the cards.
const STREAMS: u64 = 1 << 46;
/// A provisional card holds until about then, and is renewed if the result takes longer.
const PROVISIONAL_DAYS: i64 = 60;

/// The cards of a life.
pub(crate) fn of(world: &World, index: u64, life: &Life) -> Vec<CardRow> {
    let mut random = Random::new(world.seed, STREAMS + index);
    let mut cards: Vec<Card> = life
        .results
        .iter()
        .filter_map(|row| insurance(row, world.today))
        .collect();
    let poor = random.percent(18) && life.ratios.iter().all(|row| row.ratio.tenths == BurdenTenths::ONE);
    if poor && !cards.is_empty() {
        cards.push(cost_limit(&mut random, world.today));
    }
    if life.person.loss.is_none() {
        cards.extend(
            life.applications
                .iter()
                .filter_map(|(row, events)| provisional(row, events, world.today)),
        );
    }
    let row = |card| CardRow {
        number: life.person.number,
        card,
    };
    cards.into_iter().map(row).collect()
}

/// The card that was issued with a result in force.
fn insurance(result: &CertificationRow, today: Day) -> Option<Card> {
    let period = result.period.filter(|period| period.contains(today))?;
    let issued_on = result
        .decided_on
        .filter(|_| result.status == CertificationStatus::Current)?;
    Some(Card {
        validity: CardValidity {
            period,
            version: 1,
            issued_on: Some(working_day(issued_on.add_days(1)).min(today)),
        },
        content: CardContent::Insurance(InsuranceCard {
            limit_units: limit_units(result.level, today),
            board_opinion: result.board_opinion.clone(),
            ..InsuranceCard::default()
        }),
    })
}

/// Yen a day since August 2024: meals, meals on a short stay, then the kinds of rooms.
fn amounts(stage: CostStage) -> [u32; 7] {
    match stage {
        CostStage::First => [300, 300, 880, 550, 380, 550, 0],
        CostStage::Second => [390, 600, 880, 550, 480, 550, 430],
        CostStage::ThirdLower => [650, 1_000, 1_370, 1_370, 880, 1_370, 430],
        CostStage::ThirdUpper => [1_360, 1_300, 1_370, 1_370, 880, 1_370, 430],
    }
}

/// The card of this year, from August to July.
fn cost_limit(random: &mut Random, today: Day) -> Card {
    let stages = [
        (CostStage::First, 8),
        (CostStage::Second, 30),
        (CostStage::ThirdLower, 27),
        (CostStage::ThirdUpper, 35),
    ];
    let stage = random.weighted(&stages, CostStage::Second);
    let [meals, meals_short_stay, unit, unit_like, single, single_medical, shared] = amounts(stage).map(Some);
    let period = burden_year(today);
    Card {
        validity: CardValidity {
            period,
            version: 1,
            issued_on: Some(working_day(period.first.add_days(-12)).min(today)),
        },
        content: CardContent::CostLimit(CostLimit {
            stage,
            meals,
            meals_short_stay,
            rooms: RoomLimits {
                unit,
                unit_like,
                single,
                single_medical,
                shared,
            },
        }),
    }
}

/// What stands for the insurance card while an application is open.
fn provisional(application: &ApplicationRow, events: &[Event], today: Day) -> Option<Card> {
    let over = |event: &Event| match event {
        Event::Milestone(milestone) => milestone.kind == MilestoneKind::Decided || milestone.kind.ends_undecided(),
        Event::Postponement(_) => false,
    };
    if events.iter().any(over) {
        return None;
    }
    let mut last = application.applied_on.add_days(PROVISIONAL_DAYS);
    while last < today {
        last = last.add_days(30);
    }
    Some(Card {
        validity: CardValidity {
            period: domain::calendar::period::Period {
                first: application.applied_on,
                last: Some(last),
            },
            version: 1,
            issued_on: Some(application.applied_on),
        },
        content: CardContent::Provisional(ProvisionalCard {
            application: Some(application.application.clone()),
        }),
    })
}
