//! The insurer's disclosure policy: what of a person may be shown, item by item, once a `Grant` is there. Policies are
//! data with dates; proposing and confirming them is left to `service`.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::day::Day,
    calendar::period::Period,
    certification::{Milestone, MilestoneKind},
    disclosure::refusal::Mender,
    language::Language,
    person::document::{DocumentFacts, DocumentKind},
};

coded! {
    /// What can be shown of a person.
    pub enum Item is "item" {
        /// The course of an application.
        Progress = "progress", "申請の進捗";
        /// Level, validity, board opinion.
        Result = "result", "認定結果";
        /// 負担割合.
        BurdenRatio = "burden-ratio", "負担割合";
        /// 認定調査票.
        SurveySheet = "survey-sheet", "認定調査票";
        /// 主治医意見書.
        PhysicianOpinion = "physician-opinion", "主治医意見書";
    }
}

impl From<DocumentKind> for Item {
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::SurveySheet => Self::SurveySheet,
            DocumentKind::PhysicianOpinion => Self::PhysicianOpinion,
        }
    }
}

coded! {
    /// A part of a document that can be masked.
    pub enum MaskedField is "masked field" {
        /// 調査員の氏名.
        SurveyorName = "surveyor-name", "調査員の氏名";
        /// 調査員の所属.
        SurveyorOffice = "surveyor-office", "調査員の所属機関";
        /// 主治医の氏名.
        PhysicianName = "physician-name", "主治医の氏名";
        /// 医療機関.
        PhysicianInstitution = "physician-institution", "医療機関の名称・所在地";
    }
}

coded! {
    /// What is masked in an item.
    pub enum MaskProfile is "mask profile" {
        /// Nothing.
        Nothing = "nothing", "マスクなし";
        /// The surveyor's name and office.
        Surveyor = "surveyor", "調査員の氏名・所属をマスク";
        /// The surveyor's name and office, the physician's name and institution.
        SurveyorAndPhysician = "surveyor-and-physician", "調査員・主治医の氏名・所属をマスク";
    }
}

impl MaskProfile {
    /// Whether the field is masked.
    pub const fn hides(self, field: MaskedField) -> bool {
        match self {
            Self::Nothing => false,
            Self::Surveyor => matches!(field, MaskedField::SurveyorName | MaskedField::SurveyorOffice),
            Self::SurveyorAndPhysician => true,
        }
    }
}

/// The rule for one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRule {
    /// Whether it is shown at all.
    pub allowed: bool,
    /// Shown only once the application has reached this milestone.
    pub from_milestone: Option<MilestoneKind>,
    /// Shown only so many days after it was written.
    pub maximum_age_days: Option<u32>,
    /// Shown only while the certification it belongs to is valid.
    pub only_within_validity: bool,
    /// Hidden if the physician does not consent.
    pub needs_physician_consent: bool,
    /// Shown only if 情報提供同意 is ticked on the application.
    pub needs_ticked_consent: bool,
    /// What is masked.
    pub mask_profile: MaskProfile,
}

impl ItemRule {
    /// Shown to whoever holds a grant, without further conditions.
    pub const ALLOWED: Self = Self {
        allowed: true,
        from_milestone: None,
        maximum_age_days: None,
        only_within_validity: false,
        needs_physician_consent: false,
        needs_ticked_consent: false,
        mask_profile: MaskProfile::Nothing,
    };
}

/// The insurer's rules for all items, in force for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosurePolicy {
    /// When these rules are in force.
    pub valid: Period,
    /// Course of the application.
    pub progress: ItemRule,
    /// Result.
    pub result: ItemRule,
    /// Burden ratio.
    pub burden_ratio: ItemRule,
    /// Survey sheet.
    pub survey_sheet: ItemRule,
    /// Physician's opinion.
    pub physician_opinion: ItemRule,
}

coded! {
    /// Why an item is not shown although the person may be seen; the name says what holds it back.
    pub enum DocumentReason is "document reason" {
        /// The policy is not in force on this day.
        NoPolicy = "no-policy", "現在有効な開示方針が設定されていません。",
            "No disclosure policy is in force at present.";
        /// The insurer does not show it.
        NotAllowed = "not-allowed", "保険者の開示方針により、この項目は提供されていません。",
            "The insurer's disclosure policy does not provide this item.";
        /// The application has not got that far.
        MilestoneNotReached = "milestone-not-reached", "申請の手続きがまだ必要な段階に達していません。",
            "The application has not reached the step that is needed.";
        /// It is too old, or nobody knows how old it is.
        TooOld = "too-old", "提供できる期間を過ぎています。",
            "The time in which this is provided is over.";
        /// The certification is not valid on this day.
        OutsideValidity = "outside-validity", "認定の有効期間内ではないため、提供できません。",
            "The certification is not valid at present, so this is not provided.";
        /// The physician does not consent.
        PhysicianRefuses = "physician-refuses", "主治医が提供に同意していないため、主治医意見書は提供できません。",
            "The physician does not consent, so the physician's opinion is not provided.";
        /// 情報提供同意 is not ticked.
        ConsentNotTicked = "consent-not-ticked", "申請書の情報提供への同意がないため、提供できません。",
            "The application does not carry the consent to providing information, so this is not provided.";
    }
}

/// One item is not shown; the others may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{item} not disclosed: {reason}")]
pub struct DocumentRefusal {
    /// Which item.
    pub item: Item,
    /// Why.
    pub reason: DocumentReason,
    /// Since when; none if there is no such day.
    pub since: Option<Day>,
    /// The milestone it waits for.
    pub waits_for: Option<MilestoneKind>,
}

impl DocumentRefusal {
    /// What holds the item back, in plain words.
    pub fn what(&self, language: Language) -> String {
        let what = self.reason.name(language);
        let day = self.since.map(|day| day.written_out(language));
        match (language, self.waits_for, day) {
            (_, None, None) => what.to_owned(),
            (Language::Japanese, Some(step), _) => format!("{what}「{}」の後に提供されます。", step.name_ja()),
            (Language::Japanese, None, Some(day)) => format!("{what}{day}から閲覧できません。"),
            (Language::English, Some(step), _) => format!("{what} It is provided after “{}”.", step.name(language)),
            (Language::English, None, Some(day)) => format!("{what} Not shown since {day}."),
        }
    }

    /// Who can mend it.
    pub const fn who(&self, language: Language) -> &'static str {
        let mender = match self.reason {
            DocumentReason::PhysicianRefuses => Mender::Physician,
            DocumentReason::ConsentNotTicked => Mender::Applicant,
            DocumentReason::NoPolicy
            | DocumentReason::NotAllowed
            | DocumentReason::MilestoneNotReached
            | DocumentReason::TooOld
            | DocumentReason::OutsideValidity => Mender::Insurer,
        };
        mender.name(language)
    }

    /// What to do.
    pub const fn what_to_do(&self, language: Language) -> &'static str {
        match self.reason {
            DocumentReason::NoPolicy | DocumentReason::NotAllowed => language.choose(
                "必要な場合は、窓口での情報提供の手続きを保険者に確認してください。",
                "If you need it, ask the insurer how to get the information at its desk.",
            ),
            DocumentReason::MilestoneNotReached => language.choose(
                "手続きが進むまでお待ちください。進捗はこの画面で確認できます。",
                "Wait until the application has gone on; its progress is shown here.",
            ),
            DocumentReason::TooOld | DocumentReason::OutsideValidity => language.choose(
                "新しい認定の資料を確認するか、窓口での情報提供を保険者に相談してください。",
                "Look at the papers of the newer certification, or ask the insurer for the information at its desk.",
            ),
            DocumentReason::PhysicianRefuses => language.choose(
                "内容の確認が必要な場合は、主治医または医療機関に直接相談してください。",
                "If you need to know what it says, ask the physician or the medical institution directly.",
            ),
            DocumentReason::ConsentNotTicked => language.choose(
                "次回の申請時に情報提供への同意欄を確認するか、窓口での情報提供を保険者に相談してください。",
                "See to the consent on the next application, or ask the insurer for the information at its desk.",
            ),
        }
    }
}

impl DisclosurePolicy {
    /// The defaults of a city like Kumamoto: everything is shown to whoever holds a grant, results once they are decided;
    /// the physician's refusal hides the opinion alone; the surveyor's name and office are masked.
    ///
    /// Nothing of the primary judgement, nor page 1 of the board's papers, is an item: no policy can allow them.
    pub const fn kumamoto_like() -> Self {
        Self {
            valid: Period::since(Day::MIN),
            progress: ItemRule::ALLOWED,
            result: ItemRule {
                from_milestone: Some(MilestoneKind::Decided),
                ..ItemRule::ALLOWED
            },
            burden_ratio: ItemRule::ALLOWED,
            survey_sheet: ItemRule {
                mask_profile: MaskProfile::Surveyor,
                ..ItemRule::ALLOWED
            },
            physician_opinion: ItemRule {
                needs_physician_consent: true,
                ..ItemRule::ALLOWED
            },
        }
    }

    /// Of several policies the one in force on a day; if periods overlap, the one that began last.
    pub fn in_force(policies: &[Self], today: Day) -> Option<&Self> {
        policies
            .iter()
            .filter(|policy| policy.valid.contains(today))
            .max_by_key(|policy| policy.valid.first)
    }

    /// The rule for an item.
    pub const fn rule(&self, item: Item) -> &ItemRule {
        match item {
            Item::Progress => &self.progress,
            Item::Result => &self.result,
            Item::BurdenRatio => &self.burden_ratio,
            Item::SurveySheet => &self.survey_sheet,
            Item::PhysicianOpinion => &self.physician_opinion,
        }
    }

    /// Whether an item may be shown today to whoever holds a grant, and with which masks.
    pub fn judge(&self, item: Item, facts: &DocumentFacts, today: Day) -> Result<MaskProfile, DocumentRefusal> {
        let refuse = |reason, since, waits_for| {
            Err(DocumentRefusal {
                item,
                reason,
                since,
                waits_for,
            })
        };
        let rule = self.rule(item);
        if !self.valid.contains(today) {
            return refuse(
                DocumentReason::NoPolicy,
                self.valid.ended_since().filter(|day| *day <= today),
                None,
            );
        }
        if !rule.allowed {
            return refuse(DocumentReason::NotAllowed, None, None);
        }
        // The refusal counts for the opinion alone, on whichever item a policy sets it.
        if rule.needs_physician_consent && item == Item::PhysicianOpinion && facts.physician_consents == Some(false) {
            return refuse(DocumentReason::PhysicianRefuses, None, None);
        }
        if rule.needs_ticked_consent && facts.consent_ticked != Some(true) {
            return refuse(DocumentReason::ConsentNotTicked, None, None);
        }
        if let Some(milestone) = rule
            .from_milestone
            .filter(|kind| !reached(*kind, &facts.milestones, today))
        {
            return refuse(DocumentReason::MilestoneNotReached, None, Some(milestone));
        }
        if let Some(days) = rule.maximum_age_days {
            let until = facts.written_on.map(|day| day.add_days(days.into()));
            if until.is_none_or(|until| until < today) {
                return refuse(DocumentReason::TooOld, until.map(|until| until.add_days(1)), None);
            }
        }
        if rule.only_within_validity && !facts.validity.is_some_and(|validity| validity.contains(today)) {
            let since = facts
                .validity
                .and_then(|validity| validity.ended_since())
                .filter(|day| *day <= today);
            return refuse(DocumentReason::OutsideValidity, since, None);
        }
        Ok(rule.mask_profile)
    }
}

/// Whether the application has got to a milestone, by its own day or by that of one that implies it.
fn reached(kind: MilestoneKind, milestones: &[Milestone], today: Day) -> bool {
    milestones
        .iter()
        .any(|milestone| milestone.on <= today && milestone.kind.implies(kind))
}
