//! From the notice to the receipt, and the ways beside it.

use porchlight_contract::ErrorCode;
use porchlight_contract::wizard::{Action, Delivery, Page};

use crate::world::{Computer, World, check};

#[tokio::test]
async fn a_whole_sitting_can_be_killed_after_every_step() {
    let world = World::new().await;
    let ana = Computer::new();
    assert_eq!(ana.go(Action::AcceptNotice).await.page, Page::Invite);
    let state = ana.go(Action::LookUpInvite { text: world.invite().await, address: None }).await;
    assert_eq!((state.page, state.person.unwrap().as_str()), (Page::Confirm, "Ana Prieto"));
    assert_eq!(world.devices().await, 0, "no record without a yes");
    let state = ana.go(Action::ConfirmOffer).await;
    assert_eq!((state.page, state.person.unwrap().as_str()), (Page::Home, "Ana Prieto"));
    ana.open(Page::Check).await;
    ana.go(Action::RunChecks).await;
    ana.open(Page::Finding { check: check("disk.encryption") }).await;
    ana.open(Page::Report).await;
    let (_, reference) = ana.send().await;
    let state = ana.state();
    assert_eq!(state.page, Page::Receipt);
    assert!(matches!(state.delivery, Some(Delivery::Sent { reference: shown, .. }) if shown == reference));
    ana.open(Page::History).await;
    ana.open(Page::Declined).await;
    assert_eq!(ana.go(Action::AcceptNotice).await.page, Page::Home, "they thought better of it");
}

#[tokio::test]
async fn a_link_clicked_twice_before_the_notice_is_looked_up_once_and_makes_one_device() {
    let world = World::new().await;
    let (ana, link) = (Computer::new(), world.invite().await);
    for _ in 0..2 {
        let state = ana.open_link(&link).await;
        assert_eq!((state.page, state.problem), (Page::Notice, None));
    }
    assert_eq!(ana.go(Action::AcceptNotice).await.page, Page::Confirm);
    tokio::join!(ana.agent.act(Action::ConfirmOffer), ana.agent.act(Action::ConfirmOffer));
    ana.go(Action::ConfirmOffer).await;
    assert_eq!((ana.state().page, world.devices().await), (Page::Home, 1));
}

#[tokio::test]
async fn a_link_clicked_twice_while_the_program_runs_makes_one_offer_and_one_device() {
    let world = World::new().await;
    let (ana, link) = (Computer::new(), world.invite().await);
    ana.go(Action::AcceptNotice).await;
    tokio::join!(ana.agent.open_link(&link), ana.agent.open_link(&link));
    let state = ana.open_link(&link).await;
    assert_eq!((state.page, state.problem), (Page::Confirm, None));
    // One more click just before the yes does not swallow it.
    tokio::join!(ana.agent.open_link(&link), ana.go(Action::ConfirmOffer));
    assert_eq!(ana.state().page, Page::Home);
    let state = ana.open_link(&link).await;
    assert_eq!((state.page, state.problem), (Page::Home, None), "the link that led here");
    assert_eq!(world.devices().await, 1);
}

#[tokio::test]
async fn a_link_of_another_company_at_the_same_collector_is_refused_by_name() {
    let world = World::new().await;
    let ana = Computer::enrolled(&world).await;
    let same = world.invite().await;
    assert_eq!(ana.open_link(&same).await.problem, None);
    let other = world.other_company().await;
    let (_, link) = world.invite_until(&other, "2026-11-22T11:00:00Z").await;
    let problem = ana.open_link(&link).await.problem.unwrap();
    assert_eq!(
        (problem.code, problem.args["company"].as_str()),
        (ErrorCode::InviteOtherCompany, "Bramble & Co.")
    );
    let elsewhere = link.replace("127.0.0.1", "localhost");
    assert_eq!(ana.open_link(&elsewhere).await.problem.unwrap().code, ErrorCode::InviteOtherCompany);
    assert_eq!(world.devices().await, 1);
}
