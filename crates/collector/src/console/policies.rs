//! What a company asks for: read, tried, and saved.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use porchlight_collector_db::{DeviceEntry, LatestState, PolicyOutcome};
use porchlight_contract::{CompanyId, ErrorCode, Problem, Readiness, Standing};

use super::companies::addressed;
use super::guard::SignedIn;
use super::pages;
use super::types::{Policy, PolicyDay, Preview, StandingChange, Tally};
use crate::app::Shared;
use crate::http::{Failure, JsonBody};
use crate::rules::Rules;

/// So many changes are shown one by one.
const SHOWN_CHANGES: usize = 100;

/// Says what a company asks for.
#[utoipa::path(
    get, path = "/companies/{id}/policy", tag = "console", operation_id = "get_policy", security(("session" = [])),
    params(("id" = CompanyId, Path)),
    responses((status = 200, description = "The policy that counts.", body = Policy), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn get(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Result<Json<Policy>, Failure> {
    Ok(Json(Policy::of(&addressed(&app, &signed_in, id).await?.policy)))
}

/// Says what a policy would mean for the reports that are there. Saves nothing.
#[utoipa::path(
    post, path = "/companies/{id}/policy/preview", tag = "console", operation_id = "preview_policy", security(("session" = [])),
    params(("id" = CompanyId, Path), PolicyDay), request_body = Policy,
    responses((status = 200, description = "What it would mean.", body = Preview), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn preview(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
    Query(day): Query<PolicyDay>,
    JsonBody(policy): JsonBody<Policy>,
) -> Result<Json<Preview>, Failure> {
    let company = addressed(&app, &signed_in, id).await?;
    let tried = policy.document(&company.policy).ok_or_else(pages::malformed)?;
    let (now, today) = (app.clock.now(), app.now()?.day());
    let day = day.on.unwrap_or(today);
    let before = Rules::on(company.policy, &day, now).map_err(Failure::internal)?;
    let after = Rules::on(tried, &day, now).map_err(Failure::internal)?;
    let trial = Arc::new(Mutex::new(Trial::new(before, after)));
    let trying = Arc::clone(&trial);
    let visit = move |entry: DeviceEntry| {
        trying.lock().unwrap_or_else(PoisonError::into_inner).add(&entry);
    };
    app.store.visit_devices(&company.id, Box::new(visit)).await?;
    let preview = trial.lock().unwrap_or_else(PoisonError::into_inner).take();
    Ok(Json(preview))
}

/// Two policies on the same reports.
struct Trial {
    before: Rules,
    after: Rules,
    found: Preview,
}

impl Trial {
    fn new(before: Rules, after: Rules) -> Self {
        Self { before, after, found: nothing() }
    }

    fn add(&mut self, entry: &DeviceEntry) {
        self.found.devices += 1;
        let Some(latest) = &entry.latest else { return };
        self.found.before.add(&self.before.readiness(&latest.checks));
        self.found.after.add(&self.after.readiness(&latest.checks));
        self.compare(entry, latest);
    }

    fn compare(&mut self, entry: &DeviceEntry, latest: &LatestState) {
        let (before, after) = (self.before.standings(&latest.checks), self.after.standings(&latest.checks));
        let new_ones = after.keys().filter(|check| !before.contains_key(*check));
        for check in before.keys().chain(new_ones) {
            let stands = |standings: &std::collections::BTreeMap<_, Standing>| {
                standings.get(check).copied().unwrap_or(Standing::NotAsked)
            };
            let (was, is) = (stands(&before), stands(&after));
            if was == is {
                continue;
            }
            self.found.changed += 1;
            if self.found.changes.len() < SHOWN_CHANGES {
                self.found.changes.push(StandingChange {
                    device: entry.device.id.clone(),
                    person: entry.device.person.clone(),
                    check: check.clone(),
                    before: was,
                    after: is,
                });
            }
        }
    }

    fn take(&mut self) -> Preview {
        std::mem::replace(&mut self.found, nothing())
    }
}

fn nothing() -> Preview {
    Preview { devices: 0, before: Tally::default(), after: Tally::default(), changes: Vec::new(), changed: 0 }
}

impl Tally {
    fn add(&mut self, counts: &Readiness) {
        self.ready += u64::from(counts.ready);
        self.must_mend += u64::from(counts.must_mend > 0);
        self.unclear += u64::from(counts.unclear > 0);
        self.worth_mending += u64::from(counts.worth_mending > 0);
    }
}

/// Saves what a company asks for from now on. Refused if somebody else has saved since the version it was made from.
#[utoipa::path(
    put, path = "/companies/{id}/policy", tag = "console", operation_id = "put_policy", security(("session" = [])),
    params(("id" = CompanyId, Path)), request_body = Policy,
    responses((status = 200, description = "Saved, with its version.", body = Policy), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn put(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
    JsonBody(policy): JsonBody<Policy>,
) -> Result<Json<Policy>, Failure> {
    let company = addressed(&app, &signed_in, id).await?;
    let saved = policy.document(&company.policy).ok_or_else(pages::malformed)?;
    match app.store.set_policy(&company.id, saved.clone(), signed_in.by(&app)?).await? {
        PolicyOutcome::Saved => Ok(Json(Policy::of(&saved))),
        PolicyOutcome::OtherVersion => Err(ErrorCode::PolicyChanged.into()),
        PolicyOutcome::Unknown => Err(ErrorCode::NotFound.into()),
    }
}
