//! Where a picture lies on its sheet when it is turned. A turned picture keeps the room of the unturned one in the
//! document, so the sheet is given the right shape and the picture is laid into its middle.

/// Style of the sheet and of the picture on it, for a picture of this many pixels and so many quarter turns.
pub fn placement((width, height): (u32, u32), turns: u32) -> (String, String) {
    // Thousandths of a percent are finer than any screen; a picture without size is taken as square.
    let share = |part: u32, whole: u32| match (u64::from(part), u64::from(whole)) {
        (0, _) | (_, 0) => 100_000,
        (part, whole) => part * 100_000 / whole,
    };
    let percent = |thousandths: u64| format!("{}.{:03}%", thousandths / 1_000, thousandths % 1_000);
    let lying = turns % 2 == 1;
    let shape = if lying {
        share(width, height)
    } else {
        share(height, width)
    };
    let across = if lying { share(width, height) } else { 100_000 };
    (
        format!("padding-top:{}", percent(shape)),
        format!(
            "width:{};transform:translate(-50%,-50%) rotate({}deg)",
            percent(across),
            90 * (turns % 4)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upright_page_fills_its_sheet() {
        let (sheet, picture) = placement((1_000, 1_414), 0);
        assert_eq!(sheet, "padding-top:141.400%");
        assert_eq!(picture, "width:100.000%;transform:translate(-50%,-50%) rotate(0deg)");
    }

    #[test]
    fn a_turned_page_lies_on_a_sheet_of_the_turned_shape() {
        let (sheet, picture) = placement((1_000, 2_000), 1);
        assert_eq!(sheet, "padding-top:50.000%");
        assert_eq!(picture, "width:50.000%;transform:translate(-50%,-50%) rotate(90deg)");
    }

    #[test]
    fn a_picture_that_did_not_load_does_not_divide_by_nothing() {
        assert_eq!(placement((0, 0), 3).0, "padding-top:100.000%");
    }
}
