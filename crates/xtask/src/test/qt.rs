//! Fetches the browser of 2018 that has a certificate store of its own: Qt 5.12, whose WebEngine is Chromium 69, as
//! Python packages that `tests/browser/qt-5.12.txt` pins by version and hash. It is a third of a gigabyte and never
//! changes, so it lies outside the clone. What is done with it is the browser tests' matter.

use crate::workspace::{answer, root};
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
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
    let folder = folder()?;
    let list = root()?.join("tests/browser/qt-5.12.txt");
    let version = "import sys; print(sys.implementation.cache_tag)";
    let Some(python) = answer(Command::new("python3").args(["-c", version])) else {
        return Ok(Qt::Missing("there is no python3".to_owned()));
    };
    // A part of it fits one version of Python only.
    let wanted = python + &fs::read_to_string(&list).context("tests/browser/qt-5.12.txt")?;
    let mark = folder.join(".installed-from");
    if !fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        println!("fetching Qt 5.12 (120 MB) into {}", folder.display());
        if let Err(words) = install(&list, &folder)? {
            return Ok(Qt::Missing(format!("pip cannot fetch it: {words}")));
        }
        fs::write(mark, wanted)?;
    }
    Ok(match said(&mut start(&folder))? {
        Ok(()) => Qt::There(folder),
        Err(words) => Qt::Missing(format!("it cannot be loaded: {}", last_line(&words))),
    })
}

/// Where every clone finds it again.
fn folder() -> Result<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|cache| !cache.is_empty()) {
        Some(cache) => cache.into(),
        None => PathBuf::from(env::var_os("HOME").context("HOME is not set")?).join(".cache"),
    };
    Ok(cache.join("engawa/qt-5.12"))
}

/// Beside the folder first, so that what is in it is whole. What comes back is why pip could not.
fn install(list: &Path, folder: &Path) -> Result<Result<(), String>> {
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
    let fetched = said(&mut pip)?;
    if fetched.is_ok() {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::rename(&part, folder)?;
    } else if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    match fetched {
        Err(words) if words.contains("DO NOT MATCH THE HASHES") => {
            bail!("what pip fetched is not what tests/browser/qt-5.12.txt pins")
        }
        Err(words) => Ok(Err(last_line(&words))),
        Ok(()) => Ok(Ok(())),
    }
}

/// Shows whether the machine has the libraries that it needs.
fn start(folder: &Path) -> Command {
    let mut python = Command::new("python3");
    python
        .args(["-s", "-c", "import PyQt5.QtWebEngineWidgets, PyQt5.QtNetwork"])
        .env("PYTHONPATH", folder);
    python
}

/// Run to the end; a failure gives what the program said, which the terminal has seen too.
fn said(command: &mut Command) -> Result<Result<(), String>> {
    let output = command.output().context("python3 cannot be started")?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    eprint!("{words}");
    Ok(Err(words))
}

fn last_line(words: &str) -> String {
    words
        .lines()
        .rfind(|line| !line.trim().is_empty())
        .map_or("it does not say why", str::trim)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_named_by_what_was_said_last() {
        assert_eq!(
            last_line("WARNING: once more\nERROR: none such \n\n"),
            "ERROR: none such"
        );
        assert_eq!(last_line(" \n"), "it does not say why");
    }

    #[test]
    fn a_program_that_fails_is_heard_and_one_that_is_not_there_is_an_error() {
        let mut shell = Command::new("sh");
        assert_eq!(
            said(shell.args(["-c", "echo no >&2; exit 3"])).unwrap(),
            Err("no\n".to_owned())
        );
        assert_eq!(said(&mut Command::new("true")).unwrap(), Ok(()));
        assert!(said(&mut Command::new("no-such-program-anywhere")).is_err());
    }
}
