//! What a request brings, read strictly: its body, its parameters, what is asked of a list.

pub(crate) mod asked;
pub(crate) mod body;
pub(crate) mod query;
pub(crate) mod seen;
