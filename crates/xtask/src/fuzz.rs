//! `cargo xtask fuzz`: the readers of `tests/fuzz` under libFuzzer, one after the other, each until it has read so many inputs.
//! What it has learned of a reader is kept in cargo's target directory, beside inputs that broke one.

use crate::workspace::{answer, cargo, root, run, target};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::PathBuf;

/// What `cargo xtask fuzz` accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// Only these readers, as in tests/fuzz/libfuzzer/fuzz_targets
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// How many inputs each reads
    #[arg(long, default_value_t = 10_000_000)]
    runs: u64,
    /// For how many seconds at most each
    #[arg(long, default_value_t = 3_600)]
    seconds: u64,
    /// A seed, to find the same again
    #[arg(long, default_value_t = 1)]
    seed: u32,
}

/// Readers that need the whole API to be compiled.
const REQUESTS: [&str; 2] = ["head", "token"];

/// Longer inputs say nothing new, and cost.
const LONGEST: &str = "8192";

/// Builds and runs them; the first input that breaks a reader ends it, and is printed.
pub fn run_to_the_end(arguments: &Arguments) -> Result<()> {
    ensure!(
        answer(cargo()?.args(["fuzz", "--version"])).is_some(),
        "cargo-fuzz is not installed: cargo install cargo-fuzz --locked"
    );
    // What is tried is built of the same crates as what is shipped.
    fs::copy(root()?.join("Cargo.lock"), folder()?.join("Cargo.lock")).context("Cargo.lock")?;
    let all = names()?;
    let unknown = arguments.only.iter().find(|name| !all.contains(name));
    ensure!(unknown.is_none(), "there is no reader {unknown:?}; there are {all:?}");
    let wanted = |name: &String| arguments.only.is_empty() || arguments.only.contains(name);
    all.iter()
        .filter(|name| wanted(name))
        .try_for_each(|name| fuzz(name, arguments))
}

fn folder() -> Result<PathBuf> {
    Ok(root()?.join("tests/fuzz/libfuzzer"))
}

fn names() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(folder()?.join("fuzz_targets"))? {
        let name = file?.path().file_stem().map(|name| name.to_string_lossy().into_owned());
        names.extend(name);
    }
    names.sort();
    Ok(names)
}

fn fuzz(name: &str, arguments: &Arguments) -> Result<()> {
    let (built, found) = (target()?.join("fuzz"), target()?.join("fuzz/found").join(name));
    let corpus = built.join("corpus").join(name);
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&found)?;
    // Coverage is built with flags that stable Rust has, but hides.
    let mut command = cargo()?;
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["fuzz", "run", "--fuzz-dir"])
        .arg(folder()?);
    command.arg("--target-dir").arg(&built);
    if REQUESTS.contains(&name) {
        command.args(["--features", "requests"]);
    }
    command
        .arg(name)
        .arg(&corpus)
        .arg(root()?.join("tests/fuzz/seeds").join(name))
        .arg("--");
    command
        .arg(format!("-runs={}", arguments.runs))
        .arg(format!("-max_total_time={}", arguments.seconds));
    command
        .arg(format!("-seed={}", arguments.seed))
        .arg(format!("-max_len={LONGEST}"));
    command
        .arg(format!("-artifact_prefix={}/", found.display()))
        .arg("-print_final_stats=1");
    println!("{name}");
    run(&mut command).with_context(|| format!("{name}: what broke it lies in {}", found.display()))
}
