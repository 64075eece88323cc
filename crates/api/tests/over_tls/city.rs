//! A small invented city behind a real listener: two offices, their staff and devices, four people. Everything goes in
//! the way it does in earnest: set-up, deliveries, device files.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::SystemTime;

use actix_web::dev::ServerHandle;
use api::{MinimumTls, Settings, TlsSettings, TokenKey, Tokens};
use chrono::{DateTime, Utc};
use domain::account::Role;
use domain::day::Day;
use domain::id::{DeviceId, OrganizationId};
use harness::Database;
use openssl::x509::X509;
use pki::{Authority, AuthorityUse, Lifetime};
use serde_json::json;
use service::{ImportOptions, Importer, Key, NewStaff, Secret, Service, Store, Target, Vault};
use tempfile::TempDir;

use crate::wire::{Client, Identity};

pub const ORIGIN: &str = "https://localhost:8443";
pub const PASSWORD: &str = "縁側で飲むお茶はとても格別です";
/// A name that stands nowhere else, to be looked for where it must not be.
pub const CANARY: &str = "縁側金糸雀";
pub const CANARY_NUMBER: &str = "0000900001";

#[expect(clippy::disallowed_methods, reason = "TLS checks certificates against the machine's clock")]
pub fn clock() -> DateTime<Utc> {
    SystemTime::now().into()
}

pub struct Office {
    pub id: OrganizationId,
    pub device: DeviceId,
    pub identity: Identity,
    pub login: &'static str,
}

pub struct City {
    pub service: Service,
    pub ours: Office,
    pub other: Office,
    pub devices: Authority,
    pub trusted: X509,
    pub address: SocketAddr,
    pub operator: SocketAddr,
    handles: Vec<ServerHandle>,
    thread: Option<JoinHandle<()>>,
    _files: TempDir,
}

impl City {
    pub fn on(database: &Database) -> Self {
        let now = clock();
        let lifetime = Lifetime::days_from(now, 30);
        let vault = Vault::new(vec![(1, Key::random().unwrap())], &Key::random().unwrap()).unwrap();
        let store = Store::open(&Target::parse(&database.url), "431007".parse().unwrap(), vault, 4).unwrap();
        let service = Service::open(store, "test", clock).unwrap();
        let today = service.today();
        service.set_up_insurer("縁側市", today.add_days(-400)).unwrap();
        let devices = Authority::create(AuthorityUse::Devices, "Devices", lifetime).unwrap();
        let ours = office(&service, &devices, "4370106637", "sato.hanako", "佐藤 花子");
        let other = office(&service, &devices, "4370199996", "suzuki.ichiro", "鈴木 一郎");
        let files = tempfile::tempdir().unwrap();
        deliver(&service, files.path(), today);
        let servers = Authority::create(AuthorityUse::Server, "Servers", lifetime).unwrap();
        let trusted = X509::from_pem(servers.certificate_pem().unwrap().as_bytes()).unwrap();
        let settings = settings(&servers, &devices, lifetime, files.path());
        let (address, operator, handles, thread) = start(settings, service.clone());
        Self {
            service,
            ours,
            other,
            devices,
            trusted,
            address,
            operator,
            handles,
            thread: Some(thread),
            _files: files,
        }
    }

    /// A device of an office, nobody signed in.
    pub fn device(&self, office: &Office) -> Client {
        Client::new(self.address, &self.trusted, &office.identity, ORIGIN)
    }

    /// Somebody of an office, signed in.
    pub fn signed_in(&self, office: &Office) -> Client {
        let mut client = self.device(office);
        let answer = client.post("/api/v1/session", &json!({ "loginId": office.login, "password": PASSWORD }));
        assert_eq!(answer.status, 200, "{answer:?}");
        client
    }

    /// Entries of the ledger, which must be whole.
    pub fn entries(&self) -> u64 {
        let report = self.service.verify_ledger().unwrap();
        assert!(report.faults.is_empty(), "{report:?}");
        report.entries as u64
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

fn office(service: &Service, devices: &Authority, number: &str, login: &'static str, name: &str) -> Office {
    let from = service.today().add_days(-300);
    let office = number.parse().unwrap();
    let id = service.permit_organization(office, "43".parse().unwrap(), &format!("事業所{number}"), from).unwrap();
    let staff = NewStaff {
        login_id: login.parse().unwrap(),
        name: name.to_owned(),
        role: Role::CareManager,
        password: Secret::new(PASSWORD.to_owned()),
    };
    service.add_staff(id, staff).unwrap();
    let issued = service.issue_device(devices, id, "事務所のパソコン1").unwrap();
    let identity = Identity::from_file(&issued.file, issued.password.reveal());
    Office { id, device: issued.device, identity, login }
}

/// What the city delivers: 1 and 2 are ours (2 without consent), 3 is of the other office, 4 is ours too.
fn deliver(service: &Service, folder: &Path, today: Day) {
    let day = |back: i64| today.add_days(-back).to_string();
    let stamp = day(0).replace('-', "");
    let (long, recent, since, ahead) = (day(300), day(20), day(10), today.add_days(40).to_string());
    let feeds = [
        (
            "person",
            format!(
                "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時\r\n\
                 {CANARY_NUMBER},{CANARY} ハナ,エンガワカナリア ハナ,1941-03-02,2,縁側市中央1-2-3,,,{stamp}\r\n\
                 0000900002,山田 太郎,ヤマダ タロウ,1938-11-20,1,縁側市東4-5,,,{stamp}\r\n\
                 0000900003,高橋 よし,タカハシ ヨシ,1935-01-05,2,縁側市西6-7,,,{stamp}\r\n\
                 0000900004,井上 みつ,イノウエ ミツ,1944-07-30,2,縁側市南8-9,,,{stamp}\r\n"
            ),
        ),
        (
            "assignment",
            format!(
                "被保険者番号,届出区分,事業所番号,委託先事業所番号,開始日,終了日,届出日\r\n\
                 {CANARY_NUMBER},1,4370106637,,{long},,{long}\r\n0000900002,1,4370106637,,{long},,{long}\r\n\
                 0000900003,1,4370199996,,{long},,{long}\r\n0000900004,1,4370106637,,{long},,{long}\r\n"
            ),
        ),
        (
            "consent",
            format!(
                "被保険者番号,受付日,受付方法,署名区分,署名者氏名,続柄,様式版,効力開始日,撤回日\r\n\
                 {CANARY_NUMBER},{long},1,1,,,1,{long},\r\n0000900003,{long},1,1,,,1,{long},\r\n\
                 0000900004,{long},1,1,,,1,{long},\r\n"
            ),
        ),
        (
            "application",
            format!(
                "被保険者番号,申請番号,申請日,申請区分,情報提供同意\r\n{CANARY_NUMBER},A-1,{recent},2,1\r\n\
                 {CANARY_NUMBER},A-0,{long},1,1\r\n"
            ),
        ),
        (
            "milestone",
            format!(
                "被保険者番号,申請番号,進捗区分,日付,延期理由,見込日\r\n{CANARY_NUMBER},A-1,received,{recent},,\r\n\
                 {CANARY_NUMBER},A-1,survey-requested,{since},,\r\n{CANARY_NUMBER},A-0,received,{long},,\r\n\
                 {CANARY_NUMBER},A-0,decided,{},,\r\n",
                day(270)
            ),
        ),
        (
            "certification",
            format!(
                "被保険者番号,申請番号,要介護状態区分,認定日,有効開始日,有効終了日,有効月数,審査会意見,サービス指定,状態,\
                 チェックリスト実施日\r\n{CANARY_NUMBER},A-0,21,{},{long},{ahead},11,,,1,\r\n",
                day(270)
            ),
        ),
        (
            "burden_ratio",
            format!(
                "被保険者番号,負担割合,適用開始日,適用終了日,履歴番号,交付日\r\n{CANARY_NUMBER},1,{long},{ahead},1,{long}\r\n"
            ),
        ),
    ];
    for (feed, text) in feeds {
        let path = folder.join(format!("431007_{feed}_{stamp}.csv"));
        std::fs::write(&path, text).unwrap();
        take_in(service, &path);
    }
    take_in(service, &documents(folder, &stamp, &day(275)));
}

fn documents(folder: &Path, stamp: &str, dated: &str) -> std::path::PathBuf {
    let path = folder.join(format!("431007_documents_{stamp}.zip"));
    let mut bundle = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    bundle.start_file("manifest.csv", options).unwrap();
    let manifest = format!(
        "ファイル名,被保険者番号,申請番号,文書種別,作成日,様式版,主治医同意,基準日時\r\n\
         survey.pdf,{CANARY_NUMBER},A-0,1,{dated},1,,{stamp}\r\n"
    );
    bundle.write_all(manifest.as_bytes()).unwrap();
    bundle.start_file("survey.pdf", options).unwrap();
    bundle.write_all(&pdf()).unwrap();
    bundle.finish().unwrap();
    path
}

/// One page with a filled square.
pub fn pdf() -> Vec<u8> {
    let content = "0 0 1 rg 100 100 200 200 re f";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 5\n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

fn take_in(service: &Service, path: &Path) {
    let mut findings = Vec::new();
    let mut note = |finding: &service::Finding| findings.push(format!("{finding:?}"));
    let report = Importer::new(service, ImportOptions::default(), &mut note, &mut |_| {}).import(path);
    assert!(report.as_ref().is_ok_and(|report| report.refused == 0), "{report:?} {findings:#?}");
}

fn settings(servers: &Authority, devices: &Authority, lifetime: Lifetime, folder: &Path) -> Settings {
    let server = servers.server_identity(&["localhost"], &[Ipv4Addr::LOCALHOST.into()], lifetime).unwrap();
    let web = folder.join("web");
    std::fs::create_dir_all(&web).unwrap();
    std::fs::write(web.join("index.html"), "<!DOCTYPE html><title>縁側</title>").unwrap();
    std::fs::write(web.join("assets.json"), r#"{"index.html":"text/html; charset=utf-8"}"#).unwrap();
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
    }
}

type Started = (SocketAddr, SocketAddr, Vec<ServerHandle>, JoinHandle<()>);

fn start(settings: Settings, service: Service) -> Started {
    let (told, told_here) = mpsc::channel();
    let tokens = Tokens::new(ORIGIN.to_owned(), vec![TokenKey::generate().unwrap()]);
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let bound = api::bind(settings, service, tokens).unwrap();
            told.send((bound.address, bound.operator_address.unwrap(), bound.handles())).unwrap();
            bound.run().await.unwrap();
        });
    });
    let (address, operator, handles) = told_here.recv().unwrap();
    (address, operator, handles, thread)
}
