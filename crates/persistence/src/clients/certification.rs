//! Queries on `certifications`: the results.

mod asked_for;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::certification::Certification;
use domain::delivery::Tally;
use domain::id::PersonId;
use domain::record::CertificationRecord;
use serde::{Deserialize, Serialize};

use crate::schema::certifications;
use crate::seal::Sealed;
use crate::store::dialect::keep;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, fresh_id, merge};
use crate::store::row::{count, parsed, period};
use crate::store::transaction::Tx;
use crate::vault::Vault;

/// What the review board wrote beside the level: free text, so it is encrypted at rest.
#[derive(Default, Serialize, Deserialize)]
struct BoardNotes {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opinion: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service_restriction: Option<String>,
}

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = certifications, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    insurer_number: String,
    id: String,
    person_id: String,
    application_number: String,
    care_level: String,
    decided_on: Option<NaiveDate>,
    checklist_on: Option<NaiveDate>,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    months: Option<i64>,
    sealed_notes: Option<Vec<u8>>,
    notes_hash: Vec<u8>,
    status: String,
    received_at: NaiveDateTime,
}

impl Kept for Row {
    type Key = (String, String, NaiveDate);

    fn key(&self) -> Self::Key {
        (self.person_id.clone(), self.application_number.clone(), self.valid_from)
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.care_level == stored.care_level
            && self.decided_on == stored.decided_on
            && self.checklist_on == stored.checklist_on
            && self.valid_until == stored.valid_until
            && self.months == stored.months
            && self.notes_hash == stored.notes_hash
            && self.status == stored.status
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

fn place(id: &str) -> String {
    format!("certifications/{id}")
}

impl Row {
    fn open(self, vault: &Vault) -> Result<CertificationRecord, StoreError> {
        let notes = match &self.sealed_notes {
            Some(sealed) => vault.decrypt_json(&place(&self.id), sealed)?,
            None => BoardNotes::default(),
        };
        let certification = Certification {
            level: parsed("certifications.care_level", &self.care_level)?,
            decided_on: self.decided_on.map(Day::from_naive),
            checklist_on: self.checklist_on.map(Day::from_naive),
            period: period(self.valid_from, self.valid_until),
            months: self
                .months
                .map(|months| count("certifications.months", months))
                .transpose()?,
            board_opinion: notes.opinion,
            service_restriction: notes.service_restriction,
            status: parsed("certifications.status", &self.status)?,
        };
        Ok(CertificationRecord {
            id: parsed("certifications.id", &self.id)?,
            application_number: self.application_number,
            certification,
        })
    }
}

impl Tx<'_> {
    /// A person's results, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn certifications(&mut self, person: PersonId) -> Result<Sealed<Vec<CertificationRecord>>, StoreError> {
        let mut by_person = self.certifications_of(&[person.to_string()], Day::MIN)?;
        Ok(Sealed::new(by_person.remove(&person).unwrap_or_default()))
    }

    /// The results of many people that are valid on `since` or later, each newest first.
    pub(crate) fn certifications_of(
        &mut self,
        people: &[String],
        since: Day,
    ) -> Result<HashMap<PersonId, Vec<CertificationRecord>>, StoreError> {
        let rows: Vec<Row> = certifications::table
            .filter(
                certifications::insurer_number
                    .eq(&self.insurer_text)
                    .and(certifications::person_id.eq_any(people)),
            )
            .filter(
                certifications::valid_until
                    .is_null()
                    .or(certifications::valid_until.ge(since.naive())),
            )
            .order((certifications::valid_from.desc(), certifications::decided_on.desc()))
            .select(Row::as_select())
            .load(self.conn)?;
        let mut by_person: HashMap<PersonId, Vec<CertificationRecord>> = HashMap::new();
        for row in rows {
            let person = parsed("certifications.person_id", &row.person_id)?;
            by_person.entry(person).or_default().push(row.open(self.vault)?);
        }
        Ok(by_person)
    }

    /// Takes in results of a delivery: whose, by the city's number of which application, which.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_certifications(
        &mut self,
        intakes: &[(PersonId, String, Certification)],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        let mut merged = self.merged_certifications(intakes, now)?;
        for row in merged.new.iter_mut().chain(&mut merged.changed) {
            if let Some(plain) = &row.sealed_notes {
                row.sealed_notes = Some(self.vault.encrypt(&place(&row.id), plain)?);
            }
        }
        keep!(self, certifications, merged);
        Ok(merged.tally)
    }

    /// What would come of results of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_certifications(
        &mut self,
        intakes: &[(PersonId, String, Certification)],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        Ok(self.merged_certifications(intakes, now)?.tally)
    }

    fn merged_certifications(
        &mut self,
        intakes: &[(PersonId, String, Certification)],
        now: DateTime<Utc>,
    ) -> Result<Merged<Row>, StoreError> {
        let mut rows = Vec::with_capacity(intakes.len());
        for (person, number, certification) in intakes {
            rows.push(self.unsealed_certification(*person, number, certification, now)?);
        }
        let people: Vec<&String> = rows.iter().map(|row| &row.person_id).collect();
        let stored = certifications::table
            .filter(
                certifications::insurer_number
                    .eq(&self.insurer_text)
                    .and(certifications::person_id.eq_any(people)),
            )
            .select(Row::as_select())
            .load(self.conn)?;
        Ok(merge(stored, rows))
    }

    /// A row whose `sealed_notes` column still holds the plain JSON.
    fn unsealed_certification(
        &self,
        person: PersonId,
        application_number: &str,
        certification: &Certification,
        now: DateTime<Utc>,
    ) -> Result<Row, StoreError> {
        let Certification {
            level,
            decided_on,
            checklist_on,
            period,
            months,
            board_opinion,
            service_restriction,
            status,
        } = certification;
        let corrupt = |_| StoreError::Corrupt {
            column: "certifications.sealed_notes",
        };
        let notes = if board_opinion.is_none() && service_restriction.is_none() {
            None
        } else {
            let notes = BoardNotes {
                opinion: board_opinion.clone(),
                service_restriction: service_restriction.clone(),
            };
            Some(serde_json::to_vec(&notes).map_err(corrupt)?)
        };
        Ok(Row {
            insurer_number: self.insurer_text.clone(),
            id: fresh_id::<domain::id::of::Certification>().to_string(),
            person_id: person.to_string(),
            application_number: application_number.to_owned(),
            care_level: level.to_string(),
            decided_on: decided_on.map(Day::naive),
            checklist_on: checklist_on.map(Day::naive),
            valid_from: period.first.naive(),
            valid_until: period.last.map(Day::naive),
            months: months.map(i64::from),
            notes_hash: self.vault.hash("board notes", notes.as_deref().unwrap_or_default())?,
            sealed_notes: notes,
            status: status.to_string(),
            received_at: now.naive_utc(),
        })
    }
}
