//! The list of devices, and one device.

use std::ops::Range;

use axum::Json;
use axum::extract::{Extension, Path, Query as UrlQuery, State};
use porchlight_collector_db::{Action, Device, DeviceEntry, LatestState};
use porchlight_contract::{CompanyId, DeviceId, ErrorCode, Problem, Reference, Report, ReportId};

use super::guard::SignedIn;
use super::types::{
    DeviceDetail, DeviceDiff, DeviceFilter, DeviceNote, DevicePage, DiffPair, ReportRow, Said, StandingFilter,
};
use super::verdicts::{self, Policies};
use super::{history, pages};
use crate::app::{App, Shared};
use crate::clock;
use crate::http::Failure;
use crate::roster::{Class, Cursor, Query, Search};
use crate::rules::Rules;

const SHOWN_REPORTS: u32 = 20;
/// So many devices are found by the start of a reference.
const MOST_REFERRED: u32 = 1_000;
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
    UrlQuery(filter): UrlQuery<DeviceFilter>,
) -> Result<Json<DevicePage>, Failure> {
    let policies = Policies::load_and_judge(&app).await?;
    let limit = pages::limit(filter.limit)?;
    let after = filter.after.as_deref().map(pages::place_in).transpose()?;
    let after = after.map(|(activity_at, id)| Cursor { activity_at: clock::seconds(&activity_at), id });
    let query = query(&app, filter, &signed_in, &policies).await?;
    let limit = usize::try_from(limit).map_err(Failure::internal)?;
    let page = app.roster.ask(move |rows| rows.page(&query, after.as_ref(), limit)).await?;
    let devices = app.store.devices(page.devices).await?;
    let next = page.next.as_ref().map(place).transpose()?;
    Ok(Json(DevicePage {
        devices: devices.into_iter().map(|entry| policies.row(entry)).collect(),
        total: page.total,
        next,
    }))
}

/// A place in the list, as text.
fn place(cursor: &Cursor) -> Result<String, Failure> {
    let activity_at = clock::from_seconds(cursor.activity_at).map_err(Failure::internal)?;
    Ok(pages::place(&activity_at, &cursor.id))
}

/// What a filter asks for, for whoever asks. There are no pages in it.
pub(super) async fn query(
    app: &App,
    filter: DeviceFilter,
    signed_in: &SignedIn,
    policies: &Policies,
) -> Result<Query, Failure> {
    let search = match pages::search(filter.q)? {
        Some(text) => Some(search(app, &text, policies).await?),
        None => None,
    };
    Ok(Query {
        company: filter.company,
        companies: signed_in.session.companies.clone(),
        fresh_from: policies.fresh_from(),
        os: filter.os,
        search,
        stands: filter.standing.and_then(StandingFilter::test),
        silent: filter.standing == Some(StandingFilter::NeverReported),
        stale: filter.stale,
        check: filter.check,
        class: filter.outcome.map(Class::from),
    })
}

async fn search(app: &App, text: &str, policies: &Policies) -> Result<Search, Failure> {
    let devices = match references(text) {
        Some(numbers) => app.store.devices_by_references(numbers, MOST_REFERRED).await?,
        None => Vec::new(),
    };
    let text = text.to_lowercase();
    let companies = policies.named(&text).cloned().collect();
    Ok(Search { companies, devices: devices.into_iter().collect(), text })
}

/// The numbers of the references that begin with what was heard over the phone: with or without `PL`, hyphens and
/// spaces anywhere, and the letters that look like digits taken for them. `None` if it is no reference.
fn references(text: &str) -> Option<Range<u64>> {
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
    if !digits.is_ascii() || !REFERENCE_DIGITS.contains(&digits.len()) {
        return None;
    }
    let whole = format!("{digits:0<6}");
    let (first, rest) = whole.split_at(4);
    let start = Reference::parse(format!("PL-{first}-{rest}")).ok()?.number();
    let missing = u32::try_from(whole.len() - digits.len()).ok()?;
    Some(start..start + 32_u64.pow(missing))
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
    let policies = Policies::of(&app, vec![app.company(&device.company_id).await?])?;
    let rules = policies.rules(&entry).ok_or_else(|| Failure::from(ErrorCode::Internal))?;
    let reports = app.store.reports_of(&device.company_id, &device.id, SHOWN_REPORTS).await?;
    let note = app.store.device_note(&device.company_id, &device.id).await?;
    let latest = entry.latest.as_ref();
    Ok(Json(DeviceDetail {
        key_fingerprint: device.thumbprint.fingerprint(),
        policy_version: rules.version(),
        checks: latest.map(|latest| verdicts::checks(rules, latest)).unwrap_or_default(),
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
    UrlQuery(pair): UrlQuery<DiffPair>,
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

    fn range(reference: &str, count: u64) -> Option<Range<u64>> {
        let start = Reference::parse(reference).unwrap().number();
        Some(start..start + count)
    }

    #[test]
    fn a_reference_is_known_however_it_was_written_down() {
        for text in ["PL-7F3K-Q2", "pl 7f3k q2", "7F3KQ2", "7f3k-q2"] {
            assert_eq!(references(text), range("PL-7F3K-Q2", 1), "{text}");
        }
        assert_eq!(references("7f3k"), range("PL-7F3K-00", 1024));
        assert_eq!(references("7f3k-q"), range("PL-7F3K-Q0", 32));
        assert_eq!(references("pl-oil1"), range("PL-0111-00", 1024));
    }

    #[test]
    fn other_words_are_no_reference() {
        for text in
            ["", "Ana", "Ana Prieto Gil", "Muñoz", "PL-7F3", "%", "7F3K-Q2X", "ñññ", "7F3U", "日本語日本語"]
        {
            assert_eq!(references(text), None, "{text}");
        }
    }
}
