//! The document that describes the API, made from the routes themselves.

use utoipa::OpenApi as _;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

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
