//! Counts tests from what their runners print, while the runners' lines go through to the terminal. Three runners are
//! known: cargo test, nextest, node's own.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read};
use std::ops::Add;
use std::process::{Command, Stdio};
use std::thread;

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

/// Run a test runner to the end. It is an error if it fails; the count comes with either.
pub fn run(command: &mut Command) -> (Tally, Result<()>) {
    let mut tally = Tally::default();
    let result = counted(command, &mut tally);
    (tally, result)
}

fn counted(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    let out = child.stdout.take().context("the output was asked for")?;
    let err = child.stderr.take().context("the output was asked for")?;
    let out = thread::spawn(move || pass_on(out, |line| println!("{line}")));
    let err = thread::spawn(move || pass_on(err, |line| eprintln!("{line}")));
    for part in [out, err] {
        let part = part
            .join()
            .map_err(|_| anyhow::anyhow!("reading what {name} prints failed"))?;
        *tally = *tally + part?;
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    if tally.failed > 0 {
        bail!("{name} reports {} failed tests", tally.failed);
    }
    if tally.passed == 0 {
        bail!("{name} ran no test");
    }
    Ok(())
}

fn pass_on(from: impl Read, say: impl Fn(&str)) -> Result<Tally> {
    let mut tally = Tally::default();
    for line in BufReader::new(from).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        say(&line);
        tally = tally + count(&line);
    }
    Ok(tally)
}

/// What one line of a runner's closing words counts; nothing for any other line.
fn count(line: &str) -> Tally {
    // Indented it is what nextest repeats of a failed test, which its own summary counts.
    if let Some(result) = line.strip_prefix("test result: ") {
        return words(result.split_once(". ").map_or("", |(_, counts)| counts), ';');
    }
    let line = line.trim();
    if let Some((_, counts)) = line
        .strip_prefix("Summary [")
        .and_then(|summary| summary.split_once(" run: "))
    {
        return words(counts, ',');
    }
    // `ℹ pass 3` on a terminal of today, `# pass 3` on an old one.
    if let Some((kind, number)) = line
        .strip_prefix("ℹ ")
        .or_else(|| line.strip_prefix("# "))
        .and_then(|fact| fact.split_once(' '))
        && let Ok(number) = number.parse()
    {
        return of(kind, number);
    }
    Tally::default()
}

/// `8 passed; 2 failed; …`, each part beginning with its number.
fn words(counts: &str, between: char) -> Tally {
    counts
        .split(between)
        .filter_map(|part| part.trim().split_once(' '))
        .filter_map(|(number, kind)| Some(of(kind, number.parse().ok()?)))
        .fold(Tally::default(), Add::add)
}

fn of(kind: &str, number: u64) -> Tally {
    let none = Tally::default();
    // nextest adds remarks, such as "passed (1 slow)".
    match kind.split(" (").next().unwrap_or(kind) {
        "passed" | "pass" => Tally { passed: number, ..none },
        "failed" | "fail" | "timed out" | "exec failed" | "cancelled" => Tally { failed: number, ..none },
        "skipped" | "ignored" | "todo" => Tally {
            skipped: number,
            ..none
        },
        _ => none,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn the_closing_line_of_each_runner_is_understood() {
        for (line, expected) in [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.31s",
                tally(12, 0, 1),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
                tally(3, 2, 0),
            ),
            (
                "    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 92 filtered out",
                tally(0, 0, 0),
            ),
            (
                "     Summary [   1.204s] 33 tests run: 33 passed, 0 skipped",
                tally(33, 0, 0),
            ),
            (
                "     Summary [  61.1s] 9/12 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 4 skipped",
                tally(6, 3, 4),
            ),
            ("     Summary [   0.1s] 1 test run: 1 passed, 7 skipped", tally(1, 0, 7)),
            ("ℹ pass 21", tally(21, 0, 0)),
            ("# fail 2", tally(0, 2, 0)),
            ("ℹ cancelled 1", tally(0, 1, 0)),
        ] {
            assert_eq!(count(line), expected, "{line}");
        }
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in [
            "",
            "12 passed",
            "ℹ tests 21",
            "# a heading",
            "ℹ duration_ms 1234.5",
            "test result: ok",
        ] {
            assert_eq!(count(line), Tally::default(), "{line}");
        }
    }

    #[test]
    fn a_runner_that_ran_no_test_has_failed() {
        let mut quiet = Command::new("true");
        assert!(run(&mut quiet).1.is_err());
        let mut honest = Command::new("echo");
        honest.arg("test result: ok. 2 passed; 0 failed");
        let (counted, result) = run(&mut honest);
        assert!(result.is_ok());
        assert_eq!(counted, tally(2, 0, 0));
    }
}
