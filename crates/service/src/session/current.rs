//! A session once it has begun: what its user sees of it, locking and unlocking, the password again, signing out.

use chrono::{DateTime, Duration, Utc};
use domain::account::{AccountStatus, Role};
use domain::audit::{Operation, Outcome};
use domain::calendar::day::Day;
use persistence::{Entry, StoreError, Tx};

use crate::access::change::if_done;
use crate::access::present::Presented;
use crate::access::service::Service;
use crate::access::viewer::Viewer;
use crate::enrolment::terms::Terms;
use crate::error::{ServiceError, SignInError};
use crate::session::password::Secret;
use crate::session::sign_in::{as_kept, is_paused};

/// How long the password given last opens steps that ask for it.
pub(crate) const CONFIRMED: Duration = Duration::minutes(5);

/// How long a session lasts without any use: so long after its last token it can still be renewed or locked.
pub const SESSION_IDLE: Duration = Duration::minutes(15);

/// Who is signed in, where, and until when.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// The user's name.
    pub account_name: String,
    /// Role.
    pub role: Role,
    /// The organization's name (the insurer's for city staff).
    pub organization_name: String,
    /// The office number; empty for city staff.
    pub office_number: String,
    /// The insurer's name.
    pub insurer_name: String,
    /// The device's label.
    pub device_label: String,
    /// When the user signed in the time before.
    pub last_sign_in_at: Option<DateTime<Utc>>,
    /// Whether it is locked.
    pub locked: bool,
    /// When it is over in any case.
    pub expires_at: DateTime<Utc>,
    /// The last day of the device's certificate.
    pub certificate_last_day: Day,
    /// Whether only the first-login set-up may be done.
    pub setup_required: bool,
    /// Whether the account is the insurer's own.
    pub city: bool,
    /// The terms of use to be accepted, while the set-up is to be done.
    pub terms: Option<Terms>,
    /// Until when the password given last opens steps that ask for it, if it still does.
    pub confirmed_until: Option<DateTime<Utc>>,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

impl Service {
    /// What the user sees of the session, locked or not.
    ///
    /// # Errors
    /// If the session is over or the device is refused.
    pub async fn session(&self, presented: &Presented) -> Result<SessionView, ServiceError> {
        let viewer = self.present(presented).await?;
        Ok(self.view(&viewer))
    }

    pub(crate) fn view(&self, viewer: &Viewer) -> SessionView {
        let office = viewer.organization.as_ref();
        let now = self.now();
        let setup_required = viewer.account.status == AccountStatus::Provisional;
        SessionView {
            account_name: viewer.account.name.clone(),
            role: viewer.account.role,
            organization_name: office.map_or_else(|| viewer.settings.name.clone(), |office| office.name.clone()),
            office_number: office
                .map(|office| office.office_number.to_string())
                .unwrap_or_default(),
            insurer_name: viewer.settings.name.clone(),
            device_label: viewer.device.label.clone(),
            last_sign_in_at: viewer.session.previous_sign_in_at,
            locked: viewer.session.locked_at.is_some(),
            expires_at: viewer.session.expires_at,
            certificate_last_day: Day::in_japan(viewer.device.valid_until),
            setup_required,
            city: viewer.account.organization.is_none(),
            terms: setup_required.then(|| self.terms()),
            confirmed_until: Some(viewer.session.confirmed_at + CONFIRMED).filter(|until| *until > now),
            now,
        }
    }

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
        let (session, now) = (viewer.session.id, self.now());
        self.change_session(&viewer, Operation::Unlock, &presented.request, move |tx| {
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
        let (session, now) = (viewer.session.id, self.now());
        self.change_session(&viewer, Operation::Confirm, &presented.request, move |tx| {
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
