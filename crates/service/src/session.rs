//! Signing in, locking, unlocking, signing out.

use chrono::{DateTime, Duration, Utc};
use domain::account::{AccountStatus, LoginId, Role};
use domain::day::Day;
use domain::device::CertificateFingerprint;
use domain::id::SessionId;
use persistence::{
    AccountRecord, Credentials, DeviceRecord, Entry, NewSession, Outcome, SignInFailures, StoreError, Who, fresh_id,
};

use crate::Service;
use crate::allowed::Presented;
use crate::error::{ServiceError, SignInError};
use crate::password::Secret;
use crate::terms::Terms;
use crate::viewer::{Viewer, check_device};

/// A session ends after this in any case.
const ABSOLUTE: Duration = Duration::hours(8);
/// Failures in a row, per login ID and device, after which log-in pauses.
const PAUSE_AFTER: u32 = 5;
/// How long it pauses.
const PAUSE: Duration = Duration::minutes(15);
/// After each failure the next attempt counts only after this.
const BACK_OFF: Duration = Duration::seconds(1);
/// How long the password given last opens steps that ask for it.
pub(crate) const CONFIRMED: Duration = Duration::minutes(5);
/// Failures of one login ID on one day, on any device.
const A_DAY: u32 = 100;

/// A session that has just begun.
#[derive(Debug)]
pub struct SignedIn {
    /// Its id, for the token.
    pub session: SessionId,
    /// What the user sees of it.
    pub view: SessionView,
}

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

/// What is known when a log-in is judged.
struct Attempt {
    device: DeviceRecord,
    failures: SignInFailures,
    credentials: Option<Credentials>,
}

impl Service {
    /// Begins a session for a login ID and password on the device behind the certificate.
    ///
    /// # Errors
    /// [`ServiceError::DeviceRefused`], or [`SignInError::Refused`] for everything else, after the same work.
    pub async fn sign_in(
        &self,
        certificate: CertificateFingerprint,
        login_id: &str,
        password: Secret,
        request: &str,
    ) -> Result<SignedIn, ServiceError> {
        let attempt = self.attempt(certificate, login_id, request).await?;
        let stored = attempt.credentials.as_ref().map(|known| known.password_hash.clone());
        let fits = self.passwords().fits(password, stored).await?;
        let now = self.now();
        match attempt.credentials {
            Some(Credentials { account, .. })
                if fits && may_begin(&account, &attempt.device) && !is_paused(attempt.failures, now) =>
            {
                self.begin(account, attempt.device, login_id, request).await
            }
            _ => {
                self.refuse_sign_in(attempt.device, login_id, attempt.failures, request)
                    .await
            }
        }
    }

    async fn attempt(
        &self,
        certificate: CertificateFingerprint,
        login_id: &str,
        request: &str,
    ) -> Result<Attempt, ServiceError> {
        let login = login_id.to_owned();
        let today = self.today();
        let found = self
            .store()
            .read(move |tx| {
                let device = tx.device_by_certificate(certificate)?;
                let failures = tx.sign_in_failures(&login, device.id, today)?;
                let credentials = match login.parse::<LoginId>() {
                    Ok(login) => match tx.credentials(&login) {
                        Err(StoreError::NotFound) => None,
                        other => Some(other?),
                    },
                    Err(_) => None,
                };
                Ok(Attempt {
                    device,
                    failures,
                    credentials,
                })
            })
            .await;
        let refused = match found {
            Ok(attempt) => match check_device(&attempt.device, self.now()) {
                Ok(()) => return Ok(attempt),
                Err(_) => Some(attempt.device.id),
            },
            Err(StoreError::NotFound) => None,
            Err(other) => return Err(other.into()),
        };
        let who = Who {
            account: None,
            role: None,
            organization: None,
            device: refused,
            session: None,
        };
        let entry = Entry::act(
            who,
            "sign-in",
            format!("certificate {certificate}"),
            Outcome::Refused,
            request,
        );
        self.ledger().record(vec![entry]).await?;
        Err(ServiceError::DeviceRefused)
    }

    async fn begin(
        &self,
        account: AccountRecord,
        device: DeviceRecord,
        login_id: &str,
        request: &str,
    ) -> Result<SignedIn, ServiceError> {
        let now = self.now();
        let login: LoginId = login_id.parse().map_err(|_| SignInError::Refused)?;
        let new = NewSession {
            id: fresh_id(),
            account: account.id,
            device: device.id,
            created_at: now,
            expires_at: now + ABSOLUTE,
            previous_sign_in_at: account.last_sign_in_at,
        };
        let session = new.id;
        self.store()
            .write(move |tx| {
                tx.note_sign_in(new.account, &login, now)?;
                tx.create_session(new.clone())
            })
            .await?;
        let presented = Presented {
            certificate: device.fingerprint,
            session,
            request: request.to_owned(),
        };
        let viewer = self.present(&presented).await?;
        self.ledger()
            .record(vec![Entry::act(
                viewer.who(),
                "sign-in",
                "session",
                Outcome::Done,
                request,
            )])
            .await?;
        Ok(SignedIn {
            session,
            view: self.view(&viewer),
        })
    }

    async fn refuse_sign_in(
        &self,
        device: DeviceRecord,
        login_id: &str,
        failures: SignInFailures,
        request: &str,
    ) -> Result<SignedIn, ServiceError> {
        let now = self.now();
        // An attempt during the pause is not counted: otherwise anybody could keep somebody out for ever.
        if !is_paused(failures, now) {
            let login: String = login_id.chars().take(64).collect();
            self.store()
                .write(move |tx| tx.note_sign_in_failure(&login, device.id, now))
                .await?;
        }
        let who = Who {
            account: None,
            role: None,
            organization: device.organization,
            device: Some(device.id),
            session: None,
        };
        self.ledger()
            .record(vec![Entry::act(who, "sign-in", "session", Outcome::Failed, request)])
            .await?;
        Err(SignInError::Refused.into())
    }

    /// What the user sees of the session, locked or not.
    ///
    /// # Errors
    /// If the session is over or the device is refused.
    pub async fn session(&self, presented: &Presented) -> Result<SessionView, ServiceError> {
        let viewer = self.present(presented).await?;
        Ok(self.view(&viewer))
    }

    fn view(&self, viewer: &Viewer) -> SessionView {
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
        self.set_lock(&viewer, Some(self.now()), "lock", &presented.request)
            .await
    }

    /// Opens a locked session with its user's password. Failures count like failed log-ins.
    ///
    /// # Errors
    /// [`SignInError::Refused`] for a wrong password or during a pause.
    pub async fn unlock(&self, presented: &Presented, password: Secret) -> Result<SessionView, ServiceError> {
        let viewer = self.present(presented).await?;
        let (account, device, today) = (viewer.account.id, viewer.device.id, self.today());
        let (login_id, stored, failures) = self
            .store()
            .read(move |tx| {
                let login_id = tx.login_id(account)?;
                let failures = tx.sign_in_failures(&login_id.to_string(), device, today)?;
                Ok((login_id, tx.credentials_of(account)?.password_hash, failures))
            })
            .await?;
        let fits = self.passwords().fits(password, Some(stored)).await?;
        if !fits || is_paused(failures, self.now()) || !may_begin(&viewer.account, &viewer.device) {
            let login_id = login_id.to_string();
            self.refuse_sign_in(viewer.device.clone(), &login_id, failures, &presented.request)
                .await?;
        }
        self.set_lock(&viewer, None, "unlock", &presented.request).await?;
        self.session(presented).await
    }

    async fn set_lock(
        &self,
        viewer: &Viewer,
        locked_at: Option<DateTime<Utc>>,
        operation: &str,
        request: &str,
    ) -> Result<(), ServiceError> {
        let session = viewer.session.id;
        self.store()
            .write(move |tx| tx.set_session_lock(session, locked_at))
            .await?;
        self.viewers().forget_all();
        self.ledger()
            .record(vec![Entry::act(
                viewer.who(),
                operation,
                "session",
                Outcome::Done,
                request,
            )])
            .await?;
        Ok(())
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
        self.store().write(move |tx| tx.end_session(session, now)).await?;
        self.viewers().forget_all();
        let entry = Entry::act(viewer.who(), "sign-out", "session", Outcome::Done, &presented.request);
        self.ledger().record(vec![entry]).await?;
        Ok(())
    }
}

/// Whether this account may begin a session on this device: office staff on devices of their organization, city staff on
/// devices of the insurer itself.
fn may_begin(account: &AccountRecord, device: &DeviceRecord) -> bool {
    account.status == AccountStatus::Active && account.organization == device.organization
}

/// Whether log-in pauses: right after a failure, after five in a row, after a hundred a day.
fn is_paused(failures: SignInFailures, now: DateTime<Utc>) -> bool {
    let since = failures.last_at.map(|at| now - at);
    failures.today >= A_DAY
        || since.is_some_and(|since| {
            failures.in_a_row > 0 && since < BACK_OFF || failures.in_a_row >= PAUSE_AFTER && since < PAUSE
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(in_a_row: u32, today: u32, seconds: i64) -> bool {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let failures = SignInFailures {
            in_a_row,
            last_at: Some(now - Duration::seconds(seconds)),
            today,
        };
        is_paused(failures, now)
    }

    #[test]
    fn log_in_pauses_a_second_after_a_failure_and_a_quarter_of_an_hour_after_five() {
        assert!(!is_paused(
            SignInFailures::default(),
            DateTime::from_timestamp(0, 0).unwrap()
        ));
        assert!(after(1, 1, 0));
        assert!(!after(1, 1, 1));
        assert!(!after(4, 4, 2));
        assert!(after(5, 5, 899));
        assert!(!after(5, 5, 900));
        assert!(!after(0, 5, 0), "a success clears the count");
    }

    #[test]
    fn after_a_hundred_failures_a_day_only_the_administrator_helps() {
        assert!(!after(0, 99, 3600));
        assert!(after(0, 100, 3600));
    }
}
