//! An address as a QR code (JIS X 0510), so that a phone need not type it.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::error::NoticeError;

/// The quiet zone around the symbol, in modules, as the standard asks.
const QUIET: usize = 4;

/// The code as an SVG with one path, so that no viewer shows seams between the modules; level M.
pub(crate) fn svg(address: &str) -> Result<String, NoticeError> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(|_| NoticeError::AddressTooLong)?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    let side = width + 2 * QUIET;
    Ok(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>"#
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_too_long_for_a_code_is_refused() {
        assert!(svg("https://enrol.example.jp/enrol").is_ok());
        assert_eq!(
            svg(&format!("https://example.jp/{}", "x".repeat(3_000))),
            Err(NoticeError::AddressTooLong)
        );
    }
}
