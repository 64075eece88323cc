//! One measurement: many connections, each with one request under way at a time, for a while.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cpu::Counted;
use crate::session::Session;
use crate::wire::Connection;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// JSON that is there already.
    Static,
    /// The look without the ledger.
    Unaudited,
    /// The disclosure.
    Audited,
}

impl Kind {
    /// In the order of what they cost.
    pub const ALL: [Self; 3] = [Self::Static, Self::Unaudited, Self::Audited];

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Static => "static",
            Self::Unaudited => "unaudited",
            Self::Audited => "audited",
        }
    }

    /// The requests of one session: every person in turn. `length` is that of the answer that a static one imitates.
    pub fn requests(self, session: &Session, length: u64) -> Vec<Vec<u8>> {
        let people = session.people.iter();
        match self {
            Self::Static => vec![session.get(&format!("/measure/static?bytes={length}"))],
            Self::Unaudited => people
                .map(|id| session.get(&format!("/measure/unaudited/{id}")))
                .collect(),
            Self::Audited => people.map(|id| session.get(&format!("/api/v1/clients/{id}"))).collect(),
        }
    }
}

/// A connection and how far it is in the row of its requests.
pub struct Lane {
    /// Which session it belongs to.
    pub session: usize,
    connection: Connection,
    turn: usize,
}

impl Lane {
    /// Connections for all sessions in turn; each begins somewhere else in the row of people.
    pub fn open(sessions: &[Session], connections: usize) -> Result<Vec<Self>> {
        let each = connections.div_ceil(sessions.len().max(1));
        let owners = sessions.iter().enumerate().cycle().take(connections);
        owners
            .enumerate()
            .map(|(number, (session, owner))| {
                Ok(Self {
                    session,
                    connection: owner.connect()?,
                    turn: owner.people.len() * (number / sessions.len()) / each.max(1),
                })
            })
            .collect()
    }

    /// Another connection of the same session: while other servers are measured this one may have been idle for longer
    /// than the server keeps it.
    pub fn reconnect(&mut self, sessions: &[Session]) -> Result<()> {
        self.connection = sessions.get(self.session).context("no such session")?.connect()?;
        Ok(())
    }

    fn run(&mut self, requests: &[Vec<u8>], end: Instant) -> Result<Shots> {
        let mut shots = Shots::default();
        let mut begin = Instant::now();
        while begin < end {
            let request = requests.get(self.turn % requests.len()).context("nothing to ask")?;
            self.turn += 1;
            let answer = self.connection.exchange(request)?;
            if answer.status != 200 {
                bail!("answer {}: {}", answer.status, String::from_utf8_lossy(answer.body));
            }
            shots.bytes += answer.body.len() as u64;
            let done = Instant::now();
            shots.took.push(done - begin);
            begin = done;
        }
        Ok(shots)
    }
}

#[derive(Default)]
struct Shots {
    took: Vec<Duration>,
    bytes: u64,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Volley {
    /// Answers, all of them with status 200.
    pub answers: u64,
    /// Bytes of their bodies.
    pub bytes: u64,
    /// From the first request to the last answer.
    pub lasted: Duration,
    /// What the server spent.
    pub server: Duration,
    /// What the database server spent, if it is a process of its own.
    pub database: Duration,
    /// Time of the answer in the middle.
    pub median: Duration,
    /// Time within which 99 of 100 answers came.
    pub p99: Duration,
}

/// Sends requests on all lanes for a while. `requests` has a row for each session.
pub fn volley(
    lanes: &mut [Lane],
    requests: &[Vec<Vec<u8>>],
    time: Duration,
    (server, database): (Counted, Option<Counted>),
) -> Result<Volley> {
    let spent = |counted: Option<Counted>| counted.map_or(Ok(Duration::ZERO), Counted::spent);
    let before = (server.spent()?, spent(database)?);
    let begin = Instant::now();
    let shots = thread::scope(|scope| {
        let running: Vec<_> = lanes
            .iter_mut()
            .map(|lane| {
                let row = requests.get(lane.session).context("no requests for a session")?;
                Ok(scope.spawn(move || lane.run(row, begin + time)))
            })
            .collect::<Result<_>>()?;
        running
            .into_iter()
            .map(|lane| lane.join().unwrap_or_else(|_| bail!("a lane broke off")))
            .collect::<Result<Vec<Shots>>>()
    })?;
    let lasted = begin.elapsed();
    let (server, database) = (server.spent()? - before.0, spent(database)? - before.1);
    let bytes = shots.iter().map(|shots| shots.bytes).sum();
    let mut took: Vec<Duration> = shots.into_iter().flat_map(|shots| shots.took).collect();
    took.sort_unstable();
    let at = |hundredths: usize| took.get(took.len() * hundredths / 100).copied();
    Ok(Volley {
        answers: took.len() as u64,
        bytes,
        lasted,
        server,
        database,
        median: at(50).context("no answer came")?,
        p99: at(99).context("no answer came")?,
    })
}
