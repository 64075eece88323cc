//! The insurer's desk for usage applications: the queue, one application beside the office master, and the decisions. What
//! the office does with its application is in `usage_application`; letters are in `notice`.

use chrono::{DateTime, Utc};
use domain::account::two_people::{BARRED, barred_until};
use domain::account::{AccountStatus, LoginId, PROVISIONAL_PREFIX, Role};
use domain::audit::{Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::enrolment::usage_application::{
    Grant, Standing, SubmittedForm, UsageApplicationChannel, UsageApplicationEventKind, UsageApplicationState,
};
use domain::id::{AccountId, OrganizationId, UsageApplicationId};
use domain::organization::{OfficeNumber, OrganizationStatus};
use domain::person::PersonName;
use domain::record::UsageApplicationRecord;
use domain::text::unambiguous;
use persistence::{NewAccount, NewOrganization, StoreError, Tx, fresh_id, random};

use crate::access::allowed::{Allowed, EnterUsageApplications, ManageOrganizations, ReadOrganizations};
use crate::access::change::{Act, remarked, stated};
use crate::enrolment::usage_application::rules::{event, invalid, not_acceptable};
use crate::enrolment::usage_application::{Receipt, Submission, UsageApplicationView};
use crate::error::ServiceError;
use crate::rule::{Field, UsageApplicationRule};

/// No password fits this: the account waits for its letter, which makes the first real one.
const NO_PASSWORD: &str = "!";

/// A page of the queue.
#[derive(Clone, Debug)]
pub struct UsageApplicationPage {
    /// The applications of this page.
    pub items: Vec<UsageApplicationView>,
    /// Where to go on, if there are more.
    pub next_cursor: Option<String>,
}

impl Allowed<ReadOrganizations> {
    /// The queue, oldest first; in one state or all.
    ///
    /// # Errors
    /// [`ServiceError::BadCursor`] for a cursor that was not given out for this queue.
    pub async fn usage_applications(
        &self,
        state: Option<UsageApplicationState>,
        cursor: Option<&str>,
        limit: usize,
    ) -> Result<UsageApplicationPage, ServiceError> {
        let list = self.list_of("usage-applications", state.map_or("all", UsageApplicationState::code));
        let after = self.place_in(&list, cursor)?;
        let mut items = self
            .service
            .tenant()
            .read(move |tx| {
                let records = tx.usage_applications(state, after, limit + 1)?;
                named(tx, records)
            })
            .await?;
        let more = items.len() > limit;
        items.truncate(limit);
        let last = items.last().filter(|_| more);
        let next_cursor = last.map(|last| self.service.tenant().vault().cursor(&list, &last.record.id));
        let next_cursor = next_cursor.transpose()?;
        self.note(Act::new(Operation::ListApplications, None), Outcome::Done)
            .await?;
        Ok(UsageApplicationPage { items, next_cursor })
    }
}

impl Allowed<EnterUsageApplications> {
    /// The versions of the terms that a form may bear, the one in force first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn published_terms(&self) -> Result<Vec<String>, ServiceError> {
        self.service.published_terms().await
    }

    /// Takes in an application that came on paper or by mail.
    ///
    /// # Errors
    /// As for one that comes online; also if the day of receipt lies ahead or the channel is none for paper.
    pub async fn enter_usage_application(
        &self,
        given: SubmittedForm,
        received_on: Day,
        channel: UsageApplicationChannel,
    ) -> Result<Receipt, ServiceError> {
        if received_on > self.service.today() {
            return Err(ServiceError::invalid(
                Field::ReceivedOn,
                UsageApplicationRule::ReceivedAhead,
            ));
        }
        if channel == UsageApplicationChannel::Online {
            return Err(ServiceError::invalid(Field::Channel, UsageApplicationRule::Channel));
        }
        let submission = Submission {
            channel,
            received_on,
            actor: self.actor.clone(),
            acting: Some(self.acting()),
        };
        self.service.receive(given, submission, &self.request).await
    }
}

/// A step of the insurer's, with its words.
type Step = fn(Standing) -> Result<Standing, domain::enrolment::usage_application::StepRefused>;

impl Allowed<ManageOrganizations> {
    /// Gives an application back to be corrected.
    ///
    /// # Errors
    /// A reason and the password are needed, and that it was seen; a conflict if it does not wait for the insurer.
    pub async fn return_usage_application(&self, id: UsageApplicationId, reason: &str) -> Result<(), ServiceError> {
        self.settle(
            Operation::ReturnApplication,
            id,
            reason,
            Standing::send_back,
            UsageApplicationEventKind::Returned,
        )
        .await
    }

    /// Refuses an application.
    ///
    /// # Errors
    /// A reason and the password are needed, and that it was seen; a conflict if it is over.
    pub async fn refuse_usage_application(&self, id: UsageApplicationId, reason: &str) -> Result<(), ServiceError> {
        self.settle(
            Operation::RefuseApplication,
            id,
            reason,
            Standing::refuse,
            UsageApplicationEventKind::Refused,
        )
        .await
    }

    async fn settle(
        &self,
        operation: Operation,
        id: UsageApplicationId,
        reason: &str,
        step: Step,
        kind: UsageApplicationEventKind,
    ) -> Result<(), ServiceError> {
        let (seen, reason) = (self.need_seen()?, stated(reason)?);
        let act = Act::new(operation, Item::UsageApplication(id)).because(reason.clone());
        self.need_confirmation(&act).await?;
        let (now, by) = (self.service.now(), self.viewer.account.id);
        self.change(act, move |tx| {
            let mut record = tx.usage_application(id)?;
            if let Err(overtaken) = seen.is_of(tx, &record)? {
                return Ok(Err(overtaken));
            }
            record.standing = match step(record.standing) {
                Err(refused) => return Ok(Err(ServiceError::conflict(refused))),
                Ok(standing) => standing,
            };
            record.decided_at = Some(now);
            record.reason = reason.clone().map(String::from);
            tx.keep_usage_application(&record)?;
            tx.note_usage_application(id, event(kind, now, Some(by), reason.clone().map(String::from)))
                .map(Ok)
        })
        .await
    }

    /// Approves an application: proposes where two people are needed and this is the first; otherwise makes the
    /// organization and its administrator's provisional account, whose credentials the letters carry.
    ///
    /// # Errors
    /// The password is needed, and that it was seen; a conflict if the state does not allow it or the first approval was this
    /// account's own.
    pub async fn approve_usage_application(
        &self,
        id: UsageApplicationId,
        grant: Grant,
        remark: Option<&str>,
    ) -> Result<UsageApplicationState, ServiceError> {
        let (seen, reason) = (self.need_seen()?, remarked(remark)?);
        let act = Act::new(Operation::ApproveApplication, Item::UsageApplication(id)).because(reason.clone());
        self.need_confirmation(&act).await?;
        let (now, today, by) = (self.service.now(), self.service.today(), self.viewer.account.id);
        let administrator = first_administrator(now)?;
        let work = move |tx: &mut Tx<'_>| {
            let by_two = tx.insurer_rules()?.approval_by_two;
            let mut record = tx.usage_application(id)?;
            if let Err(overtaken) = seen.is_of(tx, &record)? {
                return Ok(Err(overtaken));
            }
            let before = record.standing;
            record.standing = match before.approve(by, grant, by_two) {
                Err(refused) => return Ok(Err(ServiceError::conflict(refused))),
                Ok(standing) => standing,
            };
            if by_two && record.standing == Standing::Approved && barred_from(tx, before, by, now)?.is_some() {
                let days = BARRED.num_days();
                return Ok(Err(ServiceError::conflict(UsageApplicationRule::CredentialsGiven {
                    days,
                })));
            }
            if let Some(fault) = not_acceptable(tx, &record, today)? {
                return Ok(Err(invalid([fault])));
            }
            let kind = if record.standing == Standing::Approved {
                let Some(organization) = permit(tx, &record, grant, now)? else {
                    return Ok(Err(ServiceError::conflict(UsageApplicationRule::PermittedAlready)));
                };
                record.organization = Some(organization);
                let administrator = administrator(&record.applicant.name, organization);
                record.account = Some(administrator.id);
                record.decided_at = Some(now);
                tx.create_account(administrator, now)?;
                UsageApplicationEventKind::Approved
            } else {
                UsageApplicationEventKind::Proposed
            };
            tx.keep_usage_application(&record)?;
            tx.note_usage_application(id, event(kind, now, Some(by), reason.clone().map(String::from)))?;
            Ok(Ok((record.standing.state(), record.organization)))
        };
        let done = act.clone();
        let entries = move |(_, organization): &(_, _)| vec![done.clone().concerning(*organization)];
        let (state, _) = self.change_telling(act, work, entries).await?;
        Ok(state)
    }
}

/// Until when somebody may not give the second approval, because whoever gave the first is no other person for sure: one of
/// them was given credentials by the other.
pub(crate) fn barred_from(
    tx: &mut Tx<'_>,
    standing: Standing,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    match standing {
        Standing::Proposed { by: first, .. } if first != by => {
            let given = tx.credentials_given_since(now - BARRED)?;
            Ok(barred_until(first, by, &given, now))
        }
        _ => Ok(None),
    }
}

/// Makes the organization of an application, or permits anew the one that was closed; none if it is permitted already.
fn permit(
    tx: &mut Tx<'_>,
    record: &UsageApplicationRecord,
    grant: Grant,
    now: DateTime<Utc>,
) -> Result<Option<OrganizationId>, StoreError> {
    let name = tx
        .office_name(record.office_number, record.service_code)?
        .ok_or(StoreError::NotFound)?;
    let known = tx
        .organizations()?
        .into_iter()
        .find(|known| known.office_number == record.office_number && known.service_code == record.service_code);
    match known {
        Some(known) if known.status == OrganizationStatus::Closed => {
            tx.permit_anew(known.id, &name, grant, now)?;
            Ok(Some(known.id))
        }
        Some(_) => Ok(None),
        None => {
            let id = fresh_id();
            tx.create_organization(NewOrganization {
                id,
                office_number: record.office_number,
                service_code: record.service_code,
                name,
                permitted_from: grant.permitted_from,
                device_quota: grant.device_quota.into(),
            })?;
            Ok(Some(id))
        }
    }
}

pub(crate) fn named(
    tx: &mut Tx<'_>,
    records: Vec<UsageApplicationRecord>,
) -> Result<Vec<UsageApplicationView>, StoreError> {
    let numbers: Vec<OfficeNumber> = records.iter().map(|record| record.office_number).collect();
    let names = tx.office_names(&numbers)?;
    let view = |record: UsageApplicationRecord| UsageApplicationView {
        office_name: names.get(&(record.office_number, record.service_code)).cloned(),
        record,
    };
    Ok(records.into_iter().map(view).collect())
}

/// The account of whom an application names, for an organization that is not there yet; the first log-in makes it theirs.
fn first_administrator(
    now: DateTime<Utc>,
) -> Result<impl Fn(&PersonName, OrganizationId) -> NewAccount + Send, ServiceError> {
    let login_id = format!(
        "{PROVISIONAL_PREFIX}{}",
        unambiguous::from_random(&random::<8>()?).to_lowercase()
    );
    let (id, login_id) = (fresh_id(), login_id.parse().map_err(|_| ServiceError::Interrupted)?);
    Ok(move |name: &PersonName, organization| NewAccount {
        id,
        organization: Some(organization),
        login_id: LoginId::clone(&login_id),
        name: name.clone(),
        role: Role::OrganizationAdministrator,
        status: AccountStatus::Provisional,
        password_hash: NO_PASSWORD.to_owned(),
        desk: None,
        provisional_until: Some(now),
    })
}
