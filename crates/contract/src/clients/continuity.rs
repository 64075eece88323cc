//! What follows a certification: whether the next result will be there in time, and whether a notice is due.

use domain::calendar::day::Day;
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{
    CodedApplicationKind, CodedCareLevel, CodedFiling, CodedForecastBasis, CodedNoticeForm, CodedPostponementReason,
    CodedProspect,
};

/// A day on which a result is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ForecastEntry {
    /// The day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub expected_on: Day,
    /// What it rests on.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedForecastBasis))]
    pub forecast_basis: Coded,
}

/// A line of the board 間に合うか: a validity that ends within 60 days or has ended, and what will happen then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ContinuityEntry {
    /// The level that ends.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedCareLevel))]
    pub care_level: Coded,
    /// Its last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub ends_on: Day,
    /// Days left to it: 0 on the last day, negative afterwards.
    pub days_left: i64,
    /// Whether an application is known for the time after it.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedFiling))]
    pub filing: Coded,
    /// What was applied for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedApplicationKind>))]
    pub application_kind: Option<Coded>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub applied_on: Option<Day>,
    /// The step that the application waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedPostponementReason>))]
    pub waits_for: Option<Coded>,
    /// How long this insurer usually takes for what is left; absent if too few were decided lately.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual_days: Option<UsualDays>,
    /// What will happen.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedProspect))]
    pub prospect: Coded,
    /// The day on which the result is expected: of several the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forecast: Option<ForecastEntry>,
    /// From when the result will hold, where that is certain already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub effective_from: Option<Day>,
    /// Whether services rest on a provisional care plan 暫定ケアプラン: the validity is over and its result still to come.
    pub provisional: bool,
}

/// How long one part of the course takes, counted from the insurer's own decisions of the last 90 days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsualDays {
    /// Which part, in words.
    #[cfg_attr(feature = "openapi", schema(example = "全体（申請から決定まで）"))]
    pub part: String,
    /// Half of the applications took no longer, in days.
    pub median_days: i64,
    /// Nine of ten took no longer, in days.
    pub ninetieth_days: i64,
    /// Counted from so many applications.
    pub counted: u32,
}

/// A notice of the office that makes the care plan is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NoticeDueEntry {
    /// The form that fits the level in force.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedNoticeForm))]
    pub form: Coded,
    /// The level in force.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedCareLevel))]
    pub care_level: Coded,
    /// The level before it, if it changed from the other side (要支援・事業対象者 and 要介護).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedCareLevel>))]
    pub care_level_before: Option<Coded>,
    /// The first day of validity on this side.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub since: Day,
    /// What to do, in a sentence for people.
    pub title: String,
    /// Why, in a sentence for people.
    pub detail: String,
}
