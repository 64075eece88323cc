//! Cards. What an insurer does not show of 給付制限 is not kept either.

use domain::delivery::Finding;
use domain::id::PersonId;
use domain::insurer::shown::RestrictionShown;
use domain::person::card::{Card, CardContent};
use exchange::card::CardRow;
use exchange::row::Located;
use persistence::{StoreError, Tx};

use super::{About, Item, Manner, Merged, known};

impl Item for CardRow {
    type Intakes = Vec<(PersonId, Card)>;

    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let (known, refused) = known(tx, items, about, |row| row.number)?;
        let restriction = tx.insurer_rules()?.shown.restriction;
        let intake = |(person, item): (PersonId, &Located<Self>)| (person, kept(item.value.card.clone(), restriction));
        Ok((known.into_iter().map(intake).collect(), refused))
    }

    fn merge(tx: &mut Tx<'_>, intakes: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let tally = match manner {
            Manner::Judging => tx.compare_cards(intakes, about.now)?,
            Manner::Applying => tx.take_in_cards(intakes, about.now)?,
        };
        Ok((tally, Vec::new()))
    }
}

/// The card as it is kept.
fn kept(mut card: Card, restriction: RestrictionShown) -> Card {
    if let (CardContent::Insurance(content), RestrictionShown::NotCovered) = (&mut card.content, restriction) {
        content.restricted = None;
    }
    card
}
