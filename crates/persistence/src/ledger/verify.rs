//! The check of the whole ledger: every commitment, every hash, every stream, both tables held against each other in both
//! directions, the SQLite files, and what was noted of a stream outside the database. Nothing is written by it. Whoever
//! changed an entry behind the product's back is found here; what entries mean is left to those who read them.
//!
//! What it cannot see: a change by somebody who makes the whole chain anew and what is noted outside as well. Only a witness
//! that this machine cannot write to sees that.

mod stream;
mod tables;

use std::path::Path;

use domain::insurer::InsurerNumber;
use domain::record::VerifyReport;

use crate::ledger::verify::stream::Check;
use crate::ledger::verify::tables::{insurers, streams};
use crate::ledger::{wal, witness};
use crate::store::conn::Conn;
use crate::store::connection::{Connector, Target};
use crate::store::dialect::frame::{self, Access};
use crate::store::dialect::session::integrity;
use crate::store::error::StoreError;
use crate::store::tenant::Tenant;

impl Tenant {
    /// Checks every stream of this insurer.
    ///
    /// # Errors
    /// If the database cannot be read; what does not fit is in the report.
    pub fn verify_ledger(&self) -> Result<VerifyReport, StoreError> {
        self.read_ledger_here(|tx| {
            let mut report = VerifyReport::default();
            verify_insurer(tx.conn, self.insurer(), &mut report)?;
            Ok(report)
        })
    }
}

/// Checks the ledger of every insurer in a database, which is opened for reading only: with the files in which SQLite keeps
/// it, and with what `witness` holds of its streams.
///
/// # Errors
/// If the database cannot be opened; what does not fit is in the report.
pub fn verify_ledger(target: &Target, witness: &Path) -> Result<VerifyReport, StoreError> {
    let mut report = VerifyReport::default();
    for file in [target.clone(), target.ledger()] {
        // Before anybody opens it: whatever SQLite holds to be damaged it leaves out without a word.
        if let Target::Sqlite(path) = file {
            report.faults.extend(wal::faults(&path)?);
        }
    }
    let mut conn = Connector::open_to_read(&target.ledger())?;
    report.faults.extend(integrity(&mut conn)?);
    frame::begin(&mut conn, Access::Read)?;
    let checked = verify_all(&mut conn, witness, &mut report);
    frame::rollback(&mut conn)?;
    match checked {
        Err(StoreError::Database(error)) => report
            .faults
            .push(format!("the ledger cannot be read to its end: {error}")),
        other => other?,
    }
    Ok(report)
}

fn verify_all(conn: &mut Conn, witness: &Path, report: &mut VerifyReport) -> Result<(), StoreError> {
    for text in insurers(conn)? {
        let Ok(insurer) = text.parse() else {
            report.faults.push(format!("{text:?} is no insurer's number"));
            continue;
        };
        let mut own = VerifyReport::default();
        verify_insurer(conn, insurer, &mut own)?;
        report.streams += own.streams;
        report.entries += own.entries;
        report.without_details += own.without_details;
        let faults = own.faults.iter();
        report.faults.extend(faults.map(|fault| format!("{insurer} {fault}")));
    }
    for noted in witness::all(witness)? {
        if let Some(fault) = noted.fault_in(conn)? {
            report
                .faults
                .push(format!("{} {}: {fault}", noted.insurer, noted.stream));
        }
    }
    Ok(())
}

fn verify_insurer(conn: &mut Conn, insurer: InsurerNumber, report: &mut VerifyReport) -> Result<(), StoreError> {
    let mut checks = Vec::new();
    for stream in streams(conn, insurer)? {
        report.streams += 1;
        checks.push(Check::of(conn, insurer, stream)?);
    }
    // An erasure in one stream covers entries of all of them.
    let erased = checks.iter().filter_map(|check| check.erased_before).max();
    for check in checks {
        check.report(erased, report);
    }
    Ok(())
}
