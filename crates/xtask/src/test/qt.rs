//! Fetches the browser of 2018 that has a certificate store of its own: Qt 5.12, whose WebEngine is Chromium 69, as
//! Python packages that `tests/browser/qt-5.12.txt` pins by version and hash. It is a third of a gigabyte and never
//! changes, so it lies outside the clone. What is done with it is the browser tests' matter.

use crate::test::wheels::{self, last_line, said};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether it can be had on this machine.
pub enum Qt {
    /// In this folder, ready to be started.
    There(PathBuf),
    /// Not, and why.
    Missing(String),
}

/// Have it. An error is not that it is missing, but that something else came in its place.
pub fn fetch() -> Result<Qt> {
    let folder = match wheels::installed("tests/browser/qt-5.12.txt", "qt-5.12")? {
        Ok(folder) => folder,
        Err(words) => return Ok(Qt::Missing(words)),
    };
    Ok(match said(&mut start(&folder))? {
        Ok(()) => Qt::There(folder),
        Err(words) => Qt::Missing(format!("it cannot be loaded: {}", last_line(&words))),
    })
}

/// Shows whether the machine has the libraries that it needs.
fn start(folder: &Path) -> Command {
    let mut python = Command::new("python3");
    python
        .args(["-s", "-c", "import PyQt5.QtWebEngineWidgets, PyQt5.QtNetwork"])
        .env("PYTHONPATH", folder);
    python
}
