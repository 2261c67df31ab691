//! Ids, codes, references and tokens: everything that must not be guessed, and the digest of what was.

use aws_lc_rs::{digest, rand};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use porchlight_contract::{InviteCode, Malformed, Reference};
use uuid::Uuid;

/// Crockford's base32 digits, as in [`InviteCode`].
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// With a million reports stored, one proposal in a thousand is taken.
const PROPOSALS: usize = 4;

/// The system gave no random bytes.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no randomness")]
pub(crate) struct NoRandomness;

pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// A new id: random, with the time in front, so that neighbours in time are neighbours in an index.
pub(crate) fn id<T>(parse: fn(String) -> Result<T, Malformed>) -> Result<T, Malformed> {
    parse(Uuid::now_v7().to_string())
}

/// A new invite code.
pub(crate) fn invite_code() -> Result<InviteCode, NoRandomness> {
    loop {
        // Five draws in 37 have a check symbol that is not used.
        if let Some(code) = InviteCode::from_random(u64::from_ne_bytes(bytes()?)) {
            return Ok(code);
        }
    }
}

/// Short names for a report, to choose from.
pub(crate) fn references() -> Result<Vec<Reference>, NoRandomness> {
    let bytes = bytes::<{ 4 * PROPOSALS }>()?;
    let numbers = bytes.as_chunks().0.iter().map(|number| u32::from_ne_bytes(*number));
    Ok(numbers.map(|number| Reference::from_number(number.into())).collect())
}

/// A session's token: 256 bits, as text.
pub(crate) fn token() -> Result<String, NoRandomness> {
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// The digest by which a token is known that is not kept.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    hash
}

/// A recovery code: 60 bits in three groups.
pub(crate) fn recovery_code() -> Result<String, NoRandomness> {
    let groups = (0..3).map(|_| digits::<4>()).collect::<Result<Vec<_>, _>>()?;
    Ok(groups.join("-"))
}

/// A password that can be typed from paper: 100 bits in four groups.
pub(crate) fn password() -> Result<String, NoRandomness> {
    let groups = (0..4).map(|_| digits::<5>()).collect::<Result<Vec<_>, _>>()?;
    Ok(groups.join("-"))
}

fn digits<const N: usize>() -> Result<String, NoRandomness> {
    let digit = |byte: u8| DIGITS.get(usize::from(byte & 31)).copied().map_or('0', char::from);
    Ok(bytes::<N>()?.into_iter().map(digit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_several_references_to_choose_from() {
        let references = references().unwrap();
        let distinct: std::collections::BTreeSet<_> = references.iter().collect();
        assert_eq!((references.len(), distinct.len()), (PROPOSALS, PROPOSALS));
    }

    #[test]
    fn a_generated_password_has_four_groups_of_five() {
        let password = password().unwrap();
        assert_eq!(password.len(), 23);
        assert!(password.split('-').all(|group| group.len() == 5));
    }
}
