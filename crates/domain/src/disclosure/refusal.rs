//! Why something is not shown: which condition fails, since when, who can mend it, what to do. Deciding is `decide`.

use crate::day::Day;

coded! {
    /// The five conditions, all of which must hold.
    pub enum Condition is "condition" {
        /// The device certificate is valid, not revoked, and of the viewer's organization.
        Device = "device", "端末";
        /// The account is active, set up, of that organization, and its role reads clients.
        Account = "account", "アカウント";
        /// The organization is permitted and its kind is on the insurer's list.
        Organization = "organization", "利用組織";
        /// The person's consent is in force.
        Consent = "consent", "同意";
        /// An assignment of the person to the office is in force.
        Assignment = "assignment", "担当";
    }
}

coded! {
    /// What is wrong with a condition; the Japanese says what happened.
    pub enum FailureReason is "failure reason" {
        /// The certificate was revoked.
        DeviceRevoked = "device-revoked", "この端末の電子証明書は失効しています。";
        /// The certificate is not valid yet.
        CertificateNotYetValid = "certificate-not-yet-valid", "この端末の電子証明書はまだ有効期間に入っていません。";
        /// The certificate is no longer valid.
        CertificateExpired = "certificate-expired", "この端末の電子証明書は有効期間が終了しています。";
        /// The device is registered for another organization.
        DeviceOfAnotherOrganization = "device-of-another-organization", "この端末は別の利用組織に登録されています。";
        /// The first-login set-up is not done.
        AccountNotSetUp = "account-not-set-up", "アカウントの初期設定が終わっていません。";
        /// The account was stopped.
        AccountSuspended = "account-suspended", "アカウントが停止されています。";
        /// The account has ended.
        AccountLeft = "account-left", "アカウントの利用が終了しています。";
        /// The account belongs to another organization, or to none.
        AccountOfAnotherOrganization = "account-of-another-organization", "アカウントがこの利用組織のものではありません。";
        /// The role does not read clients.
        RoleWithoutClients = "role-without-clients", "お使いの権限では利用者の情報を閲覧できません。";
        /// The organization was stopped.
        OrganizationSuspended = "organization-suspended", "利用組織の利用が停止されています。";
        /// The organization has ended.
        OrganizationClosed = "organization-closed", "利用組織の利用が終了しています。";
        /// The permit does not run yet.
        PermitNotBegun = "permit-not-begun", "利用許可の期間がまだ始まっていません。";
        /// The permit has run out.
        PermitEnded = "permit-ended", "利用許可の期間が終了しています。";
        /// The kind of office is not on the insurer's list.
        KindNotAdmitted = "kind-not-admitted", "この事業所のサービス種類は、閲覧できるサービス種類に含まれていません。";
        /// The person has died.
        PersonDied = "person-died", "ご本人が亡くなられたため、閲覧は終了しました。";
        /// The person has moved away.
        PersonMovedOut = "person-moved-out", "ご本人が転出されたため、閲覧は終了しました。";
        /// The person is no longer insured here for another reason.
        InsuranceLost = "insurance-lost", "ご本人がこの保険者の被保険者ではなくなったため、閲覧は終了しました。";
        /// No consent was handed in.
        NoConsent = "no-consent", "ご本人の同意書が提出されていません。";
        /// The consent holds from a later day on.
        ConsentNotBegun = "consent-not-begun", "ご本人の同意の効力がまだ始まっていません。";
        /// The consent was withdrawn.
        ConsentWithdrawn = "consent-withdrawn", "ご本人が同意を撤回されています。";
        /// No notice names the office.
        NoAssignment = "no-assignment", "この事業所を担当とする届出がありません。";
        /// A notice names the office from a later day on.
        AssignmentNotBegun = "assignment-not-begun", "この事業所の担当期間がまだ始まっていません。";
        /// The office's time with the person is over.
        AssignmentEnded = "assignment-ended", "この事業所の担当期間が終了しています。";
    }
}

impl FailureReason {
    /// The condition that fails.
    pub const fn condition(self) -> Condition {
        match self {
            Self::DeviceRevoked
            | Self::CertificateNotYetValid
            | Self::CertificateExpired
            | Self::DeviceOfAnotherOrganization => Condition::Device,
            Self::AccountNotSetUp
            | Self::AccountSuspended
            | Self::AccountLeft
            | Self::AccountOfAnotherOrganization
            | Self::RoleWithoutClients => Condition::Account,
            Self::OrganizationSuspended
            | Self::OrganizationClosed
            | Self::PermitNotBegun
            | Self::PermitEnded
            | Self::KindNotAdmitted => Condition::Organization,
            Self::PersonDied
            | Self::PersonMovedOut
            | Self::InsuranceLost
            | Self::NoConsent
            | Self::ConsentNotBegun
            | Self::ConsentWithdrawn => Condition::Consent,
            Self::NoAssignment | Self::AssignmentNotBegun | Self::AssignmentEnded => Condition::Assignment,
        }
    }

    /// Who can mend it.
    pub const fn who_ja(self) -> &'static str {
        match self {
            Self::DeviceRevoked
            | Self::CertificateNotYetValid
            | Self::CertificateExpired
            | Self::DeviceOfAnotherOrganization
            | Self::AccountSuspended
            | Self::AccountLeft
            | Self::AccountOfAnotherOrganization
            | Self::RoleWithoutClients => "利用組織管理者",
            Self::AccountNotSetUp => "あなた",
            Self::OrganizationSuspended
            | Self::OrganizationClosed
            | Self::PermitNotBegun
            | Self::PermitEnded
            | Self::KindNotAdmitted => "保険者（介護保険担当課）",
            Self::PersonDied | Self::InsuranceLost => "保険者（介護保険担当課）",
            Self::PersonMovedOut => "転出先の保険者",
            Self::NoConsent | Self::ConsentNotBegun | Self::ConsentWithdrawn => "ご本人（または代理人）",
            Self::NoAssignment | Self::AssignmentNotBegun | Self::AssignmentEnded => "ご本人と事業所",
        }
    }

    /// What to do.
    pub const fn what_to_do_ja(self) -> &'static str {
        match self {
            Self::DeviceRevoked => {
                "端末を使い続ける場合は、新しい電子証明書インストールキーの発行を利用組織管理者に依頼してください。"
            }
            Self::CertificateNotYetValid => {
                "有効期間に入るまでお待ちください。お急ぎの場合は利用組織管理者に相談してください。"
            }
            Self::CertificateExpired => "新しい電子証明書インストールキーの発行を利用組織管理者に依頼してください。",
            Self::DeviceOfAnotherOrganization => "ご自分の利用組織の端末からログインし直してください。",
            Self::AccountNotSetUp => {
                "仮ログインIDでログインし、氏名・ログインID・パスワードの初期設定を済ませてください。"
            }
            Self::AccountSuspended => "停止の解除を利用組織管理者に依頼してください。",
            Self::AccountLeft => "引き続き利用する場合は、新しいアカウントの発行を利用組織管理者に依頼してください。",
            Self::AccountOfAnotherOrganization => "この利用組織のアカウントでログインし直してください。",
            Self::RoleWithoutClients => "閲覧が必要な場合は、権限の変更を利用組織管理者に依頼してください。",
            Self::OrganizationSuspended => "停止の理由と再開の手続きを保険者に確認してください。",
            Self::OrganizationClosed => "引き続き利用する場合は、システム利用申請書を保険者に提出してください。",
            Self::PermitNotBegun => "利用許可通知に記載された開始日までお待ちください。",
            Self::PermitEnded => "引き続き利用する場合は、システム利用申請書を保険者に提出してください。",
            Self::KindNotAdmitted => "閲覧できるサービス種類を保険者に確認してください。",
            Self::PersonDied => "必要な手続きは保険者に確認してください。",
            Self::PersonMovedOut => "転出先の保険者に確認してください。",
            Self::InsuranceLost => "資格の状況を保険者に確認してください。",
            Self::NoConsent => "同意書に署名をいただき、同意書提出一覧表を添えて保険者に提出してください。",
            Self::ConsentNotBegun => "効力開始日までお待ちください。",
            Self::ConsentWithdrawn => {
                "閲覧が必要な場合は、ご本人の意思を確認のうえ、新しい同意書を保険者に提出してください。"
            }
            Self::NoAssignment => "居宅サービス計画作成依頼（変更）届出書が保険者に提出されているか確認してください。",
            Self::AssignmentNotBegun => "担当の開始日までお待ちください。",
            Self::AssignmentEnded => {
                "引き続き担当する場合は、居宅サービス計画作成依頼（変更）届出書を保険者に提出してください。"
            }
        }
    }

    /// Whether the day told beside it is one that is still to come.
    const fn is_ahead(self) -> bool {
        matches!(
            self,
            Self::CertificateNotYetValid | Self::PermitNotBegun | Self::ConsentNotBegun | Self::AssignmentNotBegun
        )
    }
}

/// One condition that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What is wrong.
    pub reason: FailureReason,
    /// Since when; for what has not begun yet, the day on which it begins. None if not known.
    pub since: Option<Day>,
}

impl Failure {
    /// The condition that fails.
    pub const fn condition(&self) -> Condition {
        self.reason.condition()
    }

    /// What happened, with the day in both calendars.
    pub fn what_ja(&self) -> String {
        let what = self.reason.name_ja();
        match self.since {
            None => what.to_owned(),
            Some(day) if self.reason.is_ahead() => format!("{what}開始日は{}です。", day.wareki_long()),
            Some(day) => format!("{what}{}から閲覧できません。", day.wareki_long()),
        }
    }

    /// Who can mend it.
    pub const fn who_ja(&self) -> &'static str {
        self.reason.who_ja()
    }

    /// What to do.
    pub const fn what_to_do_ja(&self) -> &'static str {
        self.reason.what_to_do_ja()
    }
}

/// Nothing is shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not disclosed: {}", .failures.iter().map(|failure| failure.reason.code()).collect::<Vec<_>>().join(", "))]
pub struct Refusal {
    /// Whether an assignment to the viewer's office has begun, now or in the past. If not, the answer must be the one
    /// for a person who does not exist, and none of the failures may be told.
    pub within_reach: bool,
    /// Every condition that fails, in the order of the conditions; never empty.
    pub failures: Vec<Failure>,
}

impl Refusal {
    /// The failure of a condition, if it fails.
    pub fn of(&self, condition: Condition) -> Option<Failure> {
        self.failures
            .iter()
            .copied()
            .find(|failure| failure.condition() == condition)
    }
}
