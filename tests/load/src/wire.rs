//! The client's end of a connection: mutual TLS, HTTP/1.1, keep-alive, one request at a time; no more than the
//! measurement needs, so that the client does not slow down what it measures.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use openssl::pkcs12::Pkcs12;
use openssl::ssl::{SslConnector, SslMethod, SslStream};

/// The name that the server's certificate bears.
const HOST: &str = "localhost";
/// A server that is silent for so long has failed.
const PATIENCE: Duration = Duration::from_secs(30);
/// Larger than any head and most bodies.
const CHUNK: usize = 16 * 1024;

/// One device's way to one server.
#[derive(Clone)]
pub struct Way {
    connector: SslConnector,
    address: SocketAddr,
}

impl Way {
    /// With the identity of a device, trusting the authority of the server's data directory.
    pub fn new(address: SocketAddr, authority: &Path, p12: &Path, password: &str) -> Result<Self> {
        let file = std::fs::read(p12).with_context(|| format!("{} cannot be read", p12.display()))?;
        let identity = Pkcs12::from_der(&file)?.parse2(password)?;
        let mut builder = SslConnector::builder(SslMethod::tls_client())?;
        builder.set_ca_file(authority)?;
        builder.set_private_key(identity.pkey.as_ref().context("the .p12 holds no key")?)?;
        builder.set_certificate(identity.cert.as_ref().context("the .p12 holds no certificate")?)?;
        Ok(Self {
            connector: builder.build(),
            address,
        })
    }

    /// A new connection.
    pub fn connect(&self) -> Result<Connection> {
        let tcp = TcpStream::connect(self.address).with_context(|| format!("nobody answers at {}", self.address))?;
        tcp.set_nodelay(true)?;
        tcp.set_read_timeout(Some(PATIENCE))?;
        Ok(Connection {
            stream: self.connector.connect(HOST, tcp)?,
            received: Vec::with_capacity(CHUNK),
            chunk: vec![0; CHUNK],
        })
    }
}

/// An open connection.
pub struct Connection {
    stream: SslStream<TcpStream>,
    received: Vec<u8>,
    chunk: Vec<u8>,
}

/// A whole answer.
pub struct Answer<'c> {
    /// Status code.
    pub status: u16,
    /// Everything before the body.
    pub head: &'c str,
    /// The body.
    pub body: &'c [u8],
}

impl Connection {
    /// Sends a whole request and reads the whole answer.
    pub fn exchange(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        self.stream.write_all(request)?;
        self.received.clear();
        let begin = loop {
            self.more()?;
            if let Some(end) = find(&self.received, b"\r\n\r\n") {
                break end + 4;
            }
        };
        let head = self.received.get(..begin).context("no head")?;
        let length: usize = header(std::str::from_utf8(head)?, "content-length")
            .map_or(Ok(0), str::parse)
            .context("content-length")?;
        while self.received.len() < begin + length {
            self.more()?;
        }
        let (head, body) = self.received.split_at_checked(begin).context("no head")?;
        let head = std::str::from_utf8(head)?;
        Ok(Answer {
            status: status(head)?,
            head,
            body,
        })
    }

    fn more(&mut self) -> Result<()> {
        let count = self.stream.read(&mut self.chunk)?;
        if count == 0 {
            bail!("the server closed the connection");
        }
        self.received.extend(self.chunk.iter().take(count));
        Ok(())
    }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

fn status(head: &str) -> Result<u16> {
    let code = head.split(' ').nth(1).context("no status")?;
    code.parse().context("not a status")
}

/// The first header of that name.
pub fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .find(|(given, _)| given.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_tells_status_and_headers_whatever_their_case() {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nset-cookie: a=b:c; Path=/\r\n\r\n";
        assert_eq!(status(head).unwrap(), 200);
        assert_eq!(header(head, "content-length"), Some("12"));
        assert_eq!(header(head, "Set-Cookie"), Some("a=b:c; Path=/"));
        assert_eq!(header(head, "etag"), None);
        assert!(status("nonsense").is_err());
    }
}
