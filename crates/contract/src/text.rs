//! The macro behind every validated text, and short plain text written by people.

use std::fmt;

/// A text that does not have the shape its type asks for.
///
/// It names the type and never the text: the text may be an invite code or a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The type that refused the text, such as `Timestamp`.
    pub expected: &'static str,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a well-formed {}", self.expected)
    }
}

impl std::error::Error for Malformed {}

/// Declares a newtype over `String` that holds only what `$accepts` takes.
macro_rules! validated_text {
    ($(#[$doc:meta])* $name:ident, $accepts:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text if it is well formed.
            ///
            /// # Errors
            /// [`Malformed`](crate::Malformed) if it is not.
            pub fn parse(text: impl Into<String>) -> Result<Self, crate::Malformed> {
                let text = text.into();
                let accepts: fn(&str) -> bool = $accepts;
                if accepts(&text) {
                    Ok(Self(text))
                } else {
                    Err(crate::Malformed { expected: stringify!($name) })
                }
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::Malformed;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(text).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use validated_text;

validated_text! {
    /// Text that a person wrote as a name or a phone number: 1 to 120 characters, no control characters,
    /// none that turn the direction of writing, nothing but spaces refused.
    PlainText, |text| {
        let length = text.chars().count();
        (1..=120).contains(&length)
            && !text.trim().is_empty()
            && !text.chars().any(|c| c.is_control() || turns_direction(c))
    }
}

/// Characters that make text read as something else than it is (Unicode TR #36, bidirectional spoofing).
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_languages_are_plain_text() {
        for name in ["Ana Prieto", "Bramble & Co.", "Muñoz e Hijos", "株式会社", "020 7946 0123"] {
            assert!(PlainText::parse(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn control_and_direction_characters_are_refused() {
        for text in ["", "   ", "a\nb", "a\u{202E}b", "a\u{0}b", &"x".repeat(121)] {
            assert!(PlainText::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_error_does_not_repeat_the_text() {
        let error = PlainText::parse("secret\n").unwrap_err().to_string();
        assert!(!error.contains("secret"));
    }
}
