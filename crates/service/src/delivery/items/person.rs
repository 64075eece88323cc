//! Insured persons.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::delivery::{Finding, PersonRule};
use domain::person::InsuredNumber;
use domain::record::Attributes;
use exchange::person::PersonRow;
use exchange::row::{INSURED_NUMBER, Located};
use persistence::{PersonIntake, StoreError, Tx};

use super::{About, Item, Manner, Merged};
use crate::delivery::newest::Subject;

/// People, and what somebody should look at although they are taken in.
pub(in crate::delivery) struct People {
    intakes: Vec<PersonIntake>,
    warnings: Vec<Finding>,
}

impl Item for PersonRow {
    type Intakes = People;

    fn said(&self) -> Option<(Subject, DateTime<Utc>)> {
        Some((Subject::Person(self.number), self.as_of))
    }

    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let numbers: Vec<InsuredNumber> = items.iter().map(|item| item.value.number).collect();
        let told = items.iter().filter_map(|item| item.value.qualification.former_number);
        let mut former: HashSet<InsuredNumber> = told.filter(|number| numbers.contains(number)).collect();
        former.extend(tx.former_among(&numbers)?);
        let warnings = two_people(tx, items, about)?;
        let mut refused = Vec::new();
        let mut intakes = Vec::with_capacity(items.len());
        for item in items {
            if former.contains(&item.value.number) {
                refused.push(found(item, about, PersonRule::FormerNumber));
            } else {
                intakes.push(intake(item.value.clone()));
            }
        }
        Ok((People { intakes, warnings }, refused))
    }

    fn merge(tx: &mut Tx<'_>, people: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let tally = match manner {
            Manner::Judging => tx.compare_persons(&people.intakes, about.now)?,
            Manner::Applying => tx.take_in_persons(&people.intakes, about.now)?,
        };
        Ok((tally, people.warnings.clone()))
    }
}

fn found(item: &Located<PersonRow>, about: &About, rule: PersonRule) -> Finding {
    let finding = Finding::of_file(&about.file, rule).in_row(item.row);
    finding.in_column(INSURED_NUMBER).about(item.value.number.as_str())
}

/// Warnings about those whose old and new number are two people by now.
fn two_people(tx: &mut Tx<'_>, items: &[Located<PersonRow>], about: &About) -> Result<Vec<Finding>, StoreError> {
    let renumbered = || {
        items
            .iter()
            .filter_map(|item| Some((item, item.value.qualification.former_number?)))
    };
    let numbers: Vec<InsuredNumber> = renumbered()
        .flat_map(|(item, former)| [item.value.number, former])
        .collect();
    let people = tx.persons_by_number(&numbers)?;
    let two = |(item, former): &(&Located<PersonRow>, InsuredNumber)| {
        let (new, old) = (people.get(&item.value.number), people.get(former));
        new.is_some() && old.is_some() && new != old
    };
    Ok(renumbered()
        .filter(two)
        .map(|(item, _)| found(item, about, PersonRule::TwoPeople))
        .collect())
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
