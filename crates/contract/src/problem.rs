//! Problem details (RFC 9457): the one shape of every error answer.

use serde::{Deserialize, Serialize};

/// What happened, who can mend it, what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Stable URI of the kind of problem; opens a page that explains it.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "/problems/not-disclosed"))]
    pub kind: String,
    /// A short title in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do, in the reader's language.
    pub detail: String,
    /// The request id, to be named when asking for help.
    pub instance: String,
    /// Each thing that is wrong, if there are several or if a place can be named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemItem>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProblemItem {
    /// JSON pointer (RFC 6901) into the request body, where the fault is in the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The parameter of the address, where the fault is in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "limit"))]
    pub parameter: Option<String>,
    /// Stable id of the rule that failed, e.g. `disclosure.consent.none`.
    pub rule: String,
    /// What is wrong.
    pub detail: String,
    /// Who can mend it, where that is not the reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// Since when it is so, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}
