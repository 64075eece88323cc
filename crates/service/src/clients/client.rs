//! One client of the office: head, progress, results, burden ratio.

use std::sync::Arc;

use domain::audit::Operation;
use domain::calendar::day::Day;
use domain::certification::{ApplicationDetails, Continuity, InvalidHistory, Pace, Progress};
use domain::disclosure::{DocumentRefusal, MaskedField};
use domain::id::PersonId;
use domain::insurer::shown::ShownRules;
use domain::person::assignment::AssignmentKind;
use domain::person::burden_ratio::BurdenRatio;
use domain::person::notice::NoticeDue;
use domain::record::{ApplicationRecord, Attributes, CertificationRecord};
use persistence::{Disclosed, StoreError};

use crate::access::allowed::{Allowed, ReadClients};
use crate::clients::look::Look;
use crate::clients::policy::{Rules, judge_application, judge_ratio, judge_result, permitted};
use crate::clients::telling::{continuity, is_deemed_renewal, notice_due, shown_results, standing};
use crate::delivery::freshness::Freshness;
use crate::error::ServiceError;

/// The head of a person's page.
#[derive(Clone, Debug)]
pub struct ClientHead {
    /// Opaque id.
    pub person: PersonId,
    /// Who it is.
    pub attributes: Attributes,
    /// Age today.
    pub age: u32,
    /// First day of the consent this rests on.
    pub consent_from: Day,
    /// First day of the assignment this rests on.
    pub assigned_from: Day,
    /// The notice behind it.
    pub assignment_kind: AssignmentKind,
    /// Whether the office is the delegated one.
    pub delegated: bool,
    /// How old this is.
    pub freshness: Freshness,
}

/// An application with where it stands, or why that cannot be said.
pub type Told = (ApplicationRecord, Result<Progress, InvalidHistory>);

/// A person's applications.
#[derive(Clone, Debug)]
pub struct Progresses {
    /// Newest first.
    pub applications: Vec<Told>,
    /// How old this is.
    pub freshness: Freshness,
}

/// A result, with what its application says of it.
#[derive(Clone, Debug)]
pub struct ListedCertification {
    /// The result.
    pub record: CertificationRecord,
    /// Whether it comes of a change of level that was treated as a renewal (みなし更新).
    pub deemed_renewal: bool,
}

/// A person's results.
#[derive(Clone, Debug)]
pub struct Certifications {
    /// Newest first.
    pub certifications: Vec<ListedCertification>,
    /// The notice that is due, if none in force fits the level in force.
    pub notice_due: Option<NoticeDue>,
    /// What will happen at the end of the validity, if it is near or has passed.
    pub continuity: Option<Continuity>,
    /// What the city's pace says of it.
    pub pace: Arc<Pace>,
    /// The day of the answer.
    pub today: Day,
    /// How old this is.
    pub freshness: Freshness,
}

/// A person's burden-ratio cards.
#[derive(Clone, Debug)]
pub struct BurdenRatios {
    /// Newest first, without those that were replaced; whether each is in force today.
    pub cards: Vec<(BurdenRatio, bool)>,
    /// What the insurer has settled about what its data tells.
    pub shown: ShownRules,
    /// How old this is.
    pub freshness: Freshness,
}

impl Allowed<ReadClients> {
    /// The head of a person's page.
    ///
    /// # Errors
    /// Not found, not disclosed, or the ledger cannot be written.
    pub async fn client(&self, person: PersonId) -> Result<Disclosed<ClientHead>, ServiceError> {
        let Look { grant, reach, .. } = self.look_at_head(person, Operation::ReadPerson).await?;
        let today = self.service.today();
        let consent = reach.consents.iter().find(|consent| consent.id == grant.consent());
        let assignment = reach
            .assignments
            .iter()
            .find(|assignment| assignment.id == grant.assignment());
        let (Some(consent), Some(assignment)) = (consent.copied(), assignment.copied()) else {
            return Err(StoreError::NotFound.into());
        };
        let row_age = (reach.person.as_of, reach.person.received_at);
        let freshness = self.viewer.freshness("person", row_age, self.service.now());
        let office = self.viewer.office()?.office_number;
        let attributes = reach.person.attributes(self.service.tenant().vault())?;
        let attributes = self.release(&grant, Operation::ReadPerson, attributes).await?;
        Ok(attributes.map(|attributes| ClientHead {
            person,
            age: u32::try_from(attributes.birth_date.age_on(today)).unwrap_or_default(),
            attributes,
            consent_from: consent.effective_from,
            assigned_from: assignment.period.first,
            assignment_kind: assignment.kind,
            delegated: assignment.delegated_office_number == Some(office),
            freshness,
        }))
    }

    /// How the person's applications stand.
    ///
    /// # Errors
    /// Not found, not disclosed, withheld by the policy, or the ledger cannot be written.
    pub async fn progress(&self, person: PersonId) -> Result<Disclosed<Progresses>, ServiceError> {
        let look = self
            .look(person, Operation::ReadProgress, move |tx| {
                Ok(tx.applications(person)?.and(tx.certifications(person)?))
            })
            .await?;
        let rules = self.paced_rules().await?;
        let freshness = self.feed_freshness("milestone", &look);
        let both = self.release(&look.grant, Operation::ReadProgress, look.more).await?;
        let applications = both.map(|(applications, results)| told(applications, &results, &rules));
        let applications = self
            .or_withheld(&look.grant, Operation::ReadProgress, applications)
            .await?;
        Ok(applications.map(|applications| Progresses {
            applications,
            freshness,
        }))
    }

    /// The person's results.
    ///
    /// # Errors
    /// As [`Allowed::progress`].
    pub async fn certifications(&self, person: PersonId) -> Result<Disclosed<Certifications>, ServiceError> {
        let look = self
            .look(person, Operation::ReadResult, move |tx| {
                let both = tx.certifications(person)?.and(tx.applications(person)?);
                Ok((both, tx.notices(person)?))
            })
            .await?;
        let rules = self.paced_rules().await?;
        let freshness = self.feed_freshness("certification", &look);
        let (both, notices) = look.more;
        let both = self.release(&look.grant, Operation::ReadResult, both).await?;
        let told = both.map(|(results, applications)| {
            let notice_due = notice_due(&notices, &results, &applications, &rules);
            let continuity = continuity(&results, &applications, &rules);
            let shown = permitted(results, |record| judge_result(record, &applications, &rules))?;
            Ok((listed(shown, &applications, &rules), notice_due, continuity))
        });
        let told = self.or_withheld(&look.grant, Operation::ReadResult, told).await?;
        Ok(told.map(|(certifications, notice_due, continuity)| Certifications {
            certifications,
            notice_due,
            continuity,
            pace: rules.pace,
            today: rules.today,
            freshness,
        }))
    }

    /// The person's burden-ratio cards.
    ///
    /// # Errors
    /// As [`Allowed::progress`].
    pub async fn burden_ratios(&self, person: PersonId) -> Result<Disclosed<BurdenRatios>, ServiceError> {
        let look = self
            .look(person, Operation::ReadBurdenRatio, move |tx| tx.burden_ratios(person))
            .await?;
        let rules = self.rules()?;
        let freshness = self.feed_freshness("burden_ratio", &look);
        let shown = self.viewer.settings.rules.shown;
        let cards = self.release(&look.grant, Operation::ReadBurdenRatio, look.more).await?;
        let cards = cards.map(|cards| permitted(cards, |card| judge_ratio(card, &rules)));
        let cards = self.or_withheld(&look.grant, Operation::ReadBurdenRatio, cards).await?;
        Ok(cards.map(|cards| BurdenRatios {
            cards: newest_versions(cards, rules.today),
            shown,
            freshness,
        }))
    }

    pub(crate) fn feed_freshness<T>(&self, feed: &'static str, look: &Look<T>) -> Freshness {
        let row_age = (look.reach.person.as_of, look.reach.person.received_at);
        self.viewer.freshness(feed, row_age, self.service.now())
    }
}

/// The applications that may be shown, each with where it stands.
fn told(
    applications: Vec<ApplicationRecord>,
    results: &[CertificationRecord],
    rules: &Rules,
) -> Result<Vec<Told>, DocumentRefusal> {
    let results = shown_results(results, &applications, rules);
    let applications = permitted(applications, |application| judge_application(application, rules))?;
    let withheld = rules.policy.withheld_steps;
    let told = applications.into_iter().map(|mut application| {
        let progress = standing(&application, &results, rules);
        // Nothing of the primary judgement leaves the insurer, not even its day.
        application
            .milestones
            .retain(|milestone| milestone.kind.is_shown_to_offices() && !withheld.contains(milestone.kind));
        mask(&mut application.details, rules);
        (application, progress)
    });
    Ok(told.collect())
}

/// Who does surveys for the insurer is not for offices; where the physician works is hidden as on the opinion itself.
fn mask(details: &mut ApplicationDetails, rules: &Rules) {
    details.survey_contractor = None;
    let masked = rules.policy.physician_opinion.mask_profile;
    if masked.hides(MaskedField::PhysicianInstitution) {
        details.institution = None;
    }
}

/// The results that may be shown, each with what its application says of it.
fn listed(
    shown: Vec<CertificationRecord>,
    applications: &[ApplicationRecord],
    rules: &Rules,
) -> Vec<ListedCertification> {
    let deemed: Vec<bool> = shown
        .iter()
        .map(|record| is_deemed_renewal(record, &shown, applications, rules))
        .collect();
    let both = shown.into_iter().zip(deemed);
    both.map(|(record, deemed_renewal)| ListedCertification { record, deemed_renewal })
        .collect()
}

/// Of cards for the same first day the last version; the list comes newest first, versions descending.
fn newest_versions(cards: Vec<BurdenRatio>, today: Day) -> Vec<(BurdenRatio, bool)> {
    let in_force = domain::person::burden_ratio::in_force(&cards, today).copied();
    let mut shown: Vec<(BurdenRatio, bool)> = Vec::with_capacity(cards.len());
    for card in cards {
        if shown
            .last()
            .is_none_or(|(last, _)| last.period.first != card.period.first)
        {
            shown.push((card, in_force == Some(card)));
        }
    }
    shown
}
