//! Queries on `cards`: what they say is encrypted at rest, their kind and days are in the open, because the policy asks for
//! them before anything is opened.

pub(crate) mod burden_ratio;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::delivery::Tally;
use domain::id::PersonId;
use domain::person::card::{Card, CardContent, CardKind, CardValidity};

use crate::schema::cards;
use crate::seal::Sealed;
use crate::store::dialect::keep;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, fresh_id, merge};
use crate::store::row::{count, parsed, period};
use crate::store::transaction::Tx;
use crate::vault::Vault;

/// A card, its kind and days in the open for the policy.
#[derive(Debug)]
pub struct SealedCard {
    /// Which kind.
    pub kind: CardKind,
    /// When it holds.
    pub validity: CardValidity,
    card: Sealed<Card>,
}

impl SealedCard {
    /// The card, still sealed.
    pub fn into_sealed(self) -> Sealed<Card> {
        self.card
    }
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = cards, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    insurer_number: String,
    id: String,
    person_id: String,
    kind: String,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    version: i64,
    issued_on: Option<NaiveDate>,
    sealed: Vec<u8>,
    content_hash: Vec<u8>,
    received_at: NaiveDateTime,
}

impl Kept for Row {
    type Key = (String, String, NaiveDate, i64);

    fn key(&self) -> Self::Key {
        (self.person_id.clone(), self.kind.clone(), self.valid_from, self.version)
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.valid_until == stored.valid_until
            && self.issued_on == stored.issued_on
            && self.content_hash == stored.content_hash
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

fn place(id: &str) -> String {
    format!("cards/{id}")
}

impl Row {
    fn open(self, vault: &Vault) -> Result<SealedCard, StoreError> {
        let kind: CardKind = parsed("cards.kind", &self.kind)?;
        let validity = CardValidity {
            period: period(self.valid_from, self.valid_until),
            version: count("cards.version", self.version)?,
            issued_on: self.issued_on.map(Day::from_naive),
        };
        let content: CardContent = vault.decrypt_json(&place(&self.id), &self.sealed)?;
        if content.kind() != kind {
            return Err(StoreError::Corrupt { column: "cards.sealed" });
        }
        Ok(SealedCard {
            kind,
            validity,
            card: Sealed::new(Card { validity, content }),
        })
    }
}

impl Tx<'_> {
    /// A person's cards, the latest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn cards(&mut self, person: PersonId) -> Result<Vec<SealedCard>, StoreError> {
        let rows: Vec<Row> = cards::table
            .filter(
                cards::insurer_number
                    .eq(&self.insurer_text)
                    .and(cards::person_id.eq(person.to_string())),
            )
            .order((cards::kind, cards::valid_from.desc(), cards::version.desc()))
            .select(Row::as_select())
            .load(self.conn)?;
        rows.into_iter().map(|row| row.open(self.vault)).collect()
    }

    /// Takes in cards of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_cards(&mut self, intakes: &[(PersonId, Card)], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        let mut merged = self.merged_cards(intakes, now)?;
        for row in merged.new.iter_mut().chain(&mut merged.changed) {
            row.sealed = self.vault.encrypt(&place(&row.id), &row.sealed)?;
        }
        keep!(self, cards, merged);
        Ok(merged.tally)
    }

    /// What would come of cards of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_cards(&mut self, intakes: &[(PersonId, Card)], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        Ok(self.merged_cards(intakes, now)?.tally)
    }

    fn merged_cards(&mut self, intakes: &[(PersonId, Card)], now: DateTime<Utc>) -> Result<Merged<Row>, StoreError> {
        let mut rows = Vec::with_capacity(intakes.len());
        for (person, card) in intakes {
            rows.push(self.unsealed_card(*person, card, now)?);
        }
        let people: Vec<&String> = rows.iter().map(|row| &row.person_id).collect();
        let stored = cards::table
            .filter(
                cards::insurer_number
                    .eq(&self.insurer_text)
                    .and(cards::person_id.eq_any(people)),
            )
            .select(Row::as_select())
            .load(self.conn)?;
        Ok(merge(stored, rows))
    }

    /// A row whose `sealed` column still holds the plain JSON.
    fn unsealed_card(&self, person: PersonId, card: &Card, now: DateTime<Utc>) -> Result<Row, StoreError> {
        let Card { validity, content } = card;
        let plain = serde_json::to_vec(content).map_err(|_| StoreError::Corrupt { column: "cards.sealed" })?;
        Ok(Row {
            insurer_number: self.insurer_text.clone(),
            id: fresh_id::<domain::id::of::Card>().to_string(),
            person_id: person.to_string(),
            kind: content.kind().to_string(),
            valid_from: validity.period.first.naive(),
            valid_until: validity.period.last.map(Day::naive),
            version: i64::from(validity.version),
            issued_on: validity.issued_on.map(Day::naive),
            content_hash: self.vault.hash("card", &plain)?,
            sealed: plain,
            received_at: now.naive_utc(),
        })
    }
}
