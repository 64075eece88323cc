//! Numbers in groups of three, as people read units and yen.

/// 16,765.
pub fn counted(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_grouped_by_thousands() {
        assert_eq!(
            [0, 999, 5_032, 16_765, 1_234_567].map(counted),
            ["0", "999", "5,032", "16,765", "1,234,567"]
        );
    }
}
