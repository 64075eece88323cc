//! The program: `engawa serve | init | import | sample | demo | audit | device | …`. Reads settings, opens the data directory,
//! and offers the use cases of `service` on the command line and, through `api`, over HTTPS.

mod admin;
mod city;
mod data_dir;
mod demo;
mod handover;
mod import;
mod insurer;
mod machine_clock;
mod make_sample;
mod serve;
mod settings;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

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
    /// What the insurer has settled for itself; further insurers.
    #[command(subcommand)]
    Insurer(insurer::Insurer),
    /// Accounts: add, suspend, unlock, list.
    #[command(subcommand)]
    Account(admin::Account),
}

fn main() -> ExitCode {
    // Not a command: the program starts itself so for work on documents from outside.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == service::FENCE_ARGUMENT)
    {
        return service::work_in_the_fence().map_or(ExitCode::FAILURE, ExitCode::from);
    }
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info")).init();
    match run(&Arguments::command().get_matches()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("engawa: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(given: &ArgMatches) -> anyhow::Result<ExitCode> {
    let Arguments { data, command } = Arguments::from_arg_matches(given)?;
    let by = name_of(given).parse()?;
    match command {
        Command::Init(init) => init.run(&data, by),
        Command::Serve(serve) => serve.run(&data),
        Command::Import(import) => import.run(&data, by),
        Command::Sample(sample) => sample.run(),
        Command::Demo(demo) => demo.run(&data, by),
        Command::Audit(audit) => audit.run(&data),
        Command::Device(device) => device.run(&data, by),
        Command::Organization(organization) => organization.run(&data, by),
        Command::City(city) => city.run(&data, by),
        Command::Insurer(insurer) => insurer.run(&data, by),
        Command::Account(account) => account.run(&data, by),
    }
}

/// The name of the command that was given, without its arguments: what the ledger says of who did it.
fn name_of(given: &ArgMatches) -> String {
    let mut words = Vec::new();
    let mut given = given;
    while let Some((word, rest)) = given.subcommand() {
        words.push(word);
        given = rest;
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of all commands that do something by themselves.
    fn names(command: &clap::Command, before: &[&str]) -> Vec<String> {
        let below = command.get_subcommands().flat_map(|below| {
            let path: Vec<&str> = before.iter().copied().chain([below.get_name()]).collect();
            let deeper = names(below, &path);
            if deeper.is_empty() {
                vec![path.join(" ")]
            } else {
                deeper
            }
        });
        below.collect()
    }

    #[test]
    fn the_ledger_can_name_every_command() {
        let names = names(&Arguments::command(), &[]);
        assert!(names.contains(&"device revoke".to_owned()), "{names:?}");
        for name in names {
            assert!(name.parse::<domain::audit::Command>().is_ok(), "{name}");
        }
    }

    #[test]
    fn a_command_is_named_without_its_arguments() {
        let given = [
            "engawa",
            "device",
            "revoke",
            "--data",
            "there",
            "01890a5d-ac96-774b-bcce-b302099a8057",
        ];
        let given = Arguments::command().try_get_matches_from(given).unwrap();
        assert_eq!(name_of(&given), "device revoke");
    }
}
