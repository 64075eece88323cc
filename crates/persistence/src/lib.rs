//! What is kept: the only crate that knows diesel, and the only one that can open sealed personal data.
//!
//! A query is a method on [`Tx`], so none runs outside a transaction; every write goes through [`Tenant::write`].
//! Personal data comes out only as [`Sealed`], and a seal is opened only by [`Ledger::release`], after the look it
//! serves is durably recorded. Rules live in `domain`, use cases in `service`; there is no authorization here.
#![warn(missing_docs)]

mod access;
mod audit;
mod clients;
mod cursor;
mod delivery;
mod enrolment;
mod ledger;
mod office;
mod random;
mod schema;
mod seal;
mod session;
mod setup;
mod store;
mod tag;
mod vault;

pub use crate::access::request_claim::{Claimed, RequestClaim};
pub use crate::audit::access_record::{RecordPlace, RecordedAct};
pub use crate::clients::application::ApplicationIntake;
pub use crate::clients::assignment::AssignmentIntake;
pub use crate::clients::card::SealedCard;
pub use crate::clients::consent::{ConsentIntake, ConsentRecord, ConsentsTakenIn};
pub use crate::clients::disclosure::PersonInReach;
pub use crate::clients::document::{DocumentContent, DocumentIntake};
pub use crate::clients::list::news::ClientNews;
pub use crate::clients::list::{ClientDetails, ClientLine, ClientRow, Cursor, SealedByPerson};
pub use crate::clients::person::{PersonIntake, PersonRecord};
pub use crate::clients::progress::MilestoneIntake;
pub use crate::clients::search::Search;
pub use crate::delivery::offices::OfficeIntake;
pub use crate::enrolment::issuance::{IssuanceCount, NewIssuance};
pub use crate::ledger::append::Ledger;
pub use crate::ledger::entry::Entry;
pub use crate::ledger::verify::verify_ledger;
pub use crate::office::account::staff::{NewProvisional, SetUp};
pub use crate::office::account::{Credentials, NewAccount};
pub use crate::office::designated_office::DesignatedIntake;
pub use crate::office::device::NewDevice;
pub use crate::office::organization::NewOrganization;
pub use crate::random::{SecretHash, random};
pub use crate::session::failures::{CountedOn, LoginHash, SignInFailures};
pub use crate::setup::insurer::{InsurerSettings, LatestDelivery};
pub use crate::store::connection::Target;
pub use crate::store::database::Database;
pub use crate::store::dialect::files::ServerLock;
pub use crate::store::error::{LedgerFailed, StoreError, UnreadableEntry};
pub use crate::store::intake::fresh_id;
#[cfg(feature = "count-statements")]
pub use crate::store::statements::take_statements;
pub use crate::store::tenant::Tenant;
pub use crate::store::transaction::Tx;
pub use seal::{Disclosed, Sealed};
pub use session::NewSession;
pub use vault::{Key, Keys, Vault};
