//! Offices of the ministry's list.

use domain::delivery::Finding;
use exchange::organization::{OfficeRow, Phone};
use exchange::row::Located;
use persistence::{OfficeIntake, StoreError, Tx};

use super::{About, Item, Manner, Merged};

impl Item for OfficeRow {
    type Intakes = Vec<OfficeIntake>;

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
            Manner::Judging => tx.compare_offices(intakes, about.now)?,
            Manner::Applying => tx.take_in_offices(intakes, about.now)?,
        };
        Ok((tally, Vec::new()))
    }
}

fn intake(row: OfficeRow) -> OfficeIntake {
    let shown = |phone: Option<Phone>| phone.map(|phone| phone.shown).unwrap_or_default();
    OfficeIntake {
        office_number: row.number,
        service_code: row.service,
        municipality_code: row.municipality,
        name: row.name,
        kana: row.kana,
        address: row.address,
        phone: shown(row.phone),
        fax: shown(row.fax),
        corporation: row.corporation.unwrap_or_default(),
    }
}
