//! Queries on `consents`. Who signed is encrypted at rest, each value in its own column, and comes out sealed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::consent::{ConsentEntry, ConsentMeetingRule, Signer};
use domain::delivery::Tally;
use domain::disclosure::ConsentFacts;
use domain::id::{ConsentId, PersonId};

use crate::schema::consents;
use crate::seal::Sealed;
use crate::store::dialect::keep;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, fresh_id, merge};
use crate::store::row::parsed;
use crate::store::transaction::Tx;
use crate::vault::Vault;

/// A consent to be taken in.
#[derive(Clone, Debug)]
pub struct ConsentIntake {
    /// Who consents.
    pub person: PersonId,
    /// What the row says.
    pub entry: ConsentEntry,
}

/// Where intakes contradict what is kept: the place among the intakes, and the rule.
type Contradictions = Vec<(usize, ConsentMeetingRule)>;

/// What came of consents that were taken in, or would be.
#[derive(Clone, Debug)]
pub struct ConsentsTakenIn {
    /// Counts.
    pub tally: Tally,
    /// Where an intake contradicts what is kept: its place among the intakes, and the rule.
    pub contradictions: Vec<(usize, ConsentMeetingRule)>,
}

/// A consent as it is kept.
#[derive(Debug)]
pub struct ConsentRecord {
    /// Opaque id.
    pub id: ConsentId,
    /// What it says; it names whoever signed for the person.
    pub entry: Sealed<ConsentEntry>,
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = consents, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    insurer_number: String,
    id: String,
    person_id: String,
    received_on: NaiveDate,
    channel: String,
    basis: String,
    origin: String,
    signer: String,
    sealed_signer_name: Option<Vec<u8>>,
    sealed_signer_relation: Option<Vec<u8>>,
    sealed_signer_contact: Option<Vec<u8>>,
    sealed_signer_reason: Option<Vec<u8>>,
    form_version: String,
    effective_from: NaiveDate,
    withdrawn_on: Option<NaiveDate>,
    received_at: NaiveDateTime,
}

/// A consent in the open, inside this file only: for comparing.
#[derive(Clone)]
struct Opened {
    id: String,
    person_id: String,
    entry: ConsentEntry,
}

impl Kept for Opened {
    type Key = (String, Day);

    fn key(&self) -> Self::Key {
        (self.person_id.clone(), self.entry.effective_from)
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.entry == stored.entry
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

/// Where a value stands: sealed for one column, it does not open in another.
fn place(id: &str, column: &str) -> String {
    format!("consents/{id}/{column}")
}

impl Row {
    fn open(self, vault: &Vault) -> Result<Opened, StoreError> {
        let text = |column: &'static str, sealed: Option<Vec<u8>>| {
            let plain = sealed.map(|sealed| vault.decrypt(&place(&self.id, column), &sealed));
            let plain = plain.transpose()?.map(String::from_utf8).transpose();
            plain.map_err(|_| StoreError::Corrupt { column })
        };
        let name = text("signer_name", self.sealed_signer_name)?;
        let relation = text("signer_relation", self.sealed_signer_relation)?;
        let contact = text("signer_contact", self.sealed_signer_contact)?;
        let reason = text("signer_reason", self.sealed_signer_reason)?;
        let signer = Signer::from_parts(
            parsed("consents.signer", &self.signer)?,
            optional("consents.signer_name", name)?,
            optional("consents.signer_relation", relation)?,
            optional("consents.signer_contact", contact)?,
            optional("consents.signer_reason", reason)?,
        );
        let entry = ConsentEntry {
            received_on: Day::from_naive(self.received_on),
            channel: parsed("consents.channel", &self.channel)?,
            basis: parsed("consents.basis", &self.basis)?,
            origin: parsed("consents.origin", &self.origin)?,
            signer: signer.ok_or(StoreError::Corrupt {
                column: "consents.signer",
            })?,
            form_version: self.form_version,
            effective_from: Day::from_naive(self.effective_from),
            withdrawn_on: self.withdrawn_on.map(Day::from_naive),
        };
        Ok(Opened {
            id: self.id,
            person_id: self.person_id,
            entry,
        })
    }
}

fn optional<T: std::str::FromStr>(column: &'static str, text: Option<String>) -> Result<Option<T>, StoreError> {
    text.map(|text| parsed(column, &text)).transpose()
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
    /// What would come of consents of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_consents(&mut self, intakes: &[ConsentIntake]) -> Result<ConsentsTakenIn, StoreError> {
        let (merged, contradictions) = self.merged_consents(intakes)?;
        Ok(ConsentsTakenIn {
            tally: merged.tally,
            contradictions,
        })
    }

    /// Takes in consents of a delivery. What wins where one meets an entry that is kept already, says the domain.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_consents(
        &mut self,
        intakes: &[ConsentIntake],
        now: DateTime<Utc>,
    ) -> Result<ConsentsTakenIn, StoreError> {
        let (merged, contradictions) = self.merged_consents(intakes)?;
        let tally = merged.tally;
        let merged = Merged {
            new: self.consent_rows(merged.new, now)?,
            changed: self.consent_rows(merged.changed, now)?,
            tally,
        };
        keep!(self, consents, merged);
        Ok(ConsentsTakenIn { tally, contradictions })
    }

    /// All consents of a person, by their first day.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn consents_of(&mut self, person: PersonId) -> Result<Vec<ConsentRecord>, StoreError> {
        let mut opened = self.opened_consents(&[person.to_string()])?;
        opened.sort_by_key(|consent| consent.entry.effective_from);
        let record = |consent: Opened| {
            Ok(ConsentRecord {
                id: parsed("consents.id", &consent.id)?,
                entry: Sealed::new(consent.entry),
            })
        };
        opened.into_iter().map(record).collect()
    }

    fn opened_consents(&mut self, people: &[String]) -> Result<Vec<Opened>, StoreError> {
        let rows: Vec<Row> = consents::table
            .filter(
                consents::insurer_number
                    .eq(&self.insurer_text)
                    .and(consents::person_id.eq_any(people)),
            )
            .select(Row::as_select())
            .load(self.conn)?;
        rows.into_iter().map(|row| row.open(self.vault)).collect()
    }

    /// What has to be written, after each intake has met what is kept or came before it.
    fn merged_consents(&mut self, intakes: &[ConsentIntake]) -> Result<(Merged<Opened>, Contradictions), StoreError> {
        let people: Vec<String> = intakes.iter().map(|intake| intake.person.to_string()).collect();
        let stored = self.opened_consents(&people)?;
        let mut known: HashMap<_, _> = stored.iter().map(|kept| (kept.key(), kept.entry.clone())).collect();
        let mut contradictions = Vec::new();
        let mut incoming = Vec::with_capacity(intakes.len());
        for (place, (intake, person_id)) in intakes.iter().zip(people).enumerate() {
            let mut row = Opened {
                id: fresh_id::<domain::id::of::Consent>().to_string(),
                person_id,
                entry: intake.entry.clone(),
            };
            if let Some(kept) = known.get(&row.key()) {
                let (entry, rules) = row.entry.meeting(kept);
                row.entry = entry;
                contradictions.extend(rules.into_iter().map(|rule| (place, rule)));
            }
            known.insert(row.key(), row.entry.clone());
            incoming.push(row);
        }
        Ok((merge(stored, incoming), contradictions))
    }

    fn consent_rows(&self, opened: Vec<Opened>, now: DateTime<Utc>) -> Result<Vec<Row>, StoreError> {
        opened
            .into_iter()
            .map(|consent| self.consent_row(consent, now))
            .collect()
    }

    fn consent_row(&self, consent: Opened, now: DateTime<Utc>) -> Result<Row, StoreError> {
        let Opened { id, person_id, entry } = consent;
        let seal = |column: &str, plain: Option<&str>| {
            let sealed = plain.map(|plain| self.vault.encrypt(&place(&id, column), plain.as_bytes()));
            sealed.transpose()
        };
        let signer = &entry.signer;
        Ok(Row {
            insurer_number: self.insurer_text.clone(),
            person_id,
            received_on: entry.received_on.naive(),
            channel: entry.channel.to_string(),
            basis: entry.basis.to_string(),
            origin: entry.origin.to_string(),
            signer: signer.kind().to_string(),
            sealed_signer_name: seal("signer_name", signer.name().map(|name| name.as_str()))?,
            sealed_signer_relation: seal("signer_relation", signer.relation().map(|relation| relation.as_str()))?,
            sealed_signer_contact: seal("signer_contact", signer.contact().map(|contact| contact.as_str()))?,
            sealed_signer_reason: seal("signer_reason", signer.reason().map(|reason| reason.as_str()))?,
            form_version: entry.form_version,
            effective_from: entry.effective_from.naive(),
            withdrawn_on: entry.withdrawn_on.map(Day::naive),
            received_at: now.naive_utc(),
            id,
        })
    }
}
