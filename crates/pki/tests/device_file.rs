//! The device file (PKCS #12) in the hands of programs that share no code with the one that made it: NSS (Firefox,
//! Chromium on Linux), GnuTLS, Java, Node.js. Each must read it with its password, find one identity, and read nothing
//! with another password. What OpenSSL's own program says of it is tested where it is made. None may be missing: all
//! are on the list of `cargo xtask test`.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking; programs judge by the machine's clock"
)]

use std::path::Path;
use std::process::{Command, Output};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use domain::id::DeviceId;
use pki::{Authority, AuthorityUse, DeviceDraft, IssuedDevice, Lifetime};
use tempfile::TempDir;

const NAME: &str = "Engawa device";
const WRONG: &str = "wrongwrongwrongwrong";

fn now() -> DateTime<Utc> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    DateTime::from_timestamp(since.as_secs().cast_signed(), 0).unwrap()
}

struct File {
    issued: IssuedDevice,
    password: String,
    folder: TempDir,
}

impl File {
    fn new() -> Self {
        let lifetime = Lifetime::days_from(now(), 397);
        let authority = Authority::create(AuthorityUse::Devices, "Engawa device authority", lifetime).unwrap();
        let device: DeviceId = "0196b000-0000-7000-8000-000000000001".parse().unwrap();
        let draft = DeviceDraft::with_own_key(lifetime).unwrap();
        let issued = authority.sign_device(draft, device, "439992".parse().unwrap()).unwrap();
        let file = issued.identity_file(NAME).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("device.p12"), file.bytes()).unwrap();
        let password = file.password().reveal().to_owned();
        Self {
            issued,
            password,
            folder,
        }
    }

    fn path(&self) -> String {
        self.folder.path().join("device.p12").to_string_lossy().into_owned()
    }

    /// The certificate without its PEM lines, to be looked for.
    fn certificate_base64(&self) -> String {
        let pem = self.issued.certificate_pem().unwrap();
        pem.lines().filter(|line| !line.starts_with("-----")).collect()
    }
}

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|error| panic!("{program} must be installed (cargo xtask test does it): {error}"))
}

fn told(output: &Output) -> String {
    let (out, errors) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(errors))
}

fn must(program: &str, arguments: &[&str]) -> String {
    let output = run(program, arguments);
    assert!(output.status.success(), "{program}: {}", told(&output));
    told(&output)
}

/// The texts between PEM lines of this kind, each without line ends.
fn pem_blocks(text: &str, kind: &str) -> Vec<String> {
    let (begin, end) = (format!("-----BEGIN {kind}-----"), format!("-----END {kind}-----"));
    text.split(&begin)
        .skip(1)
        .map(|rest| rest.split(&end).next().unwrap().lines().collect())
        .collect()
}

fn nss_store(folder: &Path) -> String {
    let store = format!("sql:{}", folder.display());
    must("certutil", &["-N", "-d", &store, "--empty-password"]);
    store
}

#[test]
fn nss_imports_the_file_as_one_key_with_its_certificate() {
    let file = File::new();
    let folder = tempfile::tempdir().unwrap();
    let store = nss_store(folder.path());
    let import = |password: &str| {
        run(
            "pk12util",
            &["-i", &file.path(), "-d", &store, "-W", password, "-K", ""],
        )
    };
    assert!(!import(WRONG).status.success(), "another password opens nothing");
    let output = import(&file.password);
    assert!(output.status.success(), "{}", told(&output));
    let keys = must("certutil", &["-K", "-d", &store]);
    assert_eq!(keys.lines().filter(|line| line.starts_with('<')).count(), 1, "{keys}");
    assert!(keys.contains("rsa"), "{keys}");
    let certificate = must("certutil", &["-L", "-d", &store, "-n", NAME, "-a"]);
    assert_eq!(
        pem_blocks(&certificate.replace('\r', ""), "CERTIFICATE"),
        [file.certificate_base64()]
    );
    let all = must("certutil", &["-L", "-d", &store]);
    assert_eq!(
        all.matches("u,u,u").count(),
        1,
        "one certificate with a key, no authority beside it: {all}"
    );
}

#[test]
fn gnutls_reads_the_file_and_finds_what_was_promised() {
    let file = File::new();
    let info = |password: &str| {
        run(
            "certtool",
            &[
                "--p12-info",
                "--inder",
                "--infile",
                &file.path(),
                "--password",
                password,
            ],
        )
    };
    let output = info(&file.password);
    let text = told(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("MAC: SHA1 (1.3.14.3.2.26)"), "{text}");
    assert_eq!(
        text.matches("Schema: PKCS12-3DES-SHA1 ").count(),
        2,
        "certificate and key: {text}"
    );
    assert_eq!(text.matches("Schema: ").count(), 2, "and nothing else: {text}");
    for promised in ["Salt size: 8\n", "Iteration count: 2048\n"] {
        assert_eq!(text.matches(promised).count(), 3, "MAC, certificate and key: {text}");
    }
    assert_eq!(pem_blocks(&text, "CERTIFICATE"), [file.certificate_base64()]);
    assert_eq!(
        text.matches("-----BEGIN ").count(),
        2,
        "the certificate, the key and nothing else: {text}"
    );
    assert!(
        pem_blocks(&told(&info(WRONG)), "CERTIFICATE").is_empty(),
        "another password opens nothing"
    );
}

#[test]
fn java_reads_the_file_as_one_private_key_entry() {
    let file = File::new();
    let list = |password: &str| {
        run(
            "keytool",
            &[
                "-list",
                "-rfc",
                "-storetype",
                "PKCS12",
                "-keystore",
                &file.path(),
                "-storepass",
                password,
            ],
        )
    };
    let output = list(&file.password);
    let text = told(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("Your keystore contains 1 entry"), "{text}");
    assert!(text.contains("Entry type: PrivateKeyEntry"), "{text}");
    assert!(text.contains("Certificate chain length: 1"), "{text}");
    assert_eq!(
        pem_blocks(&text.replace('\r', ""), "CERTIFICATE"),
        [file.certificate_base64()]
    );
    assert!(!list(WRONG).status.success(), "another password opens nothing");
}

#[test]
fn node_takes_the_file_for_its_tls() {
    const SCRIPT: &str = "const [file, passphrase] = process.argv.slice(1); \
        require('tls').createSecureContext({ pfx: require('fs').readFileSync(file), passphrase }); \
        console.log('taken');";
    let file = File::new();
    let take = |password: &str| run("node", &["-e", SCRIPT, &file.path(), password]);
    let output = take(&file.password);
    assert!(
        output.status.success() && told(&output).contains("taken"),
        "{}",
        told(&output)
    );
    assert!(!take(WRONG).status.success(), "another password opens nothing");
}
