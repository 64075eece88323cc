//! The insurer itself as it is kept.

pub(crate) mod folds;
pub(crate) mod insurer;
pub(crate) mod insurer_rules;
pub(crate) mod texts;
