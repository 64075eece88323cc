//! `cargo xtask test`: everything that is checked before a change goes in, the quick steps first. Each step only starts
//! the tool that knows; what is right is said in the tests themselves.

mod browser;
mod compose;
mod node;
mod qt;
mod supply;
mod wheels;

use crate::machine;
use crate::step::{Steps, seconds};
use crate::tally::{self, Tally};
use crate::workspace::{answer, cargo, run, xtask};
use anyhow::{Result, bail};
use std::time::Duration;

/// What `cargo xtask test` accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only these steps, separated by commas
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// All but these steps, separated by commas
    #[arg(long, value_enum, value_delimiter = ',')]
    skip: Vec<Part>,
}

/// The steps, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Every file is laid out by rustfmt
    Format,
    /// docker-compose.yml is well formed, where Docker is there to say so
    Compose,
    /// What is depended on: known dangers, licences, sources, duplicates; the list of all parts
    Supply,
    /// domain, contract and the SPA for the oldest supported browsers
    Web,
    /// clippy without a word, over all targets
    Lint,
    /// Tests of all crates, on both databases, with the layers, the tidy rules and the OpenAPI document
    Rust,
    /// Examples in the documentation, among them what must not compile
    Doc,
    /// Clients generated for Python and TypeScript, compiled and at work on the running product
    Clients,
    /// The running product in today's Chromium and in the one of 2018
    Browser,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Format,
        Self::Compose,
        Self::Supply,
        Self::Web,
        Self::Lint,
        Self::Rust,
        Self::Doc,
        Self::Clients,
        Self::Browser,
    ];

    fn title(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Compose => "compose: docker-compose.yml",
            Self::Supply => "supply: what the program is made of",
            Self::Web => "web: domain, contract and the SPA for the oldest browsers",
            Self::Lint => "lint: clippy",
            Self::Rust => "rust: all crates, on both databases",
            Self::Doc => "doc: examples in the documentation",
            Self::Clients => "clients: generated ones at work on the running product",
            Self::Browser => "browser: the running product",
        }
    }

    fn run(self, tally: &mut Tally) -> Result<()> {
        match self {
            Self::Format => run(cargo()?.args(["fmt", "--all", "--", "--check"])),
            Self::Compose => compose::check(),
            Self::Supply => supply::check(),
            Self::Web => run(&mut xtask("web")?),
            Self::Lint => lint(),
            Self::Rust => counted(tally, rust()?),
            Self::Doc => counted(tally, {
                let mut command = cargo()?;
                command.args(["test", "--doc", "--workspace", "--locked"]);
                command
            }),
            Self::Clients => counted(tally, node::command("clients")?),
            Self::Browser => counted(tally, browser::command()?),
        }
    }
}

/// Run what was asked for, all of it even when something fails, and say at the end how each step went; whether all
/// went well.
pub fn run_all(arguments: &Arguments) -> Result<bool> {
    let parts: Vec<_> = Part::ALL.into_iter().filter(|part| arguments.mean(*part)).collect();
    if parts.is_empty() {
        bail!("no step is left to run");
    }
    let mut steps = Steps::new(parts.len() + 1);
    steps.run("what the machine needs", machine::prepare_to_test).0?;
    let mut tally = Tally::default();
    let mut verdicts = Vec::new();
    for part in parts {
        let (result, took) = steps.run(part.title(), || part.run(&mut tally));
        if let Err(error) = &result {
            eprintln!("{error:#}");
        }
        verdicts.push((part, result.is_ok(), took));
    }
    Ok(conclude(&verdicts, tally))
}

impl Arguments {
    fn mean(&self, part: Part) -> bool {
        (self.only.is_empty() || self.only.contains(&part)) && !self.skip.contains(&part)
    }
}

/// The last lines: how each step went, then the number of tests, alone on its line for whoever counts.
fn conclude(verdicts: &[(Part, bool, Duration)], tally: Tally) -> bool {
    println!();
    for (part, good, took) in verdicts {
        let verdict = if *good { "ok" } else { "FAILED" };
        println!("{verdict:>6} {:>12}  {}", seconds(*took), part.title());
    }
    let good = verdicts.iter().all(|(_, good, _)| *good);
    // A step that fails without a test of its own, such as the formatting, is a failure all the same.
    let failed = if good { tally.failed } else { tally.failed.max(1) };
    println!("\n{} passed, {failed} failed, {} skipped", tally.passed, tally.skipped);
    good
}

fn counted(tally: &mut Tally, mut command: std::process::Command) -> Result<()> {
    let (counted, result) = tally::run(&mut command);
    *tally = *tally + counted;
    result
}

/// What all compile, and what only measuring turns on.
fn lint() -> Result<()> {
    let clippy = |what: &[&str]| -> Result<()> {
        run(cargo()?
            .args(["clippy", "--locked"])
            .args(what)
            .args(["--", "--deny", "warnings"]))
    };
    clippy(&["--workspace", "--all-targets"])?;
    clippy(&["--workspace", "--features", "api/measure"])
}

/// nextest where it is installed, for it is quicker; cargo's own runner otherwise.
fn rust() -> Result<std::process::Command> {
    let mut command = cargo()?;
    if answer(cargo()?.args(["nextest", "--version"])).is_some() {
        command.args(["nextest", "run"]);
    } else {
        command.arg("test").args(["--lib", "--bins", "--tests"]);
    }
    command.args(["--workspace", "--locked", "--no-fail-fast"]);
    Ok(command)
}
