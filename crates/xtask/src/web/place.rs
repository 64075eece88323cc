//! Where the build finds its sources and puts its results, and how it starts other programs.
//! What those programs do is said where they are called.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// The folders of one build.
pub struct Place {
    /// The workspace.
    pub root: PathBuf,
    /// The SPA's crate, with its npm tools.
    pub frontend: PathBuf,
    /// What may be thrown away at any time: compiled wasm, results of slow steps.
    pub cache: PathBuf,
    /// The result.
    pub dist: PathBuf,
}

impl Place {
    /// The cache is `ENGAWA_TARGET`, else `web` inside `CARGO_TARGET_DIR`, else `target/web`. It is never cargo's own
    /// target directory: another compiler works in it, and each would throw the other's work away.
    pub fn find() -> Result<Self> {
        let root = workspace::root()?;
        let cache = match (env::var_os("ENGAWA_TARGET"), env::var_os("CARGO_TARGET_DIR")) {
            (Some(own), _) => root.join(own),
            (None, Some(cargo)) => root.join(cargo).join("web"),
            (None, None) => root.join("target/web"),
        };
        let frontend = root.join("frontend");
        let dist = frontend.join("dist");
        Ok(Self {
            root,
            frontend,
            cache,
            dist,
        })
    }

    /// A program that npm installed for the build, to be started inside `frontend/`.
    pub fn npm_tool(&self, name: &str) -> Command {
        let mut command = Command::new(self.frontend.join("node_modules/.bin").join(name));
        command.current_dir(&self.frontend);
        command
    }
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

/// Run to the end and return what it printed.
pub fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!(
            "{name} failed ({}): {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}
