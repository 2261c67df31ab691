//! The list of devices as a file for a spreadsheet.

use std::fmt::Write as _;

use axum::extract::{Extension, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use porchlight_collector_db::Action;
use porchlight_contract::{OsFamily, Problem};

use super::devices;
use super::guard::SignedIn;
use super::types::{DeviceRow, ExportFilter};
use super::verdicts::Policies;
use crate::app::Shared;
use crate::http::Failure;

/// So many rows at most: about 25 MB.
const MOST_ROWS: usize = 100_000;
const ROWS_AT_ONCE: usize = 1_000;

const COLUMNS: &str = "device,company,person,os,os_name,os_version,enrolled_at,reported_at,reference,ready,must_mend,\
                       unclear,worth_mending,not_shared,good,asked,left_out,stale";

/// Lists devices as CSV (RFC 4180) in UTF-8, newest activity first, at most 100,000. Who took the list away is
/// audited.
#[utoipa::path(
    get, path = "/devices.csv", tag = "console", operation_id = "export_devices", security(("session" = [])),
    params(ExportFilter),
    responses((status = 200, description = "The file.", body = String, content_type = "text/csv"), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn devices(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Query(filter): Query<ExportFilter>,
) -> Result<Response, Failure> {
    let company = filter.company.clone();
    let policies = Policies::load_and_judge(&app).await?;
    let query = devices::query(&app, filter.into(), &signed_in, &policies).await?;
    app.store.append_audit(Action::DevicesExported(company), signed_in.by(&app)?).await?;
    let mut ids = app.roster.ask(move |rows| rows.all(&query)).await?;
    ids.truncate(MOST_ROWS);
    let mut text = format!("{COLUMNS}\r\n");
    // In parts, so that it does not keep a reader of the database to itself.
    for part in ids.chunks(ROWS_AT_ONCE) {
        let entries = app.store.devices(part.to_vec()).await?;
        entries.into_iter().for_each(|entry| add(&mut text, &policies.row(entry)));
    }
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"devices.csv\"")),
    ];
    Ok((headers, text).into_response())
}

/// One more row of the file.
fn add(text: &mut String, row: &DeviceRow) {
    let word = |token: Option<&porchlight_contract::Token>| token.map(ToString::to_string);
    let report = row.last_report.as_ref();
    let (counts, is_judged) = (row.readiness.unwrap_or_default(), row.readiness.is_some());
    let count = |number: u32| is_judged.then(|| number.to_string());
    let cells = [
        Some(row.id.to_string()),
        Some(row.company.name.to_string()),
        row.person.as_ref().map(ToString::to_string),
        Some(family(row.os.family).to_owned()),
        word(row.os.name.as_ref()),
        word(row.os.version.as_ref()),
        Some(row.enrolled_at.to_string()),
        report.map(|report| report.received_at.to_string()),
        report.map(|report| report.reference.to_string()),
        is_judged.then(|| counts.ready.to_string()),
        count(counts.must_mend),
        count(counts.unclear),
        count(counts.worth_mending),
        count(counts.not_shared),
        count(counts.good),
        count(counts.asked),
        count(row.left_out),
        Some(row.stale.to_string()),
    ];
    let cells = cells.map(|text| cell(&text.unwrap_or_default()));
    // Writing to a text does not fail.
    let _ = write!(text, "{}\r\n", cells.join(","));
}

fn family(family: OsFamily) -> &'static str {
    match family {
        OsFamily::Linux => "linux",
        OsFamily::Macos => "macos",
        OsFamily::Windows => "windows",
    }
}

/// A cell in quotes. One that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
/// Injection").
fn cell(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    let apostrophe = if is_formula { "'" } else { "" };
    format!("\"{apostrophe}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            assert_eq!(cell(text), format!("\"'{text}\""));
        }
        assert_eq!(cell("Ana-María"), "\"Ana-María\"");
        assert_eq!(cell(""), "\"\"");
    }

    #[test]
    fn quotes_and_commas_stay_in_their_cell() {
        assert_eq!(cell("Ana \"A\", Prieto"), "\"Ana \"\"A\"\", Prieto\"");
        assert_eq!(cell("\",=1"), "\"\"\",=1\"");
    }
}
