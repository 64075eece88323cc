//! Why something is not shown: which condition fails, since when, who can mend it, what to do. Deciding is `decide`.

use crate::{calendar::day::Day, language::Language};

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
    /// Who can mend what is wrong.
    pub enum Mender is "mender" {
        /// Whoever reads it.
        Reader = "reader", "あなた", "you";
        /// 利用組織管理者.
        Administrator = "organization-administrator", "利用組織管理者", "your organization's administrator";
        /// The insurer that runs the system.
        Insurer = "insurer", "〔市〕", "the insurer (section for long-term care insurance)";
        /// The insurer of the place where the person lives now.
        NextInsurer = "next-insurer", "転出先の市区町村", "the insurer of the new address";
        /// The person, or whoever acts for them.
        Person = "person", "ご本人（または代理人）", "the person (or their representative)";
        /// The person together with the office.
        PersonAndOffice = "person-and-office", "ご本人と事業所", "the person and the office";
        /// The person, or whoever applied for them.
        Applicant = "applicant", "ご本人（または申請の代行者）", "the person (or whoever applied for them)";
        /// 主治医.
        Physician = "physician", "主治医", "the physician";
    }
}

/// The reasons, each with its condition, who can mend it, and in both languages what happened and what to do.
macro_rules! reasons {
    ($(
        $(#[$meta:meta])*
        $reason:ident = $code:literal of $condition:ident, mended by $mender:ident:
            $ja:literal, $remedy_ja:literal,
            $en:literal, $remedy_en:literal;
    )+) => {
        coded! {
            /// What is wrong with a condition; the name says what happened.
            pub enum FailureReason is "failure reason" {
                $( $(#[$meta])* $reason = $code, $ja, $en; )+
            }
        }

        impl FailureReason {
            /// The condition that fails.
            pub const fn condition(self) -> Condition {
                match self {
                    $( Self::$reason => Condition::$condition, )+
                }
            }

            /// Who can mend it.
            pub const fn mender(self) -> Mender {
                match self {
                    $( Self::$reason => Mender::$mender, )+
                }
            }

            /// What to do.
            pub const fn what_to_do(self, language: Language) -> &'static str {
                match self {
                    $( Self::$reason => language.choose($remedy_ja, $remedy_en), )+
                }
            }
        }
    };
}

reasons! {
    /// The certificate was revoked.
    DeviceRevoked = "device-revoked" of Device, mended by Administrator:
        "この端末の電子証明書は失効しています。",
        "端末を使い続ける場合は、新しい電子証明書インストールキーの発行を利用組織管理者に依頼してください。",
        "This device's certificate has been revoked.",
        "To go on using the device, ask your organization's administrator to issue a new install key.";
    /// The certificate is not valid yet.
    CertificateNotYetValid = "certificate-not-yet-valid" of Device, mended by Administrator:
        "この端末の電子証明書はまだ有効期間に入っていません。",
        "有効期間に入るまでお待ちください。お急ぎの場合は利用組織管理者に相談してください。",
        "This device's certificate is not valid yet.",
        "Wait until it becomes valid. If it is urgent, talk to your organization's administrator.";
    /// The certificate is no longer valid.
    CertificateExpired = "certificate-expired" of Device, mended by Administrator:
        "この端末の電子証明書は有効期間が終了しています。",
        "新しい電子証明書インストールキーの発行を利用組織管理者に依頼してください。",
        "This device's certificate has expired.",
        "Ask your organization's administrator to issue a new install key.";
    /// The device is registered for another organization.
    DeviceOfAnotherOrganization = "device-of-another-organization" of Device, mended by Administrator:
        "この端末は別の利用組織に登録されています。",
        "ご自分の利用組織の端末からログインし直してください。",
        "This device is registered for another organization.",
        "Sign in again on a device of your own organization.";
    /// The first-login set-up is not done.
    AccountNotSetUp = "account-not-set-up" of Account, mended by Reader:
        "アカウントの初期設定が終わっていません。",
        "仮ログインIDでログインし、氏名・ログインID・パスワードの初期設定を済ませてください。",
        "The account's set-up is not finished.",
        "Sign in with the provisional login ID, and choose your name, login ID and password.";
    /// The account was stopped.
    AccountSuspended = "account-suspended" of Account, mended by Administrator:
        "アカウントが停止されています。",
        "停止の解除を利用組織管理者に依頼してください。",
        "The account has been suspended.",
        "Ask your organization's administrator to reinstate it.";
    /// The account has ended.
    AccountLeft = "account-left" of Account, mended by Administrator:
        "アカウントの利用が終了しています。",
        "引き続き利用する場合は、新しいアカウントの発行を利用組織管理者に依頼してください。",
        "The account is no longer in use.",
        "To go on, ask your organization's administrator for a new account.";
    /// The account belongs to another organization, or to none.
    AccountOfAnotherOrganization = "account-of-another-organization" of Account, mended by Administrator:
        "アカウントがこの利用組織のものではありません。",
        "この利用組織のアカウントでログインし直してください。",
        "The account does not belong to this organization.",
        "Sign in again with an account of this organization.";
    /// The role does not read clients.
    RoleWithoutClients = "role-without-clients" of Account, mended by Administrator:
        "お使いの権限では利用者の情報を閲覧できません。",
        "閲覧が必要な場合は、権限の変更を利用組織管理者に依頼してください。",
        "Your role does not include seeing clients.",
        "If you need to see them, ask your organization's administrator to change your role.";
    /// The organization was stopped.
    OrganizationSuspended = "organization-suspended" of Organization, mended by Insurer:
        "利用組織の利用が停止されています。",
        "停止の理由と再開の手続きを〔市〕に確認してください。",
        "The organization's use of the system has been suspended.",
        "Ask the insurer why, and how it can be resumed.";
    /// The organization has ended.
    OrganizationClosed = "organization-closed" of Organization, mended by Insurer:
        "利用組織の利用が終了しています。",
        "引き続き利用する場合は、システム利用申請書を〔市〕に提出してください。",
        "The organization's use of the system has ended.",
        "To go on, hand in a usage application to the insurer.";
    /// The permit does not run yet.
    PermitNotBegun = "permit-not-begun" of Organization, mended by Insurer:
        "利用〔許可〕の期間がまだ始まっていません。",
        "利用〔許可〕通知書に記載された開始日までお待ちください。",
        "The organization's permit has not begun yet.",
        "Wait for the first day named in the notice of the permit.";
    /// The permit has run out.
    PermitEnded = "permit-ended" of Organization, mended by Insurer:
        "利用〔許可〕の期間が終了しています。",
        "引き続き利用する場合は、システム利用申請書を〔市〕に提出してください。",
        "The organization's permit has ended.",
        "To go on, hand in a usage application to the insurer.";
    /// The kind of office is not on the insurer's list.
    KindNotAdmitted = "kind-not-admitted" of Organization, mended by Insurer:
        "この事業所のサービス種類は、閲覧できるサービス種類に含まれていません。",
        "閲覧できるサービス種類を〔市〕に確認してください。",
        "The office's kind of service is not among those that may see clients.",
        "Ask the insurer which kinds of service are admitted.";
    /// The person has died.
    PersonDied = "person-died" of Consent, mended by Insurer:
        "ご本人が亡くなられたため、閲覧は終了しました。",
        "必要な手続きは〔市〕に確認してください。",
        "The person has died, so nothing is shown any more.",
        "Ask the insurer what remains to be done.";
    /// The person has moved away.
    PersonMovedOut = "person-moved-out" of Consent, mended by NextInsurer:
        "ご本人が転出されたため、閲覧は終了しました。",
        "転出先の市区町村に確認してください。",
        "The person has moved away, so nothing is shown any more.",
        "Ask the insurer of the new address.";
    /// The person is no longer insured here for another reason.
    InsuranceLost = "insurance-lost" of Consent, mended by Insurer:
        "ご本人がここでの被保険者の資格を喪失されたため、閲覧は終了しました。",
        "資格の状況を〔市〕に確認してください。",
        "The person is no longer insured by this insurer, so nothing is shown any more.",
        "Ask the insurer how the person is insured.";
    /// No consent was handed in.
    NoConsent = "no-consent" of Consent, mended by Person:
        "ご本人の同意書が提出されていません。",
        "同意書に署名をいただき、同意書提出一覧表を添えて〔市〕に提出してください。",
        "No consent form of the person has been handed in.",
        "Have the consent form signed, and hand it in to the insurer together with the list of consent forms.";
    /// The consent holds from a later day on.
    ConsentNotBegun = "consent-not-begun" of Consent, mended by Person:
        "ご本人の同意の効力がまだ始まっていません。",
        "効力開始日までお待ちください。",
        "The person's consent is not in force yet.",
        "Wait for the day on which it comes into force.";
    /// The consent was withdrawn.
    ConsentWithdrawn = "consent-withdrawn" of Consent, mended by Person:
        "ご本人が同意を撤回されています。",
        "閲覧が必要な場合は、ご本人の意思を確認のうえ、新しい同意書を〔市〕に提出してください。",
        "The person has withdrawn the consent.",
        "If you need to see the information, ask the person, and hand in a new consent form to the insurer.";
    /// The consent ended when the person lost the qualification, which was regained since.
    ConsentLapsed = "consent-lapsed" of Consent, mended by Person:
        "ご本人の同意は、前の資格の喪失とともに終わっています。",
        "閲覧が必要な場合は、新しい同意書に署名をいただき、〔市〕に提出してください。",
        "The person's consent ended when the earlier qualification was lost.",
        "If you need to see the information, have a new consent form signed, and hand it in to the insurer.";
    /// No notice names the office.
    NoAssignment = "no-assignment" of Assignment, mended by PersonAndOffice:
        "この事業所を担当とする届出がありません。",
        "居宅サービス計画作成依頼（変更）届出書が〔市〕に提出されているか確認してください。",
        "No notice names this office as the one that makes the person's care plan.",
        "Check whether the notice of the office that makes the care plan has been handed in to the insurer.";
    /// A notice names the office from a later day on.
    AssignmentNotBegun = "assignment-not-begun" of Assignment, mended by PersonAndOffice:
        "この事業所の担当期間がまだ始まっていません。",
        "担当の開始日までお待ちください。",
        "This office does not make the person's care plan yet.",
        "Wait for the day on which its time begins.";
    /// The office's time with the person is over.
    AssignmentEnded = "assignment-ended" of Assignment, mended by PersonAndOffice:
        "この事業所の担当期間が終了しています。",
        "引き続き担当する場合は、ご本人に居宅サービス計画作成依頼（変更）届出書を提出していただいてください（事業所が提出を代行できます）。",
        "This office no longer makes the person's care plan.",
        "To go on, hand in a notice of the office that makes the care plan to the insurer.";
}

impl FailureReason {
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

    /// What happened, with the day; in Japanese in both calendars.
    pub fn what(&self, language: Language) -> String {
        let what = self.reason.name(language);
        let Some(day) = self.since else {
            return what.to_owned();
        };
        let day = day.written_out(language);
        match (language, self.reason.is_ahead()) {
            (Language::Japanese, true) => format!("{what}開始日は{day}です。"),
            (Language::Japanese, false) => format!("{what}{day}から閲覧できません。"),
            (Language::English, true) => format!("{what} The first day is {day}."),
            (Language::English, false) => format!("{what} Not shown since {day}."),
        }
    }

    /// Who can mend it.
    pub const fn who(&self, language: Language) -> &'static str {
        self.reason.mender().name(language)
    }

    /// What to do.
    pub const fn what_to_do(&self, language: Language) -> &'static str {
        self.reason.what_to_do(language)
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
