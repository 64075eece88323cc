//! Accounts and devices of the demo, as its description lists them.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// An account of the demo and its password.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MadeAccount {
    pub(super) login_id: String,
    pub(super) password: String,
    pub(super) role: String,
    pub(super) organization: String,
}

/// The certificate file of a device of the demo.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MadeDevice {
    pub(super) p12: PathBuf,
    pub(super) password: String,
    pub(super) organization: String,
}

/// Well known on purpose: the people of the demo are invented and its server listens on this machine only.
pub(super) fn password_of(login_id: &str) -> String {
    format!("engawa-de-ocha-{}", login_id.replace('.', "-"))
}
