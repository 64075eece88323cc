//! 負担割合証.

use domain::calendar::day::Day;
use serde::{Deserialize, Serialize};

use crate::delivery::freshness::Freshness;

/// A person's burden ratio cards, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BurdenRatioList {
    /// The cards, newest first; a card that was replaced retroactively is left out.
    pub burden_ratios: Vec<BurdenRatioEntry>,
    /// Always shown with a card: 給付制限 is not in this system.
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "給付制限（支払方法の変更・給付額の減額など）はこのシステムでは確認できません。必ず紙の介護保険被保険者証で確認してください。"
        )
    )]
    pub notice: String,
    /// How old this is.
    pub freshness: Freshness,
}

/// One card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BurdenRatioEntry {
    /// Tenths to pay: 1, 2 or 3.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub tenths: u8,
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
}
