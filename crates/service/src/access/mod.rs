//! Who acts, with which right, and one change as one unit with its entry of the ledger.

pub(crate) mod acting;
pub(crate) mod allowed;
pub(crate) mod change;
pub(crate) mod insurers;
#[cfg(feature = "measure")]
pub(crate) mod measure;
pub(crate) mod present;
pub(crate) mod probing;
pub(crate) mod refused;
pub(crate) mod repeat;
pub(crate) mod seen;
pub(crate) mod service;
pub(crate) mod viewer;
