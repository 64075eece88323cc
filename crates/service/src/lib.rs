//! The use cases in the domain's words: sign in, look at one's own clients, take in a delivery, set up a city.
//!
//! Each is one transaction with one ledger entry; rights on the object are decided here through `domain::disclosure`.
//! Joins `persistence`, `pki`, `paper` and `exchange`; knows no HTTP. The way in is [`Allowed`]: without a right there
//! is nothing to call.
#![warn(missing_docs)]

mod access;
mod audit;
mod clients;
mod delivery;
mod desk;
mod enrolment;
mod error;
mod office;
mod rule;
mod session;
mod setup;

pub use crate::access::allowed::{
    Allowed, EnterUsageApplications, ManageCityAccounts, ManageDevices, ManageOrganizations, ManageStaff, ManageTexts,
    PrintConsentForm, ReadClientAccess, ReadClients, ReadDocuments, ReadOrganizations, ReadTexts, Right,
};
pub use crate::access::change::StatedReason;
pub use crate::access::insurers::Insurers;
pub use crate::access::present::Presented;
pub use crate::access::refused::certificate::RefusedCertificate;
pub use crate::access::repeat::{Attempt, Claim, Repeatable, Sender};
pub use crate::access::seen::Seen;
pub use crate::access::service::Service;
pub use crate::audit::access_record::{About, AccessLine, AccessRecordPage};
pub use crate::audit::verification::verify_ledger;
pub use crate::clients::cards::{Cards, ShownCard};
pub use crate::clients::client::{BurdenRatios, Certifications, ClientHead, ListedCertification, Progresses};
pub use crate::clients::document::{Documents, ListedDocument, OpenedDocument};
pub use crate::clients::line::{ClientListing, ListedApplication};
pub use crate::clients::list::{ClientPage, ClientQuery, ListFilter};
pub use crate::clients::pace::CountedPace;
pub use crate::clients::work::{Work, WorkGroup};
pub use crate::delivery::freshness::Freshness;
pub use crate::delivery::receive::{Reading, Received};
pub use crate::delivery::report::{DeliveryError, DeliveryReport, KeptDelivery, MOST_FINDINGS, Observer};
pub use crate::desk::letter_asked::LetterAsked;
pub use crate::desk::letter_facts::NoticeOf;
pub use crate::desk::letter_kept::{LetterLine, Letters, MadeLetter};
pub use crate::desk::usage_application::UsageApplicationPage;
pub use crate::desk::usage_detail::{
    Compared, ComparedValue, ComparedWith, Duplicate, UsageApplicationDetail, WhatMay,
};
pub use crate::enrolment::enrolling::Origins;
pub use crate::enrolment::install_key::{InstallKeys, IssuedInstallKey};
pub use crate::enrolment::issue::{EnrolledDevice, Handover};
pub use crate::enrolment::redemption::{EnrolDevice, EnrolmentInfo};
pub use crate::enrolment::terms::Terms;
pub use crate::enrolment::usage_application::{FoundOffices, Receipt, UsageApplicationView};
pub use crate::office::account::city::CityInvitation;
pub use crate::office::account::{Staff, StaffMember};
pub use crate::office::device::{DeviceHead, ListedDevice};
pub use crate::office::organization::{OpenSessions, OrganizationDetail, OrganizationPage, OrganizationView};
pub use crate::office::staff_table::{StaffTable, StaffTableResult, StaffTableRow};
pub use crate::rule::{
    AccountRule, Broken, DeviceRule, EnrolmentRule, Field, FirstLogInRule, LetterRule, OrganizationRule, PublishRule,
    ReasonRule, Rule, SearchRule, StaffRowRule, StaffTableRule, UsageApplicationRule,
};
pub use crate::session::current::SESSION_IDLE;
pub use crate::session::first_log_in::FirstLogIn;
pub use crate::session::password::Secret;
pub use crate::session::provisional::IssuedCredentials;
pub use crate::session::view::{SessionView, SignedIn};
pub use crate::setup::in_the_fence::work_in_the_fence;
pub use crate::setup::not_settled::NotSettled;
pub use crate::setup::opening::{Config, SealingKey, Serving, begin_serving, open};
pub use crate::setup::operator::Operator;
pub use crate::setup::operator::account::NewStaff;
pub use crate::setup::operator::device::IssuedIdentity;
pub use crate::setup::papers::Paper;
pub use crate::setup::readiness::check_fonts;
pub use crate::setup::texts::VersionedText;
pub use clock::Clock;
pub use error::{EnrolmentRefusal, ServiceError, SignInError};
pub use exchange::staff::StaffColumn;
pub use exchange::table::encoding::Encoding;
pub use exchange::table::import::Options as ImportOptions;
pub use exchange::table::mapping::{InvalidMapping, Mapping};
pub use fence::{ARGUMENT as FENCE_ARGUMENT, Fence, Lacking};
pub use notice::NoticeError;
pub use paper::PaperError;
pub use pki::{Authority, AuthorityUse, Lifetime, PkiError, Secret as PemSecret};
