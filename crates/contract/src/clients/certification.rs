//! How the application stands, and what was decided.

use domain::calendar::day::Day;
use domain::id::{ApplicationId, CertificationId};
use serde::{Deserialize, Serialize};

use crate::clients::continuity::{ContinuityEntry, ForecastEntry, NoticeDueEntry};
use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{
    CodedApplicationKind, CodedCareLevel, CodedCertificationStanding, CodedLineBasis, CodedMilestone,
    CodedOpinionStage, CodedOutlook, CodedPostponementReason, CodedRejectionReason, CodedSpecifiedDisease, CodedStage,
    CodedSurveyStage,
};
use crate::delivery::freshness::Freshness;

/// A person's applications, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProgressList {
    /// The applications, newest first.
    pub applications: Vec<ApplicationProgress>,
    /// How old this is.
    pub freshness: Freshness,
}

/// One application with every milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ApplicationProgress {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub application_id: ApplicationId,
    /// Application kind.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedApplicationKind))]
    pub kind: Coded,
    /// Day of application.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub applied_on: Day,
    /// What it counts as by law, where that is not what was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedApplicationKind>))]
    pub by_law: Option<Coded>,
    /// Of a transfer the day of moving in (異動日), from which its six months count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub moved_on: Option<Day>,
    /// Where the person was, or will be, visited for the survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "自宅"))]
    pub survey_place: Option<String>,
    /// Where the physician of the opinion works; left out where the insurer masks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// 特定疾病, of a person of 40 to 64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedSpecifiedDisease>))]
    pub specified_disease: Option<Coded>,
    /// Whether it is still open.
    pub open: bool,
    /// Where it stands as a whole.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedStage))]
    pub stage: Coded,
    /// Where the survey stands.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedSurveyStage))]
    pub survey: Coded,
    /// Where the physician's opinion stands.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedOpinionStage))]
    pub opinion: Coded,
    /// Days since the application (until today, or until it was closed).
    pub elapsed_days: i64,
    /// The day by which it is to be decided: the legal 30th day, or for a renewal the last day of the validity. Absent where no
    /// such day runs (ex-officio) or is known. It is no forecast.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub due_on: Option<Day>,
    /// Why it is that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedLineBasis>))]
    pub due_basis: Option<Coded>,
    /// Whether it is open beyond that day.
    pub overdue: bool,
    /// The days on which the result is expected, each with what it rests on; empty if there is nothing to rest one on. None of
    /// them has passed.
    pub forecasts: Vec<ForecastEntry>,
    /// What these days say as a whole.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedOutlook))]
    pub outlook: Coded,
    /// Why it was turned down, if it was and the city says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedRejectionReason>))]
    pub rejection_reason: Option<Coded>,
    /// Every milestone in the order of the days.
    pub milestones: Vec<MilestoneEntry>,
    /// Every postponement notice, newest first.
    pub postponements: Vec<PostponementEntry>,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MilestoneEntry {
    /// Which one.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedMilestone))]
    pub kind: Coded,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub on: Day,
}

/// A postponement notice 延期通知.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PostponementEntry {
    /// Day of the notice.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub noticed_on: Day,
    /// Reason.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedPostponementReason))]
    pub reason: Coded,
    /// Day until which the result is expected.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub expected_on: Day,
}

/// A person's certifications, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CertificationList {
    /// The certifications, newest first.
    pub certifications: Vec<CertificationEntry>,
    /// The notice that is due: none of those in force, of whichever office, fits the level in force. Absent if one fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_due: Option<NoticeDueEntry>,
    /// What will happen at the end of the validity; absent unless it ends within 60 days or has ended and nothing follows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continuity: Option<ContinuityEntry>,
    /// How old this is.
    pub freshness: Freshness,
}

/// A certification result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CertificationEntry {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub certification_id: CertificationId,
    /// The result in short.
    #[serde(flatten)]
    pub summary: CertificationSummary,
    /// Day of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub decided_on: Option<Day>,
    /// Day of the checklist (事業対象者 only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub checklist_on: Option<Day>,
    /// Months of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// The board's opinion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board_opinion: Option<String>,
    /// Whether it comes of a change of level that was treated as a renewal (みなし更新).
    pub deemed_renewal: bool,
    /// Restriction of services decided by the board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_restriction: Option<String>,
}

/// A certification in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CertificationSummary {
    /// Care level 要介護状態区分.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedCareLevel))]
    pub care_level: Coded,
    /// First day of validity.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub valid_from: Day,
    /// Last day of validity; absent if it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_to: Option<Day>,
    /// How it stands today.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedCertificationStanding))]
    pub status: Coded,
    /// Days left including today, if in force and ending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i64>,
    /// Whether a renewal may be applied for today (from 60 days before the end).
    pub renewable: bool,
}
