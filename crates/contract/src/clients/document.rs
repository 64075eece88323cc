//! Survey sheet and physician's opinion.

use domain::calendar::day::Day;
use domain::id::{ApplicationId, DocumentId};
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{CodedApplicationKind, CodedDocumentKind};
use crate::delivery::freshness::Freshness;
use crate::problem::ProblemItem;

/// A person's documents, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DocumentList {
    /// The documents, newest first.
    pub documents: Vec<DocumentEntry>,
    /// How old this is.
    pub freshness: Freshness,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DocumentEntry {
    /// Opaque id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub document_id: DocumentId,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedDocumentKind))]
    pub kind: Coded,
    /// The day of the survey, or the day on which the opinion was written.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub dated_on: Day,
    /// The application it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub application_id: Option<ApplicationId>,
    /// What that application is, as far as it may be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<DocumentApplication>,
    /// Number of pages.
    pub pages: u32,
    /// Why it may not be opened, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<ProblemItem>,
}

/// The application to which a document belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DocumentApplication {
    /// Kind of application.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedApplicationKind))]
    pub kind: Coded,
    /// Day of application.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub applied_on: Day,
}
