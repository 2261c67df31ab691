//! A signed original, split into a skeleton, which most reports of a device share, and what is its own.
//!
//! The skeleton is the protected header and the payload with a mark in the place of the report's id, of each time and
//! of each whole number. What stood there follows the signature in `own`: times as the seconds since the one before,
//! numbers as they are. Marks are control characters, which JSON does not allow, so that the way back leads to the same
//! bytes and to no others.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use integer_encoding::VarInt;
use porchlight_contract::{ReportId, Timestamp};

use super::columns;
use crate::StoreError;

const SIGNATURE_BYTES: usize = 64;
/// Between header and payload.
const BREAK: u8 = 0;
/// In the place of a time.
const TIME: u8 = 1;
/// In the place of the report's id.
const ID: u8 = 2;
/// In the place of a whole number.
const NUMBER: u8 = 3;
/// The longest numbers that are taken out.
const DIGITS: usize = 9;
/// Of Zstandard: less takes much more room, more takes much more time.
const LEVEL: i32 = 3;
/// No skeleton is longer: it is shorter than the report it was made of.
const SKELETON_BYTES: usize = 1024 * 1024;

/// A text that is no signed original, or a row that none was made of.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("not a signed original")]
pub(super) struct NotAnOriginal;

impl From<NotAnOriginal> for StoreError {
    fn from(error: NotAnOriginal) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// A signed original, split.
pub(super) struct Packed {
    skeleton: Vec<u8>,
    /// The SHA-256 of the skeleton.
    pub(super) hash: [u8; 32],
    /// The signature, then what stood in the place of the marks.
    pub(super) own: Vec<u8>,
}

/// A signed original, put together again.
pub(super) struct Original {
    header: Vec<u8>,
    /// What was signed.
    pub(super) payload: Vec<u8>,
    signature: Vec<u8>,
}

impl Packed {
    /// Splits a compact JWS.
    pub(super) fn of(jws: &str, id: &ReportId, created_at: i64) -> Result<Self, NotAnOriginal> {
        let original = Original::of(jws)?;
        let mut splitter = Splitter {
            id: id.as_str().as_bytes(),
            last: created_at,
            last_text: &[],
            skeleton: Vec::with_capacity(original.payload.len()),
            own: original.signature,
        };
        splitter.split(&original.header)?;
        splitter.skeleton.push(BREAK);
        splitter.split(&original.payload)?;
        let Splitter { skeleton, own, .. } = splitter;
        Ok(Self { hash: columns::sha256(&skeleton), skeleton, own })
    }

    /// The skeleton as it is stored.
    pub(super) fn compressed(&self) -> Result<Vec<u8>, StoreError> {
        zstd::bulk::compress(&self.skeleton, LEVEL).map_err(|error| StoreError::Failed(Box::new(error)))
    }
}

impl Original {
    fn of(jws: &str) -> Result<Self, NotAnOriginal> {
        let (signed, signature) = jws.rsplit_once('.').ok_or(NotAnOriginal)?;
        let (header, payload) = signed.split_once('.').ok_or(NotAnOriginal)?;
        // The engine refuses padding and non-zero trailing bits, so that each text has one spelling.
        let decode = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| NotAnOriginal);
        let signature = decode(signature)?;
        if signature.len() != SIGNATURE_BYTES {
            return Err(NotAnOriginal);
        }
        Ok(Self { header: decode(header)?, payload: decode(payload)?, signature })
    }

    /// Puts a stored skeleton and what is a report's own together again.
    pub(super) fn unpack(
        compressed: &[u8],
        own: &[u8],
        id: &ReportId,
        created_at: i64,
    ) -> Result<Self, NotAnOriginal> {
        let skeleton = zstd::bulk::decompress(compressed, SKELETON_BYTES).map_err(|_| NotAnOriginal)?;
        let (signature, slots) = own.split_at_checked(SIGNATURE_BYTES).ok_or(NotAnOriginal)?;
        let mut filler = Filler { id: id.as_str().as_bytes(), last: created_at, slots };
        let at = skeleton.iter().position(|byte| *byte == BREAK).ok_or(NotAnOriginal)?;
        let (header, payload) = skeleton.split_at(at);
        let header = filler.fill(header)?;
        let payload = filler.fill(payload.get(1..).unwrap_or_default())?;
        Ok(Self { header, payload, signature: signature.to_vec() })
    }

    /// The text that was sent.
    pub(super) fn jws(&self) -> String {
        let parts = [&self.header, &self.payload, &self.signature];
        parts.map(|part| BASE64_URL_SAFE_NO_PAD.encode(part)).join(".")
    }

    /// The SHA-256 of what was signed.
    pub(super) fn sha256(&self) -> [u8; 32] {
        columns::sha256(&self.payload)
    }
}

/// Takes a JSON text apart.
struct Splitter<'a> {
    id: &'a [u8],
    /// The last time that was met, in seconds.
    last: i64,
    /// The same as text. Most times of a report are the same.
    last_text: &'a [u8],
    skeleton: Vec<u8>,
    own: Vec<u8>,
}

impl<'a> Splitter<'a> {
    fn split(&mut self, json: &'a [u8]) -> Result<(), NotAnOriginal> {
        if json.iter().any(|byte| *byte <= NUMBER) {
            return Err(NotAnOriginal);
        }
        let mut rest = json;
        while let Some((&byte, after)) = rest.split_first() {
            rest = match byte {
                b'"' => self.string(after),
                b'0'..=b'9' => self.digits(rest),
                _ => {
                    self.skeleton.push(byte);
                    after
                }
            };
        }
        Ok(())
    }

    /// Takes what follows an opening quote, up to and with the closing one; returns what is left.
    fn string(&mut self, text: &'a [u8]) -> &'a [u8] {
        self.skeleton.push(b'"');
        let mut escaped = false;
        let end = text.iter().position(|byte| {
            let closes = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            closes
        });
        let (content, rest) = text.split_at(end.unwrap_or(text.len()));
        if content == self.id {
            self.skeleton.push(ID);
        } else if let Some(time) = self.seconds(content) {
            self.skeleton.push(TIME);
            self.push(time.wrapping_sub(self.last));
            (self.last, self.last_text) = (time, content);
        } else {
            self.skeleton.extend_from_slice(content);
        }
        match rest.split_first() {
            Some((quote, rest)) => {
                self.skeleton.push(*quote);
                rest
            }
            None => rest,
        }
    }

    /// Takes the digits that a text begins with; returns what is left. Digits of fractions, of exponents and of
    /// negative numbers stay where they are.
    fn digits(&mut self, text: &'a [u8]) -> &'a [u8] {
        let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
        let (digits, rest) = text.split_at(end);
        let is_whole = self.skeleton.last().is_some_and(|before| b":,[ ".contains(before))
            && !rest.first().is_some_and(|after| b".eE".contains(after));
        match number(digits).filter(|_| is_whole) {
            Some(number) => {
                self.skeleton.push(NUMBER);
                self.push(number);
            }
            None => self.skeleton.extend_from_slice(digits),
        }
        rest
    }

    /// The seconds that a text is the one spelling of.
    fn seconds(&self, text: &[u8]) -> Option<i64> {
        // Most texts are no times, and this is quickly seen.
        if text.len() != 20 || !text.ends_with(b"Z") {
            return None;
        }
        if text == self.last_text {
            return Some(self.last);
        }
        columns::seconds(&Timestamp::parse(std::str::from_utf8(text).ok()?).ok()?).ok()
    }

    fn push(&mut self, value: impl VarInt) {
        let mut bytes = [0; 10];
        let length = value.encode_var(&mut bytes);
        self.own.extend_from_slice(bytes.get(..length).unwrap_or_default());
    }
}

/// The number that these digits are the one spelling of, if it is not too long.
fn number(digits: &[u8]) -> Option<u32> {
    if digits.len() > DIGITS || (digits.len() > 1 && digits.starts_with(b"0")) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Puts a JSON text together again.
struct Filler<'a> {
    id: &'a [u8],
    last: i64,
    slots: &'a [u8],
}

impl Filler<'_> {
    fn fill(&mut self, skeleton: &[u8]) -> Result<Vec<u8>, NotAnOriginal> {
        let mut text = Vec::with_capacity(skeleton.len() * 2);
        for byte in skeleton {
            match *byte {
                ID => text.extend_from_slice(self.id),
                NUMBER => text.extend_from_slice(self.next::<u32>()?.to_string().as_bytes()),
                TIME => {
                    self.last = self.last.wrapping_add(self.next::<i64>()?);
                    let time = columns::timestamp(self.last).ok_or(NotAnOriginal)?;
                    text.extend_from_slice(time.as_str().as_bytes());
                }
                byte => text.push(byte),
            }
        }
        Ok(text)
    }

    fn next<T: VarInt>(&mut self) -> Result<T, NotAnOriginal> {
        let (value, length) = T::decode_var(self.slots).ok_or(NotAnOriginal)?;
        self.slots = self.slots.get(length..).ok_or(NotAnOriginal)?;
        Ok(value)
    }
}

#[cfg(test)]
mod tests;
