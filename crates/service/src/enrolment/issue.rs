//! Making a device's certificate so that a crash at any moment leaves nothing astray: what will be signed is noted first,
//! then signed, then device, spent key and waiting file are kept in one transaction with an entry of the ledger, and only
//! then anybody gets anything.

use chrono::{DateTime, Duration, Utc};
use domain::audit::{Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::enrolment::device::DeviceStatus;
use domain::enrolment::install_key::KeyRefusal;
use domain::id::{DeviceId, InstallKeyId, OrganizationId};
use domain::record::InstallKeyRecord;
use domain::text::unambiguous;
use persistence::{Entry, NewDevice, NewIssuance, SecretHash, StoreError, Tx, random};
use pki::{DeviceDraft, IssuedDevice, Lifetime};

use crate::access::acting::Acting;
use crate::access::service::Service;
use crate::enrolment::owner::owner_name;
use crate::error::{EnrolmentRefusal, ServiceError};
use crate::rule::{EnrolmentRule, Field};
use crate::session::password::Secret;
use crate::setup::operator::device::DEVICE_DAYS;

/// How long a file waits to be fetched.
const PICK_UP: Duration = Duration::minutes(15);
/// The name under which a browser saves it.
const FILE_NAME: &str = "engawa-device.p12";

/// A device to be made.
pub(crate) struct Issue {
    pub(crate) device: DeviceId,
    pub(crate) organization: Option<OrganizationId>,
    pub(crate) organization_name: String,
    pub(crate) label: String,
    pub(crate) install_key: Option<InstallKeyId>,
    /// The device that it renews, and who asks for that on it.
    pub(crate) renews: Option<Acting>,
    /// The draft of a request; without one a key is made here.
    pub(crate) requested: Option<DeviceDraft>,
    /// What the ledger says of it once it is made.
    pub(crate) entry: Entry,
}

/// A device with its certificate.
#[derive(Debug)]
pub struct EnrolledDevice {
    /// The device.
    pub device: DeviceId,
    /// Whose it is.
    pub organization_name: String,
    /// What it is called.
    pub label: String,
    /// The last day of its certificate.
    pub certificate_last_day: Day,
    /// What it gets.
    pub handover: Handover,
    /// The certificate of the authority that signed, PEM.
    pub authority: String,
}

/// What a device gets.
#[derive(Debug)]
pub enum Handover {
    /// A file with key and certificate, to be fetched once.
    File {
        /// The token with which it is fetched.
        pick_up: Secret,
        /// Its name.
        file_name: &'static str,
        /// The password that opens it.
        password: Secret,
    },
    /// The certificate, PEM, for a key that the device made itself.
    Certificate(String),
}

/// What is kept of a file until it is fetched.
#[derive(Clone)]
struct Waiting {
    token: SecretHash,
    bytes: Vec<u8>,
}

impl Service {
    /// Makes a device.
    ///
    /// # Errors
    /// [`EnrolmentRefusal`] if the install key was taken back meanwhile or the public key is known; then nothing is kept
    /// but the note that a certificate was about to be signed.
    pub(crate) async fn issue(&self, issue: Issue) -> Result<EnrolledDevice, ServiceError> {
        let Issue {
            device,
            organization,
            organization_name,
            label,
            install_key,
            renews,
            requested,
            entry,
        } = issue;
        let replaces = renews.as_ref().map(Acting::device);
        let draft = self.draft(requested).await?;
        let (serial, lifetime) = (draft.serial().to_string(), draft.lifetime());
        self.note(device, install_key, &serial, *draft.key_hash()).await?;
        let authority = self.enrolling()?.authority.clone();
        let issued = authority.sign_device(draft, device, self.insurer())?;
        let new = NewDevice {
            id: device,
            organization,
            label: label.clone(),
            fingerprint: issued.fingerprint(),
            serial,
            valid_from: lifetime.from,
            valid_until: lifetime.until,
            replaces,
        };
        let (handover, waiting) = handover(&issued, &label)?;
        self.window(entry.operation());
        self.finish(new, install_key, renews, waiting, entry).await?;
        Ok(EnrolledDevice {
            device,
            organization_name,
            label,
            certificate_last_day: Day::in_japan(lifetime.until),
            handover,
            authority: authority.certificate_pem()?,
        })
    }

    async fn draft(&self, requested: Option<DeviceDraft>) -> Result<DeviceDraft, ServiceError> {
        if let Some(draft) = requested {
            return Ok(draft);
        }
        let lifetime = Lifetime::days_from(self.now(), DEVICE_DAYS);
        // Finding two primes takes long enough to keep other requests waiting.
        let made = tokio::task::spawn_blocking(move || DeviceDraft::with_own_key(lifetime)).await;
        Ok(made.map_err(|_| ServiceError::Interrupted)??)
    }

    async fn note(
        &self,
        device: DeviceId,
        install_key: Option<InstallKeyId>,
        serial: &str,
        key_hash: [u8; 32],
    ) -> Result<(), ServiceError> {
        let now = self.now();
        let issuance = NewIssuance {
            device,
            install_key,
            serial: serial.to_owned(),
            key_hash,
        };
        let noted = self.tenant().write(move |tx| tx.reserve_issuance(&issuance, now)).await;
        noted.map_err(certified_before)
    }

    async fn finish(
        &self,
        new: NewDevice,
        install_key: Option<InstallKeyId>,
        renews: Option<Acting>,
        waiting: Option<Waiting>,
        entry: Entry,
    ) -> Result<(), ServiceError> {
        let (now, organization) = (self.now(), new.organization);
        let work = move |tx: &mut Tx<'_>| match judged_again(tx, &new, install_key, renews.as_ref())? {
            Ok(spent) => keep(tx, &new, spent.as_ref(), waiting.as_ref(), now).map(Ok),
            Err(refused) => Ok(Err(refused)),
        };
        // A refusal is noted by who asked for the device, after what was reserved for it is free again.
        let tell = move |answer: Result<&Result<Vec<DeviceId>, ServiceError>, &StoreError>| match answer {
            Ok(Ok(revoked)) => {
                let revoked = revoked.iter().map(|id| {
                    let (actor, item) = (entry.actor().clone(), Item::Device(*id));
                    Entry::act(actor, Operation::RevokeDevice, item, Outcome::Done, entry.request())
                });
                std::iter::once(entry.clone()).chain(revoked).collect()
            }
            Ok(Err(_)) | Err(_) => Vec::new(),
        };
        let finished = self.tenant().write_noted(self.ledger(), work, tell).await;
        self.viewers().forget_of(organization);
        finished.map_err(certified_before)??;
        Ok(())
    }
}

/// Judges again, in the transaction that keeps a device, what its making rests on: whose it is, who renews it, its install
/// key. Answers the key, spent.
fn judged_again(
    tx: &mut Tx<'_>,
    new: &NewDevice,
    install_key: Option<InstallKeyId>,
    renews: Option<&Acting>,
) -> Result<Result<Option<InstallKeyRecord>, ServiceError>, StoreError> {
    if owner_name(tx, new.organization)?.is_none() {
        return Ok(Err(EnrolmentRefusal::OrganizationStopped.into()));
    }
    if let Some(Err(refused)) = renews.map(|acting| acting.still_may(tx)).transpose()? {
        return Ok(Err(refused));
    }
    let Some(mut key) = install_key.map(|id| tx.install_key(id)).transpose()? else {
        return Ok(Ok(None));
    };
    if key.reserved_for != Some(new.id) {
        return Ok(Err(EnrolmentRefusal::Over(KeyRefusal::InUse).into()));
    }
    Ok(match key.life.spend() {
        Err(refusal) => Err(EnrolmentRefusal::Over(refusal).into()),
        Ok(life) => {
            key.life = life;
            key.reserved_for = None;
            key.device = Some(new.id);
            Ok(Some(key))
        }
    })
}

/// Keeps a device with its spent key and its waiting file. Answers the renewals that it takes the place of.
fn keep(
    tx: &mut Tx<'_>,
    new: &NewDevice,
    spent: Option<&InstallKeyRecord>,
    waiting: Option<&Waiting>,
    now: DateTime<Utc>,
) -> Result<Vec<DeviceId>, StoreError> {
    let revoked = new.replaces.map(|old| revoke_unused(tx, old, now)).transpose()?;
    tx.create_device(new.clone(), now)?;
    if let Some(key) = spent {
        tx.keep_install_key(key, now)?;
    }
    tx.finish_issuance(new.id, now)?;
    tx.drop_old_pick_ups(now)?;
    if let Some(Waiting { token, bytes }) = waiting {
        tx.keep_pick_up(*token, new.id, bytes, now + PICK_UP)?;
    }
    Ok(revoked.unwrap_or_default())
}

/// Revokes earlier renewals of a device that nobody has signed in with: the newest one counts.
fn revoke_unused(tx: &mut Tx<'_>, old: DeviceId, now: DateTime<Utc>) -> Result<Vec<DeviceId>, StoreError> {
    let mut revoked = Vec::new();
    for device in tx.renewals_of(old)? {
        if device.last_sign_in_at.is_none() && device.status == DeviceStatus::Active {
            tx.revoke_device(device.id, now)?;
            revoked.push(device.id);
        }
    }
    Ok(revoked)
}

fn certified_before(error: StoreError) -> ServiceError {
    match error {
        StoreError::Conflict => ServiceError::invalid(Field::CertificateRequest, EnrolmentRule::KeyCertifiedBefore),
        other => other.into(),
    }
}

fn handover(issued: &IssuedDevice, label: &str) -> Result<(Handover, Option<Waiting>), ServiceError> {
    let identity = match issued.identity_file(label) {
        Err(pki::PkiError::KeyIsElsewhere) => {
            return Ok((Handover::Certificate(issued.certificate_pem()?), None));
        }
        other => other?,
    };
    let token = unambiguous::from_random(&random::<24>()?);
    let waiting = Waiting {
        token: SecretHash::of("pick-up", token.as_bytes()),
        bytes: identity.bytes().to_vec(),
    };
    let handover = Handover::File {
        pick_up: Secret::new(token),
        file_name: FILE_NAME,
        password: Secret::new(identity.password().reveal().to_owned()),
    };
    Ok((handover, Some(waiting)))
}
