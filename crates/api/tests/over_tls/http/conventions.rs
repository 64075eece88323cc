//! What every list, time and method of the API has in common, as programs rely on it.

use harness::{databases, sqlite};
use serde_json::Value;

use crate::http::requests::operations;
use crate::support::city::City;
use crate::support::wire::{Answer, Client};

/// An answer without a body, whatever length its head names.
fn head(client: &mut Client, path: &str) -> Answer {
    client.send("HEAD", path, &[], b"")
}

#[test]
fn head_is_answered_like_get_with_the_same_entry_and_without_the_body() {
    for database in databases() {
        let city = City::on(&database);
        let mut client = city.signed_in(&city.ours);
        let list = client.get("/api/v1/clients").json();
        let id = list["items"][0]["personId"].as_str().unwrap().to_owned();
        for path in [
            "/api/v1/clients".to_owned(),
            format!("/api/v1/clients/{id}/progress"),
            format!("/api/v1/clients/{id}/documents"),
        ] {
            let before = city.entries();
            let read = client.get(&path);
            let between = city.entries();
            let looked = head(&mut client, &path);
            assert_eq!(city.entries() - between, between - before, "{path}");
            assert!(between > before && looked.body.is_empty(), "{path}");
            for name in ["etag", "content-type", "content-length", "cache-control"] {
                assert_eq!(looked.header(name), read.header(name), "{path}: {name}");
            }
            assert_eq!(looked.status, 200, "{path}");
        }
    }
}

#[test]
fn head_opens_nothing_that_get_does_not() {
    let city = City::on(&sqlite());
    let mut client = city.device(&city.ours);
    for (method, path) in operations() {
        let (read, looked) = (client.get(&path), head(&mut client, &path));
        assert_eq!(looked.status, read.status, "{method} {path}");
        assert!(looked.status >= 400 || path == "/api/v1/device", "{method} {path}");
    }
}

#[test]
fn a_parameter_that_cannot_be_read_is_named() {
    let city = City::on(&sqlite());
    let mut client = city.signed_in(&city.ours);
    for (query, rule, name) in [
        ("limit=many", "query.invalid", "limit"),
        ("filter=everybody", "query.invalid", "filter"),
        ("colour=red", "query.invalid", "colour"),
        ("limit=5&limit=6", "query.invalid", "limit"),
        ("limit=0", "limit.range", "limit"),
        ("limit=201", "limit.range", "limit"),
        ("cursor=nonsense", "cursor.unknown", "cursor"),
    ] {
        let answer = client.get(&format!("/api/v1/clients?{query}"));
        assert_eq!(
            answer.problem(),
            ("invalid-parameter".into(), vec![rule.to_owned()]),
            "{query}"
        );
        assert_eq!(answer.json()["errors"][0]["parameter"], name, "{query}");
    }
}

/// Every text in an answer that is a time of RFC 3339.
fn times(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(times).collect(),
        Value::Object(fields) => fields.values().flat_map(times).collect(),
        Value::String(text) if text.get(10..11) == Some("T") => vec![text.clone()],
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

#[test]
fn no_time_is_told_finer_than_to_the_millisecond() {
    for database in databases() {
        let city = City::on(&database);
        city.clock.advance(chrono::TimeDelta::nanoseconds(123_456_789));
        let mut client = city.signed_in(&city.ours);
        let id = client.get("/api/v1/clients").json()["items"][0]["personId"]
            .as_str()
            .unwrap()
            .to_owned();
        let mut told = times(&client.get("/api/v1/session").json());
        told.extend(times(&client.get(&format!("/api/v1/clients/{id}")).json()));
        assert!(told.len() > 3, "{told:?}");
        for time in told {
            let fraction = time
                .split_once('.')
                .map_or("", |(_, rest)| rest.trim_end_matches("+09:00"));
            assert!(matches!(fraction.len(), 0 | 3), "{time}");
        }
    }
}
