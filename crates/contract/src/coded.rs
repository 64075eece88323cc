//! A code of the national standard with the words people read.

use serde::{Deserialize, Serialize};

/// A code and its Japanese label. Programs read `code`, people read `label`; the label may be reworded at any time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Coded {
    /// The code, e.g. `21`.
    #[cfg_attr(feature = "openapi", schema(example = "21"))]
    pub code: String,
    /// The label, e.g. `要介護1`.
    #[cfg_attr(feature = "openapi", schema(example = "要介護1"))]
    pub label: String,
}
