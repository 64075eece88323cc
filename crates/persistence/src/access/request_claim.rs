//! Queries on `request_claims`: a request that may be sent again claims its key; the change it makes marks the claim in its own
//! transaction; its answer is kept under it, sealed. When an answer is worth keeping is left to `service`.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::request_claims;
use crate::store::error::StoreError;
use crate::store::row::{moment, parsed};
use crate::store::transaction::Tx;
use crate::vault::Vault;

/// How long a claim and its answer are kept.
const KEPT: TimeDelta = TimeDelta::hours(72);
/// After this a request that has changed nothing and was not answered is over: its node ended meanwhile.
const LONGEST: TimeDelta = TimeDelta::minutes(2);

/// A request that has claimed its key: whoever holds it may go on.
#[derive(Clone, Debug)]
pub struct RequestClaim {
    name: Vec<u8>,
    attempt: Uuid,
}

/// What came of claiming a key.
#[derive(Debug)]
pub enum Claimed {
    /// The first of its kind: it may go on.
    First(RequestClaim),
    /// It was answered already, with this.
    Answered(Vec<u8>),
    /// The key belongs to a request with another body.
    OtherBody,
    /// The first one is under way.
    UnderWay,
    /// The change was made, and its answer is not there: it was lost, or held a secret and may not be given any more.
    AnswerGone,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = request_claims)]
struct Row {
    body_hash: Vec<u8>,
    began_at: NaiveDateTime,
    changed_at: Option<NaiveDateTime>,
    answer: Option<Vec<u8>>,
    answer_until: Option<NaiveDateTime>,
}

impl RequestClaim {
    /// The claim of whoever this is (`principal`) on `key` for a route. The key is kept as a keyed hash only.
    ///
    /// # Errors
    /// If the vault cannot hash.
    pub fn new(vault: &Vault, principal: &str, route: &str, key: &str) -> Result<Self, StoreError> {
        let name = vault.hash("request claim", format!("{principal}\0{route}\0{key}").as_bytes())?;
        Ok(Self {
            name,
            attempt: Uuid::now_v7(),
        })
    }

    fn place(&self) -> String {
        format!("request_claims/{}", openssl::base64::encode_block(&self.name))
    }
}

impl Tx<'_> {
    /// Claims a key for a request with this body, unless it is claimed.
    ///
    /// # Errors
    /// If the database cannot be written; [`StoreError::Conflict`] if somebody claims it at the same moment.
    pub fn claim_request(
        &mut self,
        claim: &RequestClaim,
        body_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Claimed, StoreError> {
        self.forget_claims(now)?;
        let known: Option<Row> = request_claims::table
            .find((&self.insurer_text, &claim.name))
            .select(Row::as_select())
            .get_result(self.conn)
            .optional()?;
        match known {
            None => self.begin_claim(claim, body_hash, now),
            Some(row) if row.body_hash != body_hash => Ok(Claimed::OtherBody),
            Some(row) => match (row.answer, row.changed_at) {
                (Some(answer), _) if row.answer_until.is_some_and(|until| now < moment(until)) => {
                    self.vault.decrypt(&claim.place(), &answer).map(Claimed::Answered)
                }
                (None, _) if now < moment(row.began_at) + LONGEST => Ok(Claimed::UnderWay),
                (None, None) => self.take_over(claim, now),
                (_, _) => Ok(Claimed::AnswerGone),
            },
        }
    }

    fn begin_claim(
        &mut self,
        claim: &RequestClaim,
        body_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Claimed, StoreError> {
        diesel::insert_into(request_claims::table)
            .values((
                request_claims::insurer_number.eq(&self.insurer_text),
                request_claims::name.eq(&claim.name),
                request_claims::body_hash.eq(body_hash.as_slice()),
                request_claims::attempt.eq(claim.attempt.to_string()),
                request_claims::began_at.eq(now.naive_utc()),
                request_claims::forgotten_at.eq((now + KEPT).naive_utc()),
            ))
            .execute(self.conn)?;
        Ok(Claimed::First(claim.clone()))
    }

    /// The first attempt ended without a change and without an answer.
    fn take_over(&mut self, claim: &RequestClaim, now: DateTime<Utc>) -> Result<Claimed, StoreError> {
        diesel::update(request_claims::table.find((&self.insurer_text, &claim.name)))
            .set((
                request_claims::attempt.eq(claim.attempt.to_string()),
                request_claims::began_at.eq(now.naive_utc()),
            ))
            .execute(self.conn)?;
        Ok(Claimed::First(claim.clone()))
    }

    /// Marks, in the transaction of the change, that it was made. Whoever lost the claim meanwhile changes nothing.
    pub(crate) fn mark_claim(&mut self, claim: &RequestClaim) -> Result<(), StoreError> {
        let held = request_claims::table
            .find((&self.insurer_text, &claim.name))
            .select((request_claims::attempt, request_claims::began_at));
        let (attempt, began_at): (String, NaiveDateTime) = held.get_result(self.conn)?;
        if parsed::<Uuid>("request_claims.attempt", &attempt)? != claim.attempt {
            return Err(StoreError::Overtaken);
        }
        diesel::update(request_claims::table.find((&self.insurer_text, &claim.name)))
            .set(request_claims::changed_at.eq(began_at))
            .execute(self.conn)?;
        Ok(())
    }

    /// Keeps the answer of a claimed request, to be given again until then.
    ///
    /// # Errors
    /// If it cannot be sealed or written.
    pub fn answer_claim(
        &mut self,
        claim: &RequestClaim,
        answer: &[u8],
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let sealed = self.vault.encrypt(&claim.place(), answer)?;
        diesel::update(request_claims::table.find((&self.insurer_text, &claim.name)))
            .set((
                request_claims::answer.eq(sealed),
                request_claims::answer_until.eq(until.naive_utc()),
            ))
            .execute(self.conn)?;
        Ok(())
    }

    /// Gives a key back whose request was refused.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn release_claim(&mut self, claim: &RequestClaim) -> Result<(), StoreError> {
        diesel::delete(request_claims::table.find((&self.insurer_text, &claim.name))).execute(self.conn)?;
        Ok(())
    }

    /// Forgets what is over: claims after their time, and answers that may not be given again.
    fn forget_claims(&mut self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let ours = request_claims::insurer_number.eq(self.insurer_text.clone());
        let now = now.naive_utc();
        diesel::delete(request_claims::table.filter(ours.clone().and(request_claims::forgotten_at.le(now))))
            .execute(self.conn)?;
        diesel::update(request_claims::table.filter(ours.and(request_claims::answer_until.le(now))))
            .set((
                request_claims::answer.eq(None::<Vec<u8>>),
                request_claims::answer_until.eq(None::<NaiveDateTime>),
                request_claims::changed_at.eq(request_claims::began_at.nullable()),
            ))
            .execute(self.conn)?;
        Ok(())
    }
}
