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
    serve_from::<Pages>(&request)
}

fn serve_from<P: RustEmbed>(request: &Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return Failure::from(ErrorCode::NotFound).into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Failure::from(ErrorCode::RequestMalformed)
            .with_status(StatusCode::METHOD_NOT_ALLOWED)
            .into_response();
    }
    if let Some(file) = P::get(path) {
        return answer(path, file, request.headers());
    }
    if names_a_file(path) {
        return Failure::from(ErrorCode::NotFound).into_response();
    }
    match P::get(INDEX) {
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

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    /// A console that is built, and one that is not.
    #[derive(RustEmbed)]
    #[folder = "tests/pages"]
    struct Sample;

    #[derive(RustEmbed)]
    #[folder = "tests/no-such-pages"]
    #[allow_missing = true]
    struct Nothing;

    fn get(path: &str) -> Request {
        Request::get(path).body(Body::empty()).unwrap()
    }

    fn header_of(response: &Response, name: header::HeaderName) -> &str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    async fn text(response: Response) -> String {
        String::from_utf8(to_bytes(response.into_body(), 4096).await.unwrap().into()).unwrap()
    }

    #[tokio::test]
    async fn every_address_without_a_file_is_the_page_itself() {
        for path in ["/", "/index.html", "/devices", "/devices/01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11?x=1"] {
            let response = serve_from::<Sample>(&get(path));
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(header_of(&response, header::CONTENT_TYPE), "text/html; charset=utf-8");
            assert_eq!(header_of(&response, header::CACHE_CONTROL), "no-cache");
            assert!(header_of(&response, header::CONTENT_SECURITY_POLICY).contains("script-src 'self';"));
            assert!(text(response).await.contains("sample page"), "{path}");
        }
    }

    #[tokio::test]
    async fn a_file_with_its_hash_in_its_name_is_kept_for_ever() {
        let response = serve_from::<Sample>(&get("/_app/immutable/start.1a2b3c.js"));
        assert_eq!(header_of(&response, header::CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(header_of(&response, header::CONTENT_TYPE), "text/javascript; charset=utf-8");
    }

    #[test]
    fn a_missing_file_is_not_found_and_not_the_page() {
        let hostile = ["/_app/immutable/old.js", "/../Cargo.toml", "/..%2fCargo.toml", "/%2e%2e/Cargo.toml"];
        for path in hostile.into_iter().chain(["/api", "/api/", "/api/console/v2/devices"]) {
            assert_eq!(serve_from::<Sample>(&get(path)).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn an_unchanged_file_is_not_sent_again() {
        let first = serve_from::<Sample>(&get("/"));
        let mut again = get("/");
        again.headers_mut().insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
        assert_eq!(serve_from::<Sample>(&again).status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn pages_are_only_read() {
        let post = Request::post("/").body(Body::empty()).unwrap();
        assert_eq!(serve_from::<Sample>(&post).status(), StatusCode::METHOD_NOT_ALLOWED);
    }

    #[tokio::test]
    async fn without_a_console_it_says_so() {
        let response = serve_from::<Nothing>(&get("/"));
        assert_eq!(text(response).await, words::CONSOLE_NOT_BUILT);
    }
}
