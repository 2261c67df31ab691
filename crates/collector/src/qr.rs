//! Links as QR codes.

use qrcode::render::svg;
use qrcode::types::QrError;
use qrcode::{EcLevel, QrCode};

/// A text as an SVG that can stand within a page: dark on light, with the quiet zone that readers need.
///
/// # Errors
/// [`QrError`] if the text is too long.
pub(crate) fn svg(text: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let file = code.render::<svg::Color<'_>>().module_dimensions(4, 4).build();
    // The declaration in front is for files of their own.
    let begin = file.find("<svg").unwrap_or_default();
    Ok(file.get(begin..).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_one_picture_and_nothing_of_it_stands_in_its_text() {
        let picture = svg("porchlight://invite/K7Q2M9X4TB?at=https://help.example").unwrap();
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>"), "{picture:.80}");
        assert!(!picture.contains("K7Q2M"));
        assert_ne!(picture, svg("porchlight://invite/K7Q2M9X4TC?at=https://help.example").unwrap());
    }

    #[test]
    fn what_is_in_a_text_cannot_become_markup() {
        let picture = svg("<script>alert(1)</script>").unwrap();
        assert!(!picture.contains("script"));
    }

    #[test]
    fn a_text_that_no_code_can_hold_is_refused() {
        assert!(svg(&"x".repeat(5_000)).is_err());
    }
}
