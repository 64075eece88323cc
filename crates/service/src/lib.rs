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

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use domain::day::Day;
use persistence::Ledger;

pub use crate::access::allowed::{
    Allowed, EnterUsageApplications, ManageCityAccounts, ManageDevices, ManageOrganizations, ManageStaff, Presented,
    ReadClientAccess, ReadClients, ReadDocuments, ReadOrganizations, Right,
};
pub use crate::access::change::StatedReason;
pub use crate::access::refused_certificate::RefusedCertificate;
pub use crate::audit::access_record::{About, AccessLine, AccessRecordPage};
pub use crate::clients::client::{BurdenRatios, Certifications, ClientHead, Progresses};
pub use crate::clients::document::{Documents, ListedDocument, OpenedDocument};
pub use crate::clients::line::{ClientListing, ListedApplication};
pub use crate::clients::list::{ClientPage, ClientQuery, ListFilter};
pub use crate::clients::work::{Work, WorkGroup};
pub use crate::delivery::freshness::Freshness;
pub use crate::delivery::receive::{Reading, Received};
pub use crate::delivery::report::{DeliveryError, DeliveryReport, KeptDelivery, MOST_FINDINGS, Observer};
pub use crate::desk::letter::NoticeOf;
pub use crate::desk::usage_application::UsageApplicationPage;
pub use crate::desk::usage_detail::{
    Compared, ComparedValue, ComparedWith, Duplicate, UsageApplicationDetail, WhatMay,
};
pub use crate::enrolment::install_key::{InstallKeys, IssuedInstallKey};
pub use crate::enrolment::issue::{EnrolledDevice, Handover};
pub use crate::enrolment::redemption::{EnrolDevice, EnrolmentInfo, EnrolmentRules};
pub use crate::enrolment::terms::Terms;
pub use crate::enrolment::usage_application::{FoundOffices, Receipt, UsageApplicationView};
pub use crate::office::account::{CityInvitation, Staff};
pub use crate::office::device::{DeviceHead, ListedDevice};
pub use crate::office::organization::{OpenSessions, OrganizationDetail, OrganizationPage, OrganizationView};
pub use crate::office::staff_table::{StaffTable, StaffTableResult, StaffTableRow};
pub use crate::rule::{
    AccountRule, Broken, DeviceRule, EnrolmentRule, Field, FirstLogInRule, LetterRule, OrganizationRule, ReasonRule,
    Rule, StaffRowRule, StaffTableRule, UsageApplicationRule,
};
pub use crate::session::current::{SESSION_IDLE, SessionView};
pub use crate::session::first_log_in::FirstLogIn;
pub use crate::session::password::Secret;
pub use crate::session::provisional::IssuedCredentials;
pub use crate::session::sign_in::SignedIn;
pub use crate::setup::operator::Operator;
pub use crate::setup::operator::account::NewStaff;
pub use crate::setup::operator::device::IssuedIdentity;
pub use clock::Clock;
pub use error::{EnrolmentRefusal, ServiceError, SignInError};
pub use exchange::encoding::Encoding;
pub use exchange::import::Options as ImportOptions;
pub use exchange::mapping::{InvalidMapping, Mapping};
pub use exchange::staff::StaffColumn;
pub use notice::NoticeError;
pub use paper::PaperError;
pub use persistence::{
    AccountRecord, ApplicationRecord, Attributes, CertificationRecord, DeviceRecord, Disclosed, DocumentRecord,
    InstallKeyRecord, Key, LedgerFailed, OfficeRecord, OpenSession, OrganizationRecord, Store, StoreError, Target,
    UsageApplicationEvent, UsageApplicationRecord, Vault, VerifyReport,
};
pub use pki::{Authority, AuthorityUse, Lifetime, PkiError, Secret as PemSecret};

use crate::access::refused_certificate::RefusedCertificates;
use crate::access::viewer::Viewers;
use crate::enrolment::redemption::Enrolling;
use crate::session::password::Passwords;

/// Whether this machine has the fonts for watermarks on pages and for the city's letters; to be asked at start, so that
/// nobody finds out at the first page.
///
/// # Errors
/// [`ServiceError::Page`] or [`ServiceError::Notice`], naming what is missing.
pub fn check_fonts() -> Result<(), ServiceError> {
    paper::check_fonts()?;
    Ok(notice::check_fonts()?)
}

/// Everything the use cases need. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    ledger: Ledger,
    clock: Clock,
    viewers: Viewers,
    refused_certificates: RefusedCertificates,
    passwords: Passwords,
    enrolling: OnceLock<Enrolling>,
}

impl Service {
    /// Opens the database and the ledger stream of this node.
    ///
    /// # Errors
    /// If the database cannot be opened.
    pub fn open(store: Store, stream: &str, clock: Clock) -> Result<Self, ServiceError> {
        let ledger = Ledger::start(&store, stream, clock.clone())?;
        let passwords = Passwords::new()?;
        Ok(Self {
            inner: Arc::new(Inner {
                store,
                ledger,
                clock,
                viewers: Viewers::default(),
                refused_certificates: RefusedCertificates::default(),
                passwords,
                enrolling: OnceLock::new(),
            }),
        })
    }

    /// The time.
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    /// The day it is in Japan.
    pub fn today(&self) -> Day {
        Day::in_japan(self.now())
    }

    /// The terms of use in force.
    pub fn terms(&self) -> Terms {
        Terms::standard()
    }

    /// Whether the database answers and the ledger can be written.
    ///
    /// # Errors
    /// What is wrong, for the operator.
    pub async fn ready(&self) -> Result<(), ServiceError> {
        self.store()
            .read_one(|tx| tx.insurer_name())
            .await?
            .ok_or(StoreError::NotFound)?;
        if self.inner.ledger.is_writable() {
            Ok(())
        } else {
            Err(LedgerFailed.into())
        }
    }

    /// Recomputes the whole ledger.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn verify_ledger(&self) -> Result<VerifyReport, ServiceError> {
        Ok(self.store().verify_ledger()?)
    }

    pub(crate) fn enrolling_cell(&self) -> &OnceLock<Enrolling> {
        &self.inner.enrolling
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }

    pub(crate) fn viewers(&self) -> &Viewers {
        &self.inner.viewers
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }
}
