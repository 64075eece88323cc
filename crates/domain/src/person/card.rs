//! Cards (証) of an insured person beside the burden ratio: what each says, which one holds on a day, and the limit of
//! benefits that follows. Whether one may be shown is `disclosure`.

mod cost_limit;
mod limit;

use serde::{Deserialize, Serialize};

use crate::calendar::day::Day;
use crate::calendar::period::Period;
use crate::certification::{ApplicationNumber, Certification};
use crate::person::burden_ratio::burden_year;

pub use cost_limit::{CostLimit, CostStage, RoomLimits};
pub use limit::{BenefitLimit, LimitBasis, limit_units};

coded! {
    /// 証の種類. The burden ratio card (負担割合証) is a kind and a feed of its own: see `burden_ratio`.
    pub enum CardKind is "kind of card" {
        /// 介護保険被保険者証.
        Insurance = "insurance", "被保険者証", "Insurance card";
        /// 介護保険負担限度額認定証.
        CostLimit = "cost-limit", "負担限度額認定証", "Cost limit card";
        /// 介護保険資格者証: stands for the insurance card while an application is open.
        Provisional = "provisional", "資格者証", "Provisional card";
    }
}

/// What one card says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum CardContent {
    /// 被保険者証.
    Insurance(InsuranceCard),
    /// 負担限度額認定証.
    CostLimit(CostLimit),
    /// 資格者証.
    Provisional(ProvisionalCard),
}

impl CardContent {
    /// The kind of card.
    pub const fn kind(&self) -> CardKind {
        match self {
            Self::Insurance(_) => CardKind::Insurance,
            Self::CostLimit(_) => CardKind::CostLimit,
            Self::Provisional(_) => CardKind::Provisional,
        }
    }
}

/// What an insurance card says beside the certification, which has its own feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InsuranceCard {
    /// 区分支給限度基準額, in units a month; none if the card says nothing else than the law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_units: Option<u32>,
    /// 種類支給限度基準額, as the card writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_limits: Option<String>,
    /// 認定審査会の意見及びサービスの種類の指定, as the card writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub board_opinion: Option<String>,
    /// 給付制限: whether there is one. Kept only if the insurer has settled that it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restricted: Option<bool>,
}

/// What a provisional card says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProvisionalCard {
    /// The application it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationNumber>,
}

/// When a card holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardValidity {
    /// From when to when it applies.
    pub period: Period,
    /// Counts corrections: of two of a kind that cover a day the higher version holds, retroactively.
    pub version: u32,
    /// When it was issued, if known.
    pub issued_on: Option<Day>,
}

/// One card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// When it holds.
    pub validity: CardValidity,
    /// What it says.
    pub content: CardContent,
}

/// The card of a kind that holds on a day: of those that cover it the highest version, then the one that begins latest.
pub fn in_force(cards: &[Card], kind: CardKind, today: Day) -> Option<&Card> {
    cards
        .iter()
        .filter(|card| card.content.kind() == kind && card.validity.period.contains(today))
        .max_by_key(|card| (card.validity.version, card.validity.period.first))
}

impl Card {
    /// What is unusual about it; it is taken nevertheless.
    pub fn warnings(&self) -> Vec<CardRule> {
        let period = self.validity.period;
        let found = match &self.content {
            CardContent::Insurance(content) => {
                let unusual = content.limit_units.is_some_and(|units| !limit::is_usual(units));
                unusual.then_some(CardRule::LimitUnusual)
            }
            CardContent::CostLimit(_) => {
                (period.last != burden_year(period.first).last).then_some(CardRule::CostLimitEndsOffYear)
            }
            CardContent::Provisional(_) => period.last.is_none().then_some(CardRule::ProvisionalWithoutEnd),
        };
        found.into_iter().collect()
    }
}

/// Whether another card of the same kind and first day has taken its place.
pub fn is_replaced(card: &Card, cards: &[Card]) -> bool {
    cards.iter().any(|other| {
        other.content.kind() == card.content.kind()
            && other.validity.period.first == card.validity.period.first
            && other.validity.version > card.validity.version
    })
}

/// The limit that holds on a day: of the card in force if it names one, else of the ordinance for the certification in
/// force. None if neither says anything.
pub fn limit_on(cards: &[Card], certification: Option<&Certification>, today: Day) -> Option<BenefitLimit> {
    let card = in_force(cards, CardKind::Insurance, today);
    let of_card = card.and_then(|card| match &card.content {
        CardContent::Insurance(content) => content.limit_units.map(|units| (units, card.validity.period)),
        CardContent::CostLimit(_) | CardContent::Provisional(_) => None,
    });
    if let Some((units, period)) = of_card {
        return Some(BenefitLimit {
            units,
            period,
            basis: LimitBasis::Card,
        });
    }
    let certification = certification.filter(|result| result.in_force(today))?;
    Some(BenefitLimit {
        units: limit_units(certification.level, today)?,
        period: certification.period,
        basis: LimitBasis::Ordinance,
    })
}

finding_rules! {
    /// What can be wrong with a row about a card.
    pub enum CardRule {
        /// The version is none.
        Error Version = "number.invalid" / "card-version",
            "履歴番号は0以上の整数です。", "The version is a whole number of 0 or more.";
        /// An amount is none.
        Error Amount = "number.invalid" / "card-amount",
            "単位数・金額は0以上の整数です（カンマは付けられます）。",
            "Units and amounts are whole numbers of 0 or more, with or without commas.";
        /// Something that this kind of card does not say.
        Warning OfOtherKind = "card.of-other-kind",
            "この種類の証にない項目です。取り込みません。", "This kind of card does not say this. It is not taken in.";
        /// 負担限度額認定証 without its stage.
        Error StageMissing = "cell.empty" / "cost-stage", "利用者負担段階が空です。", "The stage is empty.";
        /// 負担限度額認定証 ends on another day than 31 July.
        Warning CostLimitEndsOffYear = "card.ends-off-year",
            "負担限度額認定証の適用終了日が7月31日ではありません。", "The last day of the cost limit card is not 31 July.";
        /// 資格者証 without an end.
        Warning ProvisionalWithoutEnd = "card.no-end",
            "資格者証に有効期限（適用終了日）がありません。", "The provisional card has no last day.";
        /// Other units than those of the law for any level.
        Warning LimitUnusual = "card.limit-unusual",
            "区分支給限度基準額が、法令の単位数のどれとも違います。届いた値を表示します。",
            "The limit of benefits is none of those in the law. What was delivered is shown.";
    }
}

#[cfg(test)]
mod tests;
