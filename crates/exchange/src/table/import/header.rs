//! Finding the columns of a feed in the heading of a file. Which vendor calls them what is in `mapping`.

use std::sync::Arc;

use domain::delivery::{FileRule, Finding};

use crate::row::{Layout, Row};
use crate::table::mapping::Mapping;

/// Match the heading with the feed's columns. Returns the layout and notices about columns that nobody asked for.
pub(super) fn layout<T: Row>(
    headings: Vec<String>,
    mapping: &Mapping,
    file: &Arc<str>,
) -> Result<(Layout, Vec<Finding>), Vec<Finding>> {
    let mut faults = Vec::new();
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
        places.push(place);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let notices = headings
        .iter()
        .zip(&used)
        .filter(|(heading, used)| !**used && !heading.is_empty() && !T::KNOWN_EXTRA.contains(&heading.as_str()))
        .map(|(heading, _)| {
            let rule = FileRule::ColumnUnused {
                heading: heading.clone(),
            };
            about_column(file, rule, heading.as_str())
        });
    let notices = notices.collect();
    let mut headings = headings;
    for (place, canonical) in places.iter().zip(T::COLUMNS) {
        if let Some(heading) = place.and_then(|place| headings.get_mut(place)) {
            (*canonical).clone_into(heading);
        }
    }
    Ok((Layout { places, headings }, notices))
}

fn about_column(file: &Arc<str>, rule: FileRule, column: &str) -> Finding {
    Finding::of_file(file, rule).in_row(1).in_column(column)
}
