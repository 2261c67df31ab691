//! Invites in lists, and many at once.

use std::collections::BTreeSet;

use porchlight_collector_db::{
    By, InviteEntry, InvitePage, InviteQuery, InviteStage, NewInvite, Store, TechnicianName,
};
use porchlight_contract::{CompanyId, InviteId};

use super::{Harness, samples};

fn new_invite(company: &CompanyId, person: &str, expires: u8) -> NewInvite {
    NewInvite {
        company_id: company.clone(),
        id: InviteId::parse(samples::new_id()).unwrap(),
        code: samples::code(),
        person: Some(samples::name(person)),
        expires_at: samples::minute(expires),
    }
}

/// All invites as they are half an hour after ten.
fn query() -> InviteQuery {
    InviteQuery {
        company: None,
        companies: None,
        stage: None,
        expires_before: None,
        now: samples::minute(30),
        after: None,
        limit: 100,
    }
}

async fn people(store: &dyn Store, query: InviteQuery) -> Vec<String> {
    let page = store.invites(query).await.unwrap();
    assert_eq!(page.total, u64::try_from(page.invites.len()).unwrap());
    let mut people: Vec<_> = page.invites.into_iter().map(person).collect();
    people.sort();
    people
}

fn person(entry: InviteEntry) -> String {
    entry.invite.person.unwrap().to_string()
}

/// One invite of each stage at Bramble & Co, an open one with Ash.
async fn one_of_each(store: &dyn Store) -> (CompanyId, CompanyId) {
    let bramble = samples::company(store, "Bramble & Co").await;
    let ash = samples::company(store, "Ash").await;
    samples::enrolled(store, &bramble, "Used", "a").await;
    let revoked = samples::invite(store, &bramble, Some("Revoked")).await;
    store.revoke_invite(&revoked.id, samples::by_operator()).await.unwrap();
    let others = [
        new_invite(&bramble, "Expired", 30),
        new_invite(&bramble, "Open", 31),
        new_invite(&ash, "Other", 60),
    ];
    for invite in others {
        assert!(store.create_invite(invite, samples::by_operator()).await.unwrap());
    }
    (bramble, ash)
}

pub(crate) async fn invites_are_made_together_or_not_at_all(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let by = samples::by_technician(&*store, "sam@harbour.example", 3).await;
    let many: Vec<_> = (0..20).map(|n| new_invite(&company, &format!("Ana {n}"), 60)).collect();
    assert!(store.create_invites(many.clone(), by.clone()).await.unwrap());
    let audited = store.audit(100).await.unwrap().len();
    let again = vec![new_invite(&company, "Ben", 60), many[7].clone(), new_invite(&company, "Cai", 60)];
    assert!(!store.create_invites(again, by.clone()).await.unwrap());
    assert_eq!(store.invites(query()).await.unwrap().total, 20);
    assert_eq!(store.audit(100).await.unwrap().len(), audited);
    // The same id again is a fault, and leaves nothing of the others behind.
    let double = NewInvite { code: samples::code(), ..many[0].clone() };
    assert!(store.create_invites(vec![new_invite(&company, "Dee", 60), double], by.clone()).await.is_err());
    assert_eq!(store.invites(query()).await.unwrap().total, 20);
    assert_made_by(&store.invites(query()).await.unwrap().invites[0], &by);
}

fn assert_made_by(entry: &InviteEntry, by: &By) {
    let porchlight_collector_db::Actor::Technician(id) = by.who else { panic!("no technician: {by:?}") };
    let sam = TechnicianName { id, name: samples::name("Sam Reyes") };
    assert_eq!((entry.created_by.as_ref(), &entry.created_at), (Some(&sam), &by.at));
    assert_eq!(entry.company_name.as_str(), "Bramble & Co");
}

pub(crate) async fn an_invite_is_found_by_its_id(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let made = samples::invite(&*store, &company, None).await;
    assert_eq!(store.invite_by_id(&made.id).await.unwrap(), store.invite(&made.code).await.unwrap());
    assert_eq!(store.invite_by_id(&InviteId::parse(samples::new_id()).unwrap()).await.unwrap(), None);
}

pub(crate) async fn invites_are_paged_newest_first_without_gaps_or_repeats(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    for n in 0..10_u8 {
        let by = By { at: samples::minute(n / 2), ..samples::by_operator() };
        assert!(store.create_invite(new_invite(&company, &format!("Ana {n}"), 60), by).await.unwrap());
    }
    let mut pages: Vec<InvitePage> = Vec::new();
    while pages.last().is_none_or(|page| page.next.is_some()) {
        let after = pages.last().and_then(|page| page.next.clone());
        pages.push(store.invites(InviteQuery { after, limit: 3, ..query() }).await.unwrap());
    }
    assert_eq!(pages.iter().map(|page| page.invites.len()).collect::<Vec<_>>(), [3, 3, 3, 1]);
    assert!(pages.iter().all(|page| page.total == 10));
    let entries: Vec<_> = pages.into_iter().flat_map(|page| page.invites).collect();
    assert!(entries.windows(2).all(|pair| pair[0].created_at >= pair[1].created_at));
    assert!(entries.iter().all(|entry| entry.created_by.is_none()));
    assert_eq!(entries.into_iter().map(person).collect::<BTreeSet<_>>().len(), 10);
}

pub(crate) async fn invites_are_filtered_by_stage_company_and_end(harness: &dyn Harness) {
    let store = harness.open();
    let (bramble, ash) = one_of_each(&*store).await;
    for (stage, found) in [
        (InviteStage::Open, vec!["Open", "Other"]),
        (InviteStage::Used, vec!["Used"]),
        (InviteStage::Revoked, vec!["Revoked"]),
        (InviteStage::Expired, vec!["Expired"]),
    ] {
        assert_eq!(people(&*store, InviteQuery { stage: Some(stage), ..query() }).await, found);
    }
    let of = |company: Option<&CompanyId>, companies| InviteQuery {
        company: company.cloned(),
        companies,
        ..query()
    };
    assert_eq!(people(&*store, of(Some(&ash), None)).await, ["Other"]);
    assert_eq!(people(&*store, of(None, samples::only(&[&ash]))).await, ["Other"]);
    assert_eq!(people(&*store, of(Some(&bramble), samples::only(&[&ash]))).await, [""; 0]);
    assert_eq!(people(&*store, of(None, samples::only(&[]))).await, [""; 0]);
    let end = Some(samples::minute(59));
    let ending = InviteQuery { stage: Some(InviteStage::Open), expires_before: end, ..query() };
    assert_eq!(people(&*store, ending).await, ["Open"]);
}

pub(crate) async fn open_invites_are_counted_by_company(harness: &dyn Harness) {
    let store = harness.open();
    let (bramble, ash) = one_of_each(&*store).await;
    let counted = async |companies, minute| {
        let counts = store.open_invites(companies, &samples::minute(minute)).await.unwrap();
        [&bramble, &ash].map(|company| counts.get(company).copied())
    };
    assert_eq!(counted(None, 30).await, [Some(1), Some(1)]);
    assert_eq!(counted(None, 29).await, [Some(2), Some(1)]);
    assert_eq!(counted(None, 60).await, [None, None]);
    assert_eq!(counted(samples::only(&[&bramble]), 30).await, [Some(1), None]);
}
