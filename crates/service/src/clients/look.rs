//! One look at one person: decide the five conditions, read the rest on the same snapshot, note a refusal.

use std::sync::Arc;

use domain::audit::{Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::disclosure::{Condition, DocumentRefusal, Facts, Grant, Refusal, ViewerFacts, decide_after_loss};
use domain::id::PersonId;
use persistence::{Disclosed, Entry, PersonInReach, Sealed, StoreError, Tx};

use crate::access::allowed::Allowed;
use crate::clients::policy::Rules;
use crate::error::ServiceError;

/// What somebody looks at, in the words of the ledger.
#[derive(Clone, Copy)]
pub(crate) struct LookedAt {
    pub(crate) operation: Operation,
    /// What the operation does not say by itself.
    pub(crate) item: Option<Item>,
}

impl From<Operation> for LookedAt {
    fn from(operation: Operation) -> Self {
        Self { operation, item: None }
    }
}

/// A look that the five conditions allow, still sealed.
pub(crate) struct Look<T> {
    pub(crate) grant: Grant,
    pub(crate) reach: PersonInReach,
    pub(crate) more: T,
}

/// The decision about a person, if there is such a one; it goes out of the transaction with what it was made from.
fn decided(
    reach: Option<PersonInReach>,
    viewer: ViewerFacts,
    days_after_loss: u16,
    today: Day,
) -> Result<(Grant, PersonInReach), Option<Refusal>> {
    let Some(reach) = reach else {
        return Err(None);
    };
    let facts = Facts {
        viewer,
        person: reach.person.facts,
        consents: reach.consents.clone(),
        assignments: reach.assignments.clone(),
    };
    match decide_after_loss(&facts, days_after_loss, today) {
        Ok(grant) => Ok((grant, reach)),
        Err(refusal) => Err(Some(refusal)),
    }
}

impl<R> Allowed<R> {
    /// Reads a person, decides, and only then reads whatever `more` says, all on one snapshot. Of a person who may not be
    /// seen nothing more is read than of one who does not exist, so that the time of the answer tells nothing.
    ///
    /// # Errors
    /// [`ServiceError::NotFound`] outside the office's reach, exactly as for a person who does not exist;
    /// [`ServiceError::NotDisclosed`] within it. Both are noted first.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        person: PersonId,
        looked_at: impl Into<LookedAt>,
        more: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<Look<T>, ServiceError> {
        let looked_at = looked_at.into();
        let days = self.days_after_loss(looked_at.operation)?;
        let (viewer, office, today) = (
            self.viewer.facts()?,
            self.viewer.office()?.office_number,
            self.service.today(),
        );
        let seen = self
            .service
            .tenant()
            .read(
                move |tx| match decided(tx.person_in_reach(person, office)?, viewer, days, today) {
                    Ok((grant, reach)) => Ok(Ok(Look {
                        grant,
                        reach,
                        more: more(tx)?,
                    })),
                    Err(refusal) => Ok(Err(refusal)),
                },
            )
            .await?;
        self.or_refused(person, looked_at, seen).await
    }

    /// Reads a person alone, in a single statement, and decides.
    ///
    /// # Errors
    /// As [`Allowed::look`].
    pub(crate) async fn look_at_head(&self, person: PersonId, looked_at: Operation) -> Result<Look<()>, ServiceError> {
        let (viewer, office, today) = (
            self.viewer.facts()?,
            self.viewer.office()?.office_number,
            self.service.today(),
        );
        let reach = self
            .service
            .tenant()
            .read_one(move |tx| tx.person_in_reach(person, office))
            .await?;
        let days = self.days_after_loss(looked_at)?;
        let seen = decided(reach, viewer, days, today).map(|(grant, reach)| Look { grant, reach, more: () });
        self.or_refused(person, looked_at.into(), seen).await
    }

    /// For how many days after a loss this may still be looked at: the course of an application, its result, and whose they
    /// are, by the insurer's policy; nothing else.
    fn days_after_loss(&self, operation: Operation) -> Result<u16, ServiceError> {
        let shown = matches!(
            operation,
            Operation::ReadPerson | Operation::ReadProgress | Operation::ReadResult
        );
        let policy = self.viewer.policy(self.service.today())?;
        Ok(if shown { policy.days_after_loss } else { 0 })
    }

    /// Notes a refusal, if it is one.
    async fn or_refused<T>(
        &self,
        person: PersonId,
        looked_at: LookedAt,
        seen: Result<Look<T>, Option<Refusal>>,
    ) -> Result<Look<T>, ServiceError> {
        match seen {
            Ok(look) => Ok(look),
            Err(Some(refusal)) if refusal.within_reach => {
                let failed = refusal.failures.iter().map(|failure| failure.condition()).collect();
                self.note_refusal(person, looked_at, failed).await?;
                Err(ServiceError::NotDisclosed(Box::new(refusal)))
            }
            Err(_) => {
                self.note_refusal(person, looked_at, Vec::new()).await?;
                Err(ServiceError::NotFound)
            }
        }
    }

    /// Notes a refused look. Outside the reach nothing tells which condition failed, not even the ledger's size.
    async fn note_refusal(
        &self,
        person: PersonId,
        LookedAt { operation, item }: LookedAt,
        failed: Vec<Condition>,
    ) -> Result<(), ServiceError> {
        let entry = Entry::refused(self.actor.clone(), operation, item, person, failed, &self.request);
        Ok(self.service.ledger().record(vec![entry]).await?)
    }

    /// Notes that the policy withheld an item of a person who may be seen.
    pub(crate) async fn note_withheld(&self, grant: &Grant, looked_at: LookedAt) -> Result<(), ServiceError> {
        let entry = self.granted(grant, looked_at).with(Outcome::Refused);
        Ok(self.service.ledger().record(vec![entry]).await?)
    }

    /// Notes the look, then opens its seal.
    ///
    /// # Errors
    /// [`ServiceError::Ledger`]; then nothing was opened.
    pub(crate) async fn release<T>(
        &self,
        grant: &Grant,
        looked_at: impl Into<LookedAt>,
        sealed: Sealed<T>,
    ) -> Result<Disclosed<T>, ServiceError> {
        let entry = self.granted(grant, looked_at.into());
        Ok(self.service.ledger().release(vec![entry], sealed).await?)
    }

    pub(crate) fn granted(&self, grant: &Grant, LookedAt { operation, item }: LookedAt) -> Entry {
        Entry::granted(self.actor.clone(), operation, item, grant, &self.request)
    }

    /// What the policy left, or its refusal, which is noted.
    pub(crate) async fn or_withheld<T>(
        &self,
        grant: &Grant,
        looked_at: Operation,
        judged: Disclosed<Result<T, DocumentRefusal>>,
    ) -> Result<Disclosed<T>, ServiceError> {
        match judged.transpose() {
            Ok(kept) => Ok(kept),
            Err(refusal) => {
                self.note_withheld(grant, looked_at.into()).await?;
                Err(ServiceError::Withheld(Box::new(refusal)))
            }
        }
    }

    pub(crate) fn rules(&self) -> Result<Rules, ServiceError> {
        let today = self.service.today();
        let policy = self.viewer.policy(today)?;
        Ok(Rules {
            policy,
            today,
            pace: Arc::default(),
        })
    }
}
