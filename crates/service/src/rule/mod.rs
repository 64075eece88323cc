//! The rules that a use case holds what it is given, and the state of things, against: an enum a subject. What people read
//! when one does not hold is said by whoever answers them, in their language; here is the rule, with what its words need.

mod account;
mod device;
mod enrolment;
mod field;
mod first_log_in;
mod joined;
mod letter;
mod organization;
mod reason;
mod staff_table;
mod usage_application;

pub use account::AccountRule;
pub(crate) use account::LONGEST_DESK;
pub use device::DeviceRule;
pub(crate) use device::LONGEST_LABEL;
pub use enrolment::EnrolmentRule;
pub use field::{Broken, Field};
pub use first_log_in::FirstLogInRule;
pub use joined::Rule;
pub use letter::{LetterRule, PublishRule};
pub use organization::OrganizationRule;
pub use reason::{ReasonRule, SearchRule};
pub use staff_table::{StaffRowRule, StaffTableRule};
pub use usage_application::UsageApplicationRule;
