//! A session once it has begun: locking and unlocking, the password again, signing out. What its user sees of it is in
//! `view`.

use chrono::Duration;
use domain::account::AccountStatus;
use domain::audit::{Operation, Outcome};
use persistence::{Entry, StoreError, Tx};

use crate::access::change::if_done;
use crate::access::present::Presented;
use crate::access::service::Service;
use crate::access::viewer::Viewer;
use crate::error::{ServiceError, SignInError};
use crate::session::password::Secret;
use crate::session::sign_in::{as_kept, is_paused};
use crate::session::view::SessionView;

/// How long a session lasts without any use: so long after its last token it can still be renewed or locked.
pub const SESSION_IDLE: Duration = Duration::minutes(15);

impl Service {
    /// Locks the session: nothing more is answered until the password comes again.
    ///
    /// # Errors
    /// If the session is over.
    pub async fn lock(&self, presented: &Presented) -> Result<(), ServiceError> {
        let viewer = self.present(presented).await?;
        let (session, now) = (viewer.session.id, self.now());
        self.change_session(&viewer, Operation::Lock, &presented.request, move |tx| {
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
        self.check_password(&viewer, password, &presented.request).await?;
        let (session, login, now) = (viewer.session.id, viewer.account.login_id.clone(), self.now());
        self.change_session(&viewer, Operation::Unlock, &presented.request, move |tx| {
            tx.clear_sign_in_failures(&login)?;
            tx.confirm_session(session, now)?;
            tx.set_session_lock(session, None)
        })
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
        self.check_password(&viewer, password, &presented.request).await?;
        let (session, login, now) = (viewer.session.id, viewer.account.login_id.clone(), self.now());
        self.change_session(&viewer, Operation::Confirm, &presented.request, move |tx| {
            tx.clear_sign_in_failures(&login)?;
            tx.confirm_session(session, now)
        })
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
        self.tenant().write(move |tx| tx.renew_session(session, now)).await?;
        Ok(self.view(&viewer))
    }

    /// Whether the password is the one of the session's user, who may still be here.
    async fn check_password(&self, viewer: &Viewer, password: Secret, request: &str) -> Result<(), ServiceError> {
        let (account, device, today) = (viewer.account.id, viewer.device.id, self.today());
        let (known, failures) = self
            .tenant()
            .read(move |tx| {
                let known = tx.credentials_of(account)?;
                let failures = tx.sign_in_failures(known.account.login_id.as_str(), device, today)?;
                Ok((known, failures))
            })
            .await?;
        let provisional = known.account.status == AccountStatus::Provisional;
        let password = as_kept(password, provisional);
        let fits = self.passwords().fits(password, Some(known.password_hash)).await?;
        // The session itself is the one log-in of provisional credentials; a locked screen does not lose it.
        let may = matches!(known.account.status, AccountStatus::Active | AccountStatus::Provisional);
        if fits && may && !is_paused(failures, self.now()) {
            return Ok(());
        }
        self.refuse_sign_in(&viewer.device, known.account.login_id.as_str(), failures, request)
            .await?;
        Err(SignInError::Refused.into())
    }

    /// Changes somebody's own session, which leaves its entry.
    async fn change_session(
        &self,
        viewer: &Viewer,
        operation: Operation,
        request: &str,
        work: impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(), ServiceError> {
        let entry = Entry::act(viewer.actor(), operation, None, Outcome::Done, request);
        let changed = self
            .tenant()
            .write_noted(self.ledger(), work, if_done(vec![entry]))
            .await;
        self.viewers().forget_of(viewer.account.organization);
        Ok(changed?)
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
        let (session, now) = (viewer.session.id, self.now());
        self.change_session(&viewer, Operation::SignOut, &presented.request, move |tx| {
            tx.end_session(session, now)
        })
        .await
    }
}
