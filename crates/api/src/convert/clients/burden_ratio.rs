//! 負担割合証.

use contract::clients::burden_ratio::{BurdenRatioEntry, BurdenRatioList};
use domain::language::Language;
use domain::person::burden_ratio::BurdenRatio;
use service::BurdenRatios;

use crate::convert::{ToContract, ToContractIn};

/// Shown with every card.
fn notice(language: Language) -> &'static str {
    language.choose(
        "給付制限（支払方法の変更・給付額の減額など）はこのシステムでは確認できません。必ず紙の介護保険被保険者証で確認してください。",
        "Benefit restrictions (another way of payment, reduced benefits and the like) are not in this system. Always look \
         at the insurance card on paper.",
    )
}

impl ToContractIn for BurdenRatios {
    type Shape = BurdenRatioList;

    fn to_contract_in(self, language: Language) -> BurdenRatioList {
        let Self { cards, freshness } = self;
        BurdenRatioList {
            burden_ratios: cards.into_iter().map(|(card, current)| entry(card, current)).collect(),
            notice: notice(language).to_owned(),
            freshness: freshness.to_contract(),
        }
    }
}

fn entry(card: BurdenRatio, current: bool) -> BurdenRatioEntry {
    let BurdenRatio {
        tenths,
        period,
        version,
        issued_on,
    } = card;
    BurdenRatioEntry {
        tenths: tenths.get(),
        valid_from: period.first,
        valid_to: period.last,
        issued_on,
        current,
        version,
    }
}
