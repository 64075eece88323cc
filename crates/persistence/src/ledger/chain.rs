//! The chain: where a stream ends, and how entries are joined to it. When they are written is left to `writer`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::insurer::InsurerNumber;
use openssl::rand::rand_bytes;
use openssl::sha::Sha256;

use crate::ledger::batch::{Batch, Link, SALT};
use crate::ledger::entry::Entry;
use crate::schema::ledger_entries;
use crate::store::conn::Conn;
use crate::store::error::StoreError;

/// Whose stream, and which.
pub(crate) type StreamOf<'s> = (InsurerNumber, &'s str);

/// The end of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) sequence: i64,
    pub(crate) hash: [u8; 32],
}

impl Head {
    /// The end of a stream without entries.
    pub(crate) const EMPTY: Self = Self {
        sequence: 0,
        hash: [0; 32],
    };

    pub(crate) fn read(conn: &mut Conn, (insurer, stream): StreamOf<'_>) -> Result<Self, StoreError> {
        let own = ledger_entries::insurer_number
            .eq(insurer.as_str())
            .and(ledger_entries::stream.eq(stream));
        let last: Option<(i64, Vec<u8>)> = ledger_entries::table
            .filter(own)
            .order(ledger_entries::sequence.desc())
            .select((ledger_entries::sequence, ledger_entries::hash))
            .first(conn)
            .optional()?;
        let Some((sequence, hash)) = last else {
            return Ok(Self::EMPTY);
        };
        let hash = hash.try_into().map_err(|_| StoreError::Corrupt {
            column: "ledger_entries.hash",
        })?;
        Ok(Self { sequence, hash })
    }

    /// Joins entries to the chain; answers what is to be written and the end that there is then.
    pub(crate) fn join<'s>(
        self,
        (insurer, stream): StreamOf<'s>,
        at: DateTime<Utc>,
        entries: &[&Entry],
    ) -> Result<(Batch<'s>, Self), StoreError> {
        // Both databases keep microseconds: what is hashed must be what is read back.
        let at = DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at);
        let mut salts = vec![0; entries.len() * SALT];
        rand_bytes(&mut salts).map_err(|error| StoreError::Unreachable(error.to_string()))?;
        let (salts, _) = salts.as_chunks::<SALT>();
        let mut head = self;
        let mut links = Vec::with_capacity(entries.len());
        for (entry, salt) in entries.iter().zip(salts) {
            let link = link((insurer, stream), head, at, entry, *salt)?;
            head = Self {
                sequence: link.sequence,
                hash: link.hash,
            };
            links.push(link);
        }
        let batch = Batch {
            stream,
            insurer,
            at: at.naive_utc(),
            links,
        };
        Ok((batch, head))
    }
}

fn link(of: StreamOf<'_>, head: Head, at: DateTime<Utc>, entry: &Entry, salt: [u8; SALT]) -> Result<Link, StoreError> {
    let fields = serde_json::to_string(entry).map_err(|error| StoreError::Unreachable(error.to_string()))?;
    let commitment = commit_to(&salt, fields.as_bytes());
    let sequence = head.sequence + 1;
    let hash = chain_hash(of, sequence, at.timestamp_micros(), &commitment, &head.hash);
    Ok(Link {
        sequence,
        commitment,
        hash,
        person: entry.person().map(|person| person.to_string()),
        organization: entry.organization().map(|organization| organization.to_string()),
        operation: entry.operation().code(),
        salt,
        fields,
    })
}

impl Head {
    /// A batch of one link that says nothing, to see whether the stream can be written; it is never committed.
    pub(crate) fn trial<'s>(self, (insurer, stream): StreamOf<'s>, at: DateTime<Utc>) -> Batch<'s> {
        let link = Link {
            sequence: self.sequence + 1,
            commitment: [0; 32],
            hash: [0; 32],
            person: None,
            organization: None,
            operation: "",
            salt: [0; SALT],
            fields: String::new(),
        };
        Batch {
            stream,
            insurer,
            at: at.naive_utc(),
            links: vec![link],
        }
    }
}

/// SHA-256 over salt and fields: says nothing about the fields once they and the salt are gone.
pub(crate) fn commit_to(salt: &[u8], fields: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(fields);
    hasher.finish()
}

/// SHA-256 over everything that makes an entry's place in its stream.
pub(crate) fn chain_hash(
    (insurer, stream): StreamOf<'_>,
    sequence: i64,
    at_micros: i64,
    commitment: &[u8],
    previous: &[u8],
) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"engawa ledger 1\0");
    hasher.update(insurer.as_str().as_bytes());
    hasher.update(&[0]);
    hasher.update(stream.as_bytes());
    hasher.update(&[0]);
    hasher.update(&sequence.to_be_bytes());
    hasher.update(&at_micros.to_be_bytes());
    hasher.update(commitment);
    hasher.update(previous);
    hasher.finish()
}
