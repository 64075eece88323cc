//! The insurer's desk: usage applications are judged, letters printed.

pub(crate) mod letter;
pub(crate) mod letter_asked;
pub(crate) mod letter_facts;
pub(crate) mod letter_kept;
pub(crate) mod letter_outcome;
pub(crate) mod usage_application;
pub(crate) mod usage_detail;
