//! What an operator does on the machine: devices, organizations, accounts, the ledger.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use domain::account::{AccountStatus, Role};
use domain::day::Day;
use domain::organization::OrganizationStatus;
use service::{NewStaff, Secret};

use crate::clock;
use crate::house::{House, write_secret_bytes};

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
        let report = House::open(data)?.service_beside()?.verify_ledger()?;
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
}

impl Device {
    /// Runs it.
    ///
    /// # Errors
    /// If there is no such thing or the database cannot be written.
    pub fn run(&self, data: &Path) -> anyhow::Result<ExitCode> {
        let house = House::open(data)?;
        let service = house.service_beside()?;
        match self {
            Self::Issue {
                organization,
                label,
                out,
            } => {
                let organization = organization.parse().context("not an organization's id")?;
                let issued = service.issue_device(&house.device_authority()?, organization, label)?;
                write_secret_bytes(out, &issued.file)?;
                println!(
                    "device {}\nfile {}\npassword {}",
                    issued.device,
                    out.display(),
                    issued.password.reveal()
                );
            }
            Self::Revoke { id } => {
                service.revoke_device(id.parse().context("not a device's id")?)?;
                println!("revoked");
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
}

impl Organization {
    /// Runs it.
    ///
    /// # Errors
    /// If there is no such thing or the database cannot be written.
    pub fn run(&self, data: &Path) -> anyhow::Result<ExitCode> {
        let service = House::open(data)?.service_beside()?;
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
                    service.permit_organization(office, kind, name, Day::in_japan(clock()))?
                );
            }
            Self::Status { id, status } => {
                let status: OrganizationStatus = status.parse().context("permitted, suspended or closed")?;
                service.set_organization_status(id.parse().context("not an organization's id")?, status, None)?;
                println!("{status}");
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
}

impl Account {
    /// Runs it.
    ///
    /// # Errors
    /// If there is no such thing, the password is too weak, or the database cannot be written.
    pub fn run(&self, data: &Path) -> anyhow::Result<ExitCode> {
        let service = House::open(data)?.service_beside()?;
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
                println!("{}", service.add_staff(organization, staff)?);
            }
            Self::Status { id, status } => {
                let status: AccountStatus = status.parse().context("active, suspended or left")?;
                service.set_account_status(id.parse().context("not an account's id")?, status)?;
                println!("{status}");
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
