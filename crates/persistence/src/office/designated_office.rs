//! Queries on `designated_offices`: those that the insurer designates itself.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::delivery::Tally;
use domain::organization::{Designation, OfficeNumber, OfficeSource, ServiceCode};
use domain::record::OfficeRecord;

use crate::schema::designated_offices;
use crate::store::dialect::insert_many;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, merge};
use crate::store::row::{parsed, period};
use crate::store::transaction::Tx;

/// An office that the insurer designates, to be taken in.
#[derive(Clone, Debug)]
pub struct DesignatedIntake {
    /// Number.
    pub office_number: OfficeNumber,
    /// Kind.
    pub service_code: ServiceCode,
    /// Why it stands in the insurer's list.
    pub designation: Designation,
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
    /// When the designation holds.
    pub period: Period,
}

#[derive(Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = designated_offices, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    insurer_number: String,
    office_number: String,
    service_code: String,
    designation: String,
    name: String,
    kana: String,
    address: String,
    phone: String,
    fax: String,
    corporation: String,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    received_at: NaiveDateTime,
}

impl Kept for Row {
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

impl TryFrom<Row> for OfficeRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            office_number: parsed("designated_offices.office_number", &row.office_number)?,
            service_code: parsed("designated_offices.service_code", &row.service_code)?,
            name: row.name,
            address: row.address,
            phone: row.phone,
            corporation: row.corporation,
            sources: vec![OfficeSource::Insurer],
            designation: Some(parsed("designated_offices.designation", &row.designation)?),
        })
    }
}

impl Tx<'_> {
    /// The offices under these numbers that the insurer designates on a day, or ever.
    pub(crate) fn designated_offices(
        &mut self,
        numbers: &[OfficeNumber],
        on: Option<Day>,
    ) -> Result<Vec<OfficeRecord>, StoreError> {
        let numbers: Vec<&str> = numbers.iter().map(OfficeNumber::as_str).collect();
        let rows: Vec<Row> = designated_offices::table
            .filter(
                designated_offices::insurer_number
                    .eq(&self.insurer_text)
                    .and(designated_offices::office_number.eq_any(numbers)),
            )
            .order((designated_offices::office_number, designated_offices::service_code))
            .select(Row::as_select())
            .load(self.conn)?;
        rows.into_iter()
            .filter(|row| on.is_none_or(|day| period(row.valid_from, row.valid_until).contains(day)))
            .map(OfficeRecord::try_from)
            .collect()
    }

    /// Takes in offices that the insurer designates.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_designated_offices(
        &mut self,
        intakes: &[DesignatedIntake],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        let merged = self.merged_designated_offices(intakes, now)?;
        insert_many!(self.conn, designated_offices::table, &merged.new);
        for row in merged.changed {
            let key = (
                self.insurer_text.clone(),
                row.office_number.clone(),
                row.service_code.clone(),
            );
            diesel::update(designated_offices::table.find(key))
                .set(row)
                .execute(self.conn)?;
        }
        Ok(merged.tally)
    }

    /// What would come of offices that the insurer designates. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_designated_offices(
        &mut self,
        intakes: &[DesignatedIntake],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        Ok(self.merged_designated_offices(intakes, now)?.tally)
    }

    fn merged_designated_offices(
        &mut self,
        intakes: &[DesignatedIntake],
        now: DateTime<Utc>,
    ) -> Result<Merged<Row>, StoreError> {
        let rows: Vec<Row> = intakes
            .iter()
            .map(|intake| Row {
                insurer_number: self.insurer_text.clone(),
                office_number: intake.office_number.to_string(),
                service_code: intake.service_code.to_string(),
                designation: intake.designation.to_string(),
                name: intake.name.clone(),
                kana: intake.kana.clone(),
                address: intake.address.clone(),
                phone: intake.phone.clone(),
                fax: intake.fax.clone(),
                corporation: intake.corporation.clone(),
                valid_from: intake.period.first.naive(),
                valid_until: intake.period.last.map(Day::naive),
                received_at: now.naive_utc(),
            })
            .collect();
        let numbers: Vec<&String> = rows.iter().map(|row| &row.office_number).collect();
        let stored = designated_offices::table
            .filter(
                designated_offices::insurer_number
                    .eq(&self.insurer_text)
                    .and(designated_offices::office_number.eq_any(numbers)),
            )
            .select(Row::as_select())
            .load(self.conn)?;
        Ok(merge(stored, rows))
    }
}
