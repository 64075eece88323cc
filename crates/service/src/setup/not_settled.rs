//! What can go wrong when an insurer settles something for itself.

use domain::insurer::InvalidInsurerRule;

use crate::error::ServiceError;

/// Why what an insurer was to settle was not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotSettled {
    /// It breaks these rules.
    #[error("{}", told(.0))]
    Invalid(Vec<InvalidInsurerRule>),
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

fn told(faults: &[InvalidInsurerRule]) -> String {
    let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
