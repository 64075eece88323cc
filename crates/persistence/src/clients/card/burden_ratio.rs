//! Queries on `burden_ratios`.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::delivery::Tally;
use domain::id::PersonId;
use domain::person::burden_ratio::{BurdenRatio, BurdenTenths};

use crate::schema::burden_ratios;
use crate::seal::Sealed;
use crate::store::dialect::keep;
use crate::store::error::StoreError;
use crate::store::intake::{Kept, Merged, fresh_id, merge};
use crate::store::row::{count, period};
use crate::store::transaction::Tx;

#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = burden_ratios, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Row {
    insurer_number: String,
    id: String,
    person_id: String,
    tenths: i64,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    version: i64,
    issued_on: Option<NaiveDate>,
    received_at: NaiveDateTime,
}

impl Kept for Row {
    type Key = (String, NaiveDate, i64);

    fn key(&self) -> Self::Key {
        (self.person_id.clone(), self.valid_from, self.version)
    }

    fn says_the_same(&self, stored: &Self) -> bool {
        self.tenths == stored.tenths && self.valid_until == stored.valid_until && self.issued_on == stored.issued_on
    }

    fn take_identity(&mut self, stored: &Self) {
        self.id.clone_from(&stored.id);
    }
}

impl TryFrom<Row> for BurdenRatio {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let tenths: u8 = count("burden_ratios.tenths", row.tenths)?;
        Ok(Self {
            tenths: BurdenTenths::try_from(tenths).map_err(|_| StoreError::Corrupt {
                column: "burden_ratios.tenths",
            })?,
            period: period(row.valid_from, row.valid_until),
            version: count("burden_ratios.version", row.version)?,
            issued_on: row.issued_on.map(Day::from_naive),
        })
    }
}

impl Tx<'_> {
    /// A person's cards, newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn burden_ratios(&mut self, person: PersonId) -> Result<Sealed<Vec<BurdenRatio>>, StoreError> {
        let cards = burden_ratios::table
            .filter(
                burden_ratios::insurer_number
                    .eq(&self.insurer_text)
                    .and(burden_ratios::person_id.eq(person.to_string())),
            )
            .order((burden_ratios::valid_from.desc(), burden_ratios::version.desc()))
            .select(Row::as_select())
            .load(self.conn)?
            .into_iter()
            .map(BurdenRatio::try_from)
            .collect::<Result<_, _>>()?;
        Ok(Sealed::new(cards))
    }

    /// Takes in cards of a delivery.
    ///
    /// # Errors
    /// If the database cannot be written; then none of them is kept.
    pub fn take_in_burden_ratios(
        &mut self,
        intakes: &[(PersonId, BurdenRatio)],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        let merged = self.merged_burden_ratios(intakes, now)?;
        keep!(self, burden_ratios, merged);
        Ok(merged.tally)
    }

    /// What would come of cards of a delivery. Writes nothing.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn compare_burden_ratios(
        &mut self,
        intakes: &[(PersonId, BurdenRatio)],
        now: DateTime<Utc>,
    ) -> Result<Tally, StoreError> {
        Ok(self.merged_burden_ratios(intakes, now)?.tally)
    }

    fn merged_burden_ratios(
        &mut self,
        intakes: &[(PersonId, BurdenRatio)],
        now: DateTime<Utc>,
    ) -> Result<Merged<Row>, StoreError> {
        let rows: Vec<Row> = intakes
            .iter()
            .map(|(person, card)| Row {
                insurer_number: self.insurer_text.clone(),
                id: fresh_id::<domain::id::of::BurdenRatio>().to_string(),
                person_id: person.to_string(),
                tenths: i64::from(card.tenths.get()),
                valid_from: card.period.first.naive(),
                valid_until: card.period.last.map(Day::naive),
                version: i64::from(card.version),
                issued_on: card.issued_on.map(Day::naive),
                received_at: now.naive_utc(),
            })
            .collect();
        let people: Vec<&String> = rows.iter().map(|row| &row.person_id).collect();
        let stored = burden_ratios::table
            .filter(
                burden_ratios::insurer_number
                    .eq(&self.insurer_text)
                    .and(burden_ratios::person_id.eq_any(people)),
            )
            .select(Row::as_select())
            .load(self.conn)?;
        Ok(merge(stored, rows))
    }
}
