//! Why something is changed, as the person who changes it has said: the insurer must give a reason, an office may.

use super::change::Change;
use crate::route::Whose;
use contract::office::account::{Remark, StatedReason};

/// The reason for a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// The reason, in words; may be empty where none is needed.
    pub reason: String,
    /// Whether the organization to which the insurer does it may read the reason.
    pub visible_to_organization: bool,
}

/// A change with the reason that the insurer must give and an office may.
pub fn reasoned(whose: Whose, path: String, why: Why) -> Change {
    let Why {
        reason,
        visible_to_organization,
    } = why;
    match whose {
        Whose::Office => Change::new(
            path,
            &Remark {
                reason: (!reason.is_empty()).then_some(reason),
            },
        ),
        Whose::City | Whose::Of(_) => Change::new(
            path,
            &StatedReason {
                reason,
                tell_organization: visible_to_organization,
            },
        ),
    }
}
