//! Where the workspace and its results lie, and how this tool starts cargo and itself in it.
//! What is built or run is left to the subcommands.

use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that holds the workspace's `Cargo.toml`.
pub fn root() -> Result<PathBuf> {
    // Cargo says where this crate lies when it runs it. Where it lay when it was compiled may be another clone: results of the
    // compiler are kept outside clones and used by the next.
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let root = Path::new(&here)
        .parent()
        .and_then(Path::parent)
        .context("this crate lies two levels below the workspace")?;
    Ok(root.to_owned())
}

/// Cargo's target directory.
pub fn target() -> Result<PathBuf> {
    let named = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    Ok(root()?.join(named))
}

/// The cargo that runs this tool, in the workspace. What the outer cargo has set about this very package is not for it.
pub fn cargo() -> Result<Command> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command.current_dir(root()?);
    Ok(command)
}

/// This tool with another subcommand.
pub fn xtask(subcommand: &str) -> Result<Command> {
    // Under Linux's own name for this very program: cargo may have replaced the file meanwhile, since the tests of the
    // whole workspace build this tool with other features.
    let own = Path::new("/proc/self/exe");
    let program = match own.exists() {
        true => own.to_owned(),
        false => env::current_exe().context("cannot find this very program")?,
    };
    let mut command = Command::new(program);
    command.arg(subcommand).current_dir(root()?);
    Ok(command)
}

/// Whether a program can be found by its name.
pub fn on_path(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Run to the end; a failure names the program. Its own words have gone to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// What a program prints, if it can be started and succeeds.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}
