//! What the agent holds in memory: what is stored, and what is going on.

use std::collections::{BTreeMap, BTreeSet};

use porchlight_contract::wizard::{Busy, Delivery, KeyPlace, Locale, Page};
use porchlight_contract::{CheckId, OsFamily, Problem, Timestamp};
use porchlight_device_db::{DbError, DeviceDb, Draft, EnrolmentRecord, Key, OfferRecord, StoredFinding};
use porchlight_policy::journey::{self, Progress};

/// Everything that the view is drawn from.
pub(crate) struct Model {
    pub os: OsFamily,
    pub revision: u32,
    pub locale: Option<Locale>,
    pub page: Page,
    pub accepted_at: Option<Timestamp>,
    pub offer: Option<OfferRecord>,
    pub key_place: Option<KeyPlace>,
    pub enrolment: Option<EnrolmentRecord>,
    pub findings: BTreeMap<CheckId, StoredFinding>,
    pub draft: Option<Draft>,
    pub delivery: Option<Delivery>,
    /// The checks of this program in their order.
    pub checks: Vec<CheckId>,
    pub running: BTreeSet<CheckId>,
    pub busy: Option<Busy>,
    pub problem: Option<Problem>,
    /// The fingerprint of this computer's key, once it could be read.
    pub fingerprint: Option<String>,
}

impl Model {
    /// Reads what is stored.
    pub(crate) fn load(db: &DeviceDb, os: OsFamily) -> Result<Self, DbError> {
        let mut model = Self {
            os,
            revision: 0,
            locale: db.get(Key::Locale)?,
            page: Page::Notice,
            accepted_at: db.get(Key::AcceptedAt)?,
            offer: db.get(Key::Offer)?,
            key_place: db.get(Key::KeyPlace)?,
            enrolment: db.get(Key::Enrolment)?,
            findings: db.findings()?.into_iter().collect(),
            draft: db.draft()?,
            delivery: delivery(db)?,
            checks: porchlight_checks::ids(),
            running: BTreeSet::new(),
            busy: None,
            problem: None,
            fingerprint: None,
        };
        // A page of another version of the program is no reason not to start.
        let stored = db.get(Key::Page).unwrap_or_default();
        model.page = journey::resume(stored, model.progress());
        Ok(model)
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
        }
    }
}

/// Where the last report is: what waits comes before what was sent.
pub(crate) fn delivery(db: &DeviceDb) -> Result<Option<Delivery>, DbError> {
    if let Some(entry) = db.outbox()?.into_iter().next_back() {
        return Ok(Some(Delivery::Waiting { since: entry.signed_at, problem: entry.problem }));
    }
    let sent = db.last_sent()?;
    Ok(sent.map(|sent| Delivery::Sent { reference: sent.reference, received_at: sent.received_at }))
}
