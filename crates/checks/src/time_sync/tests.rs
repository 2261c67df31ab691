//! Which clocks are right, and stay right.

use porchlight_contract::{Outcome, UnknownCause};
use porchlight_host::{Answer, Hive, ProbeError, Program, Question, RegistryData};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::testing::{
    self, Machine, OBSTACLES, assert_obstacles, fails, registry, run, unit, unknown, warns,
};

fn outcome(machine: &Machine) -> Outcome {
    machine.outcome::<TimeSync>()
}

fn off_by(machine: Machine, milliseconds: i64) -> Machine {
    machine.answer(Question::ClockOffset, Answer::Number(milliseconds))
}

fn alone(machine: Machine) -> Machine {
    machine.refuse(Question::ClockOffset, ProbeError::Unavailable)
}

// The clock

#[test]
fn two_minutes_pass_five_warn_and_more_fails_in_either_direction() {
    for direction in [1, -1] {
        let clock = |seconds: i64| outcome(&off_by(Machine::macos(), direction * seconds * 1000));
        assert_eq!(clock(0), Outcome::Pass);
        assert_eq!(clock(120), Outcome::Pass);
        assert_eq!(clock(121), warns("drifted"));
        assert_eq!(clock(300), warns("drifted"));
        assert_eq!(clock(301), fails("wrong"));
        assert_eq!(clock(40_000_000), fails("wrong"));
    }
}

#[test]
fn whole_hours_hint_at_a_second_system_where_there_can_be_one() {
    let hours = |machine, seconds: i64| outcome(&off_by(machine, seconds * 1000));
    for seconds in [3600, 7200, -3600, 14 * 3600, 3600 + 120, 2 * 3600 - 120] {
        assert_eq!(hours(Machine::windows(), seconds), fails("whole_hours"), "{seconds}");
        assert_eq!(hours(Machine::ubuntu(), seconds), fails("whole_hours"), "{seconds}");
        assert_eq!(hours(Machine::macos(), seconds), fails("wrong"), "{seconds}");
    }
    for seconds in [1800, 3600 + 121, 2 * 3600 - 121, 15 * 3600, 24 * 3600] {
        assert_eq!(hours(Machine::windows(), seconds), fails("wrong"), "{seconds}");
    }
}

#[test]
fn the_facts_say_how_far_and_not_in_which_direction() {
    let facts =
        |milliseconds| testing::json(&off_by(Machine::ubuntu(), milliseconds).judgement::<TimeSync>().facts);
    assert_eq!(facts(-90_999), json!({ "sync": true, "off_by_s": 90 }));
    assert_eq!(facts(i64::MIN), json!({ "sync": true, "off_by_s": u32::MAX }));
}

#[test]
fn without_a_collector_only_the_service_is_judged() {
    let judgement = alone(Machine::ubuntu()).judgement::<TimeSync>();
    assert_eq!(judgement.outcome, Outcome::Pass);
    assert_eq!(testing::json(&judgement.facts), json!({ "sync": true }));
    assert_eq!(outcome(&alone(windows("NoSync"))), warns("sync_off"));
}

#[test]
fn a_collector_that_does_not_answer_is_not_one_that_is_missing() {
    for (error, cause) in OBSTACLES.into_iter().filter(|(error, _)| *error != ProbeError::Unavailable) {
        let machine = Machine::ubuntu().refuse(Question::ClockOffset, error);
        assert_eq!(outcome(&machine), unknown(cause), "{error}");
    }
    let text = Machine::ubuntu().answer(Question::ClockOffset, Answer::Text("0".to_owned()));
    assert_eq!(outcome(&text), unknown(UnknownCause::Parse));
}

#[test]
fn a_wrong_clock_that_nothing_sets_has_both_reasons() {
    let both = |codes: [&str; 2]| codes.map(|code| code.parse().unwrap()).to_vec();
    let wrong = off_by(windows("NoSync"), 400_000);
    assert_eq!(outcome(&wrong), Outcome::Fail { reasons: both(["wrong", "sync_off"]) });
    let drifted = off_by(windows("NoSync"), 200_000);
    assert_eq!(outcome(&drifted), Outcome::Warn { reasons: both(["drifted", "sync_off"]) });
}

// Windows

const SERVICE: &str = r"SYSTEM\CurrentControlSet\Services\W32Time";
const PARAMETERS: &str = r"SYSTEM\CurrentControlSet\Services\W32Time\Parameters";
const POLICIES: &str = r"SOFTWARE\Policies\Microsoft\W32Time\Parameters";

fn windows(kind: &str) -> Machine {
    Machine::windows().registry(Hive::LocalMachine, PARAMETERS, "Type", RegistryData::Text(kind.to_owned()))
}

fn start(number: u32) -> Machine {
    Machine::windows().registry(Hive::LocalMachine, SERVICE, "Start", RegistryData::Dword(number))
}

#[test]
fn windows_says_where_it_gets_the_time_from() {
    for kind in ["NTP", "ntp", "NT5DS", "AllSync"] {
        assert_eq!(outcome(&windows(kind)), Outcome::Pass, "{kind}");
    }
    assert_eq!(outcome(&windows("NoSync")), warns("sync_off"));
    for kind in ["", "NTP,NoSync", "1"] {
        assert_eq!(outcome(&windows(kind)), unknown(UnknownCause::Parse), "{kind}");
    }
}

#[test]
fn a_time_service_that_is_switched_off_sets_no_clock() {
    for number in 0..4 {
        assert_eq!(outcome(&start(number)), Outcome::Pass, "{number}");
    }
    assert_eq!(outcome(&start(4)), warns("sync_off"));
    assert_eq!(outcome(&start(5)), unknown(UnknownCause::Parse));
}

#[test]
fn what_group_policy_says_of_the_time_wins() {
    let forced = |machine: Machine, kind: &str| {
        machine.registry(Hive::LocalMachine, POLICIES, "Type", RegistryData::Text(kind.to_owned()))
    };
    assert_eq!(outcome(&forced(windows("NTP"), "NoSync")), warns("sync_off"));
    assert_eq!(outcome(&forced(windows("NoSync"), "NTP")), Outcome::Pass);
}

#[test]
fn an_unreadable_or_missing_time_service_of_windows_is_unknown() {
    for (key, name) in [(SERVICE, "Start"), (PARAMETERS, "Type")] {
        assert_obstacles::<TimeSync>(Machine::windows, &registry(Hive::LocalMachine, key, name));
        let gone = Machine::windows().without_registry(Hive::LocalMachine, key, name);
        assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing), "{name}");
    }
    for (error, cause) in OBSTACLES {
        let machine = Machine::windows().refuse(registry(Hive::LocalMachine, POLICIES, "Type"), error);
        assert_eq!(outcome(&machine), unknown(cause));
    }
}

// macOS

const PRINT: [&str; 2] = ["print", "system/com.apple.timed"];

fn launchctl(code: i32, stdout: &str, stderr: &str) -> Machine {
    Machine::macos().output(Program::Launchctl, &PRINT, code, stdout, stderr)
}

#[test]
fn timed_is_there_or_launchd_says_that_it_is_not() {
    assert_eq!(outcome(&Machine::macos()), Outcome::Pass);
    let gone = "Bad request.\nCould not find service \"com.apple.timed\" in domain for system\n";
    assert_eq!(outcome(&launchctl(113, "", gone)), warns("sync_off"));
}

#[test]
fn an_unreadable_mac_clock_service_is_unknown() {
    assert_obstacles::<TimeSync>(Machine::macos, &run(Program::Launchctl, &PRINT));
    let missing = Machine::macos().refuse(run(Program::Launchctl, &PRINT), ProbeError::NotFound);
    assert_eq!(outcome(&missing), unknown(UnknownCause::SourceMissing));
    let parse = unknown(UnknownCause::Parse);
    assert_eq!(outcome(&launchctl(113, "", "")), parse);
    assert_eq!(outcome(&launchctl(1, "", "Could not find service")), parse);
    for text in [
        "",
        "com.apple.timed",
        "system = {\n\t\"com.apple.timed\" => disabled\n}\n",
        "system/com.apple.timedate = {\n\tstate = running\n}\n",
        "system/com.apple.timed = {\n}\n",
    ] {
        assert_eq!(outcome(&launchctl(0, text, "")), parse, "{text}");
    }
}

// Linux

const TIMESYNCD: &str = "systemd-timesyncd.service";

/// A machine on which these programs are, each with its state.
fn linux(programs: &[(&str, &str)]) -> Machine {
    let machine = linux::UNITS.iter().fold(Machine::ubuntu(), |machine, name| machine.unit(name, "", ""));
    programs.iter().fold(machine, |machine, (name, active)| machine.unit(name, active, "enabled"))
}

#[test]
fn any_program_that_sets_the_clock_will_do() {
    for name in linux::UNITS {
        assert_eq!(outcome(&linux(&[(name, "active")])), Outcome::Pass, "{name}");
        assert_eq!(outcome(&linux(&[(name, "inactive")])), warns("sync_off"), "{name}");
        assert_eq!(outcome(&linux(&[(name, "failed")])), warns("sync_off"), "{name}");
    }
    let two = linux(&[(TIMESYNCD, "inactive"), ("chronyd.service", "active")]);
    assert_eq!(outcome(&two), Outcome::Pass);
}

#[test]
fn no_program_that_we_know_is_not_none() {
    assert_eq!(outcome(&linux(&[])), unknown(UnknownCause::Inconclusive));
    let wrong = off_by(linux(&[]), 600_000).judgement::<TimeSync>();
    assert_eq!(wrong.outcome, fails("wrong"));
    assert_eq!(testing::json(&wrong.facts), json!({ "off_by_s": 600 }));
    assert_eq!(outcome(&off_by(linux(&[]), 200_000)), unknown(UnknownCause::Inconclusive));
}

#[test]
fn an_unreadable_linux_clock_service_is_unknown() {
    assert_obstacles::<TimeSync>(Machine::ubuntu, &unit(TIMESYNCD));
    assert_obstacles::<TimeSync>(Machine::fedora, &unit("chronyd.service"));
    let odd = Machine::ubuntu().answer(unit(TIMESYNCD), Answer::Flag(true));
    assert_eq!(outcome(&odd), unknown(UnknownCause::Parse));
}

proptest! {
    #[test]
    fn no_text_at_all_breaks_the_readers(text in "(?s).{0,400}", code in any::<i32>(), offset in any::<i64>()) {
        prop_assert_ne!(outcome(&launchctl(code, &text, &text)), Outcome::Pass);
        prop_assert_ne!(outcome(&windows(&format!("{text}!"))), Outcome::Pass);
        let passes = outcome(&off_by(Machine::ubuntu(), offset)) == Outcome::Pass;
        prop_assert_eq!(passes, offset.unsigned_abs() < 121_000);
    }
}
