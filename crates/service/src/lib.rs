//! The use cases in the domain's words: sign in, look at one's own clients, take in a delivery, set up a city.
//!
//! Each is one transaction with one ledger entry; rights on the object are decided here through `domain::disclosure`.
//! Joins `persistence`, `pki`, `paper` and `exchange`; knows no HTTP. The way in is [`Allowed`]: without a right there
//! is nothing to call.
#![warn(missing_docs)]

mod access_record;
mod account;
mod act;
mod allowed;
mod client;
mod client_line;
mod client_list;
mod device;
mod document;
mod enrolment;
mod error;
mod first_log_in;
mod freshness;
mod import;
mod install_key;
mod issue;
mod look;
#[cfg(feature = "measure")]
mod measure;
mod organization;
mod password;
mod policy;
mod provisional;
mod refused_certificate;
mod renewal;
mod session;
mod setup;
mod sign_in;
mod staff_table;
mod terms;
mod usage_application;
mod usage_desk;
mod usage_detail;
mod usage_notice;
mod viewer;
mod work;

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use domain::day::Day;
use persistence::Ledger;

pub use access_record::{AccessLine, AccessRecordPage};
pub use account::{CityInvitation, Staff};
pub use act::Grounds;
pub use allowed::{
    Allowed, EnterUsageApplications, ManageCityAccounts, ManageDevices, ManageOrganizations, ManageStaff, Presented,
    ReadClientAccess, ReadClients, ReadDocuments, ReadOrganizations, Right,
};
pub use client::{BurdenRatios, Certifications, ClientHead, Progresses};
pub use client_line::{ClientListing, ListedApplication};
pub use client_list::{ClientPage, ClientQuery, ListFilter};
pub use device::{DeviceHead, ListedDevice};
pub use document::{Documents, ListedDocument, OpenedDocument};
pub use enrolment::{EnrolDevice, EnrolmentInfo, EnrolmentRules};
pub use error::{Conflict, EnrolmentRefusal, InvalidField, ServiceError, SignInError};
pub use exchange::import::{Finding, Options as ImportOptions, Severity};
pub use exchange::mapping::{InvalidMapping, Mapping};
pub use first_log_in::FirstLogIn;
pub use freshness::Freshness;
pub use import::{DeliveryReport, ImportError, Importer};
pub use install_key::{InstallKeys, IssuedInstallKey};
pub use issue::{EnrolledDevice, Handover};
pub use notice::NoticeError;
pub use organization::{OpenSessions, OrganizationDetail, OrganizationPage, OrganizationView};
pub use paper::PaperError;
pub use password::Secret;
pub use persistence::{
    AccountRecord, ApplicationRecord, Attributes, CertificationRecord, DeviceRecord, Disclosed, DocumentRecord,
    InstallKeyRecord, Key, LedgerFailed, OfficeRecord, OpenSession, OrganizationRecord, Store, StoreError, Tally,
    Target, UsageApplicationEvent, UsageApplicationRecord, Vault, VerifyReport,
};
pub use pki::{Authority, AuthorityUse, Lifetime, PkiError, Secret as PemSecret};
pub use provisional::IssuedCredentials;
pub use refused_certificate::RefusedCertificate;
pub use session::{SESSION_IDLE, SessionView};
pub use setup::{IssuedIdentity, NewStaff};
pub use sign_in::SignedIn;
pub use staff_table::{StaffAction, StaffTable, StaffTableResult, StaffTableRow};
pub use terms::Terms;
pub use usage_application::{FoundOffices, Receipt, UsageApplicationView};
pub use usage_desk::UsageApplicationPage;
pub use usage_detail::{Compared, Duplicate, UsageApplicationDetail, WhatMay};
pub use usage_notice::NoticeOf;
pub use work::{Work, WorkGroup, WorkKind};

use crate::enrolment::Enrolling;
use crate::password::Passwords;
use crate::refused_certificate::Door;
use crate::viewer::Viewers;

/// Whether this machine has the fonts for watermarks on pages and for the city's letters; to be asked at start, so that
/// nobody finds out at the first page.
///
/// # Errors
/// [`ServiceError::Page`] or [`ServiceError::Notice`], naming what is missing.
pub fn check_fonts() -> Result<(), ServiceError> {
    paper::check_fonts()?;
    Ok(notice::check_fonts()?)
}

/// The clock; an argument, so that tests set the time.
pub type Clock = fn() -> DateTime<Utc>;

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
    door: Door,
    passwords: Passwords,
    enrolling: OnceLock<Enrolling>,
}

impl Service {
    /// Opens the database and the ledger stream of this node.
    ///
    /// # Errors
    /// If the database cannot be opened.
    pub fn open(store: Store, stream: &str, clock: Clock) -> Result<Self, ServiceError> {
        let ledger = Ledger::start(&store, stream, clock)?;
        let passwords = Passwords::new()?;
        Ok(Self {
            inner: Arc::new(Inner {
                store,
                ledger,
                clock,
                viewers: Viewers::default(),
                door: Door::default(),
                passwords,
                enrolling: OnceLock::new(),
            }),
        })
    }

    /// The time.
    pub fn now(&self) -> DateTime<Utc> {
        (self.inner.clock)()
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
