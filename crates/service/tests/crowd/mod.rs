//! A city with so many of everything that a list shows: clients with applications, results and documents' dates, staff,
//! devices, keys, sessions, organizations, applications, entries of the ledger.

use std::fmt::Write;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use domain::account::{AccountStatus, Role};
use domain::calendar::day::Day;
use domain::enrolment::device::CertificateFingerprint;
use domain::enrolment::install_key::{InstallKey, KeyLife};
use domain::enrolment::usage_application::{Reference, Standing, UsageApplicationChannel};
use domain::id::{AccountId, DeviceId, OrganizationId};
use domain::record::{Applicant, InstallKeyRecord, UsageApplicationRecord};
use harness::{Database, TestClock};
use persistence::{
    Key, Keys, NewAccount, NewDevice, NewOrganization, NewSession, SecretHash, Target, Tenant, Tx, fresh_id, random,
};
use service::{Authority, AuthorityUse, Lifetime, NewStaff, Presented, Reading, Secret, Service};
use tempfile::TempDir;

use crate::support::node;

/// The longest page of any list.
pub const PAGE: usize = 200;

const PASSWORD: &str = "chotto hitoyasumi shimashou";
const OFFICE: &str = "4370106637";
const OTHER_OFFICE: &str = "4370199996";

/// Forgets what was asked before.
pub fn begin() {
    persistence::take_statements();
}

/// The city and who looks at its lists.
pub struct City {
    pub service: Service,
    pub office: OrganizationId,
    pub manager: Presented,
    pub administrator: Presented,
    pub clerk: Presented,
    _database: Database,
    _files: TempDir,
}

impl City {
    /// A city with `rows` rows in each list, besides who looks.
    pub fn with(database: Database, rows: usize) -> Self {
        let clock = TestClock::at(DateTime::from_timestamp(1_795_309_200, 0).unwrap());
        let service = node(&database, "test", &clock);
        let today = service.today();
        let operator = service.operator("test".parse().unwrap());
        let authority =
            Authority::create(AuthorityUse::Devices, "縁側市", Lifetime::days_from(clock.now(), 3_650)).unwrap();
        let office = operator
            .permit_organization(
                OFFICE.parse().unwrap(),
                "43".parse().unwrap(),
                "縁側支援",
                today.add_days(-300),
            )
            .unwrap();
        let files = tempfile::tempdir().unwrap();
        deliver(&service, files.path(), today, rows);
        let tenant = tenant(&database);
        for number in 0..rows {
            tenant.write_here(|tx| fill(tx, office, number, clock.now())).unwrap();
        }
        for (login, role) in [
            ("sato.hanako", Role::CareManager),
            ("kanri.taro", Role::OrganizationAdministrator),
        ] {
            operator.add_staff(office, staff(login, role)).unwrap();
        }
        operator
            .add_city_staff(staff("yakusho.hanae", Role::CityAdministrator), None)
            .unwrap();
        let device = operator.issue_device(&authority, office, "パソコン").unwrap().device;
        let city_device = operator.issue_city_device(&authority, "窓口").unwrap().device;
        let sign_in = |device, login| signed_in(&service, device, login);
        let [manager, administrator, clerk] = [
            sign_in(device, "sato.hanako"),
            sign_in(device, "kanri.taro"),
            sign_in(city_device, "yakusho.hanae"),
        ];
        Self {
            manager,
            administrator,
            clerk,
            service,
            office,
            _database: database,
            _files: files,
        }
    }

    /// A care manager of another office, who has no clients.
    pub fn outsider(&self) -> Presented {
        let operator = self.service.operator("test".parse().unwrap());
        let now = self.service.now();
        let authority = Authority::create(AuthorityUse::Devices, "縁側市", Lifetime::days_from(now, 3_650)).unwrap();
        let (number, kind) = (OTHER_OFFICE.parse().unwrap(), "43".parse().unwrap());
        let from = self.service.today().add_days(-300);
        let office = operator.permit_organization(number, kind, "よその支援", from).unwrap();
        operator
            .add_staff(office, staff("suzuki.ichiro", Role::CareManager))
            .unwrap();
        let device = operator.issue_device(&authority, office, "パソコン").unwrap().device;
        signed_in(&self.service, device, "suzuki.ichiro")
    }
}

/// The same data as the node has it, past the use cases.
fn tenant(database: &Database) -> Tenant {
    let keys = Keys::new(vec![(1, Key::from_bytes([1; 32]))], Key::from_bytes([2; 32])).unwrap();
    let opened = persistence::Database::open(&Target::parse(&database.url), keys, 4).unwrap();
    opened.tenant(sample::INSURER.parse().unwrap()).unwrap()
}

fn staff(login: &str, role: Role) -> NewStaff {
    NewStaff {
        login_id: login.parse().unwrap(),
        name: login.to_owned(),
        role,
        password: Secret::new(PASSWORD.to_owned()),
    }
}

fn signed_in(service: &Service, device: DeviceId, login: &str) -> Presented {
    let devices = service.operator("test".parse().unwrap()).devices().unwrap();
    let certificate = devices.iter().find(|known| known.id == device).unwrap().fingerprint;
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let signed_in = runtime
        .block_on(service.sign_in(certificate, login, Secret::new(PASSWORD.to_owned()), "request"))
        .unwrap();
    Presented {
        certificate,
        session: signed_in.session,
        request: "request".to_owned(),
    }
}

/// One row more for each list that no delivery fills.
fn fill(
    tx: &mut Tx<'_>,
    office: OrganizationId,
    number: usize,
    now: DateTime<Utc>,
) -> Result<(), persistence::StoreError> {
    for organization in [Some(office), None] {
        let (account, device) = (fresh_id(), fresh_id());
        tx.create_account(new_account(account, organization, number), now)?;
        tx.create_device(new_device(device, organization, number, now), now)?;
        tx.create_session(NewSession {
            id: fresh_id(),
            account,
            device,
            created_at: now,
            expires_at: now + TimeDelta::hours(8),
            previous_sign_in_at: None,
            provisional: false,
        })?;
        let key = InstallKey::from_random(random()?).unwrap();
        tx.create_install_key(
            &new_key(&key, organization, now),
            SecretHash::of("install-key", b"secret"),
        )?;
    }
    let other = number_of_office(number);
    tx.create_organization(NewOrganization {
        id: fresh_id(),
        office_number: other.parse().unwrap(),
        service_code: "43".parse().unwrap(),
        name: format!("事業所{number}"),
        permitted_from: Day::in_japan(now),
        device_quota: 5,
    })?;
    tx.create_usage_application(
        &application(&other, now),
        SecretHash::of("usage-application", b"secret"),
    )
}

fn number_of_office(number: usize) -> String {
    format!("43{:08}", 70_000_000 + number)
}

fn new_account(id: AccountId, organization: Option<OrganizationId>, number: usize) -> NewAccount {
    let side = if organization.is_some() { "office" } else { "city" };
    NewAccount {
        id,
        organization,
        login_id: format!("{side}.{number}").parse().unwrap(),
        name: format!("職員{number}").parse().unwrap(),
        role: if organization.is_some() {
            Role::CareManager
        } else {
            Role::CityAdministrator
        },
        status: AccountStatus::Active,
        password_hash: String::new(),
        desk: None,
        provisional_until: None,
    }
}

fn new_device(id: DeviceId, organization: Option<OrganizationId>, number: usize, now: DateTime<Utc>) -> NewDevice {
    NewDevice {
        id,
        organization,
        label: format!("端末{number}"),
        fingerprint: CertificateFingerprint(random().unwrap()),
        serial: format!("{number:x}"),
        valid_from: now,
        valid_until: now + TimeDelta::days(700),
        replaces: None,
    }
}

fn new_key(key: &InstallKey, organization: Option<OrganizationId>, now: DateTime<Utc>) -> InstallKeyRecord {
    InstallKeyRecord {
        id: fresh_id(),
        key_id: key.id(),
        organization,
        label: "端末".to_owned(),
        issued_at: now,
        life: KeyLife {
            spent: false,
            revoked: false,
            failures: 0,
            expires_on: Day::in_japan(now).add_days(14),
            reserved_until: None,
        },
        reserved_for: None,
        device: None,
    }
}

fn application(office: &str, now: DateTime<Utc>) -> UsageApplicationRecord {
    UsageApplicationRecord {
        id: fresh_id(),
        reference: Reference::from_random(random().unwrap()).unwrap(),
        standing: Standing::Received,
        office_number: office.parse().unwrap(),
        service_code: "43".parse().unwrap(),
        applicant: Applicant {
            name: "金糸雀 花子".parse().unwrap(),
            kana: "カナリア ハナコ".parse().unwrap(),
            phone: "096-000-0000".to_owned(),
            mail: None,
        },
        devices: 3,
        terms_version: "1".to_owned(),
        channel: UsageApplicationChannel::Online,
        received_on: Day::in_japan(now),
        received_at: now,
        decided_at: None,
        reason: None,
        organization: None,
        account: None,
    }
}

/// A feed: its name, its heading, the lines of somebody.
type Feed<'f> = (&'f str, &'f str, Box<dyn Fn(usize) -> String + 'f>);

/// What a city delivers of its people, a line for each of them: half of the applications are open, each has a course.
fn deliver(service: &Service, folder: &Path, today: Day, rows: usize) {
    let day = |days: i64| today.add_days(days).to_string();
    let stamp = day(0).replace('-', "");
    let feeds: [Feed<'_>; 6] = [
        (
            "person",
            "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時",
            Box::new(|n| format!("{n:010},山田 太郎,ヤマダ タロウ,1938-11-20,1,縁側市東4-5,,,{stamp}")),
        ),
        (
            "assignment",
            "被保険者番号,届出区分,事業所番号,委託先事業所番号,開始日,終了日,届出日",
            Box::new(|n| format!("{n:010},1,{OFFICE},,{},,{}", day(-300), day(-300))),
        ),
        (
            "consent",
            "被保険者番号,受付日,受付方法,署名区分,署名者氏名,続柄,様式版,効力開始日,撤回日",
            Box::new(|n| format!("{n:010},{},1,1,,,1,{},", day(-300), day(-300))),
        ),
        (
            "application",
            "被保険者番号,申請番号,申請日,申請区分,情報提供同意",
            Box::new(|n| format!("{n:010},A-1,{},2,1", day(-40))),
        ),
        (
            "milestone",
            "被保険者番号,申請番号,進捗区分,日付,延期理由,見込日",
            Box::new(|n| {
                format!(
                    "{n:010},A-1,received,{},,\r\n{n:010},A-1,survey-requested,{},,",
                    day(-40),
                    day(-5)
                )
            }),
        ),
        (
            "certification",
            "被保険者番号,申請番号,要介護状態区分,認定日,有効開始日,有効終了日,有効月数,審査会意見,サービス指定,状態,\
             チェックリスト実施日",
            Box::new(|n| format!("{n:010},A-0,21,{},{},{},11,,,1,", day(-5), day(-300), day(40))),
        ),
    ];
    for (feed, heading, line) in &feeds {
        let mut text = format!("{heading}\r\n");
        for number in 0..rows {
            write!(text, "{}\r\n", line(number + 1)).unwrap();
        }
        let path = folder.join(format!("{}_{feed}_{stamp}.csv", sample::INSURER));
        std::fs::write(&path, text).unwrap();
        let mut findings: Vec<domain::delivery::Finding> = Vec::new();
        let operator = service.operator("test".parse().unwrap());
        let received = operator.receive_file(&path).unwrap();
        let report = operator.apply(received, &Reading::default(), &mut findings);
        assert_eq!(report.unwrap().refused, 0, "{findings:#?}");
    }
}
