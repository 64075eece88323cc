//! One thing that is wrong with a delivery, and where.

use std::sync::Arc;

use super::rule::FindingRule;
use crate::language::Language;
use crate::rule::Severity;
use crate::text::mask::masked;

/// One thing that is wrong with a delivery: for those who have to put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file's name as delivered.
    pub file: Arc<str>,
    /// The line on which the row starts, counted from 1 with the heading as line 1, as an editor or spreadsheet shows it;
    /// `None` if the whole file is meant.
    pub row: Option<u64>,
    /// The column's heading as our documentation names it, or an unknown column's own heading.
    pub column: Option<String>,
    /// The rule that is broken.
    pub rule: FindingRule,
    /// The value with everything but its first character masked: the report travels further than the data may.
    pub masked_value: Option<String>,
}

impl Finding {
    /// A finding about a whole file.
    pub fn of_file(file: &Arc<str>, rule: impl Into<FindingRule>) -> Self {
        Self {
            file: Arc::clone(file),
            row: None,
            column: None,
            rule: rule.into(),
            masked_value: None,
        }
    }

    /// The same finding, about this row.
    #[must_use]
    pub fn in_row(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The same finding, about this column.
    #[must_use]
    pub fn in_column(self, column: impl Into<String>) -> Self {
        Self {
            column: Some(column.into()),
            ..self
        }
    }

    /// The same finding with the value it is about; the value is masked here and kept nowhere.
    #[must_use]
    pub fn about(self, value: &str) -> Self {
        /// A masked value needs no more length than helps to find it.
        const LONGEST: usize = 24;
        let start: String = value.trim().chars().take(LONGEST).collect();
        Self {
            masked_value: Some(masked(&start)),
            ..self
        }
    }

    /// Whether it keeps the row (or the file) out.
    pub const fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// The finding as one line for people: where, what is wrong, which rule. The masked value is left out.
    pub fn line(&self, language: Language) -> String {
        let mut line = self.file.to_string();
        if let Some(row) = self.row {
            line += &match language {
                Language::Japanese => format!(" {row}行目"),
                Language::English => format!(", row {row}"),
            };
        }
        if let Some(column) = &self.column {
            line += &match language {
                Language::Japanese => format!("「{column}」"),
                Language::English => format!(", column “{column}”"),
            };
        }
        format!("{line}: {} [{}]", self.rule.words(language), self.rule.id())
    }
}
