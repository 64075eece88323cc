//! The ministry's files, as published, come out whole: every row is accounted for.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its file fails")]

use std::collections::BTreeMap;
use std::fs::File;

use exchange::organization::{OfficeRow, Phone};
use exchange::row::Located;
use exchange::table::import::rows;

struct Outcome {
    accepted: Vec<Located<OfficeRow>>,
    refused: usize,
}

fn read(name: &str) -> Outcome {
    let path = format!("{}/../../data/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut outcome = Outcome {
        accepted: Vec::new(),
        refused: 0,
    };
    let rows = rows::<OfficeRow, _>(File::open(path).unwrap(), name);
    for row in rows {
        match row {
            Ok(row) => outcome.accepted.push(row),
            Err(findings) => {
                outcome.refused += 1;
                println!("{findings:?}");
            }
        }
    }
    outcome
}

fn warnings(outcome: &Outcome) -> BTreeMap<(&'static str, &str), usize> {
    let mut count = BTreeMap::new();
    for warning in outcome.accepted.iter().flat_map(|row| &row.warnings) {
        *count
            .entry((warning.rule.id(), warning.column.as_deref().unwrap_or_default()))
            .or_default() += 1;
    }
    count
}

#[test]
fn all_small_multifunction_offices_come_out() {
    let outcome = read("mhlw_offices_730.csv");
    assert_eq!((outcome.accepted.len(), outcome.refused), (5451, 0));
    assert!(outcome.accepted.iter().all(|row| row.value.service.as_str() == "73"));
    assert_eq!(
        warnings(&outcome),
        BTreeMap::from([(("phone.strange", "FAX番号"), 7), (("phone.strange", "電話番号"), 6)])
    );
    let kumamoto = outcome
        .accepted
        .iter()
        .filter(|row| row.value.city.starts_with("熊本市"))
        .count();
    assert_eq!(kumamoto, 56);
}

#[test]
fn all_nursing_small_multifunction_offices_come_out() {
    let outcome = read("mhlw_offices_770.csv");
    assert_eq!((outcome.accepted.len(), outcome.refused), (1106, 0));
    assert!(outcome.accepted.iter().all(|row| row.value.service.as_str() == "77"));
    assert_eq!(
        warnings(&outcome),
        BTreeMap::from([
            (("office-number.check-digit", "事業所番号"), 16),
            (("phone.strange", "FAX番号"), 1),
            (("phone.strange", "電話番号"), 1),
        ])
    );
}

#[test]
fn what_was_published_is_kept_as_it_was() {
    let outcome = read("mhlw_offices_730.csv");
    let first = &outcome.accepted[0];
    assert_eq!(first.row, 2);
    assert_eq!(first.value.municipality, "011011");
    assert_eq!(first.value.number.as_str(), "0190100222");
    assert_eq!(first.value.capacity, Some(25));
    let phone = first.value.phone.as_ref().unwrap();
    assert_eq!(
        (phone.shown.as_str(), phone.digits.as_str()),
        ("011－530－5700", "0115305700")
    );
}

#[test]
fn telephone_numbers_are_compared_by_their_digits() {
    let digits = |shown: &str| Phone::new(shown).map(|phone| phone.digits);
    assert_eq!(digits("㈹096-328-2111"), digits("０９６（３２８）２１１１"));
    assert_eq!(digits("休止中"), None);
    assert!(!Phone::new("328-2111").unwrap().is_plausible());
}
