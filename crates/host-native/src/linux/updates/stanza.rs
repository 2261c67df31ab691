//! Stanzas of `Field: value` lines, as dpkg's status, package lists and releases have them (`deb822(5)`), read as a
//! stream: what is not asked for is passed over, so that 50 MB of lists take 0.1 s and no memory.

use std::io::{self, BufRead};

use memchr::memchr;
use porchlight_host::ProbeError;

/// A line that is longer is no name, version or state.
const LINE_BYTES: usize = 1024;

/// Reads stanzas one by one, and of each only some fields.
pub(super) struct Stanzas<R, const N: usize> {
    source: R,
    fields: [&'static str; N],
    line: Vec<u8>,
    /// How many bytes may still be read.
    left: u64,
}

impl<R: BufRead, const N: usize> Stanzas<R, N> {
    /// `fields` as they are written, without the colon; `limit` in bytes.
    pub(super) fn new(source: R, fields: [&'static str; N], limit: u64) -> Self {
        Self { source, fields, line: Vec::new(), left: limit }
    }

    /// The values of the next stanza, empty for a field that it has not, or `None` at the end.
    ///
    /// # Errors
    /// [`ProbeError::Malformed`] past the limit, or if what was compressed cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<[String; N]>, ProbeError> {
        let mut values = std::array::from_fn(|_| String::new());
        let mut began = false;
        while self.read_line().map_err(|error| crate::file::probe_error(&error))? {
            if self.line.trim_ascii().is_empty() {
                if began {
                    return Ok(Some(values));
                }
                continue;
            }
            began = true;
            if let Some((at, value)) = self.wanted() {
                values[at] = value;
            }
        }
        Ok(began.then_some(values))
    }

    /// How many bytes may still be read.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Reads the next line: of a long one its beginning, and of one that is not asked for maybe nothing but its first
    /// byte. `false` at the end.
    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        let mut read = 0;
        loop {
            let buffer = match self.source.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr(b'\n', buffer);
            let line = &buffer[..end.map_or(buffer.len(), |at| at + 1)];
            let first = self.line.first().or(line.first());
            let asked = |first: &u8| self.fields.iter().any(|field| field.as_bytes().first() == Some(first));
            // Most lines are of no interest, and there are a million of them. White space may be the end of a stanza.
            let kept = if first.is_some_and(|first| asked(first) || first.is_ascii_whitespace()) {
                LINE_BYTES - self.line.len()
            } else {
                1 - self.line.len()
            };
            self.line.extend_from_slice(&line[..line.len().min(kept)]);
            let used = line.len();
            read += used;
            self.source.consume(used);
            if used == 0 || end.is_some() {
                break;
            }
        }
        let bytes = u64::try_from(read).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(bytes).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read > 0)
    }

    /// The field and its value if this line is one of those that are asked for.
    fn wanted(&self) -> Option<(usize, String)> {
        let value = |name: &str| self.line.strip_prefix(name.as_bytes())?.strip_prefix(b":");
        let (at, value) = self.fields.iter().enumerate().find_map(|(at, name)| Some((at, value(name)?)))?;
        Some((at, String::from_utf8_lossy(value.trim_ascii()).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8], limit: u64) -> Result<Vec<[String; 2]>, ProbeError> {
        read(text, limit)
    }

    fn read(source: impl BufRead, limit: u64) -> Result<Vec<[String; 2]>, ProbeError> {
        let mut stanzas = Stanzas::new(source, ["Package", "Version"], limit);
        let mut found = Vec::new();
        while let Some(stanza) = stanzas.next()? {
            found.push(stanza);
        }
        Ok(found)
    }

    fn pair(a: &str, b: &str) -> [String; 2] {
        [a.to_owned(), b.to_owned()]
    }

    #[test]
    fn the_fields_that_are_asked_for_come_out_of_each_stanza() {
        let text =
            b"\n\nPackage: a\nVersion: 1\nDescription: x\n Version: 2\n .\n\nPackages: no\nVersion:3\n\n\n";
        assert_eq!(all(text, 1000), Ok(vec![pair("a", "1"), pair("", "3")]));
        assert_eq!(all(b"", 1000), Ok(Vec::new()));
        assert_eq!(all(b"Package: a", 1000), Ok(vec![pair("a", "")]), "no line end at the end");
    }

    #[test]
    fn a_long_line_is_passed_over_and_what_is_no_text_does_no_harm() {
        let text = [b"Depends: ".to_vec(), vec![b'x'; 100_000], b"\nPackage: a\xff\n".to_vec()].concat();
        assert_eq!(all(&text, 200_000), Ok(vec![pair("a\u{fffd}", "")]));
    }

    #[test]
    fn a_text_that_comes_in_pieces_is_the_same_text() {
        let text = b"Package: a\nDescription: x\n\nVersion: 2\n \nPackage: b\nVersion: 1";
        let whole = all(text, 1000);
        assert_eq!(whole, Ok(vec![pair("a", ""), pair("", "2"), pair("b", "1")]));
        for size in 1..text.len() {
            assert_eq!(read(io::BufReader::with_capacity(size, &text[..]), 1000), whole, "{size} bytes");
        }
    }

    #[test]
    fn more_than_the_limit_is_malformed() {
        assert_eq!(all(b"Package: a\n", 11), Ok(vec![pair("a", "")]));
        assert_eq!(all(b"Package: a\n", 10), Err(ProbeError::Malformed));
    }
}
