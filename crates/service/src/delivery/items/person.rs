//! Insured persons.

use chrono::{DateTime, Utc};
use domain::delivery::Finding;
use domain::record::Attributes;
use exchange::person::PersonRow;
use exchange::row::Located;
use persistence::{PersonIntake, StoreError, Tx};

use super::{About, Item, Manner, Merged};
use crate::delivery::newest::Subject;

impl Item for PersonRow {
    type Intakes = Vec<PersonIntake>;

    fn said(&self) -> Option<(Subject, DateTime<Utc>)> {
        Some((Subject::Person(self.number), self.as_of))
    }

    fn intakes(
        _tx: &mut Tx<'_>,
        items: &[Located<Self>],
        _about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let intakes = items.iter().map(|item| intake(item.value.clone()));
        Ok((intakes.collect(), Vec::new()))
    }

    fn merge(tx: &mut Tx<'_>, intakes: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let tally = match manner {
            Manner::Judging => tx.compare_persons(intakes, about.now)?,
            Manner::Applying => tx.take_in_persons(intakes, about.now)?,
        };
        Ok((tally, Vec::new()))
    }
}

fn intake(row: PersonRow) -> PersonIntake {
    let PersonRow {
        number,
        name,
        kana,
        born_on,
        sex,
        address,
        loss,
        as_of,
        qualification,
    } = row;
    let address = address.unwrap_or_default();
    PersonIntake {
        attributes: Attributes {
            number,
            name,
            kana,
            birth_date: born_on,
            sex,
            address,
            qualification,
        },
        lost: loss,
        as_of,
    }
}
