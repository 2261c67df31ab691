//! Identifiers: random UUIDs in their canonical lower-case text.

use crate::text::validated_text;

/// Whether the text is a UUID as RFC 9562 §4 writes it, in lower case.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

validated_text! {
    /// A customer of the MSP. Made by the collector.
    CompanyId, is_uuid
}
validated_text! {
    /// An enrolled computer. Made by the collector when the person has confirmed; not derived from hardware.
    DeviceId, is_uuid
}
validated_text! {
    /// An invite, without its secret code. Made by the collector.
    InviteId, is_uuid
}
validated_text! {
    /// One report. Made by the device; the collector accepts each id once and answers repeats with the same receipt.
    ReportId, is_uuid
}
validated_text! {
    /// One failed request, so that the person and the help desk can speak of the same line in the log.
    TraceId, is_uuid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_canonical_uuid_is_taken() {
        assert!(DeviceId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11").is_ok());
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            "01930A3E-7C1F-7D52-9C5B-2F0F6D0C9A11",
            "01930a3e7c1f7d529c5b2f0f6d0c9a11",
            "' OR 1=1 --",
            "../../etc",
        ] {
            assert!(DeviceId::parse(text).is_err(), "{text}");
        }
    }
}
