//! What an act concerned, beyond the person whose data it showed: opaque ids, codes and numbers, never a personal value.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::certificate::{CertificateFault, CertificateSigner};
use crate::account::{Permission, Role};
use crate::delivery::feed::Feed;
use crate::enrolment::device::CertificateFingerprint;
use crate::enrolment::install_key::InstallKeyStatus;
use crate::enrolment::usage_application::NoticeKind;
use crate::id::{
    AccountId, DeliveryId, DeviceId, DocumentId, InstallKeyId, OrganizationId, SessionId, UsageApplicationId,
};
use crate::insurer::{InsurerNumber, TextKind};

coded! {
    /// The kinds of things that an act can concern.
    pub enum ItemKind is "kind of item" {
        /// Somebody's account.
        Account = "account", "アカウント", "Account";
        /// A session.
        Session = "session", "ログイン", "Session";
        /// A device.
        Device = "device", "端末", "Device";
        /// An install key.
        InstallKey = "install-key", "インストールキー", "Install key";
        /// An organization.
        Organization = "organization", "利用組織", "Organization";
        /// How many devices an organization may have.
        DeviceQuota = "device-quota", "端末の台数", "Number of devices";
        /// A usage application.
        UsageApplication = "usage-application", "利用申請", "Usage application";
        /// A letter of the insurer.
        Notice = "notice", "通知書", "Letter";
        /// A document of a certification, or a page of it.
        Document = "document", "文書", "Document";
        /// A file of the insurer's data.
        Delivery = "delivery", "取込ファイル", "Delivered file";
        /// A permission that was missing.
        Permission = "permission", "権限", "Permission";
        /// A certificate that is not one of a device in use.
        Certificate = "certificate", "電子証明書", "Certificate";
        /// A certificate that the handshake refused.
        RefusedCertificate = "refused-certificate", "拒否した電子証明書", "Refused certificate";
        /// Certificates that the handshake refused and that are counted only.
        RefusedCertificates = "refused-certificates", "拒否した電子証明書の数", "Number of refused certificates";
        /// The insurer.
        Insurer = "insurer", "保険者", "Insurer";
        /// A text that people agree to.
        Text = "text", "利用規約・同意書", "Text that people agree to";
        /// All entries before a time.
        EntriesBefore = "entries-before", "ある時点より前の記録", "Entries before a time";
        /// A number of things of the kind that the operation names.
        Count = "count", "件数", "Number";
    }
}

/// What an act concerned. In an entry it stands as JSON with the kind's code as its only key, and is read back by the same
/// rules; anything else is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Item {
    /// Somebody's account, and the role where the act gives one.
    Account {
        /// The account.
        id: AccountId,
        /// The role that it gets.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        role: Option<Role>,
    },
    /// A session.
    Session(SessionId),
    /// A device.
    Device(DeviceId),
    /// An install key, and how it stood where that is why it was refused.
    InstallKey {
        /// The key.
        id: InstallKeyId,
        /// How it stood.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        status: Option<InstallKeyStatus>,
    },
    /// An organization.
    Organization(OrganizationId),
    /// How many devices an organization may have from now on.
    DeviceQuota {
        /// The organization.
        organization: OrganizationId,
        /// How many.
        devices: u32,
    },
    /// A usage application.
    UsageApplication(UsageApplicationId),
    /// A letter of the insurer.
    Notice {
        /// Which letter.
        kind: NoticeKind,
        /// To whom.
        to: NoticeRecipient,
    },
    /// A document of a certification; the operation says of which kind it is.
    Document {
        /// The document.
        id: DocumentId,
        /// How much of it.
        part: DocumentPart,
    },
    /// A file of the insurer's data.
    Delivery {
        /// The delivery.
        id: DeliveryId,
        /// What the file holds.
        feed: Feed,
    },
    /// The permission that was missing.
    Permission(Permission),
    /// A certificate that is not one of a device in use.
    Certificate(CertificateFingerprint),
    /// A certificate that the handshake refused.
    RefusedCertificate {
        /// Its fingerprint; none for one of another authority, of which nothing is kept.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        fingerprint: Option<CertificateFingerprint>,
        /// Why.
        fault: CertificateFault,
        /// Who signed it.
        signer: CertificateSigner,
    },
    /// Certificates that the handshake refused and that are counted only.
    RefusedCertificates {
        /// How many.
        count: u64,
        /// Who signed them.
        signer: CertificateSigner,
        /// Since when, in seconds of Unix time.
        #[serde(with = "seconds")]
        since: DateTime<Utc>,
    },
    /// The insurer.
    Insurer(InsurerNumber),
    /// A text that people agree to.
    Text {
        /// Which text.
        kind: TextKind,
        /// The how-manyth version, counted from the first; none where none was made.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        number: Option<u32>,
    },
    /// All entries before this moment, in seconds of Unix time.
    EntriesBefore(#[serde(with = "seconds")] DateTime<Utc>),
    /// A number of things of the kind that the operation names.
    Count(u64),
}

/// By what a letter's recipient was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum NoticeRecipient {
    /// By the usage application.
    UsageApplication(UsageApplicationId),
    /// By the organization.
    Organization(OrganizationId),
}

/// How much of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum DocumentPart {
    /// All of it, as a PDF.
    Pdf,
    /// One page as a picture, counted from 1.
    Page(u32),
}

impl Item {
    /// An account to which the act gives no role.
    pub const fn account(id: AccountId) -> Self {
        Self::Account { id, role: None }
    }

    /// An account and the role that the act gives it.
    pub const fn account_as(id: AccountId, role: Role) -> Self {
        Self::Account { id, role: Some(role) }
    }

    /// An install key, whatever its status.
    pub const fn install_key(id: InstallKeyId) -> Self {
        Self::InstallKey { id, status: None }
    }

    /// So many things of the kind that the operation names.
    pub const fn count(things: usize) -> Self {
        Self::Count(things as u64)
    }

    /// What kind of thing it is.
    pub const fn kind(&self) -> ItemKind {
        match self {
            Self::Account { .. } => ItemKind::Account,
            Self::Session(_) => ItemKind::Session,
            Self::Device(_) => ItemKind::Device,
            Self::InstallKey { .. } => ItemKind::InstallKey,
            Self::Organization(_) => ItemKind::Organization,
            Self::DeviceQuota { .. } => ItemKind::DeviceQuota,
            Self::UsageApplication(_) => ItemKind::UsageApplication,
            Self::Notice { .. } => ItemKind::Notice,
            Self::Document { .. } => ItemKind::Document,
            Self::Delivery { .. } => ItemKind::Delivery,
            Self::Permission(_) => ItemKind::Permission,
            Self::Certificate(_) => ItemKind::Certificate,
            Self::RefusedCertificate { .. } => ItemKind::RefusedCertificate,
            Self::RefusedCertificates { .. } => ItemKind::RefusedCertificates,
            Self::Insurer(_) => ItemKind::Insurer,
            Self::Text { .. } => ItemKind::Text,
            Self::EntriesBefore(_) => ItemKind::EntriesBefore,
            Self::Count(_) => ItemKind::Count,
        }
    }
}

/// A moment as the seconds of Unix time: JSON keeps it without a form of its own.
mod seconds {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(moment: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(moment.timestamp())
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
        let seconds = i64::deserialize(deserializer)?;
        DateTime::from_timestamp(seconds, 0).ok_or_else(|| de::Error::custom("no moment of the calendar"))
    }
}
