//! Requests that may be sent again under the same key (`Idempotency-Key`): a change that was made once is not made again, and
//! its first answer is given again. A refusal changes nothing and is not remembered.

use chrono::Duration;
use domain::enrolment::device::CertificateFingerprint;
use persistence::{Claimed, RequestClaim, StoreError, Tx};

use crate::access::present::Presented;
use crate::access::service::Service;
use crate::error::ServiceError;

/// How long an answer without secrets is given again.
const PLAIN: Duration = Duration::hours(72);
/// How long one with secrets is.
const SECRET: Duration = Duration::minutes(10);

/// Who sends a request, as far as it is known before it is judged.
#[derive(Clone, Copy, Debug)]
pub enum Sender<'p> {
    /// Somebody signed in.
    SignedIn(&'p Presented),
    /// Nobody signed in, on this device.
    Device(CertificateFingerprint),
    /// Nobody that is known.
    Stranger,
}

/// What a request is known again by.
#[derive(Clone, Debug)]
pub struct Repeatable<'p> {
    /// Who sends it.
    pub sender: Sender<'p>,
    /// Method and address.
    pub route: String,
    /// The key that its sender chose.
    pub key: String,
    /// SHA-256 of its body.
    pub body_hash: [u8; 32],
}

/// What there is to do with a request that may be sent again.
pub enum Attempt {
    /// It is the first: these use cases mark what they change; its end is told to the claim.
    First(Service, Claim),
    /// It was answered already, with this.
    Answered(Vec<u8>),
    /// The key was used for something else.
    OtherBody,
    /// The first one is under way.
    UnderWay,
    /// The change was made; its answer can no longer be given.
    AnswerGone,
}

/// The first of its kind, until it is answered.
#[derive(Clone, Debug)]
pub struct Claim(RequestClaim);

impl Service {
    /// Claims the key of a request.
    ///
    /// # Errors
    /// If the sender's session is over or locked; if the database cannot be written.
    pub async fn claim_request(&self, repeatable: Repeatable<'_>) -> Result<Attempt, ServiceError> {
        let Repeatable {
            sender,
            route,
            key,
            body_hash,
        } = repeatable;
        let principal = match sender {
            Sender::SignedIn(presented) => format!("account {}", self.live(presented).await?.account.id),
            Sender::Device(certificate) => format!("device {certificate}"),
            Sender::Stranger => "stranger".to_owned(),
        };
        let claim = RequestClaim::new(self.tenant().vault(), &principal, &route, &key)?;
        let now = self.now();
        let work = move |tx: &mut Tx<'_>| tx.claim_request(&claim, &body_hash, now);
        Ok(match self.tenant().write(work).await {
            Ok(Claimed::First(claim)) => {
                let service = self.writing(self.tenant().under(&claim));
                Attempt::First(service, Claim(claim))
            }
            Ok(Claimed::Answered(answer)) => Attempt::Answered(answer),
            Ok(Claimed::OtherBody) => Attempt::OtherBody,
            // Two at the same moment: the other one was first.
            Ok(Claimed::UnderWay) | Err(StoreError::Conflict) => Attempt::UnderWay,
            Ok(Claimed::AnswerGone) => Attempt::AnswerGone,
            Err(error) => return Err(error.into()),
        })
    }

    /// Keeps the answer of a request that did what it asked for; one with secrets only for some minutes.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub async fn answered(&self, claim: Claim, answer: Vec<u8>, has_secrets: bool) -> Result<(), ServiceError> {
        let until = self.now() + if has_secrets { SECRET } else { PLAIN };
        let work = move |tx: &mut Tx<'_>| tx.answer_claim(&claim.0, &answer, until);
        Ok(self.tenant().write(work).await?)
    }

    /// Gives the key of a refused request back: nothing was changed.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub async fn refused(&self, claim: Claim) -> Result<(), ServiceError> {
        let work = move |tx: &mut Tx<'_>| tx.release_claim(&claim.0);
        Ok(self.tenant().write(work).await?)
    }
}
