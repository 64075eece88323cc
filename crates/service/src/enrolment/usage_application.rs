//! システム利用申請 as the office meets it, before it has a device: looking its number up, applying, following, correcting,
//! taking back. What the insurer does with it is in `usage_desk`.

pub(crate) mod rules;

use chrono::{DateTime, Utc};
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::enrolment::usage_application::{
    ApplicationSecret, Form, FormFault, FormField, FormRule, Reference, Standing, SubmittedForm,
    UsageApplicationChannel, UsageApplicationEventKind,
};
use domain::organization::{OfficeNumber, ServiceCode};
use domain::record::{Applicant, OfficeRecord, UsageApplicationRecord};
use domain::text::unambiguous;
use persistence::{Entry, SecretHash, StoreError, Tx, fresh_id, random};

use crate::access::acting::Acting;
use crate::access::service::Service;
use crate::error::ServiceError;
use crate::rule::{Field, UsageApplicationRule};
use crate::session::password::Secret;
use rules::{event, invalid, is_known, not_acceptable, warnings};

/// What an application answers.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// 受付番号.
    pub reference: Reference,
    /// The secret with which it is followed; none after a correction.
    pub secret: Option<Secret>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// What to look at again.
    pub warnings: Vec<FormFault>,
}

/// An application and the name of its office.
#[derive(Clone, Debug)]
pub struct UsageApplicationView {
    /// The application.
    pub record: UsageApplicationRecord,
    /// The office's name in the master, if it is still there.
    pub office_name: Option<String>,
}

/// What is known of an office number.
#[derive(Clone, Debug)]
pub struct FoundOffices {
    /// The number as it was understood.
    pub number: OfficeNumber,
    /// Its services, and whether the insurer admits each today.
    pub offices: Vec<(OfficeRecord, bool)>,
}

pub(crate) fn secret_hash(secret: &ApplicationSecret) -> SecretHash {
    SecretHash::of("usage-application", secret.bytes())
}

fn applicant(form: &Form) -> Applicant {
    Applicant {
        name: form.administrator_name.clone(),
        kana: form.administrator_kana.clone(),
        phone: form.contact_phone.to_string(),
        mail: form.contact_mail.as_ref().map(ToString::to_string),
    }
}

fn drafted(
    form: &Form,
    channel: UsageApplicationChannel,
    received_on: Day,
    now: DateTime<Utc>,
) -> Result<UsageApplicationRecord, ServiceError> {
    Ok(UsageApplicationRecord {
        id: fresh_id(),
        reference: Reference::from_random(random()?).map_err(|_| ServiceError::Interrupted)?,
        standing: Standing::Received,
        office_number: form.office_number,
        service_code: form.service_code,
        applicant: applicant(form),
        devices: form.devices,
        terms_version: form.terms_version.clone(),
        channel,
        received_on,
        received_at: now,
        decided_at: None,
        reason: None,
        organization: None,
        account: None,
    })
}

/// Who brings an application, how and when.
pub(crate) struct Submission {
    pub(crate) channel: UsageApplicationChannel,
    pub(crate) received_on: Day,
    pub(crate) actor: Actor,
    /// Who takes it in for the insurer; nobody for one that comes online.
    pub(crate) acting: Option<Acting>,
}

impl Service {
    /// What the office master knows of a number.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] if it is no office number.
    pub async fn search_offices(&self, typed: &str) -> Result<FoundOffices, ServiceError> {
        let number: OfficeNumber = unambiguous::fold(typed)
            .parse()
            .map_err(|_| ServiceError::invalid(Field::OfficeNumber, FormRule::OfficeNumber))?;
        let today = self.today();
        let (offices, settings) = self
            .tenant()
            .read(move |tx| Ok((tx.offices_of(number, today)?, tx.insurer_settings()?)))
            .await?;
        let admitted = |kind: ServiceCode| {
            let mut kinds = settings.admitted_kinds.iter();
            kinds.any(|(known, period)| *known == kind && period.contains(today))
        };
        let offices = offices
            .into_iter()
            .map(|office| {
                let admitted = admitted(office.service_code);
                (office, admitted)
            })
            .collect();
        Ok(FoundOffices { number, offices })
    }

    /// Takes in an application of an office.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] with every fault, each by its own rule; a conflict if the office has applied or is
    /// permitted already.
    pub async fn apply(&self, given: SubmittedForm, request: &str) -> Result<Receipt, ServiceError> {
        let submission = Submission {
            channel: UsageApplicationChannel::Online,
            received_on: self.today(),
            actor: Actor::STRANGER,
            acting: None,
        };
        self.receive(given, submission, request).await
    }

    pub(crate) async fn receive(
        &self,
        given: SubmittedForm,
        submission: Submission,
        request: &str,
    ) -> Result<Receipt, ServiceError> {
        let Submission {
            channel,
            received_on,
            actor,
            acting,
        } = submission;
        let on_paper = channel != UsageApplicationChannel::Online;
        let form = match on_paper {
            true => check_paper(&given, &self.published_terms().await?),
            false => Form::check(&given, &self.terms().await?.version),
        }
        .map_err(invalid)?;
        let secret = ApplicationSecret::from_random(random()?);
        let record = drafted(&form, channel, received_on, self.now())?;
        let (hash, by, today) = (secret_hash(&secret), actor.account(), self.today());
        let work = move |tx: &mut Tx<'_>| {
            if let Some(Err(refused)) = acting.as_ref().map(|acting| acting.still_may(tx)).transpose()? {
                return Ok(Err(refused));
            }
            if let Some(fault) = not_acceptable(tx, &record, today)? {
                return Ok(Err(invalid([fault])));
            }
            if is_known(tx, &record)? {
                return Ok(Err(ServiceError::conflict(UsageApplicationRule::AppliedAlready)));
            }
            tx.create_usage_application(&record, hash)?;
            tx.note_usage_application(
                record.id,
                event(UsageApplicationEventKind::Received, record.received_at, by, None),
            )?;
            Ok(Ok(record.clone()))
        };
        let tell = entries(actor, Operation::SubmitApplication, request, |record| record);
        self.window(Operation::SubmitApplication);
        let record = match self.tenant().write_noted(self.ledger(), work, tell).await {
            // Two at once: the second met the rule of the database.
            Err(StoreError::Conflict) => return Err(ServiceError::conflict(UsageApplicationRule::AppliedAlready)),
            other => other??,
        };
        Ok(Receipt {
            warnings: warnings(&record),
            reference: record.reference,
            secret: Some(Secret::new(secret.reveal())),
            received_at: record.received_at,
        })
    }

    /// How an application stands.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`], the same for a wrong reference and a wrong secret.
    pub async fn usage_application_status(
        &self,
        reference: &str,
        secret: &str,
        request: &str,
    ) -> Result<UsageApplicationView, ServiceError> {
        let (reference, hash) = self.access(reference, secret)?;
        let found = self
            .tenant()
            .read(move |tx| {
                let record = tx.usage_application_of(&reference, hash)?;
                let office_name = tx.office_name(record.office_number, record.service_code)?;
                Ok(UsageApplicationView { record, office_name })
            })
            .await;
        let found = found.map(Ok);
        let tell = entries(
            Actor::STRANGER,
            Operation::FollowApplication,
            request,
            |view: &UsageApplicationView| &view.record,
        );
        self.ledger().record(tell(found.as_ref())).await?;
        or_not_found(found)?
    }

    /// Sends a returned application again, corrected.
    ///
    /// # Errors
    /// As for an application; a conflict if it was not returned.
    pub async fn correct_usage_application(
        &self,
        reference: &str,
        secret: &str,
        given: SubmittedForm,
        request: &str,
    ) -> Result<Receipt, ServiceError> {
        let (reference, hash) = self.access(reference, secret)?;
        let version = self.terms().await?.version;
        let (now, today) = (self.now(), self.today());
        let work = move |tx: &mut Tx<'_>| {
            let mut record = tx.usage_application_of(&reference, hash)?;
            let form = match Form::check(&given, &version) {
                Err(faults) => return Ok(Err(invalid(faults))),
                Ok(form) => form,
            };
            if (form.office_number, form.service_code) != (record.office_number, record.service_code) {
                return Ok(Err(invalid([FormFault::new(
                    FormField::OfficeNumber,
                    FormRule::OfficeFixed,
                )])));
            }
            record.standing = match record.standing.correct() {
                Err(refused) => return Ok(Err(ServiceError::conflict(refused))),
                Ok(standing) => standing,
            };
            if let Some(fault) = not_acceptable(tx, &record, today)? {
                return Ok(Err(invalid([fault])));
            }
            record.applicant = applicant(&form);
            record.devices = form.devices;
            record.terms_version = form.terms_version.clone();
            (record.decided_at, record.reason) = (None, None);
            tx.keep_usage_application(&record)?;
            tx.note_usage_application(record.id, event(UsageApplicationEventKind::Corrected, now, None, None))?;
            Ok(Ok(record))
        };
        let tell = entries(Actor::STRANGER, Operation::CorrectApplication, request, |record| record);
        let corrected = self.tenant().write_noted(self.ledger(), work, tell).await;
        let record = or_not_found(corrected)??;
        Ok(Receipt {
            warnings: warnings(&record),
            reference: record.reference,
            secret: None,
            received_at: record.received_at,
        })
    }

    /// Takes an application back.
    ///
    /// # Errors
    /// Not found as above; a conflict if it is over.
    pub async fn withdraw_usage_application(
        &self,
        reference: &str,
        secret: &str,
        request: &str,
    ) -> Result<UsageApplicationView, ServiceError> {
        let (reference, hash) = self.access(reference, secret)?;
        let now = self.now();
        let work = move |tx: &mut Tx<'_>| {
            let mut record = tx.usage_application_of(&reference, hash)?;
            record.standing = match record.standing.withdraw() {
                Err(refused) => return Ok(Err(ServiceError::conflict(refused))),
                Ok(standing) => standing,
            };
            record.decided_at = Some(now);
            tx.keep_usage_application(&record)?;
            tx.note_usage_application(record.id, event(UsageApplicationEventKind::Withdrawn, now, None, None))?;
            let office_name = tx.office_name(record.office_number, record.service_code)?;
            Ok(Ok(UsageApplicationView { record, office_name }))
        };
        let tell = entries(
            Actor::STRANGER,
            Operation::WithdrawApplication,
            request,
            |view: &UsageApplicationView| &view.record,
        );
        let withdrawn = self.tenant().write_noted(self.ledger(), work, tell).await;
        or_not_found(withdrawn)?
    }

    /// What somebody typed to reach an application. A reference with a wrong check character is simply not found.
    fn access(&self, reference: &str, secret: &str) -> Result<(Reference, SecretHash), ServiceError> {
        let reference = reference.parse().map_err(|_| ServiceError::NotFound)?;
        Ok((reference, secret_hash(&ApplicationSecret::typed(secret))))
    }
}

/// The entry of a step with an application. A wrong reference or secret is noted like one that does not exist.
fn entries<T: 'static>(
    actor: Actor,
    operation: Operation,
    request: &str,
    record: fn(&T) -> &UsageApplicationRecord,
) -> impl Fn(Result<&Result<T, ServiceError>, &StoreError>) -> Vec<Entry> + Send + use<T> {
    let request = request.to_owned();
    move |answer| {
        let (item, outcome) = match answer {
            Ok(Ok(done)) => (Some(Item::UsageApplication(record(done).id)), Outcome::Done),
            Ok(Err(_)) | Err(_) => (None, Outcome::Refused),
        };
        vec![Entry::act(actor.clone(), operation, item, outcome, &request)]
    }
}

/// Answered like an application that does not exist, whatever was wrong.
fn or_not_found<T>(answer: Result<T, StoreError>) -> Result<T, ServiceError> {
    match answer {
        Err(StoreError::NotFound) => Err(ServiceError::NotFound),
        other => Ok(other?),
    }
}

/// A form on paper may still bear an earlier version of the terms, but none that was never published.
fn check_paper(given: &SubmittedForm, published: &[String]) -> Result<Form, Vec<FormFault>> {
    let borne = published.iter().find(|version| **version == given.terms_version);
    let borne = borne.or(published.first()).map_or("", String::as_str);
    Form::check(given, borne).map_err(|mut faults| {
        for fault in faults.iter_mut().filter(|fault| fault.field == FormField::TermsVersion) {
            fault.rule = FormRule::TermsUnknown.into();
        }
        faults
    })
}
