//! Two running programs that share a database: what one takes back is gone on the other within a second. The same within
//! one program, on an open connection, is held by the tests of `api`.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod data_dir;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use data_dir::{DataDir, free_port};
use harness::databases;

const ORIGIN: &str = "https://localhost:8443";
const PASSWORD: &str = "asa-gohan-no-misoshiru-42";
/// What another node may still believe.
const BELIEVED: Duration = Duration::from_secs(1);

impl DataDir<'_> {
    /// What a command prints, with `input` on its standard input.
    fn command(&self, arguments: &[&str], input: &str) -> String {
        let mut child = self
            .engawa()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn account(&self, organization: &str, login_id: &str, role: &str) {
        let name = "試験 太郎";
        let arguments = [
            "account",
            "add",
            "--organization",
            organization,
            "--login-id",
            login_id,
            "--name",
            name,
            "--role",
            role,
        ];
        self.command(&arguments, PASSWORD);
    }

    fn device(&self, organization: &str, label: &str) -> Device {
        let file = self.data.join(format!("{label}.p12"));
        let out = file.to_str().unwrap();
        let told = self.command(
            &[
                "device",
                "issue",
                "--organization",
                organization,
                "--label",
                label,
                "--out",
                out,
            ],
            "",
        );
        let word = |key: &str| told.lines().find_map(|line| line.strip_prefix(key)).unwrap().to_owned();
        Device {
            id: word("device "),
            password: word("password "),
            cookies: self.data.join(format!("{label}.cookies")),
            file,
        }
    }

    fn node(&self, name: &str) -> Node {
        let port = free_port();
        let child = self.serve(port, ("ENGAWA_NODE", name));
        Node {
            child,
            port,
            authority: self.data.join("server-authority.pem"),
        }
    }
}

struct Device {
    id: String,
    file: PathBuf,
    password: String,
    cookies: PathBuf,
}

struct Node {
    child: Child,
    port: u16,
    authority: PathBuf,
}

impl Node {
    /// The status of the answer.
    fn ask(&self, device: &Device, path: &str, body: Option<&str>) -> u16 {
        let mut curl = Command::new("curl");
        curl.args([
            "-sS",
            "--max-time",
            "30",
            "-o",
            "/dev/null",
            "-w",
            "%{http_code}",
            "--cert-type",
            "P12",
        ]);
        curl.arg("--cacert").arg(&self.authority);
        curl.arg("--cert")
            .arg(format!("{}:{}", device.file.display(), device.password));
        curl.arg("-b").arg(&device.cookies).arg("-c").arg(&device.cookies);
        curl.args(["-H", &format!("Origin: {ORIGIN}"), "-H", "X-Engawa-Request: 1"]);
        if let Some(body) = body {
            curl.args(["-H", "Content-Type: application/json", "-d", body]);
        }
        let address = format!("https://localhost:{}/api/v1{path}", self.port);
        let output = curl.arg(address).output().unwrap();
        String::from_utf8(output.stdout).unwrap().parse().unwrap_or(0)
    }

    fn sign_in(&self, device: &Device, login_id: &str) {
        let body = serde_json::json!({ "loginId": login_id, "password": PASSWORD }).to_string();
        assert_eq!(self.ask(device, "/session", Some(&body)), 200, "{login_id}");
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended by itself, and then the test has failed already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_device_revoked_on_one_node_is_refused_by_the_other_within_a_second() {
    for database in databases() {
        let folder = tempfile::tempdir().unwrap();
        let data_dir = DataDir {
            data: folder.path(),
            database: &database,
        };
        data_dir.command(&["init"], "");
        let office = data_dir.command(
            &[
                "organization",
                "permit",
                "--office",
                "4370106637",
                "--service",
                "43",
                "--name",
                "試験の事業所",
            ],
            "",
        );
        data_dir.account(&office, "kanri.taro", "organization-administrator");
        data_dir.account(&office, "sato.hanako", "care-manager");
        let (kept, lost) = (data_dir.device(&office, "kept"), data_dir.device(&office, "lost"));
        let (first, second) = (data_dir.node("first"), data_dir.node("second"));
        first.sign_in(&kept, "kanri.taro");
        first.sign_in(&lost, "sato.hanako");
        assert_eq!(
            second.ask(&lost, "/work", None),
            200,
            "{}: one session, two nodes",
            database.kind
        );

        let path = format!("/organization/devices/{}/revocation", lost.id);
        assert!(
            (200..300).contains(&first.ask(&kept, &path, Some("{}"))),
            "{}",
            database.kind
        );
        let revoked = Instant::now();
        loop {
            let begun = revoked.elapsed();
            let status = second.ask(&lost, "/work", None);
            if status != 200 {
                assert!([401, 403].contains(&status), "{}: {status}", database.kind);
                break;
            }
            assert!(
                begun <= BELIEVED,
                "{}: answered {begun:?} after the revocation",
                database.kind
            );
        }
        assert_eq!(
            second.ask(&kept, "/work", None),
            200,
            "{}: the other device goes on",
            database.kind
        );
    }
}
