//! Companies that change, and their policies.

use std::collections::BTreeMap;

use porchlight_collector_db::{CompanyChange, CompanyOutcome, PolicyOutcome, Store};
use porchlight_contract::{CheckId, CompanyId, PolicyDocument, Requirement};

use super::{Harness, samples};

fn unknown() -> CompanyId {
    CompanyId::parse(samples::new_id()).unwrap()
}

pub(crate) async fn a_change_of_a_company_changes_what_it_names(harness: &dyn Harness) {
    let store = harness.open();
    let id = samples::company(&*store, "Bramble & Co").await;
    let change = async |change: CompanyChange| {
        let outcome = store.change_company(&id, change, samples::by_operator()).await.unwrap();
        assert_eq!(outcome, CompanyOutcome::Changed);
        let found = store.company(&id).await.unwrap().unwrap();
        let text = |text: Option<porchlight_contract::PlainText>| text.map(|text| text.to_string());
        (found.name.to_string(), text(found.help_desk.phone), text(found.help_desk.hours))
    };
    let (phone, hours) = (Some("020 7946 0123".to_owned()), Some("9-17".to_owned()));
    let hostile = "'; DROP TABLE company; --";
    let named = CompanyChange { name: Some(samples::name(hostile)), ..CompanyChange::default() };
    assert_eq!(change(named).await, (hostile.into(), phone.clone(), None));
    let opened = CompanyChange { hours: Some(Some(samples::name("9-17"))), ..CompanyChange::default() };
    assert_eq!(change(opened).await, (hostile.into(), phone, hours.clone()));
    let silent = CompanyChange { phone: Some(None), ..CompanyChange::default() };
    assert_eq!(change(silent).await, (hostile.into(), None, hours));
    let last = &store.audit(1).await.unwrap()[0];
    assert_eq!((last.action.as_str(), last.company_id.as_ref()), ("company_changed", Some(&id)));
}

pub(crate) async fn a_company_is_not_given_anothers_name(harness: &dyn Harness) {
    let store = harness.open();
    let id = samples::company(&*store, "Bramble & Co").await;
    samples::company(&*store, "Muñoz e Hijos").await;
    let audited = store.audit(100).await.unwrap().len();
    let change = || CompanyChange { name: Some(samples::name("MUÑOZ E HIJOS")), ..CompanyChange::default() };
    let outcome = store.change_company(&id, change(), samples::by_operator()).await.unwrap();
    assert_eq!(outcome, CompanyOutcome::NameTaken);
    let outcome = store.change_company(&unknown(), change(), samples::by_operator()).await.unwrap();
    assert_eq!(outcome, CompanyOutcome::Unknown);
    assert_eq!(store.company(&id).await.unwrap().unwrap().name.as_str(), "Bramble & Co");
    assert_eq!(store.audit(100).await.unwrap().len(), audited);
    // Its own name in another case is no other company's.
    let own = CompanyChange { name: Some(samples::name("BRAMBLE & CO")), ..CompanyChange::default() };
    let outcome = store.change_company(&id, own, samples::by_operator()).await.unwrap();
    assert_eq!(outcome, CompanyOutcome::Changed);
}

fn policy(version: u32) -> PolicyDocument {
    let checks = [(CheckId::parse("screen.lock").unwrap(), Requirement::Required)];
    PolicyDocument { stale_after_days: version, ..PolicyDocument::asking(version, BTreeMap::from(checks)) }
}

async fn put(store: &dyn Store, company: &CompanyId, version: u32) -> PolicyOutcome {
    store.set_policy(company, policy(version), samples::by_operator()).await.unwrap()
}

pub(crate) async fn a_policy_follows_its_predecessor_and_keeps_it(harness: &dyn Harness) {
    let store = harness.open();
    let id = samples::company(&*store, "Bramble & Co").await;
    let first = store.company(&id).await.unwrap().unwrap().policy;
    assert_eq!(store.former_policies(&id, 9).await.unwrap(), []);
    for version in [2, 3] {
        assert_eq!(put(&*store, &id, version).await, PolicyOutcome::Saved);
    }
    drop(store);
    let store = harness.open();
    assert_eq!(store.company(&id).await.unwrap().unwrap().policy, policy(3));
    let former = store.former_policies(&id, 9).await.unwrap();
    let documents: Vec<_> = former.iter().map(|former| former.policy.clone()).collect();
    assert_eq!(documents, [policy(2), first]);
    assert_eq!(former[0].replaced_at, samples::minute(0));
    assert_eq!(store.former_policies(&id, 1).await.unwrap().len(), 1);
    let last = &store.audit(1).await.unwrap()[0];
    assert_eq!((last.action.as_str(), last.company_id.as_ref()), ("policy_changed", Some(&id)));
}

pub(crate) async fn a_policy_that_was_overtaken_is_refused(harness: &dyn Harness) {
    let store = harness.open();
    let id = samples::company(&*store, "Bramble & Co").await;
    assert_eq!(put(&*store, &id, 2).await, PolicyOutcome::Saved);
    for version in [0, 1, 2, 4, u32::MAX] {
        assert_eq!(put(&*store, &id, version).await, PolicyOutcome::OtherVersion, "{version}");
    }
    assert_eq!(put(&*store, &unknown(), 2).await, PolicyOutcome::Unknown);
    assert_eq!(store.former_policies(&id, 9).await.unwrap().len(), 1);
}

pub(crate) async fn of_two_policies_at_once_one_is_saved(harness: &dyn Harness) {
    let store = harness.open();
    let id = samples::company(&*store, "Bramble & Co").await;
    let tries: Vec<_> = (0..8)
        .map(|_| {
            let (store, id) = (store.clone(), id.clone());
            tokio::spawn(async move { put(&*store, &id, 2).await })
        })
        .collect();
    let mut saved = 0;
    for one in tries {
        saved += u32::from(one.await.unwrap() == PolicyOutcome::Saved);
    }
    assert_eq!(saved, 1);
}
