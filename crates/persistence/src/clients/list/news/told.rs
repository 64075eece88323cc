//! The rows in which news of several tables come out of one statement, and what they are read as.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::id::PersonId;
use domain::person::burden_ratio::{BurdenRatio, BurdenTenths};
use domain::person::card::{CardKind, CardValidity};
use domain::person::notice::Notice;

use crate::clients::list::SealedByPerson;
use crate::store::error::StoreError;
use crate::store::row::{count, parsed, period};

/// Of whom there is something new, what notices they have given, and what they bear.
#[derive(Default)]
pub struct ClientNews {
    /// Those with a milestone of an application within the days asked about.
    pub steps: HashSet<PersonId>,
    /// Those for whom documents were received.
    pub documents: HashSet<PersonId>,
    /// Burden ratios, for the question whether one has changed.
    pub ratios: SealedByPerson<BurdenRatio>,
    /// The notices in force of each, of whichever office.
    notices: HashMap<PersonId, Vec<Notice>>,
    /// The kinds and days of the cards that are new.
    cards: HashMap<PersonId, Vec<(CardKind, CardValidity)>>,
}

impl ClientNews {
    /// The notices in force of a person.
    pub fn notices_of(&self, person: PersonId) -> Vec<Notice> {
        self.notices.get(&person).cloned().unwrap_or_default()
    }

    /// The kinds and days of a person's cards that were issued, or began to hold, within the days asked about.
    pub fn cards_of(&self, person: PersonId) -> &[(CardKind, CardValidity)] {
        self.cards.get(&person).map_or(&[], Vec::as_slice)
    }
}

/// A person; which thing is told; its kind in words; a number; and of a card its first and last day, its version, and the day
/// of its issue.
pub(super) type Row = (
    String,
    i32,
    String,
    i64,
    Option<NaiveDate>,
    Option<NaiveDate>,
    i64,
    Option<NaiveDate>,
);

pub(super) const STEP: i32 = 0;
pub(super) const DOCUMENT: i32 = 1;
pub(super) const NOTICE: i32 = 2;
pub(super) const RATIO: i32 = 3;
pub(super) const CARD: i32 = 4;

/// The columns of a [`Row`]: of a person alone, with a word, or of a card with its word and number.
macro_rules! columns {
    ($person:expr, $told:expr) => {
        columns!($person, $told, "".into_sql::<Text>())
    };
    ($person:expr, $told:expr, $word:expr) => {
        (
            $person,
            $told.into_sql::<Integer>(),
            $word,
            0_i64.into_sql::<BigInt>(),
            None::<NaiveDate>.into_sql::<Nullable<Date>>(),
            None::<NaiveDate>.into_sql::<Nullable<Date>>(),
            0_i64.into_sql::<BigInt>(),
            None::<NaiveDate>.into_sql::<Nullable<Date>>(),
        )
    };
    ($table:ident, $told:expr, $word:expr, $number:expr) => {
        (
            $table::person_id,
            $told.into_sql::<Integer>(),
            $word,
            $number,
            $table::valid_from.nullable(),
            $table::valid_until,
            $table::version,
            $table::issued_on,
        )
    };
}
pub(super) use columns;

pub(super) fn gathered(rows: Vec<Row>, today: Day) -> Result<ClientNews, StoreError> {
    let mut ratios: HashMap<PersonId, Vec<BurdenRatio>> = HashMap::new();
    let mut news = ClientNews::default();
    for row in rows {
        let person = parsed("persons.id", &row.0)?;
        match row.1 {
            STEP => drop(news.steps.insert(person)),
            DOCUMENT => drop(news.documents.insert(person)),
            NOTICE => news.notices.entry(person).or_default().push(notice(&row, today)?),
            RATIO => ratios.entry(person).or_default().push(ratio(&row)?),
            _ => {
                let kind = parsed("cards.kind", &row.2)?;
                news.cards.entry(person).or_default().push((kind, validity(&row)?));
            }
        }
    }
    news.ratios = SealedByPerson::new(ratios);
    Ok(news)
}

/// Of a notice in force today no more is asked than its kind.
fn notice(row: &Row, today: Day) -> Result<Notice, StoreError> {
    Ok(Notice {
        kind: parsed("assignments.kind", &row.2)?,
        period: Period::since(today),
    })
}

fn ratio(row: &Row) -> Result<BurdenRatio, StoreError> {
    let column = "burden_ratios.tenths";
    let CardValidity {
        period,
        version,
        issued_on,
    } = validity(row)?;
    let tenths: u8 = count(column, row.3)?;
    Ok(BurdenRatio {
        tenths: BurdenTenths::try_from(tenths).map_err(|_| StoreError::Corrupt { column })?,
        period,
        version,
        issued_on,
    })
}

fn validity(row: &Row) -> Result<CardValidity, StoreError> {
    let (.., first, last, version, issued_on) = row;
    let first = first.ok_or(StoreError::Corrupt {
        column: "cards.valid_from",
    })?;
    Ok(CardValidity {
        period: period(first, *last),
        version: count("cards.version", *version)?,
        issued_on: issued_on.map(Day::from_naive),
    })
}
