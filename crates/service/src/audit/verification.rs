//! The check of the whole ledger, for the operator.

use crate::access::service::Service;
use crate::error::ServiceError;
use domain::record::VerifyReport;

impl Service {
    /// Recomputes the whole ledger.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn verify_ledger(&self) -> Result<VerifyReport, ServiceError> {
        Ok(self.tenant().verify_ledger()?)
    }
}
