//! Circles among files that use each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::uses::Edge;

/// Every group of files of which each reaches every other, by however many steps, with the edges inside it.
pub fn circles<'e, 't>(edges: &'e [Edge<'t>]) -> Vec<Vec<&'e Edge<'t>>> {
    let mut next: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
    for edge in edges {
        next.entry(edge.from).or_default().insert(edge.to);
    }
    let reached: BTreeMap<&Path, BTreeSet<&Path>> = next.keys().map(|file| (*file, reach(file, &next))).collect();
    let together = |one: &Path, other: &Path| {
        let reaches = |from: &Path, to: &Path| reached.get(from).is_some_and(|files| files.contains(to));
        reaches(one, other) && reaches(other, one)
    };
    let mut done: BTreeSet<&Path> = BTreeSet::new();
    let mut groups = Vec::new();
    for &file in next.keys() {
        if done.contains(file) {
            continue;
        }
        let group: BTreeSet<&Path> = next.keys().copied().filter(|other| together(file, other)).collect();
        done.extend(&group);
        let inside: Vec<_> = edges
            .iter()
            .filter(|edge| group.contains(edge.from) && group.contains(edge.to))
            .collect();
        if !inside.is_empty() {
            groups.push(inside);
        }
    }
    groups
}

/// Every file that can be reached from one.
fn reach<'p>(start: &Path, next: &BTreeMap<&'p Path, BTreeSet<&'p Path>>) -> BTreeSet<&'p Path> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&Path> = next.get(start).into_iter().flatten().copied().collect();
    while let Some(file) = waiting.pop() {
        if let Some((&file, after)) = next.get_key_value(file)
            && reached.insert(file)
        {
            waiting.extend(after);
        }
    }
    reached
}
