//! A certificate that was refused at the door, put into the ledger. How much is written is `certificate`'s to say.

use domain::audit::{Actor, Item, Operation, Outcome};
use persistence::Entry;

use crate::access::refused::certificate::RefusedCertificate;
use crate::access::service::Service;
use crate::error::ServiceError;

impl Service {
    /// Records that a certificate was refused, without waiting: nothing is disclosed to it. Of ours, each certificate and
    /// reason once in an hour and at most 32; of others, one an hour; what is beyond is counted and written with the
    /// first refusal of a later hour.
    ///
    /// # Errors
    /// [`ServiceError::Ledger`] if the ledger cannot be written; the certificate stays refused.
    pub fn record_refused_certificate(&self, refused: RefusedCertificate) -> Result<(), ServiceError> {
        let items = self.refused_certificates().note(refused, self.now());
        if items.is_empty() {
            return Ok(());
        }
        let entry = |item: Item| Entry::act(Actor::STRANGER, Operation::Connect, item, Outcome::Refused, "");
        Ok(self.ledger().record_soon(items.into_iter().map(entry).collect())?)
    }
}
