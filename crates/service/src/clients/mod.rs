//! The disclosure: an office's own clients, today's work, one client with results and documents.

pub(crate) mod cards;
pub(crate) mod client;
pub(crate) mod document;
pub(crate) mod line;
pub(crate) mod list;
pub(crate) mod look;
pub(crate) mod pace;
pub(crate) mod policy;
pub(crate) mod telling;
pub(crate) mod work;
