//! What the use cases refuse, as problems. The words of the conditions are the domain's; they exist in Japanese only,
//! like the forms they speak of.

use contract::problem::ProblemItem;
use domain::disclosure::{DocumentRefusal, Failure, Refusal};
use domain::install_key::{KeyRefusal, Mistyped};
use pki::RequestRefusal;
use service::{Conflict, EnrolmentRefusal, InvalidField, NoticeError, PaperError, ServiceError, StoreError};

use super::{
    ApiError, CONFLICT, DEVICE_FILE_GONE, DEVICE_REFUSED, DOCUMENT_UNREADABLE, INSTALL_KEY_OVER, INSTALL_KEY_REFUSED,
    INTERNAL, INVALID_BODY, INVALID_PARAMETER, NOT_ALLOWED, NOT_DISCLOSED, NOT_FOUND, NOT_SIGNED_IN, SESSION_LOCKED,
    SETUP_REQUIRED, SIGN_IN_FAILED, STEP_UP_REQUIRED, UNAVAILABLE, item,
};

/// Seconds after which a busy server is worth asking again.
const SOON: u32 = 5;

impl From<ServiceError> for ApiError {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::SessionEnded => Self::of(&NOT_SIGNED_IN),
            ServiceError::SessionLocked => Self::of(&SESSION_LOCKED),
            ServiceError::DeviceRefused => Self::of(&DEVICE_REFUSED),
            ServiceError::SetUpRequired => Self::of(&SETUP_REQUIRED),
            ServiceError::StepUpRequired => Self::of(&STEP_UP_REQUIRED),
            ServiceError::Invalid(fields) => {
                Self::of(&INVALID_BODY).with_errors(fields.into_iter().map(invalid).collect())
            }
            ServiceError::Conflict(conflict) => Self::of(&CONFLICT).with_errors(vec![in_the_way(conflict)]),
            ServiceError::RoleRefused => Self::of(&NOT_ALLOWED),
            ServiceError::NotFound => Self::of(&NOT_FOUND),
            ServiceError::NotDisclosed(refusal) => Self::from(*refusal),
            ServiceError::Withheld(refusal) => Self::of(&NOT_DISCLOSED).with_errors(vec![withheld(&refusal)]),
            ServiceError::SignIn(_) => Self::of(&SIGN_IN_FAILED),
            ServiceError::BadCursor => Self::of(&INVALID_PARAMETER).with_errors(vec![item(
                None,
                "cursor.unknown",
                "cursorには、前のページで受け取った値をそのまま指定してください。",
            )]),
            ServiceError::Unacceptable(_) => Self::of(&INVALID_BODY),
            ServiceError::Page(error) => Self::from(error),
            ServiceError::Store(error) => Self::from(error),
            error @ ServiceError::Ledger(_) => Self::of(&UNAVAILABLE).because(error).retry_after(SOON),
            ServiceError::Enrolment(refusal) => Self::from(refusal),
            error @ ServiceError::NotEnrolling => Self::of(&UNAVAILABLE).because(error),
            ServiceError::Notice(NoticeError::MissingGlyphs(characters)) => {
                Self::of(&CONFLICT).with_errors(vec![without_glyph(&characters)])
            }
            error @ (ServiceError::Notice(_)
            | ServiceError::Pki(_)
            | ServiceError::PasswordHash
            | ServiceError::Interrupted) => Self::of(&INTERNAL).because(error),
        }
    }
}

impl From<EnrolmentRefusal> for ApiError {
    fn from(refusal: EnrolmentRefusal) -> Self {
        let at = |pointer: &str, rule, detail| {
            Self::of(&INVALID_BODY).with_errors(vec![item(Some(pointer.to_owned()), rule, detail)])
        };
        match refusal {
            EnrolmentRefusal::Mistyped(how) => at("/installKey", "install-key.mistyped", mistyped(how)),
            EnrolmentRefusal::Unfit => Self::of(&INSTALL_KEY_REFUSED),
            EnrolmentRefusal::Over(why) => {
                let (rule, detail) = over(why);
                let error = Self::of(&INSTALL_KEY_OVER).with_errors(vec![item(None, rule, detail)]);
                if why == KeyRefusal::InUse {
                    error.retry_after(SOON)
                } else {
                    error
                }
            }
            EnrolmentRefusal::Request(why) => at("/certificateRequest", "certificate-request.refused", request(why)),
            EnrolmentRefusal::KeyCertifiedBefore => at(
                "/certificateRequest",
                "certificate-request.key-used",
                "この公開鍵には、すでに電子証明書を発行しています。新しい鍵で作り直してください。",
            ),
            EnrolmentRefusal::Label => at(
                "/label",
                "device.label",
                "端末の名前は1文字から40文字までで入力してください。マイナンバーは入力できません。",
            ),
            EnrolmentRefusal::OrganizationStopped => Self::of(&INSTALL_KEY_OVER).with_errors(vec![item(
                None,
                "install-key.organization-stopped",
                "この利用組織は、利用停止中または利用終了です。保険者に確認してください。",
            )]),
            EnrolmentRefusal::NoFile => Self::of(&DEVICE_FILE_GONE),
        }
    }
}

fn mistyped(how: Mistyped) -> &'static str {
    match how {
        Mistyped::Length(_) => {
            "インストールキーは33文字です。抜けや重複がないか確認してください。間違いの回数には数えません。"
        }
        Mistyped::Character => {
            "インストールキーには、数字の0と1、英字のOとIは使われません。通知書を見直してください。間違いの回数には数えません。"
        }
        Mistyped::Check => {
            "インストールキーに入力間違いがあります。1文字ずつ確認してください。間違いの回数には数えません。"
        }
    }
}

fn over(why: KeyRefusal) -> (&'static str, &'static str) {
    match why {
        KeyRefusal::Spent => ("install-key.spent", "このキーは、すでに端末の登録に使われています。"),
        KeyRefusal::Locked => ("install-key.locked", "このキーは、ロックされています。"),
        KeyRefusal::Expired => (
            "install-key.expired",
            "このキーは、有効期限（発行から14日）が過ぎています。",
        ),
        KeyRefusal::Revoked => ("install-key.revoked", "このキーは、取り消されています。"),
        KeyRefusal::InUse => (
            "install-key.in-use",
            "このキーで、いま端末を登録しています。2分ほど待ってから、もう一度試してください。",
        ),
    }
}

fn request(why: RequestRefusal) -> &'static str {
    match why {
        RequestRefusal::TooLong => "証明書署名要求（CSR）が長すぎます。",
        RequestRefusal::Unreadable => "証明書署名要求（CSR）を読み取れません。PKCS #10のPEM形式で送ってください。",
        RequestRefusal::Key => "鍵は、RSA 2048〜4096ビット（指数65537）またはP-256、P-384にしてください。",
        RequestRefusal::Signature => "証明書署名要求（CSR）が、その鍵で署名されていません。",
    }
}

impl From<Refusal> for ApiError {
    /// Outside the viewer's reach nothing may be told: the answer is the one for what does not exist.
    fn from(Refusal { within_reach, failures }: Refusal) -> Self {
        if within_reach {
            Self::of(&NOT_DISCLOSED).with_errors(failures.iter().map(failing).collect())
        } else {
            Self::of(&NOT_FOUND)
        }
    }
}

impl From<PaperError> for ApiError {
    fn from(error: PaperError) -> Self {
        match error {
            PaperError::NoSuchPage { .. } => Self::of(&NOT_FOUND),
            // A machine under load may draw it the next time.
            PaperError::Busy | PaperError::TooSlow(_) => Self::of(&UNAVAILABLE).because(error).retry_after(SOON),
            PaperError::Unreadable
            | PaperError::Encrypted
            | PaperError::TooLarge
            | PaperError::PageSize
            | PaperError::NoFont
            | PaperError::NoThread => Self::of(&DOCUMENT_UNREADABLE).because(error),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::of(&NOT_FOUND),
            StoreError::Busy | StoreError::Unreachable(_) | StoreError::Ledger(_) => {
                Self::of(&UNAVAILABLE).because(error).retry_after(SOON)
            }
            StoreError::Conflict
            | StoreError::Corrupt { .. }
            | StoreError::CorruptEntry { .. }
            | StoreError::Unsealable { .. }
            | StoreError::Database(_) => Self::of(&INTERNAL).because(error),
        }
    }
}

/// Characters of a letter that no font of the server has.
fn without_glyph(characters: &[char]) -> ProblemItem {
    let named: Vec<_> = characters
        .iter()
        .map(|&character| format!("「{character}」（U+{:04X}）", u32::from(character)))
        .collect();
    let detail = format!(
        "通知書に印刷できない文字があります: {}。印刷していません。渡してあるキーや仮パスワードもそのまま使えます。\
         氏名や事業所名をその文字のない書き方に直すか、システム管理者にフォントの追加を依頼してください。",
        named.join("、")
    );
    item(None, "notice.missing-glyphs", &detail)
}

/// A condition of disclosure that fails.
pub(crate) fn failing(failure: &Failure) -> ProblemItem {
    ProblemItem {
        pointer: None,
        rule: format!("disclosure.{}.{}", failure.condition(), failure.reason),
        detail: failure.what_ja(),
        who: Some(failure.who_ja().to_owned()),
        remedy: Some(failure.what_to_do_ja().to_owned()),
        since: failure.since.map(|day| day.to_string()),
    }
}

/// A field that breaks a rule.
pub(crate) fn invalid(field: InvalidField) -> ProblemItem {
    let InvalidField { pointer, rule, detail } = field;
    item(Some(pointer), &rule, &detail)
}

/// What is in the way as things stand.
fn in_the_way(conflict: Conflict) -> ProblemItem {
    let Conflict { rule, what, remedy } = conflict;
    ProblemItem {
        remedy: Some(remedy.to_owned()),
        ..item(None, rule, what)
    }
}

/// An item that the insurer's policy keeps back.
pub(crate) fn withheld(refusal: &DocumentRefusal) -> ProblemItem {
    ProblemItem {
        pointer: None,
        rule: format!("policy.{}.{}", refusal.item, refusal.reason),
        detail: refusal.what_ja(),
        who: Some(refusal.who_ja().to_owned()),
        remedy: Some(refusal.what_to_do_ja().to_owned()),
        since: refusal.since.map(|day| day.to_string()),
    }
}
