//! `cargo xtask demo`: from a fresh checkout to a running product with an invented municipality. What the municipality
//! looks like and who may sign in is the program's own matter; it prints both.

use crate::machine;
use crate::step::Steps;
use crate::workspace::{cargo, root, run, target, xtask};
use anyhow::{Context, Result};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

/// What `cargo xtask demo` accepts.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where the demonstration keeps its data; remove the folder to begin anew
    #[arg(long, default_value = "demo")]
    data: PathBuf,
    /// Handed to `engawa demo` as they are, after `--`: for example `-- --listen 127.0.0.1:9443`
    #[arg(last = true)]
    handed_on: Vec<String>,
}

/// Prepare, build, and become the program.
pub fn run_to_the_end(arguments: &Arguments) -> Result<()> {
    let mut steps = Steps::new(3);
    steps.run("what the machine needs", machine::prepare_to_build).0?;
    steps
        .run("the browser application (some minutes the first time)", || {
            run(&mut xtask("web")?)
        })
        .0
        .context("the browser application cannot be built; what is wrong stands above")?;
    steps
        .run("the program (ten minutes or so the first time)", || {
            run(cargo()?.args(["build", "--release", "--locked", "--package", "engawa"]))
        })
        .0
        .context("the program cannot be built; what is wrong stands above")?;
    println!("\nStarting the demonstration; Ctrl+C ends it, and the same command starts it again as it was.");
    let program = target()?.join("release/engawa");
    let error = Command::new(&program)
        .current_dir(root()?)
        .arg("demo")
        .arg("--data")
        .arg(&arguments.data)
        .args(["--web", "frontend/dist"])
        .args(&arguments.handed_on)
        .exec();
    Err(error).with_context(|| format!("cannot start {}", program.display()))
}
