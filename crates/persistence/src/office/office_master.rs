//! The offices that can be looked up: `offices`, the ministry's open data, which belongs to no insurer, and over it those that
//! the insurer designates itself.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::organization::{OfficeNumber, OfficeSource, ServiceCode};
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
            sources: vec![OfficeSource::Ministry],
            designation: None,
        })
    }
}

impl Tx<'_> {
    /// The services known under an office number on a day, by their codes. Where both sources know one, the insurer's says
    /// what it is called, and both are named.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn offices_of(&mut self, number: OfficeNumber, today: Day) -> Result<Vec<OfficeRecord>, StoreError> {
        let mut known = self.designated_offices(&[number], Some(today))?;
        let published: Vec<OfficeRow> = offices::table
            .filter(offices::office_number.eq(number.as_str()))
            .select(OfficeRow::as_select())
            .load(self.conn)?;
        for row in published {
            let office = OfficeRecord::try_from(row)?;
            match known.iter_mut().find(|other| other.service_code == office.service_code) {
                Some(designated) => designated.sources.push(OfficeSource::Ministry),
                None => known.push(office),
            }
        }
        known.sort_unstable_by_key(|office| office.service_code);
        Ok(known)
    }

    /// The names of some offices, by number and kind; who is in neither source is left out.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn office_names(
        &mut self,
        numbers: &[OfficeNumber],
    ) -> Result<HashMap<(OfficeNumber, ServiceCode), String>, StoreError> {
        let designated = self.designated_offices(numbers, None)?;
        let numbers: Vec<&str> = numbers.iter().map(OfficeNumber::as_str).collect();
        let rows: Vec<(String, String, String)> = offices::table
            .filter(offices::office_number.eq_any(numbers))
            .select((offices::office_number, offices::service_code, offices::name))
            .load(self.conn)?;
        let mut names = HashMap::with_capacity(rows.len());
        for (number, service, name) in rows {
            let number = parsed("offices.office_number", &number)?;
            names.insert((number, parsed("offices.service_code", &service)?), name);
        }
        for office in designated {
            names.insert((office.office_number, office.service_code), office.name);
        }
        Ok(names)
    }

    /// The name of an office; none if it is in neither source.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn office_name(&mut self, number: OfficeNumber, service: ServiceCode) -> Result<Option<String>, StoreError> {
        Ok(self.office_names(&[number])?.remove(&(number, service)))
    }
}
