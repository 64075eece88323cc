//! What an operator and a load balancer ask of a node: whether it can serve.

use crate::access::service::Service;
use crate::error::ServiceError;

/// Whether this machine has the fonts for watermarks on pages and for the city's letters; to be asked at start, so that
/// nobody finds out at the first page.
///
/// # Errors
/// [`ServiceError::Page`] or [`ServiceError::Notice`], naming what is missing.
pub fn check_fonts() -> Result<(), ServiceError> {
    paper::check_fonts()?;
    Ok(notice::check_fonts()?)
}

impl Service {
    /// Whether the database answers and the ledger can be written.
    ///
    /// # Errors
    /// What is wrong, for the operator.
    pub async fn ready(&self) -> Result<(), ServiceError> {
        let name = self.tenant().read_one(|tx| tx.insurer_name()).await?;
        name.ok_or(ServiceError::NotFound)?;
        if self.ledger().is_writable() {
            Ok(())
        } else {
            Err(ServiceError::Ledger)
        }
    }
}
