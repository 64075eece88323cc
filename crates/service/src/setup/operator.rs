//! What is done on the command line: by the operator, who has no account and is known by the command. How it is done and
//! noted is here, what is done in the files beside; the enrolment pages do the same for offices.

pub(crate) mod account;
mod city;
pub(crate) mod device;
mod insurer;
mod organization;

use chrono::{DateTime, Utc};
use domain::audit::{Actor, Command, Item, Operation, Outcome};
use domain::id::OrganizationId;
use persistence::{Entry, Ledger, StoreError, Tenant, Tx};

use crate::access::change::Act;
use crate::access::service::Service;
use crate::error::ServiceError;

/// Somebody at the machine on which the program runs, and the use cases of the command line. What is done leaves an entry
/// that names the command.
pub struct Operator {
    service: Service,
    actor: Actor,
}

impl Service {
    /// The use cases of the command line, for the command that was given.
    pub fn operator(&self, command: Command) -> Operator {
        Operator {
            service: self.clone(),
            actor: Actor::Operator { command },
        }
    }
}

impl Operator {
    /// The service on which the command runs.
    pub fn service(&self) -> &Service {
        &self.service
    }

    pub(crate) fn actor(&self) -> &Actor {
        &self.actor
    }

    fn tenant(&self) -> &Tenant {
        self.service.tenant()
    }

    fn ledger(&self) -> &Ledger {
        self.service.ledger()
    }

    fn now(&self) -> DateTime<Utc> {
        self.service.now()
    }

    /// Notes that so many things were looked at.
    fn noted(&self, operation: Operation, found: usize) -> Result<(), ServiceError> {
        let act = Act::new(operation, Item::count(found));
        self.ledger().record_here(vec![self.done(act)])?;
        Ok(())
    }

    /// A change made on the machine: one unit with its entry, without which it is not made.
    pub(crate) fn change_here<T>(
        &self,
        act: Act,
        work: impl Fn(&mut Tx<'_>) -> Result<Result<T, ServiceError>, StoreError>,
    ) -> Result<T, ServiceError> {
        self.change_here_telling(work, move |_| act.clone())
    }

    /// [`Self::change_here`] of something whose owner, who finds it in its record, is only found out by doing it.
    pub(crate) fn change_here_of(
        &self,
        act: Act,
        work: impl Fn(&mut Tx<'_>) -> Result<Result<Option<OrganizationId>, ServiceError>, StoreError>,
    ) -> Result<(), ServiceError> {
        self.change_here_telling(work, move |organization| act.clone().concerning(*organization))?;
        Ok(())
    }

    /// [`Self::change_here`] with an entry that depends on its answer.
    pub(crate) fn change_here_telling<T>(
        &self,
        work: impl Fn(&mut Tx<'_>) -> Result<Result<T, ServiceError>, StoreError>,
        done: impl Fn(&T) -> Act,
    ) -> Result<T, ServiceError> {
        let tell = |answer: Result<&Result<T, ServiceError>, &StoreError>| match answer {
            Ok(Ok(answer)) => vec![self.done(done(answer))],
            Ok(Err(_)) | Err(_) => Vec::new(),
        };
        let changed = self.tenant().write_noted_here(self.ledger(), work, tell);
        let concerned = match &changed {
            Ok(Ok(answer)) => done(answer).concerning,
            Ok(Err(_)) | Err(_) => None,
        };
        match concerned {
            Some(organization) => self.service.viewers().forget_of(Some(organization)),
            None => self.service.viewers().forget_all(),
        }
        changed?
    }

    /// The entry of an act that was done.
    fn done(&self, act: Act) -> Entry {
        act.entry(self.actor.clone(), Outcome::Done, "")
    }
}
