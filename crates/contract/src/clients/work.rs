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
    /// The board 間に合うか: the first clients (at most 20) whose validity ends within 60 days or has ended and nothing follows it,
    /// the greatest risk first.
    pub board: Vec<ClientListItem>,
    /// Whether there are more of them; the filter `ending` of the list has all.
    pub more_on_board: bool,
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
