//! Which systems still get fixes, and what is no answer to that.

use porchlight_contract::{Outcome, UnknownCause};
use porchlight_host::{Answer, Hive, ProbeError, Question, RegistryData, Variant};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::testing::{self, Machine, assert_obstacles, fails, file, registry, unknown, warns};

const CURRENT_VERSION: &str = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
const OS_RELEASE: &str = "/etc/os-release";
const ROLLING: Outcome = Outcome::NotApplicable { why: NotApplicable::RollingRelease };

fn linux(os_release: &str) -> Machine {
    Machine::bare(OsFamily::Linux)
        .file(OS_RELEASE, os_release)
        .without_file("/usr/share/distro-info/debian.csv")
        .without_file("/usr/share/distro-info/ubuntu.csv")
}

fn windows(build: &str, edition: &str, display: Option<&str>) -> Machine {
    let text = |text: &str| RegistryData::Text(text.to_owned());
    let key = |machine: Machine, name, value: &str| {
        machine.registry(Hive::LocalMachine, CURRENT_VERSION, name, text(value))
    };
    let machine = key(Machine::bare(OsFamily::Windows), "CurrentBuildNumber", build);
    let machine = key(machine, "EditionID", edition);
    match display {
        Some(display) => key(machine, "DisplayVersion", display),
        None => machine.without_registry(Hive::LocalMachine, CURRENT_VERSION, "DisplayVersion"),
    }
}

fn plist() -> Question {
    Question::ReadPlist { path: "/System/Library/CoreServices/SystemVersion.plist".to_owned() }
}

fn macos(version: &str) -> Machine {
    let list = [("ProductVersion".to_owned(), Variant::Text(version.to_owned()))];
    Machine::bare(OsFamily::Macos).answer(plist(), Answer::Value(Variant::Map(list.into())))
}

fn outcome(machine: &Machine) -> Outcome {
    machine.outcome::<OsSupported>()
}

// Linux

#[test]
fn a_supported_ubuntu_passes_with_its_day() {
    let judgement = Machine::ubuntu().judgement::<OsSupported>();
    assert_eq!(judgement.outcome, Outcome::Pass);
    let expected = json!({
        "name": "ubuntu", "version": "24.04", "support": "full",
        "supported_until": "2029-05-31", "days_left": 921,
    });
    assert_eq!(testing::json(&judgement.facts), expected);
}

#[test]
fn the_last_day_of_support_still_counts_and_the_next_does_not() {
    let at = |day: &str| linux("ID=ubuntu\nVERSION_ID=25.10\n").judgement_at::<OsSupported>(day);
    // The table's own day bounds the clock from below, so the days are after it.
    assert_eq!(at("2026-11-22T00:00:00Z").outcome, fails("ended"));
    let fedora = |day: &str| linux("ID=fedora\nVERSION_ID=43\n").judgement_at::<OsSupported>(day);
    assert_eq!(fedora("2026-12-09T23:59:59Z").outcome, warns("ends_soon"));
    assert_eq!(testing::json(&fedora("2026-12-09T23:59:59Z").facts)["days_left"], 0);
    assert_eq!(fedora("2026-12-10T00:00:00Z").outcome, fails("ended"));
}

#[test]
fn sixty_days_before_the_end_the_warning_begins() {
    let fedora = |day: &str| linux("ID=fedora\nVERSION_ID=44\n").judgement_at::<OsSupported>(day).outcome;
    assert_eq!(fedora("2027-03-19T10:00:00Z"), Outcome::Pass);
    assert_eq!(fedora("2027-03-20T10:00:00Z"), warns("ends_soon"));
}

#[test]
fn extended_support_alone_is_a_warning() {
    assert_eq!(outcome(&linux("ID=debian\nVERSION_ID=\"12\"\n")), warns("extended_only"));
    assert_eq!(outcome(&linux("ID=ubuntu\nVERSION_ID=\"20.04\"\n")), warns("extended_only"));
    assert_eq!(outcome(&linux("ID=debian\nVERSION_ID=\"11\"\n")), fails("ended"), "its LTS has ended too");
}

#[test]
fn the_later_of_the_table_and_the_machines_own_data_counts() {
    let longer = linux("ID=fedora\nVERSION_ID=42\nSUPPORT_END=2027-06-01\n");
    assert_eq!(outcome(&longer), Outcome::Pass);
    let shorter = linux("ID=fedora\nVERSION_ID=44\nSUPPORT_END=2026-01-01\n");
    assert_eq!(outcome(&shorter), Outcome::Pass);
    let csv = "version,codename,series,created,release,eol,eol-lts,eol-elts\n\
               11,Bullseye,bullseye,2019-07-06,2021-08-14,2024-08-14,2031-08-31,2031-06-30\n";
    let extended = linux("ID=debian\nVERSION_ID=11\n").file("/usr/share/distro-info/debian.csv", csv);
    assert_eq!(outcome(&extended), warns("extended_only"));
}

#[test]
fn sixty_days_before_extended_support_ends_the_warning_says_so() {
    let csv = "version,codename,series,created,release,eol,eol-lts,eol-elts\n\
               11,Bullseye,bullseye,2019-07-06,2021-08-14,2024-08-14,2027-02-01,2031-06-30\n";
    let machine = linux("ID=debian\nVERSION_ID=11\n").file("/usr/share/distro-info/debian.csv", csv);
    let reasons =
        |day: &str| testing::json(&machine.judgement_at::<OsSupported>(day).outcome)["reasons"].clone();
    assert_eq!(reasons("2026-12-02T10:00:00Z"), serde_json::json!(["extended_only"]));
    assert_eq!(reasons("2026-12-03T10:00:00Z"), serde_json::json!(["extended_only", "ends_soon"]));
}

#[test]
fn commercial_support_is_not_counted() {
    let csv = "version,codename,series,created,release,eol,eol-lts,eol-elts\n\
               10,Buster,buster,2017-06-17,2019-07-06,2022-09-10,2024-06-30,2029-06-30\n";
    let machine = linux("ID=debian\nVERSION_ID=10\n").file("/usr/share/distro-info/debian.csv", csv);
    assert_eq!(outcome(&machine), fails("ended"));
}

#[test]
fn a_table_on_the_machine_that_is_older_than_its_columns_still_counts() {
    let csv =
        "version,codename,series,created,release,eol\n42,Meaning,meaning,2026-01-01,2026-01-01,2031-01-01\n";
    let machine = linux("ID=debian\nVERSION_ID=42\n").file("/usr/share/distro-info/debian.csv", csv);
    assert_eq!(outcome(&machine), Outcome::Pass);
    let broken = machine.file("/usr/share/distro-info/debian.csv", "codename,eol\nx,2031-01-01\n");
    assert_eq!(outcome(&broken), unknown(UnknownCause::Parse));
}

#[test]
fn rolling_distributions_have_nothing_to_end() {
    for os_release in [
        "ID=arch\nBUILD_ID=rolling\n",
        "ID=opensuse-tumbleweed\nVERSION_ID=20261101\n",
        "ID=garuda\nID_LIKE=arch\n",
        "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux forky/sid\"\n",
        "ID=fedora\nVERSION_ID=46\nREDHAT_BUGZILLA_PRODUCT_VERSION=rawhide\n",
    ] {
        assert_eq!(outcome(&linux(os_release)), ROLLING, "{os_release}");
    }
}

#[test]
fn a_distribution_built_on_arch_with_versions_is_not_rolling() {
    assert_eq!(
        outcome(&linux("ID=steamos\nID_LIKE=arch\nVERSION_ID=3.7\n")),
        unknown(UnknownCause::UnsupportedSystem)
    );
}

#[test]
fn a_system_newer_than_the_table_is_not_failed() {
    assert_eq!(outcome(&linux("ID=ubuntu\nVERSION_ID=28.04\n")), unknown(UnknownCause::TableStale));
    assert_eq!(outcome(&macos("28.0")), unknown(UnknownCause::TableStale));
    assert_eq!(outcome(&windows("30000", "Core", Some("28H2"))), unknown(UnknownCause::TableStale));
}

#[test]
fn a_system_newer_than_the_table_is_judged_by_its_own_data() {
    assert_eq!(outcome(&linux("ID=fedora\nVERSION_ID=46\nSUPPORT_END=2028-05-01\n")), Outcome::Pass);
}

#[test]
fn an_old_table_decides_nothing() {
    for machine in [linux("ID=ubuntu\nVERSION_ID=24.04\n"), macos("26.1"), windows("19045", "Core", None)] {
        let late = machine.judgement_at::<OsSupported>("2027-05-22T10:00:00Z").outcome;
        assert_eq!(late, unknown(UnknownCause::TableStale));
    }
}

#[test]
fn an_unheard_of_distribution_is_judged_by_its_own_day_or_not_at_all() {
    assert_eq!(outcome(&linux("ID=hannahmontana\nVERSION_ID=5\n")), unknown(UnknownCause::UnsupportedSystem));
    let dated = |day: &str| outcome(&linux(&format!("ID=hannahmontana\nVERSION_ID=5\nSUPPORT_END={day}\n")));
    assert_eq!(dated("2029-01-01"), Outcome::Pass);
    assert_eq!(dated("2025-01-01"), fails("ended"));
}

#[test]
fn minor_versions_of_mint_and_alma_are_those_of_their_major() {
    assert_eq!(outcome(&linux("ID=linuxmint\nVERSION_ID=\"22.2\"\n")), Outcome::Pass);
    assert_eq!(outcome(&linux("ID=linuxmint\nVERSION_ID=\"7\"\n")), Outcome::Pass, "built on Debian");
    assert_eq!(outcome(&linux("ID=\"almalinux\"\nVERSION_ID=\"9.6\"\n")), Outcome::Pass);
    assert_eq!(outcome(&linux("ID=\"rocky\"\nVERSION_ID=\"8.10\"\n")), Outcome::Pass);
    assert_eq!(outcome(&linux("ID=\"opensuse-leap\"\nVERSION_ID=\"15.6\"\n")), fails("ended"));
}

#[test]
fn the_second_place_of_os_release_is_looked_at() {
    let machine =
        Machine::bare(OsFamily::Linux).without_file(OS_RELEASE).file("/usr/lib/os-release", "ID=arch\n");
    assert_eq!(outcome(&machine), ROLLING);
    let machine = Machine::bare(OsFamily::Linux).without_file(OS_RELEASE).without_file("/usr/lib/os-release");
    assert_eq!(outcome(&machine), unknown(UnknownCause::SourceMissing));
}

#[test]
fn an_unreadable_linux_is_unknown() {
    assert_obstacles::<OsSupported>(Machine::ubuntu, &file(OS_RELEASE));
    assert_obstacles::<OsSupported>(Machine::debian, &file("/usr/share/distro-info/debian.csv"));
}

#[test]
fn os_release_without_an_id_or_with_a_broken_day_is_not_understood() {
    for os_release in ["", "NAME=x\n", "ID=\n", "\u{0}\u{1}", "ID=fedora\nVERSION_ID=44\nSUPPORT_END=soon\n"]
    {
        assert_eq!(outcome(&linux(os_release)), unknown(UnknownCause::Parse), "{os_release:?}");
    }
}

#[test]
fn a_sandbox_is_not_the_computer() {
    let sandboxed = Machine::ubuntu().file("/.flatpak-info", "[Application]\nname=x\n");
    assert_eq!(outcome(&sandboxed), unknown(UnknownCause::Sandboxed));
    let shy = Machine::ubuntu().refuse(file("/.flatpak-info"), ProbeError::PermissionDenied);
    assert_eq!(outcome(&shy), unknown(UnknownCause::Sandboxed));
}

// macOS

#[test]
fn the_three_newest_macos_pass_and_the_fourth_fails() {
    for version in ["27.0", "26.1", "15.7.2"] {
        assert_eq!(outcome(&macos(version)), Outcome::Pass, "{version}");
    }
    assert_eq!(outcome(&macos("14.8.4")), fails("ended"));
    assert_eq!(outcome(&macos("13.7.8")), fails("ended"));
    assert_eq!(outcome(&macos("10.15.7")), fails("ended"), "older than the table");
}

#[test]
fn no_day_is_made_up_where_apple_names_none() {
    let facts = testing::json(&macos("26.1").judgement::<OsSupported>().facts);
    assert_eq!(facts, json!({ "name": "macos", "version": "26.1", "support": "full" }));
}

#[test]
fn an_unreadable_macos_is_unknown() {
    assert_obstacles::<OsSupported>(Machine::macos, &plist());
    let gone = Machine::macos().refuse(plist(), ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    for version in ["", "Tahoe", "26.1 beta", "-1", "26..1"] {
        assert_eq!(outcome(&macos(version)), unknown(UnknownCause::Parse), "{version}");
    }
}

// Windows

#[test]
fn a_supported_windows_passes_under_the_name_that_people_know() {
    let judgement = Machine::windows().judgement::<OsSupported>();
    assert_eq!(judgement.outcome, Outcome::Pass);
    let facts = testing::json(&judgement.facts);
    assert_eq!((&facts["name"], &facts["version"]), (&json!("windows-11"), &json!("25H2")));
}

#[test]
fn windows_10_has_ended_unless_it_is_a_long_term_edition() {
    assert_eq!(outcome(&windows("19045", "Core", Some("22H2"))), fails("ended"));
    assert_eq!(outcome(&windows("19045", "Professional", Some("22H2"))), fails("ended"));
    assert_eq!(outcome(&windows("19044", "EnterpriseS", Some("21H2"))), warns("ends_soon"));
    assert_eq!(outcome(&windows("19044", "IoTEnterpriseS", Some("21H2"))), Outcome::Pass);
}

#[test]
fn home_ends_a_year_before_enterprise() {
    assert_eq!(outcome(&windows("26100", "Core", Some("24H2"))), fails("ended"));
    assert_eq!(outcome(&windows("26100", "ProfessionalN", Some("24H2"))), fails("ended"));
    assert_eq!(outcome(&windows("26100", "Enterprise", Some("24H2"))), Outcome::Pass);
    assert_eq!(outcome(&windows("26100", "Education", Some("24H2"))), Outcome::Pass);
}

#[test]
fn windows_7_has_ended_whatever_its_edition() {
    assert_eq!(outcome(&windows("7601", "HomePremium", None)), fails("ended"));
}

#[test]
fn servers_and_previews_are_not_judged() {
    assert_eq!(outcome(&windows("26100", "ServerStandard", None)), unknown(UnknownCause::Inconclusive));
    assert_eq!(outcome(&windows("26120", "Professional", None)), unknown(UnknownCause::Inconclusive));
}

#[test]
fn an_unreadable_windows_is_unknown() {
    for name in ["CurrentBuildNumber", "EditionID"] {
        assert_obstacles::<OsSupported>(
            Machine::windows,
            &registry(Hive::LocalMachine, CURRENT_VERSION, name),
        );
        let gone = Machine::windows().without_registry(Hive::LocalMachine, CURRENT_VERSION, name);
        assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    }
    assert_eq!(outcome(&windows("elf", "Core", None)), unknown(UnknownCause::Parse));
    let number =
        Machine::windows().registry(Hive::LocalMachine, CURRENT_VERSION, "EditionID", RegistryData::Dword(7));
    assert_eq!(outcome(&number), unknown(UnknownCause::Parse));
}

proptest! {
    #[test]
    fn no_text_at_all_breaks_the_readers(text in "(?s).{0,400}", more in "[=,\"' \n\\-0-9a-z]{0,200}") {
        for text in [&text, &more] {
            let debian = linux(text);
            prop_assert_ne!(outcome(&debian), Outcome::Pass);
            let table = linux("ID=debian\nVERSION_ID=9\n").file("/usr/share/distro-info/debian.csv", text);
            prop_assert_ne!(outcome(&table), Outcome::Pass);
            prop_assert_ne!(outcome(&macos(&format!("{text}x"))), Outcome::Pass);
            prop_assert_ne!(outcome(&windows(&format!("{text}x"), text, Some(text))), Outcome::Pass);
        }
    }
}

#[test]
fn a_report_repeats_no_name_that_somebody_wrote_into_the_system() {
    let facts = |os_release: &str| {
        let judgement = linux(os_release).judgement::<OsSupported>();
        serde_json::to_value(judgement.facts).unwrap()
    };
    assert_eq!(facts("ID=anas-laptop\nVERSION_ID=192.0.2.77\n"), json!({ "name": "linux" }));
    assert_eq!(facts("ID=debian\nVERSION_ID=C02XL0GTJGH5\n"), json!({ "name": "debian" }));
    let windows = windows("26200", "Professional", Some("anas-laptop")).judgement::<OsSupported>();
    assert_eq!(serde_json::to_value(windows.facts).unwrap()["version"], json!("26200"));
}
