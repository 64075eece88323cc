//! No two files of a crate need each other, however many steps it takes: each can be read, tested and moved with only
//! what stands below it.

use crate::modules::{Edge, circles, uses};
use crate::workspace::{assert_none, crates};

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

#[test]
fn no_files_of_a_crate_use_each_other_in_a_circle() {
    let mut found = Vec::new();
    for one in crates() {
        let uses = uses(&one.tree);
        found.extend(
            circles(&uses.edges)
                .iter()
                .map(|circle| described(&one.package, circle)),
        );
    }
    assert_none(
        "files use each other in a circle; move what both need into a file of its own below them, or hand it in as an \
         argument",
        &found,
    );
}

#[test]
fn no_file_takes_from_a_module_above_what_that_only_hands_on() {
    let ways: Vec<_> = crates().iter().flat_map(|one| uses(&one.tree).roundabout).collect();
    assert_none(
        "ways through a module above; name the file that has it (`use super::sibling::Item`, `use \
         crate::area::file::Item`), so that nobody needs the module above",
        &ways,
    );
}

#[test]
fn every_path_into_a_crate_is_understood() {
    let lost: Vec<_> = crates().iter().flat_map(|one| uses(&one.tree).lost).collect();
    assert_none(
        "the test that finds circles does not see where these lead; teach it",
        &lost,
    );
}
