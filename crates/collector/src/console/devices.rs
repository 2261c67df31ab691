//! The list of devices, and one device.

use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use porchlight_collector_db::{Action, DeviceCursor, DeviceEntry, DeviceQuery, KeepDevice};
use porchlight_contract::{DeviceId, ErrorCode, OsInfo, Problem, Readiness, Timestamp};

use super::guard::SignedIn;
use super::types::{CompanyName, DeviceDetail, DeviceFilter, DevicePage, DeviceRow, LastReport, ReportRow};
use super::verdicts::{self, Policies};
use crate::app::Shared;
use crate::http::Failure;

const DEFAULT_LIMIT: u32 = 50;
const LARGEST_LIMIT: u32 = 200;
const LONGEST_SEARCH: usize = 120;
const SHOWN_REPORTS: u32 = 20;
/// A word is taken for the start of a reference from so many digits on.
const REFERENCE_DIGITS: std::ops::RangeInclusive<usize> = 4..=6;

/// Lists devices, newest activity first.
#[utoipa::path(
    get, path = "/devices", tag = "console", operation_id = "list_devices", security(("session" = [])),
    params(DeviceFilter),
    responses((status = 200, description = "The page.", body = DevicePage), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Query(filter): Query<DeviceFilter>,
) -> Result<Json<DevicePage>, Failure> {
    let policies = std::sync::Arc::new(Policies::load(&app).await?);
    let query = DeviceQuery { companies: signed_in.session.companies, ..query(filter, &policies)? };
    let page = app.store.devices(query).await?;
    let devices = page.devices.into_iter().map(|entry| {
        let readiness = policies.readiness(&entry);
        row(entry, readiness)
    });
    Ok(Json(DevicePage {
        devices: devices.collect(),
        total: page.total,
        next: page.next.map(|cursor| format!("{}_{}", cursor.activity_at, cursor.id)),
    }))
}

fn query(filter: DeviceFilter, policies: &std::sync::Arc<Policies>) -> Result<DeviceQuery, Failure> {
    let malformed = || Failure::from(ErrorCode::RequestMalformed);
    let limit = filter.limit.unwrap_or(DEFAULT_LIMIT);
    let text = filter.q.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let too_long = text.as_ref().is_some_and(|text| text.chars().count() > LONGEST_SEARCH);
    if !(1..=LARGEST_LIMIT).contains(&limit) || too_long {
        return Err(malformed());
    }
    let after = filter.after.map(|text| cursor(&text).ok_or_else(malformed)).transpose()?;
    let keep = filter.standing.map(|standing| {
        let policies = std::sync::Arc::clone(policies);
        Box::new(move |entry: &DeviceEntry| policies.stands(entry, standing)) as KeepDevice
    });
    let reference = text.as_deref().and_then(start_of_reference);
    Ok(DeviceQuery { company: filter.company, companies: None, text, reference, keep, after, limit })
}

fn cursor(text: &str) -> Option<DeviceCursor> {
    let (activity_at, id) = text.split_once('_')?;
    Some(DeviceCursor { activity_at: Timestamp::parse(activity_at).ok()?, id: DeviceId::parse(id).ok()? })
}

/// What was heard over the phone as the start of a reference: with or without `PL`, hyphens and spaces anywhere,
/// and the letters that look like digits taken for them.
fn start_of_reference(text: &str) -> Option<String> {
    let heard: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let heard = heard.to_ascii_uppercase();
    let digits: String = heard
        .strip_prefix("PL")
        .unwrap_or(&heard)
        .chars()
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let are_digits = digits.bytes().all(|b| b.is_ascii_alphanumeric() && b != b'U');
    if !are_digits || !REFERENCE_DIGITS.contains(&digits.len()) {
        return None;
    }
    let (first, rest) = digits.split_at(4);
    Some(if rest.is_empty() { format!("PL-{first}") } else { format!("PL-{first}-{rest}") })
}

fn row(entry: DeviceEntry, readiness: Option<Readiness>) -> DeviceRow {
    let DeviceEntry { device, company_name, latest, .. } = entry;
    let os = latest
        .as_ref()
        .map_or(OsInfo { family: device.os, name: None, version: None }, |latest| latest.os.clone());
    DeviceRow {
        id: device.id,
        company: CompanyName { id: device.company_id, name: company_name },
        person: device.person,
        os,
        enrolled_at: device.enrolled_at,
        last_report: latest.map(|latest| LastReport {
            id: latest.report_id,
            reference: latest.reference,
            received_at: latest.received_at,
        }),
        readiness,
    }
}

/// Shows one device. Who looked is audited.
#[utoipa::path(
    get, path = "/devices/{id}", tag = "console", operation_id = "get_device", security(("session" = [])),
    params(("id" = DeviceId, Path)),
    responses((status = 200, description = "The device.", body = DeviceDetail), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn detail(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Result<Json<DeviceDetail>, Failure> {
    let not_found = || Failure::from(ErrorCode::NotFound);
    let id = DeviceId::parse(id).map_err(|_| not_found())?;
    let entry = app.store.device(&id).await?.ok_or_else(not_found)?;
    let company = entry.device.company_id.clone();
    signed_in.sees(&company)?;
    app.store.append_audit(Action::DeviceViewed(company.clone(), id.clone()), signed_in.by(&app)?).await?;
    let policy = app.company(&company).await?.policy;
    let reports = app.store.reports_of(&company, &id, SHOWN_REPORTS).await?;
    let latest = entry.latest.as_ref();
    let checks = latest.map(|latest| verdicts::checks(&policy, latest)).unwrap_or_default();
    let readiness = latest.map(|latest| verdicts::readiness(&policy, latest));
    Ok(Json(DeviceDetail {
        key_fingerprint: entry.device.thumbprint.fingerprint(),
        policy_version: policy.version,
        row: row(entry, readiness),
        checks,
        reports: reports.into_iter().map(ReportRow::from).collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_known_however_it_was_written_down() {
        for text in ["PL-7F3K-Q2", "pl 7f3k q2", "7F3KQ2", "7f3k-q2"] {
            assert_eq!(start_of_reference(text).as_deref(), Some("PL-7F3K-Q2"), "{text}");
        }
        assert_eq!(start_of_reference("7f3k").as_deref(), Some("PL-7F3K"));
        assert_eq!(start_of_reference("pl-oil1").as_deref(), Some("PL-0111"));
    }

    #[test]
    fn other_words_are_no_reference() {
        for text in ["", "Ana", "Ana Prieto Gil", "Muñoz", "PL-7F3", "%", "7F3K-Q2X"] {
            assert_eq!(start_of_reference(text), None, "{text}");
        }
    }

    #[test]
    fn a_cursor_is_a_time_and_an_id_and_nothing_else() {
        assert!(cursor("2026-11-22T10:04:00Z_01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11").is_some());
        for text in ["", "_", "2026-11-22T10:04:00Z_", "' OR 1=1 --_x", "2026-11-22T10:04:00Z"] {
            assert_eq!(cursor(text), None, "{text}");
        }
    }
}
