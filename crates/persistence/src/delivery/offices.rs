//! Taking the office master in. Its rows belong to no insurer.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::delivery::Tally;
use domain::organization::{OfficeNumber, ServiceCode};

use crate::office::organization::OfficeRow;
use crate::schema::offices;
use crate::store::dialect::insert_many;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, merge};
use crate::store::transaction::Tx;

/// An office of the master to be taken in.
#[derive(Clone, Debug)]
pub struct OfficeIntake {
    /// Number.
    pub office_number: OfficeNumber,
    /// Kind.
    pub service_code: ServiceCode,
    /// Municipality code, 6 digits.
    pub municipality_code: String,
    /// Name.
    pub name: String,
    /// Kana.
    pub kana: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Fax.
    pub fax: String,
    /// Corporation.
    pub corporation: String,
}

impl Kept for OfficeRow {
    type Key = (String, String);

    fn key(&self) -> Self::Key {
        (self.office_number.clone(), self.service_code.clone())
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        *self
            == Self {
                received_at: self.received_at,
                ..stored.clone()
            }
    }

    fn take_identity(&mut self, _stored: &Self) {}
}

impl Tx<'_> {
    /// Takes in offices of the master.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_offices(&mut self, intakes: &[OfficeIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        let merged = self.merged_offices(intakes, now)?;
        insert_many!(self.conn, offices::table, &merged.new);
        for row in merged.changed {
            diesel::update(offices::table.find((row.office_number.clone(), row.service_code.clone())))
                .set(row)
                .execute(self.conn)?;
        }
        Ok(merged.tally)
    }

    /// What would come of offices of the master. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_offices(&mut self, intakes: &[OfficeIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
        Ok(self.merged_offices(intakes, now)?.tally)
    }

    fn merged_offices(
        &mut self,
        intakes: &[OfficeIntake],
        now: DateTime<Utc>,
    ) -> Result<Merged<OfficeRow>, StoreError> {
        let rows: Vec<OfficeRow> = intakes
            .iter()
            .map(|intake| OfficeRow {
                office_number: intake.office_number.to_string(),
                service_code: intake.service_code.to_string(),
                municipality_code: intake.municipality_code.clone(),
                name: intake.name.clone(),
                kana: intake.kana.clone(),
                address: intake.address.clone(),
                phone: intake.phone.clone(),
                fax: intake.fax.clone(),
                corporation: intake.corporation.clone(),
                received_at: now.naive_utc(),
            })
            .collect();
        let numbers: Vec<&String> = rows.iter().map(|row| &row.office_number).collect();
        let stored = offices::table
            .filter(offices::office_number.eq_any(numbers))
            .select(OfficeRow::as_select())
            .load(self.conn)?;
        Ok(merge(stored, rows))
    }
}
