//! The check of the whole ledger, for the operator.

use std::path::Path;

use domain::record::VerifyReport;
use persistence::Target;

use crate::access::service::Service;
use crate::error::ServiceError;

/// Checks the ledger of every insurer in a database, which is only read: where it is kept, where a relative path of it begins,
/// and the folder in which it was noted what each stream had come to.
///
/// # Errors
/// If the database cannot be read.
pub fn verify_ledger(database: &str, folder: &Path, witness: &Path) -> Result<VerifyReport, ServiceError> {
    Ok(persistence::verify_ledger(
        &Target::parse(database).within(folder),
        witness,
    )?)
}

impl Service {
    /// Recomputes the whole ledger.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn verify_ledger(&self) -> Result<VerifyReport, ServiceError> {
        Ok(self.tenant().verify_ledger()?)
    }
}
