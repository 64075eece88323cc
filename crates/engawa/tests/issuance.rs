//! The running program killed at any moment while it makes certificates: none that the database does not know, no install
//! key spent without its device, and every other key good again.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod data_dir;

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use data_dir::{DataDir, free_port};
use domain::calendar::day::Day;
use domain::enrolment::install_key::{InstallKey, InstallKeyStatus, KeyLife};
use domain::id::DeviceId;
use domain::record::InstallKeyRecord;
use harness::{Database, databases};
use persistence::{Key, Keys, SecretHash, Target, Tenant, fresh_id, random};

/// How often the program is killed on each database; `ENGAWA_KILLS=200` is what was measured.
const USUALLY: usize = 8;
/// Longer than an enrolment takes on a slow machine; the moment of each kill is drawn from this time.
const LONGEST: Duration = Duration::from_millis(900);

#[expect(
    clippy::disallowed_methods,
    reason = "the program under test goes by the machine's clock"
)]
fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

impl DataDir<'_> {
    fn succeeds(&self, arguments: &[&str]) {
        let output = self.engawa().args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    fn store(&self) -> Tenant {
        // The hashes of install keys need no key of the vault.
        let keys = Keys::new(vec![(1, Key::random().unwrap())], Key::random().unwrap()).unwrap();
        let target = Target::parse(&self.database.url);
        persistence::Database::open(&target, keys, 2)
            .unwrap()
            .tenant("439992".parse().unwrap())
            .unwrap()
    }

    /// Redeems the key and kills the program at a moment of chance; the device, if the answer came before.
    fn killed_while_redeeming(&self, key: &InstallKey) -> Option<DeviceId> {
        let server = Server::start(self);
        let request = server.redeem(self.data, key);
        let moment = u16::from_be_bytes(random().unwrap());
        std::thread::sleep(LONGEST * u32::from(moment) / u32::from(u16::MAX));
        server.kill();
        made(&request.wait_with_output().unwrap())
    }
}

struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(data_dir: &DataDir<'_>) -> Self {
        let port = free_port();
        let child = data_dir.serve(0, &[("ENGAWA_ENROLMENT", &format!("127.0.0.1:{port}"))]);
        Self { child, port }
    }

    /// Redeems a key as a program does; by another process, which a kill of the server does not take with it.
    fn redeem(&self, data: &Path, key: &InstallKey) -> Child {
        let body = serde_json::json!({ "installKey": key.reveal(), "label": "端末" });
        Command::new("curl")
            .args([
                "-sS",
                "--max-time",
                "60",
                "-w",
                "\n%{http_code}",
                "-H",
                "Content-Type: application/json",
            ])
            .args(["-d", &body.to_string(), "--cacert"])
            .arg(data.join("server-authority.pem"))
            .arg(format!("https://localhost:{}/api/v1/enrolment/devices", self.port))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("curl is installed")
    }

    /// SIGKILL: nothing is finished, nothing is flushed.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The device that an answer names, if there was a whole answer that it was made.
fn made(output: &Output) -> Option<DeviceId> {
    let text = String::from_utf8_lossy(&output.stdout);
    let (body, status) = text.rsplit_once('\n')?;
    if status != "201" {
        return None;
    }
    let answer: serde_json::Value = serde_json::from_str(body).unwrap();
    assert!(answer["pickUp"].is_string() && answer["password"].is_string());
    answer["deviceId"].as_str().unwrap().parse().ok()
}

/// A key for a device of the insurer itself, put into the database as the use case does it.
fn issue(store: &Tenant) -> (InstallKeyRecord, InstallKey) {
    let key = InstallKey::from_random(random().unwrap()).unwrap();
    let record = InstallKeyRecord {
        id: fresh_id(),
        key_id: key.id(),
        organization: None,
        label: "端末".to_owned(),
        issued_at: now(),
        life: KeyLife::issued(Day::in_japan(now())),
        reserved_for: None,
        device: None,
    };
    let hash = SecretHash::of("install-key", key.secret().as_bytes());
    store.write_here(|tx| tx.create_install_key(&record, hash)).unwrap();
    (record, key)
}

/// What became of the keys: how many are spent, and those that may be redeemed at once.
fn judged<'k>(
    store: &Tenant,
    keys: &'k [(InstallKeyRecord, InstallKey)],
    answers: &[Option<DeviceId>],
) -> (i64, Vec<&'k InstallKey>) {
    let today = Day::in_japan(now());
    let (mut spent, mut free) = (0, Vec::new());
    for ((record, key), answer) in keys.iter().zip(answers) {
        let kept = store.read_here(|tx| tx.install_key(record.id)).unwrap();
        assert!(
            answer.is_none() || kept.device == *answer,
            "an answered device is the key's own"
        );
        match kept.life.status(today) {
            InstallKeyStatus::Spent => {
                let device = kept.device.expect("a spent key has its device");
                store.read_here(|tx| tx.device(device)).unwrap();
                spent += 1;
            }
            InstallKeyStatus::Open => {
                assert_eq!(kept.device, None);
                assert!(kept.life.reserve(now() + TimeDelta::minutes(2)).is_ok(), "free again");
                free.extend(kept.life.reserve(now()).is_ok().then_some(key));
            }
            other => panic!("{other}"),
        }
    }
    (spent, free)
}

fn survives(database: &Database, kills: usize) {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = DataDir {
        data: folder.path(),
        database,
    };
    data_dir.succeeds(&["init"]);
    let store = data_dir.store();
    let keys: Vec<_> = (0..kills).map(|_| issue(&store)).collect();
    let answers: Vec<_> = keys
        .iter()
        .map(|(_, key)| data_dir.killed_while_redeeming(key))
        .collect();

    let (spent, free) = judged(&store, &keys, &answers);
    let issuances = store.read_here(|tx| tx.issuances()).unwrap();
    assert_eq!(issuances.finished, spent, "a finished issuance for each spent key");
    // The first city device was made by `init`, without an issuance.
    assert_eq!(issuances.devices, spent + 1, "and no device besides");

    let server = Server::start(&data_dir);
    for key in free.iter().take(5) {
        let answer = server.redeem(data_dir.data, key).wait_with_output().unwrap();
        assert!(made(&answer).is_some(), "{answer:?}");
    }
    server.kill();
    data_dir.succeeds(&["audit", "verify"]);
    println!(
        "{}, {kills} kills: {} answered, {spent} keys spent, {} certificates begun and never made, {} keys free at once",
        database.kind,
        answers.iter().flatten().count(),
        issuances.begun - issuances.finished,
        free.len(),
    );
}

#[test]
fn no_kill_leaves_a_certificate_unknown_or_a_key_lost() {
    let kills = std::env::var("ENGAWA_KILLS").map_or(USUALLY, |text| text.parse().unwrap());
    for database in databases() {
        survives(&database, kills);
    }
}
