//! One look at one person: read on one snapshot, decide the five conditions, note a refusal.

use domain::audit::{Item, Operation, Outcome};
use domain::disclosure::{Condition, DocumentRefusal, Facts, Grant, decide};
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

impl<R> Allowed<R> {
    /// Reads a person and whatever `more` says on one snapshot, and decides.
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
        let office = self.viewer.office()?.office_number;
        let (reach, more) = self
            .service
            .tenant()
            .read(move |tx| Ok((tx.person_in_reach(person, office)?, more(tx)?)))
            .await?;
        let (grant, reach) = self.decide(person, reach, looked_at.into()).await?;
        Ok(Look { grant, reach, more })
    }

    /// Reads a person alone, in a single statement, and decides.
    ///
    /// # Errors
    /// As [`Allowed::look`].
    pub(crate) async fn look_at_head(&self, person: PersonId, looked_at: Operation) -> Result<Look<()>, ServiceError> {
        let office = self.viewer.office()?.office_number;
        let reach = self
            .service
            .tenant()
            .read_one(move |tx| tx.person_in_reach(person, office))
            .await?;
        let (grant, reach) = self.decide(person, reach, looked_at.into()).await?;
        Ok(Look { grant, reach, more: () })
    }

    async fn decide(
        &self,
        person: PersonId,
        reach: Option<PersonInReach>,
        looked_at: LookedAt,
    ) -> Result<(Grant, PersonInReach), ServiceError> {
        let Some(reach) = reach else {
            self.note_refusal(person, looked_at, Vec::new()).await?;
            return Err(ServiceError::NotFound);
        };
        let facts = Facts {
            viewer: self.viewer.facts()?,
            person: reach.person.facts,
            consents: reach.consents.clone(),
            assignments: reach.assignments.clone(),
        };
        match decide(&facts, self.service.today()) {
            Ok(grant) => Ok((grant, reach)),
            Err(refusal) if refusal.within_reach => {
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

    fn granted(&self, grant: &Grant, LookedAt { operation, item }: LookedAt) -> Entry {
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
        Ok(Rules { policy, today })
    }
}
