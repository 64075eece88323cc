//! The months of a result, held against what the insurer grants for what was asked for.

use std::collections::HashMap;

use domain::calendar::day::Day;
use domain::certification::{CareLevel, Certification};
use domain::delivery::{CertificationRule, Finding};
use domain::id::PersonId;
use persistence::{StoreError, Tx};

use crate::delivery::items::About;

type Levels = HashMap<PersonId, Vec<(Day, CareLevel)>>;

/// A warning for each result whose months lie outside the limits, by the row it stands in. A result of an application that is
/// not registered is not judged: nobody knows what was asked for.
pub(super) fn beyond_limits(
    tx: &mut Tx<'_>,
    results: &[(PersonId, String, Certification)],
    rows: &[u64],
    about: &About,
) -> Result<Vec<Finding>, StoreError> {
    let people: Vec<PersonId> = results.iter().map(|(person, ..)| *person).collect();
    let limits = tx.insurer_rules()?.limits;
    let asked = tx.asked_for(&people)?;
    let mut levels = tx.levels(&people)?;
    for (person, _, result) in results {
        levels
            .entry(*person)
            .or_default()
            .push((result.period.first, result.level));
    }
    let judged = results.iter().zip(rows).filter_map(|((person, number, result), row)| {
        let asked_for = asked.get(&(*person, number.clone()))?;
        let granted = result.beyond(*asked_for, &limits, before(&levels, *person, result.period.first))?;
        let rule = CertificationRule::MonthsOutsideLimits {
            least: u64::from(*granted.start()),
            most: u64::from(*granted.end()),
        };
        Some(Finding::of_file(&about.file, rule).in_row(*row))
    });
    Ok(judged.collect())
}

/// The level of the result before one that begins on `first`.
fn before(levels: &Levels, person: PersonId, first: Day) -> Option<CareLevel> {
    let earlier = levels.get(&person)?.iter().filter(|(from, _)| *from < first);
    earlier.max_by_key(|(from, _)| *from).map(|(_, level)| *level)
}
