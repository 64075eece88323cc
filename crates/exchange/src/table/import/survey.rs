//! A look at a whole file before its rows are read: which of its columns hold My Numbers. Nothing is reported here: what is
//! wrong is found again, and named, when the rows are read.

use std::io::Read;

use crate::row::{Column, Known, OWN_NUMBER_HEADINGS, Row, Tally};
use crate::table::import::lines::{Line, Lines};
use crate::table::import::options::Options;

/// What each column of the file holds, in their order; nothing of a file that is no table.
pub(super) fn survey<T: Row>(reader: impl Read, options: &Options) -> Vec<Column> {
    let mut lines = Lines::new(reader, options);
    if lines.begin().is_err() {
        return Vec::new();
    }
    let known: Vec<Known> = lines
        .texts()
        .map(|heading| heading.map_or(Known::Nothing, |heading| known::<T>(&heading, options)))
        .collect();
    lines.expect(known.len());
    let mut tallies = vec![Tally::default(); known.len()];
    while let Ok(line) = lines.advance() {
        match line {
            Line::End => break,
            Line::Broken(_) => {}
            Line::Row => {
                for (tally, text) in tallies.iter_mut().zip(lines.texts()) {
                    tally.add(text.as_deref().unwrap_or_default());
                }
            }
        }
    }
    let judged = tallies.iter().zip(known);
    judged.map(|(tally, known)| tally.judged(known)).collect()
}

/// What is known of a column by its heading.
fn known<T: Row>(heading: &str, options: &Options) -> Known {
    let among = |places: &[usize]| {
        let mut columns = places.iter().filter_map(|place| T::COLUMNS.get(*place));
        columns.any(|canonical| options.mapping.heading(T::FEED, canonical) == heading)
    };
    if among(T::MOMENTS) {
        Known::Moments
    } else if among(T::OWN_NUMBERS) || OWN_NUMBER_HEADINGS.contains(&heading) {
        Known::OwnNumbers
    } else {
        Known::Nothing
    }
}
