//! The list that accompanies consent forms (同意書提出一覧表), held against the forms that really came.

use crate::person::InsuredNumber;

/// One line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// The number of the line, from 1.
    pub line: u32,
    /// Whose form the line announces.
    pub insured_number: InsuredNumber,
}

/// Where list and forms differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListMismatch {
    /// The list announces a form that did not come.
    FormMissing(ListLine),
    /// A form came that the list does not announce.
    NotOnList(InsuredNumber),
    /// The list has the person more than once; this is the later line.
    TwiceOnList(ListLine),
    /// More than one form of the person came.
    FormTwice(InsuredNumber),
}

impl ListMismatch {
    /// For the desk, with the number of the line but without the person's.
    pub fn message_ja(&self) -> String {
        match self {
            Self::FormMissing(line) => format!("一覧表の{}行目の方の同意書がありません。", line.line),
            Self::NotOnList(_) => "一覧表にない方の同意書があります。".to_owned(),
            Self::TwiceOnList(line) => format!("一覧表の{}行目の方は前の行にも記載されています。", line.line),
            Self::FormTwice(_) => "同じ方の同意書が2通以上あります。".to_owned(),
        }
    }
}

/// Every difference between the lines of a list and the forms that came with it; none if each line has its one form.
pub fn compare_list(lines: &[ListLine], forms: &[InsuredNumber]) -> Vec<ListMismatch> {
    let mut found = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let is_first = lines
            .iter()
            .position(|other| other.insured_number == line.insured_number)
            == Some(place);
        if !is_first {
            found.push(ListMismatch::TwiceOnList(*line));
        } else if !forms.contains(&line.insured_number) {
            found.push(ListMismatch::FormMissing(*line));
        }
    }
    for (place, form) in forms.iter().enumerate() {
        let is_first = forms.iter().position(|other| other == form) == Some(place);
        if !is_first {
            found.push(ListMismatch::FormTwice(*form));
        } else if !lines.iter().any(|line| line.insured_number == *form) {
            found.push(ListMismatch::NotOnList(*form));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(last: u8) -> InsuredNumber {
        format!("000000000{last}").parse().unwrap()
    }

    fn lines(numbers: &[u8]) -> Vec<ListLine> {
        (1..)
            .zip(numbers)
            .map(|(line, last)| ListLine {
                line,
                insured_number: number(*last),
            })
            .collect()
    }

    #[test]
    fn a_list_and_its_forms_agree_in_any_order() {
        assert_eq!(compare_list(&lines(&[1, 2, 3]), &[3, 1, 2].map(number)), []);
        assert_eq!(compare_list(&[], &[]), []);
    }

    #[test]
    fn every_mismatch_is_named() {
        let lines = lines(&[1, 2, 2, 3]);
        let found = compare_list(&lines, &[1, 4, 1, 2].map(number));
        let expected = [
            ListMismatch::TwiceOnList(lines[2]),
            ListMismatch::FormMissing(lines[3]),
            ListMismatch::NotOnList(number(4)),
            ListMismatch::FormTwice(number(1)),
        ];
        assert_eq!(found, expected);
        let messages: Vec<_> = found.iter().map(ListMismatch::message_ja).collect();
        insta::assert_snapshot!(messages.join("\n"), @"
        一覧表の3行目の方は前の行にも記載されています。
        一覧表の4行目の方の同意書がありません。
        一覧表にない方の同意書があります。
        同じ方の同意書が2通以上あります。
        ");
    }
}
