//! The program: `engawa serve | init | import | sample | demo | audit | device | …`. Reads settings, opens the data directory,
//! and offers the use cases of `service` on the command line and, through `api`, over HTTPS.

mod admin;
mod city;
mod data_dir;
mod demo;
mod import;
mod make_sample;
mod serve;
mod settings;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use service::Clock;

/// Engawa (縁側): certification information of long-term care, shown to care managers under consent, never without a trace.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// Where the data lies: settings, database, keys, certificates.
    #[arg(long, global = true, env = "ENGAWA_DATA", default_value = "data")]
    data: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a data directory: settings, database, keys, certificate authorities, the insurer.
    Init(data_dir::Init),
    /// Serve the SPA and the API.
    Serve(serve::Serve),
    /// Take in files as the city delivers them. Order by itself: people first, then what speaks of them.
    Import(import::Import),
    /// Write the files of an invented municipality.
    Sample(make_sample::MakeSample),
    /// Make an invented municipality by importing its files, and serve it.
    Demo(demo::Demo),
    /// Check the audit ledger.
    #[command(subcommand)]
    Audit(admin::Audit),
    /// Devices: issue, revoke, list.
    #[command(subcommand)]
    Device(admin::Device),
    /// Organizations: permit, suspend, close, list.
    #[command(subcommand)]
    Organization(admin::Organization),
    /// The insurer's own way back in: administrators, devices, credentials.
    #[command(subcommand)]
    City(city::City),
    /// Accounts: add, suspend, unlock, list.
    #[command(subcommand)]
    Account(admin::Account),
}

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info")).init();
    let Arguments { data, command } = Arguments::parse();
    let done = match command {
        Command::Init(init) => init.run(&data),
        Command::Serve(serve) => serve.run(&data),
        Command::Import(import) => import.run(&data),
        Command::Sample(sample) => sample.run(),
        Command::Demo(demo) => demo.run(&data),
        Command::Audit(audit) => audit.run(&data),
        Command::Device(device) => device.run(&data),
        Command::Organization(organization) => organization.run(&data),
        Command::City(city) => city.run(&data),
        Command::Account(account) => account.run(&data),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("engawa: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The one place where the clock of the machine is read; everything else is given this one.
#[expect(
    clippy::disallowed_methods,
    reason = "the program's clock, handed to everything else as an argument"
)]
fn clock() -> Clock {
    Clock::new(chrono::Utc::now)
}
