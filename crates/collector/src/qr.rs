//! QR codes as pictures for the console's pages.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The smallest side of the picture, in CSS pixels.
const SIDE: u32 = 200;

/// The text does not fit into a QR code.
#[derive(Debug, thiserror::Error)]
#[error("no QR code: {0}")]
pub(crate) struct NoQrCode(qrcode::types::QrError);

/// The text as an SVG element, to stand in a page.
pub(crate) fn svg(text: &str) -> Result<String, NoQrCode> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(NoQrCode)?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(SIDE, SIDE).build();
    // What stands before the element belongs to files.
    let element = picture.find("<svg").and_then(|at| picture.get(at..)).unwrap_or(&picture);
    Ok(element.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_one_element_and_none_of_its_words_stand_in_it() {
        let picture = svg("otpauth://totp/x?secret=<script>").unwrap();
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>"), "{picture}");
        assert!(!picture.contains("script") && !picture.contains("otpauth"));
        assert_ne!(picture, svg("otpauth://totp/y").unwrap());
    }

    #[test]
    fn a_text_that_is_too_long_is_an_error() {
        assert!(svg(&"x".repeat(5_000)).is_err());
    }
}
