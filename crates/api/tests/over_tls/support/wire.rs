//! A client that speaks HTTP/1.1 over mutual TLS and nothing more, so that the tests see what is on the wire.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use openssl::pkcs12::Pkcs12;
use openssl::pkey::{PKey, Private};
use openssl::ssl::{HandshakeError, Ssl, SslContext, SslContextBuilder, SslMethod, SslStream, SslVerifyMode};
use openssl::x509::X509;
use serde_json::Value;

use crate::support::documented::{Documented, ENROLMENT, MAIN};

/// A certificate and its key.
#[derive(Clone)]
pub struct Identity {
    pub certificate: X509,
    pub key: PKey<Private>,
}

impl Identity {
    /// From the file an office imports.
    pub fn from_file(file: &[u8], password: &str) -> Self {
        let parsed = Pkcs12::from_der(file).unwrap().parse2(password).unwrap();
        Self {
            certificate: parsed.cert.unwrap(),
            key: parsed.pkey.unwrap(),
        }
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// Last part of a problem's type, and the rules of its items.
    pub fn problem(&self) -> (String, Vec<String>) {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{self:?}"
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert_eq!(problem["instance"].as_str(), self.header("x-request-id"));
        let kind = problem["type"]
            .as_str()
            .unwrap()
            .strip_prefix("/problems/")
            .unwrap()
            .to_owned();
        let items = problem["errors"].as_array().cloned().unwrap_or_default();
        (
            kind,
            items
                .iter()
                .map(|item| item["rule"].as_str().unwrap().to_owned())
                .collect(),
        )
    }
}

/// One device with one connection, kept open, and the cookie it was given.
pub struct Client {
    address: SocketAddr,
    context: SslContext,
    stream: Option<SslStream<TcpStream>>,
    pub cookie: Option<String>,
    pub origin: String,
    /// The document that its listener's answers are held against.
    documented: &'static Documented,
}

/// What a TLS client offers.
pub fn offer(trusted: &X509, identity: Option<&Identity>) -> SslContextBuilder {
    let mut builder = SslContext::builder(SslMethod::tls_client()).unwrap();
    builder.cert_store_mut().add_cert(trusted.clone()).unwrap();
    builder.set_verify(SslVerifyMode::PEER);
    if let Some(Identity { certificate, key }) = identity {
        builder.set_certificate(certificate).unwrap();
        builder.set_private_key(key).unwrap();
    }
    builder
}

/// A TLS connection, or what went wrong. With TLS 1.3 a refused certificate shows only when the first byte is read.
pub fn connect(address: SocketAddr, context: &SslContext) -> Result<SslStream<TcpStream>, String> {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut ssl = Ssl::new(context).unwrap();
    ssl.set_hostname("localhost").unwrap();
    ssl.param_mut().set_host("localhost").unwrap();
    ssl.connect(stream).map_err(|error| match error {
        HandshakeError::SetupFailure(error) => error.to_string(),
        HandshakeError::Failure(stream) | HandshakeError::WouldBlock(stream) => stream.error().to_string(),
    })
}

/// Sends a request on a connection and reads the answer; one to HEAD has no body, whatever length it names.
pub fn exchange(stream: &mut SslStream<TcpStream>, request: &[u8]) -> std::io::Result<Answer> {
    match stream.write_all(request) {
        // Who is refused may have the answer before everything is sent, and finds the way closed.
        Err(error) if matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset) => {}
        written => written?,
    }
    let mut received = Vec::new();
    let end = loop {
        if let Some(at) = received.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        read_some(stream, &mut received)?;
    };
    let head = String::from_utf8(received[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<_> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .map_or(0, |(_, value)| value.parse().unwrap());
    let length = if request.starts_with(b"HEAD ") { 0 } else { length };
    let mut body = received.split_off(end + 4);
    while body.len() < length {
        read_some(stream, &mut body)?;
    }
    Ok(Answer { status, headers, body })
}

fn read_some(stream: &mut SslStream<TcpStream>, into: &mut Vec<u8>) -> std::io::Result<()> {
    let mut buffer = [0; 16 * 1024];
    match stream.read(&mut buffer)? {
        0 => Err(ErrorKind::UnexpectedEof.into()),
        count => {
            into.extend_from_slice(&buffer[..count]);
            Ok(())
        }
    }
}

impl Client {
    pub fn new(address: SocketAddr, trusted: &X509, identity: &Identity, origin: &str) -> Self {
        let context = offer(trusted, Some(identity)).build();
        Self {
            address,
            context,
            stream: None,
            cookie: None,
            origin: origin.to_owned(),
            documented: &MAIN,
        }
    }

    /// For the listener that asks for no certificate.
    pub fn without_certificate(address: SocketAddr, trusted: &X509, origin: &str) -> Self {
        Self {
            address,
            context: offer(trusted, None).build(),
            stream: None,
            cookie: None,
            origin: origin.to_owned(),
            documented: &ENROLMENT,
        }
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    pub fn get_with(&mut self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, b"")
    }

    /// As the SPA does it, whatever state the thing is in by now.
    pub fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.post_having_seen(path, body, Some("*"))
    }

    /// As the SPA does it, with the tag of what was seen before.
    pub fn post_having_seen(&mut self, path: &str, body: &Value, etag: Option<&str>) -> Answer {
        let origin = self.origin.clone();
        let mut headers = vec![
            ("Origin", origin.as_str()),
            ("X-Engawa-Request", "1"),
            ("Content-Type", "application/json"),
        ];
        headers.extend(etag.map(|etag| ("If-Match", etag)));
        self.send("POST", path, &headers, body.to_string().as_bytes())
    }

    /// As the SPA does it, without a body.
    pub fn call(&mut self, method: &str, path: &str) -> Answer {
        let origin = self.origin.clone();
        self.send(
            method,
            path,
            &[("Origin", origin.as_str()), ("X-Engawa-Request", "1")],
            b"",
        )
    }

    /// Sends on the open connection, or on a new one if there is none, and keeps the cookie like a browser.
    pub fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n",
            body.len()
        );
        if let Some(cookie) = &self.cookie {
            request.push_str(&format!("Cookie: {cookie}\r\n"));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        let mut bytes = request.into_bytes();
        bytes.extend_from_slice(body);
        let stream = self
            .stream
            .get_or_insert_with(|| connect(self.address, &self.context).unwrap());
        let answer = exchange(stream, &bytes).unwrap();
        self.documented.hold(method, path, &answer);
        if answer.header("connection") == Some("close") {
            self.stream = None;
        }
        for (_, value) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = value.split(';').next().unwrap();
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        answer
    }
}
