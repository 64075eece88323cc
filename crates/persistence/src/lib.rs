//! What is kept: the only crate that knows diesel, and the only one that can open sealed personal data.
//!
//! A query is a method on [`Tx`], so none runs outside a transaction; every write goes through [`Store::write`].
//! Personal data comes out only as [`Sealed`], and a seal is opened only by [`Ledger::release`], after the look it
//! serves is durably recorded. Rules live in `domain`, use cases in `service`; there is no authorization here.
#![warn(missing_docs)]

mod access_record;
mod account;
mod application;
mod assignment;
mod burden_ratio;
mod certification;
mod chance;
mod client;
mod consent;
mod delivery;
mod device;
mod dialect;
mod disclosure;
mod document;
mod error;
mod install_key;
mod insurer;
mod intake;
mod issuance;
mod ledger;
mod ledger_entry;
mod ledger_verify;
mod noted;
mod office;
mod organization;
mod person;
mod row;
mod schema;
mod seal;
mod session;
mod store;
mod usage_application;
mod usage_application_event;

pub use access_record::{RecordPlace, RecordedAct};
pub use account::{AccountRecord, Credentials, NewAccount, NewProvisional, SetUp, SignInFailures};
pub use application::{ApplicationIntake, ApplicationRecord};
pub use assignment::AssignmentIntake;
pub use certification::CertificationRecord;
pub use chance::{SecretHash, chance};
pub use client::{ClientDetails, ClientLine, ClientRow, Cursor, SealedByPerson, Search};
pub use consent::ConsentIntake;
pub use delivery::{DeliveryRecord, OfficeIntake};
pub use device::{DeviceRecord, NewDevice};
pub use disclosure::PersonInReach;
pub use document::{DocumentContent, DocumentIntake, DocumentRecord};
pub use error::StoreError;
pub use install_key::InstallKeyRecord;
pub use insurer::{InsurerSettings, LatestDelivery};
pub use intake::{Tally, fresh_id};
pub use issuance::{IssuanceCount, NewIssuance};
pub use ledger::{Ledger, LedgerFailed};
pub use ledger_entry::{Entry, Outcome, Who};
pub use ledger_verify::VerifyReport;
pub use office::OfficeRecord;
pub use organization::{NewOrganization, OrganizationRecord};
pub use person::{Attributes, PersonIntake, PersonRecord};
pub use seal::{Disclosed, Key, Sealed, Vault};
pub use session::{NewSession, OpenSession, SessionRecord};
pub use store::{Store, Target, Tx};
pub use usage_application::{Applicant, UsageApplicationRecord};
pub use usage_application_event::UsageApplicationEvent;
