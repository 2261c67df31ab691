//! What there is to do today, and what is done about it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use jiff::SignedDuration;
use porchlight_collector_db::{
    DeviceEntry, DeviceNote, InviteEntry, InviteQuery, InviteStage, NewNote, Step,
};
use porchlight_contract::{CheckId, CompanyId, DeviceId, ErrorCode, Outcome, Problem, ReasonCode, Timestamp};

use super::guard::SignedIn;
use super::pages;
use super::types::{
    CompanyName, NoteKind, OrderedNote, TechnicianName, Today, TodayCounts, TodayFilter, TodayItem, TodayKind,
};
use super::verdicts::Policies;
use crate::app::{App, Shared};
use crate::clock;
use crate::http::{Failure, JsonBody};
use crate::roster::{self, Candidate, Todo, What};
use crate::rules::Rules;

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
    let policies = Arc::new(Policies::load_and_judge(&app).await?);
    let query = roster::Query {
        company: filter.company.clone(),
        companies: companies.clone(),
        fresh_from: policies.fresh_from(),
        ..roster::Query::default()
    };
    let mut queue = Queue::new(notes, now.clone());
    let mut queue = app
        .roster
        .ask(move |rows| {
            queue.devices = rows.candidates(&query, |candidate| queue.add_candidate(&candidate));
            queue
        })
        .await?;
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
    queue.add_invites(invites.invites, invites.total);
    let shown = queue.waiting.devices().chain(queue.put_off.devices()).collect::<BTreeSet<_>>();
    let devices = app.store.devices(shown.into_iter().collect()).await?;
    let teller = Teller {
        app: &app,
        policies: &policies,
        devices: devices.into_iter().map(|entry| (entry.device.id.to_string(), entry)).collect(),
        notes: queue.notes,
    };
    Ok(Json(Today {
        counts: queue.waiting.counts,
        total: queue.waiting.counts.total(),
        put_off_counts: queue.put_off.counts,
        items: teller.tell(queue.waiting).await?,
        put_off: teller.tell(queue.put_off).await?,
        devices: queue.devices,
        as_of: now,
    }))
}

/// Where an item stands: by kind, then by age, in seconds since 1970; with the id of the device or invite, and the check.
type Place = (TodayKind, i64, String, Option<CheckId>);

/// Items in their order, as many as are shown, and how many there are of each kind.
#[derive(Default)]
struct Shelf {
    /// With the invite, where it is about one.
    places: BTreeMap<Place, Option<InviteEntry>>,
    counts: TodayCounts,
}

impl Shelf {
    /// Keeps something to do, unless enough is kept that is more urgent.
    fn keep(&mut self, place: Place, invite: Option<InviteEntry>) {
        self.places.insert(place, invite);
        if self.places.len() > usize::try_from(SHOWN).unwrap_or(usize::MAX) {
            self.places.pop_last();
        }
    }

    /// Whether something of this kind and age would be kept.
    fn has_room(&self, kind: TodayKind, since: i64) -> bool {
        self.places.len() < usize::try_from(SHOWN).unwrap_or(usize::MAX)
            || self.places.last_key_value().is_some_and(|(last, _)| (kind, since) <= (last.0, last.1))
    }

    /// The devices of what is shown.
    fn devices(&self) -> impl Iterator<Item = DeviceId> {
        let of_devices = self.places.iter().filter(|(_, invite)| invite.is_none());
        of_devices.filter_map(|((_, _, id, _), _)| DeviceId::parse(id.as_str()).ok())
    }
}

/// What there is to do, as far as it was looked for.
struct Queue {
    notes: BTreeMap<DeviceId, DeviceNote>,
    now: Timestamp,
    waiting: Shelf,
    put_off: Shelf,
    /// Devices that were looked at.
    devices: u64,
}

impl Queue {
    fn new(notes: Vec<DeviceNote>, now: Timestamp) -> Self {
        let notes = notes.into_iter().map(|note| (note.device_id.clone(), note)).collect();
        Self { notes, now, waiting: Shelf::default(), put_off: Shelf::default(), devices: 0 }
    }

    fn add_candidate(&mut self, candidate: &Candidate<'_>) {
        let Candidate { device, since, what } = *candidate;
        let note = self.notes.get(device);
        if note.is_some_and(|note| is_done(note, since)) {
            return;
        }
        let (kind, check) = match what {
            What::Check(Todo::PersonSays, check) => (TodayKind::PersonSays, Some(check)),
            What::Check(Todo::MustMend, check) => (TodayKind::MustMend, Some(check)),
            What::Silent => (TodayKind::NeverReported, None),
            What::Stale => (TodayKind::Stale, None),
        };
        let sleeps = note.is_some_and(|note| sleeps(note, &self.now));
        let shelf = if sleeps { &mut self.put_off } else { &mut self.waiting };
        *shelf.counts.of(kind) += 1;
        if shelf.has_room(kind, since) {
            shelf.keep((kind, since, device.to_string(), check.cloned()), None);
        }
    }

    fn add_invites(&mut self, invites: Vec<InviteEntry>, total: u64) {
        for entry in invites {
            let (since, id) = (clock::seconds(&entry.created_at), entry.invite.id.to_string());
            self.waiting.keep((TodayKind::InviteExpiring, since, id, None), Some(entry));
        }
        self.waiting.counts.invite_expiring = total;
    }
}

/// Makes items of their places.
struct Teller<'a> {
    app: &'a App,
    policies: &'a Arc<Policies>,
    devices: BTreeMap<String, DeviceEntry>,
    notes: BTreeMap<DeviceId, DeviceNote>,
}

impl Teller<'_> {
    /// The items of a shelf, each finding with the time since when it is one.
    async fn tell(&self, shelf: Shelf) -> Result<Vec<TodayItem>, Failure> {
        let mut told = Vec::with_capacity(shelf.places.len());
        for (place, invite) in shelf.places {
            match invite {
                Some(invite) => told.push(expiring(invite)),
                None => told.extend(self.item(place).await?),
            }
        }
        told.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| a.since.cmp(&b.since)));
        Ok(told)
    }

    /// What there is to do about a device; `None` if it is gone by now.
    async fn item(&self, (kind, since, id, check): Place) -> Result<Option<TodayItem>, Failure> {
        let found = self.devices.get(&id).and_then(|entry| Some((entry, self.policies.rules(entry)?)));
        let Some((entry, rules)) = found else { return Ok(None) };
        let mut since = clock::from_seconds(since).map_err(Failure::internal)?;
        if let Some(check) = &check {
            let runs = self.app.runs.of(self.app, entry, self.policies).await?;
            since = runs.get(check).cloned().unwrap_or(since);
        }
        Ok(Some(item_of(entry, self.notes.get(&entry.device.id), rules, Found { kind, since, check })))
    }
}

/// Something to do about a device.
struct Found {
    kind: TodayKind,
    since: Timestamp,
    check: Option<CheckId>,
}

/// Whether somebody has put this device off to a later time.
fn sleeps(note: &DeviceNote, now: &Timestamp) -> bool {
    note.snoozed_until.as_ref().is_some_and(|until| until > now)
}

/// Whether somebody was done with the device after this came. What came in the same second may have come later.
fn is_done(note: &DeviceNote, came_at: i64) -> bool {
    note.done_at.as_ref().is_some_and(|done_at| clock::seconds(done_at) > came_at)
}

fn item_of(entry: &DeviceEntry, note: Option<&DeviceNote>, rules: &Rules, found: Found) -> TodayItem {
    let mut checks = entry.latest.iter().flat_map(|latest| &latest.checks);
    let check = found.check.as_ref().and_then(|id| checks.find(|check| check.id == *id));
    TodayItem {
        kind: found.kind,
        device: Some(entry.device.id.clone()),
        invite: None,
        company: CompanyName { id: entry.device.company_id.clone(), name: entry.company_name.clone() },
        person: entry.device.person.clone(),
        reasons: check.map(|check| reasons(&rules.judged(check))).unwrap_or_default(),
        answer: check.and_then(|check| check.person),
        check: found.check,
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
