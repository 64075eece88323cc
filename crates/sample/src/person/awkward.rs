//! People with a story: one for every case that software for this trade gets wrong. They are part of every sample, whatever
//! its size, and named by their role in the summary, so that tests and demonstrations can ask for them.

mod law;
mod proceedings;
mod stories;

use domain::certification::CareLevel;
use domain::organization::OfficeNumber;
use domain::person::InsuredNumber;

use crate::error::SampleError;
use crate::person::life::Life;
use crate::plan::Role;
use crate::world::World;

/// What a person of the sample shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is explained by its note below")]
pub enum AwkwardRole {
    FirstTimeApplicant,
    Postponed,
    WithdrawnConsent,
    NoConsent,
    ChangedOffice,
    JoinedOffice,
    Delegated,
    PhysicianRefuses,
    ChecklistPerson,
    Deceased,
    PublicAssistance,
    OutsideMs932,
    LongName,
    EndsSoon,
    SupportToCare,
    SelfMade,
    MovedOut,
    Rejected,
    WithdrawnApplication,
    RestartedSurvey,
    SmallMultifunction,
    NursingSmallMultifunction,
    NotEligible,
    TransferredIn,
    CorrectedBurden,
    Represented,
    Scribed,
    SecondConsent,
    InInstitution,
    LivesElsewhere,
    ExOfficio,
    DeemedRenewal,
    ExpiredPending,
    DecidedAfterDeath,
    SecondKind,
}

/// A person with a story, found by role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwkwardPerson {
    /// The story.
    pub role: AwkwardRole,
    /// 被保険者番号.
    pub insured_number: InsuredNumber,
    /// 氏名.
    pub name: String,
    /// 氏名カナ.
    pub kana: String,
    /// The offices in the order of the notices, the latest last; a centre and its delegate both.
    pub offices: Vec<OfficeNumber>,
}

type Story = fn(&World, u64) -> Result<Life, SampleError>;

struct Entry {
    role: AwkwardRole,
    code: &'static str,
    note_ja: &'static str,
    /// Which quota of the plan the person fills.
    fills: Role,
    story: Story,
}

const fn entry(role: AwkwardRole, code: &'static str, fills: Role, story: Story, note_ja: &'static str) -> Entry {
    Entry {
        role,
        code,
        note_ja,
        fills,
        story,
    }
}

const fn level(level: CareLevel) -> Role {
    Role::Certified(level)
}

const TABLE: [Entry; 35] = [
    entry(
        AwkwardRole::FirstTimeApplicant,
        "first_time_applicant",
        Role::FirstApplicant,
        proceedings::first_time_applicant,
        "初めての申請。調査は済み、主治医意見書を待っている（暫定ケアプラン）",
    ),
    entry(
        AwkwardRole::Postponed,
        "postponed",
        level(CareLevel::Care2),
        proceedings::postponed,
        "区分変更の申請が30日を過ぎ、延期通知が出ている",
    ),
    entry(
        AwkwardRole::WithdrawnConsent,
        "withdrawn_consent",
        level(CareLevel::Care1),
        stories::withdrawn_consent,
        "同意を20日前に撤回した",
    ),
    entry(
        AwkwardRole::NoConsent,
        "no_consent",
        level(CareLevel::Care3),
        stories::no_consent,
        "同意書がまだ出ていない",
    ),
    entry(
        AwkwardRole::ChangedOffice,
        "changed_office",
        level(CareLevel::Care2),
        stories::changed_office,
        "今月から別の事業所に変わった",
    ),
    entry(
        AwkwardRole::JoinedOffice,
        "joined_office",
        level(CareLevel::Care1),
        stories::joined_office,
        "今月、別の事業所から移ってきた",
    ),
    entry(
        AwkwardRole::Delegated,
        "delegated",
        level(CareLevel::Support2),
        stories::delegated,
        "地域包括支援センターから委託を受けている",
    ),
    entry(
        AwkwardRole::PhysicianRefuses,
        "physician_refuses",
        level(CareLevel::Care4),
        stories::physician_refuses,
        "主治医が意見書の利用に同意していない",
    ),
    entry(
        AwkwardRole::ChecklistPerson,
        "checklist_person",
        Role::ProgrammeTarget,
        stories::checklist_person,
        "事業対象者（基本チェックリストのみで、認定なし）",
    ),
    entry(
        AwkwardRole::Deceased,
        "deceased",
        Role::Lost,
        stories::deceased,
        "10日前に亡くなり、申請は終了した",
    ),
    entry(
        AwkwardRole::PublicAssistance,
        "public_assistance",
        level(CareLevel::Care2),
        stories::public_assistance,
        "生活保護受給の第2号（被保険者番号がHで始まり、負担割合証がない）",
    ),
    entry(
        AwkwardRole::OutsideMs932,
        "outside_ms932",
        level(CareLevel::Care1),
        stories::outside_ms932,
        "氏名にシフトJIS(MS932)で表せない文字と異体字セレクタがある",
    ),
    entry(
        AwkwardRole::LongName,
        "long_name",
        level(CareLevel::Care1),
        stories::long_name,
        "氏名がとても長い",
    ),
    entry(
        AwkwardRole::EndsSoon,
        "ends_soon",
        level(CareLevel::Care2),
        proceedings::ends_soon,
        "認定の有効期間があと11日で切れるが、更新申請が出ていない",
    ),
    entry(
        AwkwardRole::SupportToCare,
        "support_to_care",
        level(CareLevel::Care1),
        proceedings::support_to_care,
        "区分変更で要支援2から要介護1になったが、届出は介護予防のまま",
    ),
    entry(
        AwkwardRole::SelfMade,
        "self_made",
        level(CareLevel::Support1),
        stories::self_made,
        "ケアプランを自己作成しており、担当の事業所がない",
    ),
    entry(
        AwkwardRole::MovedOut,
        "moved_out",
        Role::Lost,
        stories::moved_out,
        "先月末に市外へ転出した",
    ),
    entry(
        AwkwardRole::Rejected,
        "rejected",
        level(CareLevel::Care1),
        law::rejected,
        "区分変更の申請が、調査・意見書・審査会を経て、区分に変更なしとして却下された",
    ),
    entry(
        AwkwardRole::WithdrawnApplication,
        "withdrawn_application",
        level(CareLevel::Care3),
        proceedings::withdrawn_application,
        "区分変更の申請を取り下げた",
    ),
    entry(
        AwkwardRole::RestartedSurvey,
        "restarted_survey",
        level(CareLevel::Care2),
        proceedings::restarted_survey,
        "訪問調査がやり直しになった",
    ),
    entry(
        AwkwardRole::SmallMultifunction,
        "small_multifunction",
        level(CareLevel::Care3),
        stories::small_multifunction,
        "小規模多機能型居宅介護を利用している",
    ),
    entry(
        AwkwardRole::NursingSmallMultifunction,
        "nursing_small_multifunction",
        level(CareLevel::Care4),
        stories::nursing_small_multifunction,
        "看護小規模多機能型居宅介護を利用している",
    ),
    entry(
        AwkwardRole::NotEligible,
        "not_eligible",
        Role::NotEligible,
        proceedings::not_eligible,
        "非該当と判定された",
    ),
    entry(
        AwkwardRole::TransferredIn,
        "transferred_in",
        level(CareLevel::Care2),
        proceedings::transferred_in,
        "転入により前住所地の認定を引き継いだ（調査も審査会もない）",
    ),
    entry(
        AwkwardRole::CorrectedBurden,
        "corrected_burden",
        level(CareLevel::Care1),
        stories::corrected_burden,
        "負担割合がさかのぼって訂正された",
    ),
    entry(
        AwkwardRole::Represented,
        "represented",
        level(CareLevel::Care5),
        stories::represented,
        "家族が代理人として同意した",
    ),
    entry(
        AwkwardRole::Scribed,
        "scribed",
        level(CareLevel::Care2),
        stories::scribed,
        "同意書が代筆である",
    ),
    entry(
        AwkwardRole::SecondConsent,
        "second_consent",
        level(CareLevel::Care1),
        stories::second_consent,
        "同意書が2回提出された",
    ),
    entry(
        AwkwardRole::InInstitution,
        "in_institution",
        level(CareLevel::Care3),
        stories::in_institution,
        "施設に入所し、担当の届出が終わっている",
    ),
    entry(
        AwkwardRole::LivesElsewhere,
        "lives_elsewhere",
        level(CareLevel::Care2),
        law::lives_elsewhere,
        "住所地特例。市外のサービス付き高齢者向け住宅に住み、この市の被保険者のまま",
    ),
    entry(
        AwkwardRole::ExOfficio,
        "ex_officio",
        level(CareLevel::Care2),
        law::ex_officio,
        "職権により要介護度が変更された（申請なし）",
    ),
    entry(
        AwkwardRole::DeemedRenewal,
        "deemed_renewal",
        level(CareLevel::Care1),
        law::deemed_renewal,
        "有効期間の終わる60日以内の区分変更で、更新とみなされる（みなし更新）",
    ),
    entry(
        AwkwardRole::ExpiredPending,
        "expired_pending",
        Role::FirstApplicant,
        law::expired_pending,
        "有効期間が過ぎ、更新の結果を待っている（暫定ケアプラン）",
    ),
    entry(
        AwkwardRole::DecidedAfterDeath,
        "decided_after_death",
        Role::Lost,
        law::decided_after_death,
        "調査の後に亡くなり、その後で認定が決定した",
    ),
    entry(
        AwkwardRole::SecondKind,
        "second_kind",
        level(CareLevel::Care2),
        law::second_kind,
        "第2号被保険者（40～64歳、特定疾病による認定）",
    ),
];

impl AwkwardRole {
    /// All roles, in the order in which they are told.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|entry| entry.role)
    }

    /// A stable name, e.g. `changed_office`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.entry().map_or("", |entry| entry.code)
    }

    /// What there is to see, for the guide of the demonstration.
    #[must_use]
    pub fn note_ja(self) -> &'static str {
        self.entry().map_or("", |entry| entry.note_ja)
    }

    fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.role == self)
    }
}

/// The quotas of the plan that these people fill, in their order.
pub(crate) fn fills() -> Vec<Role> {
    TABLE.iter().map(|entry| entry.fills).collect()
}

/// The life of the n-th of them.
pub(crate) fn life(world: &World, index: u64, at: usize) -> Result<(Life, AwkwardPerson), SampleError> {
    let entry = TABLE
        .get(at)
        .ok_or_else(|| SampleError::Invented(format!("story {at}")))?;
    let life = (entry.story)(world, index)?;
    let mut assignments: Vec<_> = life.assignments.iter().map(|row| row.assignment).collect();
    assignments.sort_by_key(|assignment| assignment.period().first);
    let offices = assignments
        .iter()
        .flat_map(|assignment| [assignment.office(), assignment.delegated()])
        .flatten();
    let person = AwkwardPerson {
        role: entry.role,
        insured_number: life.person.number,
        name: life.person.name.to_string(),
        kana: life.person.kana.to_string(),
        offices: offices.collect(),
    };
    Ok((life, person))
}
