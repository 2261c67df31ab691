//! The list of devices, and one device.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use porchlight_collector_db::{
    Action, Device, DeviceCursor, DeviceEntry, DeviceQuery, KeepDevice, LatestState,
};
use porchlight_contract::{CompanyId, DeviceId, ErrorCode, Problem, Report, ReportId};

use super::guard::SignedIn;
use super::types::{
    DeviceDetail, DeviceDiff, DeviceFilter, DeviceNote, DevicePage, DiffPair, ReportRow, Said,
};
use super::verdicts::{Judged, Policies, Rules};
use super::{history, pages};
use crate::app::{App, Shared};
use crate::http::Failure;

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
    let policies = Arc::new(Policies::load(&app).await?);
    let query = query(filter, &signed_in, &policies)?;
    let page = app.store.devices(query).await?;
    Ok(Json(DevicePage {
        devices: page.devices.into_iter().map(|entry| policies.row(entry)).collect(),
        total: page.total,
        next: page.next.map(|cursor| pages::place(&cursor.activity_at, &cursor.id)),
    }))
}

/// What a filter asks of the store, for whoever asks.
pub(super) fn query(
    filter: DeviceFilter,
    signed_in: &SignedIn,
    policies: &Arc<Policies>,
) -> Result<DeviceQuery, Failure> {
    let limit = pages::limit(filter.limit)?;
    let keep = Judged::of(&filter).map(|judged| {
        let policies = Arc::clone(policies);
        Box::new(move |entry: &DeviceEntry| policies.fits(entry, &judged)) as KeepDevice
    });
    let text = pages::search(filter.q)?;
    let after = filter.after.as_deref().map(pages::place_in).transpose()?;
    Ok(DeviceQuery {
        company: filter.company,
        companies: signed_in.session.companies.clone(),
        os: filter.os,
        reference: text.as_deref().and_then(start_of_reference),
        text,
        keep,
        after: after.map(|(activity_at, id)| DeviceCursor { activity_at, id }),
        limit,
    })
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
    let entry = looked_at(&app, &signed_in, id).await?;
    let device = &entry.device;
    let policies = Policies::of_one(&app, app.company(&device.company_id).await?)?;
    let rules = policies.of(&entry).ok_or_else(|| Failure::from(ErrorCode::Internal))?;
    let reports = app.store.reports_of(&device.company_id, &device.id, SHOWN_REPORTS).await?;
    let note = app.store.device_note(&device.company_id, &device.id).await?;
    let latest = entry.latest.as_ref();
    Ok(Json(DeviceDetail {
        key_fingerprint: device.thumbprint.fingerprint(),
        policy_version: rules.version(),
        checks: latest.map(|latest| rules.checks(latest)).unwrap_or_default(),
        reports: reports.into_iter().map(ReportRow::from).collect(),
        history: history::of_device(&app, device, rules).await?,
        said: latest.map(said).unwrap_or_default(),
        note: note.map(DeviceNote::from),
        row: policies.row(entry),
    }))
}

/// The device with this id, if this person looks after it. The look is audited.
async fn looked_at(app: &App, signed_in: &SignedIn, id: String) -> Result<DeviceEntry, Failure> {
    let not_found = || Failure::from(ErrorCode::NotFound);
    let id = DeviceId::parse(id).map_err(|_| not_found())?;
    let entry = app.store.device(&id).await?.ok_or_else(not_found)?;
    let company: &CompanyId = &entry.device.company_id;
    signed_in.sees(company)?;
    app.store.append_audit(Action::DeviceViewed(company.clone(), id), signed_in.by(app)?).await?;
    Ok(entry)
}

/// What the person says to the findings of a report.
fn said(latest: &LatestState) -> Vec<Said> {
    let answers = latest.checks.iter().filter_map(|check| {
        let answer = check.person?;
        Some(Said { check: check.id.clone(), answer, at: latest.received_at.clone() })
    });
    answers.collect()
}

/// Says what differs between two reports of a device. Who looked is audited.
#[utoipa::path(
    get, path = "/devices/{id}/diff", tag = "console", operation_id = "compare_reports", security(("session" = [])),
    params(("id" = DeviceId, Path), DiffPair),
    responses((status = 200, description = "What differs.", body = DeviceDiff), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn diff(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
    Query(pair): Query<DiffPair>,
) -> Result<Json<DeviceDiff>, Failure> {
    let DeviceEntry { device, .. } = looked_at(&app, &signed_in, id).await?;
    let policy = app.company(&device.company_id).await?.policy;
    let rules = Rules::at(policy, app.clock.now()).map_err(Failure::internal)?;
    let (from, before) = report_of(&app, &device, &pair.from).await?;
    let (to, after) = report_of(&app, &device, &pair.to).await?;
    Ok(Json(DeviceDiff { from, to, checks: history::diff(&before, &after, &rules) }))
}

/// A report of this device that was not taken back.
async fn report_of(app: &App, device: &Device, id: &ReportId) -> Result<(ReportRow, Report), Failure> {
    let original = app.store.report(id).await?.filter(|report| history::is_of(&report.record, device));
    let original = original.ok_or_else(|| Failure::from(ErrorCode::NotFound))?;
    let report = history::opened(&device.key, &original)?;
    Ok((ReportRow::from(original.record), report))
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
}
