//! Characters nobody confuses when copying from paper or telling them on the telephone, and a check character over them.
//! What is written with them (install keys, references, secrets) is in the files of those things.

use crate::text::fold::fold_number;

/// 32 characters, 5 bits each: without 0 and O, 1 and I.
pub const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A character for each byte of chance; only the lower five bits count, so that all are equally likely.
pub fn from_random(random: &[u8]) -> String {
    random
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte & 31)).map(|c| char::from(*c)))
        .collect()
}

/// What somebody typed, as it is meant: capital, half-width, without spaces and hyphens.
pub fn fold(text: &str) -> String {
    fold_number(text)
}

/// In groups of four joined by hyphens, as it is printed.
pub fn grouped(text: &str) -> String {
    let mut grouped = String::with_capacity(text.len() * 5 / 4);
    for (place, character) in text.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            grouped.push('-');
        }
        grouped.push(character);
    }
    grouped
}

/// The check character of a body, or `None` if a character of it is not in the alphabet.
///
/// The body read as a polynomial over GF(32) at a primitive element: every single wrong character and every swap of two
/// neighbours is noticed.
pub fn check_character(body: &str) -> Option<char> {
    let mut sum = 0;
    for character in body.bytes() {
        sum = times_x(sum) ^ value(character)?;
    }
    let check = ALPHABET.get(usize::from(times_x(sum)))?;
    Some(char::from(*check))
}

/// Whether the last character is the check character of the others.
pub fn check_holds(text: &str) -> bool {
    let mut characters = text.chars();
    let last = characters.next_back();
    last.is_some() && check_character(characters.as_str()) == last
}

fn value(character: u8) -> Option<u8> {
    let place = ALPHABET.iter().position(|known| *known == character)?;
    u8::try_from(place).ok()
}

/// Multiplies by x in GF(2)[x] / (x⁵ + x² + 1).
const fn times_x(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0b10_0000 == 0 {
        shifted
    } else {
        shifted ^ 0b10_0101
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_alphabet_holds_each_character_once_and_none_that_is_confused() {
        let mut sorted = ALPHABET.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), 32);
        assert!(!ALPHABET.iter().any(|c| b"01OI".contains(c)));
    }

    #[test]
    fn the_generator_reaches_every_element_before_it_comes_back() {
        let powers = std::iter::successors(Some(times_x(1)), |power| Some(times_x(*power)));
        assert_eq!(powers.take(32).position(|power| power == 1), Some(30), "x to the 31st");
    }

    #[test]
    fn what_is_typed_in_any_way_means_the_same() {
        assert_eq!(fold("ｋ７m2-ｐ９ q x"), "K7M2P9QX");
        assert_eq!(grouped("K7M2P9QX4"), "K7M2-P9QX-4");
    }

    fn body() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0_u8..32, 1..40)
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_noticed(random in body(), place in any::<prop::sample::Index>(), other in 1_u8..32) {
            let mut text = from_random(&random);
            text.push(check_character(&text).unwrap());
            prop_assert!(check_holds(&text));
            let place = place.index(text.len());
            let mut wrong = text.into_bytes();
            wrong[place] = ALPHABET[usize::from((value(wrong[place]).unwrap() + other) % 32)];
            prop_assert!(!check_holds(std::str::from_utf8(&wrong).unwrap()));
        }

        #[test]
        fn two_neighbours_swapped_are_noticed(random in body(), place in any::<prop::sample::Index>()) {
            let mut text = from_random(&random);
            text.push(check_character(&text).unwrap());
            let place = place.index(text.len() - 1);
            let mut swapped = text.clone().into_bytes();
            swapped.swap(place, place + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assume!(swapped != text);
            prop_assert!(!check_holds(&swapped));
        }
    }
}
