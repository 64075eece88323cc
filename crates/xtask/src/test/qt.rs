//! Fetches the browser of 2018 that has a certificate store of its own: Qt 5.12, whose WebEngine is Chromium 69, as
//! Python packages that `tests/browser/qt-5.12.txt` pins by version and hash. It is a third of a gigabyte and never
//! changes, so it lies outside the clone. What is done with it is the browser tests' matter.

use crate::workspace::{answer, root};
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder with it, where every clone finds it again.
fn folder() -> Result<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|cache| !cache.is_empty()) {
        Some(cache) => cache.into(),
        None => PathBuf::from(env::var_os("HOME").context("HOME is not set")?).join(".cache"),
    };
    Ok(cache.join("engawa/qt-5.12"))
}

/// Have it in the folder, ready to be started. An error says why it cannot be had on this machine.
pub fn fetch() -> Result<PathBuf> {
    let folder = folder()?;
    let list = root()?.join("tests/browser/qt-5.12.txt");
    let python = answer(Command::new("python3").args(["-c", "import sys; print(sys.implementation.cache_tag)"]))
        .context("python3 cannot be started")?;
    // A part of it fits one version of Python only.
    let wanted = python + &fs::read_to_string(&list).context("tests/browser/qt-5.12.txt")?;
    let mark = folder.join(".installed-from");
    if !fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        println!("fetching Qt 5.12 (120 MB) into {}", folder.display());
        install(&list, &folder)?;
        fs::write(mark, wanted)?;
    }
    starts(&folder)?;
    Ok(folder)
}

/// Beside the folder first, so that what is in it is whole.
fn install(list: &Path, folder: &Path) -> Result<()> {
    let part = folder.with_file_name(format!("qt-5.12.part-{}", std::process::id()));
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--no-input"])
        .args(["--disable-pip-version-check", "--no-cache-dir", "--retries", "2"])
        // It would advise root against what is not done here: this goes into a folder of its own.
        .env("PIP_ROOT_USER_ACTION", "ignore")
        .args(["--require-hashes", "--only-binary", ":all:", "--no-deps"])
        .arg("--target")
        .arg(&part)
        .arg("--requirement")
        .arg(list);
    let fetched = said(&mut pip).context("pip cannot fetch it");
    let placed = fetched.and_then(|()| {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        Ok(fs::rename(&part, folder)?)
    });
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    placed
}

/// Whether the machine has the libraries that it needs.
fn starts(folder: &Path) -> Result<()> {
    let mut python = Command::new("python3");
    python
        .args(["-s", "-c", "import PyQt5.QtWebEngineWidgets, PyQt5.QtNetwork"])
        .env("PYTHONPATH", folder);
    said(&mut python).context("it cannot be loaded")
}

/// Run to the end; a failure says in one line what the program said last.
fn said(command: &mut Command) -> Result<()> {
    let output = command.output().context("python3 cannot be started")?;
    if output.status.success() {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    eprint!("{words}");
    match words.lines().rfind(|line| !line.trim().is_empty()) {
        Some(line) => bail!("{}", line.trim()),
        None => bail!("python3 failed ({})", output.status),
    }
}
