//! Which computers open by themselves, and which only look as if they did.

use porchlight_contract::{Outcome, UnknownCause};
use porchlight_host::{Answer, Bus, Hive, ProbeError, Program, Question, RegistryData, Variant};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::testing::{
    self, Machine, assert_obstacles, fails, file, list, registry, run, unit, unknown, warns,
};

fn outcome(machine: &Machine) -> Outcome {
    machine.outcome::<PasswordAutologin>()
}

fn facts(machine: &Machine) -> serde_json::Value {
    testing::json(&machine.judgement::<PasswordAutologin>().facts)
}

fn fails_twice(codes: [&str; 2]) -> Outcome {
    Outcome::Fail { reasons: codes.map(|code| code.parse().unwrap()).to_vec() }
}

// Windows

const WINLOGON: &str = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon";

fn stored() -> Question {
    Question::RegistryValueExists {
        hive: Hive::LocalMachine,
        key: WINLOGON.to_owned(),
        name: "DefaultPassword".to_owned(),
    }
}

fn switch() -> Question {
    registry(Hive::LocalMachine, WINLOGON, "AutoAdminLogon")
}

fn windows(autologin: Option<&str>, is_stored: bool) -> Machine {
    let machine = Machine::windows().answer(stored(), Answer::Flag(is_stored));
    match autologin {
        Some(text) => {
            let data = RegistryData::Text(text.to_owned());
            machine.registry(Hive::LocalMachine, WINLOGON, "AutoAdminLogon", data)
        }
        None => machine.without_registry(Hive::LocalMachine, WINLOGON, "AutoAdminLogon"),
    }
}

#[test]
fn a_windows_that_asks_who_is_there_passes() {
    assert_eq!(outcome(&windows(Some("0"), false)), Outcome::Pass);
    assert_eq!(outcome(&windows(None, false)), Outcome::Pass);
    assert_eq!(facts(&windows(None, false)), json!({ "sign_in": "asked", "stored_password": false }));
}

#[test]
fn a_windows_that_lets_somebody_in_fails_wherever_the_password_lies() {
    assert_eq!(outcome(&windows(Some("1"), false)), fails("autologin"));
    assert_eq!(outcome(&windows(Some("1"), true)), fails_twice(["autologin", "stored_password"]));
}

#[test]
fn a_password_that_lies_in_the_registry_fails_though_nobody_uses_it() {
    assert_eq!(outcome(&windows(Some("0"), true)), fails("stored_password"));
    assert_eq!(outcome(&windows(None, true)), fails("stored_password"));
}

#[test]
fn the_stored_password_is_never_read() {
    // The machine has no answer to a question for its value, so that asking would be an internal error.
    let value = registry(Hive::LocalMachine, WINLOGON, "DefaultPassword");
    let machine = windows(Some("0"), true);
    assert_eq!(porchlight_host::Host::ask(&machine, &value), Err(ProbeError::NotRecorded));
    assert_eq!(outcome(&machine), fails("stored_password"));
}

#[test]
fn an_unreadable_windows_is_unknown() {
    assert_obstacles::<PasswordAutologin>(Machine::windows, &switch());
    assert_obstacles::<PasswordAutologin>(Machine::windows, &stored());
    for text in ["", "yes", "2", "\u{0}"] {
        assert_eq!(outcome(&windows(Some(text), false)), unknown(UnknownCause::Parse), "{text:?}");
    }
    let number =
        Machine::windows().registry(Hive::LocalMachine, WINLOGON, "AutoAdminLogon", RegistryData::Dword(1));
    assert_eq!(outcome(&number), unknown(UnknownCause::Parse));
}

// macOS

fn login_window() -> Question {
    Question::ReadPlist { path: "/Library/Preferences/com.apple.loginwindow.plist".to_owned() }
}

fn kcpassword() -> Question {
    Question::Exists { path: "/etc/kcpassword".to_owned() }
}

fn macos(user: Option<&str>, is_stored: bool, filevault: &str) -> Machine {
    let user = user.map(|user| ("autoLoginUser".to_owned(), Variant::Text(user.to_owned())));
    let guest = ("GuestEnabled".to_owned(), Variant::Flag(false));
    let list = Variant::Map(user.into_iter().chain([guest]).collect());
    Machine::macos()
        .answer(login_window(), Answer::Value(list))
        .answer(kcpassword(), Answer::Flag(is_stored))
        .output(Program::Fdesetup, &["status"], 0, filevault, "")
}

const ON: &str = "FileVault is On.\n";
const OFF: &str = "FileVault is Off.\n";

#[test]
fn a_mac_that_asks_who_is_there_passes() {
    assert_eq!(outcome(&macos(None, false, OFF)), Outcome::Pass);
    assert_eq!(outcome(&macos(Some(""), false, OFF)), Outcome::Pass);
    let without_list = macos(None, false, OFF).refuse(login_window(), ProbeError::NotFound);
    assert_eq!(outcome(&without_list), Outcome::Pass);
}

#[test]
fn a_mac_that_lets_somebody_in_fails() {
    assert_eq!(outcome(&macos(Some("user"), false, OFF)), fails("autologin"));
    assert_eq!(outcome(&macos(Some("user"), true, OFF)), fails_twice(["autologin", "stored_password"]));
    assert_eq!(outcome(&macos(None, true, OFF)), fails("stored_password"));
    let decrypting = "FileVault is On.\nDecryption in progress: Percent completed = 40\n";
    assert_eq!(outcome(&macos(Some("user"), false, decrypting)), fails("autologin"));
}

#[test]
fn with_filevault_on_a_mac_asks_whatever_else_is_set() {
    assert_eq!(outcome(&macos(Some("user"), true, ON)), Outcome::Pass);
    let encrypting = "FileVault is On.\nEncryption in progress: Percent completed = 12.3\n";
    assert_eq!(outcome(&macos(Some("user"), false, encrypting)), Outcome::Pass);
}

#[test]
fn an_unreadable_mac_is_unknown() {
    assert_obstacles::<PasswordAutologin>(Machine::macos, &login_window());
    assert_obstacles::<PasswordAutologin>(Machine::macos, &kcpassword());
    let set = || macos(Some("user"), false, OFF);
    assert_obstacles::<PasswordAutologin>(set, &run(Program::Fdesetup, &["status"]));
    assert_eq!(outcome(&macos(Some("user"), false, "")), unknown(UnknownCause::Parse));
    for odd in [json!([]), json!("x"), json!({ "autoLoginUser": 1 })] {
        let odd = Answer::Value(serde_json::from_value(odd).unwrap());
        assert_eq!(outcome(&Machine::macos().answer(login_window(), odd)), unknown(UnknownCause::Parse));
    }
}

// Linux

const GDM: &str = "/etc/gdm3/custom.conf";
const SDDM: &str = "/etc/sddm.conf";
const SDDM_PARTS: &str = "/etc/sddm.conf.d";
const LIGHTDM: &str = "/etc/lightdm/lightdm.conf";
const GREETD: &str = "/etc/greetd/config.toml";
const GDM_ON: &str = "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=user\n";

fn passwd(machine: Machine, code: i32, text: &str) -> Machine {
    machine.output(Program::Passwd, &["-S"], code, text, "")
}

fn account(property: &str) -> Question {
    Question::DbusProperty {
        bus: Bus::System,
        destination: "org.freedesktop.Accounts".to_owned(),
        path: "/org/freedesktop/Accounts/User1000".to_owned(),
        interface: "org.freedesktop.Accounts.User".to_owned(),
        property: property.to_owned(),
    }
}

/// Debian without a desktop: no display manager, a password, a disk that is not encrypted.
fn linux() -> Machine {
    Machine::debian()
        .answer(Question::UserId, Answer::Number(1000))
        .refuse(account("AutomaticLogin"), ProbeError::Unavailable)
}

fn gdm(text: &str) -> Machine {
    linux().file(GDM, text).unit("gdm.service", "active", "static")
}

fn sddm(text: &str) -> Machine {
    linux().file(SDDM, text).unit("sddm.service", "active", "enabled")
}

fn lightdm(text: &str) -> Machine {
    linux().file(LIGHTDM, text).unit("lightdm.service", "active", "enabled")
}

fn greetd(text: &str) -> Machine {
    linux().file(GREETD, text).unit("greetd.service", "active", "enabled")
}

#[test]
fn a_linux_that_asks_who_is_there_passes() {
    for machine in [Machine::ubuntu(), Machine::fedora(), linux()] {
        assert_eq!(outcome(&machine), Outcome::Pass);
    }
    assert_eq!(facts(&linux()), json!({ "sign_in": "asked", "password": "set" }));
}

#[test]
fn the_own_password_is_set_missing_or_locked() {
    let with = |text: &str| passwd(linux(), 0, text);
    assert_eq!(
        outcome(&with("user PS 2026-01-01 0 99999 7 -1 (Password set, SHA512 crypt.)\n")),
        Outcome::Pass
    );
    assert_eq!(outcome(&with("user NP 01/31/2026 0 99999 7 -1\n")), fails("no_password"));
    let locked = with("user L 2026-01-01 0 99999 7 -1\n");
    assert_eq!(outcome(&locked), Outcome::Pass);
    assert_eq!(facts(&locked)["password"], "locked");
    for text in ["", "user\n", "user X 2026-01-01\n", "user P\nother NP\n", "\u{0}"] {
        assert_eq!(outcome(&with(text)), unknown(UnknownCause::Parse), "{text:?}");
    }
}

#[test]
fn where_passwd_knows_nothing_accountsservice_is_asked() {
    let mode = |mode: i64| {
        passwd(linux(), 1, "").answer(account("PasswordMode"), Answer::Value(Variant::Number(mode)))
    };
    assert_eq!(outcome(&mode(0)), Outcome::Pass);
    assert_eq!(outcome(&mode(1)), fails("no_password"));
    assert_eq!(outcome(&mode(2)), fails("no_password"));
    assert_eq!(outcome(&mode(3)), unknown(UnknownCause::Parse));
    let gone = mode(0).refuse(run(Program::Passwd, &["-S"]), ProbeError::NotFound);
    assert_eq!(outcome(&gone), Outcome::Pass);
    assert_obstacles::<PasswordAutologin>(|| mode(0), &account("PasswordMode"));
    assert_obstacles::<PasswordAutologin>(|| mode(0), &Question::UserId);
}

#[test]
fn gdm_lets_somebody_in_at_once_or_after_a_time() {
    assert_eq!(outcome(&gdm(GDM_ON)), fails("autologin"));
    assert_eq!(facts(&gdm(GDM_ON))["sign_in"], "automatic");
    assert_eq!(outcome(&gdm("[daemon]\nTimedLoginEnable = True\nTimedLogin = user\n")), fails("autologin"));
    let debian = linux().file("/etc/gdm3/daemon.conf", GDM_ON).unit("gdm.service", "active", "static");
    assert_eq!(outcome(&debian), fails("autologin"));
    let fedora = linux().file("/etc/gdm/custom.conf", GDM_ON).unit("gdm.service", "active", "enabled");
    assert_eq!(outcome(&fedora), fails("autologin"));
}

#[test]
fn comments_other_groups_and_a_switch_without_a_name_let_nobody_in() {
    for text in [
        "",
        "[daemon]\n#AutomaticLoginEnable=true\n#AutomaticLogin=user\n",
        "[daemon]\n  ; AutomaticLoginEnable=true\n",
        "[daemon]\nAutomaticLoginEnable=false\nAutomaticLogin=user\n",
        "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=\n",
        "[security]\nAutomaticLoginEnable=true\nAutomaticLogin=user\n",
        "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=user\nAutomaticLoginEnable=false\n",
    ] {
        assert_eq!(outcome(&gdm(text)), Outcome::Pass, "{text:?}");
    }
}

#[test]
fn files_of_a_display_manager_that_is_not_in_use_are_leftovers() {
    assert_eq!(outcome(&gdm(GDM_ON).unit("gdm.service", "", "")), Outcome::Pass);
    assert_eq!(outcome(&gdm(GDM_ON).unit("gdm.service", "inactive", "disabled")), Outcome::Pass);
    let after_restart = gdm(GDM_ON).unit("gdm.service", "inactive", "enabled");
    assert_eq!(outcome(&after_restart), fails("autologin"));
    assert_obstacles::<PasswordAutologin>(|| gdm(GDM_ON), &unit("gdm.service"));
}

#[test]
fn the_last_file_of_sddm_counts() {
    assert_eq!(outcome(&sddm("[Autologin]\nUser=user\nSession=plasma\n")), fails("autologin"));
    assert_eq!(outcome(&sddm("[Autologin]\nUser=\n")), Outcome::Pass);
    assert_eq!(outcome(&sddm("[Autologin]\nUser=# nobody\n")), Outcome::Pass);
    let parts = |machine: Machine| {
        machine
            .names(SDDM_PARTS, &["10-distribution.conf", "kde_settings.conf"])
            .file("/etc/sddm.conf.d/10-distribution.conf", "[Theme]\nCurrent=breeze\n")
            .file("/etc/sddm.conf.d/kde_settings.conf", "[Autologin]\nUser=user\n")
    };
    assert_eq!(outcome(&parts(sddm("[Theme]\n"))), fails("autologin"));
    assert_eq!(outcome(&parts(sddm("[Autologin]\nUser=\n"))), Outcome::Pass);
    assert_eq!(outcome(&parts(sddm("")).names(SDDM_PARTS, &["../x"])), unknown(UnknownCause::Parse));
    assert_obstacles::<PasswordAutologin>(|| parts(sddm("")), &list(SDDM_PARTS));
}

#[test]
fn what_came_out_of_sddm_is_read_like_it() {
    let machine = linux().file("/etc/plasmalogin.conf", "[Autologin]\nUser=user\n").unit(
        "plasmalogin.service",
        "active",
        "enabled",
    );
    assert_eq!(outcome(&machine), fails("autologin"));
}

#[test]
fn lightdm_lets_in_a_user_or_a_guest_at_any_seat() {
    assert_eq!(outcome(&lightdm("[Seat:*]\nautologin-user=user\n")), fails("autologin"));
    assert_eq!(outcome(&lightdm("[SeatDefaults]\nautologin-guest=true\n")), fails("autologin"));
    assert_eq!(outcome(&lightdm("[Seat:*]\n#autologin-user=user\nautologin-guest=false\n")), Outcome::Pass);
    assert_eq!(outcome(&lightdm("[LightDM]\nautologin-user=user\n")), Outcome::Pass);
    let parts = lightdm("[Seat:*]\n")
        .names("/etc/lightdm/lightdm.conf.d", &["50.conf", "README"])
        .file("/etc/lightdm/lightdm.conf.d/50.conf", "[Seat:seat0]\nautologin-user=user\n");
    assert_eq!(outcome(&parts), fails("autologin"));
}

#[test]
fn greetd_starts_a_first_session_for_somebody() {
    let asks = "[terminal]\nvt = 1\n[default_session]\ncommand = \"agreety\"\nuser = \"greeter\"\n";
    assert_eq!(outcome(&greetd(asks)), Outcome::Pass);
    let lets_in = format!("{asks}[initial_session]\ncommand = \"sway\"\nuser = \"user\"\n");
    assert_eq!(outcome(&greetd(&lets_in)), fails("autologin"));
    let commented = format!("{asks}# [initial_session]\n# user = \"user\"\n");
    assert_eq!(outcome(&greetd(&commented)), Outcome::Pass);
    for text in ["", "[terminal]\nvt = 1\n", "initial_session = 1", "[", "\u{0}"] {
        assert_eq!(outcome(&greetd(text)), unknown(UnknownCause::Parse), "{text:?}");
    }
}

#[test]
fn accountsservice_tells_what_the_files_do_not() {
    let says = |value| linux().answer(account("AutomaticLogin"), Answer::Value(value));
    assert_eq!(outcome(&says(Variant::Flag(true))), fails("autologin"));
    assert_eq!(outcome(&says(Variant::Flag(false))), Outcome::Pass);
    assert_eq!(outcome(&says(Variant::Number(1))), unknown(UnknownCause::Parse));
    for (error, expected) in [
        (ProbeError::NotFound, Outcome::Pass),
        (ProbeError::Unavailable, Outcome::Pass),
        (ProbeError::PermissionDenied, unknown(UnknownCause::NoPermission)),
        (ProbeError::TimedOut, unknown(UnknownCause::Timeout)),
    ] {
        assert_eq!(outcome(&linux().refuse(account("AutomaticLogin"), error)), expected, "{error}");
    }
}

#[test]
fn behind_the_password_of_the_disk_it_is_a_warning() {
    let luks = || Machine::ubuntu().file(GDM, GDM_ON).unit("gdm.service", "active", "static");
    assert_eq!(outcome(&luks()), warns("autologin_after_disk"));
    assert_eq!(facts(&luks()), json!({ "sign_in": "after_disk", "password": "set" }));
    assert_obstacles::<PasswordAutologin>(luks, &file("/proc/self/mountinfo"));
    let without_password = passwd(luks(), 0, "user NP 2026-01-01 0 99999 7 -1\n");
    assert_eq!(outcome(&without_password), fails_twice(["autologin_after_disk", "no_password"]));
}

#[test]
fn an_unreadable_linux_is_unknown() {
    assert_obstacles::<PasswordAutologin>(Machine::ubuntu, &run(Program::Passwd, &["-S"]));
    assert_obstacles::<PasswordAutologin>(Machine::ubuntu, &file(GDM));
    assert_obstacles::<PasswordAutologin>(Machine::fedora, &file(SDDM));
    for text in
        ["AutomaticLogin=user", "[daemon", "[]\n", "[daemon]\nAutomaticLoginEnable\n", "\u{0}", "<html>"]
    {
        assert_eq!(outcome(&gdm(text)), unknown(UnknownCause::Parse), "{text:?}");
    }
    let perhaps = "[daemon]\nAutomaticLoginEnable=perhaps\nAutomaticLogin=user\n";
    assert_eq!(outcome(&gdm(perhaps)), unknown(UnknownCause::Parse));
}

proptest! {
    #[test]
    fn no_text_at_all_breaks_the_readers(text in "(?s).{0,400}") {
        let _ = (ini::Settings::default().lay(&text), ini::flag(&text));
        prop_assert!(password::status(&text).is_none() || text.split_whitespace().count() > 1);
    }

    #[test]
    fn a_name_among_any_lines_of_comments_is_found(lines in prop::collection::vec("#[ -~]{0,40}", 0..8)) {
        let comments = lines.join("\n");
        let text = format!("{comments}\n[Autologin]\n{comments}\nUser=user\n{comments}");
        let mut settings = ini::Settings::default();
        prop_assert!(settings.lay(&text).is_ok() && settings.names("Autologin", "User"));
    }
}
