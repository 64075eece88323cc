//! Today's work: what changed among one's clients and what ends soon.

use serde::{Deserialize, Serialize};

use crate::clients::client::ClientListItem;
use crate::coded::Coded;

/// Today's work, in groups; a group without anybody is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TodaysWork {
    /// The groups in the order of urgency.
    pub groups: Vec<WorkGroup>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WorkGroup {
    /// `ending-7`, `ending-30`, `ending-60`, `decided`, `progress`, `documents`, `consent`.
    pub kind: Coded,
    /// The first clients of the group (at most 20).
    pub clients: Vec<ClientListItem>,
    /// Whether there are more than are shown.
    pub more: bool,
}
