//! Queries on `deliveries`: which file was taken in when, and what came of it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::delivery::feed::Feed;
use domain::delivery::{Delivery, DeliveryCounts, DeliveryState, Tally};
use domain::id::DeliveryId;

use crate::schema::deliveries;
use crate::store::error::StoreError;
use crate::store::row::{count, moment, parsed};
use crate::store::transaction::Tx;

#[derive(Queryable, Selectable)]
#[diesel(table_name = deliveries)]
struct Row {
    id: String,
    feed: String,
    file_name: String,
    as_of: NaiveDateTime,
    state: String,
    rows_new: i64,
    rows_changed: i64,
    rows_unchanged: i64,
    rows_refused: i64,
    warnings: i64,
    findings: i64,
}

impl TryFrom<Row> for Delivery {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let tally = Tally {
            new: count("deliveries.rows_new", row.rows_new)?,
            changed: count("deliveries.rows_changed", row.rows_changed)?,
            unchanged: count("deliveries.rows_unchanged", row.rows_unchanged)?,
        };
        Ok(Self {
            id: parsed("deliveries.id", &row.id)?,
            feed: parsed("deliveries.feed", &row.feed)?,
            file_name: row.file_name,
            as_of: moment(row.as_of),
            state: parsed("deliveries.state", &row.state)?,
            counts: DeliveryCounts {
                tally,
                refused: count("deliveries.rows_refused", row.rows_refused)?,
                warnings: count("deliveries.warnings", row.warnings)?,
                findings: count("deliveries.findings", row.findings)?,
            },
        })
    }
}

impl Tx<'_> {
    /// Notes that a file came, and how far it has come: that it is being taken in, or that it was refused.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn add_delivery(&mut self, delivery: &Delivery, now: DateTime<Utc>) -> Result<(), StoreError> {
        diesel::insert_into(deliveries::table)
            .values((
                deliveries::insurer_number.eq(&self.insurer_text),
                deliveries::id.eq(delivery.id.to_string()),
                deliveries::feed.eq(delivery.feed.code()),
                deliveries::file_name.eq(&delivery.file_name),
                deliveries::as_of.eq(delivery.as_of.naive_utc()),
                deliveries::started_at.eq(now.naive_utc()),
                Counted::of(delivery.state, &delivery.counts, now),
            ))
            .execute(self.conn)?;
        Ok(())
    }

    /// Notes how far a delivery has come, and what came of it until now.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none with this id.
    pub fn update_delivery(
        &mut self,
        id: DeliveryId,
        state: DeliveryState,
        counts: &DeliveryCounts,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let touched = diesel::update(deliveries::table.find((&self.insurer_text, id.to_string())))
            .set(Counted::of(state, counts, now))
            .execute(self.conn)?;
        match touched {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }

    /// The delivery with this id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if there is none.
    pub fn delivery(&mut self, id: DeliveryId) -> Result<Delivery, StoreError> {
        let row: Row = deliveries::table
            .find((&self.insurer_text, id.to_string()))
            .select(Row::as_select())
            .first(self.conn)?;
        row.try_into()
    }

    /// All deliveries, in the order in which they came.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn deliveries(&mut self) -> Result<Vec<Delivery>, StoreError> {
        let rows: Vec<Row> = deliveries::table
            .filter(deliveries::insurer_number.eq(&self.insurer_text))
            .order((deliveries::started_at, deliveries::id))
            .select(Row::as_select())
            .load(self.conn)?;
        rows.into_iter().map(Delivery::try_from).collect()
    }

    /// The newest moment at the source for which rows of this feed may have been taken in, by deliveries that ended
    /// and by such that were interrupted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn newest_delivery(&mut self, feed: Feed) -> Result<Option<DateTime<Utc>>, StoreError> {
        let newest: Option<NaiveDateTime> = deliveries::table
            .filter(
                deliveries::insurer_number
                    .eq(&self.insurer_text)
                    .and(deliveries::feed.eq(feed.code()))
                    .and(deliveries::state.ne(DeliveryState::Refused.code())),
            )
            .select(diesel::dsl::max(deliveries::as_of))
            .get_result(self.conn)?;
        Ok(newest.map(moment))
    }
}

/// The columns that change while a delivery goes on.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = deliveries, treat_none_as_default_value = false)]
struct Counted {
    state: &'static str,
    finished_at: Option<NaiveDateTime>,
    rows_new: i64,
    rows_changed: i64,
    rows_unchanged: i64,
    rows_refused: i64,
    warnings: i64,
    findings: i64,
}

impl Counted {
    fn of(state: DeliveryState, counts: &DeliveryCounts, now: DateTime<Utc>) -> Self {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        Self {
            state: state.code(),
            finished_at: (state != DeliveryState::Begun).then(|| now.naive_utc()),
            rows_new: number(counts.tally.new),
            rows_changed: number(counts.tally.changed),
            rows_unchanged: number(counts.tally.unchanged),
            rows_refused: number(counts.refused),
            warnings: number(counts.warnings),
            findings: number(counts.findings),
        }
    }
}
