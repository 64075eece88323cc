//! A connection as HTTP is spoken on it. What the protocol's own code answers before there is a request (400, 408, 431) has no
//! body and no id; here it gets both, as every other error has, and its line in the log.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::MessageBody;
use actix_web::http::StatusCode;
use domain::language::Language;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::listen::seats::Seat;
use crate::problem::ApiError;

/// A connection, and its place among those of its address.
pub(crate) struct Guarded<S> {
    pub stream: S,
    _seat: Option<Seat>,
    /// What is written instead of an answer without words, and how much of it has been.
    instead: Vec<u8>,
    written: usize,
}

impl<S> Guarded<S> {
    pub(crate) fn new(stream: S, seat: Option<Seat>) -> Self {
        Self {
            stream,
            _seat: seat,
            instead: Vec::new(),
            written: 0,
        }
    }
}

impl<S: AsyncWrite + Unpin> Guarded<S> {
    fn poll_instead(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(rest) = self.instead.get(self.written..).filter(|rest| !rest.is_empty()) {
            match ready!(Pin::new(&mut self.stream).poll_write(cx, rest))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                count => self.written += count,
            }
        }
        self.instead.clear();
        self.written = 0;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_instead(cx))?;
        let Some(instead) = with_words(bytes) else {
            return Pin::new(&mut self.stream).poll_write(cx, bytes);
        };
        self.instead = instead;
        // What does not go out now goes out with the next flush.
        match self.poll_instead(cx) {
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            _ => Poll::Ready(Ok(bytes.len())),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(cx))?;
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(cx))?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// An answer with the words that it lacks: only for a whole head of an error that ends the answer and carries no id. Every
/// answer of the application carries one.
fn with_words(bytes: &[u8]) -> Option<Vec<u8>> {
    let status: StatusCode = std::str::from_utf8(bytes.strip_prefix(b"HTTP/1.1 ")?.get(..3)?)
        .ok()?
        .parse()
        .ok()?;
    if !status.is_client_error() {
        return None;
    }
    let head = std::str::from_utf8(bytes.strip_suffix(b"\r\n\r\n")?)
        .ok()?
        .to_ascii_lowercase();
    if head.contains("\r\n\r\n") || head.contains("\r\nx-request-id:") || !head.contains("\r\ncontent-length: 0") {
        return None;
    }
    let id = uuid::Uuid::new_v4().to_string();
    log::info!(target: "api::request", "- - {} 0us {id}", status.as_u16());
    // Nobody has said in which language.
    let problem = ApiError::from_status(status).render(Language::Japanese, &id);
    let mut answer = format!(
        "HTTP/1.1 {} {}\r\nx-request-id: {id}\r\nx-content-type-options: nosniff\r\nconnection: close\r\n",
        status.as_u16(),
        status.canonical_reason().unwrap_or_default()
    );
    for (name, value) in problem.headers() {
        answer.push_str(&format!("{name}: {}\r\n", value.to_str().ok()?));
    }
    let body = problem.into_body().try_into_bytes().ok()?;
    answer.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    Some([answer.as_bytes(), &body].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_error_without_words_gets_some() {
        let bare = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let told = String::from_utf8(with_words(bare).unwrap()).unwrap();
        let (head, body) = told.split_once("\r\n\r\n").unwrap();
        let problem: contract::problem::Problem = serde_json::from_str(body).unwrap();
        assert!(head.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{head}");
        assert!(head.contains(&format!("x-request-id: {}", problem.instance)), "{head}");
        assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
        assert_eq!(problem.kind, "/problems/request-timeout");
        for other in [
            &b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"[..],
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nx-request-id: 1\r\n\r\n",
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n\r\n",
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n",
            b"HTTP/1.1 ",
            b"",
        ] {
            assert_eq!(with_words(other), None);
        }
    }
}
