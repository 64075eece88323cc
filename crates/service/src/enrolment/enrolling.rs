//! What a node needs to enrol devices: the authority that signs, and where it is reached. What the insurer has settled about
//! usage applications is in its own rules.

use std::sync::Arc;

use pki::Authority;

/// Where a node is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins {
    /// Where the enrolment pages are.
    pub enrolment: String,
    /// Where the system itself is.
    pub main: String,
}

/// What a node needs to enrol devices.
pub(crate) struct Enrolling {
    pub(crate) authority: Arc<Authority>,
    pub(crate) origins: Origins,
}
