//! Whether a column of twelve-digit numbers is one of My Numbers. One in eleven numbers of a city's own has their check digit
//! by chance, so such a column is judged as a whole, once for each file; in a text each number is judged by itself.

use std::collections::HashSet;

use domain::text::my_number::{TwelveDigits, holds_my_number};

/// What a column holds, by all of its cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Column {
    /// Text, or numbers of other lengths.
    #[default]
    Text,
    /// Twelve-digit numbers of the city's own.
    Numbers,
    /// My Numbers.
    MyNumbers,
}

impl Column {
    /// Whether a cell of it may not come in.
    pub(crate) fn refuses(self, text: &str) -> bool {
        match self {
            Self::Text => holds_my_number(text),
            Self::Numbers => TwelveDigits::read(text).is_none() && holds_my_number(text),
            Self::MyNumbers => TwelveDigits::read(text).is_some() || holds_my_number(text),
        }
    }
}

/// Numbers of a column that are told apart; more would not change what it is judged to be.
const MOST_NUMBERS: usize = 10_000;

/// What is known of a column by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Numbers of the city's own: one that fits by chance says nothing.
    OwnNumbers,
    /// Points in time, which nobody keeps as they are written.
    Moments,
    /// Nothing.
    Nothing,
}

/// What the cells of a column have shown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Cells that are not empty.
    filled: u64,
    /// Of these twelve digits and nothing else.
    numbers: u64,
    /// The numbers, each once: one application has many rows.
    different: HashSet<TwelveDigits>,
}

impl Tally {
    pub(crate) fn add(&mut self, text: &str) {
        self.filled += u64::from(!text.is_empty());
        if let Some(number) = TwelveDigits::read(text) {
            self.numbers += 1;
            if self.different.len() < MOST_NUMBERS {
                self.different.insert(number);
            }
        }
    }

    /// What the column holds.
    pub(crate) fn judged(&self, known: Known) -> Column {
        let own = known == Known::OwnNumbers;
        let of_numbers = self.numbers > 0 && (own || self.numbers * 10 >= self.filled * 9);
        let alike = self
            .different
            .iter()
            .filter(|number| number.looks_like_my_number())
            .count();
        let least = if own { 2 } else { 1 };
        if known == Known::Moments {
            Column::Numbers
        } else if !of_numbers {
            Column::Text
        } else if alike >= least && alike * 2 > self.different.len() {
            Column::MyNumbers
        } else {
            Column::Numbers
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(cells: impl IntoIterator<Item = String>, known: Known) -> Column {
        let mut tally = Tally::default();
        for cell in cells {
            tally.add(&cell);
        }
        tally.judged(known)
    }

    #[test]
    fn a_column_is_judged_by_all_of_its_numbers() {
        let ours = (0..40_u64).map(|n| format!("{:012}", 1 + n * 7_919));
        assert_eq!(judged(ours, Known::Nothing), Column::Numbers);
        let mine = || {
            ["1234 5678 9018", "123456789026", "1234-5678-9034"]
                .map(str::to_owned)
                .into_iter()
        };
        assert_eq!(judged(mine(), Known::Nothing), Column::MyNumbers);
        assert_eq!(judged(mine().take(1), Known::Nothing), Column::MyNumbers);
        assert_eq!(judged(mine(), Known::OwnNumbers), Column::MyNumbers);
        let one = std::iter::repeat_n("123456789018".to_owned(), 3);
        assert_eq!(
            judged(one, Known::OwnNumbers),
            Column::Numbers,
            "one number by chance, in three rows"
        );
        assert_eq!(judged(mine(), Known::Moments), Column::Numbers);
        let remarks = mine().take(1).chain(["無".to_owned(), "電話済み".to_owned()]);
        assert_eq!(judged(remarks, Known::Nothing), Column::Text);
        assert_eq!(judged([], Known::Nothing), Column::Text);
    }

    #[test]
    fn what_is_refused_depends_on_the_column() {
        for (column, text, refused) in [
            (Column::Text, "番号 123456789018", true),
            (Column::Text, "123456789012", false),
            (Column::Numbers, "123456789018", false),
            (Column::Numbers, "番号 123456789018", true),
            (Column::MyNumbers, "123456789012", true),
            (Column::MyNumbers, "なし", false),
        ] {
            assert_eq!(column.refuses(text), refused, "{column:?} {text}");
        }
    }
}
