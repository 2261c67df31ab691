//! From the model to what the window draws.

use std::borrow::Cow;

use porchlight_contract::wizard::{CheckCard, Finding, OfferView, Page, ReportDraft, WizardState};
use porchlight_contract::{CheckId, Outcome, PolicyDocument, Problem};
use porchlight_device_db::{Draft, OfferRecord, StoredFinding};
use porchlight_jws::thumbprint;
use porchlight_policy::{journey, judged, readiness, standing};

use crate::model::Model;

/// The whole state of the window.
pub(crate) fn view(model: &Model) -> WizardState {
    let progress = model.progress();
    let policy = model.policy();
    let company = match (&model.enrolment, &model.offer) {
        (Some(enrolment), _) => Some(enrolment.company.clone()),
        (None, Some(offer)) => Some(offer.offer.company.clone()),
        (None, None) => None,
    };
    let person = match (&model.enrolment, &model.offer) {
        (Some(enrolment), _) => enrolment.person.clone(),
        (None, Some(offer)) => offer.offer.person.clone(),
        (None, None) => None,
    };
    let outcomes: Vec<_> =
        model.findings.iter().map(|(id, found)| (id, found_by(&policy, id, found))).collect();
    let outcomes = outcomes.iter().map(|(id, outcome)| (*id, outcome.as_ref()));
    WizardState {
        revision: model.revision,
        locale: model.locale,
        page: model.page.clone(),
        busy: model.busy,
        problem: model.problem.clone(),
        company,
        offer: model.offer.as_ref().map(|offer| offer_view(offer, model.fingerprint.as_deref())),
        key_place: model.key_place,
        tasks: journey::tasks(progress),
        checks: model.checks.iter().map(|id| card(model, &policy, id)).collect(),
        readiness: progress.checks_done.then(|| readiness(&policy, outcomes)),
        report: model.draft.as_ref().map(|draft| report(model, draft)),
        delivery: model.delivery.clone(),
        person,
        history: model.history.clone(),
        shown: model.shown.clone(),
        exported_to: model.exported_to.clone(),
    }
}

fn report(model: &Model, draft: &Draft) -> ReportDraft {
    let optional = model.optional();
    ReportDraft {
        id: draft.report_id.clone(),
        exact: draft.exact.clone(),
        left_out: optional.iter().filter(|id| model.left_out.contains(*id)).cloned().collect(),
        optional,
    }
}

/// The state of a window whose agent could not start.
#[must_use]
pub fn stopped(problem: Problem) -> WizardState {
    WizardState {
        revision: 0,
        locale: None,
        page: Page::Notice,
        busy: None,
        problem: Some(problem),
        company: None,
        offer: None,
        key_place: None,
        tasks: Vec::new(),
        checks: Vec::new(),
        readiness: None,
        report: None,
        delivery: None,
        person: None,
        history: Vec::new(),
        shown: None,
        exported_to: None,
    }
}

fn offer_view(record: &OfferRecord, fingerprint: Option<&str>) -> OfferView {
    let address = record.address.as_str();
    OfferView {
        person: record.offer.person.clone(),
        expires_at: record.offer.expires_at.clone(),
        address: address.split_once("://").map_or(address, |(_, host)| host).to_owned(),
        collector_fingerprint: thumbprint(&record.offer.collector_key)
            .map(|print| print.fingerprint())
            .unwrap_or_default(),
        device_fingerprint: fingerprint.map(str::to_owned),
    }
}

fn card(model: &Model, policy: &PolicyDocument, id: &CheckId) -> CheckCard {
    let finding = model.findings.get(id).map(|stored| finding(model, policy, id, stored));
    let answer = model.answers.get(id).copied();
    CheckCard { id: id.clone(), running: model.running.contains(id), finding, answer }
}

fn finding(model: &Model, policy: &PolicyDocument, id: &CheckId, stored: &StoredFinding) -> Finding {
    let outcome = found_by(policy, id, stored);
    Finding {
        standing: standing(policy, id, &outcome),
        outcome: outcome.into_owned(),
        os: model.os,
        settings: model.with_settings.contains(id),
        observed_at: stored.observed_at.clone(),
        facts: stored.facts.clone(),
        readings: stored.readings.clone(),
    }
}

/// What was found, by the company's own lines.
fn found_by<'a>(policy: &PolicyDocument, id: &CheckId, stored: &'a StoredFinding) -> Cow<'a, Outcome> {
    judged(policy, id, &stored.outcome, &stored.facts)
}
