//! A town with its server running and everybody signed in: where measurements take place.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};
use serde::Serialize;

use crate::cpu::Counted;
use crate::server::{Server, verified_entries};
use crate::session::Session;
use crate::town::{Plan, Town};
use crate::volley::{Kind, Lane, Volley, volley};
use crate::wire::Way;

/// What is the same for all fields.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'p> {
    /// The program and the offices.
    pub plan: Plan<'p>,
    /// Connections to each server.
    pub connections: usize,
    /// The core of the servers.
    pub core: Option<usize>,
    /// How long a measurement takes.
    pub time: Duration,
    /// How long the same goes on before it, unmeasured.
    pub warm: Duration,
}

/// The running field.
pub struct Field {
    /// `sqlite` or `postgres`.
    pub database: &'static str,
    /// How many people the town has.
    pub people: u64,
    town: Town,
    server: Server,
    database_server: Option<Counted>,
    sessions: Vec<Session>,
    lanes: Vec<Lane>,
    /// Bytes of a usual audited answer.
    length: u64,
    entries_before: u64,
    audited_answers: u64,
}

/// What the ledger of a field holds in the end.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    pub database: &'static str,
    pub people: u64,
    /// Answers with personal data that came, each line of a list counted.
    pub audited_answers: u64,
    /// Entries that came to the ledger meanwhile.
    pub entries: u64,
}

impl Field {
    /// Starts the server and signs everybody in.
    pub fn open(
        terms: Terms<'_>,
        (database, people): (&'static str, u64),
        town: Town,
        database_server: Option<Counted>,
        log: &Path,
    ) -> Result<Self> {
        let entries_before = verified_entries(terms.plan, &town)?;
        let server = Server::start(terms.plan, &town, terms.core, log)?;
        let authority = town.data.join("server-authority.pem");
        let mut sessions = Vec::with_capacity(town.staff.len());
        for staff in &town.staff {
            let way = Way::new(server.address, &authority, &staff.p12, &staff.p12_password)?;
            sessions.push(Session::begin(&town, staff, way)?);
        }
        let lanes = Lane::open(&sessions, terms.connections)?;
        let mut field = Self {
            database,
            people,
            town,
            server,
            database_server,
            audited_answers: sessions.iter().map(|session| session.listed).sum(),
            sessions,
            lanes,
            length: 0,
            entries_before,
        };
        let first = field.run(Kind::Audited, terms.warm)?;
        field.length = first.bytes / first.answers;
        let looked_at: usize = field.sessions.iter().map(|session| session.people.len()).sum();
        eprintln!("{database}, {people} people: {looked_at} of them are looked at in turn");
        Ok(field)
    }

    /// Before each round: fresh tokens and fresh connections.
    pub fn renew(&mut self) -> Result<()> {
        self.sessions.iter_mut().try_for_each(Session::renew)?;
        self.lanes
            .iter_mut()
            .try_for_each(|lane| lane.reconnect(&self.sessions))
    }

    /// Warms up and measures.
    pub fn measure(&mut self, terms: Terms<'_>, kind: Kind) -> Result<Volley> {
        self.run(kind, terms.warm)?;
        self.run(kind, terms.time)
    }

    fn run(&mut self, kind: Kind, time: Duration) -> Result<Volley> {
        let sessions = self.sessions.iter();
        let requests: Vec<_> = sessions.map(|session| kind.requests(session, self.length)).collect();
        let counted = (self.server.counted, self.database_server);
        let volley = volley(&mut self.lanes, &requests, time, counted)?;
        if kind == Kind::Audited {
            self.audited_answers += volley.answers;
        }
        Ok(volley)
    }

    /// Stops the server and holds the ledger against what was answered.
    ///
    /// # Errors
    /// If fewer entries came than answers, or anything in the ledger does not fit.
    pub fn close(self, terms: Terms<'_>) -> Result<Proof> {
        drop(self.lanes);
        self.server.stop()?;
        let entries = verified_entries(terms.plan, &self.town)? - self.entries_before;
        if entries < self.audited_answers {
            bail!(
                "{} answers but only {entries} entries in the ledger",
                self.audited_answers
            );
        }
        Ok(Proof {
            database: self.database,
            people: self.people,
            audited_answers: self.audited_answers,
            entries,
        })
    }
}
