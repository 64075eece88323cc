//! Why one item of a person is not shown although the person may be seen: what holds it back, who can mend it, what to do.

use crate::calendar::day::Day;
use crate::certification::MilestoneKind;
use crate::disclosure::item::Item;
use crate::disclosure::refusal::Mender;
use crate::language::Language;

coded! {
    /// Why an item is not shown although the person may be seen; the name says what holds it back.
    pub enum DocumentReason is "document reason" {
        /// The policy is not in force on this day.
        NoPolicy = "no-policy", "現在有効な情報提供の基準が設定されていません。",
            "No disclosure policy is in force at present.";
        /// The insurer does not show it.
        NotAllowed = "not-allowed", "〔市〕の情報提供の基準により、この項目は提供していません。",
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
                "必要な場合は、窓口での情報提供の手続きを〔市〕に確認してください。",
                "If you need it, ask the insurer how to get the information at its desk.",
            ),
            DocumentReason::MilestoneNotReached => language.choose(
                "手続きが進むまでお待ちください。進捗はこの画面で確認できます。",
                "Wait until the application has gone on; its progress is shown here.",
            ),
            DocumentReason::TooOld | DocumentReason::OutsideValidity => language.choose(
                "新しい認定の文書を確認するか、窓口での情報提供を〔市〕に相談してください。",
                "Look at the papers of the newer certification, or ask the insurer for the information at its desk.",
            ),
            DocumentReason::PhysicianRefuses => language.choose(
                "内容の確認が必要な場合は、主治医または医療機関に直接相談してください。",
                "If you need to know what it says, ask the physician or the medical institution directly.",
            ),
            DocumentReason::ConsentNotTicked => language.choose(
                "次回の申請時に情報提供への同意欄を確認するか、窓口での情報提供を〔市〕に相談してください。",
                "See to the consent on the next application, or ask the insurer for the information at its desk.",
            ),
        }
    }
}
