//! The administration of an organization: its staff, devices, install keys and record. The insurer sees some of it, too.

mod access_record;
mod accounts;
mod bulk;
mod devices;

/// An id that stands for any.
pub const ID: &str = "01890000-0000-7000-8000-000000000001";
