//! The server as a process of its own on a core of its own, and the check of its ledger afterwards.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cpu::Counted;
use crate::town::{Plan, Town, engawa, run};

/// A running server; killed when dropped.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// What it spends.
    pub counted: Counted,
    process: Child,
    /// Held open: a program whose output nobody holds may not print any more.
    _output: BufReader<ChildStdout>,
}

/// A server that takes longer than this to end has failed.
const STOPPING: Duration = Duration::from_secs(40);

impl Server {
    /// Starts serving a town, on one core if `core` says so, with the log that operators have by default.
    pub fn start(plan: Plan<'_>, town: &Town, core: Option<usize>, log: &Path) -> Result<Self> {
        // Freed at once for the server to take: nobody else is given it so soon.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = match core {
            Some(core) => {
                let mut command = Command::new("taskset");
                command.arg("--cpu-list").arg(core.to_string()).arg(plan.program);
                command
            }
            None => Command::new(plan.program),
        };
        command.arg("--data").arg(&town.data).args(["serve", "--listen"]);
        command.arg(address.to_string()).env_remove("RUST_LOG");
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(File::create(log)?)
            .spawn()
            .with_context(|| format!("{command:?}"))?;
        let mut line = String::new();
        let output = process.stdout.take().context("no output of the server")?;
        let mut output = BufReader::new(output);
        output.read_line(&mut line)?;
        if !line.starts_with("ready") {
            bail!("the server did not start; see {}", log.display());
        }
        Ok(Self {
            address,
            counted: Counted::One(process.id()),
            process,
            _output: output,
        })
    }

    /// Stops it the way an operator does.
    pub fn stop(mut self) -> Result<()> {
        run(Command::new("kill").args(["-TERM", &self.process.id().to_string()]))?;
        let began = Instant::now();
        while began.elapsed() < STOPPING {
            if let Some(status) = self.process.try_wait()? {
                if status.success() {
                    return Ok(());
                }
                bail!("the server ended with {status}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the server does not stop");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // After `stop` there is nothing left to kill or to wait for.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Entries of the whole ledger, recomputed by `engawa audit verify`.
///
/// # Errors
/// If anything in it does not fit.
pub fn verified_entries(plan: Plan<'_>, town: &Town) -> Result<u64> {
    let told = run(engawa(plan, &town.data).args(["audit", "verify"]))?;
    entries(&told).with_context(|| format!("not the answer of a verifier: {told}"))
}

/// `3 streams, 41 entries, 0 without details, 0 faults`
fn entries(told: &str) -> Option<u64> {
    let parts: Vec<_> = told.lines().next()?.split(", ").collect();
    let number = |what: &str| {
        parts
            .iter()
            .find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
    };
    (number("faults") == Some(0)).then(|| number("entries")).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_ledger_without_faults_counts() {
        assert_eq!(
            entries("3 streams, 41 entries, 0 without details, 0 faults\n"),
            Some(41)
        );
        assert_eq!(
            entries("3 streams, 41 entries, 0 without details, 1 faults\nnode-1: entry 7 is missing"),
            None
        );
        assert_eq!(entries("engawa: no such thing"), None);
    }
}
