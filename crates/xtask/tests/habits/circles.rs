//! No two files of a crate need each other, however many steps it takes: each can be read, tested and moved with only
//! what stands below it.

use crate::modules::{Edge, circles, uses};
use crate::workspace::{assert_at_most, assert_none, crates};

/// How many files of a package still stand in circles. To become shorter and then to go: no new row, no larger number.
const KNOWN: &[(&str, usize)] = &[("engawa", 4), ("paper", 5), ("pki", 7), ("sample", 11)];

/// Names that a file still takes from a module above which has them from a third one. To become smaller and then to go.
const ROUNDABOUT: usize = 18;

/// One circle, for whoever is to mend it.
fn described(package: &str, circle: &[&Edge]) -> String {
    let mut lines = vec![format!("{package}:")];
    for edge in circle {
        lines.push(format!(
            "    {} -> {}: {}",
            edge.from.display(),
            edge.to.display(),
            edge.names.join(", ")
        ));
    }
    lines.join("\n")
}

fn files_in(circle: &[&Edge]) -> usize {
    let files: std::collections::BTreeSet<_> = circle.iter().map(|edge| edge.from).collect();
    files.len()
}

#[test]
fn no_files_of_a_crate_use_each_other_in_a_circle() {
    let mut too_many = Vec::new();
    for one in crates() {
        let uses = uses(&one.tree);
        let circles = circles(&uses.edges);
        let found: usize = circles.iter().map(|circle| files_in(circle)).sum();
        let known = KNOWN.iter().find(|(package, _)| *package == one.package);
        let known = known.map_or(0, |(_, count)| *count);
        let told: Vec<_> = circles.iter().map(|circle| described(&one.package, circle)).collect();
        if found > known {
            too_many.push(format!(
                "{found} files of {}, {known} known\n{}",
                one.package,
                told.join("\n")
            ));
        } else if found > 0 {
            println!("{found} files of {known} known\n{}", told.join("\n"));
        } else if known > 0 {
            println!("{} has no circle any more: take its row out", one.package);
        }
    }
    assert_none(
        "files use each other in a circle; move what both need into a file of its own below them, or hand it in as an \
         argument",
        &too_many,
    );
}

#[test]
fn no_file_takes_from_a_module_above_what_that_only_hands_on() {
    let ways: Vec<_> = crates().iter().flat_map(|one| uses(&one.tree).roundabout).collect();
    let remedy = "Name the file that has it (`use super::sibling::Item`, `use crate::area::file::Item`), so that nobody \
                  needs the module above";
    assert_at_most("ways through a module above", &ways, ROUNDABOUT, remedy);
}

#[test]
fn every_path_into_a_crate_is_understood() {
    let lost: Vec<_> = crates().iter().flat_map(|one| uses(&one.tree).lost).collect();
    assert_none(
        "the test that finds circles does not see where these lead; teach it",
        &lost,
    );
}
