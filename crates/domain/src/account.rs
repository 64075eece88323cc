//! Accounts: roles, what each role may do, states, login ids. Passwords are in `password`; sessions are left to `service`.

pub use crate::account::password::{PasswordRule, PasswordWeakness};
pub use login_id::{InvalidLoginId, LOGIN_ID_LENGTH, LoginId};
pub use provisional::{PROVISIONAL_DAYS, PROVISIONAL_PREFIX, ProvisionalCredentials, folded_provisional_password};

/// The most people in a table that changes many accounts at once.
pub const LARGEST_STAFF_TABLE: usize = 100;

mod login_id;
pub mod password;
mod provisional;
pub mod two_people;

coded! {
    /// What somebody is to the system. A role says what one may do at all; on whose data is decided elsewhere.
    pub enum Role is "role" {
        /// 利用組織管理者: runs staff and devices of an office, and works with its clients.
        OrganizationAdministrator = "organization-administrator", "利用組織管理者";
        /// ケアマネジャー of an office.
        CareManager = "care-manager", "ケアマネジャー";
        /// Somebody of an office who looks up progress and results, but opens no documents.
        Viewer = "viewer", "閲覧者";
        /// The insurer's administrator.
        CityAdministrator = "city-administrator", "市の管理者";
        /// Takes in consents and applications at a counter of the insurer.
        DeskClerk = "desk-clerk", "窓口職員";
        /// Reviews who looked at what; changes nothing.
        Auditor = "auditor", "監査担当";
        /// Care software of an office, or a script of the insurer.
        IntegrationClient = "integration-client", "連携システム";
    }
}

coded! {
    /// One thing that may be done. Every handler names the one it needs.
    pub enum Permission is "permission" {
        /// See an office's own clients: list, search, progress, result, burden ratio.
        ReadClients = "read-clients", "担当利用者の閲覧";
        /// Open survey sheets and physicians' opinions of an office's own clients.
        ReadDocuments = "read-documents", "調査票・主治医意見書の閲覧";
        /// Print or export data of an office's own clients.
        ExportClients = "export-clients", "担当利用者の出力";
        /// See who looked at an office's own clients.
        ReadClientAccess = "read-client-access", "担当利用者の閲覧履歴の確認";
        /// Read the office's own events by cursor.
        ReadEvents = "read-events", "通知の受信";
        /// Make the list that accompanies consent forms.
        PrepareConsentList = "prepare-consent-list", "同意書提出一覧表の作成";
        /// Invite, suspend and release the staff of one's own organization.
        ManageStaff = "manage-staff", "職員の管理";
        /// Ask for install keys and revoke devices of one's own organization.
        ManageDevices = "manage-devices", "端末の管理";
        /// Open any person of the insurer, with a stated purpose.
        ReadPersons = "read-persons", "被保険者の照会";
        /// Take in and withdraw consents.
        EnterConsents = "enter-consents", "同意の受付";
        /// Confirm, as a second person, what somebody else has entered.
        ConfirmConsents = "confirm-consents", "同意の確認";
        /// Enter or end assignments by hand.
        ManageAssignments = "manage-assignments", "担当の管理";
        /// See organizations, their staff and devices.
        ReadOrganizations = "read-organizations", "利用組織の照会";
        /// Permit, suspend and close organizations; revoke their devices.
        ManageOrganizations = "manage-organizations", "利用組織の管理";
        /// Take in usage applications that come on paper or by mail.
        EnterUsageApplications = "enter-applications", "利用申請の受付";
        /// Deliver municipal files.
        DeliverFiles = "deliver-files", "データの取込";
        /// Confirm, as a second person, a delivery that changes who sees what.
        ConfirmDeliveries = "confirm-deliveries", "データ取込の承認";
        /// Read reports of deliveries.
        ReadDeliveries = "read-deliveries", "データ取込結果の確認";
        /// Propose and confirm the disclosure policy and the list of admitted office kinds.
        ManagePolicy = "manage-policy", "情報提供の基準の管理";
        /// Join records of one person; needs two people.
        MergePersons = "merge-persons", "被保険者の統合";
        /// Accounts of the insurer's own staff and scripts.
        ManageCityAccounts = "manage-city-accounts", "市の職員の管理";
        /// Read every version of the texts that people agree to.
        ReadTexts = "read-texts", "利用規約・同意書の閲覧";
        /// Publish the texts that people agree to.
        ManageTexts = "manage-texts", "利用規約・同意書の公開";
        /// Print the form of consent in force, for somebody to sign.
        PrintConsentForm = "print-consent-form", "同意書の用紙の印刷";
        /// Write announcements.
        PublishAnnouncements = "publish-announcements", "お知らせの掲載";
        /// Read announcements.
        ReadAnnouncements = "read-announcements", "お知らせの閲覧";
        /// Read the audit ledger and its alerts.
        ReadAudit = "read-audit", "監査記録の閲覧";
        /// Tell a person who looked at their data.
        ReportAccess = "report-access", "本人への閲覧状況の報告";
        /// Settle items of the random review list.
        ReviewDisclosures = "review-disclosures", "閲覧の点検";
        /// List whom a leak concerns.
        ReportBreach = "report-breach", "漏えい影響範囲の調査";
    }
}

impl Role {
    /// Whether the role may do this at all.
    pub const fn allows(self, permission: Permission) -> bool {
        use Permission as P;
        use Role as R;
        match permission {
            P::ReadClients => {
                matches!(
                    self,
                    R::OrganizationAdministrator | R::CareManager | R::Viewer | R::IntegrationClient
                )
            }
            P::ReadDocuments | P::ExportClients => {
                matches!(
                    self,
                    R::OrganizationAdministrator | R::CareManager | R::IntegrationClient
                )
            }
            P::ReadClientAccess | P::PrepareConsentList => {
                matches!(self, R::OrganizationAdministrator | R::CareManager)
            }
            P::ReadEvents | P::DeliverFiles | P::ReadDeliveries => {
                matches!(self, R::IntegrationClient)
                    || matches!(permission, P::DeliverFiles | P::ReadDeliveries) && matches!(self, R::CityAdministrator)
            }
            P::ManageStaff | P::ManageDevices => matches!(self, R::OrganizationAdministrator),
            P::ReadPersons
            | P::EnterConsents
            | P::ConfirmConsents
            | P::ManageAssignments
            | P::EnterUsageApplications => {
                matches!(self, R::CityAdministrator | R::DeskClerk)
            }
            P::ReadOrganizations | P::ReadTexts | P::ReportAccess => {
                matches!(self, R::CityAdministrator | R::DeskClerk | R::Auditor)
            }
            P::PrintConsentForm => true,
            P::ManageOrganizations
            | P::ConfirmDeliveries
            | P::ManagePolicy
            | P::MergePersons
            | P::ManageCityAccounts
            | P::ManageTexts
            | P::PublishAnnouncements => matches!(self, R::CityAdministrator),
            P::ReadAnnouncements => !matches!(self, R::IntegrationClient),
            P::ReadAudit | P::ReviewDisclosures => matches!(self, R::Auditor),
            P::ReportBreach => matches!(self, R::CityAdministrator | R::Auditor),
        }
    }

    /// On which side an account of this role can stand.
    pub const fn side(self) -> Side {
        match self {
            Self::OrganizationAdministrator | Self::CareManager | Self::Viewer => Side::Office,
            Self::CityAdministrator | Self::DeskClerk | Self::Auditor => Side::City,
            Self::IntegrationClient => Side::Either,
        }
    }

    /// The role that runs the accounts of its side; each organization, and the insurer, needs somebody who has it.
    pub const fn is_administrator(self) -> bool {
        matches!(self, Self::OrganizationAdministrator | Self::CityAdministrator)
    }

    /// Whether an account of this role can belong to an organization (`true`) or to the insurer itself (`false`).
    pub const fn stands(self, in_organization: bool) -> bool {
        self.side()
            .meets(if in_organization { Side::Office } else { Side::City })
    }

    /// The roles that accounts of an organization (`true`), or of the insurer itself (`false`), can have.
    pub fn standing(in_organization: bool) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |role| role.stands(in_organization))
    }

    /// Whether an account of this role may do this, given whether it belongs to an organization.
    ///
    /// An integration client stands on the side of its organization, or on the insurer's if it has none: care software
    /// delivers no municipal files, a municipal script sees no clients.
    pub const fn allows_as(self, belongs_to_organization: bool, permission: Permission) -> bool {
        let here = if belongs_to_organization {
            Side::Office
        } else {
            Side::City
        };
        self.allows(permission) && self.side().meets(here) && permission.side().meets(here)
    }
}

/// Where a role or a permission belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// An organization that uses the system.
    Office,
    /// The insurer.
    City,
    /// Both.
    Either,
}

impl Side {
    const fn meets(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Either, _) | (_, Self::Either) | (Self::Office, Self::Office) | (Self::City, Self::City)
        )
    }
}

impl Permission {
    /// On which side this is done.
    pub const fn side(self) -> Side {
        match self {
            Self::ReadClients
            | Self::ReadDocuments
            | Self::ExportClients
            | Self::ReadClientAccess
            | Self::ReadEvents
            | Self::PrepareConsentList
            | Self::ManageStaff
            | Self::ManageDevices => Side::Office,
            Self::ReadPersons
            | Self::EnterConsents
            | Self::ConfirmConsents
            | Self::ManageAssignments
            | Self::ReadOrganizations
            | Self::ManageOrganizations
            | Self::EnterUsageApplications
            | Self::DeliverFiles
            | Self::ConfirmDeliveries
            | Self::ReadDeliveries
            | Self::ManagePolicy
            | Self::MergePersons
            | Self::ManageCityAccounts
            | Self::ReadTexts
            | Self::ManageTexts
            | Self::PublishAnnouncements
            | Self::ReadAudit
            | Self::ReportAccess
            | Self::ReviewDisclosures
            | Self::ReportBreach => Side::City,
            Self::PrintConsentForm | Self::ReadAnnouncements => Side::Either,
        }
    }
}

coded! {
    /// Where an account is in its life.
    pub enum AccountStatus is "account status" {
        /// Has provisional credentials (仮ログインID・仮パスワード); may only finish the first-login set-up (初期設定).
        Provisional = "provisional", "初期設定前";
        /// In use.
        Active = "active", "利用中";
        /// Stopped by an administrator.
        Suspended = "suspended", "停止中";
        /// The person has left; for good.
        Left = "left", "利用終了";
    }
}

impl AccountStatus {
    /// Whether an account may pass from this state into the other one.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Provisional, Self::Active | Self::Suspended | Self::Left)
                | (Self::Active, Self::Provisional | Self::Suspended | Self::Left)
                | (Self::Suspended, Self::Provisional | Self::Active | Self::Left)
        )
    }
}

coded! {
    /// What a row of a table of staff asks for; people write the Japanese.
    pub enum StaffAction is "staff action" {
        /// Somebody new.
        Invitation = "invitation", "追加";
        /// Somebody is suspended.
        Suspension = "suspension", "停止";
        /// Somebody leaves.
        Departure = "departure", "退職";
    }
}

#[cfg(test)]
mod tests;
