//! Which card holds, and which limit of benefits.

use super::*;
use crate::certification::{CareLevel, Certification, CertificationStatus};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn validity(first: &str, last: Option<&str>, version: u32) -> CardValidity {
    CardValidity {
        period: Period {
            first: day(first),
            last: last.map(day),
        },
        version,
        issued_on: None,
    }
}

fn insurance(limit_units: Option<u32>, validity: CardValidity) -> Card {
    Card {
        validity,
        content: CardContent::Insurance(InsuranceCard {
            limit_units,
            ..InsuranceCard::default()
        }),
    }
}

fn certified(level: CareLevel) -> Certification {
    Certification {
        level,
        decided_on: Some(day("2026-04-20")),
        checklist_on: None,
        period: Period {
            first: day("2026-05-01"),
            last: Some(day("2027-04-30")),
        },
        months: Some(12),
        board_opinion: None,
        service_restriction: None,
        status: CertificationStatus::Current,
    }
}

#[test]
fn the_ordinance_gives_every_level_its_units() {
    let units = |on: &str| {
        let told = CareLevel::ALL.iter().map(|level| match limit_units(*level, day(on)) {
            Some(units) => format!("{} {units}", level.name_ja()),
            None => format!("{} –", level.name_ja()),
        });
        told.collect::<Vec<_>>().join(", ")
    };
    insta::assert_snapshot!(units("2019-10-01"), @"非該当 –, 事業対象者 –, 要支援（旧） –, 要支援1 5032, 要支援2 10531, 要介護1 16765, 要介護2 19705, 要介護3 27048, 要介護4 30938, 要介護5 36217");
    insta::assert_snapshot!(units("2019-09-30"), @"非該当 –, 事業対象者 –, 要支援（旧） –, 要支援1 5003, 要支援2 10473, 要介護1 16692, 要介護2 19616, 要介護3 26931, 要介護4 30806, 要介護5 36065");
    assert_eq!(limit_units(CareLevel::Care1, day("2014-03-31")), None);
}

#[test]
fn the_card_says_the_limit_and_the_ordinance_where_the_card_is_silent() {
    let result = certified(CareLevel::Care2);
    let today = day("2026-06-01");
    let of_law = limit_on(&[], Some(&result), today).unwrap();
    assert_eq!(
        (of_law.units, of_law.period, of_law.basis),
        (19_705, result.period, LimitBasis::Ordinance)
    );
    let card = insurance(Some(27_048), validity("2026-05-10", Some("2026-10-31"), 1));
    let of_card = limit_on(std::slice::from_ref(&card), Some(&result), today).unwrap();
    assert_eq!(
        (of_card.units, of_card.period, of_card.basis),
        (27_048, card.validity.period, LimitBasis::Card)
    );
    let silent = insurance(None, card.validity);
    assert_eq!(limit_on(&[silent], Some(&result), today), Some(of_law));
    assert_eq!(
        limit_on(&[card], Some(&result), day("2026-11-01")).unwrap().units,
        19_705,
        "the card is over"
    );
}

#[test]
fn without_a_result_in_force_the_ordinance_gives_nothing() {
    let result = certified(CareLevel::Care2);
    assert_eq!(limit_on(&[], Some(&result), day("2027-05-01")), None);
    assert_eq!(
        limit_on(&[], Some(&certified(CareLevel::ProgrammeTarget)), day("2026-06-01")),
        None
    );
    assert_eq!(limit_on(&[], None, day("2026-06-01")), None);
}

#[test]
fn of_two_cards_of_a_kind_the_later_version_holds() {
    let cards = [
        insurance(Some(1), validity("2026-05-01", None, 1)),
        insurance(Some(2), validity("2026-05-01", None, 2)),
        insurance(Some(3), validity("2026-06-01", None, 1)),
    ];
    let today = day("2026-06-01");
    assert_eq!(in_force(&cards, CardKind::Insurance, today), Some(&cards[1]));
    assert_eq!(in_force(&cards, CardKind::CostLimit, today), None);
    assert_eq!(in_force(&cards, CardKind::Insurance, day("2026-04-30")), None);
    let replaced = cards.each_ref().map(|card| is_replaced(card, &cards));
    assert_eq!(replaced, [true, false, false]);
}

#[test]
fn what_is_unusual_about_a_card_is_said() {
    let warnings = |card: Card| card.warnings().iter().map(CardRule::id).collect::<Vec<_>>();
    let year = validity("2026-08-01", Some("2027-07-31"), 1);
    assert_eq!(warnings(insurance(Some(19_705), year)), [""; 0]);
    assert_eq!(warnings(insurance(Some(1), year)), ["card.limit-unusual"]);
    let card = |content, validity| Card { validity, content };
    let cost = CardContent::CostLimit(CostLimit {
        stage: CostStage::Second,
        meals: None,
        meals_short_stay: None,
        rooms: RoomLimits::default(),
    });
    assert_eq!(warnings(card(cost.clone(), year)), [""; 0]);
    let open = validity("2026-08-01", None, 1);
    assert_eq!(warnings(card(cost, open)), ["card.ends-off-year"]);
    let provisional = CardContent::Provisional(ProvisionalCard::default());
    assert_eq!(warnings(card(provisional, open)), ["card.no-end"]);
}

#[test]
fn what_a_card_says_comes_back_from_json() {
    let contents = [
        CardContent::Insurance(InsuranceCard {
            limit_units: Some(19_705),
            service_limits: Some("訪問介護 5,000単位".to_owned()),
            board_opinion: None,
            restricted: Some(false),
        }),
        CardContent::CostLimit(CostLimit {
            stage: CostStage::ThirdUpper,
            meals: Some(1_360),
            meals_short_stay: Some(1_300),
            rooms: RoomLimits {
                unit: Some(1_370),
                ..RoomLimits::default()
            },
        }),
        CardContent::Provisional(ProvisionalCard {
            application: Some("R8-1".parse().unwrap()),
        }),
    ];
    for content in contents {
        let json = serde_json::to_string(&content).unwrap();
        assert_eq!(serde_json::from_str::<CardContent>(&json).unwrap(), content, "{json}");
    }
}
