//! A small city: two offices and the insurer, each with a device, and the people who work there. Passwords are kept with a
//! cheap hash, so that a test spends its time on its subject.

use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::{AccountStatus, Role};
use domain::calendar::day::Day;
use domain::enrolment::device::CertificateFingerprint;
use domain::id::{AccountId, DeviceId, OrganizationId};
use domain::record::{AccountRecord, DeviceRecord};
use harness::{Database, TestClock};
use persistence::{Key, Keys, NewAccount, NewDevice, NewOrganization, OfficeIntake, Target, Tenant, fresh_id, random};
use service::{
    Allowed, Authority, AuthorityUse, FirstLogIn, IssuedCredentials, Lifetime, Operator, Origins, Presented, Right,
    Secret, Seen, Service, ServiceError, SignInError, SignedIn, StatedReason,
};

use crate::support::node;

/// What everybody has who has set up an account.
pub const PASSWORD: &str = "chotto hitoyasumi shimashou";
/// What newcomers choose.
pub const CHOSEN: &str = "ame dare ga ishi wo ugatsu";
pub const REQUEST: &str = "request";
/// The first office, whose check digit holds.
pub const OFFICE: &str = "4370106637";
const OTHER: &str = "4370199996";
/// An office of the master that has not been permitted.
pub const APPLICANT: &str = "4370100011";

pub const ADMINISTRATOR: &str = "kanri.taro";
pub const MANAGER: &str = "sato.hanako";
pub const OTHER_ADMINISTRATOR: &str = "kanri.jiro";
pub const CITY: &str = "yakusho.hanae";
pub const SECOND_CITY: &str = "yakusho.jiro";
pub const CLERK: &str = "madoguchi.saki";

/// After a failed log-in the next one counts only after this.
pub const BACK_OFF: TimeDelta = TimeDelta::seconds(1);

/// A device as its people have it.
#[derive(Clone, Copy)]
pub struct Device {
    pub id: DeviceId,
    pub certificate: CertificateFingerprint,
}

pub struct Town {
    /// For messages.
    pub kind: &'static str,
    pub service: Service,
    pub clock: TestClock,
    pub tenant: Tenant,
    pub office: OrganizationId,
    pub device: Device,
    pub other_device: Device,
    pub city_device: Device,
    pub database: Database,
}

/// Runs a test in a town of its own on each database.
pub fn on_both(test: impl AsyncFn(&Town)) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for database in harness::databases() {
        let town = Town::on(database);
        runtime.block_on(test(&town));
    }
}

impl Town {
    fn on(database: Database) -> Self {
        let clock = TestClock::at(DateTime::from_timestamp(1_795_309_200, 0).unwrap());
        let service = node(&database, "test", &clock);
        let authority =
            Authority::create(AuthorityUse::Devices, "縁側市", Lifetime::days_from(clock.now(), 3_650)).unwrap();
        service.enable_enrolment(
            authority,
            Origins {
                enrolment: "https://localhost:8444".to_owned(),
                main: "https://localhost:8443".to_owned(),
            },
        );
        let tenant = tenant(&database);
        let now = clock.now();
        let [office, other] = [OFFICE, OTHER].map(|number| organization(&tenant, number, now));
        take_in_offices(&tenant, now);
        let town = Self {
            kind: database.kind,
            device: device(&tenant, Some(office), now),
            other_device: device(&tenant, Some(other), now),
            city_device: device(&tenant, None, now),
            service,
            clock,
            tenant,
            office,
            database,
        };
        for (login, organization, role) in [
            (ADMINISTRATOR, Some(office), Role::OrganizationAdministrator),
            (MANAGER, Some(office), Role::CareManager),
            (OTHER_ADMINISTRATOR, Some(other), Role::OrganizationAdministrator),
            (CITY, None, Role::CityAdministrator),
            (SECOND_CITY, None, Role::CityAdministrator),
            (CLERK, None, Role::DeskClerk),
        ] {
            town.add(login, organization, role);
        }
        town
    }

    /// An account that is set up.
    pub fn add(&self, login: &str, organization: Option<OrganizationId>, role: Role) -> AccountId {
        let new = NewAccount {
            id: fresh_id(),
            organization,
            login_id: login.parse().unwrap(),
            name: login.parse().unwrap(),
            role,
            status: AccountStatus::Active,
            password_hash: cheap_hash(PASSWORD),
            desk: None,
            provisional_until: None,
        };
        let now = self.clock.now();
        self.tenant
            .write_here(|tx| tx.create_account(new.clone(), now))
            .unwrap();
        new.id
    }

    /// One more device.
    pub fn another_device(&self, organization: Option<OrganizationId>) -> Device {
        device(&self.tenant, organization, self.clock.now())
    }

    /// Has something done on the machine: there nobody waits in a runtime, so it goes on a thread of its own.
    pub fn on_the_machine<T: Send>(&self, act: impl FnOnce(&Operator) -> T + Send) -> T {
        let service = &self.service;
        let done = std::thread::scope(|scope| {
            let acting = scope.spawn(|| act(&service.operator("test".parse().unwrap())));
            acting.join()
        });
        done.unwrap()
    }

    pub fn account(&self, login: &str) -> AccountRecord {
        let login = login.parse().unwrap();
        let known = self.tenant.read_here(|tx| tx.credentials(&login)).unwrap();
        known.account
    }

    pub fn device_record(&self, id: DeviceId) -> DeviceRecord {
        self.tenant.read_here(|tx| tx.device(id)).unwrap()
    }

    /// The device on which somebody of the town works.
    pub fn device_of(&self, login: &str) -> Device {
        match login {
            OTHER_ADMINISTRATOR => self.other_device,
            CITY | SECOND_CITY | CLERK => self.city_device,
            _ => self.device,
        }
    }

    pub async fn try_sign_in(&self, device: Device, login: &str, password: &str) -> Result<SignedIn, ServiceError> {
        self.service
            .sign_in(device.certificate, login, Secret::new(password.to_owned()), REQUEST)
            .await
    }

    /// Somebody's session on the usual device.
    pub async fn signed_in(&self, login: &str) -> Presented {
        let device = self.device_of(login);
        presented(device, &self.try_sign_in(device, login, PASSWORD).await.unwrap())
    }

    /// Somebody signed in who has the right, and makes changes whatever state things are in.
    pub async fn allowed<R: Right>(&self, login: &str) -> Allowed<R> {
        let presented = self.signed_in(login).await;
        let allowed: Allowed<R> = self.service.allow(&presented).await.unwrap();
        allowed.having_seen(Seen::Whatever)
    }

    /// Signs a newcomer in with what was handed over.
    pub async fn arrived(&self, device: Device, issued: &IssuedCredentials) -> Presented {
        let signed_in = self
            .try_sign_in(device, issued.login_id.as_str(), issued.password.reveal())
            .await
            .unwrap();
        presented(device, &signed_in)
    }
}

pub fn presented(device: Device, signed_in: &SignedIn) -> Presented {
    Presented {
        certificate: device.certificate,
        session: signed_in.session,
        request: REQUEST.to_owned(),
    }
}

pub fn secret(password: &str) -> Secret {
    Secret::new(password.to_owned())
}

pub fn chosen(login: &str) -> FirstLogIn {
    FirstLogIn {
        name: "新人 さくら".to_owned(),
        login_id: login.to_owned(),
        password: secret(CHOSEN),
        terms_version: "2026-04".to_owned(),
    }
}

pub fn reason() -> StatedReason {
    StatedReason {
        reason: "届出があったため".to_owned(),
        visible_to_organization: true,
    }
}

/// Whether a log-in, or a password given again, was refused without a word about why.
pub fn is_refused<T>(answer: &Result<T, ServiceError>) -> bool {
    matches!(answer, Err(ServiceError::SignIn(SignInError::Refused)))
}

/// The same data as the node has it, past the use cases.
fn tenant(database: &Database) -> Tenant {
    let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
    let opened = persistence::Database::open(&Target::parse(&database.url), keys, 4).unwrap();
    opened.tenant(sample::INSURER.parse().unwrap()).unwrap()
}

fn cheap_hash(password: &str) -> String {
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
    hasher.hash_password(password.as_bytes()).unwrap().to_string()
}

fn organization(tenant: &Tenant, number: &str, now: DateTime<Utc>) -> OrganizationId {
    let new = NewOrganization {
        id: fresh_id(),
        office_number: number.parse().unwrap(),
        service_code: "43".parse().unwrap(),
        name: format!("ケアプラン{number}"),
        permitted_from: Day::in_japan(now).add_days(-300),
        device_quota: 3,
    };
    tenant.write_here(|tx| tx.create_organization(new.clone())).unwrap();
    new.id
}

fn device(tenant: &Tenant, organization: Option<OrganizationId>, now: DateTime<Utc>) -> Device {
    let bytes: [u8; 32] = random().unwrap();
    let new = NewDevice {
        id: fresh_id(),
        organization,
        label: "相談室".to_owned(),
        fingerprint: CertificateFingerprint(bytes),
        serial: format!("{}", u64::from_le_bytes(bytes[..8].try_into().unwrap())),
        valid_from: now,
        valid_until: now + TimeDelta::days(730),
        replaces: None,
    };
    tenant.write_here(|tx| tx.create_device(new.clone(), now)).unwrap();
    Device {
        id: new.id,
        certificate: new.fingerprint,
    }
}

fn take_in_offices(tenant: &Tenant, now: DateTime<Utc>) {
    let office = |number: &str, name: &str| OfficeIntake {
        office_number: number.parse().unwrap(),
        service_code: "43".parse().unwrap(),
        municipality_code: "431001".to_owned(),
        name: name.to_owned(),
        kana: String::new(),
        address: "縁側市新町1-1".to_owned(),
        phone: "096-222-0000".to_owned(),
        fax: String::new(),
        corporation: "社会福祉法人 あらい".to_owned(),
    };
    let offices = [
        office(APPLICANT, "ケアプラン あらい"),
        office(OFFICE, "ケアプラン ひなた"),
    ];
    tenant.write_here(|tx| tx.take_in_offices(&offices, now)).unwrap();
}
