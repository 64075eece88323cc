//! Reading `offices`, the ministry's office master: open data that belongs to no insurer.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::organization::{OfficeNumber, ServiceCode};
use domain::record::OfficeRecord;

use crate::office::organization::OfficeRow;
use crate::schema::offices;
use crate::store::error::StoreError;
use crate::store::row::parsed;
use crate::store::transaction::Tx;

impl TryFrom<OfficeRow> for OfficeRecord {
    type Error = StoreError;

    fn try_from(row: OfficeRow) -> Result<Self, StoreError> {
        Ok(Self {
            office_number: parsed("offices.office_number", &row.office_number)?,
            service_code: parsed("offices.service_code", &row.service_code)?,
            name: row.name,
            address: row.address,
            phone: row.phone,
            corporation: row.corporation,
        })
    }
}

impl Tx<'_> {
    /// The services known under an office number.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn offices_of(&mut self, number: OfficeNumber) -> Result<Vec<OfficeRecord>, StoreError> {
        offices::table
            .filter(offices::office_number.eq(number.as_str()))
            .order(offices::service_code)
            .select(OfficeRow::as_select())
            .load(self.conn)?
            .into_iter()
            .map(OfficeRecord::try_from)
            .collect()
    }

    /// The names of some offices in the master, by number and kind; who is not in it is left out.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn office_names(
        &mut self,
        numbers: &[OfficeNumber],
    ) -> Result<HashMap<(OfficeNumber, ServiceCode), String>, StoreError> {
        let numbers: Vec<&str> = numbers.iter().map(OfficeNumber::as_str).collect();
        let rows: Vec<(String, String, String)> = offices::table
            .filter(offices::office_number.eq_any(numbers))
            .select((offices::office_number, offices::service_code, offices::name))
            .load(self.conn)?;
        rows.into_iter()
            .map(|(number, service, name)| {
                let number = parsed("offices.office_number", &number)?;
                Ok(((number, parsed("offices.service_code", &service)?), name))
            })
            .collect()
    }
}
