//! Cards of a person beside the burden ratio: 被保険者証, 負担限度額認定証, 資格者証; and the limit of benefits.

use domain::calendar::day::Day;
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{CodedCardKind, CodedCostStage, CodedLimitBasis};
use crate::delivery::freshness::Freshness;
use crate::problem::ProblemItem;

/// A person's cards, by kind, of each kind the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CardList {
    /// The cards; one that was replaced retroactively is left out.
    pub cards: Vec<CardEntry>,
    /// 区分支給限度基準額 today; absent without a result or a card in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<BenefitLimit>,
    /// The kinds of cards that the insurer does not show, each with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<ProblemItem>,
    /// What is to be said of 給付制限 beside a card.
    pub notice: String,
    /// How old this is.
    pub freshness: Freshness,
}

/// 区分支給限度基準額.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BenefitLimit {
    /// Units a month.
    #[cfg_attr(feature = "openapi", schema(example = 16_765))]
    pub units: u32,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub valid_from: Day,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_to: Option<Day>,
    /// Whether the card says so, or the ordinance for the level in force.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedLimitBasis))]
    pub basis: Coded,
}

/// One card. What a kind does not have, or the insurer has not delivered, is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CardEntry {
    /// Which kind.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedCardKind))]
    pub kind: Coded,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub valid_from: Day,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_to: Option<Day>,
    /// Day of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub issued_on: Option<Day>,
    /// Whether it is in force today.
    pub current: bool,
    /// Version of the card; above 1 it was changed after the fact.
    pub version: u32,
    /// Of an insurance card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurance: Option<InsuranceCard>,
    /// Of a cost limit card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_limit: Option<CostLimit>,
}

/// What an insurance card says beside the certification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct InsuranceCard {
    /// 区分支給限度基準額, units a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_units: Option<u32>,
    /// 種類支給限度基準額.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_limits: Option<String>,
    /// 認定審査会の意見.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board_opinion: Option<String>,
    /// 給付制限: whether there is one. Absent unless the insurer shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restricted: Option<bool>,
}

/// What a cost limit card says; amounts in yen a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CostLimit {
    /// 利用者負担段階.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedCostStage))]
    pub stage: Coded,
    /// 食費, in an institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meals: Option<u32>,
    /// 食費, on a short stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meals_short_stay: Option<u32>,
    /// 居住費・滞在費: ユニット型個室.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_room: Option<u32>,
    /// 居住費・滞在費: ユニット型個室的多床室.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_like_room: Option<u32>,
    /// 居住費・滞在費: 従来型個室（特養等）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single_room: Option<u32>,
    /// 居住費・滞在費: 従来型個室（老健・医療院等）.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single_medical_room: Option<u32>,
    /// 居住費・滞在費: 多床室.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_room: Option<u32>,
}
