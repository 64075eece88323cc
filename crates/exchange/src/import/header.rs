//! Finding the columns of a feed in the heading of a file. Which vendor calls them what is in `mapping`.

use std::sync::Arc;

use super::{Finding, Row, Severity};
use crate::mapping::Mapping;

/// Where the columns of a feed are in one file.
#[derive(Debug)]
pub(super) struct Layout {
    /// For each column of the feed its place in the file.
    pub(super) places: Vec<Option<usize>>,
    /// The heading of each column of the file, as our documentation names it.
    pub(super) headings: Vec<String>,
}

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
        let wanted = mapping.heading(T::KIND, canonical);
        let mut found = headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| *heading == wanted)
            .map(|(place, _)| place);
        let place = found.next();
        if found.next().is_some() {
            faults.push(fault(
                file,
                canonical,
                "header.duplicate",
                format!("列「{wanted}」が2つ以上あります。"),
            ));
        }
        if place.is_none() && !T::OPTIONAL.contains(&number) {
            faults.push(fault(
                file,
                canonical,
                "header.missing",
                format!("列「{wanted}」がありません。"),
            ));
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
            let message = format!("列「{heading}」は使いません。読みとばします。");
            Finding::of_file(file, Severity::Warning, "header.extra", message)
                .in_row(1)
                .in_column(heading.clone())
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

fn fault(file: &Arc<str>, column: &str, rule: &'static str, message: String) -> Finding {
    Finding::of_file(file, Severity::Error, rule, message)
        .in_row(1)
        .in_column(column)
}
