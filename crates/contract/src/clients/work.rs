//! Today's work: what changed among one's clients and what ends soon.

use serde::{Deserialize, Serialize};

use crate::clients::client::ClientListItem;
use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::CodedWorkKind;

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
    /// What there is to do for them.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedWorkKind))]
    pub kind: Coded,
    /// The first clients of the group (at most 20).
    pub clients: Vec<ClientListItem>,
    /// Whether there are more than are shown.
    pub more: bool,
}
