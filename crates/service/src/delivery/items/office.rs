//! Offices of the ministry's list, and those that the insurer designates itself.

use domain::delivery::Finding;
use exchange::organization::designated::DesignatedOfficeRow;
use exchange::organization::{OfficeRow, Phone};
use exchange::row::Located;
use persistence::{DesignatedIntake, OfficeIntake, StoreError, Tx};

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

impl Item for DesignatedOfficeRow {
    type Intakes = Vec<DesignatedIntake>;

    fn intakes(
        _tx: &mut Tx<'_>,
        items: &[Located<Self>],
        _about: &About,
    ) -> Result<(Self::Intakes, Vec<Finding>), StoreError> {
        let intakes = items.iter().map(|item| designated(item.value.clone()));
        Ok((intakes.collect(), Vec::new()))
    }

    fn merge(tx: &mut Tx<'_>, intakes: &Self::Intakes, about: &About, manner: Manner) -> Result<Merged, StoreError> {
        let tally = match manner {
            Manner::Judging => tx.compare_designated_offices(intakes, about.now)?,
            Manner::Applying => tx.take_in_designated_offices(intakes, about.now)?,
        };
        Ok((tally, Vec::new()))
    }
}

fn shown(phone: Option<Phone>) -> String {
    phone.map(|phone| phone.shown).unwrap_or_default()
}

fn designated(row: DesignatedOfficeRow) -> DesignatedIntake {
    let DesignatedOfficeRow {
        number,
        service,
        designation,
        name,
        kana,
        address,
        phone,
        fax,
        corporation,
        period,
    } = row;
    DesignatedIntake {
        office_number: number,
        service_code: service,
        designation,
        name,
        kana,
        address,
        phone: shown(phone),
        fax: shown(fax),
        corporation: corporation.unwrap_or_default(),
        period,
    }
}

fn intake(row: OfficeRow) -> OfficeIntake {
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
