//! Who gets through the handshake, and with what.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use domain::id::DeviceId;
use harness::sqlite;
use openssl::ssl::SslVersion;
use pki::{Authority, AuthorityUse, DeviceDraft, Lifetime};
use tempfile::TempDir;

use crate::support::city::{City, machines_time};
use crate::support::wire::{Identity, connect, exchange, offer};

const GET: &[u8] = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Whether somebody with this certificate gets any answer at all.
fn answered(city: &City, identity: Option<&Identity>) -> bool {
    let context = offer(&city.trusted, identity).build();
    connect(city.address, &context).is_ok_and(|mut stream| exchange(&mut stream, GET).is_ok())
}

fn device_of(authority: &Authority) -> Identity {
    let draft = DeviceDraft::with_own_key(Lifetime::days_from(machines_time(), 30)).unwrap();
    let id: DeviceId = "0196b000-0000-7000-8000-000000000001".parse().unwrap();
    let file = authority
        .sign_device(draft, id, "431007".parse().unwrap())
        .unwrap()
        .identity_file("device")
        .unwrap();
    Identity::from_file(file.bytes(), file.password().reveal())
}

#[test]
fn without_a_certificate_of_our_authority_there_is_no_answer() {
    let city = City::on(&sqlite());
    assert!(answered(&city, Some(&city.ours.identity)));
    assert!(!answered(&city, None));
    let foreign = Authority::create(
        AuthorityUse::Devices,
        "Devices",
        Lifetime::days_from(machines_time(), 30),
    )
    .unwrap();
    assert!(
        !answered(&city, Some(&device_of(&foreign))),
        "the same name, another key"
    );
    let server = city
        .devices
        .server_identity(&["localhost"], &[], Lifetime::days_from(machines_time(), 30))
        .unwrap();
    let server = Identity {
        certificate: openssl::x509::X509::from_pem(server.certificate_pem().as_bytes()).unwrap(),
        key: openssl::pkey::PKey::private_key_from_pem(server.key_pem().reveal().as_bytes()).unwrap(),
    };
    assert!(
        !answered(&city, Some(&server)),
        "a server certificate of the same authority"
    );
}

#[test]
fn a_certificate_we_signed_but_do_not_know_opens_nothing() {
    let city = City::on(&sqlite());
    let unknown = device_of(&city.devices);
    let mut client =
        crate::support::wire::Client::new(city.address, &city.trusted, &unknown, crate::support::city::ORIGIN);
    let body = serde_json::json!({ "loginId": city.ours.login, "password": crate::support::city::PASSWORD });
    assert_eq!(client.post("/api/v1/session", &body).problem().0, "device-refused");
    client.cookie = city.signed_in(&city.ours).cookie;
    assert_eq!(client.get("/api/v1/work").problem().0, "not-signed-in");
}

#[test]
fn only_tls_with_forward_secrecy_and_authenticated_encryption_is_spoken() {
    let city = City::on(&sqlite());
    let speak = |minimum, maximum, ciphers: &str| {
        let mut context = offer(&city.trusted, Some(&city.ours.identity));
        // So that the client itself is willing.
        context.set_security_level(0);
        context.set_min_proto_version(Some(minimum)).unwrap();
        context.set_max_proto_version(Some(maximum)).unwrap();
        context.set_cipher_list(ciphers).unwrap();
        connect(city.address, &context.build()).map(|stream| stream.ssl().version_str().to_owned())
    };
    assert_eq!(
        speak(SslVersion::TLS1_3, SslVersion::TLS1_3, "ALL"),
        Ok("TLSv1.3".into())
    );
    assert_eq!(
        speak(SslVersion::TLS1_2, SslVersion::TLS1_2, "ALL"),
        Ok("TLSv1.2".into())
    );
    assert!(speak(SslVersion::TLS1, SslVersion::TLS1_1, "ALL").is_err());
    for weak in [
        "ECDHE-ECDSA-AES128-SHA256",
        "ECDHE-ECDSA-AES256-SHA",
        "AES128-GCM-SHA256",
        "DHE-RSA-AES128-GCM-SHA256",
        "aNULL",
        "eNULL",
    ] {
        assert!(speak(SslVersion::TLS1_2, SslVersion::TLS1_2, weak).is_err(), "{weak}");
    }
}

#[test]
fn an_old_client_with_the_issued_file_is_served_over_tls_1_2() {
    let city = City::on(&sqlite());
    let mut context = offer(&city.trusted, Some(&city.ours.identity));
    context.set_max_proto_version(Some(SslVersion::TLS1_2)).unwrap();
    // What a key in an old Windows store can do.
    context.set_sigalgs_list("RSA+SHA256:ECDSA+SHA256").unwrap();
    let mut stream = connect(city.address, &context.build()).unwrap();
    assert_eq!(exchange(&mut stream, GET).unwrap().status, 200);
}

/// The `openssl` program as a client of one device, which keeps TLS sessions in a file and comes back with them.
pub struct Returning {
    certificate: String,
    key: String,
    session: PathBuf,
    folder: TempDir,
}

impl Returning {
    pub fn new(identity: &Identity) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: Vec<u8>| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path.to_string_lossy().into_owned()
        };
        Self {
            certificate: file("device.pem", identity.certificate.to_pem().unwrap()),
            key: file("device.key", identity.key.private_key_to_pem_pkcs8().unwrap()),
            session: folder.path().join("session"),
            folder,
        }
    }

    /// Whether the server has given out a session to come back with.
    pub fn has_session(&self) -> bool {
        self.session.exists()
    }

    /// What the program says to a request, with `-sess_out` or `-sess_in`.
    pub fn told(&self, address: SocketAddr, version: &str, direction: &str, request: &str) -> String {
        let mut program = Command::new("openssl")
            .current_dir(self.folder.path())
            .args([
                "s_client",
                "-ign_eof",
                version,
                "-cert",
                &self.certificate,
                "-key",
                &self.key,
            ])
            .args([
                direction,
                &self.session.to_string_lossy(),
                "-connect",
                &address.to_string(),
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        program.stdin.take().unwrap().write_all(request.as_bytes()).unwrap();
        String::from_utf8_lossy(&program.wait_with_output().unwrap().stdout).into_owned()
    }
}

#[test]
fn nothing_is_resumed() {
    let city = City::on(&sqlite());
    let device = Returning::new(&city.ours.identity);
    let request = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    for version in ["-tls1_2", "-tls1_3"] {
        let first = device.told(city.address, version, "-sess_out", request);
        assert!(
            first.contains("HTTP/1.1 200") && first.contains("New, TLSv1"),
            "{first}"
        );
        // TLS 1.3 sessions are given out as tickets only: without any there is nothing to come back with.
        if device.has_session() {
            let second = device.told(city.address, version, "-sess_in", request);
            assert!(!second.contains("Reused, TLSv1"), "{second}");
        }
    }
}

#[test]
fn http_2_is_not_chosen() {
    let city = City::on(&sqlite());
    let mut context = offer(&city.trusted, Some(&city.ours.identity));
    context.set_alpn_protos(b"\x02h2\x08http/1.1").unwrap();
    let stream = connect(city.address, &context.build()).unwrap();
    assert_eq!(stream.ssl().selected_alpn_protocol(), Some(&b"http/1.1"[..]));
}

#[test]
fn plain_http_is_not_answered_on_the_main_listener_and_health_is_on_the_operators() {
    let city = City::on(&sqlite());
    let ask = |address, request: &[u8]| {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request).unwrap();
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    };
    let request = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert!(!ask(city.address, request).contains("HTTP/1.1"));
    assert!(ask(city.operator, request).starts_with("HTTP/1.1 200"));
    let api = b"GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert!(ask(city.operator, api).starts_with("HTTP/1.1 404"));
}
