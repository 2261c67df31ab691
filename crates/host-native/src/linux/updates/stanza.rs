//! Stanzas of `Field: value` lines, as dpkg's status, package lists and releases have them (`deb822(5)`), read as a
//! stream. Whoever reads them looks into few of them, so each is found by its end alone, and what stands in it is not
//! looked at before somebody asks: 50 MB of lists then cost little more than to unpack them.

use std::borrow::Cow;
use std::io::{self, Read};

use memchr::{memchr_iter, memmem};
use porchlight_host::ProbeError;

/// What is read at once, and the most that is held if every stanza fits into it.
const BUFFER_BYTES: usize = 256 * 1024;
/// A stanza that is longer is none. The longest of Debian have 0.1 MB.
const STANZA_BYTES: usize = 2 * 1024 * 1024;
/// An empty line. White space on a line makes it part of the field above, to apt as to us.
const END: &[u8] = b"\n\n";

/// Reads stanzas one by one.
pub(super) struct Stanzas<R> {
    source: R,
    buffer: Vec<u8>,
    /// Where in the buffer the next stanza begins, and where what was read ends.
    unread: std::ops::Range<usize>,
    /// How many bytes may still be read.
    left: u64,
}

/// One stanza, without the empty line behind it.
pub(super) struct Stanza<'a>(&'a [u8]);

impl<R: Read> Stanzas<R> {
    /// `limit` in bytes.
    pub(super) fn new(source: R, limit: u64) -> Self {
        Self { source, buffer: vec![0; BUFFER_BYTES], unread: 0..0, left: limit }
    }

    /// The next stanza, or `None` at the end.
    ///
    /// # Errors
    /// [`ProbeError::Malformed`] past the limit, for a stanza that is too long, or if what was compressed cannot be
    /// read.
    pub(super) fn next(&mut self) -> Result<Option<Stanza<'_>>, ProbeError> {
        let mut searched = 0;
        let stanza = loop {
            let unread = &self.buffer[self.unread.clone()];
            let empty = unread.iter().take_while(|byte| **byte == b'\n').count();
            if empty > 0 {
                self.unread.start += empty;
                searched = 0;
                continue;
            }
            if let Some(at) = memmem::find(&unread[searched..], END) {
                let start = self.unread.start;
                self.unread.start += searched + at + END.len();
                break start..start + searched + at;
            }
            // The first half of an end may be there already.
            searched = unread.len().saturating_sub(1);
            if self.fill().map_err(|error| crate::file::probe_error(&error))? == 0 {
                break std::mem::replace(&mut self.unread, 0..0);
            }
        };
        Ok((!stanza.is_empty()).then(|| Stanza(&self.buffer[stanza])))
    }

    /// How many bytes may still be read.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Reads more behind what is unread; gives how much.
    fn fill(&mut self) -> io::Result<usize> {
        self.buffer.copy_within(self.unread.clone(), 0);
        self.unread = 0..self.unread.len();
        if self.unread.end == self.buffer.len() {
            if self.buffer.len() >= STANZA_BYTES {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let read = loop {
            match self.source.read(&mut self.buffer[self.unread.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.unread.end += read;
        let bytes = u64::try_from(read).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(bytes).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

impl<'a> Stanza<'a> {
    /// The value of a field on its first line, empty if there is no such field. `name` is without the colon, in any
    /// case.
    pub(super) fn value(&self, name: &str) -> Cow<'a, str> {
        let value = self.lines().find_map(|line| {
            let (field, value) = line.split_at_checked(name.len())?;
            field.eq_ignore_ascii_case(name.as_bytes()).then(|| value.strip_prefix(b":"))?
        });
        String::from_utf8_lossy(value.unwrap_or_default().trim_ascii())
    }

    fn lines(&self) -> impl Iterator<Item = &'a [u8]> {
        let text = self.0;
        let mut start = 0;
        memchr_iter(b'\n', text)
            .chain([text.len()])
            .map(move |end| &text[std::mem::replace(&mut start, end + 1)..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(source: impl Read, limit: u64) -> Result<Vec<[String; 2]>, ProbeError> {
        let mut stanzas = Stanzas::new(source, limit);
        let mut found = Vec::new();
        while let Some(stanza) = stanzas.next()? {
            found.push(["Package", "Version"].map(|field| stanza.value(field).into_owned()));
        }
        Ok(found)
    }

    fn pair(a: &str, b: &str) -> [String; 2] {
        [a.to_owned(), b.to_owned()]
    }

    /// Gives what it has in pieces of one size.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let size = self.1.min(buffer.len());
            self.0.read(&mut buffer[..size])
        }
    }

    #[test]
    fn the_fields_that_are_asked_for_come_out_of_each_stanza() {
        let text =
            "\n\nPackage: a\nVersion: 1\nDescription: x\n Version: 2\n .\n\nPackages: no\nversion:3\n\n\n";
        assert_eq!(all(text.as_bytes(), 1000), Ok(vec![pair("a", "1"), pair("", "3")]));
        assert_eq!(all(&b""[..], 1000), Ok(Vec::new()));
        assert_eq!(all(&b"\n\n\n"[..], 1000), Ok(Vec::new()));
        assert_eq!(all(&b"Package: a"[..], 1000), Ok(vec![pair("a", "")]), "no line end at the end");
    }

    #[test]
    fn a_long_line_is_passed_over_and_what_is_no_text_does_no_harm() {
        let text = [b"Depends: ".to_vec(), vec![b'x'; 1_000_000], b"\nPackage: a\xff\n".to_vec()].concat();
        assert_eq!(all(&text[..], 2_000_000), Ok(vec![pair("a\u{fffd}", "")]));
    }

    #[test]
    fn a_stanza_without_an_end_is_malformed() {
        assert_eq!(all(io::repeat(b'x'), u64::MAX), Err(ProbeError::Malformed));
        let empty_lines = io::repeat(b'\n').take(10_000_000);
        assert_eq!(all(empty_lines, u64::MAX), Ok(Vec::new()), "they are no stanza");
    }

    #[test]
    fn a_text_that_comes_in_pieces_is_the_same_text() {
        let text = b"Package: a\nDescription: x\n\nVersion: 2\n\n\n\nPackage: b\n \nVersion: 1";
        let whole = vec![pair("a", ""), pair("", "2"), pair("b", "1")];
        for size in 1..=text.len() {
            assert_eq!(all(Pieces(text, size), 1000), Ok(whole.clone()), "{size} bytes");
        }
    }

    #[test]
    fn more_than_the_limit_is_malformed() {
        assert_eq!(all(&b"Package: a\n"[..], 11), Ok(vec![pair("a", "")]));
        assert_eq!(all(&b"Package: a\n"[..], 10), Err(ProbeError::Malformed));
    }
}
