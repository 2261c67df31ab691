//! Codes that name checks, reasons and facts. The registry of checks is their closed list; the collector knows it
//! through the generated catalogue, so a new check changes no type in here.

use crate::text::validated_text;

/// Lower-case words joined by `_`.
fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

validated_text! {
    /// The name of a check: topic and aspect with a dot between, such as `disk.encryption`.
    CheckId, |text| text.split_once('.').is_some_and(|(topic, aspect)| is_slug(topic) && is_slug(aspect))
}
validated_text! {
    /// Why an outcome is what it is, such as `suspended`. It is unique within its check.
    ReasonCode, is_slug
}
validated_text! {
    /// The name of a coarse fact that may be sent, such as `lock_after_s`.
    FactName, is_slug
}
validated_text! {
    /// A short word of a closed or technical vocabulary, such as `luks2` or `12.4`: 1 to 40 of
    /// `A-Z a-z 0-9 . _ + -`. No space, slash, colon or at-sign: a path, a name or an address does not fit.
    Token, |text| {
        (1..=40).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b))
    }
}

impl CheckId {
    /// The id as part of a Fluent message id: `disk.encryption` becomes `disk-encryption`.
    #[must_use]
    pub fn message_part(&self) -> String {
        self.as_str().replace(['.', '_'], "-")
    }
}

impl ReasonCode {
    /// The code as part of a Fluent message id: `not_enabled` becomes `not-enabled`.
    #[must_use]
    pub fn message_part(&self) -> String {
        self.as_str().replace('_', "-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_id_is_topic_dot_aspect() {
        assert_eq!(
            CheckId::parse("account.password_autologin").unwrap().message_part(),
            "account-password-autologin"
        );
        for text in ["disk", "disk.", ".x", "Disk.encryption", "disk.encryption.x", "disk.encr yption"] {
            assert!(CheckId::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_token_cannot_hold_a_path_a_name_or_an_address() {
        for text in
            ["/home/ana", "C:\\Users", "ana@example.com", "Ana Prieto", "02:fc:00:00:00:05", "fe80::1"]
        {
            assert!(Token::parse(text).is_err(), "{text}");
        }
        assert!(Token::parse("22.04-lts").is_ok());
    }
}
