//! What was sent: read again, copied, taken back.

use porchlight_collector_db::Store;
use porchlight_contract::wizard::{Action, Delivery, Page, SentState, TaskProgress};
use porchlight_contract::{ErrorCode, ReportId};
use porchlight_host::RecordedExports;
use serde_json::Value;

use crate::world::{Computer, NOW, World};

fn withdraw(report: &ReportId) -> Action {
    Action::WithdrawReport { report: report.clone() }
}

#[tokio::test]
async fn every_report_is_listed_and_read_again_to_the_byte() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    ana.refused(Action::Open { page: Page::History }, ErrorCode::OutOfOrder).await;
    let shown = ana.open(Page::Report).await.report.unwrap();
    let (first, _) = ana.send().await;
    let (second, _) = ana.send().await;
    let ids: Vec<_> = ana.open(Page::History).await.history.into_iter().map(|report| report.id).collect();
    assert_eq!(ids, [second, first.clone()]);
    let kept = ana.open(Page::Sent { report: first.clone() }).await.shown.unwrap();
    assert_eq!((kept.id, kept.exact), (first, shown.exact));
    assert_eq!(ana.open(Page::History).await.shown, None);
    let stranger = ReportId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff").unwrap();
    ana.refused(Action::Open { page: Page::Sent { report: stranger } }, ErrorCode::OutOfOrder).await;
}

#[tokio::test]
async fn a_report_that_is_taken_back_is_gone_there_and_stays_here() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    let (report, reference) = ana.send().await;
    let state = ana.go(withdraw(&report)).await;
    let SentState::Withdrawn { reference: shown, withdrawn_at } = &state.history[0].state else {
        panic!("{:?}", state.history)
    };
    assert_eq!((shown, withdrawn_at.as_str()), (&reference, NOW));
    assert_eq!(state.delivery, None);
    assert_eq!(state.tasks[1].progress, TaskProgress::NotYetStarted);
    assert_eq!(world.store.report(&report).await.unwrap(), None);
    assert!(ana.open(Page::Sent { report: report.clone() }).await.shown.is_some());
    ana.go(withdraw(&report)).await;
    let audit = world.store.audit(100).await.unwrap();
    assert_eq!(audit.iter().filter(|entry| entry.action == "report_withdrawn").count(), 1);
}

#[tokio::test]
async fn behind_a_report_that_is_taken_back_the_one_before_counts() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    let (first, before) = ana.send().await;
    let (second, _) = ana.send().await;
    let state = ana.go(withdraw(&second)).await;
    assert!(matches!(state.delivery, Some(Delivery::Sent { reference, .. }) if reference == before));
    let latest = world.store.device(&world.device().await).await.unwrap().unwrap().latest.unwrap();
    assert_eq!(latest.report_id, first);
}

#[tokio::test]
async fn nobody_to_ask_means_that_nothing_is_taken_back() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    let (report, _) = ana.send().await;
    let before = ana.open(Page::History).await;
    world.stop().await;
    let state = ana.refused(withdraw(&report), ErrorCode::CollectorUnreachable).await;
    assert_eq!((state.history, state.delivery, state.busy), (before.history, before.delivery, None));
    assert!(world.store.report(&report).await.unwrap().is_some());
}

#[tokio::test]
async fn what_waits_and_what_was_never_signed_cannot_be_taken_back() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    let stranger = ReportId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff").unwrap();
    ana.refused(withdraw(&stranger), ErrorCode::OutOfOrder).await;
    let report = ana.open(Page::Report).await.report.unwrap().id;
    world.stop().await;
    let state = ana.go(Action::SendReport { report: report.clone() }).await;
    assert_eq!(state.history[0].state, SentState::Waiting);
    ana.refused(withdraw(&report), ErrorCode::OutOfOrder).await;
}

#[tokio::test]
async fn the_copies_hold_every_report_with_what_proves_its_way() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    ana.refused(Action::ExportReports, ErrorCode::OutOfOrder).await;
    let shown = ana.open(Page::Report).await.report.unwrap();
    let (first, reference) = ana.send().await;
    ana.go(withdraw(&first)).await;
    let waiting = ana.open(Page::Report).await.report.unwrap();
    world.stop().await;
    ana.go(Action::SendReport { report: waiting.id.clone() }).await;
    let state = ana.go(Action::ExportReports).await;
    let [(name, bytes)] = ana.exports.saved().try_into().unwrap();
    assert_eq!(name, "porchlight-reports-2026-11-22.json");
    assert_eq!(state.exported_to.as_deref(), Some("downloads/porchlight-reports-2026-11-22.json"));
    let export: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        (&export["schema"], &export["company"]),
        (&"porchlight.export/1".into(), &"Bramble & Co.".into())
    );
    let [newest, oldest] = export["reports"].as_array().unwrap().as_slice() else { panic!("two reports") };
    assert_eq!((newest["exact"].as_str(), &newest["received"]), (Some(waiting.exact.as_str()), &Value::Null));
    assert_eq!(oldest["exact"].as_str(), Some(shown.exact.as_str()));
    assert_eq!(oldest["received"]["reference"], reference.as_str());
    for signed in [&oldest["jws"], &oldest["received"]["receipt"], &oldest["withdrawn"]["erasure"]] {
        assert_eq!(signed.as_str().unwrap().matches('.').count(), 2, "{signed}");
    }
    assert_eq!(ana.open(Page::History).await.exported_to, None);
}

#[tokio::test]
async fn copies_that_cannot_be_written_are_a_problem_of_their_own() {
    let world = World::new().await;
    let ana = Computer::with(NOW, RecordedExports::full());
    ana.enrol(&world).await;
    ana.go(Action::RunChecks).await;
    ana.send().await;
    let state = ana.refused(Action::ExportReports, ErrorCode::ExportFailed).await;
    assert_eq!(state.exported_to, None);
}
