//! What the tests that are driven by Node have in common: the program, built as it is tested, and the packages.

use crate::workspace::{cargo, root, run, target};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The command that runs `all.mjs` of a folder of `tests` against the program.
pub fn command(folder: &str) -> Result<Command> {
    let folder = root()?.join("tests").join(folder);
    // The tests' own profile: most of it is compiled already.
    run(cargo()?.args(["build", "--locked", "--package", "engawa"]))?;
    install(&folder)?;
    let mut node = Command::new("node");
    node.args(["--test-reporter=spec", "all.mjs"])
        .current_dir(&folder)
        .env("ENGAWA_PROGRAM", target()?.join("debug/engawa"))
        .env("ENGAWA_WEB", root()?.join("frontend/dist"));
    Ok(node)
}

/// The packages of a folder, unless just these are there.
fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = fs::read_to_string(&lock).with_context(|| lock.display().to_string())?;
    let mark = folder.join("node_modules/.installed-from");
    if !fs::read_to_string(&mark).is_ok_and(|installed| installed == lock) {
        // The browser of 2018 comes as a file of its package; nothing needs an install script.
        run(Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(folder))?;
        fs::write(&mark, lock)?;
    }
    Ok(())
}
