//! Checks: stopped, answered, and the way to the settings.

use porchlight_contract::wizard::{Action, Busy, Page, TaskProgress};
use porchlight_contract::{
    Day, ErrorCode, Outcome, PersonAnswer, PolicyDocument, Requirement, Standing, Thresholds,
};
use porchlight_host::SettingsPage;

use crate::machine::GOOD;
use crate::world::{Computer, World, check};

const DISK: &str = "disk.encryption";

fn answered(answer: Option<PersonAnswer>) -> Action {
    Action::AnswerFinding { check: check(DISK), answer }
}

#[tokio::test]
async fn checks_that_are_stopped_leave_what_was_found_and_can_be_run_again() {
    let world = World::new().await;
    let ana = Computer::enrolled(&world).await;
    ana.go(Action::CheckAgain { check: check(DISK) }).await;
    ana.machine.hold();
    let (agent, mut states) = (ana.agent.clone(), ana.agent.state());
    let run = tokio::spawn(async move { agent.act(Action::RunChecks).await });
    let running =
        states.wait_for(|state| state.checks.iter().all(|card| card.running)).await.unwrap().clone();
    assert_eq!(running.busy, Some(Busy::Checking));
    ana.agent.act(Action::CancelChecks).await;
    run.await.unwrap();
    let state = ana.state();
    assert_eq!((state.busy, state.problem.clone()), (None, None));
    assert!(state.checks.iter().all(|card| !card.running));
    let found: Vec<_> = state.checks.iter().filter(|card| card.finding.is_some()).collect();
    assert_eq!((found.len(), found[0].id.as_str()), (1, DISK));
    assert_eq!(state.tasks[0].progress, TaskProgress::InProgress);
    ana.machine.let_go();
    let state = ana.go(Action::RunChecks).await;
    assert_eq!(state.tasks[0].progress, TaskProgress::Completed);
}

#[tokio::test]
async fn stopping_when_nothing_runs_stops_nothing_later() {
    let world = World::new().await;
    let ana = Computer::enrolled(&world).await;
    ana.go(Action::CancelChecks).await;
    let state = ana.go(Action::RunChecks).await;
    assert!(state.checks.iter().all(|card| card.finding.is_some()));
}

#[tokio::test]
async fn the_settings_page_of_a_check_is_opened_and_no_other() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    let state = ana.go(Action::OpenSettings { check: check(DISK) }).await;
    assert_eq!(ana.settings.opened(), [SettingsPage::Encryption]);
    assert!(state.checks.iter().filter_map(|card| card.finding.as_ref()).all(|finding| finding.settings));
    ana.refused(Action::OpenSettings { check: check("no.such_check") }, ErrorCode::OutOfOrder).await;
}

#[tokio::test]
async fn an_answer_stands_beside_its_finding_and_in_the_report_until_the_finding_passes() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    let card = |state: &porchlight_contract::wizard::WizardState| {
        state.checks.iter().find(|card| card.id == check(DISK)).unwrap().clone()
    };
    let state = ana.go(answered(Some(PersonAnswer::CannotDo))).await;
    assert_eq!(card(&state).answer, Some(PersonAnswer::CannotDo));
    assert!(matches!(card(&state).finding.unwrap().outcome, Outcome::Warn { .. }), "it changes no finding");
    let before = ana.open(Page::Report).await.report.unwrap();
    assert_eq!(before.exact.matches(r#""person": "cannot_do""#).count(), 1);
    let after = ana.go(answered(Some(PersonAnswer::Disagree))).await.report.unwrap();
    assert_ne!(after.id, before.id, "what is read is what was said last");
    assert_eq!(after.exact.matches(r#""person": "disagree""#).count(), 1);
    ana.refused(Action::SendReport { report: before.id }, ErrorCode::OutOfOrder).await;
    let state = ana.go(answered(None)).await;
    assert!(!state.report.unwrap().exact.contains("person\""));

    ana.go(answered(Some(PersonAnswer::CannotDo))).await;
    ana.machine.becomes(GOOD);
    let state = ana.go(Action::CheckAgain { check: check(DISK) }).await;
    assert_eq!((card(&state).finding.unwrap().outcome, card(&state).answer), (Outcome::Pass, None));
    ana.refused(answered(Some(PersonAnswer::Disagree)), ErrorCode::OutOfOrder).await;
}

#[tokio::test]
async fn there_is_nothing_to_say_before_a_check_was_run() {
    let world = World::new().await;
    let ana = Computer::enrolled(&world).await;
    ana.refused(answered(Some(PersonAnswer::CannotDo)), ErrorCode::OutOfOrder).await;
}

#[tokio::test]
async fn what_the_company_asks_from_a_day_on_and_its_own_lines_count_on_the_computer_too() {
    let world = World::new().await;
    let lock = check("screen.lock");
    // Today is the 22nd, and the screen locks after ten minutes.
    for (version, from, limit, standing) in [
        (2, "2026-12-01", 600, Standing::Good),
        (3, "2026-12-01", 300, Standing::WorthMending),
        (4, "2026-11-22", 300, Standing::MustMend),
    ] {
        let mut policy = PolicyDocument {
            version,
            from: [(lock.clone(), Day::parse(from).unwrap())].into(),
            thresholds: Thresholds { lock_after_s: Some(limit), ..Thresholds::default() },
            ..porchlight_policy::default_policy()
        };
        policy.checks.insert(lock.clone(), Requirement::Required);
        world.ask(policy).await;
        let ana = Computer::enrolled(&world).await;
        ana.machine.becomes(GOOD);
        ana.go(Action::RunChecks).await;
        let state = ana.open(Page::Report).await;
        let card = state.checks.iter().find(|card| card.id == lock).unwrap();
        let finding = card.finding.as_ref().unwrap();
        let fails = matches!(finding.outcome, Outcome::Fail { .. });
        assert_eq!((finding.standing, fails), (standing, standing != Standing::Good), "version {version}");
        let optional = state.report.unwrap().optional;
        assert_eq!(optional.contains(&lock), standing != Standing::MustMend, "version {version}");
    }
}
