//! Codes that an app on a phone makes from a secret and the time (RFC 6238: SHA-1, six digits, 30 seconds).

use aws_lc_rs::{constant_time, hmac};
use data_encoding::BASE32_NOPAD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::random::{self, NoRandomness};

/// How long a code holds, in seconds.
const PERIOD: u64 = 30;
/// By how many periods the phone's clock may be off, before or behind.
const DRIFT: u64 = 1;
/// What apps show above the code.
const ISSUER: &str = "Porchlight";

/// A new secret: 160 bits, as RFC 4226 §4 advises.
pub(crate) fn secret() -> Result<[u8; 20], NoRandomness> {
    random::bytes()
}

/// The secret as people type it where they cannot take a picture.
pub(crate) fn text(secret: &[u8]) -> String {
    BASE32_NOPAD.encode(secret)
}

/// What an app reads from a picture: `otpauth://totp/…`, as Google Authenticator has set it down in its wiki, "Key Uri
/// Format".
pub(crate) fn uri(secret: &[u8], account: &str) -> String {
    let account = utf8_percent_encode(account, NON_ALPHANUMERIC);
    let secret = text(secret);
    format!(
        "otpauth://totp/{ISSUER}:{account}?secret={secret}&issuer={ISSUER}&algorithm=SHA1&digits=6&period=30"
    )
}

/// The period whose code was given, `now` in seconds since 1970. Periods up to `used` are passed over: each code is
/// good once.
pub(crate) fn period_of(secret: &[u8], given: &str, now: u64, used: Option<u64>) -> Option<u64> {
    let current = now / PERIOD;
    (current.saturating_sub(DRIFT)..=current.saturating_add(DRIFT))
        .filter(|period| used.is_none_or(|used| *period > used))
        .find(|period| {
            let expected = code(secret, *period);
            constant_time::verify_slices_are_equal(expected.as_bytes(), given.as_bytes()).is_ok()
        })
}

/// The code of a period (RFC 4226 §5.3).
fn code(secret: &[u8], period: u64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &period.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag.last().copied().unwrap_or_default() & 0x0F);
    let chosen = tag.get(offset..).and_then(|rest| rest.first_chunk::<4>()).copied().unwrap_or_default();
    let number = (u32::from_be_bytes(chosen) & 0x7FFF_FFFF) % 1_000_000;
    format!("{number:06}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_the_standard() {
        for (now, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SECRET, now / PERIOD), expected);
            assert_eq!(period_of(SECRET, expected, now, None), Some(now / PERIOD));
        }
    }

    #[test]
    fn a_clock_may_be_off_by_one_period() {
        let now = 1_111_111_111;
        let current = now / PERIOD;
        for (period, expected) in [
            (current - 2, None),
            (current - 1, Some(current - 1)),
            (current + 1, Some(current + 1)),
            (current + 2, None),
        ] {
            assert_eq!(period_of(SECRET, &code(SECRET, period), now, None), expected);
        }
    }

    #[test]
    fn a_code_that_was_used_is_refused_and_so_are_older_ones() {
        let now = 1_111_111_111;
        let current = now / PERIOD;
        assert_eq!(period_of(SECRET, &code(SECRET, current), now, Some(current)), None);
        assert_eq!(period_of(SECRET, &code(SECRET, current - 1), now, Some(current)), None);
        assert_eq!(period_of(SECRET, &code(SECRET, current + 1), now, Some(current)), Some(current + 1));
    }

    #[test]
    fn other_texts_are_no_code() {
        for given in ["", "0", "05047", "0504710", "050472", "٠٥٠٤٧١", "      ", "050471\0"] {
            assert_eq!(period_of(SECRET, given, 1_111_111_111, None), None, "{given:?}");
        }
        assert_eq!(period_of(SECRET, "000000", 0, None), None);
    }

    #[test]
    fn an_app_reads_the_address_and_the_secret() {
        assert_eq!(
            uri(SECRET, "ana+desk@harbour.example"),
            "otpauth://totp/Porchlight:ana%2Bdesk%40harbour%2Eexample?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Porchlight&algorithm=SHA1&digits=6&period=30"
        );
    }
}
