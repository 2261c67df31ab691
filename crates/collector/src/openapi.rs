//! The document that describes the API, made from the routes themselves.

use utoipa::OpenApi as _;
use utoipa::openapi::schema::{Object, Schema};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, RefOr};

use crate::console::Shapes;

/// The OpenAPI 3.1 document as JSON text.
///
/// # Errors
/// If it cannot be written, which serde does not do for it.
pub fn document() -> serde_json::Result<String> {
    let mut text = crate::server::api_document().to_pretty_json()?;
    text.push('\n');
    Ok(text)
}

/// The document before the routes add themselves.
pub(crate) fn base() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Porchlight collector")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Devices ask and send; the console reads. There is no call that makes a device do anything.",
        ))
        .build();
    let mut document = OpenApiBuilder::new().info(info).build();
    document.merge(Shapes::openapi());
    let cookie = ApiKeyValue::with_description(
        "porchlight",
        "Set by signing in; named __Host-porchlight where the collector is reached by https.",
    );
    document
        .components
        .get_or_insert_default()
        .add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    document
}

const UUID: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
const SLUG: &str = "^[a-z][a-z0-9_]{0,39}$";
const BYTES_32: &str = "^[A-Za-z0-9_-]{43}$";

/// What texts look like, as far as a pattern (ECMA 262) can say it. A test holds them against the types themselves.
const TEXTS: &[(&str, &str)] = &[
    ("CheckId", "^[a-z][a-z0-9_]{0,39}\\.[a-z][a-z0-9_]{0,39}$"),
    ("CompanyId", UUID),
    ("Day", "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
    ("DeviceId", UUID),
    ("FactName", SLUG),
    ("InviteCode", "^[0-9A-HJKMNP-TV-Z]{10}$"),
    ("InviteId", UUID),
    ("PlainText", PLAIN),
    ("PublicKeyBytes", BYTES_32),
    ("ReasonCode", SLUG),
    ("Reference", "^PL-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$"),
    ("ReportId", UUID),
    ("Thumbprint", BYTES_32),
    (
        "Timestamp",
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$",
    ),
    ("Token", "^[A-Za-z0-9][A-Za-z0-9._+-]{0,39}$"),
    ("TraceId", UUID),
];

/// Something that is no space, and nothing that is a control character or turns the direction of writing.
const PLAIN: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]*\
    [^\\s\\u0000-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]\
    [^\\u0000-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]*$";

/// Says of every text in the document what it looks like.
pub(crate) fn say_shapes(document: &mut OpenApi) {
    let schemas = &mut document.components.get_or_insert_default().schemas;
    for (name, pattern) in TEXTS {
        if let Some(RefOr::T(Schema::Object(text))) = schemas.get_mut(*name) {
            say_shape(text, pattern);
        }
    }
}

fn say_shape(text: &mut Object, pattern: &str) {
    text.pattern = Some(pattern.to_owned());
    if pattern == PLAIN {
        (text.min_length, text.max_length) = (Some(1), Some(120));
    }
}

#[cfg(test)]
mod tests {
    use porchlight_contract::{
        CheckId, CompanyId, Day, FactName, InviteCode, PlainText, Reference, Thumbprint, Timestamp, Token,
    };
    use regex::Regex;

    use super::*;

    #[test]
    fn every_text_of_the_document_has_a_shape() {
        let document = crate::server::api_document();
        for (name, schema) in document.components.unwrap().schemas {
            if let RefOr::T(Schema::Object(object)) = schema {
                let is_text = serde_json::to_value(&object).unwrap();
                let bare = is_text["type"] == "string" && is_text["enum"].is_null();
                assert!(!bare || object.pattern.is_some(), "{name}: add it to TEXTS");
            }
        }
    }

    #[test]
    fn the_shapes_take_what_the_types_take_and_nothing_else() {
        type Takes = fn(&str) -> bool;
        let types: [(&str, Takes); 10] = [
            ("CheckId", |text| CheckId::parse(text).is_ok()),
            ("CompanyId", |text| CompanyId::parse(text).is_ok()),
            ("Day", |text| Day::parse(text).is_ok()),
            ("FactName", |text| FactName::parse(text).is_ok()),
            ("InviteCode", |text| serde_json::from_value::<InviteCode>(text.into()).is_ok()),
            ("PlainText", |text| PlainText::parse(text).is_ok()),
            ("Reference", |text| Reference::parse(text).is_ok()),
            ("Thumbprint", |text| Thumbprint::parse(text).is_ok()),
            ("Timestamp", |text| Timestamp::parse(text).is_ok()),
            ("Token", |text| Token::parse(text).is_ok()),
        ];
        let (slug, long) = ("a".repeat(40), "a".repeat(41));
        let texts = [
            ("disk.encryption", true),
            ("disk", true),
            ("Disk.x", true),
            ("disk.encryption.more", true),
            ("a.", true),
            ("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11", true),
            ("01930A3E-7C1F-7D52-9C5B-2F0F6D0C9A11", true),
            ("2026-11-22", true),
            ("2026-13-22", true),
            ("2026-11-22T10:04:00Z", true),
            ("2026-11-22T24:00:00Z", true),
            ("2026-11-22T10:04:00+01:00", true),
            ("2026-02-30", false),
            ("2026-02-30T10:04:00Z", false),
            (slug.as_str(), true),
            (long.as_str(), true),
            ("", true),
            (" ", true),
            ("a\nb", true),
            ("a\u{202e}b", true),
            ("Muñoz e Hijos", true),
            ("PL-7F3K-Q2", true),
            ("PL-7F3I-Q2", true),
            ("pl-7f3k-q2", true),
            ("12.4", true),
            ("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", true),
            ("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xt", true),
        ];
        for (name, takes) in types {
            let (_, pattern) = TEXTS.iter().find(|(of, _)| *of == name).unwrap();
            let shape = Regex::new(pattern).unwrap();
            // What a day of February or the check character of a code is, no pattern says.
            for (text, _) in texts.iter().filter(|(_, can_be_said)| *can_be_said) {
                assert_eq!(shape.is_match(text), takes(text), "{name}: {text:?}");
            }
        }
        assert!(Regex::new(PLAIN).unwrap().is_match(" Ana Prieto "));
    }
}
