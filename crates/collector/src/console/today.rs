//! What there is to do today, and what is done about it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use jiff::SignedDuration;
use porchlight_collector_db::{
    DeviceEntry, DeviceNote, DeviceQuery, InviteEntry, InviteQuery, InviteStage, LatestState, NewNote, Step,
};
use porchlight_contract::{
    CheckEntry, CheckId, CompanyId, DeviceId, ErrorCode, Outcome, Problem, ReasonCode, Standing, Timestamp,
};

use super::guard::SignedIn;
use super::pages;
use super::types::{
    CompanyName, NoteKind, OrderedNote, TechnicianName, Today, TodayCounts, TodayFilter, TodayItem, TodayKind,
};
use super::verdicts::{Policies, Rules};
use crate::app::{App, Shared};
use crate::clock;
use crate::http::{Failure, JsonBody};

/// So many items are shown.
const SHOWN: u32 = 200;
/// An invite that ends within this time stands in the list.
const ENDS_SOON: SignedDuration = SignedDuration::from_hours(24);
/// The furthest that something can be put off.
const LONGEST_SNOOZE: SignedDuration = SignedDuration::from_hours(24 * 90);

/// Lists what there is to do: by kind, oldest first.
#[utoipa::path(
    get, path = "/today", tag = "console", operation_id = "list_today", security(("session" = [])),
    params(TodayFilter),
    responses((status = 200, description = "What there is to do.", body = Today), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Query(filter): Query<TodayFilter>,
) -> Result<Json<Today>, Failure> {
    let companies = signed_in.session.companies;
    let notes = app.store.device_notes(filter.company.clone(), companies.clone()).await?;
    let now = app.now()?;
    let queue = Arc::new(Mutex::new(Queue::new(Policies::load(&app).await?, notes, now.clone())));
    let queueing = Arc::clone(&queue);
    let visit = move |entry: DeviceEntry| {
        queueing.lock().unwrap_or_else(PoisonError::into_inner).add_device(&entry);
    };
    let query = DeviceQuery {
        company: filter.company.clone(),
        companies: companies.clone(),
        ..DeviceQuery::default()
    };
    app.store.visit_devices(query, Box::new(visit)).await?;
    let invites = app
        .store
        .invites(InviteQuery {
            company: filter.company,
            companies,
            stage: Some(InviteStage::Open),
            expires_before: Some(clock::later(app.clock.now(), ENDS_SOON).map_err(Failure::internal)?),
            now,
            after: None,
            limit: SHOWN,
        })
        .await?;
    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    queue.add_invites(invites.invites, invites.total);
    Ok(Json(queue.take()))
}

/// Where an item stands: by kind, then by age.
type Place = (TodayKind, Timestamp, String, Option<CheckId>);

/// What there is to do, as far as it was looked for. Holds only as many items as are shown.
struct Queue {
    policies: Policies,
    notes: BTreeMap<DeviceId, DeviceNote>,
    now: Timestamp,
    items: BTreeMap<Place, TodayItem>,
    counts: TodayCounts,
    devices: u64,
}

impl Queue {
    fn new(policies: Policies, notes: Vec<DeviceNote>, now: Timestamp) -> Self {
        let notes = notes.into_iter().map(|note| (note.device_id.clone(), note)).collect();
        Self { policies, notes, now, items: BTreeMap::new(), counts: TodayCounts::default(), devices: 0 }
    }

    fn add_device(&mut self, entry: &DeviceEntry) {
        self.devices += 1;
        let note = self.notes.get(&entry.device.id).cloned();
        let found = match (&entry.latest, self.policies.of(entry)) {
            (None, _) => vec![Found::of(TodayKind::NeverReported, &entry.device.enrolled_at)],
            (Some(latest), Some(rules)) => in_report(latest, rules),
            (Some(_), None) => Vec::new(),
        };
        for found in found {
            if note.as_ref().is_none_or(|note| !hides(note, &found.since, &self.now)) {
                self.add(item_of(entry, note.as_ref(), found));
            }
        }
    }

    fn add_invites(&mut self, invites: Vec<InviteEntry>, total: u64) {
        for entry in invites {
            self.add(expiring(entry));
        }
        self.counts.invite_expiring = total;
    }

    fn add(&mut self, item: TodayItem) {
        let count = match item.kind {
            TodayKind::PersonSays => &mut self.counts.person_says,
            TodayKind::MustMend => &mut self.counts.must_mend,
            TodayKind::NeverReported => &mut self.counts.never_reported,
            TodayKind::InviteExpiring => &mut self.counts.invite_expiring,
            TodayKind::Stale => &mut self.counts.stale,
        };
        *count += 1;
        let of_device = item.device.as_ref().map(ToString::to_string);
        let id = of_device.or_else(|| item.invite.as_ref().map(ToString::to_string)).unwrap_or_default();
        self.items.insert((item.kind, item.since.clone(), id, item.check.clone()), item);
        if self.items.len() > usize::try_from(SHOWN).unwrap_or(usize::MAX) {
            self.items.pop_last();
        }
    }

    fn take(&mut self) -> Today {
        let counts = self.counts;
        Today {
            items: std::mem::take(&mut self.items).into_values().collect(),
            total: counts.person_says
                + counts.must_mend
                + counts.never_reported
                + counts.invite_expiring
                + counts.stale,
            counts,
            devices: self.devices,
            as_of: self.now.clone(),
        }
    }
}

/// Something to do about a device.
struct Found {
    kind: TodayKind,
    since: Timestamp,
    check: Option<CheckEntry>,
}

impl Found {
    fn of(kind: TodayKind, since: &Timestamp) -> Self {
        Self { kind, since: since.clone(), check: None }
    }
}

/// What a device's newest report gives to do. What the person has said something to stands there once, as that.
fn in_report(latest: &LatestState, rules: &Rules) -> Vec<Found> {
    let of_checks = latest.checks.iter().filter_map(|check| {
        let outcome = rules.judged(check);
        let kind = if check.person.is_some() && outcome.can_be_answered() {
            TodayKind::PersonSays
        } else if rules.standing(&check.id, &outcome) == Standing::MustMend {
            TodayKind::MustMend
        } else {
            return None;
        };
        let check = CheckEntry { outcome: outcome.into_owned(), ..check.clone() };
        Some(Found { check: Some(check), ..Found::of(kind, &latest.received_at) })
    });
    let stale = rules.is_stale(latest).then(|| Found::of(TodayKind::Stale, &latest.received_at));
    of_checks.chain(stale).collect()
}

/// Whether somebody has put this off, or was done with it.
fn hides(note: &DeviceNote, since: &Timestamp, now: &Timestamp) -> bool {
    note.snoozed_until.as_ref().is_some_and(|until| until > now)
        || note.done_at.as_ref().is_some_and(|done_at| done_at >= since)
}

fn item_of(entry: &DeviceEntry, note: Option<&DeviceNote>, found: Found) -> TodayItem {
    TodayItem {
        kind: found.kind,
        device: Some(entry.device.id.clone()),
        invite: None,
        company: CompanyName { id: entry.device.company_id.clone(), name: entry.company_name.clone() },
        person: entry.device.person.clone(),
        reasons: found.check.as_ref().map(|check| reasons(&check.outcome)).unwrap_or_default(),
        answer: found.check.as_ref().and_then(|check| check.person),
        check: found.check.map(|check| check.id),
        since: found.since,
        expires_at: None,
        snoozed_until: note.and_then(|note| note.snoozed_until.clone()),
        assigned_to: note.and_then(|note| note.assigned_to.clone()).map(TechnicianName::from),
    }
}

fn reasons(outcome: &Outcome) -> Vec<ReasonCode> {
    match outcome {
        Outcome::Warn { reasons } | Outcome::Fail { reasons } => reasons.clone(),
        Outcome::Pass | Outcome::NotApplicable { .. } | Outcome::Unknown { .. } => Vec::new(),
    }
}

fn expiring(entry: InviteEntry) -> TodayItem {
    TodayItem {
        kind: TodayKind::InviteExpiring,
        device: None,
        invite: Some(entry.invite.id),
        company: CompanyName { id: entry.invite.company_id, name: entry.company_name },
        person: entry.invite.person,
        check: None,
        reasons: Vec::new(),
        answer: None,
        since: entry.created_at,
        expires_at: Some(entry.invite.expires_at),
        snoozed_until: None,
        assigned_to: None,
    }
}

/// Takes a device on, puts it off, or says that what there was to do is done.
#[utoipa::path(
    post, path = "/devices/{id}/note", tag = "console", operation_id = "note_device", security(("session" = [])),
    params(("id" = DeviceId, Path)), request_body = OrderedNote,
    responses((status = 204, description = "Noted."), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn note(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
    JsonBody(ordered): JsonBody<OrderedNote>,
) -> Result<StatusCode, Failure> {
    let not_found = || Failure::from(ErrorCode::NotFound);
    let id = DeviceId::parse(id).map_err(|_| not_found())?;
    let device = app.store.device(&id).await?.ok_or_else(not_found)?.device;
    let company: &CompanyId = &device.company_id;
    signed_in.sees(company)?;
    let note = NewNote {
        company_id: company.clone(),
        device_id: id,
        step: step(&app, &signed_in, &ordered)?,
        reason: ordered.reason,
    };
    app.store.note_device(note, signed_in.by(&app)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn step(app: &App, signed_in: &SignedIn, ordered: &OrderedNote) -> Result<Step, Failure> {
    match (ordered.kind, &ordered.until) {
        (NoteKind::Assign, None) => Ok(Step::Assign(signed_in.session.technician.id)),
        (NoteKind::Done, None) => Ok(Step::Done),
        (NoteKind::Snooze, Some(until)) if ordered.reason.is_some() => {
            let ahead = clock::ahead(until, app.clock.now()).map_err(Failure::internal)?;
            let fits = ahead.is_positive() && ahead <= LONGEST_SNOOZE;
            if fits { Ok(Step::Snooze(until.clone())) } else { Err(pages::malformed()) }
        }
        (NoteKind::Assign | NoteKind::Done, Some(_)) | (NoteKind::Snooze, _) => Err(pages::malformed()),
    }
}
