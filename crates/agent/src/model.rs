//! What the agent holds in memory: what is stored, and what is going on.

use std::collections::{BTreeMap, BTreeSet};

use porchlight_contract::wizard::{
    Busy, Delivery, KeptReport, KeyPlace, Locale, Page, SentReport, SentState,
};
use porchlight_contract::{CheckId, Day, OsFamily, PersonAnswer, PolicyDocument, Problem, Timestamp};
use porchlight_device_db::{DbError, DeviceDb, Draft, EnrolmentRecord, Key, OfferRecord, StoredFinding};
use porchlight_policy::journey::{self, Progress};
use porchlight_policy::{default_policy, in_force, may_be_left_out};

use crate::Parts;

/// Everything that the view is drawn from.
pub(crate) struct Model {
    pub os: OsFamily,
    /// The day that it is, as of the last change.
    pub today: Day,
    pub revision: u32,
    pub locale: Option<Locale>,
    pub page: Page,
    pub accepted_at: Option<Timestamp>,
    pub offer: Option<OfferRecord>,
    pub key_place: Option<KeyPlace>,
    pub enrolment: Option<EnrolmentRecord>,
    pub findings: BTreeMap<CheckId, StoredFinding>,
    /// What the person says to findings.
    pub answers: BTreeMap<CheckId, PersonAnswer>,
    /// What the person leaves out of reports, as far as the company allows it.
    pub left_out: BTreeSet<CheckId>,
    pub draft: Option<Draft>,
    pub delivery: Option<Delivery>,
    /// Every report that was signed here, the newest first.
    pub history: Vec<SentReport>,
    /// The report of [`Page::Sent`].
    pub shown: Option<KeptReport>,
    /// Where the copies were written, until the person goes to another page.
    pub exported_to: Option<String>,
    /// The checks of this program in their order.
    pub checks: Vec<CheckId>,
    /// Those of them whose page of the system's settings can be opened here.
    pub with_settings: BTreeSet<CheckId>,
    pub running: BTreeSet<CheckId>,
    pub busy: Option<Busy>,
    pub problem: Option<Problem>,
    /// The fingerprint of this computer's key, once it could be read.
    pub fingerprint: Option<String>,
}

impl Model {
    /// Reads what is stored.
    pub(crate) fn load(parts: &Parts, os: OsFamily) -> Result<Self, DbError> {
        let db = &parts.db;
        let checks = porchlight_checks::ids();
        let can_open = |check: &&CheckId| {
            porchlight_checks::settings_page(check).is_some_and(|page| parts.settings.can_open(page))
        };
        let mut model = Self {
            os,
            today: parts.clock.now().day(),
            revision: 0,
            locale: db.get(Key::Locale)?,
            page: Page::Notice,
            accepted_at: db.get(Key::AcceptedAt)?,
            offer: db.get(Key::Offer)?,
            key_place: db.get(Key::KeyPlace)?,
            enrolment: db.get(Key::Enrolment)?,
            findings: db.findings()?.into_iter().collect(),
            answers: db.answers()?.into_iter().collect(),
            left_out: db.get(Key::LeftOut)?.unwrap_or_default(),
            draft: db.draft()?,
            delivery: delivery(db)?,
            history: history(db)?,
            shown: None,
            exported_to: None,
            with_settings: checks.iter().filter(can_open).cloned().collect(),
            checks,
            running: BTreeSet::new(),
            busy: None,
            problem: None,
            fingerprint: None,
        };
        // A page of another version of the program is no reason not to start.
        let stored = db.get(Key::Page).unwrap_or_default().filter(|page| model.has_what_it_shows(page));
        model.page = journey::resume(stored, model.progress());
        model.shown = shown(db, &model.page)?;
        Ok(model)
    }

    /// Whether there is a report to show, if the page shows one.
    pub(crate) fn has_what_it_shows(&self, page: &Page) -> bool {
        match page {
            Page::Report => self.draft.is_some(),
            Page::Sent { report } => self.history.iter().any(|sent| sent.id == *report),
            Page::Notice
            | Page::Declined
            | Page::Invite
            | Page::Confirm
            | Page::Home
            | Page::Check
            | Page::Finding { .. }
            | Page::Receipt
            | Page::History => true,
        }
    }

    /// Where this computer's key lies or will lie.
    pub(crate) fn key_place(&self) -> KeyPlace {
        self.key_place.unwrap_or(KeyPlace::Keyring)
    }

    /// What the company asks for today.
    pub(crate) fn policy(&self) -> PolicyDocument {
        let policy =
            self.enrolment.as_ref().map_or_else(default_policy, |enrolment| enrolment.policy.clone());
        in_force(policy, &self.today)
    }

    /// The checks in the report that the person may leave out.
    pub(crate) fn optional(&self) -> Vec<CheckId> {
        let policy = self.policy();
        let may_go = |id: &&CheckId| self.findings.contains_key(*id) && may_be_left_out(&policy, id);
        self.checks.iter().filter(may_go).cloned().collect()
    }

    /// How far the person is.
    pub(crate) fn progress(&self) -> Progress {
        let found = self.checks.iter().filter(|id| self.findings.contains_key(id)).count();
        Progress {
            accepted: self.accepted_at.is_some(),
            offered: self.offer.is_some(),
            enrolled: self.enrolment.is_some(),
            checks_begun: found > 0 || !self.running.is_empty(),
            checks_done: found == self.checks.len() && self.running.is_empty(),
            report_signed: self.delivery.is_some(),
            report_sent: matches!(self.delivery, Some(Delivery::Sent { .. })),
            reports_kept: !self.history.is_empty(),
        }
    }
}

/// Where the last report is: what waits comes before what was sent, and what was taken back is nowhere.
pub(crate) fn delivery(db: &DeviceDb) -> Result<Option<Delivery>, DbError> {
    if let Some(entry) = db.outbox()?.into_iter().next_back() {
        return Ok(Some(Delivery::Waiting { since: entry.signed_at, problem: entry.problem }));
    }
    let sent = db.last_sent()?;
    Ok(sent.map(|sent| Delivery::Sent { reference: sent.reference, received_at: sent.received_at }))
}

/// Every report that was signed here. What waits was signed after what was sent.
pub(crate) fn history(db: &DeviceDb) -> Result<Vec<SentReport>, DbError> {
    let waiting = db.outbox()?.into_iter().rev().map(|entry| SentReport {
        id: entry.report_id,
        signed_at: entry.signed_at,
        state: SentState::Waiting,
    });
    let sent = db.history()?.into_iter().map(|sent| SentReport {
        id: sent.report_id,
        signed_at: sent.signed_at,
        state: match sent.withdrawn {
            Some(withdrawn) => SentState::Withdrawn { reference: sent.reference, withdrawn_at: withdrawn.at },
            None => SentState::Received { reference: sent.reference, received_at: sent.received_at },
        },
    });
    Ok(waiting.chain(sent).collect())
}

/// The report that a page shows as it was signed.
pub(crate) fn shown(db: &DeviceDb, page: &Page) -> Result<Option<KeptReport>, DbError> {
    let Page::Sent { report } = page else { return Ok(None) };
    Ok(db.signed_report(report)?.map(|exact| KeptReport { id: report.clone(), exact }))
}
