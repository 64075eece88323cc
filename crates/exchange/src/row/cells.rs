//! The cells of one row: text in its stored form, and the findings so far. Readers for what is common to the feeds are in
//! `read`.

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::Arc;

use domain::delivery::{CellRule, Finding, FindingRule, RowRule, Severity};
use domain::text::free_text::{Lines, check, is_private_use, with_plain_breaks, without_hidden};

use super::columns::Column;
use crate::table::encoding::Malformed;

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
    /// ends are text and become LF. What nobody sees is left out.
    pub(crate) fn push(&mut self, text: Result<Cow<'a, str>, Malformed>, several_lines: &[usize]) {
        let place = self.texts.len();
        let text = match text {
            Err(Malformed) => Err(CellRule::Malformed),
            Ok(text) => self.seen(text, place, several_lines),
        };
        let text = match text {
            Ok(text) => {
                if !text.is_ascii() && text.chars().any(is_private_use) {
                    self.findings.push(self.finding_at(place, CellRule::PrivateUse));
                }
                Some(text)
            }
            Err(rule) => {
                self.findings.push(self.finding_at(place, rule));
                None
            }
        };
        self.texts.push(text);
    }

    /// The text of a cell as it is read on, or the rule for which it is not.
    fn seen(&mut self, text: Cow<'a, str>, place: usize, several_lines: &[usize]) -> Result<Cow<'a, str>, CellRule> {
        let at = |column: &usize| self.layout.places.get(*column).copied().flatten() == Some(place);
        let (text, lines) = if several_lines.iter().any(at) {
            let plain = text.contains(['\r', '\u{85}']).then(|| with_plain_breaks(&text));
            (plain.map_or(text, Cow::Owned), Lines::Several)
        } else {
            (text, Lines::One)
        };
        match check(&text, lines) {
            Ok(()) => Ok(text),
            Err(rule) if rule.is_hidden() => {
                self.findings.push(self.finding_at(place, rule.into()));
                let text = without_hidden(&text);
                check(&text, lines)?;
                Ok(Cow::Owned(text.trim().to_owned()))
            }
            Err(rule) => Err(rule.into()),
        }
    }

    /// Refuse what looks like a My Number, whatever its column: in a column of numbers all of them, if the column as a whole
    /// was judged to hold such; in a column of text each by itself.
    pub(crate) fn refuse_my_numbers(&mut self, columns: &[Column]) {
        for place in 0..self.texts.len() {
            let Some(text) = self.texts.get(place).and_then(Option::as_deref) else {
                continue;
            };
            let column = columns.get(place).copied().unwrap_or_default();
            if column.refuses(text) {
                self.findings.push(self.finding_at(place, CellRule::MyNumber));
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
