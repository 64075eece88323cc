//! What the tests of the running program share: a data directory with its database, and the program on it.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use harness::Database;

/// A data directory and its database: keys and settings of every node on it.
pub struct DataDir<'d> {
    pub data: &'d Path,
    pub database: &'d Database,
}

impl DataDir<'_> {
    /// The program with its settings, to be told what to do.
    pub fn engawa(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_engawa"));
        command
            .arg("--data")
            .arg(self.data)
            .env("RUST_LOG", "warn")
            .env("ENGAWA_DATABASE", &self.database.url);
        command
    }

    /// The program serving on this port of the machine, with more settings; whoever gets it ends it.
    pub fn serve(&self, port: u16, settings: &[(&str, &str)]) -> Child {
        let mut child = self
            .engawa()
            .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let ready = output
            .lines()
            .map_while(Result::ok)
            .any(|line| line.starts_with("ready"));
        assert!(ready, "the program ended before it was ready");
        child
    }
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
