//! Cards of somebody invented.

use contract::clients::card::{BenefitLimit, CardEntry, CardList, CostLimit, InsuranceCard};

use super::value::{coded, day, freshness};

pub(super) fn cards() -> CardList {
    CardList {
        cards: vec![insurance(), cost_limit()],
        limit: Some(BenefitLimit {
            units: 16_765,
            valid_from: day(2025, 7, 1),
            valid_to: Some(day(2026, 6, 30)),
            basis: coded("ordinance", "要介護状態区分ごとの法令の基準額"),
        }),
        withheld: Vec::new(),
        notice: "給付制限（支払方法の変更・給付額の減額など）はこのシステムでは確認できません。必ず紙の介護保険被保険者証で確認してください。"
            .into(),
        freshness: freshness("card"),
    }
}

fn insurance() -> CardEntry {
    CardEntry {
        kind: coded("insurance", "被保険者証"),
        valid_from: day(2025, 7, 1),
        valid_to: Some(day(2026, 6, 30)),
        issued_on: Some(day(2025, 6, 20)),
        current: true,
        version: 1,
        insurance: Some(InsuranceCard {
            limit_units: None,
            service_limits: None,
            board_opinion: Some("特になし".into()),
            restricted: None,
        }),
        cost_limit: None,
    }
}

fn cost_limit() -> CardEntry {
    CardEntry {
        kind: coded("cost-limit", "負担限度額認定証"),
        valid_from: day(2025, 8, 1),
        valid_to: Some(day(2026, 7, 31)),
        issued_on: Some(day(2025, 7, 15)),
        current: true,
        version: 1,
        insurance: None,
        cost_limit: Some(CostLimit {
            stage: coded("2", "第2段階"),
            meals: Some(390),
            meals_short_stay: Some(600),
            unit_room: Some(880),
            unit_like_room: Some(550),
            single_room: Some(480),
            single_medical_room: Some(550),
            shared_room: Some(430),
        }),
    }
}
