//! How a device without a certificate comes in: what it may know of the insurer, and the redemption of an install key.
//! Making the certificate is in `issue`; throttling, which knows addresses, is left to `api`.

use domain::text::free_text::FreeText;
use std::sync::Arc;

use domain::audit::{Actor, Item, Operation, Outcome};
use domain::calendar::day::Day;
use domain::enrolment::device::DeviceStatus;
use domain::enrolment::install_key::{InstallKey, KeyRefusal, Mistyped};
use domain::id::{DeviceId, InstallKeyId, OrganizationId};
use domain::insurer::{InsurerNumber, PermitWord};
use domain::organization::ServiceCode;
use domain::record::InstallKeyRecord;
use domain::text::unambiguous;
use persistence::{Entry, SecretHash, StoreError, Tx, fresh_id};
use pki::{Authority, DeviceDraft, Lifetime, PkiError};

use crate::access::service::Service;
use crate::enrolment::enrolling::{Enrolling, Origins};
use crate::enrolment::issue::{EnrolledDevice, Issue};
use crate::enrolment::owner::owner_name;
use crate::enrolment::terms::Terms;
use crate::error::{EnrolmentRefusal, ServiceError};
use crate::rule::{EnrolmentRule, Field, LONGEST_LABEL};
use crate::setup::operator::device::DEVICE_DAYS;

/// What the enrolment pages say about the insurer.
#[derive(Clone, Debug)]
pub struct EnrolmentInfo {
    /// The insurer's name.
    pub insurer_name: String,
    /// Its number.
    pub insurer_number: InsurerNumber,
    /// The kinds of offices that may apply today.
    pub admitted_kinds: Vec<ServiceCode>,
    /// The terms in force.
    pub terms: Terms,
    /// Where the system is reached once a device has its certificate.
    pub main_origin: String,
    /// Whom to ask, as the pages say it.
    pub contact: String,
    /// What the insurer calls a permit.
    pub permit_word: PermitWord,
}

/// A device asks for its certificate.
#[derive(Clone)]
pub struct EnrolDevice {
    /// The install key as typed.
    pub install_key: String,
    /// What the device will be called.
    pub label: String,
    /// A certificate signing request, if the device keeps its own key.
    pub certificate_request: Option<Vec<u8>>,
}

/// A key that is reserved for a device about to be made.
struct Reserved {
    key: InstallKeyId,
    organization: Option<OrganizationId>,
    name: String,
}

/// What came of looking at a key.
enum Verdict {
    Reserved(Reserved),
    Refused(Option<InstallKeyRecord>, EnrolmentRefusal),
}

/// A device's label as it is kept.
pub(crate) fn checked_label(label: &str) -> Result<String, ServiceError> {
    let label = FreeText::line(label).map_err(|rule| ServiceError::invalid(Field::Label, rule))?;
    if (1..=LONGEST_LABEL).contains(&label.length()) {
        Ok(label.into())
    } else {
        let longest = LONGEST_LABEL;
        Err(ServiceError::invalid(Field::Label, EnrolmentRule::Label { longest }))
    }
}

pub(crate) fn key_hash(key: &InstallKey) -> SecretHash {
    SecretHash::of("install-key", key.secret().as_bytes())
}

impl Service {
    /// Makes enrolment possible on this server. Called once, at start; a second call changes nothing.
    pub fn enable_enrolment(&self, authority: Authority, origins: Origins) {
        let enrolling = Enrolling {
            authority: Arc::new(authority),
            origins,
        };
        // Whoever was first has set the same: there is one program and one setting.
        let _ = self.enrolling_cell().set(enrolling);
    }

    pub(crate) fn enrolling(&self) -> Result<&Enrolling, ServiceError> {
        self.enrolling_cell().get().ok_or(ServiceError::NotEnrolling)
    }

    /// What the enrolment pages say about the insurer.
    ///
    /// # Errors
    /// If enrolment or the insurer is not set up.
    pub async fn enrolment_info(&self) -> Result<EnrolmentInfo, ServiceError> {
        let main_origin = self.enrolling()?.origins.main.clone();
        let today = self.today();
        let settings = self.tenant().read(|tx| tx.insurer_settings()).await?;
        let mut admitted: Vec<_> = settings
            .admitted_kinds
            .iter()
            .filter(|(_, period)| period.contains(today))
            .map(|(kind, _)| *kind)
            .collect();
        admitted.sort_unstable();
        Ok(EnrolmentInfo {
            insurer_name: settings.name,
            insurer_number: self.tenant().insurer(),
            admitted_kinds: admitted,
            terms: self.terms().await?,
            main_origin,
            contact: settings.rules.contact,
            permit_word: settings.rules.permit_word,
        })
    }

    /// Redeems an install key: a new device with its certificate.
    ///
    /// # Errors
    /// [`EnrolmentRefusal`]; nothing is handed over unless database and ledger have it.
    pub async fn enrol_device(&self, asked: EnrolDevice, request: &str) -> Result<EnrolledDevice, ServiceError> {
        self.enrolling()?;
        let EnrolDevice {
            install_key,
            label,
            certificate_request,
        } = asked;
        let key: InstallKey = install_key
            .parse()
            .map_err(|mistyped: Mistyped| ServiceError::invalid(Field::InstallKey, mistyped))?;
        let label = checked_label(&label)?;
        let lifetime = Lifetime::days_from(self.now(), DEVICE_DAYS);
        let requested = certificate_request
            .map(|bytes| DeviceDraft::from_request(&bytes, lifetime).map_err(refused_request))
            .transpose()?;
        let device = fresh_id();
        let reserved = self.reserve(key, device, request).await?;
        let item = Item::install_key(reserved.key);
        let issue = Issue {
            device,
            organization: reserved.organization,
            organization_name: reserved.name,
            label,
            install_key: Some(reserved.key),
            renews: None,
            requested,
            entry: Entry::act(
                stranger(reserved.organization, Some(device)),
                Operation::EnrolDevice,
                item,
                Outcome::Done,
                request,
            ),
        };
        let issued = self.issue(issue).await;
        if issued.is_err() {
            self.release(reserved.key, device).await?;
            let actor = stranger(reserved.organization, None);
            let entry = Entry::act(actor, Operation::EnrolDevice, item, Outcome::Failed, request);
            self.ledger().record(vec![entry]).await?;
        }
        issued
    }

    async fn reserve(&self, key: InstallKey, device: DeviceId, request: &str) -> Result<Reserved, ServiceError> {
        let (now, today, request) = (self.now(), self.today(), request.to_owned());
        let work = move |tx: &mut Tx<'_>| {
            let (mut record, fits) = match tx.install_key_by_key_id(&key.id(), key_hash(&key)) {
                Err(StoreError::NotFound) => return Ok(Verdict::Refused(None, EnrolmentRefusal::Unfit)),
                other => other?,
            };
            if !fits {
                record.life = record.life.fail();
                tx.keep_install_key(&record, now)?;
                return Ok(Verdict::Refused(Some(record), EnrolmentRefusal::Unfit));
            }
            let life = match record.life.reserve(now) {
                Ok(life) => life,
                Err(refusal) => return Ok(Verdict::Refused(Some(record), answered(refusal))),
            };
            let Some(name) = owner_name(tx, record.organization)? else {
                return Ok(Verdict::Refused(Some(record), EnrolmentRefusal::OrganizationStopped));
            };
            record.life = life;
            record.reserved_for = Some(device);
            tx.keep_install_key(&record, now)?;
            Ok(Verdict::Reserved(Reserved {
                key: record.id,
                organization: record.organization,
                name,
            }))
        };
        // A reservation is no change that anybody meets: it ends by itself, or with the entry of the device.
        let tell = move |answer: Result<&Verdict, &StoreError>| match answer {
            Ok(Verdict::Refused(record, _)) => vec![refused_key(record.as_ref(), today, &request)],
            Ok(Verdict::Reserved(_)) | Err(_) => Vec::new(),
        };
        match self.tenant().write_noted(self.ledger(), work, tell).await? {
            Verdict::Reserved(reserved) => Ok(reserved),
            Verdict::Refused(_, refusal) => Err(refusal.into()),
        }
    }

    /// After an issue that came to nothing: the key may be tried again at once.
    async fn release(&self, key: InstallKeyId, device: DeviceId) -> Result<(), ServiceError> {
        let now = self.now();
        self.tenant()
            .write(move |tx| {
                let mut record = tx.install_key(key)?;
                if record.reserved_for == Some(device) {
                    record.reserved_for = None;
                    record.life.reserved_until = None;
                    tx.keep_install_key(&record, now)?;
                }
                Ok(())
            })
            .await?;
        Ok(())
    }

    /// Hands over a device's file, once, to whoever holds the token that the enrolment gave.
    ///
    /// # Errors
    /// [`EnrolmentRefusal::NoFile`] for a wrong, used or old token.
    pub async fn pick_up(&self, token: &str, request: &str) -> Result<Vec<u8>, ServiceError> {
        let (now, request) = (self.now(), request.to_owned());
        let token = SecretHash::of("pick-up", unambiguous::fold(token).as_bytes());
        let work = move |tx: &mut Tx<'_>| {
            let taken = tx.take_pick_up(token, now)?;
            // A device revoked in the meantime gets no key.
            let active = tx.device(taken.0)?.status == DeviceStatus::Active;
            if active { Ok(taken) } else { Err(StoreError::NotFound) }
        };
        let tell = move |taken: Result<&(DeviceId, Vec<u8>), &StoreError>| {
            let (device, outcome) = match taken {
                Ok((device, _)) => (Some(*device), Outcome::Done),
                Err(_) => (None, Outcome::Refused),
            };
            let actor = stranger(None, device);
            vec![Entry::act(actor, Operation::PickUpCertificate, None, outcome, &request)]
        };
        match self.tenant().write_noted(self.ledger(), work, tell).await {
            Ok((_, file)) => Ok(file),
            Err(StoreError::NotFound) => Err(EnrolmentRefusal::NoFile.into()),
            Err(other) => Err(other.into()),
        }
    }

    /// Deletes files that nobody fetched in time.
    ///
    /// # Errors
    /// If the database or the ledger cannot be written.
    pub async fn drop_old_pick_ups(&self) -> Result<usize, ServiceError> {
        let now = self.now();
        let tell = |dropped: Result<&usize, &StoreError>| match dropped {
            Ok(0) | Err(_) => Vec::new(),
            Ok(count) => {
                let (operation, item) = (Operation::DropCertificates, Item::count(*count));
                vec![Entry::act(Actor::System, operation, item, Outcome::Done, "")]
            }
        };
        let dropped = self
            .tenant()
            .write_noted(self.ledger(), move |tx| tx.drop_old_pick_ups(now), tell);
        Ok(dropped.await?)
    }
}

fn refused_key(record: Option<&InstallKeyRecord>, today: Day, request: &str) -> Entry {
    let item = record.map(|record| Item::InstallKey {
        id: record.id,
        status: Some(record.life.status(today)),
    });
    let actor = stranger(record.and_then(|record| record.organization), None);
    Entry::act(actor, Operation::EnrolDevice, item, Outcome::Refused, request)
}

/// Whoever holds the key of an organization, or the file of a device.
const fn stranger(organization: Option<OrganizationId>, device: Option<DeviceId>) -> Actor {
    Actor::Stranger { organization, device }
}

/// Whether a key is locked is not told, so that nobody learns that the guess would have been right.
fn answered(refusal: KeyRefusal) -> EnrolmentRefusal {
    match refusal {
        KeyRefusal::Locked => EnrolmentRefusal::Unfit,
        over => EnrolmentRefusal::Over(over),
    }
}

pub(crate) fn refused_request(error: PkiError) -> ServiceError {
    match error {
        PkiError::Request(refusal) => ServiceError::invalid(Field::CertificateRequest, refusal),
        other => other.into(),
    }
}
