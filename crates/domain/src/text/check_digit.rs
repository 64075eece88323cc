//! "Modulus 10, weights 2-1, split", the check digit of insurer and office numbers. Who uses it decides how hard it is.

/// The check digit for the values of the body's characters; a value may exceed 9 (letters of office numbers).
pub(crate) fn modulus_10_weight_21(body: impl DoubleEndedIterator<Item = u32>) -> u32 {
    let sum: u32 = body
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(value, weight)| digit_sum(value * weight))
        .sum();
    (10 - sum % 10) % 10
}

fn digit_sum(mut number: u32) -> u32 {
    let mut sum = 0;
    while number > 0 {
        sum += number % 10;
        number /= 10;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> {
        text.chars().map(|c| c.to_digit(10).unwrap())
    }

    #[test]
    fn the_worked_examples_hold() {
        assert_eq!(modulus_10_weight_21(digits("43100")), 7);
        assert_eq!(modulus_10_weight_21(digits("437010663")), 7);
    }

    #[test]
    fn a_product_counts_by_the_sum_of_its_digits() {
        assert_eq!([0, 7, 10, 18, 64].map(digit_sum), [0, 7, 1, 9, 10]);
    }
}
