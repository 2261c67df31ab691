//! From an invite to a device.

use porchlight_collector_db::{EnrolOutcome, InviteState};

use super::{Harness, samples};

pub(crate) async fn an_invite_is_found_by_its_code_only(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let made = samples::invite(&*store, &company, Some("Ana Prieto")).await;
    let found = store.invite(&made.code).await.unwrap().unwrap();
    assert_eq!(
        (found.company_id, found.id, found.person, found.state, found.expires_at, found.device_id),
        (company, made.id, made.person, InviteState::Open, made.expires_at, None)
    );
    assert_eq!(store.invite(&samples::code()).await.unwrap(), None);
}

pub(crate) async fn a_code_is_taken_once(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let mut invite = samples::invite(&*store, &company, None).await;
    invite.id = porchlight_contract::InviteId::parse(samples::new_id()).unwrap();
    assert!(!store.create_invite(invite, samples::by_operator()).await.unwrap());
}

pub(crate) async fn an_invite_makes_one_device(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let invite = samples::invite(&*store, &company, Some("Ana Prieto")).await;
    let asked = samples::enrolment(&invite.code, "a");
    let device = samples::new_device(store.enrol(asked.clone()).await.unwrap());
    assert_eq!((&device.id, &device.company_id, &device.key), (&asked.device_id, &company, &asked.key));
    assert_eq!(device.person.as_ref().unwrap().as_str(), "Ana Prieto");
    assert_eq!(samples::by_key(&*store, &asked.thumbprint).await, Some(device.clone()));
    let invite = store.invite(&invite.code).await.unwrap().unwrap();
    assert_eq!((invite.state, invite.device_id), (InviteState::Used, Some(device.id)));
}

pub(crate) async fn a_repeated_enrolment_gets_the_same_device(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let invite = samples::invite(&*store, &company, None).await;
    let device = samples::new_device(store.enrol(samples::enrolment(&invite.code, "a")).await.unwrap());
    let again = store.enrol(samples::enrolment(&invite.code, "a")).await.unwrap();
    assert_eq!(again, EnrolOutcome::Repeated(device));
}

pub(crate) async fn a_used_invite_enrols_no_other_key(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let invite = samples::invite(&*store, &company, None).await;
    store.enrol(samples::enrolment(&invite.code, "a")).await.unwrap();
    let other = samples::enrolment(&invite.code, "b");
    assert_eq!(store.enrol(other.clone()).await.unwrap(), EnrolOutcome::Used);
    assert_eq!(samples::by_key(&*store, &other.thumbprint).await, None);
    // Nor a key that another invite has enrolled.
    samples::enrolled(&*store, &company, "Ben", "c").await;
    assert_eq!(store.enrol(samples::enrolment(&invite.code, "c")).await.unwrap(), EnrolOutcome::Used);
}

pub(crate) async fn an_invite_that_expired_in_between_still_answers_its_own_device(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let invite = samples::invite(&*store, &company, None).await;
    let device = samples::new_device(store.enrol(samples::enrolment(&invite.code, "a")).await.unwrap());
    let mut late = samples::enrolment(&invite.code, "a");
    late.at = samples::minute(61);
    assert_eq!(store.enrol(late).await.unwrap(), EnrolOutcome::Repeated(device));
}

pub(crate) async fn expired_revoked_and_unknown_invites_make_no_device(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let open = samples::invite(&*store, &company, None).await;
    let mut late = samples::enrolment(&open.code, "a");
    late.at = open.expires_at.clone();
    assert_eq!(store.enrol(late).await.unwrap(), EnrolOutcome::Expired);
    store.revoke_invite(&open.id, samples::by_operator()).await.unwrap();
    let revoked = store.enrol(samples::enrolment(&open.code, "a")).await.unwrap();
    assert_eq!(revoked, EnrolOutcome::Revoked);
    let unknown = samples::enrolment(&samples::code(), "a");
    assert_eq!(store.enrol(unknown.clone()).await.unwrap(), EnrolOutcome::Unknown);
    assert_eq!(samples::by_key(&*store, &unknown.thumbprint).await, None);
}

pub(crate) async fn revoking_twice_is_no_error_and_a_used_invite_stays_used(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let invite = samples::invite(&*store, &company, None).await;
    for _ in 0..2 {
        let revoked = store.revoke_invite(&invite.id, samples::by_operator()).await.unwrap().unwrap();
        assert_eq!(revoked.state, InviteState::Revoked);
    }
    let told = store.audit(100).await.unwrap();
    assert_eq!(told.iter().filter(|entry| entry.action == "invite_revoked").count(), 1);
    let used = samples::invite(&*store, &company, None).await;
    store.enrol(samples::enrolment(&used.code, "a")).await.unwrap();
    let used = store.revoke_invite(&used.id, samples::by_operator()).await.unwrap().unwrap();
    assert_eq!(used.state, InviteState::Used);
    let nobodys = porchlight_contract::InviteId::parse(samples::new_id()).unwrap();
    assert_eq!(store.revoke_invite(&nobodys, samples::by_operator()).await.unwrap(), None);
}

pub(crate) async fn an_enrolled_key_gets_its_own_record_with_another_invite_of_its_company(
    harness: &dyn Harness,
) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let device = samples::enrolled(&*store, &company, "Ana Prieto", "a").await;
    let second = samples::invite(&*store, &company, Some("Ana Prieto")).await;
    let outcome = store.enrol(samples::enrolment(&second.code, "a")).await.unwrap();
    assert_eq!(outcome, EnrolOutcome::Repeated(device));
    // And the second invite is used up.
    assert_eq!(store.enrol(samples::enrolment(&second.code, "b")).await.unwrap(), EnrolOutcome::Used);
}

pub(crate) async fn an_enrolled_key_is_refused_by_another_company(harness: &dyn Harness) {
    let store = harness.open();
    let bramble = samples::company(&*store, "Bramble & Co").await;
    let ash = samples::company(&*store, "Ash").await;
    samples::enrolled(&*store, &bramble, "Ana Prieto", "a").await;
    let invite = samples::invite(&*store, &ash, None).await;
    let outcome = store.enrol(samples::enrolment(&invite.code, "a")).await.unwrap();
    assert_eq!(outcome, EnrolOutcome::OtherCompany(bramble));
    assert_eq!(store.invite(&invite.code).await.unwrap().unwrap().state, InviteState::Open);
}

pub(crate) async fn concurrent_enrolments_with_one_code_make_one_device(harness: &dyn Harness) {
    let store = harness.open();
    let company = samples::company(&*store, "Bramble & Co").await;
    let invite = samples::invite(&*store, &company, None).await;
    let tries: Vec<_> = (0..16)
        .map(|n| {
            let store = store.clone();
            let asked = samples::enrolment(&invite.code, &format!("key-{n}-"));
            tokio::spawn(async move { store.enrol(asked).await.unwrap() })
        })
        .collect();
    let mut made = 0;
    for one in tries {
        let outcome = one.await.unwrap();
        if outcome != EnrolOutcome::Used {
            samples::new_device(outcome);
            made += 1;
        }
    }
    assert_eq!(made, 1);
}
