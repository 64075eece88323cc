//! What is asked of a running program, and how: commands beside it, devices, requests as a browser makes them.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::data_dir::{DataDir, free_port};

const ORIGIN: &str = "https://localhost:8443";
/// Everybody's password.
pub const PASSWORD: &str = "asa-gohan-no-misoshiru-42";

impl DataDir<'_> {
    /// What a command prints, with `input` on its standard input.
    pub fn command(&self, arguments: &[&str], input: &str) -> String {
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

    pub fn account(&self, organization: &str, login_id: &str, role: &str) {
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

    pub fn device(&self, organization: &str, label: &str) -> Device {
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

    pub fn node(&self, name: &str) -> Node {
        self.node_with(&[("ENGAWA_NODE", name)])
    }

    /// A program with these settings.
    pub fn node_with(&self, settings: &[(&str, &str)]) -> Node {
        let port = free_port();
        let child = self.serve(port, settings);
        Node {
            child,
            port,
            authority: self.data.join("server-authority.pem"),
        }
    }
}

/// A device with its certificate and what it was given to remember.
pub struct Device {
    pub id: String,
    file: PathBuf,
    password: String,
    cookies: PathBuf,
}

/// A running program.
pub struct Node {
    pub child: Child,
    port: u16,
    authority: PathBuf,
}

impl Node {
    /// The status of the answer.
    pub fn ask(&self, device: &Device, path: &str, body: Option<&str>) -> u16 {
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

    pub fn sign_in(&self, device: &Device, login_id: &str) {
        assert_eq!(self.try_sign_in(device, login_id), 200, "{login_id}");
    }

    /// The status of the answer.
    pub fn try_sign_in(&self, device: &Device, login_id: &str) -> u16 {
        let body = serde_json::json!({ "loginId": login_id, "password": PASSWORD }).to_string();
        self.ask(device, "/session", Some(&body))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended by itself, and then the test has failed already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
