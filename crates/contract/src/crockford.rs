//! Crockford's base32: no I, L, O or U. Source: <https://www.crockford.com/base32.html>.

pub(crate) const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The digit for a value below 32.
pub(crate) fn digit(value: u64) -> char {
    usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().map_or('0', char::from)
}

/// The value of a digit as a person writes it: in any case, `O` for `0`, `I` or `L` for `1`.
pub(crate) fn value_of(c: char) -> Option<u64> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    DIGITS.iter().position(|digit| char::from(*digit) == c).and_then(|at| u64::try_from(at).ok())
}
