//! 負担限度額認定証: what somebody with a low income pays at most for meals and a room in an institution.

use serde::{Deserialize, Serialize};

coded! {
    /// 利用者負担段階.
    pub enum CostStage is "cost stage" {
        /// 第1段階.
        First = "1", "第1段階";
        /// 第2段階.
        Second = "2", "第2段階";
        /// 第3段階①.
        ThirdLower = "3-1", "第3段階①";
        /// 第3段階②.
        ThirdUpper = "3-2", "第3段階②";
    }
}

/// What a cost limit card says. All amounts are yen a day; none where the card leaves a line empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostLimit {
    /// 利用者負担段階.
    pub stage: CostStage,
    /// 食費, in an institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meals: Option<u32>,
    /// 食費, on a short stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meals_short_stay: Option<u32>,
    /// 居住費・滞在費.
    #[serde(default)]
    pub rooms: RoomLimits,
}

/// 居住費・滞在費 by the kind of room, in yen a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoomLimits {
    /// ユニット型個室.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<u32>,
    /// ユニット型個室的多床室.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_like: Option<u32>,
    /// 従来型個室（特養等）.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single: Option<u32>,
    /// 従来型個室（老健・医療院等）.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_medical: Option<u32>,
    /// 多床室.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<u32>,
}
