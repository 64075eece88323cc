//! A disk that fails under the running program: a sync that fails or hangs, no space left, in the ledger's file and in the
//! data's. No answer without its entry, nothing written after a failed sync, and a balancer is told at once.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use harness::Database;
use tempfile::TempDir;

use crate::data_dir::{DataDir, free_port};
use crate::node::{Device, Node};

/// Longer than anybody waits for a disk that hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program on a disk that fails when told.
struct Trial {
    folder: TempDir,
    database: Database,
    device: Device,
    operator: u16,
}

impl Trial {
    fn new() -> Self {
        let (folder, database) = (tempfile::tempdir().unwrap(), harness::sqlite());
        let data_dir = DataDir {
            data: folder.path(),
            database: &database,
        };
        data_dir.command(&["init"], "");
        let permit = [
            "organization",
            "permit",
            "--office",
            "4370106637",
            "--service",
            "43",
            "--name",
            "試験",
        ];
        let office = data_dir.command(&permit, "");
        data_dir.account(&office, "sato.hanako", "care-manager");
        let device = data_dir.device(&office, "device");
        Self {
            folder,
            database,
            device,
            operator: free_port(),
        }
    }

    fn data_dir(&self) -> DataDir<'_> {
        DataDir {
            data: self.folder.path(),
            database: &self.database,
        }
    }

    /// Where the rule stands that the disk follows.
    fn rule(&self) -> PathBuf {
        self.folder.path().join("fault-rule")
    }

    fn fail(&self, kind: &str, file: &str) {
        // Whole at once: the program reads it at any moment.
        let part = self.rule().with_extension("part");
        std::fs::write(&part, format!("{kind} {file}")).unwrap();
        std::fs::rename(part, self.rule()).unwrap();
    }

    fn heal(&self) {
        std::fs::remove_file(self.rule()).unwrap();
    }

    fn start(&self) -> Node {
        let shim = self.folder.path().join("faults.so");
        if !shim.exists() {
            let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/running/faults.c");
            let made = Command::new("cc")
                .args(["-shared", "-fPIC", "-O1", "-o"])
                .arg(&shim)
                .args([source, "-ldl"])
                .status();
            assert!(made.unwrap().success());
        }
        let operator = format!("127.0.0.1:{}", self.operator);
        self.data_dir().node_with(&[
            ("LD_PRELOAD", shim.to_str().unwrap()),
            ("ENGAWA_FAULT_RULE", self.rule().to_str().unwrap()),
            ("ENGAWA_OPERATOR", &operator),
        ])
    }

    /// What a balancer is told.
    fn is_ready(&self) -> bool {
        let mut stream = TcpStream::connect(("127.0.0.1", self.operator)).unwrap();
        stream
            .write_all(b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1) == Some("200")
    }

    fn wait_until(&self, is_ready: bool) {
        let since = Instant::now();
        while self.is_ready() != is_ready {
            assert!(since.elapsed() < PATIENCE, "still {}", !is_ready);
        }
    }

    fn sign_in(&self, node: &Node) -> u16 {
        node.try_sign_in(&self.device, "sato.hanako")
    }

    /// Ends the program, starts it on the healed disk, and sees that all is well.
    fn restart(&self, node: Node) {
        drop(node);
        self.data_dir().command(&["audit", "verify"], "");
        let node = self.start();
        assert!(self.is_ready());
        // An attempt that the failing disk could not take back counts as one failure, which costs a second.
        let since = Instant::now();
        while self.sign_in(&node) != 200 {
            assert!(since.elapsed() < PATIENCE, "nobody can sign in");
        }
    }
}

#[test]
fn a_failed_sync_of_the_ledger_closes_it_until_a_restart() {
    let trial = Trial::new();
    let node = trial.start();
    assert_eq!(trial.sign_in(&node), 200);
    trial.fail("eio", "ledger.sqlite");
    assert_eq!(trial.sign_in(&node), 503);
    assert!(!trial.is_ready());
    trial.heal();
    assert_eq!(
        trial.sign_in(&node),
        503,
        "the pages may be lost, though the disk says yes again"
    );
    assert!(!trial.is_ready());
    trial.restart(node);
}

#[test]
fn a_failed_sync_of_the_data_stops_data_and_ledger_until_a_restart() {
    let trial = Trial::new();
    let node = trial.start();
    assert_eq!(trial.sign_in(&node), 200);
    trial.fail("eio", "test.sqlite");
    let refused = trial.sign_in(&node);
    assert!((500..600).contains(&refused), "{refused}");
    trial.heal();
    assert!(!trial.is_ready());
    assert_eq!(trial.sign_in(&node), 503);
    assert_eq!(node.ask(&trial.device, "/work", None), 503, "no look without its entry");
    trial.restart(node);
}

#[test]
fn a_full_disk_lets_nothing_out_without_its_entry() {
    let trial = Trial::new();
    let node = trial.start();
    assert_eq!(trial.sign_in(&node), 200);
    trial.fail("full", "ledger.sqlite");
    assert_eq!(node.ask(&trial.device, "/work", None), 503);
    assert!(!trial.is_ready());
    trial.heal();
    trial.restart(node);
}

#[test]
fn a_sync_of_the_ledger_that_hangs_is_not_waited_for_and_seen_until_it_ends() {
    let trial = Trial::new();
    let node = trial.start();
    assert_eq!(trial.sign_in(&node), 200);
    trial.fail("hang", "ledger.sqlite");
    assert_eq!(node.ask(&trial.device, "/work", None), 503);
    trial.wait_until(false);
    assert_eq!(node.ask(&trial.device, "/work", None), 503);
    trial.heal();
    trial.wait_until(true);
    assert_eq!(node.ask(&trial.device, "/work", None), 200);
    drop(node);
    trial.data_dir().command(&["audit", "verify"], "");
}
