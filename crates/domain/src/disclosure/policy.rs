//! The insurer's disclosure policy: what of a person may be shown, item by item, once a `Grant` is there. Policies are
//! data with dates; proposing and confirming them is left to `service`.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::day::Day,
    calendar::period::Period,
    certification::{Milestone, MilestoneKind},
    disclosure::item::{Item, MaskProfile},
    disclosure::item_refusal::{DocumentReason, DocumentRefusal},
    disclosure::steps::WithheldSteps,
    person::document::DocumentFacts,
};

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

    /// Not shown at all.
    pub const NOT_ALLOWED: Self = Self {
        allowed: false,
        ..Self::ALLOWED
    };
}

/// What a policy says of an item that there was not yet when it was settled.
const fn not_allowed() -> ItemRule {
    ItemRule::NOT_ALLOWED
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
    /// Insurance card.
    #[serde(default = "not_allowed")]
    pub insurance_card: ItemRule,
    /// Cost limit card.
    #[serde(default = "not_allowed")]
    pub cost_limit_card: ItemRule,
    /// Provisional card.
    #[serde(default = "not_allowed")]
    pub provisional_card: ItemRule,
    /// Survey sheet.
    pub survey_sheet: ItemRule,
    /// Physician's opinion.
    pub physician_opinion: ItemRule,
    /// Steps of the application that are not shown although its course is.
    #[serde(default)]
    pub withheld_steps: WithheldSteps,
    /// For how many days after a loss (死亡, 転出) the office that was in charge on that day still sees course and result; 0 for
    /// none.
    #[serde(default)]
    pub days_after_loss: u16,
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
            insurance_card: ItemRule::ALLOWED,
            cost_limit_card: ItemRule::ALLOWED,
            provisional_card: ItemRule::ALLOWED,
            survey_sheet: ItemRule {
                mask_profile: MaskProfile::Surveyor,
                ..ItemRule::ALLOWED
            },
            physician_opinion: ItemRule {
                needs_physician_consent: true,
                ..ItemRule::ALLOWED
            },
            withheld_steps: WithheldSteps::NONE,
            days_after_loss: 0,
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
            Item::InsuranceCard => &self.insurance_card,
            Item::CostLimitCard => &self.cost_limit_card,
            Item::ProvisionalCard => &self.provisional_card,
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
