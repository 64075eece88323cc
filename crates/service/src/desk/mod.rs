//! The insurer's desk: usage applications are judged, letters printed.

pub(crate) mod letter;
pub(crate) mod letter_facts;
pub(crate) mod usage_application;
pub(crate) mod usage_detail;
