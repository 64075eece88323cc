//! Signing in: who may begin a session where; one answer and the same work for every refusal. How attempts are counted is in
//! `attempt`.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::account::{AccountStatus, LoginId};
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::enrolment::device::{CertificateFingerprint, DeviceStatus};
use domain::id::{AccountId, DeviceId, SessionId};
use domain::record::{AccountRecord, DeviceRecord};
use persistence::{Credentials, Entry, NewSession, StoreError, Tx, fresh_id};

use crate::access::service::Service;
use crate::access::viewer::{actor, check_device};
use crate::error::{ServiceError, SignInError};
use crate::session::attempt::Attempt;
use crate::session::current::SESSION_IDLE;
use crate::session::password::Secret;
use crate::session::pause::Purpose;
use crate::session::view::SignedIn;

/// A session ends after this in any case.
const ABSOLUTE: Duration = Duration::hours(8);

/// A session that was begun.
struct Begun {
    account: AccountRecord,
    /// The device that this one renews and that was revoked for it.
    retired: Option<DeviceId>,
    /// The sessions of the same account that made room for it.
    displaced: Vec<SessionId>,
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
        let attempt = Arc::new(self.attempt(certificate, login_id, request).await?);
        if self.is_right(&attempt, password).await? {
            self.window(Operation::SignIn);
            if let Some(session) = self.begin(&attempt, request).await? {
                return self.begun(&attempt.device, session, request).await;
            }
        }
        self.note_refused(&attempt, request).await?;
        Err(SignInError::Refused.into())
    }

    async fn attempt(
        &self,
        certificate: CertificateFingerprint,
        login_id: &str,
        request: &str,
    ) -> Result<Attempt, ServiceError> {
        let login = self.tenant().vault().login_hash(login_id)?;
        let typed = login_id.parse::<LoginId>().ok();
        let counted = self
            .count_attempt(login, certificate, Purpose::LogIn, move |tx| {
                let device = tx.device_by_certificate(certificate)?;
                Ok((device, credentials(tx, typed.as_ref())?))
            })
            .await;
        let refused = match counted {
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

    /// Begins a session, unless what was judged is not so any more. A device that renews another one proves by this that it
    /// works: the old certificate is revoked.
    async fn begin(&self, attempt: &Arc<Attempt>, request: &str) -> Result<Option<SessionId>, ServiceError> {
        let (session, now) = (fresh_id(), self.now());
        let (device, replaces) = (attempt.device.id, attempt.device.replaces);
        let judged = Arc::clone(attempt);
        let work = move |tx: &mut Tx<'_>| {
            let Some(account) = judged.judged_again(tx, now)? else {
                return Ok(None);
            };
            if !may_begin(&account, &judged.device, now) || !spends(tx, &account, now)? {
                return Ok(None);
            }
            judged.take_back(tx, now)?;
            tx.note_sign_in(account.id, now)?;
            tx.note_device_sign_in(device, now)?;
            let retired = replaces.map(|old| retire(tx, old, now)).transpose()?.flatten();
            let displaced = make_room(tx, account.id, now)?;
            tx.create_session(NewSession {
                id: session,
                account: account.id,
                device,
                created_at: now,
                expires_at: now + ABSOLUTE,
                previous_sign_in_at: account.last_sign_in_at,
                provisional: account.status == AccountStatus::Provisional,
            })?;
            Ok(Some(Begun {
                account,
                retired,
                displaced,
            }))
        };
        let request = request.to_owned();
        let tell = move |answer: Result<&Option<Begun>, &StoreError>| match answer {
            Ok(Some(begun)) => entries(begun, device, session, &request),
            Ok(None) | Err(_) => Vec::new(),
        };
        let begun = self.tenant().write_noted(self.ledger(), work, tell).await;
        let displaced = matches!(&begun, Ok(Some(begun)) if !begun.displaced.is_empty());
        if replaces.is_some() || displaced {
            self.viewers().forget_of(attempt.device.organization);
        }
        Ok(self.acted(attempt, begun).await?.map(|_| session))
    }
}

fn entries(begun: &Begun, device: DeviceId, session: SessionId, request: &str) -> Vec<Entry> {
    let Begun {
        account,
        retired,
        displaced,
    } = begun;
    let actor = actor(account, device, session);
    let done = |operation, item: Option<Item>| Entry::act(actor.clone(), operation, item, Outcome::Done, request);
    let retired = retired.map(|old| done(Operation::RevokeDevice, Some(Item::Device(old))));
    let displaced = displaced
        .iter()
        .map(|old| done(Operation::EndSession, Some(Item::Session(*old))));
    std::iter::once(done(Operation::SignIn, None))
        .chain(retired)
        .chain(displaced)
        .collect()
}

/// Ends so many of somebody's open sessions that one more is not too many, those first that were not used for longest.
fn make_room(tx: &mut Tx<'_>, account: AccountId, now: DateTime<Utc>) -> Result<Vec<SessionId>, StoreError> {
    let most = usize::from(tx.insurer_rules()?.most_sessions);
    let mut open = tx.open_sessions_of(account, now, now - SESSION_IDLE)?;
    open.truncate((open.len() + 1).saturating_sub(most));
    for session in &open {
        tx.end_session(*session, now)?;
    }
    Ok(open)
}

/// Whose login ID it is, if it is anybody's.
fn credentials(tx: &mut Tx<'_>, login: Option<&LoginId>) -> Result<Option<Credentials>, StoreError> {
    match login.map(|login| tx.credentials(login)).transpose() {
        Err(StoreError::NotFound) => Ok(None),
        other => other,
    }
}

/// Spends the one log-in of provisional credentials, if that is what they are; whether it was still there.
fn spends(tx: &mut Tx<'_>, account: &AccountRecord, now: DateTime<Utc>) -> Result<bool, StoreError> {
    match account.status {
        AccountStatus::Provisional => tx.spend_provisional(account.id, now),
        AccountStatus::Active | AccountStatus::Suspended | AccountStatus::Left => Ok(true),
    }
}

/// Revokes the device that another one has replaced, if it still was in use.
fn retire(tx: &mut Tx<'_>, old: DeviceId, now: DateTime<Utc>) -> Result<Option<DeviceId>, StoreError> {
    match tx.device(old)?.status {
        DeviceStatus::Active => tx.revoke_device(old, now).map(|()| Some(old)),
        DeviceStatus::Revoked => Ok(None),
    }
}

/// Whether this account may begin a session on this device: office staff on devices of their organization, city staff on
/// devices of the insurer itself; with provisional credentials only once and before they end.
fn may_begin(account: &AccountRecord, device: &DeviceRecord, now: DateTime<Utc>) -> bool {
    account.organization == device.organization
        && match account.status {
            AccountStatus::Active => true,
            AccountStatus::Provisional => {
                account.provisional_used_at.is_none() && account.provisional_until.is_some_and(|until| now < until)
            }
            AccountStatus::Suspended | AccountStatus::Left => false,
        }
}
