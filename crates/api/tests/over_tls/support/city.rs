//! A small invented city behind a real listener: two offices, their staff and devices, four people. Everything goes in
//! the way it does in earnest: set-up, deliveries, device files.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use api::{EnrolmentSettings, MinimumTls, Rate, Settings, Throttling, TlsSettings, TokenKey, Tokens};
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Role;
use domain::id::{DeviceId, OrganizationId};
use harness::{Database, TestClock};
use openssl::x509::X509;
use pki::{Authority, AuthorityUse, Lifetime};
use serde_json::json;
use service::{EnrolmentRules, Key, NewStaff, Operator, Secret, Service, Store, Target, Vault};
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
    /// The city's time: it stands still unless a test lets it pass.
    pub clock: TestClock,
    pub ours: Office,
    pub other: Office,
    pub devices: Authority,
    pub trusted: X509,
    pub address: SocketAddr,
    pub operator: SocketAddr,
    pub enrolment: SocketAddr,
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
        Self::made(database, throttling, TestClock::at_the_machines_time())
    }

    /// A city that was made so long ago, where it still is that day: its certificates are as old by the machine's time, so
    /// that the day can come on which they end.
    pub fn made_ago(database: &Database, ago: TimeDelta) -> Self {
        Self::made(database, unthrottled(), TestClock::at(machines_time() - ago))
    }

    fn made(database: &Database, throttling: Throttling, clock: TestClock) -> Self {
        let lifetime = Lifetime::days_from(clock.now(), AUTHORITY_DAYS);
        let vault = Vault::new(vec![(1, Key::random().unwrap())], &Key::random().unwrap()).unwrap();
        let store = Store::open(&Target::parse(&database.url), "431007".parse().unwrap(), vault, 4).unwrap();
        let service = Service::open(store, "test", clock.clock()).unwrap();
        let today = service.today();
        let operator = service.operator("test".parse().unwrap());
        operator.set_up_insurer("縁側市", today.add_days(-400)).unwrap();
        let devices = Authority::create(AuthorityUse::Devices, "Devices", lifetime).unwrap();
        let ours = office(&operator, &devices, "4370106637", "sato.hanako", "佐藤 花子");
        let other = office(&operator, &devices, "4370199996", "suzuki.ichiro", "鈴木 一郎");
        let files = tempfile::tempdir().unwrap();
        deliver(&operator, files.path(), today);
        let servers = Authority::create(AuthorityUse::Server, "Servers", lifetime).unwrap();
        let trusted = X509::from_pem(servers.certificate_pem().unwrap().as_bytes()).unwrap();
        enable_enrolment(&service, &devices);
        let mut settings = settings(&servers, &devices, lifetime, files.path());
        settings.enrolment = Some(EnrolmentSettings {
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            origin: ENROLMENT_ORIGIN.to_owned(),
            trusted_proxies: Vec::new(),
            throttling,
        });
        let ([address, operator, enrolment], handles, thread) = start(settings, service.clone());
        Self {
            service,
            clock,
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

fn office(operator: &Operator, devices: &Authority, number: &str, login: &'static str, name: &str) -> Office {
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
    service.enable_enrolment(
        authority,
        EnrolmentRules {
            enrolment_origin: ENROLMENT_ORIGIN.to_owned(),
            main_origin: ORIGIN.to_owned(),
            contact: "縁側市 高齢介護課 096-000-0000".to_owned(),
            issuer: "縁側市長".to_owned(),
            desk: "高齢介護課".to_owned(),
            approval_by_two: true,
            earlier_terms: vec!["2025-10".to_owned()],
        },
    );
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
        workers: 2,
        enrolment: None,
    }
}

/// Where the main listener, the operator's and the one for enrolment are.
type Started = ([SocketAddr; 3], Vec<ServerHandle>, JoinHandle<()>);

fn start(settings: Settings, service: Service) -> Started {
    let (told, told_here) = mpsc::channel();
    let tokens = Tokens::new(ORIGIN.to_owned(), vec![TokenKey::generate().unwrap()]);
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let bound = api::bind(settings, service, tokens).unwrap();
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
