//! What all lists have in common: how long a page is, and where it begins.

use porchlight_contract::{ErrorCode, Malformed, Timestamp};

use crate::http::Failure;

const DEFAULT_LIMIT: u32 = 50;
const LARGEST_LIMIT: u32 = 200;
const LONGEST_SEARCH: usize = 120;

/// How many entries a page has.
pub(super) fn limit(asked: Option<u32>) -> Result<u32, Failure> {
    let limit = asked.unwrap_or(DEFAULT_LIMIT);
    if (1..=LARGEST_LIMIT).contains(&limit) { Ok(limit) } else { Err(malformed()) }
}

/// What somebody searches for; `None` if it is nothing.
pub(super) fn search(typed: Option<String>) -> Result<Option<String>, Failure> {
    let text = typed.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if text.as_ref().is_some_and(|text| text.chars().count() > LONGEST_SEARCH) {
        return Err(malformed());
    }
    Ok(text)
}

/// A place in a list that is ordered by time, as text.
pub(super) fn place(at: &Timestamp, id: &impl std::fmt::Display) -> String {
    format!("{at}_{id}")
}

/// A place in a list that is ordered by time.
pub(super) fn place_in<T>(text: &str) -> Result<(Timestamp, T), Failure>
where
    T: std::str::FromStr<Err = Malformed>,
{
    let (at, id) = text.split_once('_').ok_or_else(malformed)?;
    Ok((Timestamp::parse(at).map_err(|_| malformed())?, id.parse().map_err(|_| malformed())?))
}

pub(super) fn malformed() -> Failure {
    ErrorCode::RequestMalformed.into()
}

#[cfg(test)]
mod tests {
    use porchlight_contract::DeviceId;

    use super::*;

    #[test]
    fn a_place_is_a_time_and_an_id_and_nothing_else() {
        let text = "2026-11-22T10:04:00Z_01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11";
        let (at, id) = place_in::<DeviceId>(text).unwrap();
        assert_eq!(place(&at, &id), text);
        for text in ["", "_", "2026-11-22T10:04:00Z_", "' OR 1=1 --_x", "2026-11-22T10:04:00Z"] {
            assert!(place_in::<DeviceId>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_search_for_nothing_is_none_and_one_without_end_is_refused() {
        assert_eq!(search(Some("  ".into())).unwrap(), None);
        assert_eq!(search(Some(" Ana ".into())).unwrap().as_deref(), Some("Ana"));
        assert!(search(Some("x".repeat(121))).is_err());
    }
}
