//! Usage applications, as they are kept.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::day::Day;
use crate::enrolment::usage_application::{Reference, Standing, UsageApplicationChannel, UsageApplicationEventKind};
use crate::id::{AccountId, OrganizationId, UsageApplicationId};
use crate::organization::{OfficeNumber, ServiceCode};
use crate::person::{Kana, PersonName};

/// Something that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageApplicationEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: UsageApplicationEventKind,
    /// Who of the insurer.
    pub account: Option<AccountId>,
    /// Why.
    pub reason: Option<String>,
}

/// An application as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageApplicationRecord {
    /// Opaque id.
    pub id: UsageApplicationId,
    /// 受付番号.
    pub reference: Reference,
    /// Where it stands.
    pub standing: Standing,
    /// The office.
    pub office_number: OfficeNumber,
    /// Its kind.
    pub service_code: ServiceCode,
    /// Who applies.
    pub applicant: Applicant,
    /// Devices asked for.
    pub devices: u16,
    /// Accepted terms.
    pub terms_version: String,
    /// How it came.
    pub channel: UsageApplicationChannel,
    /// The day on which it was received.
    pub received_on: Day,
    /// When it was entered.
    pub received_at: DateTime<Utc>,
    /// When it was given back, approved, refused or taken back.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why, in the insurer's words.
    pub reason: Option<String>,
    /// The organization it became.
    pub organization: Option<OrganizationId>,
    /// Its administrator's account.
    pub account: Option<AccountId>,
}

/// Who applies: sealed in the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// 利用組織管理者.
    pub name: PersonName,
    /// Kana.
    pub kana: Kana,
    /// Telephone.
    pub phone: String,
    /// Mail.
    pub mail: Option<String>,
}
