//! Notices that name an office, and burden ratios.

use domain::delivery::Finding;
use domain::id::PersonId;
use domain::person::burden_ratio::BurdenRatio;
use exchange::assignment::AssignmentRow;
use exchange::card::burden_ratio::BurdenRatioRow;
use exchange::row::Located;
use persistence::{AssignmentIntake, StoreError, Tx};

use super::{About, Item, Manner, Merged, known};

impl Item for AssignmentRow {
    type Intakes = Vec<AssignmentIntake>;

    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let (known, refused) = known(tx, items, about, |row| row.number)?;
        let intake = |(person, item): (PersonId, &Located<Self>)| {
            let Self {
                number: _,
                assignment,
                notified_on,
            } = &item.value;
            AssignmentIntake {
                person,
                kind: assignment.kind(),
                office: assignment.office(),
                delegated: assignment.delegated(),
                period: assignment.period(),
                notified_on: notified_on.unwrap_or(assignment.period().first),
            }
        };
        Ok((known.into_iter().map(intake).collect(), refused))
    }

    fn merge(tx: &mut Tx<'_>, intakes: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let tally = match manner {
            Manner::Judging => tx.compare_assignments(intakes, about.now)?,
            Manner::Applying => tx.take_in_assignments(intakes, about.now)?,
        };
        Ok((tally, Vec::new()))
    }
}

impl Item for BurdenRatioRow {
    type Intakes = Vec<(PersonId, BurdenRatio)>;

    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let (known, refused) = known(tx, items, about, |row| row.number)?;
        let cards = known.into_iter().map(|(person, item)| (person, item.value.ratio));
        Ok((cards.collect(), refused))
    }

    fn merge(tx: &mut Tx<'_>, intakes: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let tally = match manner {
            Manner::Judging => tx.compare_burden_ratios(intakes, about.now)?,
            Manner::Applying => tx.take_in_burden_ratios(intakes, about.now)?,
        };
        Ok((tally, Vec::new()))
    }
}
