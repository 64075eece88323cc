//! How large files, functions and folders may be. Where a goal is not reached yet, today's figure is the bound, so that
//! it gets no worse; whoever brings it down writes the new one here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::code;
use crate::workspace::rust_files;

/// A figure that may not grow.
struct Bound {
    what: &'static str,
    /// What is allowed today.
    now: usize,
    /// What is to be reached, and then is the bound.
    goal: usize,
    remedy: &'static str,
}

/// Every file of Rust counts, tests too.
const FILE_MEDIAN: Bound = Bound {
    what: "lines of a file, median",
    now: 110,
    goal: 110,
    remedy: "Many files hold more than one subject: take them apart.",
};
const FILE_P95: Bound = Bound {
    what: "lines of a file, 95 of 100",
    now: 300,
    goal: 300,
    remedy: "The longest files hold more than one subject: take them apart.",
};
const FILE_LONGEST: Bound = Bound {
    what: "lines of a file, the longest",
    now: 400,
    goal: 400,
    remedy: "It holds two subjects: take it apart.",
};
/// Functions of what is compiled outside tests, from the line of their name to that of their last brace.
const FUNCTION_P95: Bound = Bound {
    what: "lines of a function outside tests, 95 of 100",
    now: 35,
    goal: 35,
    remedy: "The longest functions do several things: give each a function and a name.",
};
const TEST_FUNCTION_P95: Bound = Bound {
    what: "lines of a function of tests, 95 of 100",
    now: 35,
    goal: 35,
    remedy: "A test that long tells several stories: tell each in a test of its own.",
};
/// A folder that holds more is hard to look over.
const FOLDER_LARGEST: Bound = Bound {
    what: "files of Rust in one folder, the largest",
    now: 12,
    goal: 12,
    remedy: "Make a folder for each subject in it.",
};
const FOLDERS_TOO_LARGE: Bound = Bound {
    what: "folders with more than twelve files of Rust",
    now: 0,
    goal: 0,
    remedy: "Make a folder for each subject in it.",
};
const SERVICE_ROOT: Bound = Bound {
    what: "lines of crates/service/src/lib.rs",
    now: 120,
    goal: 120,
    remedy: "What is defined there belongs into the file of its subject.",
};

impl Bound {
    fn hold(&self, found: usize, worst: &[(usize, String)]) {
        let Self {
            what,
            now,
            goal,
            remedy,
        } = self;
        println!("{what}: {found} (at most {now}, goal {goal})");
        let worst: Vec<_> = worst.iter().map(|(size, name)| format!("{size:>5} {name}")).collect();
        assert!(
            found <= *now,
            "{what}: {found}, at most {now} is allowed. {remedy}\n  {}",
            worst.join("\n  ")
        );
        assert!(
            goal <= now,
            "{what}: the goal {goal} is reached for good: let `now` be {goal}"
        );
    }
}

/// The smallest size than which at most so many of a hundred are larger. The list is in order, the largest first.
fn percentile(sizes: &[(usize, String)], of_hundred: usize) -> usize {
    let larger = sizes.len() * (100 - of_hundred) / 100;
    sizes[larger].0
}

fn largest_first(mut sizes: Vec<(usize, String)>) -> Vec<(usize, String)> {
    sizes.sort_by(|one, other| other.cmp(one));
    sizes
}

fn first(sizes: &[(usize, String)]) -> &[(usize, String)] {
    &sizes[..sizes.len().min(40)]
}

#[test]
fn files_are_as_long_as_one_subject_needs() {
    let sizes = rust_files()
        .map(|(name, text)| (text.lines().count(), name.display().to_string()))
        .collect();
    let sizes = largest_first(sizes);
    FILE_MEDIAN.hold(percentile(&sizes, 50), first(&sizes));
    FILE_P95.hold(percentile(&sizes, 95), first(&sizes));
    FILE_LONGEST.hold(sizes[0].0, first(&sizes));
}

#[test]
fn functions_do_one_thing() {
    let (mut outside, mut of_tests) = (Vec::new(), Vec::new());
    for (name, code) in code::of_files(|_| true) {
        for (lines, spot) in code.functions {
            let into = if spot.for_tests { &mut of_tests } else { &mut outside };
            into.push((lines, format!("{}:{} {}", name.display(), spot.line, spot.function)));
        }
    }
    let (outside, of_tests) = (largest_first(outside), largest_first(of_tests));
    FUNCTION_P95.hold(percentile(&outside, 95), first(&outside));
    TEST_FUNCTION_P95.hold(percentile(&of_tests, 95), first(&of_tests));
}

#[test]
fn a_folder_can_be_looked_over() {
    let mut folders: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for (name, _) in rust_files() {
        *folders.entry(name.parent().unwrap().to_owned()).or_default() += 1;
    }
    let sizes = folders
        .into_iter()
        .map(|(folder, files)| (files, folder.display().to_string()));
    let sizes = largest_first(sizes.collect());
    let too_large = sizes.iter().filter(|(files, _)| *files > FOLDER_LARGEST.goal).count();
    FOLDER_LARGEST.hold(sizes[0].0, &sizes[..too_large]);
    FOLDERS_TOO_LARGE.hold(too_large, &sizes[..too_large]);
}

#[test]
fn the_root_of_the_use_cases_is_a_table_of_contents() {
    let root = PathBuf::from("crates/service/src/lib.rs");
    let lines = rust_files()
        .find(|(name, _)| *name == root)
        .map(|(_, text)| text.lines().count());
    SERVICE_ROOT.hold(lines.unwrap(), &[]);
}

#[test]
fn percentiles_are_sizes_that_occur() {
    let sizes = largest_first((1..=100).map(|size| (size, String::new())).collect());
    assert_eq!(
        [50, 95, 100].map(|of_hundred| percentile(&sizes, of_hundred)),
        [50, 95, 100]
    );
}
