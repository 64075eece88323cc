//! An organization's record of what was done there, and to it.

use chrono::{DateTime, FixedOffset};
use domain::id::PersonId;
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{CodedOperation, CodedOutcome};

/// What was done in the organization, by its own entries of the audit ledger, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccessRecord {
    /// The acts of this page.
    pub entries: Vec<AccessEntry>,
    /// Where to go on; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// One act: all that was done by one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccessEntry {
    /// When it was done.
    pub at: DateTime<FixedOffset>,
    /// The insurer's name, if it was the insurer who did this to the organization; its person and device are not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "縁側市"))]
    pub insurer: Option<String>,
    /// The name of who did it, of the organization; absent where nobody had signed in yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "佐藤 花子"))]
    pub account_name: Option<String>,
    /// The label of the device on which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "事務所のパソコン1"))]
    pub device_label: Option<String>,
    /// What was done.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedOperation))]
    pub operation: Coded,
    /// To whom or what of the organization: somebody's name, a device's label, a number of devices, a letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "田中 次郎"))]
    pub about: Option<String>,
    /// Why: what its own people stated, and what the insurer stated for the organization to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "長期休職のため"))]
    pub reason: Option<String>,
    /// Whose data, in the order in which they were shown; absent where it concerned nobody in particular.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<AccessedPerson>,
    /// How it ended.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedOutcome))]
    pub outcome: Coded,
}

/// Somebody whose data an act concerned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccessedPerson {
    /// The opaque id; no name.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub person_id: PersonId,
    /// How it ended for them: of a list, a line may be shown whole or with the name only.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedOutcome))]
    pub outcome: Coded,
}
