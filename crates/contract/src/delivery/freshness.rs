//! How old a piece of personal data is and what it does not say.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// Carried by every answer with personal data, so that nobody takes an old value for today's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Freshness {
    /// The moment at the source for which the data was true.
    pub as_of: DateTime<FixedOffset>,
    /// The moment at which this system received it.
    pub received_at: DateTime<FixedOffset>,
    /// The municipal feed it came from, e.g. `person`.
    #[cfg_attr(feature = "openapi", schema(example = "person"))]
    pub source: String,
    /// Whether the source is older than the insurer's own limit, so that a phone call may be wise.
    pub stale: bool,
    /// What is never in this system and must be looked up on paper: 給付制限, 審査会資料1枚目.
    #[cfg_attr(feature = "openapi", schema(example = json!(["給付制限", "審査会資料1枚目"])))]
    pub not_covered: Vec<String>,
}
