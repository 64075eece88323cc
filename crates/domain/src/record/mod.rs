//! Plain facts as they are kept, with their ids and times: what storage reads, use cases judge and answers are made of.
//! Nothing is decided here.

mod account;
mod audit;
mod certification;
mod device;
mod document;
mod install_key;
mod letter;
mod organization;
mod person;
mod session;
mod usage_application;

pub use account::AccountRecord;
pub use audit::VerifyReport;
pub use certification::{ApplicationRecord, CertificationRecord};
pub use device::DeviceRecord;
pub use document::DocumentRecord;
pub use install_key::InstallKeyRecord;
pub use letter::LetterRecord;
pub use organization::{OfficeRecord, OrganizationRecord};
pub use person::Attributes;
pub use session::{OpenSession, SessionRecord};
pub use usage_application::{Applicant, UsageApplicationEvent, UsageApplicationRecord};
