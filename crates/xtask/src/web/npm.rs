//! Installs the npm tools that `frontend/package-lock.json` pins. Which tools, and in which versions, is said there.

use super::inputs::digest;
use super::place::{Place, run};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// `npm ci`, unless what is installed came from this very lock file.
pub fn install(place: &Place) -> Result<()> {
    let lock = fs::read(place.frontend.join("package-lock.json")).context("frontend/package-lock.json")?;
    let wanted = digest([lock.as_slice()]);
    let mark = place.frontend.join("node_modules/.installed-from");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    // Every tool comes as a file of its package; none needs an install script.
    run(Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&place.frontend))?;
    fs::write(mark, wanted)?;
    Ok(())
}
