//! The letters that say no, not yet or no longer: refusal, correction, suspension, end.

use domain::calendar::day::Day;
use domain::enrolment::letter::{HeadRule, NoticeKind};
use domain::enrolment::usage_application::Standing;
use domain::organization::OrganizationStatus;
use domain::record::OrganizationRecord;
use notice::{UsageOutcome, UsageOutcomeNotice};
use persistence::{StoreError, Tx};

use crate::access::allowed::{Allowed, ManageOrganizations};
use crate::access::change::{Act, stated};
use crate::desk::letter::letterhead;
use crate::desk::letter_asked::{Asked, LetterAsked};
use crate::desk::letter_facts::{NoticeOf, application_of, office_of, unchanged};
use crate::error::ServiceError;
use crate::rule::{Field, LetterRule};

/// Such a letter with all but what whoever makes it says of it.
struct Outcome {
    day: Day,
    /// Why, where the decision itself says so.
    reason: Option<String>,
    letter: UsageOutcomeNotice,
}

fn day_of(organization: Option<&OrganizationRecord>) -> Option<Day> {
    organization?.status_since.map(Day::in_japan)
}

/// What such a letter says of an application, if what it tells is so.
fn outcome(
    tx: &mut Tx<'_>,
    asked: &Asked,
    today: Day,
    apply_url: &str,
) -> Result<Result<Outcome, ServiceError>, StoreError> {
    let application = application_of(tx, NoticeOf::Application(asked.application))?;
    let organization = application.organization.map(|id| tx.organization(id)).transpose()?;
    let status = organization.as_ref().map(|organization| organization.status);
    let decided = application.decided_at.map_or(today, Day::in_japan);
    let (day, of, otherwise): (_, fn(Day) -> UsageOutcome, _) = match asked.kind {
        NoticeKind::UsageRefusal => {
            let day = (application.standing == Standing::Refused).then_some(decided);
            (day, UsageOutcome::Refused, LetterRule::NotRefused)
        }
        NoticeKind::UsageCorrection => {
            let day = (application.standing == Standing::Returned).then_some(decided);
            (day, UsageOutcome::ToCorrect, LetterRule::NotReturned)
        }
        NoticeKind::UsageEnd => {
            let ended = status == Some(OrganizationStatus::Closed);
            let day = day_of(organization.as_ref()).filter(|_| ended);
            (day, UsageOutcome::Ended, LetterRule::NotEnded)
        }
        NoticeKind::UsageSuspension
        | NoticeKind::UsagePermit
        | NoticeKind::InstallKeys
        | NoticeKind::ProvisionalCredentials => {
            let suspended = status == Some(OrganizationStatus::Suspended);
            let day = day_of(organization.as_ref()).filter(|_| suspended);
            (day, UsageOutcome::Suspended, LetterRule::NotSuspended)
        }
    };
    let Some(day) = day else {
        return Ok(Err(ServiceError::conflict(otherwise)));
    };
    let (insurer, rules) = (tx.insurer_name()?.unwrap_or_default(), tx.insurer_rules()?);
    let office = office_of(tx, &application)?;
    let name = organization.map(|organization| organization.name);
    let name = name.or_else(|| office.as_ref().map(|office| office.name.clone()));
    let name = name.unwrap_or_default();
    let is_decision = asked.kind != NoticeKind::UsageCorrection;
    // Who decides, without the name that stands after a space of full width.
    let issuer = rules.letter_issuer.split('\u{3000}').next().unwrap_or_default();
    let appeal = Some(rules.appeal.text(&insurer, issuer)).filter(|_| is_decision);
    Ok(Ok(Outcome {
        day,
        reason: application.reason.clone(),
        letter: UsageOutcomeNotice {
            head: letterhead(&rules, office.as_ref(), &name, &application.applicant.name, &asked.head),
            word: rules.permit_word,
            outcome: of(day),
            applied_on: Some(application.received_on),
            reference: application.reference.to_string(),
            organization: name,
            office_number: application.office_number.to_string(),
            kind: application.service_code.name_ja().to_owned(),
            reason: String::new(),
            appeal: appeal.unwrap_or_default(),
            apply_url: apply_url.to_owned(),
        },
    }))
}

impl Allowed<ManageOrganizations> {
    /// Makes such a letter and keeps it.
    pub(crate) async fn print_outcome(
        &self,
        act: Act,
        asked: Asked,
        said: &LetterAsked,
    ) -> Result<Vec<u8>, ServiceError> {
        let (today, wanted) = (self.service.today(), asked.clone());
        let apply_url = format!("{}/apply/status", self.service.enrolling()?.origins.enrolment);
        let found = self
            .service
            .tenant()
            .read(move |tx| outcome(tx, &wanted, today, &apply_url));
        let Outcome {
            day,
            reason,
            mut letter,
        } = found.await??;
        letter.reason = match (asked.kind.needs_reason(), reason) {
            (false, Some(reason)) => reason,
            _ => stated(said.reason.as_deref().unwrap_or_default())?
                .map(String::from)
                .unwrap_or_default(),
        };
        if asked.kind == NoticeKind::UsageCorrection {
            let until = said.until.filter(|until| asked.head.dated_on <= *until);
            let until = until.ok_or_else(|| ServiceError::invalid(Field::LetterUntil, HeadRule::Until))?;
            letter.outcome = UsageOutcome::ToCorrect(until);
        }
        let told = letter.outcome;
        let pressed = self.pressed(&act, move || letter.pdf()).await?;
        let (keep, again, bytes) = (self.kept(&asked), asked.clone(), pressed.clone());
        self.change(act, move |tx| {
            // What the letter tells must still be so.
            if let Err(refused) = unchanged(tx, &again)? {
                return Ok(Err(refused));
            }
            let now = match outcome(tx, &again, today, "")? {
                Err(refused) => return Ok(Err(refused)),
                Ok(now) => now,
            };
            if now.day != day && !matches!(told, UsageOutcome::ToCorrect(_)) {
                return Ok(Err(ServiceError::conflict(LetterRule::MadeMeanwhile)));
            }
            keep(tx, Some(&bytes))
        })
        .await?;
        Ok(pressed)
    }
}
