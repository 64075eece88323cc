//! Finding the columns of a feed in the heading of a file. Which vendor calls them what is in `mapping`.
//!
//! Where headings should be, anything may stand: a file without headings begins with a person. So headings are checked like
//! cells, and none is told but those that feeds have.

use std::sync::Arc;

use domain::delivery::feed::Feed;
use domain::delivery::{FileRule, Finding};
use domain::text::free_text::{Lines, check};
use domain::text::mask::masked;
use domain::text::my_number::holds_my_number;

use crate::feed::columns;
use crate::row::{Layout, OWN_NUMBER_HEADINGS, REMARK_HEADINGS, Row};
use crate::table::mapping::Mapping;

/// Match the heading with the feed's columns. Returns the layout and notices about columns that nobody asked for.
pub(super) fn layout<T: Row>(
    headings: &[String],
    mapping: &Mapping,
    file: &Arc<str>,
) -> Result<(Layout, Vec<Finding>), Vec<Finding>> {
    let mut faults = misplaced(headings, file);
    let mut labels: Vec<String> = (1..)
        .zip(headings)
        .map(|(place, heading)| label(place, heading))
        .collect();
    let mut used = vec![false; headings.len()];
    let mut places = Vec::with_capacity(T::COLUMNS.len());
    for (number, canonical) in T::COLUMNS.iter().enumerate() {
        let wanted = mapping.heading(T::FEED, canonical);
        let mut found = headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| *heading == wanted)
            .map(|(place, _)| place);
        let place = found.next();
        if found.next().is_some() {
            let heading = wanted.to_owned();
            faults.push(about_column(file, FileRule::ColumnTwice { heading }, canonical));
        }
        if place.is_none() && !T::OPTIONAL.contains(&number) {
            let heading = wanted.to_owned();
            faults.push(about_column(file, FileRule::ColumnMissing { heading }, canonical));
        }
        if let Some(used) = place.and_then(|place| used.get_mut(place)) {
            *used = true;
        }
        if let Some(label) = place.and_then(|place| labels.get_mut(place)) {
            (*canonical).clone_into(label);
        }
        places.push(place);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let notices = unused::<T>(headings, &used, &labels, file);
    let headings = labels;
    Ok((Layout { places, headings }, notices))
}

/// What stands in the first line and may stand in none.
fn misplaced(headings: &[String], file: &Arc<str>) -> Vec<Finding> {
    let fault = |(place, heading): (u64, &String)| {
        if holds_my_number(heading) {
            return Some(FileRule::HeadingMyNumber { place });
        }
        check(heading, Lines::Several)
            .err()
            .map(|_| FileRule::HeadingCharacters { place })
    };
    let faults = (1..).zip(headings).filter_map(fault);
    faults.map(|rule| Finding::of_file(file, rule).in_row(1)).collect()
}

fn unused<T: Row>(headings: &[String], used: &[bool], labels: &[String], file: &Arc<str>) -> Vec<Finding> {
    let columns = headings.iter().zip(used).zip(labels);
    let unused = columns
        .filter(|((heading, used), _)| !**used && !heading.is_empty() && !T::KNOWN_EXTRA.contains(&heading.as_str()));
    unused
        .map(|((heading, _), label)| {
            let heading = shown(heading);
            about_column(file, FileRule::ColumnUnused { heading }, label)
        })
        .collect()
}

/// How findings name a column: by its heading if feeds have such a one, else by its place as well.
fn label(place: usize, heading: &str) -> String {
    let shown = shown(heading);
    if shown == heading {
        shown
    } else {
        format!("#{place} {shown}")
    }
}

/// A heading as it may be told.
fn shown(heading: &str) -> String {
    let columns = Feed::ALL.iter().flat_map(|feed| columns(*feed));
    let mut known = columns.chain(&OWN_NUMBER_HEADINGS).chain(&REMARK_HEADINGS);
    if known.any(|known| *known == heading) {
        heading.to_owned()
    } else {
        masked(heading)
    }
}

fn about_column(file: &Arc<str>, rule: FileRule, column: &str) -> Finding {
    Finding::of_file(file, rule).in_row(1).in_column(column)
}
