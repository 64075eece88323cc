//! The people an office is in charge of.

use domain::calendar::day::Day;
use domain::id::PersonId;
use serde::{Deserialize, Serialize};

use crate::clients::certification::CertificationSummary;
use crate::clients::continuity::ContinuityEntry;
use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{
    CodedApplicationKind, CodedAssignmentKind, CodedInsuredKind, CodedLineBasis, CodedMilestone, CodedSex,
};
use crate::delivery::freshness::Freshness;
use crate::page::PageLimit;
use crate::problem::ProblemItem;

/// Which clients a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClientFilter {
    /// Everybody in charge.
    #[default]
    All,
    /// An application is open.
    InProgress,
    /// An application is open beyond the day by which it is to be decided.
    Overdue,
    /// The certification ends within 60 days or has ended, and nothing follows it yet.
    Ending,
    /// A result came within the last 14 days.
    Decided,
    /// Nothing may be shown because consent is missing or has ended.
    ConsentMissing,
}

/// A search among one's own clients. Travels in a body so that no personal value stands in an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClientSearch {
    /// Part of the name or kana however it is written, the beginning of the insured number or 4 or more of its last digits, or
    /// the date of birth in either calendar. Signs alone are refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "ｻﾄｳ", max_length = 100))]
    pub query: Option<String>,
    /// Narrows the list.
    #[serde(default)]
    pub filter: ClientFilter,
    /// Where the last page ended, as it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::page::field))]
    pub limit: Option<PageLimit>,
}

/// A page of clients in the order of their kana.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientList {
    /// The clients of this page.
    pub items: Vec<ClientListItem>,
    /// Where to go on; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClientListItem {
    /// Opaque id, the only one that may stand in an address.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub person_id: PersonId,
    /// Name as the city writes it.
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 ハナ"))]
    pub name: String,
    /// Kana.
    #[cfg_attr(feature = "openapi", schema(example = "サトウ ハナ"))]
    pub kana: String,
    /// Insured number.
    #[cfg_attr(feature = "openapi", schema(example = "0000012345"))]
    pub insured_number: String,
    /// Day of birth.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub birth_date: Day,
    /// Why nothing more is shown, if so: the failing conditions. The fields below are then absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<ProblemItem>,
    /// The certification in force or the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certification: Option<CertificationSummary>,
    /// The open application, or the one that ended within the last 14 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationBrief>,
    /// What will happen at the end of the validity; absent unless it ends within 60 days or has ended and nothing follows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continuity: Option<ContinuityEntry>,
}

/// How an application stands, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ApplicationBrief {
    /// Application kind.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedApplicationKind))]
    pub kind: Coded,
    /// Day of application.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub applied_on: Day,
    /// The last milestone reached.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedMilestone))]
    pub last_milestone: Coded,
    /// The day on which it was reached.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub last_milestone_on: Day,
    /// Days since the application (until today, or until it was closed).
    pub elapsed_days: i64,
    /// Whether it is open beyond the day by which it is to be decided.
    pub overdue: bool,
    /// Which day that is: the legal 30th, or for a renewal the last day of the validity; absent where no such day runs or is
    /// known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedLineBasis>))]
    pub due_basis: Option<Coded>,
    /// Whether it is still open.
    pub open: bool,
}

/// A person in charge: the head of their page. Not named after the list, because generators of clients have a `Client` of
/// their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub person_id: PersonId,
    /// Name as the city writes it.
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 ハナ"))]
    pub name: String,
    /// Kana.
    #[cfg_attr(feature = "openapi", schema(example = "サトウ ハナ"))]
    pub kana: String,
    /// Insured number.
    #[cfg_attr(feature = "openapi", schema(example = "0000012345"))]
    pub insured_number: String,
    /// Day of birth.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub birth_date: Day,
    /// Age today.
    pub age: u32,
    /// Sex.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedSex))]
    pub sex: Coded,
    /// Address.
    pub address: String,
    /// 被保険者区分.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CodedInsuredKind>))]
    pub insured_kind: Option<Coded>,
    /// Whether the person is on public assistance (生活保護); absent if the insurer does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_assistance: Option<bool>,
    /// The day of moving in (転入日).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub moved_in_on: Option<Day>,
    /// Whether the person lives in an institution of another municipality and stays insured here (住所地特例).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lives_elsewhere: Option<bool>,
    /// The insured number under which the person was known before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "H000012345"))]
    pub former_number: Option<String>,
    /// The consent this look rests on: its first day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub consent_from: Day,
    /// The assignment this look rests on: its first day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub assigned_from: Day,
    /// What kind of notice made the assignment.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedAssignmentKind))]
    pub assignment_kind: Coded,
    /// Whether the office is the delegated one.
    pub delegated: bool,
    /// How old this is.
    pub freshness: Freshness,
}
