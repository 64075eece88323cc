//! What becomes of a cluster whose test is killed: it goes, and holds nothing of the test's output meanwhile.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::os::fd::AsRawFd;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const CHILD: &str = "ENGAWA_TEST_KILLED";
const NAME: &str = "a_killed_test_leaves_no_cluster_and_nobody_who_holds_its_output";

/// Everybody who has the pipe open that this process reads.
fn holders(reading: &impl AsRawFd) -> BTreeSet<u32> {
    let pipe = std::fs::read_link(format!("/proc/self/fd/{}", reading.as_raw_fd())).unwrap();
    let holds = |process: &Path| {
        let files = std::fs::read_dir(process.join("fd")).ok()?;
        let mut links = files.filter_map(|file| std::fs::read_link(file.ok()?.path()).ok());
        links.any(|link| link == pipe).then_some(())
    };
    let processes = std::fs::read_dir("/proc").unwrap();
    processes
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let process = entry.file_name().to_str()?.parse().ok()?;
            holds(&entry.path()).map(|()| process)
        })
        .collect()
}

#[test]
fn a_killed_test_leaves_no_cluster_and_nobody_who_holds_its_output() {
    if std::env::var_os(CHILD).is_some() {
        let cluster = harness::Cluster::start().unwrap();
        println!("\nsocket {}", cluster.socket().display());
        loop {
            std::thread::park();
        }
    }
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", NAME, "--nocapture"])
        .env(CHILD, "1")
        .process_group(0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (output, errors) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let mut output = BufReader::new(output);
    let socket: PathBuf = loop {
        let mut line = String::new();
        assert!(output.read_line(&mut line).unwrap() > 0, "no cluster was started");
        if let Some(socket) = line.trim().strip_prefix("socket ") {
            break socket.into();
        }
    };
    let wanted = BTreeSet::from([std::process::id(), child.id()]);
    assert_eq!(holders(output.get_ref()), wanted, "standard output");
    assert_eq!(holders(&errors), wanted, "standard error");
    assert!(socket.exists());
    // As a runner of tests does it: the whole group, with no chance to clean up.
    let group = format!("-{}", child.id());
    assert!(
        Command::new("kill")
            .args(["-KILL", "--", &group])
            .status()
            .unwrap()
            .success()
    );
    child.wait().unwrap();
    let patience = Instant::now() + Duration::from_secs(60);
    while socket.exists() {
        assert!(Instant::now() < patience, "{} is still there", socket.display());
        std::thread::sleep(Duration::from_millis(50));
    }
}
