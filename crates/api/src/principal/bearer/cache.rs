//! Tokens whose signature was checked once: checking costs more than all the rest of a short answer. Remembered under
//! the hash of the whole token until it expires; what a token means for a request is checked every time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};

use super::claims::Claims;

/// A few times the users of a large city at the busiest hour; beyond it everything expired goes, then everything.
const CAPACITY: usize = 20_000;

#[derive(Default)]
pub(super) struct Verified(Mutex<HashMap<[u8; 32], Claims>>);

impl Verified {
    pub(super) fn get(&self, token: &str, now: DateTime<Utc>) -> Option<Claims> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get(&openssl::sha::sha256(token.as_bytes()))
            .filter(|claims| now.timestamp() < claims.exp)
            .cloned()
    }

    pub(super) fn remember(&self, token: &str, claims: Claims, now: DateTime<Utc>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY {
            known.retain(|_, claims| now.timestamp() < claims.exp);
        }
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(openssl::sha::sha256(token.as_bytes()), claims);
    }
}
