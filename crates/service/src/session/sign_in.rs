//! Signing in: who may begin a session where, failures counted, one answer and the same work for every refusal.

use chrono::{DateTime, Duration, Utc};
use domain::account::{AccountStatus, LoginId, folded_provisional_password};
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::enrolment::device::{CertificateFingerprint, DeviceStatus};
use domain::id::{DeviceId, SessionId};
use domain::record::{AccountRecord, DeviceRecord};
use persistence::{Credentials, Entry, NewSession, SignInFailures, StoreError, Tx, fresh_id};

use crate::access::change::if_done;
use crate::access::present::check_device;
use crate::access::service::Service;
use crate::access::viewer::actor;
use crate::error::{ServiceError, SignInError};
use crate::session::password::Secret;
use crate::session::view::SignedIn;

/// A session ends after this in any case.
const ABSOLUTE: Duration = Duration::hours(8);
/// Failures in a row, per login ID and device, after which log-in pauses.
const PAUSE_AFTER: u32 = 5;
/// How long it pauses.
const PAUSE: Duration = Duration::minutes(15);
/// After each failure the next attempt counts only after this.
const BACK_OFF: Duration = Duration::seconds(1);
/// Failures of one login ID on one day, on any device.
const A_DAY: u32 = 100;

/// What is known when a log-in is judged.
struct Attempt {
    device: DeviceRecord,
    failures: SignInFailures,
    credentials: Option<Credentials>,
}

/// What came of beginning a session.
enum Begun {
    Plainly,
    /// And the device that this one renews was revoked.
    AndRetired,
    /// The provisional credentials had been spent meanwhile.
    Spent,
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
        let Attempt {
            device,
            failures,
            credentials,
        } = self.attempt(certificate, login_id, request).await?;
        let stored = credentials.as_ref().map(|known| known.password_hash.clone());
        let provisional = credentials
            .as_ref()
            .is_some_and(|known| known.account.status == AccountStatus::Provisional);
        let password = as_kept(password, provisional);
        let fits = self.passwords().fits(password, stored).await?;
        let now = self.now();
        if let Some(Credentials { account, .. }) = credentials
            && fits
            && may_begin(&account, &device, now)
            && !is_paused(failures, now)
            && let Some(session) = self.begin(&account, &device, request).await?
        {
            return self.begun(&device, session, request).await;
        }
        self.refuse_sign_in(&device, login_id, failures, request).await?;
        Err(SignInError::Refused.into())
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
            .tenant()
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
        let actor = Actor::Stranger {
            organization: None,
            device: refused,
        };
        let item = Item::Certificate(certificate);
        let entry = Entry::act(actor, Operation::SignIn, item, Outcome::Refused, request);
        self.ledger().record(vec![entry]).await?;
        Err(ServiceError::DeviceRefused)
    }

    /// Begins a session, unless provisional credentials were spent meanwhile. A device that renews another one proves by
    /// this that it works: the old certificate is revoked.
    async fn begin(
        &self,
        account: &AccountRecord,
        device: &DeviceRecord,
        request: &str,
    ) -> Result<Option<SessionId>, ServiceError> {
        let now = self.now();
        let new = NewSession {
            id: fresh_id(),
            account: account.id,
            device: device.id,
            created_at: now,
            expires_at: now + ABSOLUTE,
            previous_sign_in_at: account.last_sign_in_at,
        };
        let provisional = account.status == AccountStatus::Provisional;
        let (login, replaces) = (account.login_id.clone(), device.replaces);
        let session = new.id;
        let actor = actor(account, device.id, session);
        let signed_in = Entry::act(actor.clone(), Operation::SignIn, None, Outcome::Done, request);
        let retired = replaces.map(|old| {
            Entry::act(
                actor,
                Operation::RevokeDevice,
                Item::Device(old),
                Outcome::Done,
                request,
            )
        });
        let work = move |tx: &mut Tx<'_>| {
            if provisional && !tx.spend_provisional(new.account, now)? {
                return Ok(Begun::Spent);
            }
            tx.note_sign_in(new.account, &login, now)?;
            tx.note_device_sign_in(new.device, now)?;
            let retires = replaces.map_or(Ok(false), |old| retire(tx, old, now))?;
            tx.create_session(new.clone())?;
            Ok(if retires { Begun::AndRetired } else { Begun::Plainly })
        };
        let tell = move |answer: Result<&Begun, &StoreError>| match answer {
            Ok(Begun::Plainly) => vec![signed_in.clone()],
            Ok(Begun::AndRetired) => std::iter::once(&signed_in).chain(&retired).cloned().collect(),
            Ok(Begun::Spent) | Err(_) => Vec::new(),
        };
        let begun = self.tenant().write_noted(self.ledger(), work, tell).await?;
        if replaces.is_some() {
            self.viewers().forget_of(device.organization);
        }
        Ok(match begun {
            Begun::Spent => None,
            Begun::Plainly | Begun::AndRetired => Some(session),
        })
    }

    /// Counts and notes a password that did not open what it should.
    pub(crate) async fn refuse_sign_in(
        &self,
        device: &DeviceRecord,
        login_id: &str,
        failures: SignInFailures,
        request: &str,
    ) -> Result<(), ServiceError> {
        let now = self.now();
        // An attempt during the pause is not counted: otherwise anybody could keep somebody out for ever.
        let counted = !is_paused(failures, now);
        let (login, id): (String, _) = (login_id.chars().take(64).collect(), device.id);
        let actor = Actor::Stranger {
            organization: device.organization,
            device: Some(device.id),
        };
        let entry = Entry::act(actor, Operation::SignIn, None, Outcome::Failed, request);
        let work = move |tx: &mut Tx<'_>| tx.note_sign_in_failure(&login, id, now, counted);
        self.tenant()
            .write_noted(self.ledger(), work, if_done(vec![entry]))
            .await?;
        Ok(())
    }
}

/// A password as its hash was made: a provisional one is copied from paper, so case, width and hyphens do not matter.
pub(crate) fn as_kept(password: Secret, provisional: bool) -> Secret {
    if provisional {
        Secret::new(folded_provisional_password(password.reveal()))
    } else {
        password
    }
}

/// Revokes the device that another one has replaced; whether it still was in use.
fn retire(tx: &mut Tx<'_>, old: DeviceId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    match tx.device(old)?.status {
        DeviceStatus::Active => tx.revoke_device(old, now).map(|()| true),
        DeviceStatus::Revoked => Ok(false),
    }
}

/// Whether this account may begin a session on this device: office staff on devices of their organization, city staff on
/// devices of the insurer itself; with provisional credentials only once and before they end.
pub(crate) fn may_begin(account: &AccountRecord, device: &DeviceRecord, now: DateTime<Utc>) -> bool {
    account.organization == device.organization
        && match account.status {
            AccountStatus::Active => true,
            AccountStatus::Provisional => {
                account.provisional_used_at.is_none() && account.provisional_until.is_some_and(|until| now < until)
            }
            AccountStatus::Suspended | AccountStatus::Left => false,
        }
}

/// Whether log-in pauses: right after a failure, after five in a row, after a hundred a day.
pub(crate) fn is_paused(failures: SignInFailures, now: DateTime<Utc>) -> bool {
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
