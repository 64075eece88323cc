//! What a token says.

use domain::id::SessionId;
use serde::{Deserialize, Serialize};

/// The claims, all of them required and no others accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claims {
    pub iss: String,
    pub aud: String,
    pub exp: i64,
    pub nbf: i64,
    pub iat: i64,
    pub jti: String,
    pub sid: SessionId,
    pub cnf: Confirmation,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Confirmation {
    #[serde(rename = "x5t#S256")]
    pub certificate: String,
}
