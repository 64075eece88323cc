//! Consents. Who wins when one meets an entry of the desk, says the domain; that it contradicts, is a finding.

use domain::consent::{Basis, ConsentEntry, Origin};
use domain::delivery::Finding;
use domain::id::PersonId;
use exchange::consent::ConsentRow;
use exchange::row::Located;
use persistence::{ConsentIntake, StoreError, Tx};

use super::{About, Item, Manner, Merged, known};

/// Consents, and the rows in which they stand.
pub(in crate::delivery) struct Consents {
    intakes: Vec<ConsentIntake>,
    rows: Vec<u64>,
}

impl Item for ConsentRow {
    type Intakes = Consents;

    fn intakes(
        tx: &mut Tx<'_>,
        items: &[Located<Self>],
        about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let (known, refused) = known(tx, items, about, |row| row.number)?;
        let rows = known.iter().map(|(_, item)| item.row).collect();
        let intakes = known.into_iter().map(intake).collect();
        Ok((Consents { intakes, rows }, refused))
    }

    fn merge(tx: &mut Tx<'_>, consents: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let done = match manner {
            Manner::Judging => tx.compare_consents(&consents.intakes)?,
            Manner::Applying => tx.take_in_consents(&consents.intakes, about.now)?,
        };
        let finding = |(place, rule): (usize, _)| {
            let finding = Finding::of_file(&about.file, rule);
            match consents.rows.get(place) {
                Some(row) => finding.in_row(*row),
                None => finding,
            }
        };
        Ok((done.tally, done.contradictions.into_iter().map(finding).collect()))
    }
}

/// Every row of the feed is a form of this system: there are no others in it.
fn intake((person, item): (PersonId, &Located<ConsentRow>)) -> ConsentIntake {
    let ConsentRow {
        number: _,
        received_on,
        channel,
        signer,
        form_version,
        effective_from,
        withdrawn_on,
    } = item.value.clone();
    ConsentIntake {
        person,
        entry: ConsentEntry {
            received_on,
            channel,
            basis: Basis::ConsentForm,
            origin: Origin::Delivery,
            signer,
            form_version,
            effective_from,
            withdrawn_on,
        },
    }
}
