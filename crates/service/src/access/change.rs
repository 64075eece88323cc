//! How a change is made by somebody who has the right: one transaction, one entry of the ledger, which is durable before the
//! change is committed; a refusal leaves one as well. Also the step-up: what must not be done without the password at hand.

use domain::audit::{Actor, Item, Operation, Outcome};
use domain::enrolment::usage_application::LONGEST_REASON;
use domain::id::OrganizationId;
use domain::text::free_text::FreeText;
use persistence::{Entry, StoreError, Tx};

use crate::access::allowed::Allowed;
use crate::error::ServiceError;
use crate::rule::{Field, ReasonRule};

/// What is about to be done, in the words of the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    operation: Operation,
    item: Option<Item>,
    reason: Option<FreeText>,
    visible_to_organization: bool,
    pub(crate) concerning: Option<OrganizationId>,
}

/// Why the insurer does something to an organization or its people, as it was stated.
#[derive(Clone, Debug)]
pub struct StatedReason {
    /// The reason, in the words of who does it.
    pub reason: String,
    /// Whether the organization may read it in its record.
    pub visible_to_organization: bool,
}

impl Act {
    pub(crate) fn new(operation: Operation, item: impl Into<Option<Item>>) -> Self {
        Self {
            operation,
            item: item.into(),
            reason: None,
            visible_to_organization: false,
            concerning: None,
        }
    }

    /// The entry of the ledger for it.
    pub(crate) fn entry(self, actor: Actor, outcome: Outcome, request: &str) -> Entry {
        let Self {
            operation,
            item,
            reason,
            visible_to_organization,
            concerning,
        } = self;
        // What was refused was not done to anybody.
        let concerning = concerning.filter(|_| outcome == Outcome::Done);
        let mut entry = Entry::act(actor, operation, item, outcome, request);
        if let Some(reason) = reason {
            entry = entry.because(reason);
        }
        match concerning {
            Some(organization) => entry.concerning(organization, visible_to_organization),
            None => entry,
        }
    }

    pub(crate) fn because(self, reason: Option<FreeText>) -> Self {
        Self { reason, ..self }
    }

    /// With the reason that the insurer must state.
    pub(crate) fn stating(self, stated_reason: &StatedReason) -> Result<Self, ServiceError> {
        let reason = stated(&stated_reason.reason)?;
        Ok(Self {
            reason,
            visible_to_organization: stated_reason.visible_to_organization,
            ..self
        })
    }

    /// Done to this organization, if to any: it finds it in its record.
    pub(crate) fn concerning(self, organization: Option<OrganizationId>) -> Self {
        Self {
            concerning: organization,
            ..self
        }
    }
}

/// Checks a reason that must be stated.
pub(crate) fn stated(reason: &str) -> Result<Option<FreeText>, ServiceError> {
    let reason = FreeText::lines(reason).map_err(|rule| ServiceError::invalid(Field::Reason, rule))?;
    if (1..=LONGEST_REASON).contains(&reason.length()) {
        return Ok(Some(reason));
    }
    let longest = LONGEST_REASON;
    Err(ServiceError::invalid(Field::Reason, ReasonRule::Length { longest }))
}

/// Checks a remark that may be left out.
pub(crate) fn remarked(reason: Option<&str>) -> Result<Option<FreeText>, ServiceError> {
    match reason.map(str::trim) {
        None | Some("") => Ok(None),
        Some(reason) => stated(reason),
    }
}

impl<R> Allowed<R> {
    /// Makes a change as one unit and notes what came of it; without the entry there is no change. Whether who acts still may
    /// is judged in the same unit. What `work` answers as a refusal must not have written anything before.
    pub(crate) async fn change<T, F>(&self, act: Act, work: F) -> Result<T, ServiceError>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<Result<T, ServiceError>, StoreError> + Send + 'static,
    {
        let done = act.clone();
        self.change_telling(act, work, move |_| vec![done.clone()]).await
    }

    /// [`Self::change`] with entries that depend on its answer; `act` is what a refusal is noted as.
    pub(crate) async fn change_telling<T, F, G>(&self, act: Act, work: F, done: G) -> Result<T, ServiceError>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<Result<T, ServiceError>, StoreError> + Send + 'static,
        G: Fn(&T) -> Vec<Act> + Send + 'static,
    {
        let (actor, request) = (self.actor.clone(), self.request.clone());
        // An organization's own people change nothing beyond it.
        let concerned = self.viewer.account.organization.or(act.concerning);
        let (acting, operation) = (self.acting(), act.operation);
        let tell = move |answer: Result<&Result<T, ServiceError>, &StoreError>| {
            let (acts, outcome) = match answer {
                Ok(Ok(answer)) => (done(answer), Outcome::Done),
                Ok(Err(
                    ServiceError::NotFound
                    | ServiceError::RoleRefused
                    | ServiceError::SetUpRequired
                    | ServiceError::SessionEnded
                    | ServiceError::SessionLocked
                    | ServiceError::DeviceRefused,
                ))
                | Err(StoreError::NotFound) => (vec![act.clone()], Outcome::Refused),
                Ok(Err(_)) | Err(_) => (vec![act.clone()], Outcome::Failed),
            };
            let entry = |act: Act| act.entry(actor.clone(), outcome, &request);
            acts.into_iter().map(entry).collect()
        };
        let work = move |tx: &mut Tx<'_>| match acting.still_may(tx)? {
            Ok(()) => work(tx),
            Err(refused) => Ok(Err(refused)),
        };
        self.service.window(operation);
        let changed = self
            .service
            .tenant()
            .write_noted(self.service.ledger(), work, tell)
            .await;
        match concerned {
            Some(organization) => self.service.viewers().forget_of(Some(organization)),
            None => self.service.viewers().forget_all(),
        }
        match changed {
            Err(StoreError::NotFound) => Err(ServiceError::NotFound),
            other => other?,
        }
    }

    /// Whose something is; nobody's if it does not exist, which the change itself will find out.
    pub(crate) async fn owner<F>(&self, find: F) -> Result<Option<OrganizationId>, ServiceError>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<Option<OrganizationId>, StoreError> + Send + 'static,
    {
        match self.service.tenant().read_one(find).await {
            Err(StoreError::NotFound) => Ok(None),
            other => Ok(other?),
        }
    }

    /// Refuses unless the password was given in this session within the last five minutes.
    pub(crate) async fn need_confirmation(&self, act: &Act) -> Result<(), ServiceError> {
        let confirmed = self.confirmed();
        if confirmed.is_err() {
            self.note(act.clone(), Outcome::Refused).await?;
        }
        confirmed
    }

    /// An entry about this viewer.
    pub(crate) async fn note(&self, act: Act, outcome: Outcome) -> Result<(), ServiceError> {
        let entry = act.entry(self.actor.clone(), outcome, &self.request);
        self.service.ledger().record(vec![entry]).await?;
        Ok(())
    }
}

/// What the ledger is told of a change that leaves entries only if it was made.
pub(crate) fn if_done<T: 'static>(
    entries: Vec<Entry>,
) -> impl Fn(Result<&T, &StoreError>) -> Vec<Entry> + Send + 'static {
    move |answer| {
        if answer.is_ok() { entries.clone() } else { Vec::new() }
    }
}
