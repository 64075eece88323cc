//! What goes wrong before there is a request, or while it arrives: an answer with words and an id as everywhere else, and no
//! connection held for ever. The limits are small here; that they are reached is all the waiting there is.

use std::io::Read;
use std::net::SocketAddr;
use std::time::Duration;

use api::Limits;
use harness::sqlite;
use openssl::ssl::SslContext;

use crate::support::city::City;
use crate::support::wire::{Answer, connect, exchange, offer};

const SMALL: Limits = Limits {
    head: Duration::from_millis(300),
    body: Duration::from_millis(300),
    least_rate: 1_000_000,
    per_address: 3,
};

/// Each listener and who may connect to it.
fn listeners(city: &City) -> [(&'static str, SocketAddr, SslContext); 2] {
    let device = offer(&city.trusted, Some(&city.ours.identity)).build();
    let stranger = offer(&city.trusted, None).build();
    [("main", city.address, device), ("enrolment", city.enrolment, stranger)]
}

/// Sends these bytes on a connection of their own; the answer, after which the connection must have ended.
fn sent(address: SocketAddr, context: &SslContext, bytes: &[u8]) -> Answer {
    let mut stream = connect(address, context).unwrap();
    let answer = exchange(&mut stream, bytes).unwrap();
    let mut rest = [0; 1];
    assert!(!matches!(stream.read(&mut rest), Ok(1..)), "it goes on: {answer:?}");
    answer
}

#[test]
fn what_is_no_request_is_answered_with_a_problem() {
    let city = City::on(&sqlite());
    for (name, address, context) in listeners(&city) {
        // More than is read of a head (131,072), and so little more that it lies in buffers when the answer comes.
        let long = format!("GET /{} HTTP/1.1\r\n", "x".repeat(135_000));
        for (bytes, status, kind) in [
            ("NO REQUEST AT ALL\r\n\r\n", 400, "invalid-request"),
            (
                "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                400,
                "invalid-request",
            ),
            (long.as_str(), 431, "head-too-large"),
        ] {
            let answer = sent(address, &context, bytes.as_bytes());
            assert_eq!((answer.status, answer.problem().0.as_str()), (status, kind), "{name}");
        }
    }
}

#[test]
fn who_does_not_come_to_an_end_is_told_so_and_gone() {
    let city = City::limited(&sqlite(), SMALL);
    for (name, address, context) in listeners(&city) {
        for unfinished in [
            "GET / HTTP/1.1\r\nHost: local",
            "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nOrigin: https://localhost:8443\r\nX-Engawa-Request: 1\r\n\
             Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{",
            "POST /api/v1/usage-applications HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
        ] {
            let is_read = !unfinished.contains("POST /api/v1/session") || name == "main";
            let is_read = is_read && (!unfinished.contains("usage-applications") || name == "enrolment");
            if is_read {
                let answer = sent(address, &context, unfinished.as_bytes());
                assert_eq!(
                    (answer.status, answer.problem().0.as_str()),
                    (408, "request-timeout"),
                    "{name}: {unfinished}"
                );
            }
        }
    }
}

#[test]
fn one_address_holds_so_many_connections_to_the_listener_for_everybody() {
    let limits = Limits {
        head: Duration::from_secs(600),
        ..SMALL
    };
    let city = City::limited(&sqlite(), limits);
    let [(_, main, device), (_, enrolment, stranger)] = listeners(&city);
    let mut held: Vec<_> = (0..SMALL.per_address)
        .map(|_| connect(enrolment, &stranger).unwrap())
        .collect();
    assert!(connect(enrolment, &stranger).is_err());
    let request = b"GET /apply HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assert_eq!(
        exchange(&mut held[0], request).unwrap().status,
        200,
        "who is in stays in"
    );
    // Devices are known one by one and may come from one address all together.
    let _devices: Vec<_> = (0..2 * SMALL.per_address)
        .map(|_| connect(main, &device).unwrap())
        .collect();
    drop(held.pop());
    // The server learns of the end a moment later.
    while connect(enrolment, &stranger).is_err() {
        std::thread::yield_now();
    }
}
