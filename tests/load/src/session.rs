//! Somebody signed in on a device: a real log-in, the session's cookie, and whom this session may look at.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;

use crate::town::{Staff, Town};
use crate::wire::{Answer, Connection, Way, header};

/// A session and the people it may look at.
pub struct Session {
    way: Way,
    origin: String,
    cookie: String,
    /// Opaque ids of the clients whose data the five conditions let out.
    pub people: Vec<String>,
    /// Lines of lists that were shown on the way; each is an entry in the ledger.
    pub listed: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    items: Vec<Line>,
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    person_id: String,
    #[serde(default)]
    withheld: Vec<serde_json::Value>,
}

impl Session {
    /// Signs in and reads the list of clients to its end.
    pub fn begin(town: &Town, staff: &Staff, way: Way) -> Result<Self> {
        let mut session = Self {
            way,
            origin: town.origin.clone(),
            cookie: String::new(),
            people: Vec::new(),
            listed: 0,
        };
        let body = json!({ "loginId": staff.login_id, "password": staff.password });
        let mut connection = session.way.connect()?;
        session.cookie = token(&connection.exchange(&session.post("/api/v1/session", &body.to_string()))?)?;
        session.read_list(&mut connection)?;
        if session.people.is_empty() {
            bail!("{} has no client to look at", staff.login_id);
        }
        Ok(session)
    }

    fn read_list(&mut self, connection: &mut Connection) -> Result<()> {
        let mut cursor = None;
        loop {
            let path = cursor.map_or("/api/v1/clients?limit=200".to_owned(), |cursor: String| {
                format!("/api/v1/clients?limit=200&cursor={cursor}")
            });
            let answer = connection.exchange(&self.get(&path))?;
            expect_success(&answer)?;
            let page: Page = serde_json::from_slice(answer.body)?;
            for Line { person_id, withheld } in page.items {
                self.listed += 1;
                if withheld.is_empty() {
                    self.people.push(person_id);
                }
            }
            match page.next_cursor {
                Some(next) => cursor = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// Another connection of the same device.
    pub fn connect(&self) -> Result<Connection> {
        self.way.connect()
    }

    /// A token lives ten minutes, a measurement longer.
    pub fn renew(&mut self) -> Result<()> {
        let request = self.post("/api/v1/session/renew", "");
        self.cookie = token(&self.way.connect()?.exchange(&request)?)?;
        Ok(())
    }

    /// A request that reads.
    pub fn get(&self, path: &str) -> Vec<u8> {
        let cookie = &self.cookie;
        format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: application/json\r\ncookie: {cookie}\r\n\r\n").into()
    }

    fn post(&self, path: &str, body: &str) -> Vec<u8> {
        let Self { origin, cookie, .. } = self;
        let cookie = if cookie.is_empty() {
            String::new()
        } else {
            format!("cookie: {cookie}\r\n")
        };
        format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\norigin: {origin}\r\nx-engawa-request: 1\r\n{cookie}\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .into()
    }
}

/// `name=value` of the session's cookie.
fn token(answer: &Answer<'_>) -> Result<String> {
    expect_success(answer)?;
    let cookie = header(answer.head, "set-cookie").context("no cookie was set")?;
    let (pair, _) = cookie.split_once(';').context("a cookie without attributes")?;
    Ok(pair.to_owned())
}

fn expect_success(answer: &Answer<'_>) -> Result<()> {
    if answer.status != 200 {
        bail!("answer {}: {}", answer.status, String::from_utf8_lossy(answer.body));
    }
    Ok(())
}
