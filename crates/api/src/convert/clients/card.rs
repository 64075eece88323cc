//! 被保険者証, 負担限度額認定証, 資格者証, and the limit of benefits.

use contract::clients::card::{BenefitLimit, CardEntry, CardList, CostLimit, InsuranceCard};
use domain::insurer::shown::{RestrictionShown, ShownRules};
use domain::language::Language;
use domain::person::card::{self, CardContent, CardValidity, RoomLimits};
use service::{Cards, ShownCard};

use crate::convert::{ToContract, ToContractIn, coded};
use crate::problem::withheld;

/// What is said of 給付制限 beside every card.
pub(super) fn restriction_notice(shown: ShownRules, language: Language) -> &'static str {
    match shown.restriction {
        RestrictionShown::NotCovered => language.choose(
            "給付制限（支払方法の変更・給付額の減額など）はこのシステムでは確認できません。必ず紙の介護保険被保険者証で確認してください。",
            "Benefit restrictions (another way of payment, reduced benefits and the like) are not in this system. Always look \
             at the insurance card on paper.",
        ),
        RestrictionShown::Shown => language.choose(
            "給付制限は、あるかないかだけを「被保険者証」の欄に表示します。内容と期間は、紙の介護保険被保険者証で確認してください。",
            "Of benefit restrictions only whether there is one is shown, with the insurance card. For what it is and how long, look \
             at the insurance card on paper.",
        ),
    }
}

impl ToContractIn for Cards {
    type Shape = CardList;

    fn to_contract_in(self, language: Language) -> CardList {
        let Self {
            cards,
            limit,
            withheld: refusals,
            shown,
            freshness,
        } = self;
        CardList {
            cards: cards.into_iter().map(entry).collect(),
            limit: limit.map(ToContract::to_contract),
            withheld: refusals.iter().map(|refusal| withheld(refusal, language)).collect(),
            notice: restriction_notice(shown, language).to_owned(),
            freshness: freshness.to_contract(),
        }
    }
}

impl ToContract for card::BenefitLimit {
    type Shape = BenefitLimit;

    fn to_contract(self) -> BenefitLimit {
        let Self { units, period, basis } = self;
        BenefitLimit {
            units,
            valid_from: period.first,
            valid_to: period.last,
            basis: coded(basis.code(), basis.name_ja()),
        }
    }
}

fn entry(ShownCard { card, current }: ShownCard) -> CardEntry {
    let card::Card { validity, content } = card;
    let CardValidity {
        period,
        version,
        issued_on,
    } = validity;
    let kind = content.kind();
    let (insurance, cost_limit) = match content {
        CardContent::Insurance(card) => (Some(card.to_contract()), None),
        CardContent::CostLimit(card) => (None, Some(card.to_contract())),
        // Which application it stands for is the city's own number.
        CardContent::Provisional(_) => (None, None),
    };
    CardEntry {
        kind: coded(kind.code(), kind.name_ja()),
        valid_from: period.first,
        valid_to: period.last,
        issued_on,
        current,
        version,
        insurance,
        cost_limit,
    }
}

impl ToContract for card::InsuranceCard {
    type Shape = InsuranceCard;

    fn to_contract(self) -> InsuranceCard {
        let Self {
            limit_units,
            service_limits,
            board_opinion,
            restricted,
        } = self;
        InsuranceCard {
            limit_units,
            service_limits,
            board_opinion,
            restricted,
        }
    }
}

impl ToContract for card::CostLimit {
    type Shape = CostLimit;

    fn to_contract(self) -> CostLimit {
        let Self {
            stage,
            meals,
            meals_short_stay,
            rooms,
        } = self;
        let RoomLimits {
            unit,
            unit_like,
            single,
            single_medical,
            shared,
        } = rooms;
        CostLimit {
            stage: coded(stage.code(), stage.name_ja()),
            meals,
            meals_short_stay,
            unit_room: unit,
            unit_like_room: unit_like,
            single_room: single,
            single_medical_room: single_medical,
            shared_room: shared,
        }
    }
}
