//! Queries on `persons`. Their attributes are encrypted at rest and come out sealed.

mod former_number;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::delivery::Tally;
use domain::disclosure::PersonFacts;
use domain::id::PersonId;
use domain::insurer::shown::ConsentOnReturn;
use domain::person::qualification;
use domain::person::{InsuredNumber, LossReason};
use domain::record::Attributes;

use crate::schema::persons;
use crate::seal::Sealed;
use crate::store::dialect::keep;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, fresh_id, merge};
use crate::store::row::{moment, parsed};
use crate::store::transaction::Tx;
use crate::vault::Vault;

/// A person to be taken in.
#[derive(Clone, Debug)]
pub struct PersonIntake {
    /// Attributes.
    pub attributes: Attributes,
    /// Since when the person is no longer insured here, and why.
    pub lost: Option<(Day, LossReason)>,
    /// The moment at the source for which this holds.
    pub as_of: DateTime<Utc>,
}

/// A person as it is kept: what rules need in the open, the attributes still encrypted.
pub struct PersonRecord {
    /// What `domain::disclosure` needs.
    pub facts: PersonFacts,
    encrypted: Vec<u8>,
    /// The moment at the source for which they hold.
    pub as_of: DateTime<Utc>,
    /// When they were received.
    pub received_at: DateTime<Utc>,
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = persons, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(crate) struct Row {
    insurer_number: String,
    pub(crate) id: String,
    number_hash: Vec<u8>,
    content_hash: Vec<u8>,
    sealed: Vec<u8>,
    lost_on: Option<NaiveDate>,
    loss_reason: Option<String>,
    as_of: NaiveDateTime,
    received_at: NaiveDateTime,
    lapsed_on: Option<NaiveDate>,
}

impl Kept for Row {
    type Key = Vec<u8>;

    fn key(&self) -> Vec<u8> {
        self.number_hash.clone()
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.content_hash == stored.content_hash
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

fn place(id: &str) -> String {
    format!("persons/{id}")
}

impl PersonRecord {
    /// Who it is. To be asked for once it is decided that they may be seen: decrypting takes time, which must not tell that
    /// there is such a person.
    ///
    /// # Errors
    /// [`StoreError::Unsealable`] if the keys do not fit.
    pub fn attributes(&self, vault: &Vault) -> Result<Sealed<Attributes>, StoreError> {
        attributes(&self.facts.id.to_string(), &self.encrypted, vault)
    }
}

impl std::fmt::Debug for PersonRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonRecord(..)")
    }
}

impl TryFrom<Row> for PersonRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            facts: facts(
                parsed("persons.id", &row.id)?,
                row.lost_on,
                row.loss_reason,
                row.lapsed_on,
            )?,
            encrypted: row.sealed,
            as_of: moment(row.as_of),
            received_at: moment(row.received_at),
        })
    }
}

/// The columns that a line of a list needs: not when it came in, nor what deliveries are compared with.
pub(crate) type LineColumns = (
    persons::id,
    persons::sealed,
    persons::lost_on,
    persons::loss_reason,
    persons::lapsed_on,
);
/// What these columns hold.
pub(crate) type LineRow = (String, Vec<u8>, Option<NaiveDate>, Option<String>, Option<NaiveDate>);

pub(crate) fn line(
    id: PersonId,
    (stored_id, sealed, lost_on, loss_reason, lapsed_on): LineRow,
    vault: &Vault,
) -> Result<(PersonFacts, Sealed<Attributes>), StoreError> {
    Ok((
        facts(id, lost_on, loss_reason, lapsed_on)?,
        attributes(&stored_id, &sealed, vault)?,
    ))
}

fn attributes(stored_id: &str, sealed: &[u8], vault: &Vault) -> Result<Sealed<Attributes>, StoreError> {
    Ok(Sealed::new(vault.decrypt_json(&place(stored_id), sealed)?))
}

fn facts(
    id: PersonId,
    lost_on: Option<NaiveDate>,
    loss_reason: Option<String>,
    lapsed_on: Option<NaiveDate>,
) -> Result<PersonFacts, StoreError> {
    let lost = match (lost_on, loss_reason) {
        (Some(day), reason) => Some((
            Day::from_naive(day),
            reason.map_or(Ok(LossReason::Other), |code| parsed("persons.loss_reason", &code))?,
        )),
        (None, _) => None,
    };
    Ok(PersonFacts {
        id,
        lost,
        lapsed_on: lapsed_on.map(Day::from_naive),
    })
}

impl Tx<'_> {
    pub(crate) fn number_hash(&self, number: &InsuredNumber) -> Result<Vec<u8>, StoreError> {
        self.vault.hash("insured number", number.as_str().as_bytes())
    }

    /// Which of these keyed hashes are of numbers that people have, and whose.
    fn known_now(&mut self, hashes: &[&Vec<u8>]) -> Result<Vec<(Vec<u8>, String)>, StoreError> {
        Ok(persons::table
            .filter(
                persons::insurer_number
                    .eq(&self.insurer_text)
                    .and(persons::number_hash.eq_any(hashes.to_vec())),
            )
            .select((persons::number_hash, persons::id))
            .load(self.conn)?)
    }

    /// Which of these insured numbers are known, and as whom.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn persons_by_number(
        &mut self,
        numbers: &[InsuredNumber],
    ) -> Result<HashMap<InsuredNumber, PersonId>, StoreError> {
        let mut by_hash = HashMap::with_capacity(numbers.len());
        for number in numbers {
            by_hash.insert(self.number_hash(number)?, *number);
        }
        let hashes: Vec<&Vec<u8>> = by_hash.keys().collect();
        let rows = self.known_now(&hashes)?;
        let mut people = HashMap::with_capacity(numbers.len());
        for (hash, id) in rows {
            if let Some(number) = by_hash.remove(&hash) {
                people.insert(number, parsed("persons.id", &id)?);
            }
        }
        // The rest may be numbers under which people were known before.
        let left: Vec<&Vec<u8>> = by_hash.keys().collect();
        for (hash, id) in self.known_before(&left)? {
            if let Some(number) = by_hash.remove(&hash) {
                people.insert(number, parsed("former_numbers.person_id", &id)?);
            }
        }
        Ok(people)
    }

    /// Takes in persons of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_persons(&mut self, intakes: &[PersonIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        let mut merged = self.merged_persons(intakes, now)?;
        // Encrypted only now: most rows of a repeated delivery are unchanged.
        for row in merged.new.iter_mut().chain(&mut merged.changed) {
            row.sealed = self.vault.encrypt(&place(&row.id), &row.sealed)?;
        }
        keep!(self, persons, merged);
        self.keep_former_numbers(intakes, now)?;
        Ok(merged.tally)
    }

    /// What would come of persons of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_persons(&mut self, intakes: &[PersonIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        Ok(self.merged_persons(intakes, now)?.tally)
    }

    fn merged_persons(&mut self, intakes: &[PersonIntake], now: DateTime<Utc>) -> Result<Merged<Row>, StoreError> {
        let mut rows = Vec::with_capacity(intakes.len());
        for intake in intakes {
            rows.push(self.unsealed_row(intake, now)?);
        }
        let mut stored = self.persons_by_hash(rows.iter().map(|row| &row.number_hash).collect())?;
        let renumbered = self.renumbered(&stored, intakes)?;
        stored.extend(renumbered);
        let on_return = self.insurer_rules()?.shown.consent_on_return;
        let known: HashMap<&[u8], &Row> = stored.iter().map(|row| (row.number_hash.as_slice(), row)).collect();
        for (row, intake) in rows.iter_mut().zip(intakes) {
            if let Some(known) = known.get(row.number_hash.as_slice()) {
                row.lapsed_on = match on_return {
                    ConsentOnReturn::Ends => lapsed(known, intake),
                    ConsentOnReturn::Revives => known.lapsed_on,
                };
            }
        }
        Ok(merge(stored, rows))
    }

    /// A row whose `sealed` column still holds the plain JSON.
    fn unsealed_row(&self, intake: &PersonIntake, now: DateTime<Utc>) -> Result<Row, StoreError> {
        let plain = serde_json::to_vec(&intake.attributes).map_err(|_| StoreError::Corrupt {
            column: "persons.sealed",
        })?;
        let mut content = plain.clone();
        if let Some((day, reason)) = &intake.lost {
            content.extend_from_slice(format!("{day}{reason}").as_bytes());
        }
        Ok(Row {
            insurer_number: self.insurer_text.clone(),
            id: fresh_id::<domain::id::of::Person>().to_string(),
            number_hash: self.number_hash(&intake.attributes.number)?,
            content_hash: self.vault.hash("person", &content)?,
            sealed: plain,
            lost_on: intake.lost.as_ref().map(|(day, _)| day.naive()),
            loss_reason: intake.lost.as_ref().map(|(_, reason)| reason.to_string()),
            as_of: intake.as_of.naive_utc(),
            received_at: now.naive_utc(),
            lapsed_on: None,
        })
    }

    fn persons_by_hash(&mut self, hashes: Vec<&Vec<u8>>) -> Result<Vec<Row>, StoreError> {
        Ok(persons::table
            .filter(
                persons::insurer_number
                    .eq(&self.insurer_text)
                    .and(persons::number_hash.eq_any(hashes)),
            )
            .select(Row::as_select())
            .load(self.conn)?)
    }

    /// Those who are kept under the former number of an intake whose own number nobody has: the same people, as they are kept
    /// from now on.
    fn renumbered(&mut self, stored: &[Row], intakes: &[PersonIntake]) -> Result<Vec<Row>, StoreError> {
        let mut new_by_old = HashMap::new();
        for intake in intakes {
            if let Some(former) = intake.attributes.qualification.former_number {
                let new = self.number_hash(&intake.attributes.number)?;
                if stored.iter().all(|row| row.number_hash != new) {
                    new_by_old.insert(self.number_hash(&former)?, new);
                }
            }
        }
        let mut rows = self.persons_by_hash(new_by_old.keys().collect())?;
        for row in &mut rows {
            if let Some(new) = new_by_old.get(&row.number_hash) {
                row.number_hash.clone_from(new);
            }
        }
        Ok(rows)
    }
}

/// The day up to which the consents of a person have ended, once the intake is kept.
fn lapsed(known: &Row, intake: &PersonIntake) -> Option<NaiveDate> {
    let day = |stored: Option<NaiveDate>| stored.map(Day::from_naive);
    let lost_now = intake.lost.as_ref().map(|(day, _)| *day);
    let moved_in_on = intake.attributes.qualification.moved_in_on;
    qualification::lapsed_on(day(known.lapsed_on), day(known.lost_on), lost_now, moved_in_on).map(Day::naive)
}
