//! The check of the whole ledger, for the operator.

use persistence::VerifyReport;

use crate::access::service::Service;
use crate::error::ServiceError;

impl Service {
    /// Recomputes the whole ledger.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn verify_ledger(&self) -> Result<VerifyReport, ServiceError> {
        Ok(self.tenant().verify_ledger()?)
    }
}
