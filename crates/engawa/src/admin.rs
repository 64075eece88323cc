//! What an operator does on the machine: devices, organizations, accounts, the ledger.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use domain::account::{AccountStatus, Role};
use domain::audit::Command;
use domain::calendar::day::Day;
use domain::organization::OrganizationStatus;
use service::{NewStaff, Secret};

use crate::data_dir::{DataDir, write_secret_bytes};
use crate::machine_clock::clock;

/// `engawa audit`.
#[derive(Subcommand)]
pub enum Audit {
    /// Recompute every commitment and every hash of the ledger.
    Verify,
}

impl Audit {
    /// Runs it; fails if the ledger does not fit.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn run(&self, data: &Path) -> anyhow::Result<ExitCode> {
        let Self::Verify = self;
        let report = DataDir::open(data)?.verify_ledger()?;
        println!(
            "{} streams, {} entries, {} without details, {} faults",
            report.streams,
            report.entries,
            report.without_details,
            report.faults.len()
        );
        for fault in &report.faults {
            println!("{fault}");
        }
        Ok(if report.faults.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// `engawa device`.
#[derive(Subcommand)]
pub enum Device {
    /// Issue a certificate for a new device; writes a .p12 and prints its password once.
    Issue {
        /// The organization's id.
        #[arg(long)]
        organization: String,
        /// What its people call it.
        #[arg(long)]
        label: String,
        /// Where to write the .p12.
        #[arg(long)]
        out: PathBuf,
    },
    /// Revoke a device for good.
    Revoke {
        /// The device's id.
        id: String,
    },
    /// List all devices, tab-separated, with a heading. The look is noted in the ledger.
    List,
}

impl Device {
    /// Runs it.
    ///
    /// # Errors
    /// If there is no such thing or the database cannot be written.
    pub fn run(&self, data: &Path, by: Command) -> anyhow::Result<ExitCode> {
        let data_dir = DataDir::open(data)?;
        let operator = data_dir.operator_beside(by)?;
        match self {
            Self::Issue {
                organization,
                label,
                out,
            } => {
                let organization = organization.parse().context("not an organization's id")?;
                let issued = operator.issue_device(&data_dir.device_authority()?, organization, label)?;
                write_secret_bytes(out, &issued.file)?;
                println!(
                    "device {}\nfile {}\npassword {}",
                    issued.device,
                    out.display(),
                    issued.password.reveal()
                );
            }
            Self::Revoke { id } => {
                operator.revoke_device(id.parse().context("not a device's id")?)?;
                println!("revoked");
            }
            Self::List => {
                let rows = operator.devices()?.into_iter().map(|device| {
                    [
                        device.id.to_string(),
                        or_none(device.organization),
                        device.label,
                        device.status.to_string(),
                        Day::in_japan(device.valid_until).to_string(),
                    ]
                });
                table(["device", "organization", "label", "status", "valid-until"], rows);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// `engawa organization`.
#[derive(Subcommand)]
pub enum Organization {
    /// Permit an office.
    Permit {
        /// Office number, 10 characters.
        #[arg(long)]
        office: String,
        /// Service code, e.g. 43.
        #[arg(long)]
        service: String,
        /// The office's name.
        #[arg(long)]
        name: String,
    },
    /// Set its status: permitted, suspended, closed.
    Status {
        /// The organization's id.
        id: String,
        /// The status.
        status: String,
    },
    /// List all organizations, tab-separated, with a heading. The look is noted in the ledger.
    List,
}

impl Organization {
    /// Runs it.
    ///
    /// # Errors
    /// If there is no such thing or the database cannot be written.
    pub fn run(&self, data: &Path, by: Command) -> anyhow::Result<ExitCode> {
        let operator = DataDir::open(data)?.operator_beside(by)?;
        match self {
            Self::Permit {
                office,
                service: kind,
                name,
            } => {
                let office = office.parse().context("not an office number")?;
                let kind = kind.parse().context("not a service code")?;
                println!(
                    "{}",
                    operator.permit_organization(office, kind, name, Day::in_japan(clock().now()))?
                );
            }
            Self::Status { id, status } => {
                let status: OrganizationStatus = status.parse().context("permitted, suspended or closed")?;
                operator.set_organization_status(id.parse().context("not an organization's id")?, status, None)?;
                println!("{status}");
            }
            Self::List => {
                let rows = operator.organizations()?.into_iter().map(|organization| {
                    [
                        organization.id.to_string(),
                        organization.office_number.to_string(),
                        organization.service_code.to_string(),
                        organization.name,
                        organization.status.to_string(),
                        organization.permitted.first.to_string(),
                        or_none(organization.permitted.last),
                    ]
                });
                let heading = [
                    "organization",
                    "office",
                    "service",
                    "name",
                    "status",
                    "permitted-from",
                    "permitted-until",
                ];
                table(heading, rows);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// `engawa account`.
#[derive(Subcommand)]
pub enum Account {
    /// Add somebody to an organization; the password comes from standard input.
    Add {
        /// The organization's id.
        #[arg(long)]
        organization: String,
        /// Login ID.
        #[arg(long)]
        login_id: String,
        /// Name.
        #[arg(long)]
        name: String,
        /// organization-administrator, care-manager or viewer.
        #[arg(long, default_value = "care-manager")]
        role: String,
    },
    /// Set its status: active, suspended, left.
    Status {
        /// The account's id.
        id: String,
        /// The status.
        status: String,
    },
    /// Let it sign in again at once after too many failed log-ins. Its password stays.
    Unlock {
        /// The account's id.
        id: String,
    },
    /// List all accounts, tab-separated, with a heading. The look is noted in the ledger.
    List,
}

impl Account {
    /// Runs it.
    ///
    /// # Errors
    /// If there is no such thing, the password is too weak, or the database cannot be written.
    pub fn run(&self, data: &Path, by: Command) -> anyhow::Result<ExitCode> {
        let operator = DataDir::open(data)?.operator_beside(by)?;
        match self {
            Self::Add {
                organization,
                login_id,
                name,
                role,
            } => {
                let mut password = String::new();
                std::io::stdin()
                    .read_line(&mut password)
                    .context("the password cannot be read")?;
                let role: Role = role.parse().context("not a role")?;
                let staff = NewStaff {
                    login_id: login_id.parse().context("not a login ID")?,
                    name: name.clone(),
                    role,
                    password: Secret::new(password.trim_end_matches(['\r', '\n']).to_owned()),
                };
                let organization = organization.parse().context("not an organization's id")?;
                println!("{}", operator.add_staff(organization, staff)?);
            }
            Self::Status { id, status } => {
                let status: AccountStatus = status.parse().context("active, suspended or left")?;
                operator.set_account_status(id.parse().context("not an account's id")?, status)?;
                println!("{status}");
            }
            Self::Unlock { id } => {
                operator.unlock_account(id.parse().context("not an account's id")?)?;
                println!("unlocked");
            }
            Self::List => {
                let rows = operator.accounts()?.into_iter().map(|account| {
                    [
                        account.id.to_string(),
                        or_none(account.organization),
                        account.login_id.to_string(),
                        account.name,
                        account.role.to_string(),
                        account.status.to_string(),
                        or_none(account.last_sign_in_at.map(Day::in_japan)),
                    ]
                });
                let heading = [
                    "account",
                    "organization",
                    "login-id",
                    "name",
                    "role",
                    "status",
                    "last-sign-in",
                ];
                table(heading, rows);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn or_none(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// Prints lines that people can read and `cut` can part: names have no tabs, and what has is shown without.
fn table<const COLUMNS: usize>(heading: [&str; COLUMNS], rows: impl Iterator<Item = [String; COLUMNS]>) {
    println!("{}", heading.join("\t"));
    for row in rows {
        println!("{}", row.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).join("\t"));
    }
}
