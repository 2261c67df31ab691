//! The audit: pages of it, and its chain.

use porchlight_collector_db::{Action, Actor, AuditQuery, By, Store, TechnicianId};
use porchlight_contract::{CompanyId, DeviceId};

use super::{Harness, samples};

fn all() -> AuditQuery {
    AuditQuery::last(100)
}

async fn seqs(store: &dyn Store, query: AuditQuery) -> Vec<u64> {
    store.audit_page(query).await.unwrap().into_iter().map(|entry| entry.seq).collect()
}

/// 1 and 2: companies are added; 3 and 4: somebody looks at a device in each; 5: a failed sign-in.
async fn five_entries(store: &dyn Store) -> (CompanyId, TechnicianId) {
    let bramble = samples::company(store, "Bramble & Co").await;
    let ash = samples::company(store, "Ash").await;
    let sam = TechnicianId(uuid::Uuid::now_v7());
    for company in [&bramble, &ash] {
        let device = DeviceId::parse(samples::new_id()).unwrap();
        let by = By { who: Actor::Technician(sam), at: samples::minute(5) };
        store.append_audit(Action::DeviceViewed(company.clone(), device), by).await.unwrap();
    }
    let by = By { who: Actor::Nobody, at: samples::minute(6) };
    store.append_audit(Action::SignInFailed, by).await.unwrap();
    (bramble, sam)
}

pub(crate) async fn the_audit_is_read_newest_first_by_page_and_filter(harness: &dyn Harness) {
    let store = harness.open();
    let (bramble, sam) = five_entries(&*store).await;
    assert_eq!(seqs(&*store, all()).await, [5, 4, 3, 2, 1]);
    assert_eq!(seqs(&*store, AuditQuery { limit: 2, ..all() }).await, [5, 4]);
    assert_eq!(seqs(&*store, AuditQuery { before: Some(4), limit: 2, ..all() }).await, [3, 2]);
    assert_eq!(seqs(&*store, AuditQuery { before: Some(u64::MAX), ..all() }).await.len(), 5);
    assert_eq!(seqs(&*store, AuditQuery { company: Some(bramble.clone()), ..all() }).await, [3, 1]);
    let actor = Some(format!("technician:{}", sam.0));
    assert_eq!(seqs(&*store, AuditQuery { actor, ..all() }).await, [4, 3]);
    assert_eq!(seqs(&*store, AuditQuery { actor: Some("nobody".into()), ..all() }).await, [5]);
    assert_eq!(seqs(&*store, AuditQuery { action: Some("company_added".into()), ..all() }).await, [2, 1]);
    let hostile = Some("' OR 1=1 --".to_owned());
    assert_eq!(seqs(&*store, AuditQuery { actor: hostile.clone(), action: hostile, ..all() }).await, [0; 0]);
}

pub(crate) async fn who_looks_after_some_companies_reads_what_was_done_in_them(harness: &dyn Harness) {
    let store = harness.open();
    let (bramble, _) = five_entries(&*store).await;
    assert_eq!(seqs(&*store, AuditQuery { scope: Some([bramble].into()), ..all() }).await, [3, 1]);
    assert_eq!(seqs(&*store, AuditQuery { scope: Some([].into()), ..all() }).await, [0; 0]);
}

pub(crate) async fn the_chain_grows_with_each_entry_and_goes_on_after_opening_again(harness: &dyn Harness) {
    let store = harness.open();
    let empty = store.verify_audit().await.unwrap();
    assert_eq!((empty.entries, empty.head, empty.broken_at), (0, [0; 32], None));
    five_entries(&*store).await;
    let five = store.verify_audit().await.unwrap();
    assert_eq!((five.entries, five.broken_at), (5, None));
    assert_eq!(store.verify_audit().await.unwrap(), five);
    drop(store);
    let store = harness.open();
    samples::company(&*store, "Birch").await;
    let six = store.verify_audit().await.unwrap();
    assert_eq!((six.entries, six.broken_at), (6, None));
    assert_ne!(six.head, five.head);
}
