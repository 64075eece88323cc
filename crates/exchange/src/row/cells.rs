//! The cells of one row: text in its stored form, and the findings so far. Readers for what is common to the feeds are in
//! `read`.

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::Arc;

use domain::delivery::{CellRule, Finding, FindingRule, RowRule, Severity};

use super::numbers::twelve_digits;
use crate::table::encoding::Malformed;
use crate::table::text::{Oddity, oddity};

/// Where the columns of a feed are in one file.
#[derive(Debug)]
pub(crate) struct Layout {
    /// For each column of the feed its place in the file.
    pub(crate) places: Vec<Option<usize>>,
    /// The heading of each column of the file, as our documentation names it.
    pub(crate) headings: Vec<String>,
}

/// The cells of one row. Columns are asked for by their place in [`Row::COLUMNS`](super::Row::COLUMNS).
pub struct Cells<'a> {
    file: &'a Arc<str>,
    row: u64,
    layout: &'a Layout,
    columns: &'static [&'static str],
    /// In the order of the file; `None` if the characters cannot be read, which has been reported.
    texts: Vec<Option<Cow<'a, str>>>,
    findings: Vec<Finding>,
}

/// What ends a line, by itself or together.
const BREAKS: [char; 2] = ['\r', '\n'];

fn with_plain_breaks(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}

/// How many 12-digit numbers a column has held, and how many of them looked like a My Number.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    seen: u64,
    alike: u64,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(file: &'a Arc<str>, row: u64, layout: &'a Layout, columns: &'static [&'static str]) -> Self {
        let texts = Vec::with_capacity(layout.headings.len());
        Self {
            file,
            row,
            layout,
            columns,
            texts,
            findings: Vec::new(),
        }
    }

    /// Take in the next cell in the order of the file, after a look at its characters. In columns of `several_lines` line
    /// breaks are text and become LF.
    pub(crate) fn push(&mut self, text: Result<Cow<'a, str>, Malformed>, several_lines: &[usize]) {
        let place = self.texts.len();
        let (text, fault) = match text {
            Err(Malformed) => (None, Some(CellRule::Malformed)),
            Ok(text) => match self.oddity(&text, place, several_lines) {
                None => (Some(with_plain_breaks(text)), None),
                Some(Oddity::Replacement) => (None, Some(CellRule::Lost)),
                Some(Oddity::Control) => (None, Some(CellRule::Control)),
                Some(Oddity::PrivateUse) => (Some(with_plain_breaks(text)), Some(CellRule::PrivateUse)),
            },
        };
        self.texts.push(text);
        if let Some(rule) = fault {
            let finding = self.finding_at(place, rule);
            self.findings.push(finding);
        }
    }

    fn oddity(&self, text: &str, place: usize, several_lines: &[usize]) -> Option<Oddity> {
        let found = oddity(text);
        let allowed = || {
            several_lines
                .iter()
                .any(|column| self.layout.places.get(*column).copied().flatten() == Some(place))
        };
        if found == Some(Oddity::Control) && text.contains(BREAKS) && allowed() {
            return oddity(&text.replace(BREAKS, ""));
        }
        found
    }

    /// Refuse every cell that looks like a My Number, whatever its column. In columns of the city's own numbers, which
    /// may have 12 digits and then pass by chance one time in eleven, the column as a whole decides.
    pub(crate) fn refuse_my_numbers(&mut self, own_numbers: &[usize], tallies: &mut [Tally]) {
        for place in 0..self.texts.len() {
            let Some(text) = self.texts.get(place).and_then(Option::as_deref) else {
                continue;
            };
            let Some(alike) = twelve_digits(text) else { continue };
            let own = own_numbers
                .iter()
                .find(|own| self.layout.places.get(**own).copied().flatten() == Some(place));
            let tally = own.and_then(|own| tallies.get_mut(*own));
            let refuse = match tally {
                None => alike,
                Some(tally) => {
                    tally.seen += 1;
                    tally.alike += u64::from(alike);
                    alike && tally.alike * 2 > tally.seen
                }
            };
            if refuse {
                let finding = self.finding_at(place, CellRule::MyNumber);
                self.findings.push(finding);
            }
        }
    }

    /// The text of a cell; empty if the file leaves the column out or its characters could not be read.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        self.place(column)
            .and_then(|place| self.texts.get(place))
            .and_then(Option::as_deref)
            .unwrap_or_default()
    }

    /// Read a cell that must be filled; `read` says which rule the text breaks.
    pub fn required<T, R: Into<FindingRule>>(
        &mut self,
        column: usize,
        read: impl FnOnce(&str) -> Result<T, R>,
    ) -> Option<T> {
        if self.text(column).is_empty() {
            // An unreadable cell has its finding already.
            if self
                .place(column)
                .is_none_or(|place| self.texts.get(place).is_some_and(Option::is_some))
            {
                self.note(column, CellRule::Empty);
            }
            return None;
        }
        match read(self.text(column)) {
            Ok(value) => Some(value),
            Err(rule) => {
                self.note(column, rule);
                None
            }
        }
    }

    /// Read a cell that may be empty. The outer `None` means an error, the inner an empty cell.
    pub fn optional<T, R: Into<FindingRule>>(
        &mut self,
        column: usize,
        read: impl FnOnce(&str) -> Result<T, R>,
    ) -> Option<Option<T>> {
        if self.text(column).is_empty() {
            return Some(None);
        }
        self.required(column, read).map(Some)
    }

    /// Read a cell with the parser of the domain.
    pub fn parsed<T: FromStr>(&mut self, column: usize, rule: impl Into<FindingRule>) -> Option<T> {
        self.required(column, |text| text.parse().map_err(|_| rule))
    }

    /// Note that this cell breaks a rule. If the rule is an error, the row is not taken in.
    pub fn note(&mut self, column: usize, rule: impl Into<FindingRule>) {
        let finding = Finding::of_file(self.file, rule).in_row(self.row);
        let finding = match self.columns.get(column) {
            Some(heading) => finding.in_column(*heading),
            None => finding,
        };
        let text = self.text(column);
        let finding = if text.is_empty() { finding } else { finding.about(text) };
        self.findings.push(finding);
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    fn place(&self, column: usize) -> Option<usize> {
        self.layout.places.get(column).copied().flatten()
    }

    /// A finding about a place in the file, also one that is no column of the feed. It shows no value: what cannot be read
    /// or may not be here must not travel on.
    fn finding_at(&self, place: usize, rule: CellRule) -> Finding {
        let finding = Finding::of_file(self.file, rule).in_row(self.row);
        match self.layout.headings.get(place) {
            Some(heading) => finding.in_column(heading.clone()),
            None => finding,
        }
    }
}

/// A refused row has at least one finding, even if its subject forgot to give one.
pub(crate) fn never_empty(mut findings: Vec<Finding>, file: &Arc<str>, row: u64) -> Vec<Finding> {
    if findings.iter().all(|finding| finding.severity() == Severity::Warning) {
        findings.push(Finding::of_file(file, RowRule::Unreadable).in_row(row));
    }
    findings
}
