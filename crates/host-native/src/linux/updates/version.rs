//! The order of Debian's version numbers (Debian Policy 5.6.12, `deb-version(7)`).

use std::cmp::Ordering;

/// Which of two versions is newer. Any text has its place: one that is no version at all is compared as if it were.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let ((epoch_a, a), (epoch_b, b)) = (epoch(a), epoch(b));
    let ((upstream_a, revision_a), (upstream_b, revision_b)) = (revision(a), revision(b));
    number(epoch_a, epoch_b)
        .then_with(|| part(upstream_a, upstream_b))
        .then_with(|| part(revision_a, revision_b))
}

/// `1:2.3-4` has the epoch 1; a version without one has 0.
fn epoch(version: &str) -> (&str, &str) {
    version.split_once(':').unwrap_or(("0", version))
}

/// `2.3-4` has the revision 4; a version without one has 0.
fn revision(version: &str) -> (&str, &str) {
    version.rsplit_once('-').unwrap_or((version, "0"))
}

/// Compares in turns what is no digit and what is a number, from the left.
fn part(mut a: &str, mut b: &str) -> Ordering {
    while !a.is_empty() || !b.is_empty() {
        let ((word_a, rest_a), (word_b, rest_b)) = (split(a, false), split(b, false));
        let ((number_a, rest_a), (number_b, rest_b)) = (split(rest_a, true), split(rest_b, true));
        let order = word(word_a, word_b).then_with(|| number(number_a, number_b));
        if order.is_ne() {
            return order;
        }
        (a, b) = (rest_a, rest_b);
    }
    Ordering::Equal
}

/// The longest beginning of digits, or of anything else, and the rest.
fn split(text: &str, digits: bool) -> (&str, &str) {
    text.split_at(text.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(text.len()))
}

/// A tilde sorts before everything, even the end; then the end; then letters; then all else.
fn word(a: &str, b: &str) -> Ordering {
    let weights = |text: &str| {
        let mut weights: Vec<u32> = text.bytes().map(weight).collect();
        weights.push(weight_of_end());
        weights
    };
    weights(a).cmp(&weights(b))
}

fn weight(byte: u8) -> u32 {
    match byte {
        b'~' => 0,
        b'a'..=b'z' | b'A'..=b'Z' => 2 + u32::from(byte),
        _ => 2 + 256 + u32::from(byte),
    }
}

fn weight_of_end() -> u32 {
    1
}

/// Numbers of any length, by their digits: no number is too long for it, and none is 0.
fn number(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each is older than the next. Put together from deb-version(7) and dpkg's own tests of `--compare-versions`.
    const IN_ORDER: [&str; 22] = [
        "0~~",
        "0~~a",
        "0~",
        "0",
        "0.9~rc1-1",
        "0.9-1",
        "0.9-1~bpo12+1+b1",
        "0.9-1+b1",
        "0.9-1+deb12u1",
        "0.9a-1",
        "0.9+dfsg-1",
        "0.9.1-0ubuntu1",
        "0.9.1-0ubuntu1.8",
        "0.9.1-0ubuntu1.10",
        "0.9.1-1",
        "0.10",
        "1.0-1",
        "1.0-1.1",
        "1.0.0-1",
        "9999999999999999999999",
        "1:0.1",
        "2:0~",
    ];

    #[test]
    fn versions_are_in_debians_order() {
        for (at, a) in IN_ORDER.iter().enumerate() {
            for (other, b) in IN_ORDER.iter().enumerate() {
                // A backport is older than what it was made of, so that it is replaced by it.
                let expected = match (*a, *b) {
                    ("0.9-1", "0.9-1~bpo12+1+b1") => Ordering::Greater,
                    ("0.9-1~bpo12+1+b1", "0.9-1") => Ordering::Less,
                    _ => at.cmp(&other),
                };
                assert_eq!(compare(a, b), expected, "{a} {b}");
            }
        }
    }

    #[test]
    fn what_is_written_in_two_ways_is_the_same() {
        for (a, b) in [("1.0", "0:1.0"), ("1.0", "1.0-0"), ("1.01", "1.1"), ("", "0"), ("1.0-", "1.0-0")] {
            assert_eq!(compare(a, b), Ordering::Equal, "{a} {b}");
        }
    }

    #[test]
    fn nonsense_has_an_order_too_and_it_goes_both_ways() {
        let nonsense = ["", "~", ":", "-", "::-", "ñ1", "1ñ", "\u{0}", "a~~b", "1:-1:"];
        for a in nonsense {
            for b in nonsense {
                assert_eq!(compare(a, b), compare(b, a).reverse(), "{a:?} {b:?}");
            }
        }
    }
}
