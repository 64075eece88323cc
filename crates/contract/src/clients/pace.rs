//! How long the insurer takes, from its own decisions of the last 90 days. Days alone, of nobody in particular.

use domain::calendar::day::Day;
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{CodedApplicationKind, CodedLeg};

/// Everything that is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CityPace {
    /// The first of the days whose decisions are counted.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub since: Day,
    /// The last of them.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub until: Day,
    /// Fewer applications than this are not counted: nobody's own course can be read from a median.
    pub fewest: u32,
    /// By kind of application and part of the course; what too few applications have is left out.
    pub parts: Vec<PartPace>,
    /// From the application to the survey sheet, by survey contractor, for all kinds together, the slowest first. Only contractors that
    /// the insurer's data names.
    pub survey_contractors: Vec<PlacePace>,
    /// From the application to the physician's opinion, by medical institution, likewise.
    pub institutions: Vec<PlacePace>,
}

/// How long something takes with one contractor or institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlacePace {
    /// Name, as the insurer's data has it.
    pub name: String,
    /// Half of the applications took no longer, in days.
    pub median_days: i64,
    /// Nine of ten took no longer, in days.
    pub ninetieth_days: i64,
    /// Counted from so many applications.
    pub counted: u32,
}

/// How long one part takes for one kind of application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PartPace {
    /// Application kind.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedApplicationKind))]
    pub application_kind: Coded,
    /// The part of the course.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedLeg))]
    pub part: Coded,
    /// Half of the applications took no longer, in days.
    pub median_days: i64,
    /// Nine of ten took no longer, in days.
    pub ninetieth_days: i64,
    /// Counted from so many applications.
    pub counted: u32,
}
