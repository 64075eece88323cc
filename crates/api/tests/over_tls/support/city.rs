//! A small invented city behind a real listener: two offices, their staff and devices, four people. Everything goes in
//! the way it does in earnest: set-up, deliveries, device files.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use api::{EnrolmentSettings, Limits, MinimumTls, Rate, Reading, Settings, Throttling, TlsSettings, TokenKey, Tokens};
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Role;
use domain::id::{DeviceId, OrganizationId};
use domain::insurer::{InsurerNumber, InsurerRules};
use harness::{Database, TestClock};
use openssl::x509::X509;
use pki::{Authority, AuthorityUse, Lifetime};
use serde_json::json;
use service::{Config, Fence, Insurers, NewStaff, Operator, Origins, SealingKey, Secret, Service};
use tempfile::TempDir;

use crate::support::delivery::deliver;
use crate::support::wire::{Client, Identity};

pub const ORIGIN: &str = "https://localhost:8443";
pub const ENROLMENT_ORIGIN: &str = "https://localhost:8444";
pub const PASSWORD: &str = "縁側で飲むお茶はとても格別です";
/// A name that stands nowhere else, to be looked for where it must not be.
pub const CANARY: &str = "縁側金糸雀";
pub const CANARY_NUMBER: &str = "0000900001";
/// After a failed log-in the next one counts only after this.
pub const BACK_OFF: TimeDelta = TimeDelta::seconds(1);
/// From a device's certificate (730 days) to a day on which it may be renewed.
pub const UNTIL_RENEWAL: TimeDelta = TimeDelta::days(671);
/// Longer than that.
const AUTHORITY_DAYS: u16 = 800;

/// By which OpenSSL judges certificates, whatever the time of the city is.
pub fn machines_time() -> DateTime<Utc> {
    TestClock::at_the_machines_time().now()
}

pub struct Office {
    pub id: OrganizationId,
    pub device: DeviceId,
    pub identity: Identity,
    pub login: &'static str,
}

pub struct City {
    pub service: Service,
    /// Another insurer in the same process and database, for the tests that ask whether the two are apart.
    pub neighbour: Option<Service>,
    /// The city's time: it stands still unless a test lets it pass.
    pub clock: TestClock,
    pub ours: Office,
    pub other: Office,
    pub devices: Authority,
    pub trusted: X509,
    pub address: SocketAddr,
    pub operator: SocketAddr,
    pub enrolment: SocketAddr,
    /// With which the city's personal data is sealed, and found.
    keys: [SealingKey; 2],
    handles: Vec<ServerHandle>,
    thread: Option<JoinHandle<()>>,
    _files: TempDir,
}

impl City {
    /// A city whose enrolment listener lets everybody knock as often as they like.
    pub fn on(database: &Database) -> Self {
        Self::throttled(database, unthrottled())
    }

    pub fn throttled(database: &Database, throttling: Throttling) -> Self {
        let bounds = (throttling, roomy());
        Self::made(database, bounds, TestClock::at_the_machines_time(), None)
    }

    /// A city that waits for requests as these limits say.
    pub fn limited(database: &Database, limits: Limits) -> Self {
        let bounds = (unthrottled(), limits);
        Self::made(database, bounds, TestClock::at_the_machines_time(), None)
    }

    /// A city that was made so long ago, where it still is that day: its certificates are as old by the machine's time, so
    /// that the day can come on which they end.
    pub fn made_ago(database: &Database, ago: TimeDelta) -> Self {
        let bounds = (unthrottled(), roomy());
        Self::made(database, bounds, TestClock::at(machines_time() - ago), None)
    }

    /// A city whose node serves another insurer as well, to which the same was delivered.
    pub fn with_neighbour(database: &Database) -> Self {
        let neighbour = "439992".parse().unwrap();
        let bounds = (unthrottled(), roomy());
        Self::made(database, bounds, TestClock::at_the_machines_time(), Some(neighbour))
    }

    /// A city whose main listener limits how much is asked for.
    pub fn reading_at(database: &Database, reading: Reading) -> Self {
        let bounds = (unthrottled(), roomy());
        Self::built(database, bounds, reading, TestClock::at_the_machines_time(), None)
    }

    fn made(
        database: &Database,
        bounds: (Throttling, Limits),
        clock: TestClock,
        neighbour: Option<InsurerNumber>,
    ) -> Self {
        Self::built(database, bounds, unlimited(), clock, neighbour)
    }

    fn built(
        database: &Database,
        (throttling, limits): (Throttling, Limits),
        reading: Reading,
        clock: TestClock,
        neighbour: Option<InsurerNumber>,
    ) -> Self {
        let lifetime = Lifetime::days_from(clock.now(), AUTHORITY_DAYS);
        let keys = [SealingKey::random().unwrap(), SealingKey::random().unwrap()];
        let service = service::open(config(database, "test", &keys, &clock)).unwrap();
        let devices = Authority::create(AuthorityUse::Devices, "Devices", lifetime).unwrap();
        let files = tempfile::tempdir().unwrap();
        let neighbour = neighbour.map(|number| service.beside(number).unwrap());
        let operator = service.operator("test".parse().unwrap());
        set_up(&operator, "縁側市", &devices);
        let ours = office(&operator, &devices, "4370106637", "sato.hanako", "佐藤 花子");
        let other = office(&operator, &devices, "4370199996", "suzuki.ichiro", "鈴木 一郎");
        deliver(&operator, files.path(), service.today());
        if let Some(neighbour) = &neighbour {
            let operator = neighbour.operator("test".parse().unwrap());
            set_up(&operator, "城下市", &devices);
            deliver(&operator, files.path(), neighbour.today());
        }
        let servers = Authority::create(AuthorityUse::Server, "Servers", lifetime).unwrap();
        let trusted = X509::from_pem(servers.certificate_pem().unwrap().as_bytes()).unwrap();
        let mut settings = settings(&servers, &devices, lifetime, files.path());
        settings.limits = limits;
        settings.reading = reading;
        settings.enrolment = Some(EnrolmentSettings {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            origin: ENROLMENT_ORIGIN.to_owned(),
            trusted_proxies: Vec::new(),
            throttling,
        });
        let ([address, operator, enrolment], handles, thread) = start(
            settings,
            Insurers::new(service.clone(), neighbour.clone().into_iter().collect()),
        );
        Self {
            service,
            neighbour,
            clock,
            keys,
            ours,
            other,
            devices,
            trusted,
            address,
            operator,
            enrolment,
            handles,
            thread: Some(thread),
            _files: files,
        }
    }

    /// Another node on the city's database, which knows nothing of what the first one remembers.
    pub fn second_node(&self, database: &Database) -> Service {
        service::open(config(database, "second", &self.keys, &self.clock)).unwrap()
    }

    /// Somebody without a certificate, at the enrolment listener.
    pub fn stranger(&self) -> Client {
        Client::without_certificate(self.enrolment, &self.trusted, ENROLMENT_ORIGIN)
    }

    /// How many devices an office has, as its administrator is told.
    pub fn devices_of(&self, office: &Office) -> usize {
        let mut admin = crate::office::people::signed_in(self, &office.identity, "kanri.taro");
        let devices = admin.get("/api/v1/organization/devices").json();
        devices["devices"].as_array().unwrap().len()
    }

    /// A device of an office, nobody signed in.
    pub fn device(&self, office: &Office) -> Client {
        Client::new(self.address, &self.trusted, &office.identity, ORIGIN)
    }

    /// Somebody of an office, signed in.
    pub fn signed_in(&self, office: &Office) -> Client {
        let mut client = self.device(office);
        let answer = client.post(
            "/api/v1/session",
            &json!({ "loginId": office.login, "password": PASSWORD }),
        );
        assert_eq!(answer.status, 200, "{answer:?}");
        client
    }

    /// The use cases of the command line.
    pub fn operator(&self) -> Operator {
        self.service.operator("test".parse().unwrap())
    }

    /// Entries of the ledger, which must be whole.
    pub fn entries(&self) -> u64 {
        let report = self.service.verify_ledger().unwrap();
        assert!(report.faults.is_empty(), "{report:?}");
        report.entries
    }
}

impl Drop for City {
    fn drop(&mut self) {
        let handles = std::mem::take(&mut self.handles);
        actix_web::rt::System::new().block_on(async {
            for handle in handles {
                handle.stop(false).await;
            }
        });
        self.thread.take().map(JoinHandle::join);
    }
}

fn settled(rules: InsurerRules) -> InsurerRules {
    InsurerRules {
        contact: "縁側市 高齢介護課 096-000-0000".to_owned(),
        letter_issuer: "縁側市長".to_owned(),
        letter_desk: "高齢介護課".to_owned(),
        earlier_terms: vec!["2025-10".to_owned()],
        ..rules
    }
}

fn config(database: &Database, stream: &str, [sealing, index]: &[SealingKey; 2], clock: &TestClock) -> Config {
    Config {
        database: database.url.clone(),
        folder: "/".into(),
        connections: 4,
        sealing_keys: vec![(1, sealing.clone())],
        index_key: index.clone(),
        insurer: "431007".parse().unwrap(),
        stream: stream.to_owned(),
        witness: None,
        clock: clock.clock(),
        fence: Fence::started_with(["support::in_the_fence", "--exact", "--ignored", "--nocapture"]).unwrap(),
    }
}

/// With room for everybody: all of a test's connections come from one address.
fn roomy() -> Limits {
    Limits {
        per_address: 1_000,
        ..Limits::default()
    }
}

/// As often as anybody likes, within the same moment too.
fn unthrottled() -> Throttling {
    let free = Rate {
        burst: 1_000_000,
        every: Duration::from_millis(1),
    };
    Throttling {
        look: free,
        apply: free,
        secret: free,
        apply_all: free,
        secret_all: free,
    }
}

/// As much as any test asks for, within the same moment too.
fn unlimited() -> Reading {
    let free = Rate {
        burst: 1_000_000,
        every: Duration::from_millis(1),
    };
    Reading {
        session: free,
        device: free,
        misses: free,
    }
}

/// The insurer, what it has settled, and that devices can be enrolled.
fn set_up(operator: &Operator, name: &str, devices: &Authority) {
    let from = operator.service().today().add_days(-400);
    operator.set_up_insurer(name, from).unwrap();
    operator.change_insurer_rules(settled).unwrap();
    enable_enrolment(operator.service(), devices);
}

/// An office with a care manager and a device.
pub fn office(operator: &Operator, devices: &Authority, number: &str, login: &'static str, name: &str) -> Office {
    let from = operator.service().today().add_days(-300);
    let office = number.parse().unwrap();
    let id = operator
        .permit_organization(office, "43".parse().unwrap(), &format!("事業所{number}"), from)
        .unwrap();
    let staff = NewStaff {
        login_id: login.parse().unwrap(),
        name: name.to_owned(),
        role: Role::CareManager,
        password: Secret::new(PASSWORD.to_owned()),
    };
    operator.add_staff(id, staff).unwrap();
    let issued = operator.issue_device(devices, id, "事務所のパソコン1").unwrap();
    let identity = Identity::from_file(&issued.file, issued.password.reveal());
    Office {
        id,
        device: issued.device,
        identity,
        login,
    }
}

fn enable_enrolment(service: &Service, devices: &Authority) {
    let authority = Authority::load(&devices.certificate_pem().unwrap(), devices.key_pem().unwrap().reveal()).unwrap();
    let origins = Origins {
        enrolment: ENROLMENT_ORIGIN.to_owned(),
        main: ORIGIN.to_owned(),
    };
    service.enable_enrolment(authority, origins);
}

fn settings(servers: &Authority, devices: &Authority, lifetime: Lifetime, folder: &Path) -> Settings {
    let server = servers
        .server_identity(&["localhost"], &[Ipv4Addr::LOCALHOST.into()], lifetime)
        .unwrap();
    let web = folder.join("web");
    std::fs::create_dir_all(&web).unwrap();
    for page in ["day.html", "office.html", "city.html", "public.html"] {
        std::fs::write(web.join(page), "<!DOCTYPE html><title>縁側</title>").unwrap();
    }
    let listed = r#"{"day.html":{},"office.html":{},"city.html":{},"public.html":{}}"#;
    std::fs::write(web.join("assets.json"), listed).unwrap();
    Settings {
        listen: (Ipv4Addr::LOCALHOST, 0).into(),
        operator: Some((Ipv4Addr::LOCALHOST, 0).into()),
        origins: vec![ORIGIN.to_owned()],
        frontend: Some(web),
        strict_transport: true,
        tls: TlsSettings {
            certificate_chain: server.certificate_pem().to_owned(),
            key: server.key_pem().clone(),
            device_authorities: devices.certificate_pem().unwrap(),
            minimum: MinimumTls::Tls12,
        },
        reading: unlimited(),
        workers: 2,
        limits: roomy(),
        enrolment: None,
    }
}

/// Where the main listener, the operator's and the one for enrolment are.
type Started = ([SocketAddr; 3], Vec<ServerHandle>, JoinHandle<()>);

fn start(settings: Settings, insurers: Insurers) -> Started {
    let (told, told_here) = mpsc::channel();
    let tokens = Tokens::new(ORIGIN.to_owned(), vec![TokenKey::generate().unwrap()]);
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let bound = api::bind(settings, insurers, tokens).unwrap();
            let addresses = [
                bound.address,
                bound.operator_address.unwrap(),
                bound.enrolment_address.unwrap(),
            ];
            told.send((addresses, bound.handles())).unwrap();
            bound.run().await.unwrap();
        });
    });
    let (addresses, handles) = told_here.recv().unwrap();
    (addresses, handles, thread)
}
