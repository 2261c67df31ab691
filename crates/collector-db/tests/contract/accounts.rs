//! The MSP, its companies, its technicians, and the audit.

use porchlight_collector_db::{
    Actor, AddTechnicianOutcome, By, NewSession, PasswordHash, Provider, SecondProof, TokenHash,
};
use porchlight_contract::CollectorAddress;

use super::{Harness, samples};

pub(crate) async fn a_new_database_is_ready_and_empty(harness: &dyn Harness) {
    let store = harness.open();
    store.ready().await.unwrap();
    assert_eq!(store.provider().await.unwrap(), Provider::default());
    assert_eq!(store.companies().await.unwrap(), []);
    assert_eq!(store.audit(10).await.unwrap(), []);
}

pub(crate) async fn settings_are_kept_and_the_last_one_counts(harness: &dyn Harness) {
    let store = harness.open();
    for (name, address) in [("Harbour", "https://a.example"), ("Harbour IT", "https://b.example")] {
        store.set_provider_name(samples::name(name), samples::by_operator()).await.unwrap();
        store.set_address(CollectorAddress::parse(address).unwrap()).await.unwrap();
    }
    drop(store);
    let provider = harness.open().provider().await.unwrap();
    assert_eq!(provider.name.unwrap().as_str(), "Harbour IT");
    assert_eq!(provider.address.unwrap().as_str(), "https://b.example");
}

pub(crate) async fn a_companys_name_is_taken_in_any_case(harness: &dyn Harness) {
    let store = harness.open();
    samples::company(&*store, "Muñoz e Hijos").await;
    let again = samples::new_company("MUÑOZ E HIJOS");
    assert!(!store.add_company(again, samples::by_operator()).await.unwrap());
    assert_eq!(store.companies().await.unwrap().len(), 1);
}

pub(crate) async fn a_company_reads_back_as_it_was_added(harness: &dyn Harness) {
    let store = harness.open();
    let added = samples::new_company("Bramble & Co");
    store.add_company(added.clone(), samples::by_operator()).await.unwrap();
    samples::company(&*store, "Ash").await;
    let found = store.company(&added.id).await.unwrap().unwrap();
    assert_eq!(
        (found.id, found.name, found.help_desk, found.policy, found.created_at),
        (added.id, added.name, added.help_desk, added.policy, samples::minute(0))
    );
    let names: Vec<_> = store.companies().await.unwrap().into_iter().map(|company| company.name).collect();
    assert_eq!(names, [samples::name("Ash"), samples::name("Bramble & Co")]);
}

pub(crate) async fn an_email_address_is_taken_in_any_case(harness: &dyn Harness) {
    let store = harness.open();
    let sam = samples::technician("Sam@Harbour.example");
    let add = async |technician| store.add_technician(technician, samples::by_operator()).await.unwrap();
    assert_eq!(add(sam.clone()).await, AddTechnicianOutcome::Added);
    assert_eq!(add(samples::technician("sam@HARBOUR.example")).await, AddTechnicianOutcome::EmailTaken);
    let found = store.technician(&"SAM@harbour.example".parse().unwrap()).await.unwrap().unwrap();
    let technician = found.technician;
    assert_eq!((technician.id, technician.name, technician.role), (sam.id, sam.name, sam.role));
    assert_eq!(found.password, Some(PasswordHash("$argon2id$sample".into())));
    assert_eq!((found.companies, found.disabled, found.second_factor), (None, false, None));
    assert_eq!(store.technician(&"other@harbour.example".parse().unwrap()).await.unwrap(), None);
}

async fn with_session(
    harness: &dyn Harness,
) -> (std::sync::Arc<dyn porchlight_collector_db::Store>, NewSession) {
    let store = harness.open();
    let sam = samples::technician("sam@harbour.example");
    store.add_technician(sam.clone(), samples::by_operator()).await.unwrap();
    let session = NewSession {
        token: TokenHash([7; 32]),
        technician: sam.id,
        proof: SecondProof::NotNeeded,
        created_at: samples::minute(0),
        expires_at: samples::minute(10),
    };
    assert!(store.open_session(session.clone()).await.unwrap());
    (store, session)
}

pub(crate) async fn a_session_is_found_until_it_expires(harness: &dyn Harness) {
    let (store, session) = with_session(harness).await;
    let found = store.session(&session.token, &samples::minute(9)).await.unwrap().unwrap();
    assert_eq!((found.technician.id, found.expires_at), (session.technician, samples::minute(10)));
    assert_eq!(store.session(&session.token, &samples::minute(10)).await.unwrap(), None);
    assert_eq!(store.session(&TokenHash([8; 32]), &samples::minute(1)).await.unwrap(), None);
}

pub(crate) async fn a_closed_session_is_gone_and_closing_it_again_is_no_error(harness: &dyn Harness) {
    let (store, session) = with_session(harness).await;
    for _ in 0..2 {
        store.close_session(&session.token, &samples::minute(1)).await.unwrap();
        assert_eq!(store.session(&session.token, &samples::minute(1)).await.unwrap(), None);
    }
}

pub(crate) async fn opening_a_session_forgets_expired_ones(harness: &dyn Harness) {
    let (store, first) = with_session(harness).await;
    let second = NewSession {
        token: TokenHash([9; 32]),
        created_at: samples::minute(10),
        expires_at: samples::minute(20),
        ..first.clone()
    };
    assert!(store.open_session(second.clone()).await.unwrap());
    // Even a clock that was put back does not find it again.
    assert_eq!(store.session(&first.token, &samples::minute(1)).await.unwrap(), None);
    assert!(store.session(&second.token, &samples::minute(11)).await.unwrap().is_some());
}

pub(crate) async fn hostile_text_is_kept_as_text(harness: &dyn Harness) {
    let store = harness.open();
    for text in ["'; DROP TABLE company; --", "<script>alert(1)</script>", "%", "\\", "株式会社"] {
        let id = samples::company(&*store, text).await;
        assert_eq!(store.company(&id).await.unwrap().unwrap().name.as_str(), text);
    }
}

pub(crate) async fn what_is_done_on_purpose_is_audited(harness: &dyn Harness) {
    let store = harness.open();
    store.set_provider_name(samples::name("Harbour"), samples::by_operator()).await.unwrap();
    let company = samples::company(&*store, "Bramble & Co").await;
    let device = samples::enrolled(&*store, &company, "Ana Prieto", "a").await;
    let sam = samples::technician("sam@harbour.example");
    store.add_technician(sam.clone(), samples::by_operator()).await.unwrap();
    let by = By { who: Actor::Technician(sam.id), at: samples::minute(5) };
    let viewed = porchlight_collector_db::Action::DeviceViewed(company.clone(), device.id.clone());
    store.append_audit(viewed, by).await.unwrap();
    let entries = store.audit(10).await.unwrap();
    let told: Vec<_> = entries.iter().rev().map(|entry| (entry.seq, entry.action.as_str())).collect();
    assert_eq!(
        told,
        [
            (1, "provider_named"),
            (2, "company_added"),
            (3, "invite_created"),
            (4, "device_enrolled"),
            (5, "technician_added"),
            (6, "device_viewed"),
        ]
    );
    let last = &entries[0];
    assert_eq!(last.actor, format!("technician:{}", sam.id.0));
    assert_eq!((&last.company_id, last.subject.as_deref()), (&Some(company), Some(device.id.as_str())));
    assert!(entries.iter().all(|entry| !format!("{entry:?}").contains("Ana")));
}
