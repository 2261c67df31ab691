//! The console's pages: built by the UI workspace, and part of this program.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use porchlight_contract::ErrorCode;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::cli::words;
use crate::http::{CONSOLE_CSP, Failure};

/// In a release the files are inside the program; while developing they are read from the folder.
#[derive(RustEmbed)]
#[folder = "../../ui/apps/console/build"]
#[allow_missing = true]
struct Pages;

const INDEX: &str = "index.html";
/// Names in this folder have a hash of their content in them.
const HASHED: &str = "_app/immutable/";

/// Whether there are pages to serve.
pub(crate) fn are_built() -> bool {
    Pages::get(INDEX).is_some()
}

/// Serves a file, or the page that finds out itself what the address means.
pub(crate) async fn serve(request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return Failure::from(ErrorCode::NotFound).into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Failure::from(ErrorCode::RequestMalformed)
            .with_status(StatusCode::METHOD_NOT_ALLOWED)
            .into_response();
    }
    if let Some(file) = Pages::get(path) {
        return answer(path, file, request.headers());
    }
    if names_a_file(path) {
        return Failure::from(ErrorCode::NotFound).into_response();
    }
    match Pages::get(INDEX) {
        Some(page) => answer(INDEX, page, request.headers()),
        None => words::CONSOLE_NOT_BUILT.into_response(),
    }
}

/// Pages have no dot in the last part of their address, files have.
fn names_a_file(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

fn answer(path: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response {
    let tag = etag(&file);
    let cached = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let unchanged = asked.get(header::IF_NONE_MATCH).is_some_and(|given| *given == *tag);
    let headers = [
        (header::CACHE_CONTROL, cached.to_owned()),
        (header::CONTENT_SECURITY_POLICY, CONSOLE_CSP.to_owned()),
        (header::ETAG, tag),
    ];
    if unchanged {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    let kind = HeaderValue::from_str(&kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    (headers, [(header::CONTENT_TYPE, kind)], Body::from(file.data)).into_response()
}

fn etag(file: &EmbeddedFile) -> String {
    use std::fmt::Write;
    let mut tag = String::from("\"");
    for byte in &file.metadata.sha256_hash()[..16] {
        // Writing to a string does not fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}
