//! The files of a delivery: the tables, and the bundles of papers. What they say comes from `person` and `paper`.

pub(crate) mod bundle;
pub(crate) mod feeds;
