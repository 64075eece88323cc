//! Queries on `deliveries`: which file was taken in when, and what came of it. Also the office master, whose rows belong
//! to no insurer.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::id::DeliveryId;
use domain::organization::{OfficeNumber, ServiceCode};

use crate::office::organization::OfficeRow;
use crate::schema::{deliveries, offices};
use crate::store::dialect::insert_many;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Tally, merge};
use crate::store::transaction::Tx;

/// A delivery as it begins.
#[derive(Clone, Debug)]
pub struct DeliveryRecord {
    /// Opaque id.
    pub id: DeliveryId,
    /// Feed, by its code.
    pub feed: String,
    /// File name.
    pub file_name: String,
    /// The moment at the source for which the file holds.
    pub as_of: DateTime<Utc>,
}

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
    /// Notes that a file is being taken in.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn begin_delivery(&mut self, delivery: &DeliveryRecord, now: DateTime<Utc>) -> Result<(), StoreError> {
        diesel::insert_into(deliveries::table)
            .values((
                deliveries::insurer_number.eq(&self.insurer_text),
                deliveries::id.eq(delivery.id.to_string()),
                deliveries::feed.eq(&delivery.feed),
                deliveries::file_name.eq(&delivery.file_name),
                deliveries::as_of.eq(delivery.as_of.naive_utc()),
                deliveries::started_at.eq(now.naive_utc()),
                deliveries::rows_read.eq(0),
                deliveries::rows_new.eq(0),
                deliveries::rows_changed.eq(0),
                deliveries::rows_unchanged.eq(0),
                deliveries::rows_refused.eq(0),
            ))
            .execute(self.conn)?;
        Ok(())
    }

    /// The newest moment at the source for which rows of this feed may have been taken in, by deliveries that ended
    /// and by such that were interrupted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn newest_delivery(&mut self, feed: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        let newest: Option<chrono::NaiveDateTime> = deliveries::table
            .filter(
                deliveries::insurer_number
                    .eq(&self.insurer_text)
                    .and(deliveries::feed.eq(feed)),
            )
            .select(diesel::dsl::max(deliveries::as_of))
            .get_result(self.conn)?;
        Ok(newest.map(|at| at.and_utc()))
    }

    /// Notes what came of it.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn finish_delivery(
        &mut self,
        id: DeliveryId,
        tally: Tally,
        refused: u64,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        diesel::update(deliveries::table.find((&self.insurer_text, id.to_string())))
            .set((
                deliveries::finished_at.eq(now.naive_utc()),
                deliveries::rows_read.eq(number(tally.new + tally.changed + tally.unchanged + refused)),
                deliveries::rows_new.eq(number(tally.new)),
                deliveries::rows_changed.eq(number(tally.changed)),
                deliveries::rows_unchanged.eq(number(tally.unchanged)),
                deliveries::rows_refused.eq(number(refused)),
            ))
            .execute(self.conn)?;
        Ok(())
    }

    /// Takes in offices of the master.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_offices(&mut self, intakes: &[OfficeIntake], now: DateTime<Utc>) -> Result<Tally, StoreError> {
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
        let merged = merge(stored, rows);
        insert_many!(self.conn, offices::table, &merged.new);
        for row in merged.changed {
            diesel::update(offices::table.find((row.office_number.clone(), row.service_code.clone())))
                .set(row)
                .execute(self.conn)?;
        }
        Ok(merged.tally)
    }
}
