//! What is kept: the only crate that knows diesel, and the only one that can open sealed personal data.
//!
//! A query is a method on [`Tx`], so none runs outside a transaction; every write goes through [`Store::write`].
//! Personal data comes out only as [`Sealed`], and a seal is opened only by [`Ledger::release`], after the look it
//! serves is durably recorded. Rules live in `domain`, use cases in `service`; there is no authorization here.
#![warn(missing_docs)]

mod account;
mod application;
mod assignment;
mod burden_ratio;
mod certification;
mod client;
mod consent;
mod delivery;
mod device;
mod dialect;
mod disclosure;
mod document;
mod error;
mod insurer;
mod intake;
mod ledger;
mod ledger_entry;
mod ledger_verify;
mod organization;
mod person;
mod row;
mod schema;
mod seal;
mod session;
mod store;

pub use account::{AccountRecord, Credentials, NewAccount, SignInFailures};
pub use application::{ApplicationIntake, ApplicationRecord};
pub use assignment::AssignmentIntake;
pub use certification::CertificationRecord;
pub use client::{ClientLine, ClientRow, Cursor, Wanted};
pub use consent::ConsentIntake;
pub use delivery::{DeliveryRecord, OfficeIntake};
pub use device::{DeviceRecord, NewDevice};
pub use disclosure::PersonInReach;
pub use document::{DocumentContent, DocumentIntake, DocumentRecord};
pub use error::StoreError;
pub use insurer::{InsurerSettings, LatestDelivery};
pub use intake::{Tally, fresh_id};
pub use ledger::{Ledger, LedgerFailed};
pub use ledger_entry::{Entry, Outcome, Who};
pub use ledger_verify::VerifyReport;
pub use organization::{NewOrganization, OrganizationRecord};
pub use person::{Attributes, PersonIntake, PersonRecord};
pub use seal::{Disclosed, Key, Sealed, Vault};
pub use session::{NewSession, SessionRecord};
pub use store::{Store, Target, Tx};
