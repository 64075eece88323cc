//! 負担割合証.

use contract::clients::burden_ratio::{BurdenRatioEntry, BurdenRatioList};
use domain::language::Language;
use domain::person::burden_ratio::BurdenRatio;
use service::BurdenRatios;

use super::card::restriction_notice;
use crate::convert::{ToContract, ToContractIn};

impl ToContractIn for BurdenRatios {
    type Shape = BurdenRatioList;

    fn to_contract_in(self, language: Language) -> BurdenRatioList {
        let Self {
            cards,
            shown,
            freshness,
        } = self;
        BurdenRatioList {
            burden_ratios: cards.into_iter().map(|(card, current)| entry(card, current)).collect(),
            notice: restriction_notice(shown, language).to_owned(),
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
