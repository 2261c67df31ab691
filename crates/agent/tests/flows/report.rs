//! Leaving checks out of the report.

use porchlight_collector_db::Store;
use porchlight_contract::wizard::{Action, Page};
use porchlight_contract::{ErrorCode, Facts, Grade, Outcome, PersonAnswer, Report, UnknownCause};

use crate::world::{Computer, World, check};

const LOCK: &str = "screen.lock";

fn leave_out(id: &str, left_out: bool) -> Action {
    Action::LeaveOut { check: check(id), left_out }
}

#[tokio::test]
async fn what_is_left_out_is_absent_from_the_bytes_and_arrives_as_not_shared() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    ana.act(Action::AnswerFinding { check: check(LOCK), answer: Some(PersonAnswer::CannotDo) }).await;
    let before = ana.open(Page::Report).await.report.unwrap();
    assert!(before.optional.contains(&check(LOCK)) && !before.optional.contains(&check("disk.encryption")));
    let draft = ana.go(leave_out(LOCK, true)).await.report.unwrap();
    assert_ne!(draft.id, before.id);
    assert_eq!(draft.left_out, [check(LOCK)]);
    let report: Report = serde_json::from_str(&draft.exact).unwrap();
    let entry = report.checks.iter().find(|entry| entry.id == check(LOCK)).unwrap();
    assert_eq!(entry.outcome, Outcome::Unknown { cause: UnknownCause::NotShared });
    assert_eq!((entry.grade, &entry.facts, entry.person), (Grade::Declared, &Facts::new(), None));
    assert_eq!(report.checks.len(), ana.state().checks.len(), "the help desk sees that it was kept back");

    ana.go(Action::SendReport { report: draft.id }).await;
    let latest = world.store.device(&world.device().await).await.unwrap().unwrap().latest.unwrap();
    assert_eq!(latest.checks, report.checks);
}

#[tokio::test]
async fn the_choice_is_remembered_for_the_next_report_and_can_be_taken_back() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    ana.open(Page::Report).await;
    ana.go(leave_out(LOCK, true)).await;
    ana.send().await;
    ana.go(Action::RunChecks).await;
    let next = ana.open(Page::Report).await.report.unwrap();
    assert_eq!(next.left_out, [check(LOCK)]);
    assert!(next.exact.contains("not_shared"));
    let back = ana.go(leave_out(LOCK, false)).await.report.unwrap();
    assert!(back.left_out.is_empty() && !back.exact.contains("not_shared"));
}

#[tokio::test]
async fn what_the_company_requires_cannot_be_left_out() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    ana.refused(leave_out(LOCK, true), ErrorCode::OutOfOrder).await;
    let before = ana.open(Page::Report).await.report;
    let state = ana.refused(leave_out("disk.encryption", true), ErrorCode::OutOfOrder).await;
    assert_eq!(state.report, before);
}
