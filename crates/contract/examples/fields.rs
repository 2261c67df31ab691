//! Prints every field of all that a device sends, as JSON, for `docs/PRIVACY.md`. `cargo xtask codegen` reads it.
#![allow(clippy::print_stdout, reason = "the text on standard output is the result")]

use porchlight_contract::{EnrolmentRequest, InviteLookUp, Report};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

/// Everything that leaves a device. A new message belongs here.
#[derive(OpenApi)]
#[openapi(components(schemas(InviteLookUp, EnrolmentRequest, Report)))]
struct Sent;

/// Types that are one thing to a person, however many members they have.
const WHOLE: [&str; 1] = ["Jwk"];

fn main() -> Result<(), serde_json::Error> {
    let schemas = serde_json::to_value(Sent::openapi())?["components"]["schemas"].take();
    let mut documents = Map::new();
    for (document, name) in
        [("look-up", "InviteLookUp"), ("enrolment", "EnrolmentRequest"), ("report", "Report")]
    {
        let mut fields = Vec::new();
        walk(&schemas, &schemas[name], "", &mut fields);
        documents.insert(document.to_owned(), json!(fields));
    }
    println!("{}", serde_json::to_string_pretty(&documents)?);
    Ok(())
}

/// Collects the paths of all members that hold no further ones, such as `checks.outcome.status`.
fn walk(schemas: &Value, schema: &Value, path: &str, fields: &mut Vec<String>) {
    let target = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    match target {
        Some(name) if !WHOLE.contains(&name) => return walk(schemas, &schemas[name], path, fields),
        Some(_) => return keep(path, fields),
        None => {}
    }
    let forms = schema["oneOf"].as_array().into_iter().flatten();
    let nested: Vec<&Value> =
        forms.filter(|form| form["$ref"].is_string() || form["properties"].is_object()).collect();
    if let Some(members) = schema["properties"].as_object() {
        for (member, schema) in members {
            let path = if path.is_empty() { member.clone() } else { format!("{path}.{member}") };
            walk(schemas, schema, &path, fields);
        }
    } else if schema["items"].is_object() {
        walk(schemas, &schema["items"], path, fields);
    } else if nested.is_empty() {
        keep(path, fields);
    } else {
        nested.into_iter().for_each(|form| walk(schemas, form, path, fields));
    }
}

fn keep(path: &str, fields: &mut Vec<String>) {
    if !fields.iter().any(|field| field == path) {
        fields.push(path.to_owned());
    }
}
