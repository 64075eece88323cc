//! A town to measure in: a data directory made by `engawa demo --prepare-only`, and in some of its offices somebody with
//! an account and a device, made by the program's own commands like an operator would.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// Where the program lies and how many offices take part.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'p> {
    /// The program `engawa`.
    pub program: &'p Path,
    /// Offices from which people are looked at.
    pub offices: usize,
}

/// A prepared data directory.
#[derive(Debug)]
pub struct Town {
    /// The data directory.
    pub data: PathBuf,
    /// What browsers would have in the address bar.
    pub origin: String,
    /// Who looks.
    pub staff: Vec<Staff>,
}

/// Somebody of an office, with a device.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Staff {
    pub login_id: String,
    pub password: String,
    pub p12: PathBuf,
    pub p12_password: String,
}

/// What this crate reads of `demo.json`.
#[derive(Deserialize)]
struct Made {
    origin: String,
    accounts: Vec<MadeAccount>,
    device: MadeDevice,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MadeAccount {
    login_id: String,
    password: String,
}

#[derive(Deserialize)]
struct MadeDevice {
    p12: PathBuf,
    password: String,
}

/// Well known on purpose: everybody in the town is invented.
const PASSWORD: &str = "hakaru-dake-no-ocha";

impl Town {
    /// Makes the town; the folder must not exist.
    pub fn make(plan: Plan<'_>, data: &Path, size: u64, database: &str) -> Result<Self> {
        let began = Instant::now();
        run(engawa(plan, data)
            .args(["demo", "--prepare-only", "--database", database, "--size"])
            .arg(size.to_string()))?;
        let made: Made = serde_json::from_str(&fs::read_to_string(data.join("demo.json"))?)?;
        let first = made.accounts.first().context("the demo has no account")?;
        let mut staff = vec![Staff {
            login_id: first.login_id.clone(),
            password: first.password.clone(),
            p12: made.device.p12,
            p12_password: made.device.password,
        }];
        let offices = offices(&data.join("deliveries"), plan.offices)?;
        // The demo's own account stands for the first.
        for (number, office) in offices.iter().enumerate().skip(1) {
            staff.push(employ(plan, data, office, number)?);
        }
        settle(data)?;
        eprintln!(
            "made a town of {size} in {} ({} s, {} offices)",
            data.display(),
            began.elapsed().as_secs(),
            staff.len()
        );
        Ok(Self {
            data: data.to_owned(),
            origin: made.origin,
            staff,
        })
    }
}

/// An account and a device for one more office.
fn employ(plan: Plan<'_>, data: &Path, office: &str, number: usize) -> Result<Staff> {
    let login_id = format!("hakaru.{number}");
    let organization = run(engawa(plan, data)
        .args([
            "organization",
            "permit",
            "--service",
            "43",
            "--name",
            "計測の事業所",
            "--office",
        ])
        .arg(office))?;
    let organization = organization.trim();
    let mut account = engawa(plan, data);
    account.args(["account", "add", "--name", "計測 太郎", "--organization", organization]);
    account.args(["--login-id", &login_id]);
    run_with(&mut account, PASSWORD)?;
    let p12 = std::path::absolute(data.join(format!("measure-{number}.p12")))?;
    let told = run(engawa(plan, data)
        .args([
            "device",
            "issue",
            "--label",
            "計測用",
            "--organization",
            organization,
            "--out",
        ])
        .arg(&p12))?;
    let p12_password = told.lines().find_map(|line| line.strip_prefix("password "));
    Ok(Staff {
        login_id,
        password: PASSWORD.to_owned(),
        p12,
        p12_password: p12_password.context("the program told no password")?.to_owned(),
    })
}

/// The care-management offices with most clients today, by the city's own delivery.
fn offices(deliveries: &Path, wanted: usize) -> Result<Vec<String>> {
    let mut clients: BTreeMap<String, u64> = BTreeMap::new();
    for entry in fs::read_dir(deliveries)? {
        let path = entry?.path();
        if path.to_string_lossy().contains("_assignment_") {
            count_clients(&path, &mut clients)?;
        }
    }
    let mut offices: Vec<_> = clients.into_iter().collect();
    offices.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if offices.len() < wanted {
        bail!("the town has only {} care-management offices", offices.len());
    }
    Ok(offices.into_iter().take(wanted).map(|(office, _)| office).collect())
}

fn count_clients(feed: &Path, clients: &mut BTreeMap<String, u64>) -> Result<()> {
    let mut rows = csv::Reader::from_path(feed)?;
    let headings = rows.headers()?.clone();
    let column = |name: &str| {
        let found = headings.iter().position(|heading| heading == name);
        found.with_context(|| format!("{} has no column {name}", feed.display()))
    };
    let (kind, office, delegated, end) = (
        column("届出区分")?,
        column("事業所番号")?,
        column("委託先事業所番号")?,
        column("終了日")?,
    );
    for row in rows.records() {
        let row = row?;
        let is = |column: usize, value: &str| row.get(column) == Some(value);
        if is(kind, "1") && is(delegated, "") && is(end, "") {
            let office = row.get(office).unwrap_or_default();
            *clients.entry(office.to_owned()).or_default() += 1;
        }
    }
    Ok(())
}

/// One worker: what a request costs is asked, not how many cores there are. No enrolment listener: the servers of several
/// towns would want the same port.
fn settle(data: &Path) -> Result<()> {
    let file = data.join("engawa.toml");
    let settings = fs::read_to_string(&file)?;
    let kept = settings.lines().filter(|line| !line.starts_with("enrolment = "));
    let settled: Vec<&str> = std::iter::once("workers = 1").chain(kept).collect();
    Ok(fs::write(&file, settled.join("\n"))?)
}

/// The program on a data directory.
pub fn engawa(plan: Plan<'_>, data: &Path) -> Command {
    let mut command = Command::new(plan.program);
    command.arg("--data").arg(data).env("RUST_LOG", "warn");
    command
}

/// Runs to the end and answers what was printed.
pub fn run(command: &mut Command) -> Result<String> {
    run_with(command, "")
}

fn run_with(command: &mut Command, input: &str) -> Result<String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{command:?}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!("{command:?} failed: {told}");
    }
    Ok(told)
}
