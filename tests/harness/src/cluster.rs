//! A throw-away PostgreSQL cluster on a socket of its own, without network.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};
use tempfile::TempDir;

/// A running cluster. It ends, and its files go, when this is dropped or when the process that started it ends, however
/// that happens: the watching shell reads a pipe that closes then. It lives in a process group of its own, so that whoever
/// ends the test's does not end it before it has cleaned up, and holds nothing of the test's output, so that nobody who
/// reads that waits for it.
pub struct Cluster {
    directory: TempDir,
    options: String,
    _watcher: Child,
}

impl Cluster {
    /// Makes and starts a cluster.
    ///
    /// # Errors
    /// If PostgreSQL is not installed or does not start.
    pub fn start() -> anyhow::Result<Self> {
        Self::start_with("")
    }

    /// The same with further options of the server, such as `-c fsync=off`.
    ///
    /// # Errors
    /// As [`Cluster::start`].
    pub fn start_with(options: &str) -> anyhow::Result<Self> {
        let binaries = binaries()?;
        let directory = tempfile::Builder::new().prefix("engawa-pg").tempdir()?;
        let home = directory.path();
        if is_root() {
            run(Command::new("chown").arg("postgres:postgres").arg(home))?;
        }
        let begin = begin(&binaries, home, options);
        let script = format!(
            "set -e; cd '{home}'; \
             '{bin}/initdb' -D data -U engawa -A trust -E UTF8 --locale=C --no-sync >initdb.log; \
             {begin}; echo ready; exec 1>&-; cat >/dev/null || true; \
             '{bin}/pg_ctl' -D data -w -s -m immediate stop || true; cd /; rm -rf '{home}'",
            home = home.display(),
            bin = binaries.display(),
        );
        let log = home.join("watcher.log");
        let mut watcher = as_postgres(&script)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log)?)
            .spawn()
            .context("PostgreSQL")?;
        let mut line = String::new();
        let output = watcher.stdout.take().context("no output of the cluster")?;
        BufReader::new(output).read_line(&mut line)?;
        if line.trim() != "ready" {
            let read = |path| std::fs::read_to_string(path).unwrap_or_default();
            bail!(
                "PostgreSQL did not start: {}{}",
                read(log),
                read(home.join("postgres.log"))
            );
        }
        Ok(Self {
            directory,
            options: options.to_owned(),
            _watcher: watcher,
        })
    }

    /// Ends the server as a crash would: nobody is told, nothing is finished. Its files stay.
    ///
    /// # Errors
    /// If there is none.
    pub fn crash(&self) -> anyhow::Result<()> {
        let (bin, home) = (binaries()?, self.socket());
        let stop = format!(
            "cd '{}' && '{}/pg_ctl' -D data -w -s -m immediate stop",
            home.display(),
            bin.display()
        );
        run(&mut as_postgres(&stop)).map(|_| ())
    }

    /// Starts the server again on the same files.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start_again(&self) -> anyhow::Result<()> {
        let begin = begin(&binaries()?, self.socket(), &self.options);
        let script = format!("cd '{}' && {begin}", self.socket().display());
        run(as_postgres(&script).stdin(Stdio::null())).map(|_| ())
    }

    /// The directory of its socket.
    #[must_use]
    pub fn socket(&self) -> &Path {
        self.directory.path()
    }

    /// An empty database in it.
    ///
    /// # Errors
    /// If the server refuses.
    pub fn create_database(&self, name: &str) -> anyhow::Result<String> {
        create_database(self.socket(), name)
    }
}

/// What starts the server in the folder in which the shell is.
fn begin(binaries: &Path, home: &Path, options: &str) -> String {
    format!(
        "'{}/pg_ctl' -D data -w -s -l postgres.log -o '-k {} -c listen_addresses= -c max_connections=200 \
         -c shared_buffers=64MB {options}' start",
        binaries.display(),
        home.display(),
    )
}

/// PostgreSQL refuses to be run by root.
fn as_postgres(script: &str) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    command.args(["-c", script]);
    command
}

/// An empty database in the cluster with this socket; its URL.
pub(crate) fn create_database(socket: &Path, name: &str) -> anyhow::Result<String> {
    let statement = format!("CREATE DATABASE {name}");
    run(Command::new(binaries()?.join("psql"))
        .args(["-q", "-X", "-U", "engawa", "-d", "postgres", "-c", &statement, "-h"])
        .arg(socket))?;
    Ok(format!("postgres://engawa@/{name}?host={}", socket.display()))
}

/// Runs a statement with the database's own command-line program.
pub(crate) fn execute(kind: &str, url: &str, statement: &str) -> anyhow::Result<()> {
    if kind == "sqlite" {
        // The ledger lies in a file of its own.
        let ledger = Path::new(url).with_extension("ledger.sqlite");
        run(Command::new("sqlite3").arg(url).arg(format!(
            "PRAGMA busy_timeout=5000; ATTACH '{}' AS ledger; {statement}",
            ledger.display()
        )))?;
        return Ok(());
    }
    run(Command::new(binaries()?.join("psql")).args(["-q", "-X", "-v", "ON_ERROR_STOP=1", "-c", statement, url]))?;
    Ok(())
}

/// Every row of the data as the database's own program writes it.
pub(crate) fn contents(kind: &str, url: &str) -> anyhow::Result<Vec<String>> {
    let text = if kind == "sqlite" {
        run(Command::new("sqlite3")
            .arg(url)
            .args(["PRAGMA busy_timeout=5000;", ".dump"]))?
    } else {
        let program = binaries()?.join("pg_dump");
        run(Command::new(program)
            .args(["--data-only", "--inserts", "--exclude-table=ledger_*", "--dbname"])
            .arg(url))?
    };
    let mut rows: Vec<String> = text
        .lines()
        .filter(|line| line.starts_with("INSERT INTO"))
        .map(str::to_owned)
        .collect();
    rows.sort();
    Ok(rows)
}

/// The newest PostgreSQL of Debian's packages, whose server programs are not on the path.
fn binaries() -> anyhow::Result<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .context("PostgreSQL is not installed (apt-get install postgresql)")?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found
        .pop()
        .context("PostgreSQL's server programs are not installed (apt-get install postgresql)")
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0)
}

fn run(command: &mut Command) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    if !output.status.success() {
        bail!("{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
