//! When a screen locks, and when nobody can tell.

use porchlight_contract::{Outcome, UnknownCause};
use porchlight_host::{Answer, Hive, ProbeError, Program, Question, RegistryData, Variant};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::kconfig;
use crate::testing::{
    self, Machine, OBSTACLES, assert_obstacles, fails, file, registry, run, unknown, variable, warns,
};

fn outcome(machine: &Machine) -> Outcome {
    machine.outcome::<ScreenLock>()
}

fn lock_after(machine: &Machine) -> serde_json::Value {
    testing::json(&machine.judgement::<ScreenLock>().facts)["lock_after_s"].clone()
}

// Windows

const DESKTOP_KEY: &str = r"Control Panel\Desktop";
const POLICIES: &str = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System";
const FORCED_KEY: &str = r"Software\Policies\Microsoft\Windows\Control Panel\Desktop";
const SAVER: [&str; 4] = ["ScreenSaveActive", "SCRNSAVE.EXE", "ScreenSaverIsSecure", "ScreenSaveTimeOut"];

/// A computer with these values of its screen saver, no limit, and a display that never goes dark.
fn windows(values: [Option<&str>; 4]) -> Machine {
    let machine = Machine::windows();
    let machine = SAVER.into_iter().zip(values).fold(machine, |machine, (name, value)| match value {
        Some(text) => {
            machine.registry(Hive::CurrentUser, DESKTOP_KEY, name, RegistryData::Text(text.to_owned()))
        }
        None => machine.without_registry(Hive::CurrentUser, DESKTOP_KEY, name),
    });
    display(machine, 0, 0)
}

fn display(machine: Machine, mains: i64, battery: i64) -> Machine {
    let seconds =
        [("ac", mains), ("dc", battery)].map(|(name, value)| (name.to_owned(), Variant::Number(value)));
    machine.answer(Question::DisplayTimeout, Answer::Value(Variant::Map(seconds.into())))
}

fn delay(machine: Machine, seconds: u32) -> Machine {
    machine.registry(Hive::CurrentUser, DESKTOP_KEY, "DelayLockInterval", RegistryData::Dword(seconds))
}

fn without_delay(machine: Machine) -> Machine {
    machine.without_registry(Hive::CurrentUser, DESKTOP_KEY, "DelayLockInterval")
}

const NO_SAVER: [Option<&str>; 4] = [Some("1"), None, None, None];

fn secure_saver(seconds: &str) -> Machine {
    windows([Some("1"), Some(r"C:\Windows\x.scr"), Some("1"), Some(seconds)])
}

#[test]
fn a_secure_screen_saver_locks_in_its_time() {
    assert_eq!(outcome(&secure_saver("600")), Outcome::Pass);
    assert_eq!(outcome(&secure_saver("900")), Outcome::Pass);
    assert_eq!(outcome(&secure_saver("901")), warns("slow"));
    assert_eq!(outcome(&secure_saver("1800")), warns("slow"));
    assert_eq!(outcome(&secure_saver("1801")), fails("too_slow"));
    assert_eq!(lock_after(&secure_saver("1801")), json!(1801));
}

#[test]
fn a_screen_saver_without_a_password_protects_nothing() {
    let saver = Some(r"C:\Windows\x.scr");
    assert_eq!(outcome(&windows([Some("1"), saver, Some("0"), Some("300")])), fails("no_password"));
    assert_eq!(outcome(&windows([Some("1"), saver, None, Some("300")])), fails("no_password"));
}

#[test]
fn a_screen_saver_that_is_off_nameless_or_without_a_time_never_starts() {
    let saver = Some(r"C:\Windows\x.scr");
    for values in [
        [Some("0"), saver, Some("1"), Some("300")],
        [None, saver, Some("1"), Some("300")],
        [Some("1"), Some(""), Some("1"), Some("300")],
        [Some("1"), None, Some("1"), Some("300")],
        [Some("1"), saver, Some("1"), Some("0")],
        [Some("1"), saver, Some("1"), None],
    ] {
        assert_eq!(outcome(&windows(values)), fails("never_locks"), "{values:?}");
    }
}

#[test]
fn what_group_policy_forces_wins_over_the_persons_own_value_by_value() {
    let forced = |machine: Machine, name, text: &str| {
        machine.registry(Hive::CurrentUser, FORCED_KEY, name, RegistryData::Text(text.to_owned()))
    };
    assert_eq!(outcome(&forced(secure_saver("300"), "ScreenSaverIsSecure", "0")), fails("no_password"));
    assert_eq!(outcome(&forced(secure_saver("300"), "ScreenSaveActive", "0")), fails("never_locks"));
    assert_eq!(lock_after(&forced(secure_saver("7200"), "ScreenSaveTimeOut", "600")), json!(600));
    let all = SAVER.into_iter().zip(["1", "x.scr", "1", "900"]);
    let all = all.fold(windows(NO_SAVER), |machine, (name, text)| forced(machine, name, text));
    assert_eq!(outcome(&all), Outcome::Pass);
}

#[test]
fn a_policy_that_cannot_be_read_is_not_absent() {
    for name in SAVER {
        for (error, cause) in OBSTACLES {
            let machine = secure_saver("300").refuse(registry(Hive::CurrentUser, FORCED_KEY, name), error);
            assert_eq!(outcome(&machine), unknown(cause), "{name}");
        }
        let number =
            secure_saver("300").registry(Hive::CurrentUser, FORCED_KEY, name, RegistryData::Dword(1));
        assert_eq!(outcome(&number), unknown(UnknownCause::Parse), "{name}");
    }
}

#[test]
fn a_limit_set_by_policy_locks_without_a_screen_saver() {
    let limit = |seconds| {
        windows(NO_SAVER).registry(
            Hive::LocalMachine,
            POLICIES,
            "InactivityTimeoutSecs",
            RegistryData::Dword(seconds),
        )
    };
    assert_eq!(outcome(&limit(900)), Outcome::Pass);
    assert_eq!(outcome(&limit(0)), fails("never_locks"));
}

#[test]
fn a_display_that_goes_dark_locks_after_the_delay_on_the_worse_of_mains_and_battery() {
    let machine = |delay_s| delay(display(windows(NO_SAVER), 600, 180), delay_s);
    assert_eq!(lock_after(&machine(0)), json!(600));
    assert_eq!(outcome(&machine(300)), Outcome::Pass);
    assert_eq!(outcome(&machine(301)), warns("slow"));
    assert_eq!(outcome(&machine(u32::MAX)), fails("no_password"));
}

#[test]
fn a_display_that_stays_on_when_plugged_in_never_locks() {
    assert_eq!(outcome(&delay(display(windows(NO_SAVER), 0, 180), 0)), fails("never_locks"));
    assert_eq!(outcome(&delay(display(windows(NO_SAVER), 180, 0), 0)), fails("never_locks"));
}

#[test]
fn without_the_delay_setting_a_dark_display_may_or_may_not_lock() {
    let machine = without_delay(display(windows(NO_SAVER), 300, 180));
    assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive));
    let with_slow_saver = without_delay(display(secure_saver("3600"), 300, 180));
    assert_eq!(outcome(&with_slow_saver), unknown(UnknownCause::Inconclusive));
    let with_saver = without_delay(display(secure_saver("600"), 300, 180));
    assert_eq!(outcome(&with_saver), Outcome::Pass);
}

#[test]
fn the_soonest_of_several_counts() {
    assert_eq!(lock_after(&delay(display(secure_saver("1200"), 1000, 500), 0)), json!(1000));
}

#[test]
fn an_unreadable_windows_session_is_unknown() {
    for name in SAVER {
        for (error, cause) in OBSTACLES {
            let machine = Machine::windows().refuse(registry(Hive::CurrentUser, DESKTOP_KEY, name), error);
            assert_eq!(outcome(&machine), unknown(cause), "{name}");
        }
    }
    assert_obstacles::<ScreenLock>(Machine::windows, &Question::DisplayTimeout);
    assert_obstacles::<ScreenLock>(
        Machine::windows,
        &registry(Hive::CurrentUser, DESKTOP_KEY, "DelayLockInterval"),
    );
    let gone = Machine::windows().refuse(Question::DisplayTimeout, ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
}

#[test]
fn values_that_no_windows_writes_are_not_understood() {
    let saver = Some("x.scr");
    assert_eq!(outcome(&windows([Some("ja"), saver, Some("1"), Some("300")])), unknown(UnknownCause::Parse));
    assert_eq!(outcome(&windows([Some("1"), saver, Some("1"), Some("five")])), unknown(UnknownCause::Parse));
    assert_eq!(outcome(&windows([Some("1"), saver, Some("1"), Some("-1")])), unknown(UnknownCause::Parse));
    assert_eq!(outcome(&display(windows(NO_SAVER), -1, 0)), unknown(UnknownCause::Parse));
}

// macOS

const IDLE: [&str; 4] = ["-currentHost", "read", "com.apple.screensaver", "idleTime"];

fn pmset(mains: u64, battery: u64) -> String {
    format!(
        "Battery Power:\n sleep 1\n displaysleep         {battery}\nAC Power:\n displaysleep         {mains}\n"
    )
}

/// A MacBook with these minutes until the display sleeps.
fn macos(said: &str, saver: Option<u64>, mains: u64, battery: u64) -> Machine {
    let line = format!("2026-08-19 22:17:55.934 sysadminctl[55361:106849336] screenLock {said}\n");
    let machine = Machine::macos()
        .output(Program::Sysadminctl, &["-screenLock", "status"], 0, "", &line)
        .output(Program::Pmset, &["-g", "custom"], 0, &pmset(mains, battery), "");
    let absent = "The domain/default pair of (com.apple.screensaver, idleTime) does not exist\n";
    match saver {
        Some(seconds) => machine.output(Program::Defaults, &IDLE, 0, &format!("{seconds}\n"), ""),
        None => machine.output(Program::Defaults, &IDLE, 1, "", absent),
    }
}

#[test]
fn the_delay_of_a_mac_is_read_from_standard_error() {
    assert_eq!(lock_after(&macos("delay is immediate", Some(0), 10, 2)), json!(600));
    assert_eq!(lock_after(&macos("delay is 300 seconds", Some(0), 10, 2)), json!(900));
    assert_eq!(outcome(&macos("delay is 301 seconds", Some(0), 10, 2)), warns("slow"));
}

#[test]
fn a_mac_that_asks_for_no_password_fails() {
    assert_eq!(outcome(&macos("is off", Some(60), 1, 1)), fails("no_password"));
}

#[test]
fn the_sooner_of_saver_and_display_counts_on_the_worse_of_mains_and_battery() {
    assert_eq!(lock_after(&macos("delay is immediate", Some(600), 0, 2)), json!(600));
    assert_eq!(lock_after(&macos("delay is immediate", Some(6000), 60, 2)), json!(3600));
    assert_eq!(outcome(&macos("delay is immediate", Some(0), 0, 2)), fails("never_locks"));
}

#[test]
fn a_saver_that_was_never_set_may_start_by_its_default() {
    assert_eq!(outcome(&macos("delay is immediate", None, 10, 2)), Outcome::Pass);
    assert_eq!(outcome(&macos("delay is immediate", None, 0, 2)), unknown(UnknownCause::Inconclusive));
    assert_eq!(outcome(&macos("delay is immediate", None, 60, 2)), unknown(UnknownCause::Inconclusive));
}

#[test]
fn a_mac_on_a_desk_has_no_battery() {
    let machine = macos("delay is immediate", Some(0), 10, 2);
    let machine =
        machine.output(Program::Pmset, &["-g", "custom"], 0, "AC Power:\n displaysleep 15 (held)\n", "");
    assert_eq!(lock_after(&machine), json!(900));
}

#[test]
fn an_unreadable_mac_session_is_unknown() {
    let status = ["-screenLock", "status"];
    assert_obstacles::<ScreenLock>(Machine::macos, &run(Program::Sysadminctl, &status));
    assert_obstacles::<ScreenLock>(Machine::macos, &run(Program::Pmset, &["-g", "custom"]));
    assert_obstacles::<ScreenLock>(Machine::macos, &run(Program::Defaults, &IDLE));
    let gone = Machine::macos().refuse(run(Program::Sysadminctl, &status), ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    let as_root = Machine::macos().output(Program::Sysadminctl, &status, 0, "", "");
    assert_eq!(outcome(&as_root), unknown(UnknownCause::Parse));
    let refused = Machine::macos().output(Program::Defaults, &IDLE, 1, "", "Could not read\n");
    assert_eq!(outcome(&refused), unknown(UnknownCause::Parse));
    for text in [
        "",
        "AC Power:\n",
        "displaysleep 5\n",
        "AC Power:\n displaysleep x\n",
        "Battery Power:\nAC Power:\n displaysleep 5\n",
    ] {
        let machine = Machine::macos().output(Program::Pmset, &["-g", "custom"], 0, text, "");
        assert_eq!(outcome(&machine), unknown(UnknownCause::Parse), "{text}");
    }
}

// Desktops of Linux

#[test]
fn the_session_says_which_desktop_it_is() {
    for (desktop, judged) in [
        ("GNOME", true),
        ("ubuntu:GNOME", true),
        ("GNOME-Classic:GNOME", true),
        ("pop:GNOME", true),
        ("sway", false),
        ("Hyprland", false),
        ("XFCE", false),
        ("X-Cinnamon", false),
        ("MATE", false),
        ("Budgie:GNOME", false),
        ("GNOME-Flashback:GNOME", false),
        ("Unity:Unity7:ubuntu", false),
        ("COSMIC", false),
        ("ubuntu", false),
        ("", false),
    ] {
        let expected = if judged { Outcome::Pass } else { unknown(UnknownCause::UnsupportedDesktop) };
        assert_eq!(
            outcome(&Machine::ubuntu().variable("XDG_CURRENT_DESKTOP", desktop)),
            expected,
            "{desktop}"
        );
    }
}

#[test]
fn without_a_desktop_session_there_is_nothing_to_ask() {
    assert_eq!(outcome(&Machine::debian()), unknown(UnknownCause::SourceMissing));
    assert_obstacles::<ScreenLock>(Machine::ubuntu, &variable("XDG_CURRENT_DESKTOP"));
}

// GNOME

const IDLE_DELAY: [&str; 3] = ["get", "org.gnome.desktop.session", "idle-delay"];
const LOCK_ENABLED: [&str; 3] = ["get", "org.gnome.desktop.screensaver", "lock-enabled"];
const LOCK_DELAY: [&str; 3] = ["get", "org.gnome.desktop.screensaver", "lock-delay"];
const LOCKDOWN: [&str; 3] = ["get", "org.gnome.desktop.lockdown", "disable-lock-screen"];

fn gnome(key: [&str; 3], value: &str) -> Machine {
    Machine::ubuntu().output(Program::Gsettings, &key, 0, &format!("{value}\n"), "")
}

#[test]
fn gnome_locks_after_its_idle_time_and_its_delay() {
    assert_eq!(lock_after(&gnome(LOCK_DELAY, "uint32 30")), json!(330));
    assert_eq!(outcome(&gnome(LOCK_DELAY, "uint32 600")), Outcome::Pass);
    assert_eq!(outcome(&gnome(LOCK_DELAY, "uint32 1500")), warns("slow"));
    assert_eq!(outcome(&gnome(IDLE_DELAY, "uint32 3600")), fails("too_slow"));
}

#[test]
fn gnome_that_is_never_idle_never_locks() {
    assert_eq!(outcome(&gnome(IDLE_DELAY, "uint32 0")), fails("never_locks"));
}

#[test]
fn gnome_with_its_lock_switched_off_or_forbidden_opens_without_a_password() {
    assert_eq!(outcome(&gnome(LOCK_ENABLED, "false")), fails("no_password"));
    assert_eq!(outcome(&gnome(LOCKDOWN, "true")), fails("no_password"));
}

#[test]
fn gnome_settings_that_may_be_defaults_in_place_of_the_persons_are_not_judged() {
    let warning = "GLib-GIO-Message: Using the 'memory' GSettings backend.\n";
    let machine = Machine::ubuntu().output(Program::Gsettings, &IDLE_DELAY, 0, "uint32 300\n", warning);
    assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive));
}

#[test]
fn an_unreadable_gnome_is_unknown() {
    for key in [IDLE_DELAY, LOCK_ENABLED, LOCK_DELAY, LOCKDOWN] {
        assert_obstacles::<ScreenLock>(Machine::ubuntu, &run(Program::Gsettings, &key));
        assert_eq!(outcome(&gnome(key, "maybe")), unknown(UnknownCause::Parse));
        let no_schema = Machine::ubuntu().output(Program::Gsettings, &key, 1, "", "No such schema\n");
        assert_eq!(outcome(&no_schema), unknown(UnknownCause::SourceMissing));
    }
    let gone = Machine::ubuntu().refuse(run(Program::Gsettings, &IDLE_DELAY), ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
}

// KDE

const SYSTEM_FILE: &str = "/etc/xdg/kscreenlockerrc";
const OWN_FILE: &str = "~/.config/kscreenlockerrc";

fn kde(own: &str) -> Machine {
    Machine::fedora().file(OWN_FILE, own)
}

#[test]
fn a_missing_or_empty_file_stands_for_plasmas_defaults() {
    assert_eq!(lock_after(&Machine::fedora()), json!(305));
    assert_eq!(outcome(&kde("")), Outcome::Pass);
    assert_eq!(outcome(&kde("[Greeter]\nTheme=breeze\n")), Outcome::Pass);
}

#[test]
fn plasma_with_its_lock_switched_off_never_locks() {
    assert_eq!(outcome(&kde("[Daemon]\nAutolock=false\nTimeout=10\n")), fails("never_locks"));
    assert_eq!(outcome(&kde("[Daemon]\nTimeout=0\n")), fails("never_locks"));
}

#[test]
fn plasma_without_a_password_protects_nothing() {
    assert_eq!(outcome(&kde("[Daemon]\nRequirePassword=false\n")), fails("no_password"));
}

#[test]
fn plasma_counts_in_minutes_and_its_grace_in_seconds() {
    assert_eq!(lock_after(&kde("[Daemon]\nTimeout=10\nLockGrace=60\n")), json!(660));
    assert_eq!(outcome(&kde("[Daemon]\nTimeout=20\n")), warns("slow"));
    assert_eq!(outcome(&kde("[Daemon]\nTimeout=31\n")), fails("too_slow"));
    assert_eq!(outcome(&kde("[Daemon]\nTimeout=18446744073709551615\n")), fails("too_slow"));
}

#[test]
fn the_persons_file_lies_over_the_systems_unless_that_is_fixed() {
    let both = |system: &str| kde("[Daemon]\nAutolock=false\n").file(SYSTEM_FILE, system);
    assert_eq!(outcome(&both("[Daemon]\nAutolock=true\nTimeout=10\n")), fails("never_locks"));
    for system in
        ["[Daemon]\nAutolock[$i]=true\n", "[Daemon][$i]\nAutolock=true\n", "[$i]\n[Daemon]\nAutolock=true\n"]
    {
        assert_eq!(outcome(&both(system)), Outcome::Pass, "{system}");
    }
    let only_system = Machine::fedora().file(SYSTEM_FILE, "[Daemon]\nAutolock=false\n");
    assert_eq!(outcome(&only_system), fails("never_locks"));
}

#[test]
fn plasmas_file_lies_where_the_session_says() {
    let moved = |folder: &str| Machine::fedora().variable("XDG_CONFIG_HOME", folder);
    let own = moved("/home/user/settings")
        .file("/home/user/settings/kscreenlockerrc", "[Daemon]\nAutolock=false\n")
        .file(OWN_FILE, "[Daemon]\nTimeout=10\n");
    assert_eq!(outcome(&own), fails("never_locks"));
    for ignored in ["", "settings"] {
        assert_eq!(
            outcome(&moved(ignored).file(OWN_FILE, "[Daemon]\nAutolock=false\n")),
            fails("never_locks")
        );
    }
    for (error, cause) in OBSTACLES {
        let unreadable = Machine::fedora().refuse(variable("XDG_CONFIG_HOME"), error);
        assert_eq!(outcome(&unreadable), unknown(cause));
    }
}

#[test]
fn settings_of_other_groups_are_not_plasmas_lock() {
    assert_eq!(outcome(&kde("Autolock=false\n[Greeter]\nAutolock=false\n[Daemon]\n")), Outcome::Pass);
}

#[test]
fn an_unreadable_plasma_is_unknown() {
    for path in [SYSTEM_FILE, OWN_FILE] {
        for (error, cause) in OBSTACLES {
            assert_eq!(outcome(&Machine::fedora().refuse(file(path), error)), unknown(cause), "{path}");
        }
    }
    for text in
        ["\u{0}PNG", "[Daemon]\nAutolock\n", "[Daemon]\nAutolock=vielleicht\n", "[Daemon]\nTimeout=5m\n"]
    {
        assert_eq!(outcome(&kde(text)), unknown(UnknownCause::Parse), "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_text_at_all_breaks_the_readers(text in "(?s).{0,400}", lines in "[\\[\\]=$i:\n0-9A-Za-z ]{0,200}") {
        for text in [&text, &lines] {
            prop_assert_ne!(outcome(&gnome(IDLE_DELAY, &format!("x{text}"))), Outcome::Pass);
            prop_assert_ne!(outcome(&gnome(LOCK_ENABLED, &format!("x{text}"))), Outcome::Pass);
            prop_assert_ne!(outcome(&secure_saver(&format!("x{text}"))), Outcome::Pass);
            let _ = (kconfig::group(text, "Daemon"), macos::delay(text), macos::display_sleep(text));
        }
    }
}
