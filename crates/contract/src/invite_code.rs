//! Invite codes: nine random characters and a check character, easy to read out and hard to mistype.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::crockford::{digit, value_of};

/// Crockford's check symbol is the value modulo 37. Codes whose symbol would be one of the five extra signs
/// (`* ~ $ = U`) are not issued, so that a code is letters and digits only.
const CHECK_MODULUS: u64 = 37;
const DATA_DIGITS: usize = 9;

/// An invite code: 45 random bits and a check character.
///
/// `Display` gives what is printed (`K7Q2M-9X4TB`); serde and [`InviteCode::as_str`] give the ten bare characters.
/// It is a secret until it is used: `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(transparent)]
pub struct InviteCode(String);

/// Why a text is not an invite code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InviteCodeError {
    /// Not ten characters of the alphabet.
    NotACode,
    /// Ten characters, but the last one does not fit the others: a character was mistyped or two were swapped.
    Mistyped,
}

impl fmt::Display for InviteCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotACode => "not an invite code",
            Self::Mistyped => "the check character does not fit",
        })
    }
}

impl std::error::Error for InviteCodeError {}

impl InviteCode {
    /// The code for the lowest 45 bits of `random`, or `None` if its check symbol is not a letter or digit
    /// (5 in 37): draw again.
    #[must_use]
    pub fn from_random(random: u64) -> Option<Self> {
        let value = random & ((1 << 45) - 1);
        let mut text: String =
            (0..DATA_DIGITS).rev().map(|place| digit((value >> (5 * place)) & 31)).collect();
        let check = value % CHECK_MODULUS;
        (check < 32).then(|| {
            text.push(digit(check));
            Self(text)
        })
    }

    /// Reads a code as a person types it: any case, spaces and hyphens anywhere, `O` for `0`, `I` or `L` for `1`.
    ///
    /// # Errors
    /// [`InviteCodeError`], which tells a mistyped code from a text that is none.
    pub fn parse(typed: &str) -> Result<Self, InviteCodeError> {
        let mut values = Vec::with_capacity(DATA_DIGITS + 1);
        for c in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')) {
            if values.len() > DATA_DIGITS {
                return Err(InviteCodeError::NotACode);
            }
            values.push(value_of(c).ok_or(InviteCodeError::NotACode)?);
        }
        let [data @ .., check] = values.as_slice() else { return Err(InviteCodeError::NotACode) };
        if data.len() != DATA_DIGITS {
            return Err(InviteCodeError::NotACode);
        }
        let value = data.iter().fold(0_u64, |sum, digit| (sum << 5) | digit);
        if value % CHECK_MODULUS != *check {
            return Err(InviteCodeError::Mistyped);
        }
        Ok(Self(values.into_iter().map(digit).collect()))
    }

    /// The ten characters without the hyphen.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InviteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = self.0.split_at(5);
        write!(f, "{left}-{right}")
    }
}

impl fmt::Debug for InviteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InviteCode(…)")
    }
}

impl<'de> Deserialize<'de> for InviteCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some_codes() -> impl Iterator<Item = InviteCode> {
        (0..500_u64).filter_map(|n| InviteCode::from_random(n.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    #[test]
    fn a_code_reads_back_as_it_was_printed() {
        for code in some_codes() {
            assert_eq!(InviteCode::parse(&code.to_string()).unwrap(), code);
        }
    }

    #[test]
    fn case_spaces_and_look_alike_letters_do_not_matter() {
        let code =
            some_codes().find(|code| code.as_str().contains('0') && code.as_str().contains('1')).unwrap();
        let sloppy = code.as_str().to_lowercase().replace('0', "o").replace('1', "l");
        assert_eq!(InviteCode::parse(&format!("  {} – {} ", &sloppy[..3], &sloppy[3..])).unwrap(), code);
    }

    #[test]
    fn every_single_wrong_character_is_noticed() {
        for code in some_codes().take(40) {
            for at in 0..10 {
                for wrong in crate::crockford::DIGITS.iter().map(|b| char::from(*b)) {
                    let mut typed: Vec<char> = code.as_str().chars().collect();
                    if typed[at] == wrong {
                        continue;
                    }
                    typed[at] = wrong;
                    let typed: String = typed.into_iter().collect();
                    assert_eq!(InviteCode::parse(&typed), Err(InviteCodeError::Mistyped), "{typed}");
                }
            }
        }
    }

    #[test]
    fn two_neighbours_swapped_are_noticed() {
        for code in some_codes().take(100) {
            for at in 0..8 {
                let mut typed: Vec<char> = code.as_str().chars().collect();
                if typed[at] == typed[at + 1] {
                    continue;
                }
                typed.swap(at, at + 1);
                let typed: String = typed.into_iter().collect();
                assert_eq!(InviteCode::parse(&typed), Err(InviteCodeError::Mistyped), "{typed}");
            }
        }
    }

    #[test]
    fn other_texts_are_not_codes() {
        for text in
            ["", "HELLO", "K7Q2M-9X4T", "K7Q2M-9X4TBB", "K7Q2M!9X4TB", "U7Q2M-9X4TB", &"K".repeat(10_000)]
        {
            assert_eq!(InviteCode::parse(text), Err(InviteCodeError::NotACode), "{text:.20}");
        }
    }

    #[test]
    fn debug_output_hides_the_code() {
        let code = some_codes().next().unwrap();
        assert!(!format!("{code:?}").contains(code.as_str()));
    }
}
