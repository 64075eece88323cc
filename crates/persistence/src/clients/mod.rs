//! The insured people as they are kept: consent, assignment, certification, documents; what one look needs of them.

pub(crate) mod application;
pub(crate) mod assignment;
pub(crate) mod card;
pub(crate) mod certification;
pub(crate) mod consent;
pub(crate) mod disclosure;
pub(crate) mod document;
pub(crate) mod list;
pub(crate) mod person;
pub(crate) mod progress;
pub(crate) mod search;
