//! Recognising a My Number (個人番号), which must never enter the system. Refusing it is left to who reads the input.

use crate::text::fold::fold_number;

/// Whether the text is twelve digits with a valid My Number check digit; width, spaces and hyphens do not matter.
///
/// One in eleven arbitrary 12-digit numbers passes, so a single hit is a suspicion and a column of hits a certainty.
/// Rule: 番号法 enforcement order, weights 2–7, 2–6 from the right, modulus 11.
pub fn looks_like_my_number(text: &str) -> bool {
    let folded = fold_number(text);
    let Some(digits) = folded.chars().map(|c| c.to_digit(10)).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    let [body @ .., check] = digits.as_slice() else {
        return false;
    };
    if body.len() != 11 {
        return false;
    }
    let sum: u32 = body
        .iter()
        .rev()
        .zip([2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6])
        .map(|(digit, weight)| digit * weight)
        .sum();
    let expected = match sum % 11 {
        0 | 1 => 0,
        remainder => 11 - remainder,
    };
    *check == expected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_valid_check_digit_is_recognised_however_it_is_written() {
        // 1234 5678 901x: 1*6+2*5+3*4+4*3+5*2+6*7+7*6+8*5+9*4+0*3+1*2 = 212, 212 mod 11 = 3, 11 - 3 = 8.
        for text in [
            "123456789018",
            "1234-5678-9018",
            "１２３４　５６７８　９０１８",
            "1234 5678 9018",
        ] {
            assert!(looks_like_my_number(text), "{text}");
        }
    }

    #[test]
    fn exactly_one_last_digit_is_right() {
        let hits = (0..10)
            .filter(|d| looks_like_my_number(&format!("12345678901{d}")))
            .count();
        assert_eq!(hits, 1);
    }

    #[test]
    fn other_lengths_and_letters_are_no_my_number() {
        for text in ["", "12345678901", "1234567890188", "H23456789018", "0000000001"] {
            assert!(!looks_like_my_number(text), "{text}");
        }
    }
}
