//! Gets the running product and the browsers ready for `tests/browser`, which holds what is tested.

use super::qt::{self, Qt};
use crate::workspace::{cargo, root, run, target, xtask};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// The command that runs all browser tests.
pub fn command() -> Result<Command> {
    let folder = root()?.join("tests/browser");
    run(&mut xtask("web")?)?;
    // The tests' own profile: most of it is compiled already.
    run(cargo()?.args(["build", "--locked", "--package", "engawa"]))?;

    let lock = fs::read_to_string(folder.join("package-lock.json")).context("tests/browser/package-lock.json")?;
    let mark = folder.join("node_modules/.installed-from");
    if !fs::read_to_string(&mark).is_ok_and(|installed| installed == lock) {
        // The browser of 2018 comes as a file of its package; nothing needs an install script.
        run(Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(&folder))?;
        fs::write(&mark, lock)?;
    }
    let mut node = Command::new("node");
    node.args(["--test-reporter=spec", "all.mjs"])
        .current_dir(&folder)
        .env("ENGAWA_PROGRAM", target()?.join("debug/engawa"))
        .env("ENGAWA_WEB", root()?.join("frontend/dist"));
    match qt::fetch()? {
        Qt::There(folder) => node.env("ENGAWA_QT", folder),
        Qt::Missing(why) => {
            println!("Qt 5.12 cannot be had, so what needs it will be skipped: {why}");
            node.env("ENGAWA_WITHOUT_QT", format!("Qt 5.12 cannot be had: {why}"))
        }
    };
    Ok(node)
}
