//! Queries on `consents`.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::day::Day;
use domain::disclosure::ConsentFacts;
use domain::id::PersonId;

use crate::schema::consents;
use crate::store::dialect::keep;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Tally, fresh_id, merge};
use crate::store::row::parsed;
use crate::store::transaction::Tx;

/// A consent to be taken in.
#[derive(Clone, Debug)]
pub struct ConsentIntake {
    /// Who consents.
    pub person: PersonId,
    /// Day of receipt.
    pub received_on: Day,
    /// Way of receipt, by its code.
    pub channel: String,
    /// Who signed, by its code.
    pub signer: String,
    /// Name and relation of a scribe or representative; encrypted at rest.
    pub signer_details: Option<String>,
    /// Version of the form.
    pub form_version: String,
    /// First day on which it holds.
    pub effective_from: Day,
    /// Day of withdrawal.
    pub withdrawn_on: Option<Day>,
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = consents, treat_none_as_null = true, treat_none_as_default_value = false)]
pub(crate) struct Row {
    insurer_number: String,
    id: String,
    pub(crate) person_id: String,
    received_on: NaiveDate,
    channel: String,
    signer: String,
    sealed_signer: Option<Vec<u8>>,
    signer_hash: Vec<u8>,
    form_version: String,
    effective_from: NaiveDate,
    withdrawn_on: Option<NaiveDate>,
    received_at: NaiveDateTime,
}

impl Kept for Row {
    type Key = (String, NaiveDate);

    fn key(&self) -> Self::Key {
        (self.person_id.clone(), self.effective_from)
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.received_on == stored.received_on
            && self.channel == stored.channel
            && self.signer == stored.signer
            && self.signer_hash == stored.signer_hash
            && self.form_version == stored.form_version
            && self.withdrawn_on == stored.withdrawn_on
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

/// The columns that rules need, wherever a consent is joined.
pub(crate) type FactColumns = (consents::id, consents::effective_from, consents::withdrawn_on);
/// What these columns hold.
pub(crate) type FactRow = (String, NaiveDate, Option<NaiveDate>);

pub(crate) fn facts((id, effective_from, withdrawn_on): FactRow) -> Result<ConsentFacts, StoreError> {
    Ok(ConsentFacts {
        id: parsed("consents.id", &id)?,
        effective_from: Day::from_naive(effective_from),
        withdrawn_on: withdrawn_on.map(Day::from_naive),
    })
}

impl Tx<'_> {
    /// Takes in consents of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_consents(&mut self, intakes: &[ConsentIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        let mut rows = Vec::with_capacity(intakes.len());
        for intake in intakes {
            let id = fresh_id::<domain::id::of::Consent>().to_string();
            let details = intake.signer_details.as_deref().unwrap_or_default();
            rows.push(Row {
                insurer_number: self.insurer_text.clone(),
                person_id: intake.person.to_string(),
                received_on: intake.received_on.naive(),
                channel: intake.channel.clone(),
                signer: intake.signer.clone(),
                sealed_signer: (!details.is_empty()).then(|| details.as_bytes().to_vec()),
                signer_hash: self.vault.hash("signer", details.as_bytes())?,
                form_version: intake.form_version.clone(),
                effective_from: intake.effective_from.naive(),
                withdrawn_on: intake.withdrawn_on.map(Day::naive),
                received_at: now.naive_utc(),
                id,
            });
        }
        let people: Vec<&String> = rows.iter().map(|row| &row.person_id).collect();
        let stored = consents::table
            .filter(
                consents::insurer_number
                    .eq(&self.insurer_text)
                    .and(consents::person_id.eq_any(people)),
            )
            .select(Row::as_select())
            .load(self.conn)?;
        let mut merged = merge(stored, rows);
        for row in merged.new.iter_mut().chain(&mut merged.changed) {
            if let Some(plain) = &row.sealed_signer {
                row.sealed_signer = Some(self.vault.encrypt(&format!("consents/{}", row.id), plain)?);
            }
        }
        keep!(self, consents, merged);
        Ok(merged.tally)
    }
}
