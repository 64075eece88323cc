//! Making a device's certificate so that a crash at any moment leaves nothing astray: what will be signed is noted first,
//! then signed, then device, spent key and waiting file are kept in one transaction with an entry of the ledger, and only
//! then anybody gets anything.

use chrono::Duration;
use domain::calendar::day::Day;
use domain::enrolment::install_key::KeyRefusal;
use domain::id::{DeviceId, InstallKeyId, OrganizationId};
use domain::text::unambiguous;
use persistence::{Entry, NewDevice, NewIssuance, SecretHash, StoreError, Tx, random};
use pki::{DeviceDraft, IssuedDevice, Lifetime};

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
    pub(crate) replaces: Option<DeviceId>,
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
            replaces,
            requested,
            entry,
        } = issue;
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
        self.finish(new, install_key, waiting, entry).await?;
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
        waiting: Option<Waiting>,
        entry: Entry,
    ) -> Result<(), ServiceError> {
        let (now, organization) = (self.now(), new.organization);
        let work = move |tx: &mut Tx<'_>| {
            if owner_name(tx, new.organization)?.is_none() {
                return Ok(Err(EnrolmentRefusal::OrganizationStopped));
            }
            let spent = match install_key.map(|id| tx.install_key(id)).transpose()? {
                None => None,
                Some(key) if key.reserved_for != Some(new.id) => {
                    return Ok(Err(EnrolmentRefusal::Over(KeyRefusal::InUse)));
                }
                Some(mut key) => match key.life.spend() {
                    Err(refusal) => return Ok(Err(EnrolmentRefusal::Over(refusal))),
                    Ok(life) => {
                        key.life = life;
                        key.reserved_for = None;
                        key.device = Some(new.id);
                        Some(key)
                    }
                },
            };
            tx.create_device(new.clone(), now)?;
            if let Some(key) = spent {
                tx.keep_install_key(&key, now)?;
            }
            tx.finish_issuance(new.id, now)?;
            tx.drop_old_pick_ups(now)?;
            if let Some(Waiting { token, bytes }) = &waiting {
                tx.keep_pick_up(*token, new.id, bytes, now + PICK_UP)?;
            }
            Ok(Ok(()))
        };
        // A refusal is noted by who asked for the device, after what was reserved for it is free again.
        let tell = move |answer: Result<&Result<(), EnrolmentRefusal>, &StoreError>| match answer {
            Ok(Ok(())) => vec![entry.clone()],
            Ok(Err(_)) | Err(_) => Vec::new(),
        };
        let finished = self.tenant().write_noted(self.ledger(), work, tell).await;
        self.viewers().forget_of(organization);
        Ok(finished.map_err(certified_before)??)
    }
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
