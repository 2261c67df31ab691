//! Property lists of macOS, in XML or binary.

use std::io::Cursor;

use plist::Value;
use plist::stream::{Event, Reader};
use porchlight_host::{ProbeError, Variant};

/// How deep a property list may nest.
const DEPTH: usize = 16;
/// How many values and keys it may have. A binary list can name one array many times over.
const PARTS: usize = 100_000;

/// Reads a property list. Dates become texts; data, and what only keyed archives hold, become empty texts: that they
/// are there is all that is told.
///
/// # Errors
/// [`ProbeError::Malformed`] if it is none, nests deeper than 16, has more than 100,000 parts, or holds a number past
/// 63 bits.
pub(crate) fn read(bytes: &[u8]) -> Result<Variant, ProbeError> {
    check_size(bytes)?;
    variant(&Value::from_reader(Cursor::new(bytes)).map_err(|_| ProbeError::Malformed)?)
}

/// Walks over the list once before it is built: building goes as deep as the list does, and a list of a mebibyte could
/// go deeper than the stack.
fn check_size(bytes: &[u8]) -> Result<(), ProbeError> {
    let mut depth = 0_usize;
    for (count, event) in Reader::new(Cursor::new(bytes)).enumerate() {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the events are an open list")]
        match event.map_err(|_| ProbeError::Malformed)? {
            Event::StartArray(_) | Event::StartDictionary(_) => depth += 1,
            Event::EndCollection => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH || count > PARTS {
            return Err(ProbeError::Malformed);
        }
    }
    Ok(())
}

fn variant(value: &Value) -> Result<Variant, ProbeError> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds of values are an open list")]
    Ok(match value {
        Value::Boolean(flag) => Variant::Flag(*flag),
        Value::Integer(number) => Variant::Number(number.as_signed().ok_or(ProbeError::Malformed)?),
        Value::Real(number) => Variant::Real(*number),
        Value::String(text) => Variant::Text(text.clone()),
        Value::Date(date) => Variant::Text(date.to_xml_format()),
        Value::Array(values) => Variant::List(values.iter().map(variant).collect::<Result<_, _>>()?),
        Value::Dictionary(entries) => Variant::Map(
            entries
                .iter()
                .map(|(key, value)| Ok((key.clone(), variant(value)?)))
                .collect::<Result<_, _>>()?,
        ),
        _ => Variant::Text(String::new()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(inner: &str) -> Vec<u8> {
        format!("<?xml version=\"1.0\"?><plist version=\"1.0\">{inner}</plist>").into_bytes()
    }

    #[test]
    fn a_property_list_is_read_in_both_encodings() {
        let text = xml(concat!(
            "<dict><key>ProductVersion</key><string>26.1</string><key>on</key><true/>",
            "<key>n</key><array><integer>-3</integer><real>0.5</real></array><key>d</key><data>AAAA</data></dict>"
        ));
        let mut binary = Vec::new();
        Value::from_reader(Cursor::new(&text)).unwrap().to_writer_binary(&mut binary).unwrap();
        for bytes in [text, binary] {
            let value = read(&bytes).unwrap();
            assert_eq!(value.get("ProductVersion").and_then(Variant::as_text), Some("26.1"));
            assert_eq!(value.get("on"), Some(&Variant::Flag(true)));
            assert_eq!(value.get("n"), Some(&Variant::List(vec![Variant::Number(-3), Variant::Real(0.5)])));
            assert_eq!(value.get("d"), Some(&Variant::Text(String::new())));
        }
    }

    #[test]
    fn hostile_property_lists_are_malformed() {
        let deep = |levels: usize| xml(&format!("{}{}", "<array>".repeat(levels), "</array>".repeat(levels)));
        assert!(read(&deep(DEPTH)).is_ok());
        for bytes in [
            Vec::new(),
            b"bplist00".to_vec(),
            b"bplist00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(),
            xml("<dict><key>a</key></dict>"),
            xml("<integer>18446744073709551615</integer>"),
            deep(DEPTH + 2),
            deep(100_000),
            b"<?xml".to_vec(),
        ] {
            assert_eq!(read(&bytes), Err(ProbeError::Malformed), "{:.80}", String::from_utf8_lossy(&bytes));
        }
    }
}
