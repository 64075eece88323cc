//! `engawa city`: the insurer's own way back in, when its only administrator or its only device is lost. Everything else is
//! done on the screens.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use domain::audit::Command;

use crate::data_dir::{DataDir, write_secret_bytes};
use crate::handover::{tell_credentials, tell_device};

/// `engawa city`.
#[derive(Subcommand)]
pub enum City {
    /// Invite a city administrator; prints provisional credentials once.
    Administrator {
        /// The name; may be changed at the first log-in.
        #[arg(long)]
        name: String,
    },
    /// Issue a certificate for a device of the insurer itself; writes a .p12 and prints its password once.
    Device {
        /// What its people call it.
        #[arg(long)]
        label: String,
        /// Where to write the .p12.
        #[arg(long)]
        out: PathBuf,
    },
    /// New provisional credentials for an account of the insurer or of an organization; its sessions end.
    Credentials {
        /// The account's id.
        id: String,
    },
}

impl City {
    /// Runs it.
    ///
    /// # Errors
    /// If there is no such thing or the database cannot be written.
    pub fn run(&self, data: &Path, by: Command) -> anyhow::Result<ExitCode> {
        let data_dir = DataDir::open(data)?;
        let operator = data_dir.operator_beside(by)?;
        match self {
            Self::Administrator { name } => tell_credentials(&operator.invite_city_administrator(name)?),
            Self::Device { label, out } => {
                let issued = operator.issue_city_device(&data_dir.device_authority()?, label)?;
                write_secret_bytes(out, &issued.file)?;
                tell_device(&issued, out);
            }
            Self::Credentials { id } => {
                let id = id.parse().context("not an account's id")?;
                tell_credentials(&operator.renew_credentials(id)?);
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
