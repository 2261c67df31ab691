//! What there is to do today, and what is done about it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use jiff::SignedDuration;
use porchlight_collector_db::{
    Device, DeviceEntry, DeviceNote, DeviceQuery, InviteEntry, InviteQuery, InviteStage, LatestState,
    NewNote, Step,
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
    let policies = Arc::new(Policies::load(&app).await?);
    let queue = Arc::new(Mutex::new(Queue::new(Arc::clone(&policies), notes, now.clone())));
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
            now: now.clone(),
            after: None,
            limit: SHOWN,
        })
        .await?;
    let (waiting, put_off, devices) = {
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.add_invites(invites.invites, invites.total);
        (std::mem::take(&mut queue.waiting), std::mem::take(&mut queue.put_off), queue.devices)
    };
    Ok(Json(Today {
        counts: waiting.counts,
        total: waiting.counts.total(),
        items: waiting.told(&app, &policies).await?,
        put_off_counts: put_off.counts,
        put_off: put_off.told(&app, &policies).await?,
        devices,
        as_of: now,
    }))
}

/// Where an item stands: by kind, then by age.
type Place = (TodayKind, Timestamp, String, Option<CheckId>);

/// Items in their order, as many as are shown, and how many there are of each kind.
#[derive(Default)]
struct Shelf {
    /// Each with the device whose report it is a finding of.
    items: BTreeMap<Place, (TodayItem, Option<Device>)>,
    counts: TodayCounts,
}

impl Shelf {
    fn add(&mut self, item: TodayItem, reported_by: Option<Device>) {
        *self.counts.of(item.kind) += 1;
        let of_device = item.device.as_ref().map(ToString::to_string);
        let id = of_device.or_else(|| item.invite.as_ref().map(ToString::to_string)).unwrap_or_default();
        let place = (item.kind, item.since.clone(), id, item.check.clone());
        self.items.insert(place, (item, reported_by));
        if self.items.len() > usize::try_from(SHOWN).unwrap_or(usize::MAX) {
            self.items.pop_last();
        }
    }

    /// The items, each finding with the time since when it is one.
    async fn told(self, app: &App, policies: &Arc<Policies>) -> Result<Vec<TodayItem>, Failure> {
        let mut told = Vec::with_capacity(self.items.len());
        for (mut item, reported_by) in self.items.into_values() {
            if let Some((device, check)) = reported_by.zip(item.check.as_ref()) {
                let since = app.runs.of(app, device, policies).await?;
                item.since = since.get(check).cloned().unwrap_or(item.since);
            }
            told.push(item);
        }
        told.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| a.since.cmp(&b.since)));
        Ok(told)
    }
}

/// What there is to do, as far as it was looked for.
struct Queue {
    policies: Arc<Policies>,
    notes: BTreeMap<DeviceId, DeviceNote>,
    now: Timestamp,
    waiting: Shelf,
    put_off: Shelf,
    devices: u64,
}

impl Queue {
    fn new(policies: Arc<Policies>, notes: Vec<DeviceNote>, now: Timestamp) -> Self {
        let notes = notes.into_iter().map(|note| (note.device_id.clone(), note)).collect();
        Self { policies, notes, now, waiting: Shelf::default(), put_off: Shelf::default(), devices: 0 }
    }

    fn add_device(&mut self, entry: &DeviceEntry) {
        self.devices += 1;
        let note = self.notes.get(&entry.device.id);
        let found = match (&entry.latest, self.policies.of(entry)) {
            (None, _) => vec![Found::of(TodayKind::NeverReported, &entry.device.enrolled_at)],
            (Some(latest), Some(rules)) => in_report(latest, rules),
            (Some(_), None) => Vec::new(),
        };
        for found in found {
            if note.is_some_and(|note| is_done(note, &found.since)) {
                continue;
            }
            let sleeps = note.is_some_and(|note| sleeps(note, &self.now));
            let shelf = if sleeps { &mut self.put_off } else { &mut self.waiting };
            let reported_by = found.check.is_some().then(|| entry.device.clone());
            shelf.add(item_of(entry, note, found), reported_by);
        }
    }

    fn add_invites(&mut self, invites: Vec<InviteEntry>, total: u64) {
        for entry in invites {
            self.waiting.add(expiring(entry), None);
        }
        self.waiting.counts.invite_expiring = total;
    }
}

/// Something to do about a device.
struct Found {
    kind: TodayKind,
    /// When the newest report came, or the device was enrolled.
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

/// Whether somebody has put this device off to a later time.
fn sleeps(note: &DeviceNote, now: &Timestamp) -> bool {
    note.snoozed_until.as_ref().is_some_and(|until| until > now)
}

/// Whether somebody was done with the device after this came. What came in the same second may have come later.
fn is_done(note: &DeviceNote, came_at: &Timestamp) -> bool {
    note.done_at.as_ref().is_some_and(|done_at| done_at > came_at)
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
