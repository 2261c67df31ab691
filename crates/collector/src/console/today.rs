//! What there is to do today, and what is done about it.

use std::collections::{BTreeMap, BTreeSet};

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
    let policies = Policies::load_and_judge(&app).await?;
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
            now,
            after: None,
            limit: SHOWN,
        })
        .await?;
    queue.add_invites(invites.invites, invites.total);
    let devices = app.store.devices(queue.devices_shown()).await?;
    Ok(Json(queue.finish(devices, &policies)))
}

/// Where an item stands: by kind, then by age.
type Place = (TodayKind, Timestamp, String, Option<CheckId>);

/// What there is to do, as far as it was looked for. Holds only as many items as are shown.
struct Queue {
    notes: BTreeMap<DeviceId, DeviceNote>,
    now: Timestamp,
    /// With the invite, where it is about one.
    places: BTreeMap<Place, Option<InviteEntry>>,
    counts: TodayCounts,
    /// Devices that were looked at.
    devices: u64,
}

impl Queue {
    fn new(notes: Vec<DeviceNote>, now: Timestamp) -> Self {
        let notes = notes.into_iter().map(|note| (note.device_id.clone(), note)).collect();
        Self { notes, now, places: BTreeMap::new(), counts: TodayCounts::default(), devices: 0 }
    }

    fn add_candidate(&mut self, candidate: &Candidate<'_>) {
        let Candidate { device, since, what } = candidate;
        if self.notes.get(*device).is_some_and(|note| hides(note, since, &self.now)) {
            return;
        }
        let (kind, check) = match what {
            What::Check(Todo::PersonSays, check) => (TodayKind::PersonSays, Some(*check)),
            What::Check(Todo::MustMend, check) => (TodayKind::MustMend, Some(*check)),
            What::Silent => (TodayKind::NeverReported, None),
            What::Stale => (TodayKind::Stale, None),
        };
        self.count(kind);
        self.keep(kind, since, device.as_str(), check, None);
    }

    fn add_invites(&mut self, invites: Vec<InviteEntry>, total: u64) {
        for entry in invites {
            let (since, id) = (entry.created_at.clone(), entry.invite.id.to_string());
            self.keep(TodayKind::InviteExpiring, &since, &id, None, Some(entry));
        }
        self.counts.invite_expiring = total;
    }

    fn count(&mut self, kind: TodayKind) {
        let count = match kind {
            TodayKind::PersonSays => &mut self.counts.person_says,
            TodayKind::MustMend => &mut self.counts.must_mend,
            TodayKind::NeverReported => &mut self.counts.never_reported,
            TodayKind::InviteExpiring => &mut self.counts.invite_expiring,
            TodayKind::Stale => &mut self.counts.stale,
        };
        *count += 1;
    }

    /// Keeps something to do, unless enough is kept that is more urgent.
    fn keep(
        &mut self,
        kind: TodayKind,
        since: &Timestamp,
        id: &str,
        check: Option<&CheckId>,
        invite: Option<InviteEntry>,
    ) {
        let is_full = self.places.len() >= usize::try_from(SHOWN).unwrap_or(usize::MAX);
        let last = self.places.last_key_value().filter(|_| is_full);
        if last.is_some_and(|(last, _)| {
            (last.0, &last.1, last.2.as_str(), last.3.as_ref()) < (kind, since, id, check)
        }) {
            return;
        }
        self.places.insert((kind, since.clone(), id.to_owned(), check.cloned()), invite);
        if is_full {
            self.places.pop_last();
        }
    }

    /// The devices of what is shown.
    fn devices_shown(&self) -> Vec<DeviceId> {
        let of_devices = self.places.iter().filter(|(_, invite)| invite.is_none());
        let ids: BTreeSet<_> =
            of_devices.filter_map(|((_, _, id, _), _)| DeviceId::parse(id.as_str()).ok()).collect();
        ids.into_iter().collect()
    }

    fn finish(self, devices: Vec<DeviceEntry>, policies: &Policies) -> Today {
        let devices: BTreeMap<_, _> =
            devices.into_iter().map(|entry| (entry.device.id.to_string(), entry)).collect();
        let items = self.places.into_iter().filter_map(|((kind, since, id, check), invite)| match invite {
            Some(invite) => Some(expiring(invite)),
            None => {
                let entry = devices.get(&id)?;
                let note = self.notes.get(&entry.device.id);
                Some(item_of(entry, note, policies.rules(entry)?, Found { kind, since, check }))
            }
        });
        let counts = self.counts;
        Today {
            items: items.collect(),
            total: counts.person_says
                + counts.must_mend
                + counts.never_reported
                + counts.invite_expiring
                + counts.stale,
            counts,
            devices: self.devices,
            as_of: self.now,
        }
    }
}

/// Something to do about a device.
struct Found {
    kind: TodayKind,
    since: Timestamp,
    check: Option<CheckId>,
}

/// Whether somebody has put this off, or was done with it.
fn hides(note: &DeviceNote, since: &Timestamp, now: &Timestamp) -> bool {
    note.snoozed_until.as_ref().is_some_and(|until| until > now)
        || note.done_at.as_ref().is_some_and(|done_at| done_at >= since)
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
