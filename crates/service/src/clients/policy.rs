//! The insurer's own rules: which office kinds it admits, and what it lets out of what may be seen.

use std::sync::Arc;

use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::certification::{Milestone, MilestoneKind, Pace};
use domain::disclosure::{DisclosurePolicy, DocumentRefusal, Item};
use domain::organization::ServiceCode;
use domain::person::burden_ratio::BurdenRatio;
use domain::person::card::{CardKind, CardValidity};
use domain::person::document::DocumentFacts;
use domain::record::{ApplicationRecord, CertificationRecord, DocumentRecord};

/// The kinds of office that may see a person's data (the third of the five conditions), from a day on.
pub(crate) fn usual_kinds(from: Day) -> Vec<(ServiceCode, Day)> {
    [
        ServiceCode::CARE_MANAGEMENT,
        ServiceCode::PREVENTIVE_CARE_MANAGEMENT,
        ServiceCode::SMALL_MULTIFUNCTION,
        ServiceCode::PREVENTIVE_SMALL_MULTIFUNCTION,
        ServiceCode::NURSING_SMALL_MULTIFUNCTION,
    ]
    .map(|kind| (kind, from))
    .to_vec()
}

/// The usual policy, from a day on.
pub(crate) fn usual_policy(from: Day) -> DisclosurePolicy {
    DisclosurePolicy {
        valid: Period::since(from),
        ..DisclosurePolicy::kumamoto_like()
    }
}

/// A policy and the day on which it is asked, with the pace by which forecasts are made.
#[derive(Clone)]
pub(crate) struct Rules {
    pub(crate) policy: DisclosurePolicy,
    pub(crate) today: Day,
    /// Counts nothing where no forecast is told.
    pub(crate) pace: Arc<Pace>,
}

/// Whether the course of an application may be shown.
pub(crate) fn judge_application(application: &ApplicationRecord, rules: &Rules) -> Result<(), DocumentRefusal> {
    let facts = DocumentFacts {
        written_on: Some(application.applied_on),
        milestones: application.milestones.clone(),
        consent_ticked: Some(application.ticked_consent),
        ..DocumentFacts::default()
    };
    rules.policy.judge(Item::Progress, &facts, rules.today).map(|_| ())
}

/// Whether a result may be shown.
pub(crate) fn judge_result(
    record: &CertificationRecord,
    applications: &[ApplicationRecord],
    rules: &Rules,
) -> Result<(), DocumentRefusal> {
    let result = &record.certification;
    let application = applications
        .iter()
        .find(|known| known.number == record.application_number);
    let written_on = result.decided_on.or(result.checklist_on);
    // Old results come without their application's milestones; that they were decided is then known from themselves.
    let milestones = application
        .map(|known| known.milestones.clone())
        .filter(|known| !known.is_empty());
    let milestones = milestones.unwrap_or_else(|| {
        written_on
            .map(|on| Milestone {
                kind: MilestoneKind::Decided,
                on,
            })
            .into_iter()
            .collect()
    });
    let facts = DocumentFacts {
        written_on,
        milestones,
        validity: Some(result.period),
        consent_ticked: application.map(|known| known.ticked_consent),
        ..DocumentFacts::default()
    };
    rules.policy.judge(Item::Result, &facts, rules.today).map(|_| ())
}

/// Whether a burden ratio may be shown.
pub(crate) fn judge_ratio(card: &BurdenRatio, rules: &Rules) -> Result<(), DocumentRefusal> {
    let facts = DocumentFacts {
        written_on: card.issued_on.or(Some(card.period.first)),
        validity: Some(card.period),
        ..DocumentFacts::default()
    };
    rules.policy.judge(Item::BurdenRatio, &facts, rules.today).map(|_| ())
}

/// Whether a card may be shown; without one, whether a card of today might.
pub(crate) fn judge_card(kind: CardKind, validity: Option<CardValidity>, rules: &Rules) -> Result<(), DocumentRefusal> {
    let facts = DocumentFacts {
        written_on: validity.map_or(Some(rules.today), |known| known.issued_on.or(Some(known.period.first))),
        validity: validity.map(|known| known.period),
        ..DocumentFacts::default()
    };
    rules.policy.judge(Item::from(kind), &facts, rules.today).map(|_| ())
}

/// Whether a document may be opened, by what is known of its application and the result that came of it.
pub(crate) fn judge_document(
    record: &DocumentRecord,
    applications: &[ApplicationRecord],
    certifications: &[CertificationRecord],
    rules: &Rules,
) -> Result<(), DocumentRefusal> {
    let application = applications
        .iter()
        .find(|known| known.number == record.application_number);
    let result = certifications
        .iter()
        .find(|known| known.application_number == record.application_number);
    let facts = DocumentFacts {
        written_on: Some(record.dated_on),
        milestones: application.map(|known| known.milestones.clone()).unwrap_or_default(),
        validity: result.map(|known| known.certification.period),
        physician_consents: record.physician_consent,
        consent_ticked: application.map(|known| known.ticked_consent),
    };
    rules
        .policy
        .judge(Item::from(record.kind), &facts, rules.today)
        .map(|_| ())
}

/// What is left of a list after the policy; if nothing is, the first refusal.
pub(crate) fn permitted<T>(
    list: Vec<T>,
    judge: impl Fn(&T) -> Result<(), DocumentRefusal>,
) -> Result<Vec<T>, DocumentRefusal> {
    let mut first_refusal = None;
    let mut kept = Vec::with_capacity(list.len());
    for item in list {
        match judge(&item) {
            Ok(()) => kept.push(item),
            Err(refusal) => {
                first_refusal.get_or_insert(refusal);
            }
        }
    }
    match first_refusal {
        Some(refusal) if kept.is_empty() => Err(refusal),
        _ => Ok(kept),
    }
}
