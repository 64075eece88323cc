//! `engawa demo`: an invented municipality that really is one: its files are written, taken in like a city's, its
//! offices permitted, its devices issued, and served.

mod applicants;
mod city;
mod made;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use domain::account::Role;
use domain::audit::Command;
use domain::calendar::day::Day;
use domain::id::OrganizationId;
use sample::{OfficeAccount, Size, Summary};
use serde::{Deserialize, Serialize};
use service::{NewStaff, Operator, Reading, Secret};

use self::made::{MadeAccount, MadeDevice, password_of};
use crate::data_dir::{DataDir, make, write_secret, write_secret_bytes};
use crate::machine_clock::clock;
use crate::settings::{FILE, Settings};
use crate::{import, make_sample, serve};

/// `engawa demo`.
#[derive(Args)]
pub struct Demo {
    /// The built SPA.
    #[arg(long)]
    web: Option<PathBuf>,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// What browsers have in the address bar, if it is not `https://localhost` with the port listened on.
    #[arg(long)]
    origin: Option<String>,
    /// A SQLite path (relative to the data directory) or a `postgres://` URL.
    #[arg(long, default_value = "engawa.sqlite")]
    database: String,
    /// `demo`, `kumamoto`, or a number of insured persons.
    #[arg(long, default_value = "demo", value_parser = make_sample::size)]
    size: Size,
    /// Make everything and do not serve.
    #[arg(long)]
    prepare_only: bool,
}

/// What was made, for people and for programs that try the demo out.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Made {
    origin: String,
    accounts: Vec<MadeAccount>,
    device: MadeDevice,
    other_device: MadeDevice,
    third_device: MadeDevice,
    city_device: MadeDevice,
    /// Where applications and enrolments go.
    enrolment_origin: String,
    /// Those in the queue.
    applications: Vec<applicants::MadeApplication>,
    /// Offices with clients that have not applied yet.
    applicants: Vec<applicants::MadeApplicant>,
    people: BTreeMap<String, MadePerson>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct MadePerson {
    name: String,
    /// As the city has delivered it; the search takes it in any width.
    kana: String,
    insured_number: String,
    note: String,
}

/// Where the description of what was made lies.
const MADE: &str = "demo.json";

impl Demo {
    /// Makes what is missing, prints how to get in, serves.
    ///
    /// # Errors
    /// If something cannot be made or an address is taken.
    pub fn run(&self, data: &Path, by: Command) -> anyhow::Result<ExitCode> {
        if !data.join(MADE).exists() {
            self.make(data, by)?;
        }
        let made: Made = serde_json::from_str(&std::fs::read_to_string(data.join(MADE))?)?;
        if let Some(origin) = self.origin.as_ref().filter(|origin| **origin != made.origin) {
            anyhow::bail!(
                "{} holds a demo made for {}, not for {origin}: choose another --data or set origin in {FILE}",
                data.display(),
                made.origin
            );
        }
        tell(&made);
        if self.prepare_only {
            return Ok(ExitCode::SUCCESS);
        }
        let mut data_dir = DataDir::open(data)?;
        data_dir.settings.listen = self.listen;
        data_dir.settings.enrolment = Some(beside(self.listen));
        if let Some(web) = &self.web {
            data_dir.settings.frontend = Some(std::path::absolute(web)?);
        }
        let serving = data_dir.begin_serving()?;
        let insurers = data_dir.insurers()?;
        serve::listen(&data_dir, insurers, &serving)
    }

    fn make(&self, data: &Path, by: Command) -> anyhow::Result<()> {
        if data.join(FILE).exists() {
            anyhow::bail!("{} holds an unfinished demo: remove it and start again", data.display());
        }
        let origin = match &self.origin {
            Some(origin) => origin.clone(),
            None => format!("https://localhost:{}", self.listen.port()),
        };
        let settings = Settings {
            database: self.database.clone(),
            origin: origin.clone(),
            listen: self.listen,
            insurer_number: sample::INSURER.to_owned(),
            enrolment: Some(beside(self.listen)),
            enrolment_origin: origin_beside(&origin, beside(self.listen).port()),
            ..Settings::default()
        };
        settings.check()?;
        make(data, &settings)?;
        let data_dir = DataDir::open(data)?;
        let operator = data_dir.service()?.operator(by);
        let today = Day::in_japan(clock().now());
        // Everything of the sample lies in the past, so the rules must hold since then.
        operator.set_up_insurer(sample::CITY, today.add_days(-3 * 366))?;
        operator.change_insurer_rules(city::settled)?;
        println!("writing the files of {} …", sample::CITY);
        let summary = make_sample::write(self.size, 1, today, &data.join("deliveries"))?;
        for file in &summary.files {
            import::take_in(&operator, &file.path, &Reading::default(), None)?;
        }
        let made = people_and_devices(&data_dir, &operator, &summary, data, origin)?;
        write_secret(&data.join(MADE), &serde_json::to_string_pretty(&made)?)
    }
}

/// The port after the main one.
fn beside(listen: SocketAddr) -> SocketAddr {
    // Port 0 lets the system choose, also beside itself.
    let port = if listen.port() == 0 {
        0
    } else {
        listen.port().saturating_add(1)
    };
    SocketAddr::new(listen.ip(), port)
}

/// The same host with another port.
fn origin_beside(origin: &str, port: u16) -> String {
    let host = origin.trim_start_matches("https://");
    format!("https://{}:{port}", host.split(':').next().unwrap_or(host))
}

fn people_and_devices(
    data_dir: &DataDir,
    operator: &Operator,
    summary: &Summary,
    data: &Path,
    origin: String,
) -> anyhow::Result<Made> {
    let since = Day::in_japan(clock().now()).add_days(-3 * 366);
    let mut organizations = Vec::with_capacity(summary.offices.len());
    let waiting = applicants::not_permitted(summary);
    for office in summary.offices.iter().filter(|office| !waiting.contains(office)) {
        organizations.push(operator.permit_organization(office.number, office.service, &office.name, since)?);
    }
    let (first, second, third) = match (summary.offices.as_slice(), organizations.as_slice()) {
        ([office, other, more, ..], [id, other_id, more_id, ..]) => {
            ((office, *id), (other, *other_id), (more, *more_id))
        }
        _ => anyhow::bail!("the sample has fewer than three offices"),
    };
    let staff = [
        ("sato.hanako", "佐藤 花子", Role::CareManager, first),
        // Five care managers in one office: the city sees one office, and the ledger each of them.
        ("ito.sakura", "伊藤 さくら", Role::CareManager, first),
        ("watanabe.ken", "渡辺 健", Role::CareManager, first),
        ("nakamura.yui", "中村 結衣", Role::CareManager, first),
        ("kobayashi.aoi", "小林 葵", Role::CareManager, first),
        ("kanri.taro", "管理 太郎", Role::OrganizationAdministrator, first),
        ("etsuran.jiro", "閲覧 次郎", Role::Viewer, first),
        ("suzuki.ichiro", "鈴木 一郎", Role::CareManager, second),
        ("kanri.jiro", "管理 次郎", Role::OrganizationAdministrator, second),
        ("tanaka.midori", "田中 みどり", Role::CareManager, third),
        ("kanri.saburo", "管理 三郎", Role::OrganizationAdministrator, third),
    ];
    let mut accounts = Vec::with_capacity(staff.len());
    for (login_id, name, role, (office, organization)) in staff {
        accounts.push(account(operator, login_id, name, role, office, organization)?);
    }
    accounts.push(city::newcomer(operator, first.1, &first.0.name)?);
    accounts.extend(city::staff(operator)?);
    let people = summary.awkward.iter().map(|person| {
        let made = MadePerson {
            name: person.name.clone(),
            kana: person.kana.clone(),
            insured_number: person.insured_number.to_string(),
            note: person.role.note_ja().to_owned(),
        };
        (person.role.code().to_owned(), made)
    });
    let (applications, applicants) = applicants::apply(operator.service(), &waiting)?;
    Ok(Made {
        origin,
        accounts,
        device: device(data_dir, operator, data, first, "demo-device.p12")?,
        other_device: device(data_dir, operator, data, second, "other-device.p12")?,
        third_device: device(data_dir, operator, data, third, "third-device.p12")?,
        city_device: city::device(data_dir, operator, data)?,
        enrolment_origin: data_dir.settings.enrolment_origin.clone(),
        applications,
        applicants,
        people: people.collect(),
    })
}

fn account(
    operator: &Operator,
    login_id: &str,
    name: &str,
    role: Role,
    office: &OfficeAccount,
    organization: OrganizationId,
) -> anyhow::Result<MadeAccount> {
    let password = password_of(login_id);
    let staff = NewStaff {
        login_id: login_id.parse().context("login ID")?,
        name: name.to_owned(),
        role,
        password: Secret::new(password.clone()),
    };
    operator.add_staff(organization, staff)?;
    Ok(MadeAccount {
        login_id: login_id.to_owned(),
        password,
        role: role.name_ja().to_owned(),
        organization: office.name.clone(),
    })
}

fn device(
    data_dir: &DataDir,
    operator: &Operator,
    data: &Path,
    (office, organization): (&OfficeAccount, OrganizationId),
    file: &str,
) -> anyhow::Result<MadeDevice> {
    let issued = operator.issue_device(&data_dir.device_authority()?, organization, "事務所のパソコン1")?;
    let path = std::path::absolute(data.join(file))?;
    write_secret_bytes(&path, &issued.file)?;
    Ok(MadeDevice {
        p12: path,
        password: issued.password.reveal().to_owned(),
        organization: office.name.clone(),
    })
}

fn tell(made: &Made) {
    println!("\n{}  ({})", made.origin, sample::CITY);
    println!(
        "{}  (applications and devices without a certificate)",
        made.enrolment_origin
    );
    println!("\nLog-ins:");
    for account in &made.accounts {
        println!(
            "  {:<14} {:<34} {}（{}）",
            account.login_id, account.password, account.organization, account.role
        );
    }
    println!("\nDevice certificates, to be imported into the browser first:");
    for device in [&made.device, &made.other_device, &made.third_device, &made.city_device] {
        println!(
            "  {}  password {}  {}",
            device.p12.display(),
            device.password,
            device.organization
        );
    }
    println!(
        "\nHow: Windows: double-click the .p12. macOS: open it with Keychain Access. iOS: send it to the device, open it,"
    );
    println!("then Settings > Profile Downloaded. Firefox: Settings > Certificates > Your Certificates > Import.");
    println!("Chrome on Linux: chrome://certificate-manager > Your certificates > Import, or");
    println!("  pk12util -d sql:$HOME/.pki/nssdb -i {}", made.device.p12.display());
    println!(
        "The server's own certificate is signed by server-authority.pem beside it: trust that one, or accept the warning."
    );
    println!("\nPeople with a story (search by kana or number):");
    for (role, person) in &made.people {
        println!(
            "  {:<26} {} {}（{}）  {}",
            role, person.insured_number, person.name, person.kana, person.note
        );
    }
    applicants::tell(&made.applications, &made.applicants);
    println!();
}
