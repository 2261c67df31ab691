//! Identifiers of machines and accounts in a text: UUIDs, addresses, SIDs, serial numbers.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::name::starts_word;

/// An identifier and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// In bytes.
    pub(super) start: usize,
    /// In bytes, exclusive.
    pub(super) end: usize,
    /// What its placeholder is called.
    pub(super) kind: &'static str,
}

/// UUIDs that are the same on every machine: the namespaces of EFI variables (UEFI Specification 2.10 §3.3, §32.4).
const WELL_KNOWN: [&str; 2] =
    ["8be4df61-93ca-11d2-aa0d-00e098032b8c", "d719b2cb-3d3a-4596-a3bc-dad00e67656f"];

/// Longer than any address or SID: what goes on past it is something else, and is not read again at each of its parts.
const LONGEST: usize = 200;

/// All identifiers, in order and apart from each other.
pub(super) fn find_all(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    for (start, first) in text.char_indices() {
        if start < from || !(first.is_ascii_alphanumeric() || first == ':') || !starts_word(text, start) {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        if let Some(length) = uuid(rest)
            && WELL_KNOWN
                .iter()
                .any(|known| rest.get(..length).is_some_and(|value| known.eq_ignore_ascii_case(value)))
        {
            from = start + length;
            continue;
        }
        let Some((kind, length)) = identifier(text, start, rest) else { continue };
        from = start + length;
        found.push(Found { start, end: from, kind });
    }
    found
}

/// What begins at `start`, and how many bytes of it are to be hidden.
fn identifier(text: &str, start: usize, rest: &str) -> Option<(&'static str, usize)> {
    uuid(rest)
        .map(|length| ("uuid", length))
        .or_else(|| sid(rest).map(|length| ("sid", length)))
        .or_else(|| mac(rest).map(|length| ("mac", length)))
        .or_else(|| ipv6(rest).map(|length| ("ip", length)))
        .or_else(|| ipv4(text, start, rest).map(|length| ("ip", length)))
        .or_else(|| serial(rest).map(|length| ("serial", length)))
}

/// The length of the run of bytes that `fits`.
fn run(text: &str, fits: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| fits(*byte)).count()
}

/// The same, or `None` past [`LONGEST`].
fn short_run(text: &str, fits: impl Fn(u8) -> bool) -> Option<usize> {
    let length = text.bytes().take(LONGEST + 1).take_while(|byte| fits(*byte)).count();
    (length <= LONGEST).then_some(length)
}

/// Whether the word ends after `length` bytes.
fn ends_at(text: &str, length: usize) -> bool {
    text.get(length..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Groups of hexadecimal digits with a sign between them.
fn groups(text: &str, separator: u8, sizes: &[usize]) -> Option<usize> {
    let mut length = 0;
    for (at, size) in sizes.iter().enumerate() {
        if at > 0 {
            if text.as_bytes().get(length) != Some(&separator) {
                return None;
            }
            length += 1;
        }
        if short_run(text.get(length..)?, |byte| byte.is_ascii_hexdigit()) != Some(*size) {
            return None;
        }
        length += size;
    }
    ends_at(text, length).then_some(length)
}

fn uuid(text: &str) -> Option<usize> {
    groups(text, b'-', &[8, 4, 4, 4, 12])
}

fn mac(text: &str) -> Option<usize> {
    let length = groups(text, b':', &[2; 6]).or_else(|| groups(text, b'-', &[2; 6]))?;
    // A seventh group makes it something else.
    (!text.get(length..)?.starts_with(':')).then_some(length)
}

/// The SID of an account: of a machine or a domain without its last number, which tells an administrator from a guest
/// and no person from another; of Entra all of it. Well-known SIDs are shorter and stay.
fn sid(text: &str) -> Option<usize> {
    let begins = |prefix: &str| {
        text.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            .then_some(prefix.len())
    };
    let (prefix, numbers) = begins("S-1-5-21-")
        .map(|length| (length, 3))
        .or_else(|| begins("S-1-12-1-").map(|length| (length, 4)))?;
    let mut end = prefix;
    for at in 0..numbers {
        end += usize::from(at > 0);
        end += short_run(text.get(end..)?, |byte| byte.is_ascii_digit()).filter(|digits| *digits > 0)?;
        if at + 1 < numbers && text.as_bytes().get(end) != Some(&b'-') {
            return None;
        }
    }
    ends_at(text, end).then_some(end)
}

fn ipv6(text: &str) -> Option<usize> {
    let mut value =
        text.get(..short_run(text, |byte| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.')?)?;
    if value.matches(':').count() < 2 {
        return None;
    }
    loop {
        match value.parse::<Ipv6Addr>() {
            Ok(address) => {
                let hidden =
                    !address.is_loopback() && !address.is_unspecified() && ends_at(text, value.len());
                return hidden.then_some(value.len());
            }
            // The stop or the colon of a sentence.
            Err(_) => value = value.strip_suffix(['.', ':'])?,
        }
    }
}

fn ipv4(text: &str, start: usize, rest: &str) -> Option<usize> {
    let length = short_run(rest, |byte| byte.is_ascii_digit() || byte == b'.')?;
    let value = rest.get(..length)?.trim_end_matches('.');
    let address: Ipv4Addr = value.parse().ok()?;
    let before = text.get(..start)?;
    let part_of_more = before.ends_with('.') || !ends_at(rest, value.len());
    let hidden = !address.is_loopback() && !address.is_unspecified() && !part_of_more && !is_version(before);
    hidden.then_some(value.len())
}

/// Whether what follows stands in a line such as `VERSION_ID="12.4.1.2"`.
fn is_version(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    line.split_once(['=', ':']).is_some_and(|(key, _)| {
        let key = key.to_ascii_uppercase();
        key.contains("VERSION") || key.contains("BUILD")
    })
}

/// Long runs that only machines make: a dozen hexadecimal digits, ten capitals and digits, or a long mixture.
fn serial(text: &str) -> Option<usize> {
    let prefix = if text.starts_with("0x") { 2 } else { 0 };
    let value = text.get(prefix..)?;
    let length = run(value, |byte| byte.is_ascii_alphanumeric());
    let word = value.get(..length)?;
    let count = |fits: fn(&u8) -> bool| word.as_bytes().iter().filter(|byte| fits(byte)).count();
    let digits = count(u8::is_ascii_digit);
    let (upper, lower) = (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase));
    let hexadecimal = count(u8::is_ascii_hexdigit) == length
        && (length >= 24 || (length >= 12 && digits > 0 && digits < length));
    let capitals = lower == 0 && length >= 10 && digits >= 3 && upper >= 2 && !is_basic_time(word);
    let mixture = length >= 26 && digits > 0 && upper > 0 && lower > 0;
    ((hexadecimal || capitals || mixture) && ends_at(value, length)).then_some(prefix + length)
}

/// `20261122T100400Z` of ISO 8601.
fn is_basic_time(word: &str) -> bool {
    word.len() == 16
        && word.bytes().enumerate().all(|(at, byte)| match at {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        })
}
