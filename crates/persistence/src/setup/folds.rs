//! What is kept folded for searches, made anew when the folding has changed: a name folded in an older way would not be found
//! by what is typed today.

use diesel::prelude::*;
use domain::text::search::{FOLD_VERSION, folded};

use crate::schema::{folds, organizations};
use crate::store::conn::Conn;
use crate::store::dialect::frame::{self, Access};
use crate::store::error::StoreError;

/// The name of the one column that is kept folded, as the table of versions has it.
const ORGANIZATION_NAMES: &str = "organizations.name_folded";

/// Folds what is kept in another version of the folding than this program has, for all insurers, in one transaction.
pub(crate) fn refresh(conn: &mut Conn) -> Result<(), StoreError> {
    if version(conn)? == Some(FOLD_VERSION.into()) {
        return Ok(());
    }
    frame::begin(conn, Access::Write)?;
    match fold_all(conn) {
        Ok(()) => frame::commit(conn),
        Err(failed) => {
            frame::rollback(conn)?;
            Err(failed)
        }
    }
}

fn version(conn: &mut Conn) -> Result<Option<i64>, StoreError> {
    let kept = folds::table.find(ORGANIZATION_NAMES).select(folds::version);
    Ok(kept.first(conn).optional()?)
}

fn fold_all(conn: &mut Conn) -> Result<(), StoreError> {
    let columns = (organizations::insurer_number, organizations::id, organizations::name);
    let names: Vec<(String, String, String)> = organizations::table.select(columns).load(conn)?;
    for (insurer, id, name) in names {
        diesel::update(organizations::table.find((insurer, id)))
            .set(organizations::name_folded.eq(folded(&name)))
            .execute(conn)?;
    }
    diesel::delete(folds::table.find(ORGANIZATION_NAMES)).execute(conn)?;
    let kept = (
        folds::name.eq(ORGANIZATION_NAMES),
        folds::version.eq(i64::from(FOLD_VERSION)),
    );
    diesel::insert_into(folds::table).values(kept).execute(conn)?;
    Ok(())
}
