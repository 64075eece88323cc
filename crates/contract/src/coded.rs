//! A code of the national standard with the words people read.

#[cfg(feature = "openapi")]
pub(crate) mod list;

use serde::{Deserialize, Serialize};

/// A code and its Japanese label. Programs read `code`, people read `label`; the label may be reworded at any
/// time. Which codes a field may carry stands in `list`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Coded {
    /// The code, e.g. `21`.
    pub code: String,
    /// The label, e.g. `要介護1`.
    pub label: String,
}
