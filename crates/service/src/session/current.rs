//! A session once it has begun: locking and unlocking, the password again, signing out. What its user sees of it is in
//! `view`.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::account::AccountStatus;
use domain::audit::{Operation, Outcome};
use domain::id::SessionId;
use persistence::{Entry, StoreError, Tx};

use crate::access::acting::check_session;
use crate::access::present::Presented;
use crate::access::service::Service;
use crate::access::viewer::Viewer;
use crate::error::{ServiceError, SignInError};
use crate::session::attempt::Attempt;
use crate::session::password::Secret;
use crate::session::pause::Purpose;
use crate::session::view::SessionView;

/// How long a session lasts without any use: so long after its last token it can still be renewed or locked.
pub const SESSION_IDLE: Duration = Duration::minutes(15);

/// What is done to a session.
type Step = fn(&mut Tx<'_>, SessionId, DateTime<Utc>) -> Result<(), StoreError>;

impl Service {
    /// Locks the session: nothing more is answered until the password comes again.
    ///
    /// # Errors
    /// If the session is over.
    pub async fn lock(&self, presented: &Presented) -> Result<(), ServiceError> {
        let viewer = self.present(presented).await?;
        self.change_session(&viewer, Operation::Lock, &presented.request, |tx, session, now| {
            tx.set_session_lock(session, Some(now))
        })
        .await
    }

    /// Opens a locked session with its user's password. Failures count like failed log-ins.
    ///
    /// # Errors
    /// [`SignInError::Refused`] for a wrong password or during a pause.
    pub async fn unlock(&self, presented: &Presented, password: Secret) -> Result<SessionView, ServiceError> {
        let viewer = self.present(presented).await?;
        let step: Step = |tx, session, now| {
            tx.confirm_session(session, now)?;
            tx.set_session_lock(session, None)
        };
        self.with_password(&viewer, password, Operation::Unlock, &presented.request, step)
            .await?;
        self.session(presented).await
    }

    /// Takes the password again, so that for some minutes steps may be taken that ask for it. Failures count like failed
    /// log-ins.
    ///
    /// # Errors
    /// [`SignInError::Refused`] for a wrong password or during a pause.
    pub async fn confirm(&self, presented: &Presented, password: Secret) -> Result<SessionView, ServiceError> {
        let viewer = self.live(presented).await?;
        let step: Step = |tx, session, now| tx.confirm_session(session, now);
        self.with_password(&viewer, password, Operation::Confirm, &presented.request, step)
            .await?;
        self.session(presented).await
    }

    /// Keeps a session in use; locked ones stay locked.
    ///
    /// # Errors
    /// If the session is over or the device is refused.
    pub async fn renew(&self, presented: &Presented) -> Result<SessionView, ServiceError> {
        let viewer = self.present(presented).await?;
        let (session, now) = (viewer.session.id, self.now());
        let renewed = self.tenant().write(move |tx| tx.renew_session(session, now)).await;
        match renewed {
            Err(StoreError::NotFound) => Err(ServiceError::SessionEnded),
            other => {
                other?;
                self.view(&viewer).await
            }
        }
    }

    /// Does something to a session of whoever gives the right password, and notes it. What was judged before the password
    /// was hashed is judged again with it.
    async fn with_password(
        &self,
        viewer: &Viewer,
        password: Secret,
        operation: Operation,
        request: &str,
        step: Step,
    ) -> Result<(), ServiceError> {
        let (session, account, device) = (viewer.session.id, viewer.account.id, viewer.device.id);
        let login = self.tenant().vault().login_hash(viewer.account.login_id.as_str())?;
        let attempt = self
            .count_attempt(login, viewer.device.fingerprint, Purpose::Again, move |tx| {
                Ok((tx.device(device)?, Some(tx.credentials_of(account)?)))
            })
            .await?;
        let attempt = Arc::new(attempt);
        if self.is_right(&attempt, password).await? {
            self.window(operation);
            let (judged, now) = (Arc::clone(&attempt), self.now());
            let work = move |tx: &mut Tx<'_>| match may_go_on(tx, &judged, session, operation, now)? {
                true => {
                    judged.take_back(tx, now)?;
                    step(tx, session, now).map(|()| true)
                }
                false => Ok(false),
            };
            let entry = Entry::act(viewer.actor(), operation, None, Outcome::Done, request);
            let tell = move |answer: Result<&bool, &StoreError>| match answer {
                Ok(true) => vec![entry.clone()],
                Ok(false) | Err(_) => Vec::new(),
            };
            let done = self.tenant().write_noted(self.ledger(), work, tell).await;
            self.viewers().forget_of(viewer.account.organization);
            if self.acted(&attempt, done).await? {
                return Ok(());
            }
        }
        self.note_refused(&attempt, request).await?;
        Err(SignInError::Refused.into())
    }

    /// Changes somebody's own session, which leaves its entry.
    async fn change_session(
        &self,
        viewer: &Viewer,
        operation: Operation,
        request: &str,
        step: Step,
    ) -> Result<(), ServiceError> {
        let entry = Entry::act(viewer.actor(), operation, None, Outcome::Done, request);
        let (session, now) = (viewer.session.id, self.now());
        self.window(operation);
        let work = move |tx: &mut Tx<'_>| {
            let known = tx.session(session)?;
            if let Err(refused) = check_session(&known, &tx.device(known.device)?, now) {
                return Ok(Err(refused));
            }
            step(tx, session, now).map(Ok)
        };
        let tell = move |answer: Result<&Result<(), ServiceError>, &StoreError>| match answer {
            Ok(Ok(())) => vec![entry.clone()],
            Ok(Err(_)) | Err(_) => Vec::new(),
        };
        let changed = self.tenant().write_noted(self.ledger(), work, tell).await;
        self.viewers().forget_of(viewer.account.organization);
        changed?
    }

    /// Ends the session everywhere; ending one that is over is no error.
    ///
    /// # Errors
    /// If the database or the ledger cannot be written.
    pub async fn sign_out(&self, presented: &Presented) -> Result<(), ServiceError> {
        let viewer = match self.present(presented).await {
            Err(ServiceError::SessionEnded) => return Ok(()),
            other => other?,
        };
        let step: Step = |tx, session, now| tx.end_session(session, now);
        match self
            .change_session(&viewer, Operation::SignOut, &presented.request, step)
            .await
        {
            Err(ServiceError::SessionEnded) => Ok(()),
            other => other,
        }
    }
}

/// Judges again, in the transaction that goes on with a session, whether it may: the attempt and the session. A locked one
/// is opened by unlocking alone.
fn may_go_on(
    tx: &mut Tx<'_>,
    judged: &Attempt,
    session: SessionId,
    operation: Operation,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let Some(account) = judged.judged_again(tx, now)? else {
        return Ok(false);
    };
    let session = tx.session(session)?;
    let alive = session.ended_at.is_none() && now < session.expires_at;
    let open = session.locked_at.is_none() || operation == Operation::Unlock;
    // The session itself is the one log-in of provisional credentials; a locked screen does not lose it.
    let in_use = matches!(account.status, AccountStatus::Active | AccountStatus::Provisional);
    Ok(alive && open && in_use)
}
