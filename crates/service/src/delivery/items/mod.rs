//! What the items of each feed become: an item that speaks of somebody unknown is refused with its place, the others are
//! compared with what is kept, or taken in.

mod assignment;
mod card;
mod certification;
mod consent;
mod document;
mod office;
mod person;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::delivery::{Finding, PersonRule, Tally};
use domain::id::PersonId;
use domain::person::InsuredNumber;
use exchange::row::{INSURED_NUMBER, Located};
use persistence::{StoreError, Tx};

use crate::delivery::newest::Subject;

/// What is done with the items of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// They are compared with what is kept.
    Judging,
    /// They are taken in.
    Applying,
}

/// What the items of a file share.
pub(super) struct About {
    /// The file's name.
    pub(super) file: Arc<str>,
    /// When it came.
    pub(super) now: DateTime<Utc>,
}

/// What merging items came to: the tally, and findings about items that contradict what is kept.
pub(super) type Merged = (Tally, Vec<Finding>);

/// An item of a file: a row, or a document with its line of the manifest.
pub(super) trait Item: Sized {
    /// What is kept of items.
    type Intakes;

    /// Items of one transaction: enough that committing costs little, few enough that a log-in or a ledger entry that
    /// waits for its turn waits for a fraction of a second.
    const BATCH: usize = 1_000;

    /// The bytes of the item, if they are many.
    fn weight(&self) -> usize {
        0
    }

    /// What it speaks of and for which moment, if it says.
    fn said(&self) -> Option<(Subject, DateTime<Utc>)> {
        None
    }

    /// The items as they are kept, and a finding for each that the present state refuses.
    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError>;

    /// Compares them with what is kept, or takes them in.
    fn merge(tx: &mut Tx<'_>, intakes: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError>;
}

/// Items with the person each speaks of, and findings about those that speak of somebody unknown.
type Known<'i, T> = (Vec<(PersonId, &'i Located<T>)>, Vec<Finding>);

/// Each item with the person it speaks of, or a finding that nobody knows that person.
fn known<'i, T>(
    tx: &mut Tx<'_>,
    items: &'i [Located<T>],
    about: &About,
    number: fn(&T) -> InsuredNumber,
) -> Result<Known<'i, T>, StoreError> {
    let mut numbers: Vec<InsuredNumber> = items.iter().map(|item| number(&item.value)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let people = tx.persons_by_number(&numbers)?;
    let mut known = Vec::with_capacity(items.len());
    let mut refused = Vec::new();
    for item in items {
        let number = number(&item.value);
        match people.get(&number) {
            Some(person) => known.push((*person, item)),
            None => {
                let finding = Finding::of_file(&about.file, PersonRule::Unknown).in_row(item.row);
                refused.push(finding.in_column(INSURED_NUMBER).about(number.as_str()));
            }
        }
    }
    Ok((known, refused))
}
