//! Whose updates come by themselves, and whose wait.

use porchlight_contract::{Outcome, UnknownCause};
use porchlight_host::{
    Answer, Hive, PendingUpdate, ProbeError, Program, Provider, Question, RegistryData, SecurityHealth,
    Variant,
};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::memory::Memory;
use crate::testing::{
    self, Machine, OBSTACLES, TODAY, assert_obstacles, fails, file, registry, run, unit, unknown, variable,
    warns,
};

fn outcome(machine: &Machine) -> Outcome {
    machine.outcome::<OsUpdates>()
}

fn facts(machine: &Machine) -> serde_json::Value {
    testing::json(&machine.judgement::<OsUpdates>().facts)
}

fn both(codes: [&str; 2]) -> Outcome {
    Outcome::Fail { reasons: codes.map(|code| code.parse().unwrap()).to_vec() }
}

fn seconds(time: &str) -> i64 {
    time.parse::<Timestamp>().unwrap().as_second()
}

// Windows

const WUAUSERV: &str = r"SYSTEM\CurrentControlSet\Services\wuauserv";
const USOSVC: &str = r"SYSTEM\CurrentControlSet\Services\UsoSvc";
const POLICIES: &str = r"SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate";
const POLICIES_AU: &str = r"SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU";
const SETTINGS: &str = r"SOFTWARE\Microsoft\WindowsUpdate\UX\Settings";
const EXPIRY: &str = "PauseUpdatesExpiryTime";
const HEALTH: Question = Question::SecurityHealth { provider: Provider::Updates };

fn number(key: &str, name: &str, number: u32) -> Machine {
    Machine::windows().registry(Hive::LocalMachine, key, name, RegistryData::Dword(number))
}

fn paused(until: &str) -> Machine {
    let until = RegistryData::Text(until.to_owned());
    Machine::windows().registry(Hive::LocalMachine, SETTINGS, EXPIRY, until)
}

fn health(health: SecurityHealth) -> Machine {
    Machine::windows().answer(HEALTH, Answer::SecurityHealth(health))
}

#[test]
fn a_windows_that_nobody_touched_installs_updates_by_itself() {
    let machine = Machine::windows().without_registry(Hive::LocalMachine, SETTINGS, EXPIRY);
    assert_eq!(outcome(&machine), Outcome::Pass);
    assert_eq!(facts(&machine), json!({ "automatic": "on" }));
}

#[test]
fn a_service_that_is_switched_off_fails_though_the_security_center_calls_it_good() {
    for service in [WUAUSERV, USOSVC] {
        assert_eq!(outcome(&number(service, "Start", 4)), fails("service_off"));
        assert_eq!(facts(&number(service, "Start", 4)), json!({ "automatic": "off" }));
        for start in 0..4 {
            assert_eq!(outcome(&number(service, "Start", start)), Outcome::Pass, "{start}");
        }
        assert_eq!(outcome(&number(service, "Start", 5)), unknown(UnknownCause::Parse));
        let gone = Machine::windows().without_registry(Hive::LocalMachine, service, "Start");
        assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    }
}

#[test]
fn the_security_center_may_call_updates_poor_or_not_look_at_them() {
    assert_eq!(outcome(&health(SecurityHealth::Poor)), fails("automatic_off"));
    for silent in [SecurityHealth::NotMonitored, SecurityHealth::Snoozed] {
        assert_eq!(outcome(&health(silent)), unknown(UnknownCause::Inconclusive), "{silent:?}");
        let off = health(silent).registry(Hive::LocalMachine, WUAUSERV, "Start", RegistryData::Dword(4));
        assert_eq!(outcome(&off), fails("service_off"), "{silent:?}");
    }
}

#[test]
fn group_policy_may_switch_updates_off_or_leave_them_to_the_person() {
    assert_eq!(outcome(&number(POLICIES_AU, "NoAutoUpdate", 1)), fails("automatic_off"));
    assert_eq!(outcome(&number(POLICIES_AU, "NoAutoUpdate", 0)), Outcome::Pass);
    assert_eq!(outcome(&number(POLICIES, "DisableWindowsUpdateAccess", 1)), fails("automatic_off"));
    assert_eq!(outcome(&number(POLICIES_AU, "NoAutoUpdate", 2)), unknown(UnknownCause::Parse));
    for (option, expected) in [
        (1, fails("automatic_off")),
        (2, warns("partly_automatic")),
        (3, warns("partly_automatic")),
        (4, Outcome::Pass),
        (5, Outcome::Pass),
        (7, warns("partly_automatic")),
        (0, unknown(UnknownCause::Parse)),
        (6, unknown(UnknownCause::Parse)),
    ] {
        assert_eq!(outcome(&number(POLICIES_AU, "AUOptions", option)), expected, "{option}");
    }
}

#[test]
fn a_pause_warns_a_very_long_one_fails_and_one_that_is_over_is_none() {
    assert_eq!(outcome(&paused("2026-11-22T10:00:00Z")), Outcome::Pass);
    assert_eq!(outcome(&paused("2026-11-22T10:00:01Z")), warns("paused"));
    assert_eq!(facts(&paused("2026-12-01T00:00:00Z")), json!({ "automatic": "partly" }));
    assert_eq!(outcome(&paused("2026-12-27T10:00:00Z")), warns("paused"));
    assert_eq!(outcome(&paused("2026-12-27T10:00:01Z")), fails("paused_long"));
    assert_eq!(outcome(&paused("2051-12-31T00:00:00Z")), fails("paused_long"));
    for text in ["", "2051", "1795341600", "31/12/2051", "2051-12-31", "2051-13-31T00:00:00Z"] {
        assert_eq!(outcome(&paused(text)), unknown(UnknownCause::Parse), "{text}");
    }
}

#[test]
fn an_unreadable_windows_update_is_unknown() {
    assert_obstacles::<OsUpdates>(Machine::windows, &HEALTH);
    let gone = Machine::windows().refuse(HEALTH, ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    for (key, name) in [
        (WUAUSERV, "Start"),
        (USOSVC, "Start"),
        (POLICIES_AU, "NoAutoUpdate"),
        (POLICIES_AU, "AUOptions"),
        (POLICIES, "DisableWindowsUpdateAccess"),
        (SETTINGS, EXPIRY),
    ] {
        for (error, cause) in OBSTACLES {
            let machine = Machine::windows().refuse(registry(Hive::LocalMachine, key, name), error);
            assert_eq!(outcome(&machine), unknown(cause), "{name}");
        }
    }
}

// macOS

const OWN: &str = "/Library/Preferences/com.apple.SoftwareUpdate.plist";
const FORCED: &str = "/Library/Managed Preferences/com.apple.SoftwareUpdate.plist";
const LOOKED_AT: &str = "LastFullSuccessfulDate";

fn plist(path: &str) -> Question {
    Question::ReadPlist { path: path.to_owned() }
}

fn list(entries: &[(&str, Variant)]) -> Answer {
    let entries = entries.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    Answer::Value(Variant::Map(entries.collect()))
}

/// A Mac that looked yesterday, with these settings.
fn macos(entries: &[(&str, Variant)]) -> Machine {
    let looked = [(LOOKED_AT, Variant::Text("2026-11-21T10:00:00Z".to_owned()))];
    Machine::macos().answer(plist(OWN), list(&[&looked, entries].concat()))
}

fn looked(at: &str) -> Machine {
    Machine::macos().answer(plist(OWN), list(&[(LOOKED_AT, Variant::Text(at.to_owned()))]))
}

#[test]
fn a_switch_of_a_mac_that_was_never_touched_is_on() {
    assert_eq!(outcome(&macos(&[])), Outcome::Pass);
    assert_eq!(facts(&macos(&[])), json!({ "automatic": "on" }));
    let all = ["AutomaticCheckEnabled", "CriticalUpdateInstall", "AutomaticDownload"];
    assert_eq!(outcome(&macos(&all.map(|name| (name, Variant::Flag(true))))), Outcome::Pass);
}

#[test]
fn switches_of_a_mac_that_keep_security_updates_away_fail_and_others_warn() {
    for off in [Variant::Flag(false), Variant::Number(0)] {
        for name in ["AutomaticCheckEnabled", "CriticalUpdateInstall", "ConfigDataInstall"] {
            assert_eq!(outcome(&macos(&[(name, off.clone())])), fails("automatic_off"), "{name}");
        }
        for name in ["AutomaticDownload", "AutomaticallyInstallMacOSUpdates"] {
            assert_eq!(outcome(&macos(&[(name, off.clone())])), warns("partly_automatic"), "{name}");
        }
    }
}

#[test]
fn what_is_forced_on_a_mac_wins_key_by_key() {
    let own = [("AutomaticDownload", Variant::Flag(false)), ("ConfigDataInstall", Variant::Flag(false))];
    let forced = list(&[("ConfigDataInstall", Variant::Flag(true))]);
    assert_eq!(outcome(&macos(&own).answer(plist(FORCED), forced)), warns("partly_automatic"));
    let off = list(&[("CriticalUpdateInstall", Variant::Flag(false))]);
    assert_eq!(outcome(&macos(&[]).answer(plist(FORCED), off)), fails("automatic_off"));
}

#[test]
fn a_mac_that_has_not_looked_for_a_month_fails() {
    assert_eq!(outcome(&looked("2026-10-23T10:00:00Z")), Outcome::Pass);
    assert_eq!(outcome(&looked("2026-10-23T09:59:59Z")), fails("not_looked"));
    assert_eq!(outcome(&looked("2001-01-01T00:00:00Z")), fails("not_looked"));
}

#[test]
fn a_mac_that_does_not_say_when_it_looked_or_says_tomorrow_is_not_judged() {
    let inconclusive = unknown(UnknownCause::Inconclusive);
    let silent = |entries: &[_]| Machine::macos().answer(plist(OWN), list(entries));
    assert_eq!(outcome(&silent(&[])), inconclusive);
    assert_eq!(outcome(&looked("2026-11-23T10:00:00Z")), Outcome::Pass);
    assert_eq!(outcome(&looked("2026-11-23T10:00:01Z")), inconclusive);
    assert_eq!(outcome(&looked("9999-01-01T00:00:00Z")), inconclusive);
    assert_eq!(outcome(&silent(&[("CriticalUpdateInstall", Variant::Flag(false))])), fails("automatic_off"));
}

#[test]
fn unreadable_settings_of_a_mac_are_unknown_and_not_absent() {
    assert_obstacles::<OsUpdates>(Machine::macos, &plist(OWN));
    let gone = Machine::macos().refuse(plist(OWN), ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    for (error, cause) in OBSTACLES {
        assert_eq!(outcome(&Machine::macos().refuse(plist(FORCED), error)), unknown(cause));
    }
    let parse = unknown(UnknownCause::Parse);
    for path in [OWN, FORCED] {
        for odd in [Variant::Text(String::new()), Variant::List(Vec::new()), Variant::Flag(true)] {
            assert_eq!(outcome(&Machine::macos().answer(plist(path), Answer::Value(odd))), parse);
        }
    }
    for odd in [Variant::Text("NO".to_owned()), Variant::Number(2), Variant::Real(0.0)] {
        assert_eq!(outcome(&macos(&[("AutomaticDownload", odd)])), parse);
    }
    for odd in ["", "yesterday", "2026-11-21", "2026-11-21 10:00:00 +0000 and more"] {
        assert_eq!(outcome(&looked(odd)), parse, "{odd}");
    }
}

// Debian and Ubuntu

const DUMP: [&str; 1] = ["dump"];
const PROGRAM: &str = "/usr/bin/unattended-upgrade";
const LISTS_TIMER: &str = "apt-daily.timer";
const INSTALL_TIMER: &str = "apt-daily-upgrade.timer";

fn lists() -> Question {
    Question::ModifiedAt { path: "/var/lib/apt/lists".to_owned() }
}

fn program() -> Question {
    Question::Exists { path: PROGRAM.to_owned() }
}

/// Ubuntu with these settings of `APT::Periodic`.
fn apt(settings: &str) -> Machine {
    let dump = format!("APT \"\";\nAPT::Architecture \"amd64\";\n{settings}");
    Machine::ubuntu().output(Program::AptConfig, &DUMP, 0, &dump, "")
}

fn periodic(fetches: &str, installs: &str) -> Machine {
    apt(&format!(
        "APT::Periodic \"\";\nAPT::Periodic::Update-Package-Lists \"{fetches}\";\n\
         APT::Periodic::Unattended-Upgrade \"{installs}\";\n"
    ))
}

fn waiting(machine: Machine, updates: &[(&str, bool)]) -> Machine {
    let updates = updates
        .iter()
        .map(|(item, security)| PendingUpdate { item: (*item).to_owned(), security: *security });
    machine.answer(Question::PendingUpdates, Answer::PendingUpdates(updates.collect()))
}

#[test]
fn apt_that_fetches_and_installs_by_itself_passes() {
    for interval in ["1", "7", "always", "1d", "12h"] {
        assert_eq!(outcome(&periodic(interval, interval)), Outcome::Pass, "{interval}");
    }
}

#[test]
fn apt_that_does_not_install_fails_and_one_that_does_not_fetch_warns() {
    assert_eq!(outcome(&periodic("1", "0")), fails("automatic_off"));
    assert_eq!(outcome(&apt("")), fails("automatic_off"));
    assert_eq!(outcome(&apt("APT::Periodic::Unattended-Upgrade \"1\";\n")), warns("partly_automatic"));
    assert_eq!(outcome(&periodic("0", "1")), warns("partly_automatic"));
    assert_eq!(outcome(&periodic("0d", "1")), warns("partly_automatic"));
    let disabled = "APT::Periodic::Enable \"0\";\nAPT::Periodic::Update-Package-Lists \"1\";\n\
                    APT::Periodic::Unattended-Upgrade \"1\";\n";
    assert_eq!(outcome(&apt(disabled)), fails("automatic_off"));
}

#[test]
fn settings_that_a_removed_package_left_behind_install_nothing() {
    let machine = periodic("1", "1").answer(program(), Answer::Flag(false));
    assert_eq!(outcome(&machine), fails("automatic_off"));
}

#[test]
fn a_timer_of_apt_that_is_masked_does_nothing() {
    let masked = |timer| outcome(&periodic("1", "1").unit(timer, "inactive", "masked"));
    assert_eq!(masked(INSTALL_TIMER), fails("automatic_off"));
    assert_eq!(masked(LISTS_TIMER), warns("partly_automatic"));
    assert_eq!(outcome(&periodic("1", "1").unit(INSTALL_TIMER, "", "")), fails("automatic_off"));
}

#[test]
fn relatives_of_debian_may_have_programs_of_their_own() {
    let mint =
        |machine: Machine| machine.file("/etc/os-release", "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n");
    assert_eq!(outcome(&mint(periodic("1", "0"))), unknown(UnknownCause::Inconclusive));
    assert_eq!(outcome(&mint(periodic("1", "1"))), Outcome::Pass);
}

#[test]
fn plasmas_discover_may_do_what_apt_does_not() {
    let kde = |discover: &str| {
        periodic("0", "0")
            .variable("XDG_CURRENT_DESKTOP", "KDE")
            .refuse(variable("XDG_CONFIG_HOME"), ProbeError::NotFound)
            .without_file("/etc/xdg/PlasmaDiscoverUpdates")
            .file("~/.config/PlasmaDiscoverUpdates", discover)
    };
    assert_eq!(outcome(&kde("[Global]\nUseUnattendedUpdates=true\n")), Outcome::Pass);
    assert_eq!(outcome(&kde("[Global]\nUseUnattendedUpdates=false\n")), fails("automatic_off"));
    assert_eq!(outcome(&kde("[Other]\nUseUnattendedUpdates=true\n")), fails("automatic_off"));
    assert_eq!(outcome(&kde("rubbish")), unknown(UnknownCause::Parse));
}

#[test]
fn a_security_update_may_wait_for_fourteen_days() {
    let machine = waiting(Machine::ubuntu(), &[("openssl 3.1", true), ("nano 8", false)]);
    let first = machine.remembered::<OsUpdates>("2026-11-08T10:00:00Z", &Memory::default());
    assert_eq!(first.1.first_seen("nano 8"), None, "only security updates are counted");
    let later = machine.remembered::<OsUpdates>("2026-11-22T10:00:00Z", &first.1).0;
    assert_eq!(later.outcome, Outcome::Pass);
    let facts = json!({ "automatic": "on", "pending_security": 1, "oldest_days": 14 });
    assert_eq!(testing::json(&later.facts), facts);
    let too_late = machine.remembered::<OsUpdates>("2026-11-22T10:00:01Z", &first.1).0;
    assert_eq!(too_late.outcome, fails("old_pending"));
}

#[test]
fn a_newer_version_of_a_package_waits_anew() {
    let old = waiting(Machine::ubuntu(), &[("openssl 3.1", true)]);
    let (_, memory) = old.remembered::<OsUpdates>("2026-10-01T10:00:00Z", &Memory::default());
    assert_eq!(old.remembered::<OsUpdates>(TODAY, &memory).0.outcome, fails("old_pending"));
    let new = waiting(Machine::ubuntu(), &[("openssl 3.2", true)]);
    assert_eq!(new.remembered::<OsUpdates>(TODAY, &memory).0.outcome, Outcome::Pass);
}

#[test]
fn nothing_that_waits_has_no_age() {
    let machine = waiting(Machine::ubuntu(), &[]);
    assert_eq!(facts(&machine), json!({ "automatic": "on", "pending_security": 0 }));
}

#[test]
fn from_old_lists_nobody_knows_what_waits() {
    let at = |time: &str| Machine::ubuntu().answer(lists(), Answer::Number(seconds(time)));
    assert_eq!(outcome(&at("2026-11-15T10:00:00Z")), Outcome::Pass);
    let old = at("2026-11-15T09:59:59Z");
    assert_eq!(outcome(&old), unknown(UnknownCause::Inconclusive));
    assert_eq!(facts(&old).get("pending_security"), None);
    assert_eq!(outcome(&at("2026-11-24T10:00:00Z")), unknown(UnknownCause::Inconclusive));
    let off = periodic("0", "0").answer(lists(), Answer::Number(0));
    assert_eq!(outcome(&off), fails("automatic_off"));
    let (_, memory) = old.remembered::<OsUpdates>("2026-10-01T10:00:00Z", &Memory::default());
    assert_eq!(old.remembered::<OsUpdates>(TODAY, &memory).0.outcome, fails("old_pending"));
}

#[test]
fn a_failure_names_all_that_is_wrong() {
    let machine = waiting(periodic("1", "0"), &[("openssl 3.1", true)]);
    let (_, memory) = machine.remembered::<OsUpdates>("2026-10-01T10:00:00Z", &Memory::default());
    let outcome = machine.remembered::<OsUpdates>(TODAY, &memory).0.outcome;
    assert_eq!(outcome, both(["automatic_off", "old_pending"]));
}

#[test]
fn an_unreadable_apt_is_unknown() {
    assert_obstacles::<OsUpdates>(Machine::ubuntu, &run(Program::AptConfig, &DUMP));
    assert_obstacles::<OsUpdates>(Machine::ubuntu, &file("/etc/os-release"));
    for question in [lists(), program(), unit(LISTS_TIMER), unit(INSTALL_TIMER), Question::PendingUpdates] {
        assert_obstacles::<OsUpdates>(Machine::ubuntu, &question);
    }
    for question in [lists(), run(Program::AptConfig, &DUMP), Question::PendingUpdates] {
        let gone = Machine::ubuntu().refuse(question, ProbeError::NotFound);
        assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    }
    let parse = unknown(UnknownCause::Parse);
    let failed = Machine::ubuntu().output(Program::AptConfig, &DUMP, 100, "", "E: Syntax error\n");
    assert_eq!(outcome(&failed), parse);
    for interval in ["", "yes", "-1", "1w", "99999999999999999999"] {
        assert_eq!(outcome(&periodic("1", interval)), parse, "{interval}");
    }
    let far = Machine::ubuntu().answer(lists(), Answer::Number(i64::MAX));
    assert_eq!(outcome(&far), parse);
}

// Fedora

const TIMER: &str = "dnf5-automatic.timer";
const OLD_TIMER: &str = "dnf-automatic.timer";
const INSTALLING_TIMER: &str = "dnf-automatic-install.timer";
const CONF: &str = "/etc/dnf/automatic.conf";

/// Fedora without a desktop, with this timer and these settings.
fn dnf(timer: &str, settings: &str) -> Machine {
    Machine::fedora()
        .refuse(variable("XDG_CURRENT_DESKTOP"), ProbeError::NotFound)
        .unit(timer, "active", "enabled")
        .file(CONF, settings)
}

const APPLIES: &str = "[commands]\n# what to do\napply_updates = yes\n";

#[test]
fn dnf_needs_its_timer_and_the_word_to_install() {
    assert_eq!(outcome(&dnf(TIMER, APPLIES)), Outcome::Pass);
    assert_eq!(outcome(&dnf(OLD_TIMER, APPLIES)), Outcome::Pass);
    assert_eq!(outcome(&dnf(TIMER, "[commands]\napply_updates = no\n")), warns("partly_automatic"));
    assert_eq!(outcome(&dnf(TIMER, "[emitters]\napply_updates = yes\n")), warns("partly_automatic"));
    assert_eq!(outcome(&dnf(TIMER, "").without_file(CONF)), warns("partly_automatic"));
    assert_eq!(outcome(&dnf("dnf.timer", APPLIES)), fails("automatic_off"));
}

#[test]
fn one_timer_of_dnf_4_installs_whatever_the_settings_say() {
    assert_eq!(outcome(&dnf(INSTALLING_TIMER, "[commands]\napply_updates = no\n")), Outcome::Pass);
}

#[test]
fn an_unreadable_dnf_is_unknown() {
    for timer in [INSTALLING_TIMER, TIMER] {
        assert_obstacles::<OsUpdates>(|| dnf(TIMER, APPLIES), &unit(timer));
    }
    assert_obstacles::<OsUpdates>(|| dnf(TIMER, APPLIES), &file(CONF));
    assert_obstacles::<OsUpdates>(|| dnf(TIMER, APPLIES), &Question::PendingUpdates);
    for text in ["\u{0}", "[commands]\napply_updates\n", "[commands]\napply_updates = perhaps\n"] {
        assert_eq!(outcome(&dnf(TIMER, text)), unknown(UnknownCause::Parse), "{text:?}");
    }
}

// Systems that are replaced as a whole

fn image(settings: &str) -> Machine {
    Machine::fedora()
        .answer(Question::Exists { path: "/run/ostree-booted".to_owned() }, Answer::Flag(true))
        .file("/etc/rpm-ostreed.conf", settings)
        .unit("rpm-ostreed-automatic.timer", "active", "enabled")
}

#[test]
fn rpm_ostree_says_what_it_does_by_itself() {
    let policy = |word: &str| image(&format!("[Daemon]\nAutomaticUpdatePolicy={word}\n"));
    assert_eq!(outcome(&policy("stage")), Outcome::Pass);
    assert_eq!(outcome(&policy("apply")), Outcome::Pass);
    assert_eq!(outcome(&policy("check")), warns("partly_automatic"));
    assert_eq!(outcome(&policy("none")), unknown(UnknownCause::Inconclusive));
    assert_eq!(outcome(&image("[Daemon]\n")), unknown(UnknownCause::Inconclusive));
    assert_eq!(outcome(&policy("often")), unknown(UnknownCause::Parse));
    let asleep = policy("stage").unit("rpm-ostreed-automatic.timer", "inactive", "disabled");
    assert_eq!(outcome(&asleep), fails("automatic_off"));
    assert_eq!(facts(&policy("stage")), json!({ "automatic": "on" }));
    let unnamed = image("").without_file("/etc/rpm-ostreed.conf");
    assert_eq!(outcome(&unnamed), unknown(UnknownCause::Inconclusive));
    assert_obstacles::<OsUpdates>(|| policy("stage"), &file("/etc/rpm-ostreed.conf"));
}

#[test]
fn other_distributions_are_not_guessed_at() {
    for release in ["ID=arch\n", "ID=nixos\n", "ID=opensuse-leap\nID_LIKE=\"suse opensuse\"\n"] {
        let machine = Machine::ubuntu().file("/etc/os-release", release);
        assert_eq!(outcome(&machine), unknown(UnknownCause::UnsupportedSystem), "{release}");
    }
    let nameless = Machine::ubuntu().file("/etc/os-release", "ID=\nID_LIKE=debian\n");
    assert_eq!(outcome(&nameless), unknown(UnknownCause::Parse));
}

proptest! {
    #[test]
    fn no_text_at_all_breaks_the_readers(text in "(?s).{0,400}", lines in "[A-Za-z:\" ;0-9\n]{0,200}") {
        for text in [&text, &lines] {
            let dump = Machine::ubuntu().output(Program::AptConfig, &DUMP, 0, text, "");
            prop_assert_ne!(outcome(&dump), Outcome::Pass);
            prop_assert_ne!(outcome(&paused(&format!("x{text}"))), Outcome::Pass);
            prop_assert_ne!(outcome(&looked(&format!("x{text}"))), Outcome::Pass);
            prop_assert_ne!(outcome(&dnf(TIMER, text)), Outcome::Pass);
        }
    }
}
