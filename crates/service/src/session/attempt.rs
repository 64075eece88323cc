//! An attempt at a password. It is counted as a failure before anybody looks at it, so that many at once are not all looked
//! at, and taken back by what acts on it. What acts judges again what was judged before the password was hashed: account,
//! hash, device and failures may be others by then.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::account::{AccountStatus, folded_provisional_password};
use domain::audit::{Actor, Operation, Outcome};
use domain::calendar::day::Day;
use domain::enrolment::device::CertificateFingerprint;
use domain::record::{AccountRecord, DeviceRecord};
use persistence::{CountedOn, Credentials, Entry, LoginHash, SignInFailures, StoreError, Tx};

use crate::access::service::Service;
use crate::access::viewer::check_device;
use crate::error::ServiceError;
use crate::session::in_flight::Only;
use crate::session::password::Secret;
use crate::session::pause::{Purpose, besides_own, is_device_stopped, is_stopped, must_wait};

/// An attempt, counted or not worth counting.
pub(crate) struct Attempt {
    pub(crate) device: DeviceRecord,
    credentials: Option<Credentials>,
    login: LoginHash,
    purpose: Purpose,
    /// The failures before it.
    before: SignInFailures,
    /// Whether it is looked at: not while attempts pause.
    counted: bool,
    /// None if another one of the same login ID on the same device is being looked at.
    only: Option<Only>,
}

impl Service {
    /// Counts an attempt. `find` is whose it is and where, in the transaction that counts.
    pub(crate) async fn count_attempt<F>(
        &self,
        login: LoginHash,
        certificate: CertificateFingerprint,
        purpose: Purpose,
        find: F,
    ) -> Result<Attempt, StoreError>
    where
        F: Fn(&mut Tx<'_>) -> Result<(DeviceRecord, Option<Credentials>), StoreError> + Send + 'static,
    {
        let only = self.in_flight().enter(&login, certificate);
        let (now, busy, counting) = (self.now(), only.is_none(), login.clone());
        let (device, credentials, before, counted) = self
            .tenant()
            .write(move |tx| {
                let (device, credentials) = find(tx)?;
                let counted_on = counted_on(credentials.as_ref(), &device);
                let failures = tx.sign_in_failures(&counting, device.id, counted_on, Day::in_japan(now))?;
                let counted = !busy && !must_wait(failures, purpose, now);
                if counted {
                    tx.count_sign_in(&counting, device.id, now)?;
                } else if !is_device_stopped(failures) {
                    tx.leave_sign_in_uncounted(&counting, device.id, now)?;
                }
                Ok((device, credentials, failures, counted))
            })
            .await?;
        Ok(Attempt {
            device,
            credentials,
            login,
            purpose,
            before,
            counted,
            only,
        })
    }

    /// Whether the password is the right one and the attempt is one that counts. Takes as long for nobody's as for
    /// somebody's.
    pub(crate) async fn is_right(&self, attempt: &Attempt, password: Secret) -> Result<bool, ServiceError> {
        if attempt.only.is_none() {
            return Ok(false);
        }
        let known = attempt.credentials.as_ref();
        let provisional = known.is_some_and(|known| known.account.status == AccountStatus::Provisional);
        let stored = known.map(|known| known.password_hash.clone());
        let password = as_kept(password, provisional);
        let fits = self
            .passwords()
            .fits(password, stored, attempt.device.fingerprint)
            .await?;
        Ok(fits && attempt.counted)
    }

    /// Notes that a password did not open what it should.
    pub(crate) async fn note_refused(&self, attempt: &Attempt, request: &str) -> Result<(), ServiceError> {
        let actor = Actor::Stranger {
            organization: attempt.device.organization,
            device: Some(attempt.device.id),
        };
        let entry = Entry::act(actor, Operation::SignIn, None, Outcome::Failed, request);
        self.ledger().record(vec![entry]).await?;
        Ok(())
    }

    /// What came of acting on a right password. If that could not be done for want of database or ledger, the attempt is
    /// no failure of whoever made it.
    pub(crate) async fn acted<T>(
        &self,
        attempt: &Arc<Attempt>,
        acted: Result<T, StoreError>,
    ) -> Result<T, ServiceError> {
        if acted.is_err() {
            let (attempt, now) = (Arc::clone(attempt), self.now());
            // If this cannot be written either, the attempt stays counted: nothing worse than a second of waiting.
            let taken_back = self.tenant().write(move |tx| attempt.take_back(tx, now)).await;
            drop(taken_back);
        }
        Ok(acted?)
    }
}

impl Attempt {
    /// Judges again, in the transaction that acts: whose account it is now, if account, hash, device and failures are still
    /// those with which the password was right.
    pub(crate) fn judged_again(
        &self,
        tx: &mut Tx<'_>,
        now: DateTime<Utc>,
    ) -> Result<Option<AccountRecord>, StoreError> {
        let Some(judged) = &self.credentials else {
            return Ok(None);
        };
        let device = tx.device(self.device.id)?;
        let known = tx.credentials_of(judged.account.id)?;
        let counted_on = counted_on(Some(&known), &device);
        let failures = tx.sign_in_failures(&self.login, device.id, counted_on, Day::in_japan(now))?;
        let same = known.password_hash == judged.password_hash && known.account.status == judged.account.status;
        let stopped = is_stopped(besides_own(self.before, failures), self.purpose, now);
        let holds = same && !stopped && check_device(&device, now).is_ok();
        Ok(holds.then_some(known.account))
    }

    /// It was no failure.
    pub(crate) fn take_back(&self, tx: &mut Tx<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
        tx.take_sign_in_back(&self.login, self.device.id, now)
    }
}

/// Failures count for an account where it may sign in; anywhere else for the device alone.
fn counted_on(known: Option<&Credentials>, device: &DeviceRecord) -> CountedOn {
    match known {
        Some(known) if known.account.organization == device.organization => CountedOn::DevicesOf(device.organization),
        Some(_) | None => CountedOn::OneDevice,
    }
}

/// A password as its hash was made: a provisional one is copied from paper, so case, width and hyphens do not matter.
fn as_kept(password: Secret, provisional: bool) -> Secret {
    if provisional {
        Secret::new(folded_provisional_password(password.reveal()))
    } else {
        password
    }
}
