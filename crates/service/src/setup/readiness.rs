//! What an operator and a load balancer ask of a node: whether it can serve.

use std::time::Duration;

use domain::insurer::PermitWord;
use fence::Lacking;
use persistence::{StoreError, Tx};

use crate::access::service::Service;
use crate::error::ServiceError;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether this machine has the fonts for the city's letters; to be asked at start, so that nobody finds out at the first one.
///
/// # Errors
/// [`ServiceError::Notice`], naming what is missing.
pub fn check_fonts() -> Result<(), ServiceError> {
    Ok(notice::check_fonts()?)
}

impl Service {
    /// How words for people name the insurer, and what it calls a permit.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn called(&self) -> Result<(String, PermitWord), ServiceError> {
        let known = |tx: &mut Tx<'_>| Ok((tx.insurer_name()?.ok_or(StoreError::NotFound)?, tx.insurer_rules()?));
        let (name, rules) = self.tenant().read(known).await?;
        Ok((rules.called(&name), rules.permit_word))
    }

    /// Whether pages of documents can be drawn on this machine, tried out on one, and what its kernel lacks for the fence in
    /// which that is done; to be asked at start.
    ///
    /// # Errors
    /// [`ServiceError::Page`], naming what is missing.
    pub fn check_drawing(&self) -> Result<Vec<Lacking>, ServiceError> {
        Ok(self.drawing().check()?)
    }

    /// Whether the database answers in time, its disk is sound, and the ledger can be written and keeps nobody waiting.
    ///
    /// # Errors
    /// What is wrong, for the operator.
    pub async fn ready(&self) -> Result<(), ServiceError> {
        self.tenant().check_disk()?;
        if !self.ledger().is_writable() {
            return Err(ServiceError::Ledger);
        }
        let asked = self.tenant().read_one(|tx| tx.insurer_name());
        let answer = tokio::time::timeout(PATIENCE, asked).await;
        let name = answer.map_err(|_| ServiceError::Unavailable("the database does not answer".to_owned()))??;
        name.ok_or(ServiceError::NotFound)?;
        Ok(())
    }
}
