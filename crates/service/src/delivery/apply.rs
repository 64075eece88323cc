//! Applying a file: its rows go in, in batches, with what was found; a bad row is named and stops nothing else; the same
//! file applied again changes nothing. The ledger holds that it begins before its first row can be there.

use std::io::{Read, Seek};

use chrono::{DateTime, Utc};
use domain::audit::{Item, Operation, Outcome};
use domain::delivery::{DeliveryCounts, DeliveryState, Finding};
use persistence::{Entry, StoreError, Tx};

use crate::access::change::if_done;
use crate::delivery::items::Manner;
use crate::delivery::pass::Pass;
use crate::delivery::receive::{Reading, Received};
use crate::delivery::report::{DeliveryError, DeliveryReport, Observer};
use crate::error::ServiceError;
use crate::setup::operator::Operator;

impl Operator {
    /// Takes a file in. What is found is kept with the delivery, also of a file that is refused.
    ///
    /// # Errors
    /// If the file as a whole cannot be taken in. Batches before an interruption stay; applying it again completes it.
    pub fn apply<R: Read + Seek>(
        &self,
        mut received: Received<R>,
        reading: &Reading,
        observer: &mut dyn Observer,
    ) -> Result<DeliveryReport, DeliveryError> {
        Pass::new(self.service(), &received, self.actor(), Manner::Applying, observer).run(&mut received, reading)
    }
}

impl Pass<'_> {
    /// Notes that rows may go in from here on. An older file than the newest of its feed is noted as refused, in the same
    /// transaction, so that two at a time cannot pass each other; then the day of the newest is answered.
    pub(super) fn note_beginning(&mut self, reading: &Reading) -> Result<Option<DateTime<Utc>>, DeliveryError> {
        let work = |tx: &mut Tx<'_>| {
            let newest = tx.newest_delivery(self.delivery.feed)?;
            let newer = self.newer(newest, reading);
            match newer {
                None => tx.add_delivery(&self.delivery, self.about.now)?,
                Some(newest) => {
                    let finding = Finding::of_file(&self.about.file, self.older(newest));
                    self.add_refused(tx, &[finding])?;
                }
            }
            Ok(newer)
        };
        let tell = |newer: Result<&Option<DateTime<Utc>>, &StoreError>| match newer {
            Ok(None) => vec![self.entry(Operation::BeginImport, Outcome::Done)],
            Ok(Some(_)) => vec![self.entry(Operation::Import, Outcome::Failed)],
            Err(_) => Vec::new(),
        };
        let service = self.service;
        let newer = service.tenant().write_noted_here(service.ledger(), work, tell);
        Ok(newer.map_err(ServiceError::from)?)
    }

    /// Notes a file that was refused as a whole, with what was found.
    pub(super) fn note_refusal(&mut self) -> Result<(), ServiceError> {
        let tell = if_done(vec![self.entry(Operation::Import, Outcome::Failed)]);
        let service = self.service;
        let work = |tx: &mut Tx<'_>| self.add_refused(tx, &self.pending);
        Ok(service.tenant().write_noted_here(service.ledger(), work, tell)?)
    }

    /// Notes the end.
    pub(super) fn finish(&mut self) -> Result<(), DeliveryError> {
        // A file of which no row came in brings nothing, so it does not make its feed look fresh.
        let (state, outcome) = match self.delivery.counts.tally.rows() {
            0 => (DeliveryState::Refused, Outcome::Failed),
            _ => (DeliveryState::Applied, Outcome::Done),
        };
        let tell = if_done(vec![self.entry(Operation::Import, outcome)]);
        let service = self.service;
        let work = |tx: &mut Tx<'_>| self.keep(tx, &self.pending, state, &self.delivery.counts);
        let done = service.tenant().write_noted_here(service.ledger(), work, tell);
        done.map_err(ServiceError::from)?;
        service.viewers().forget_all();
        Ok(())
    }

    /// Keeps what was found since the last time, as far as there is room, and what came of the file until now.
    pub(super) fn keep(
        &self,
        tx: &mut Tx<'_>,
        told: &[Finding],
        state: DeliveryState,
        counts: &DeliveryCounts,
    ) -> Result<(), StoreError> {
        let room = usize::try_from(self.room(told.len())).unwrap_or(usize::MAX);
        tx.add_findings(self.delivery.id, self.kept, told.get(..room).unwrap_or(told))?;
        tx.update_delivery(self.delivery.id, state, counts, self.service.now())
    }

    fn add_refused(&self, tx: &mut Tx<'_>, findings: &[Finding]) -> Result<(), StoreError> {
        let mut delivery = self.delivery.clone();
        delivery.state = DeliveryState::Refused;
        delivery.counts.findings = delivery.counts.findings.max(findings.len() as u64);
        tx.add_delivery(&delivery, self.about.now)?;
        tx.add_findings(delivery.id, 0, findings)
    }

    /// The file's entry in the ledger.
    fn entry(&self, operation: Operation, outcome: Outcome) -> Entry {
        let item = Item::Delivery {
            id: self.delivery.id,
            feed: self.delivery.feed,
        };
        Entry::act(self.actor.clone(), operation, item, outcome, "")
    }
}
