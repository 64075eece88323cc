//! Which codes a field may carry, for the OpenAPI document: made of the enums of `domain`, so that none can be forgotten.
//! The lists are open (`x-extensible-enum`): a code may be added inside a version, so a client takes one it does not know
//! for text with a label.

use std::collections::BTreeSet;

use domain::account::{AccountStatus, Role, StaffAction};
use domain::audit::{Operation, Outcome};
use domain::certification::{
    ApplicationKind, CareLevel, CertificationStanding, FilingState, ForecastBasis, Leg, LineBasis, MilestoneKind,
    OpinionStage, Outlook, PostponementReason, Prospect, RejectionReason, SpecifiedDisease, Stage, SurveyStage,
};
use domain::enrolment::device::DeviceStanding;
use domain::enrolment::install_key::InstallKeyStatus;
use domain::enrolment::letter::NoticeKind;
use domain::enrolment::usage_application::{UsageApplicationChannel, UsageApplicationEventKind, UsageApplicationState};
use domain::insurer::{PermitWord, TextKind};
use domain::organization::{OfficeSource, OrganizationStatus, ServiceCode};
use domain::person::assignment::AssignmentKind;
use domain::person::card::{CardKind, CostStage, LimitBasis};
use domain::person::document::DocumentKind;
use domain::person::notice::NoticeForm;
use domain::person::qualification::InsuredKind;
use domain::work::WorkKind;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::schema::Type;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Codes with their Japanese labels.
type Codes = Vec<(&'static str, &'static str)>;

/// The schema of a code of this list with its label.
fn listed(about: &str, codes: Codes) -> RefOr<Schema> {
    let mut seen = BTreeSet::new();
    let codes: Codes = codes.into_iter().filter(|(code, _)| seen.insert(*code)).collect();
    let told: Vec<_> = codes.iter().map(|(code, label)| format!("`{code}` {label}")).collect();
    let known: Vec<_> = codes.iter().map(|(code, _)| *code).collect();
    let (first, label) = codes.first().copied().unwrap_or_default();
    let code = ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(format!("{}. Others may be added.", told.join(", "))))
        .examples([first])
        .extensions(Some(Extensions::builder().add("x-extensible-enum", known).build()));
    let label = ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("What people read; it may be reworded at any time."))
        .examples([label]);
    ObjectBuilder::new()
        .description(Some(about.trim()))
        .property("code", code)
        .required("code")
        .property("label", label)
        .required("label")
        .into()
}

macro_rules! lists {
    ($($(#[doc = $about:literal])+ $name:ident = $codes:expr;)+) => {$(
        $(#[doc = $about])+
        pub(crate) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                listed(concat!($($about),+), $codes)
            }
        }

        impl ToSchema for $name {}
    )+};
}

macro_rules! all {
    ($coded:ty) => {
        <$coded>::ALL
            .iter()
            .map(|one| (one.code(), one.name_ja()))
            .collect::<Codes>()
    };
}

/// What stands for a stage where the insurer's dates contradict each other.
const UNCLEAR: (&str, &str) = (
    "unclear",
    "市から届いた日付が食い違っているため、段階を表示できません。〔市〕に確認してください。",
);

fn or_unclear(mut codes: Codes) -> Codes {
    codes.push(UNCLEAR);
    codes
}

lists! {
    /// 申請区分.
    CodedApplicationKind = all!(ApplicationKind);
    /// Where an application as a whole stands.
    CodedStage = or_unclear(all!(Stage));
    /// Where the survey stands.
    CodedSurveyStage = or_unclear(all!(SurveyStage));
    /// Where the physician's opinion stands.
    CodedOpinionStage = or_unclear(all!(OpinionStage));
    /// 進捗区分, a step in the course of an application.
    CodedMilestone = shown_milestones();
    /// The day by which an application is to be decided, and why it is that day.
    CodedLineBasis = all!(LineBasis);
    /// What a forecast rests on.
    CodedForecastBasis = all!(ForecastBasis);
    /// What can be said of the day of the decision as a whole.
    CodedOutlook = or_unclear(all!(Outlook));
    /// A part of the course of an application that is counted in days.
    CodedLeg = all!(Leg);
    /// 却下理由.
    CodedRejectionReason = all!(RejectionReason);
    /// Whether an application is known for the time after a validity.
    CodedFiling = all!(FilingState);
    /// What will happen when a validity ends.
    CodedProspect = all!(Prospect);
    /// The form of a notice of the office that makes the care plan.
    CodedNoticeForm = all!(NoticeForm);
    /// 特定疾病, in the order of the ordinance.
    CodedSpecifiedDisease = all!(SpecifiedDisease);
    /// 延期理由.
    CodedPostponementReason = all!(PostponementReason);
    /// 要介護状態区分, with the codes of the standard files.
    CodedCareLevel = all!(CareLevel);
    /// How a result stands today.
    CodedCertificationStanding = all!(CertificationStanding);
    /// The sex of the register, with the codes of the standard files.
    CodedSex = vec![("1", "男"), ("2", "女"), ("0", "不明")];
    /// 被保険者区分.
    CodedInsuredKind = all!(InsuredKind);
    /// The kind of notice (届出) from which an assignment follows.
    CodedAssignmentKind = all!(AssignmentKind);
    /// 証の種類.
    CodedCardKind = all!(CardKind);
    /// 利用者負担段階.
    CodedCostStage = all!(CostStage);
    /// Where a limit of benefits comes from.
    CodedLimitBasis = all!(LimitBasis);
    /// 文書種別.
    CodedDocumentKind = all!(DocumentKind);
    /// What there is to do.
    CodedWorkKind = all!(WorkKind);
    /// What somebody is to the system.
    CodedRole = all!(Role);
    /// Where an account is in its life.
    CodedAccountStatus = all!(AccountStatus);
    /// What a row of a table of staff asks for.
    CodedStaffAction = all!(StaffAction);
    /// How a device stands today.
    CodedDeviceStanding = all!(DeviceStanding);
    /// How an install key stands.
    CodedInstallKeyStatus = all!(InstallKeyStatus);
    /// Whether an organization may use the system.
    CodedOrganizationStatus = all!(OrganizationStatus);
    /// サービス種類コード.
    CodedServiceKind = ServiceCode::named().collect();
    /// Where an office is known from.
    CodedOfficeSource = all!(OfficeSource);
    /// Where a usage application stands.
    CodedUsageApplicationState = all!(UsageApplicationState);
    /// What happened to a usage application.
    CodedUsageApplicationEvent = all!(UsageApplicationEventKind);
    /// A letter about a usage application.
    CodedNotice = all!(NoticeKind);
    /// What the insurer calls a permit.
    CodedPermitWord = all!(PermitWord);
    /// A text that people agree to.
    CodedText = all!(TextKind);
    /// How a usage application came.
    CodedApplicationChannel = all!(UsageApplicationChannel);
    /// What else there is of the same office.
    CodedDuplicateKind = vec![("usage-application", "利用申請"), ("organization", "利用組織")];
    /// Where that stands: a usage application's state, or an organization's.
    CodedDuplicateState = all!(UsageApplicationState).into_iter().chain(all!(OrganizationStatus)).collect();
    /// What was done.
    CodedOperation = all!(Operation);
    /// How an act ended.
    CodedOutcome = all!(Outcome);
}

/// Those of the primary judgement are shown to nobody.
fn shown_milestones() -> Codes {
    let shown = MilestoneKind::ALL.iter().filter(|kind| kind.is_shown_to_offices());
    shown.map(|kind| (kind.code(), kind.name_ja())).collect()
}
