//! The app on the phone (RFC 6238: SHA-1, six digits, 30 seconds), written apart from the collector's.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use aws_lc_rs::hmac;
use data_encoding::BASE32_NOPAD;

/// The code that the app shows so much later than now.
pub(crate) fn code(secret: &str, later: Duration) -> anyhow::Result<String> {
    let secret = BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes())?;
    let seconds = (SystemTime::now().duration_since(UNIX_EPOCH)? + later).as_secs();
    at(&secret, seconds)
}

fn at(secret: &[u8], seconds: u64) -> anyhow::Result<String> {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let mac = hmac::sign(&key, &(seconds / 30).to_be_bytes());
    let start = usize::from(mac.as_ref().last().context("empty")? & 15);
    let four = mac.as_ref().get(start..start + 4).context("short")?;
    let number = four.iter().fold(0_u32, |number, byte| (number << 8) | u32::from(*byte)) & 0x7fff_ffff;
    Ok(format!("{:06}", number % 1_000_000))
}

#[test]
fn the_codes_are_those_of_the_standard() -> anyhow::Result<()> {
    // RFC 6238, appendix B, the last six of its eight digits.
    for (seconds, expected) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
        assert_eq!(at(b"12345678901234567890", seconds)?, expected);
    }
    Ok(())
}
