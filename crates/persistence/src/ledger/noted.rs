//! No change without its entry: a unit of writes is committed only after the ledger holds what it will say of it. The other
//! order would lose the entry of a change whenever the ledger, the process or the caller ended in between.

use std::cell::RefCell;

use domain::audit::Outcome;

use crate::ledger::append::Ledger;
use crate::ledger::entry::Entry;
use crate::store::error::{LedgerFailed, StoreError};
use crate::store::tenant::Tenant;
use crate::store::transaction::Tx;

impl Tenant {
    /// [`Tenant::write`] with the entries of the ledger that `tell` makes of its answer. They are durable before the unit
    /// is committed; if they cannot be, the unit is rolled back. Entries of an error are durable before it is answered.
    ///
    /// An entry without its change is possible (the commit fails, the process ends): then, if it still can be, an entry
    /// with the same request and outcome [`Outcome::Failed`] follows. A change without its entry is not.
    ///
    /// On SQLite the write lock of the data is held while the ledger writes, some milliseconds. The ledger never waits for
    /// that lock: it has a thread, a connection and (there) a file of its own, so the two cannot wait for each other. `work`
    /// itself must not wait for the ledger.
    ///
    /// # Errors
    /// As [`Tenant::write`]; [`StoreError::Ledger`] if the ledger could not be written, and nothing is then kept.
    pub async fn write_noted<T, F, G>(&self, ledger: &Ledger, work: F, tell: G) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
        G: Fn(Result<&T, &StoreError>) -> Vec<Entry> + Send + 'static,
    {
        let ledger = ledger.clone();
        self.run_blocking(move |tenant| tenant.write_noted_here(&ledger, work, tell))
            .await
    }

    /// [`Tenant::write_noted`] on the caller's thread, for command-line work.
    ///
    /// # Errors
    /// As [`Tenant::write_noted`].
    pub fn write_noted_here<T>(
        &self,
        ledger: &Ledger,
        work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError>,
        tell: impl Fn(Result<&T, &StoreError>) -> Vec<Entry>,
    ) -> Result<T, StoreError> {
        // What the ledger holds of this unit. A second attempt after a conflict says the same thing again as a rule, and
        // then one entry is enough.
        let noted = RefCell::new(Vec::new());
        let answer = self.write_here(|tx| {
            let answer = work(tx)?;
            let told = tell(Ok(&answer));
            note(ledger, &mut noted.borrow_mut(), told)?;
            Ok(answer)
        });
        let error = match answer {
            Err(error) => error,
            done => return done,
        };
        if matches!(error, StoreError::Ledger(_)) {
            return Err(error);
        }
        let mut entries = taken_back(&noted.borrow());
        if entries.is_empty() {
            entries = tell(Err(&error));
        }
        record(ledger, entries)?;
        Err(error)
    }
}

/// Brings the ledger from what it holds of a unit to what is to be told of it.
fn note(ledger: &Ledger, noted: &mut Vec<Entry>, told: Vec<Entry>) -> Result<(), StoreError> {
    if *noted == told {
        return Ok(());
    }
    let mut entries = taken_back(noted);
    entries.extend(told.iter().cloned());
    match record(ledger, entries) {
        Ok(()) => *noted = told,
        Err(failed) => {
            if matches!(failed, StoreError::Ledger(LedgerFailed::Late)) {
                // It may still be written, but the unit is rolled back: then this follows.
                ledger.take_back(taken_back(&told));
            }
            return Err(failed);
        }
    }
    Ok(())
}

fn record(ledger: &Ledger, entries: Vec<Entry>) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    Ok(ledger.record_here(entries)?)
}

fn taken_back(noted: &[Entry]) -> Vec<Entry> {
    let failed = noted.iter().cloned().map(|entry| entry.with(Outcome::Failed));
    failed.collect()
}
