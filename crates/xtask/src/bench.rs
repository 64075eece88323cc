//! `cargo xtask bench`: builds the program with the routes it is compared with, and the load generator, and starts the
//! one with the other. What is measured and how is the load generator's own matter (`tests/load`).

use crate::step::Steps;
use crate::workspace::{cargo, root, run, target};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `cargo xtask bench` accepts.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub struct Arguments {
    /// --rounds, --seconds, --growth …; --help lists them all, once everything is built
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    handed_on: Vec<String>,
}

/// The servers get a core to themselves where there are two; clients and PostgreSQL share the others.
const SERVERS: usize = 0;

/// Build both, then measure.
pub fn run_to_the_end(arguments: &Arguments) -> Result<()> {
    let mut steps = Steps::new(3);
    let (program, _) = steps.run("the program, with routes to compare with", program);
    let (load, _) = steps.run("the load generator", || {
        run(cargo()?.args(["build", "--release", "--locked", "--package", "load"]))?;
        Ok(target()?.join("release/load"))
    });
    let (program, load) = (program?, load?);
    let cores = std::thread::available_parallelism()?.get();
    let mut command = if cores > 1 {
        let mut command = Command::new("taskset");
        command.arg("--cpu-list").arg(others(cores)).arg(&load);
        command.args(["--core", &SERVERS.to_string()]);
        command
    } else {
        Command::new(&load)
    };
    command.arg("--program").arg(&program).arg("--out").arg(folder()?);
    command.args(&arguments.handed_on).current_dir(root()?);
    steps.run("measure", || run(&mut command)).0
}

/// Every core but the servers'.
fn others(cores: usize) -> String {
    format!("{}-{}", SERVERS + 1, cores - 1)
}

fn folder() -> Result<PathBuf> {
    Ok(target()?.join("bench"))
}

/// The program in a folder of its own: it must not be found where programs are shipped from, for it has routes that no
/// shipped program has.
fn program() -> Result<PathBuf> {
    run(cargo()?
        .args(["build", "--release", "--locked", "--package", "engawa"])
        .args(["--features", "api/measure"]))?;
    fs::create_dir_all(folder()?)?;
    let (built, own) = (target()?.join("release/engawa"), folder()?.join("engawa"));
    move_file(&built, &own).with_context(|| format!("cannot move {}", built.display()))?;
    Ok(own)
}

/// By way of a copy, for cargo keeps a hard link to what it has built.
fn move_file(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_file(to)?;
    }
    fs::copy(from, to)?;
    Ok(fs::remove_file(from)?)
}
