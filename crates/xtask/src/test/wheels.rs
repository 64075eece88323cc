//! Programs that come as Python packages, pinned by version and hash in a list of the repository. They never change, so they
//! lie outside the clone, where every clone finds them again.

use crate::workspace::{answer, root};
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder with what a list names; or why it cannot be had. An error is that something else came in its place.
pub fn installed(list: &str, name: &str) -> Result<Result<PathBuf, String>> {
    let folder = cache()?.join(name);
    let version = "import sys; print(sys.implementation.cache_tag)";
    let Some(python) = answer(Command::new("python3").args(["-c", version])) else {
        return Ok(Err("there is no python3".to_owned()));
    };
    // A part may fit one version of Python only.
    let wanted = python + &fs::read_to_string(root()?.join(list)).with_context(|| list.to_owned())?;
    let mark = folder.join(".installed-from");
    if !fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        println!("fetching what {list} names into {}", folder.display());
        if let Err(words) = install(list, &folder)? {
            return Ok(Err(format!("pip cannot fetch it: {words}")));
        }
        fs::write(mark, wanted)?;
    }
    Ok(Ok(folder))
}

fn cache() -> Result<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|cache| !cache.is_empty()) {
        Some(cache) => cache.into(),
        None => PathBuf::from(env::var_os("HOME").context("HOME is not set")?).join(".cache"),
    };
    Ok(cache.join("engawa"))
}

/// Beside the folder first, so that what is in it is whole. What comes back is why pip could not.
fn install(list: &str, folder: &Path) -> Result<Result<(), String>> {
    let part = folder.with_extension(format!("part-{}", std::process::id()));
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--no-input"])
        .args(["--disable-pip-version-check", "--no-cache-dir", "--retries", "2"])
        // It would advise root against what is not done here: this goes into a folder of its own.
        .env("PIP_ROOT_USER_ACTION", "ignore")
        .args(["--require-hashes", "--only-binary", ":all:", "--no-deps"])
        .arg("--target")
        .arg(&part)
        .arg("--requirement")
        .arg(root()?.join(list));
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
        Err(words) if words.contains("DO NOT MATCH THE HASHES") => bail!("what pip fetched is not what {list} pins"),
        Err(words) => Ok(Err(last_line(&words))),
        Ok(()) => Ok(Ok(())),
    }
}

/// Run to the end; a failure gives what the program said, which the terminal has seen too.
pub fn said(command: &mut Command) -> Result<Result<(), String>> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("{name} cannot be started"))?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    eprint!("{words}");
    Ok(Err(words))
}

/// What a program said at the end.
pub fn last_line(words: &str) -> String {
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
