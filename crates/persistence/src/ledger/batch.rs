//! Entries on their way into the database: what one transaction of the writer holds.

use chrono::NaiveDateTime;
use domain::insurer::InsurerNumber;

/// Random bytes in front of the fields that are committed to.
pub(crate) const SALT: usize = 16;

/// An entry with its place in the chain. What is the same for all of a batch lies in [`Batch`].
pub(crate) struct Link {
    pub(crate) sequence: i64,
    pub(crate) commitment: [u8; 32],
    pub(crate) hash: [u8; 32],
    pub(crate) person: Option<String>,
    pub(crate) organization: Option<String>,
    pub(crate) operation: &'static str,
    pub(crate) salt: [u8; SALT],
    pub(crate) fields: String,
}

/// What is written in one transaction.
pub(crate) struct Batch<'b> {
    pub(crate) stream: &'b str,
    pub(crate) insurer: InsurerNumber,
    pub(crate) at: NaiveDateTime,
    pub(crate) links: Vec<Link>,
}
