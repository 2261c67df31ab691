//! Who signs in: added, changed, set up, and with what they prove who they are.

use porchlight_collector_db::{
    Actor, AddTechnicianOutcome, By, ChangeTechnicianOutcome, NewOwner, NewSession, NewTechnician,
    PasswordHash, RecoveryCodeHash, Role, Scope, SealedSecret, SecondProof, SetUp, SetUpLink,
    SetUpLinkOutcome, SetUpOffer, SetUpOutcome, Store, TechnicianChange, TechnicianId, TokenHash, WayIn,
};
use porchlight_contract::CompanyId;

use super::{Harness, samples};

/// Somebody with this role who looks after these companies.
async fn added(store: &dyn Store, email: &str, role: Role, companies: Scope) -> TechnicianId {
    let technician = NewTechnician { role, companies, ..samples::technician(email) };
    let id = technician.id;
    let outcome = store.add_technician(technician, samples::by_operator()).await.unwrap();
    assert_eq!(outcome, AddTechnicianOutcome::Added);
    id
}

fn by(technician: TechnicianId, minute: u8) -> By {
    By { who: Actor::Technician(technician), at: samples::minute(minute) }
}

/// Signs somebody in, in this minute and for an hour; the token is told by its first byte.
async fn signed_in(
    store: &dyn Store,
    technician: TechnicianId,
    token: u8,
    minute: u8,
    proof: SecondProof,
) -> bool {
    let session = NewSession {
        token: TokenHash([token; 32]),
        technician,
        proof,
        created_at: samples::minute(minute),
        expires_at: samples::minute(minute + 60),
    };
    store.open_session(session).await.unwrap()
}

async fn is_open(store: &dyn Store, token: u8) -> bool {
    store.session(&TokenHash([token; 32]), &samples::minute(30)).await.unwrap().is_some()
}

async fn changed(store: &dyn Store, id: TechnicianId, change: TechnicianChange) -> ChangeTechnicianOutcome {
    store.change_technician(id, change, samples::by_operator()).await.unwrap()
}

fn role(role: Role) -> TechnicianChange {
    TechnicianChange { role: Some(role), ..TechnicianChange::default() }
}

fn disabled(disabled: bool) -> TechnicianChange {
    TechnicianChange { disabled: Some(disabled), ..TechnicianChange::default() }
}

fn companies(companies: Scope) -> TechnicianChange {
    TechnicianChange { companies: Some(companies), ..TechnicianChange::default() }
}

fn link(token: u8, expires_at: u8) -> SetUpLink {
    SetUpLink { token: TokenHash([token; 32]), expires_at: samples::minute(expires_at) }
}

fn set_up(token: u8, minute: u8) -> SetUp {
    SetUp {
        token: TokenHash([token; 32]),
        password: PasswordHash(format!("$argon2id$chosen-{token}")),
        owner: None,
        at: samples::minute(minute),
    }
}

async fn told(store: &dyn Store) -> Vec<String> {
    store.audit(100).await.unwrap().into_iter().rev().map(|entry| entry.action).collect()
}

pub(crate) async fn everybody_is_listed_by_name_with_what_they_look_after(harness: &dyn Harness) {
    let store = harness.open();
    let bramble = samples::company(&*store, "Bramble & Co").await;
    let sam = added(&*store, "sam@harbour.example", Role::Owner, None).await;
    let kim = NewTechnician {
        name: samples::name("Kim"),
        companies: Some([bramble.clone()].into()),
        way_in: WayIn::Link(link(1, 60)),
        ..samples::technician("kim@harbour.example")
    };
    store.add_technician(kim.clone(), samples::by_operator()).await.unwrap();
    assert!(signed_in(&*store, sam, 7, 5, SecondProof::NotNeeded).await);
    let [first, second] = store.technicians().await.unwrap().try_into().unwrap();
    assert_eq!((first.technician.id, first.companies), (kim.id, Some([bramble].into())));
    assert_eq!((first.last_sign_in, first.disabled, first.second_factor), (None, false, false));
    assert_eq!((second.technician.id, second.companies), (sam, None));
    assert_eq!(second.last_sign_in, Some(samples::minute(5)));
    let kims = store.technician(&kim.email).await.unwrap().unwrap();
    assert_eq!(kims.password, None, "nobody has told a password yet");
}

pub(crate) async fn companies_that_are_not_there_are_looked_after_by_nobody(harness: &dyn Harness) {
    let store = harness.open();
    let sam = added(&*store, "sam@harbour.example", Role::Technician, None).await;
    let unknown: Scope = Some([CompanyId::parse(samples::new_id()).unwrap()].into());
    let kim = NewTechnician { companies: unknown.clone(), ..samples::technician("kim@harbour.example") };
    let outcome = store.add_technician(kim.clone(), samples::by_operator()).await.unwrap();
    assert_eq!(outcome, AddTechnicianOutcome::CompanyUnknown);
    assert_eq!(store.technician(&kim.email).await.unwrap(), None);
    assert_eq!(changed(&*store, sam, companies(unknown)).await, ChangeTechnicianOutcome::CompanyUnknown);
    assert_eq!(store.technicians().await.unwrap()[0].companies, None);
}

pub(crate) async fn a_session_knows_what_its_person_looks_after_now(harness: &dyn Harness) {
    let store = harness.open();
    let bramble = samples::company(&*store, "Bramble & Co").await;
    let ash = samples::company(&*store, "Ash").await;
    let sam = added(&*store, "sam@harbour.example", Role::Technician, Some([bramble].into())).await;
    signed_in(&*store, sam, 7, 0, SecondProof::NotNeeded).await;
    let seen = async || {
        let session = store.session(&TokenHash([7; 32]), &samples::minute(1)).await.unwrap().unwrap();
        (session.companies, session.technician.role)
    };
    for scope in [Some([ash].into()), Some([].into()), None] {
        assert_eq!(changed(&*store, sam, companies(scope.clone())).await, ChangeTechnicianOutcome::Changed);
        assert_eq!(seen().await, (scope, Role::Technician));
    }
    changed(&*store, sam, companies(Some([].into()))).await;
    changed(&*store, sam, role(Role::Owner)).await;
    assert_eq!(seen().await, (None, Role::Owner), "owners look after all");
    let narrowed = changed(&*store, sam, companies(Some([].into()))).await;
    assert_eq!(narrowed, ChangeTechnicianOutcome::OwnerHasAll);
}

pub(crate) async fn the_last_owner_who_can_sign_in_stays_one(harness: &dyn Harness) {
    let store = harness.open();
    let sam = added(&*store, "sam@harbour.example", Role::Owner, None).await;
    let waiting = NewTechnician {
        role: Role::Owner,
        way_in: WayIn::Link(link(1, 60)),
        ..samples::technician("kim@harbour.example")
    };
    store.add_technician(waiting.clone(), samples::by_operator()).await.unwrap();
    let off = added(&*store, "ash@harbour.example", Role::Owner, None).await;
    assert_eq!(changed(&*store, off, disabled(true)).await, ChangeTechnicianOutcome::Changed);
    let refused = [role(Role::Technician), role(Role::Auditor), disabled(true)];
    for change in refused.clone() {
        assert_eq!(changed(&*store, sam, change).await, ChangeTechnicianOutcome::LastOwner);
    }
    assert_eq!(changed(&*store, sam, role(Role::Owner)).await, ChangeTechnicianOutcome::Changed);
    store.set_up(set_up(1, 5)).await.unwrap();
    assert_eq!(changed(&*store, sam, role(Role::Auditor)).await, ChangeTechnicianOutcome::Changed);
    for change in refused {
        assert_eq!(changed(&*store, waiting.id, change).await, ChangeTechnicianOutcome::LastOwner);
    }
    let nobody = TechnicianId(uuid::Uuid::now_v7());
    assert_eq!(changed(&*store, nobody, disabled(true)).await, ChangeTechnicianOutcome::Unknown);
}

pub(crate) async fn two_owners_who_demote_each_other_leave_one(harness: &dyn Harness) {
    let store = harness.open();
    let sam = added(&*store, "sam@harbour.example", Role::Owner, None).await;
    let kim = added(&*store, "kim@harbour.example", Role::Owner, None).await;
    let demote = |id| {
        let store = store.clone();
        tokio::spawn(async move { changed(&*store, id, role(Role::Technician)).await })
    };
    let (one, two) = (demote(sam), demote(kim));
    let mut outcomes = [one.await.unwrap(), two.await.unwrap()];
    outcomes.sort_by_key(|outcome| *outcome == ChangeTechnicianOutcome::LastOwner);
    assert_eq!(outcomes, [ChangeTechnicianOutcome::Changed, ChangeTechnicianOutcome::LastOwner]);
}

pub(crate) async fn who_may_do_less_is_signed_out_and_who_may_do_more_is_not(harness: &dyn Harness) {
    let store = harness.open();
    added(&*store, "owner@harbour.example", Role::Owner, None).await;
    for (token, before, change, stays) in [
        (1, Role::Owner, role(Role::Technician), false),
        (2, Role::Technician, role(Role::Auditor), false),
        (3, Role::Technician, disabled(true), false),
        (4, Role::Auditor, role(Role::Technician), true),
        (5, Role::Technician, role(Role::Owner), true),
        (6, Role::Technician, companies(Some([].into())), true),
        (7, Role::Technician, role(Role::Technician), true),
    ] {
        let id = added(&*store, &format!("{token}@harbour.example"), before, None).await;
        assert!(signed_in(&*store, id, token, 0, SecondProof::NotNeeded).await);
        assert_eq!(changed(&*store, id, change).await, ChangeTechnicianOutcome::Changed);
        assert_eq!(is_open(&*store, token).await, stays, "{token}");
    }
}

pub(crate) async fn who_is_switched_off_cannot_sign_in_until_switched_on(harness: &dyn Harness) {
    let store = harness.open();
    let sam = added(&*store, "sam@harbour.example", Role::Technician, None).await;
    changed(&*store, sam, disabled(true)).await;
    assert!(!signed_in(&*store, sam, 7, 0, SecondProof::NotNeeded).await);
    let link = store.make_set_up_link(sam, link(1, 60), samples::by_operator()).await.unwrap();
    assert_eq!(link, SetUpLinkOutcome::Disabled);
    changed(&*store, sam, disabled(false)).await;
    assert!(signed_in(&*store, sam, 7, 0, SecondProof::NotNeeded).await);
    let told = told(&*store).await;
    assert_eq!(told, ["technician_added", "technician_disabled", "technician_enabled", "signed_in"]);
}

pub(crate) async fn another_password_ends_the_other_sessions(harness: &dyn Harness) {
    let store = harness.open();
    let sam = added(&*store, "sam@harbour.example", Role::Technician, None).await;
    let kim = added(&*store, "kim@harbour.example", Role::Technician, None).await;
    for (technician, token) in [(sam, 1), (sam, 2), (kim, 3)] {
        signed_in(&*store, technician, token, 0, SecondProof::NotNeeded).await;
    }
    let password = PasswordHash("$argon2id$other".into());
    store.set_password(sam, password.clone(), TokenHash([2; 32]), by(sam, 5)).await.unwrap();
    assert_eq!(
        [is_open(&*store, 1).await, is_open(&*store, 2).await, is_open(&*store, 3).await],
        [false, true, true]
    );
    let found = store.technician(&"sam@harbour.example".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(found.password, Some(password));
    assert_eq!(told(&*store).await.last().unwrap(), "password_changed");
}

pub(crate) async fn a_link_sets_a_password_once_and_lets_nothing_else_in(harness: &dyn Harness) {
    let store = harness.open();
    let sam = with_codes(&*store).await;
    signed_in(&*store, sam, 9, 1, SecondProof::Code(101)).await;
    let make = async |token, until| {
        store.make_set_up_link(sam, link(token, until), samples::by_operator()).await.unwrap()
    };
    assert_eq!(make(1, 60).await, SetUpLinkOutcome::Made);
    assert_eq!(make(2, 60).await, SetUpLinkOutcome::Made);
    let offer = store.set_up_offer(&TokenHash([2; 32]), &samples::minute(5)).await.unwrap().unwrap();
    let SetUpOffer::Technician(technician) = offer else { panic!("for nobody") };
    assert_eq!(technician.id, sam);
    for (token, minute) in [(1, 5), (2, 60), (3, 5)] {
        let offer = store.set_up_offer(&TokenHash([token; 32]), &samples::minute(minute)).await.unwrap();
        assert_eq!(offer, None, "{token} in minute {minute}");
        assert_eq!(store.set_up(set_up(token, minute)).await.unwrap(), SetUpOutcome::Invalid);
    }
    assert!(is_open(&*store, 9).await);
    assert_eq!(store.set_up(set_up(2, 5)).await.unwrap(), SetUpOutcome::Done(sam));
    assert_eq!(store.set_up(set_up(2, 5)).await.unwrap(), SetUpOutcome::Invalid);
    let found = store.technician(&technician.email).await.unwrap().unwrap();
    assert_eq!(found.password, Some(set_up(2, 5).password));
    assert_eq!(found.second_factor, None);
    assert!(!is_open(&*store, 9).await);
    assert!(signed_in(&*store, sam, 10, 6, SecondProof::NotNeeded).await);
}

pub(crate) async fn a_link_is_worth_nothing_to_who_is_switched_off(harness: &dyn Harness) {
    let store = harness.open();
    let sam = added(&*store, "sam@harbour.example", Role::Technician, None).await;
    store.make_set_up_link(sam, link(1, 60), samples::by_operator()).await.unwrap();
    changed(&*store, sam, disabled(true)).await;
    assert_eq!(store.set_up_offer(&TokenHash([1; 32]), &samples::minute(5)).await.unwrap(), None);
    assert_eq!(store.set_up(set_up(1, 5)).await.unwrap(), SetUpOutcome::Invalid);
}

pub(crate) async fn the_first_owner_is_made_by_a_link_as_long_as_there_is_nobody(harness: &dyn Harness) {
    let store = harness.open();
    for token in [1, 2] {
        assert!(store.make_owner_link(link(token, 60), samples::by_operator()).await.unwrap());
    }
    assert_eq!(store.set_up_offer(&TokenHash([1; 32]), &samples::minute(5)).await.unwrap(), None);
    let offer = store.set_up_offer(&TokenHash([2; 32]), &samples::minute(5)).await.unwrap();
    assert_eq!(offer, Some(SetUpOffer::FirstOwner));
    assert_eq!(store.set_up(set_up(2, 5)).await.unwrap(), SetUpOutcome::OwnerMissing);
    let owner = NewOwner {
        id: TechnicianId(uuid::Uuid::now_v7()),
        email: "sam@harbour.example".parse().unwrap(),
        name: samples::name("Sam Reyes"),
    };
    let given = SetUp { owner: Some(owner.clone()), ..set_up(2, 5) };
    assert_eq!(store.set_up(given.clone()).await.unwrap(), SetUpOutcome::Done(owner.id));
    let found = store.technician(&owner.email).await.unwrap().unwrap();
    assert_eq!((found.technician.role, found.companies), (Role::Owner, None));
    assert_eq!(store.set_up(given).await.unwrap(), SetUpOutcome::Invalid);
    assert!(!store.make_owner_link(link(3, 60), samples::by_operator()).await.unwrap());
}

pub(crate) async fn a_link_for_the_first_owner_ends_with_the_first_technician(harness: &dyn Harness) {
    let store = harness.open();
    store.make_owner_link(link(1, 60), samples::by_operator()).await.unwrap();
    added(&*store, "sam@harbour.example", Role::Technician, None).await;
    assert_eq!(store.set_up_offer(&TokenHash([1; 32]), &samples::minute(5)).await.unwrap(), None);
}

fn sealed(n: u8) -> SealedSecret {
    SealedSecret(vec![n; 48])
}

/// Somebody who has used the code of period 100, and has the recovery codes 1 to 3.
async fn with_codes(store: &dyn Store) -> TechnicianId {
    let sam = added(store, "sam@harbour.example", Role::Technician, None).await;
    assert!(store.begin_second_factor(sam, sealed(1)).await.unwrap());
    let recovery = [1, 2, 3].map(|n| RecoveryCodeHash([n; 32])).to_vec();
    assert!(store.confirm_second_factor(sam, (sealed(1), 100), recovery, by(sam, 0)).await.unwrap());
    sam
}

async fn factor(store: &dyn Store) -> Option<(Option<u64>, u32)> {
    let found = store.technician(&"sam@harbour.example".parse().unwrap()).await.unwrap().unwrap();
    found.second_factor.map(|factor| (factor.last_step, factor.recovery_codes_left))
}

pub(crate) async fn a_secret_counts_when_a_code_has_proved_it(harness: &dyn Harness) {
    let store = harness.open();
    let sam = added(&*store, "sam@harbour.example", Role::Technician, None).await;
    let confirm = async |n| store.confirm_second_factor(sam, (sealed(n), 100), Vec::new(), by(sam, 0)).await;
    assert!(!confirm(1).await.unwrap());
    for n in [1, 2] {
        assert!(store.begin_second_factor(sam, sealed(n)).await.unwrap());
    }
    assert_eq!(factor(&*store).await, Some((None, 0)));
    assert!(signed_in(&*store, sam, 7, 0, SecondProof::NotNeeded).await);
    assert!(!confirm(1).await.unwrap(), "another secret was begun since");
    assert!(confirm(2).await.unwrap());
    assert_eq!(factor(&*store).await, Some((Some(100), 0)));
    assert!(!confirm(2).await.unwrap());
    assert!(!store.begin_second_factor(sam, sealed(3)).await.unwrap());
    assert!(!signed_in(&*store, sam, 8, 0, SecondProof::NotNeeded).await);
    assert!(store.technicians().await.unwrap()[0].second_factor);
}

pub(crate) async fn each_code_signs_in_once(harness: &dyn Harness) {
    let store = harness.open();
    let sam = with_codes(&*store).await;
    let recovery = |n| SecondProof::RecoveryCode(RecoveryCodeHash([n; 32]));
    for (token, proof, works) in [
        (1, SecondProof::Code(100), false),
        (2, SecondProof::Code(101), true),
        (3, SecondProof::Code(101), false),
        (4, SecondProof::Code(100), false),
        (5, recovery(2), true),
        (6, recovery(2), false),
        (7, recovery(9), false),
        (8, SecondProof::Code(102), true),
    ] {
        assert_eq!(signed_in(&*store, sam, token, 0, proof).await, works, "{token}");
        assert_eq!(is_open(&*store, token).await, works, "{token}");
    }
    assert_eq!(factor(&*store).await, Some((Some(102), 2)));
    assert_eq!(told(&*store).await.iter().filter(|action| *action == "signed_in").count(), 3);
}

pub(crate) async fn one_of_two_who_use_a_code_at_once_is_let_in(harness: &dyn Harness) {
    let store = harness.open();
    let sam = with_codes(&*store).await;
    for proof in [SecondProof::Code(101), SecondProof::RecoveryCode(RecoveryCodeHash([1; 32]))] {
        let tries = (1..=8_u8).map(|token| {
            let store = store.clone();
            tokio::spawn(async move { signed_in(&*store, sam, token, 0, proof).await })
        });
        let mut let_in = 0;
        for one in tries.collect::<Vec<_>>() {
            let_in += u8::from(one.await.unwrap());
        }
        assert_eq!(let_in, 1, "{proof:?}");
        for token in 1..=8 {
            store.close_session(&TokenHash([token; 32]), &samples::minute(1)).await.unwrap();
        }
    }
}

pub(crate) async fn codes_are_switched_off_with_a_code(harness: &dyn Harness) {
    let store = harness.open();
    let sam = with_codes(&*store).await;
    let remove = async |proof| store.remove_second_factor(sam, proof, by(sam, 1)).await.unwrap();
    assert!(!remove(SecondProof::NotNeeded).await);
    assert!(!remove(SecondProof::Code(100)).await);
    assert!(!remove(SecondProof::RecoveryCode(RecoveryCodeHash([9; 32]))).await);
    assert!(remove(SecondProof::RecoveryCode(RecoveryCodeHash([1; 32]))).await);
    assert_eq!(factor(&*store).await, None);
    assert!(!remove(SecondProof::NotNeeded).await);
    assert!(!remove(SecondProof::RecoveryCode(RecoveryCodeHash([2; 32]))).await);
    assert!(signed_in(&*store, sam, 7, 1, SecondProof::NotNeeded).await);
    assert_eq!(told(&*store).await[1..], ["second_factor_on", "second_factor_off", "signed_in"]);
}
