//! Links as QR codes.

use std::fmt::Write;

use qrcode::types::{Color, QrError};
use qrcode::{EcLevel, QrCode};

/// Light modules around the code, which readers need (ISO/IEC 18004 §6.3.8).
const QUIET: usize = 4;

/// A text as an SVG that can stand within a page: dark on light, with its quiet zone, one unit a module. The dark
/// modules of a row that touch are one stroke: an answer may hold five hundred of these pictures.
///
/// # Errors
/// [`QrError`] if the text is too long.
pub(crate) fn svg(text: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let side = code.width() + 2 * QUIET;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path stroke=\"#000\" d=\"{}\"/></svg>",
        strokes(&code)
    ))
}

/// The dark modules as lines one unit wide, each through the middle of its row.
fn strokes(code: &QrCode) -> String {
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(code.width()).enumerate() {
        let mut x = 0;
        let mut pen = None;
        for run in row.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a text does not fail.
                let _ = match pen {
                    None => write!(path, "M{} {}.5h{}", x + QUIET, y + QUIET, run.len()),
                    Some(end) => write!(path, "m{} 0h{}", x - end, run.len()),
                };
                pen = Some(x + run.len());
            }
            x += run.len();
        }
    }
    path
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
    fn the_strokes_cover_the_dark_modules_and_nothing_else() {
        let link = "porchlight://invite/K7Q2M9X4TB?at=https://help.northgate.example";
        let code = QrCode::with_error_correction_level(link, EcLevel::M).unwrap();
        let mut drawn = vec![Color::Light; code.width() * code.width()];
        let path = strokes(&code);
        for line in path.split('M').skip(1) {
            let (place, runs) = line.split_once(".5h").unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (mut x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            for run in format!("0 0h{runs}").split('m') {
                let (gap, length) = run.split_once(" 0h").unwrap();
                x += gap.parse::<usize>().unwrap();
                for _ in 0..length.parse().unwrap() {
                    drawn[(y - QUIET) * code.width() + x - QUIET] = Color::Dark;
                    x += 1;
                }
            }
        }
        assert!(drawn == code.to_colors());
        assert!(svg(link).unwrap().len() < 3_000, "{}", svg(link).unwrap().len());
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
