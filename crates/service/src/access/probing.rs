//! Somebody who asks again and again for what is not there, put into the ledger. When that is, and how often it is written, is for
//! whoever counts requests to say.

use domain::audit::{Operation, Outcome};
use persistence::Entry;

use crate::access::present::Presented;
use crate::access::service::Service;
use crate::error::ServiceError;

impl Service {
    /// Records it.
    ///
    /// # Errors
    /// If the session is over, or the ledger cannot be written.
    pub async fn note_probing(&self, presented: &Presented) -> Result<(), ServiceError> {
        let viewer = self.present(presented).await?;
        let (actor, request) = (viewer.actor(), &presented.request);
        let entry = Entry::act(actor, Operation::ProbeIds, None, Outcome::Refused, request);
        self.ledger().record(vec![entry]).await?;
        Ok(())
    }
}
