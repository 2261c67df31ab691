//! What is and is not a firewall that works.

use porchlight_contract::{Outcome, UnknownCause};
use porchlight_host::{Answer, ProbeError, Program, Provider, Question, SecurityProduct};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::testing::{self, Machine, assert_obstacles, fails, file, owned_name, run, unit, unknown, warns};

fn outcome(machine: &Machine) -> Outcome {
    machine.outcome::<FirewallHost>()
}

// Windows

const PRODUCTS: Question = Question::SecurityProducts { provider: Provider::Firewall };

fn profiles(enabled: [bool; 3]) -> Vec<FirewallProfile> {
    let inbound = InboundDefault::NotConfigured;
    [1, 2, 4]
        .into_iter()
        .zip(enabled)
        .map(|(profile, enabled)| FirewallProfile { profile, enabled, inbound })
        .collect()
}

fn product(name: &str, state: ProductState) -> SecurityProduct {
    SecurityProduct { name: name.to_owned(), state, up_to_date: None }
}

fn windows(enabled: [bool; 3], products: Vec<SecurityProduct>) -> Machine {
    Machine::windows()
        .answer(Question::FirewallProfiles, Answer::FirewallProfiles(profiles(enabled)))
        .answer(PRODUCTS, Answer::SecurityProducts(products))
}

#[test]
fn a_windows_firewall_that_is_on_in_all_networks_passes() {
    assert_eq!(outcome(&windows([true; 3], vec![])), Outcome::Pass);
}

#[test]
fn a_windows_firewall_that_is_off_everywhere_fails() {
    let judgement = windows([false; 3], vec![]).judgement::<FirewallHost>();
    assert_eq!(judgement.outcome, fails("off"));
    assert_eq!(testing::json(&judgement.facts), json!({ "manager": "windows", "state": "off" }));
}

#[test]
fn off_at_home_or_in_public_fails_and_off_in_a_domain_only_warns() {
    assert_eq!(outcome(&windows([true, false, true], vec![])), fails("profile_off"));
    assert_eq!(outcome(&windows([true, true, false], vec![])), fails("profile_off"));
    assert_eq!(outcome(&windows([false, true, true], vec![])), warns("domain_profile_off"));
}

#[test]
fn another_firewall_does_the_work_of_windows_own_and_is_not_named() {
    let judgement =
        windows([false; 3], vec![product("Beispiel Firewall", ProductState::On)]).judgement::<FirewallHost>();
    assert_eq!(judgement.outcome, Outcome::Pass);
    assert_eq!(testing::json(&judgement.facts), json!({ "manager": "third_party", "state": "on" }));
}

#[test]
fn another_firewall_that_is_off_expired_or_paused_does_not() {
    for (state, code) in
        [(ProductState::Off, "off"), (ProductState::Expired, "off"), (ProductState::Snoozed, "paused")]
    {
        assert_eq!(outcome(&windows([false; 3], vec![product("X", state)])), fails(code), "{state:?}");
        assert_eq!(outcome(&windows([true; 3], vec![product("X", state)])), Outcome::Pass, "{state:?}");
    }
}

#[test]
fn a_product_that_is_listed_twice_counts_by_its_best_state() {
    let twice = vec![product("X", ProductState::Expired), product("X", ProductState::On)];
    assert_eq!(outcome(&windows([false; 3], twice)), Outcome::Pass);
}

#[test]
fn windows_own_firewall_in_the_list_of_others_contradicts_its_profiles() {
    for name in ["Windows Firewall", "Windows-Firewall", "Firewall de Windows", "Microsoft Defender Firewall"]
    {
        let machine = windows([false; 3], vec![product(name, ProductState::On)]);
        assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive), "{name}");
    }
}

#[test]
fn letting_everything_in_fails_though_the_firewall_is_on() {
    let with = |inbound| {
        let mut profiles = profiles([true; 3]);
        profiles[1].inbound = inbound;
        windows([true; 3], vec![]).answer(Question::FirewallProfiles, Answer::FirewallProfiles(profiles))
    };
    assert_eq!(outcome(&with(InboundDefault::Allow)), fails("inbound_allowed"));
    assert_eq!(outcome(&with(InboundDefault::Block)), Outcome::Pass);
    assert_eq!(outcome(&with(InboundDefault::NotConfigured)), Outcome::Pass);
}

#[test]
fn a_profile_that_is_missing_is_not_on() {
    for wrong in [vec![], profiles([true; 3])[..2].to_vec(), vec![profiles([true; 3])[0].clone(); 3]] {
        let machine =
            windows([true; 3], vec![]).answer(Question::FirewallProfiles, Answer::FirewallProfiles(wrong));
        assert_eq!(outcome(&machine), unknown(UnknownCause::Parse));
    }
}

#[test]
fn the_security_center_is_only_missed_where_it_matters() {
    let silent = |enabled| windows(enabled, vec![]).refuse(PRODUCTS, ProbeError::Unavailable);
    assert_eq!(outcome(&silent([true; 3])), Outcome::Pass);
    assert_eq!(outcome(&silent([false; 3])), unknown(UnknownCause::SourceMissing));
    let other = vec![product("X", ProductState::On)];
    let no_profiles =
        windows([true; 3], other).refuse(Question::FirewallProfiles, ProbeError::PermissionDenied);
    assert_eq!(outcome(&no_profiles), Outcome::Pass);
}

#[test]
fn an_unreadable_windows_firewall_is_unknown() {
    assert_obstacles::<FirewallHost>(Machine::windows, &Question::FirewallProfiles);
    assert_obstacles::<FirewallHost>(|| windows([false; 3], vec![]), &PRODUCTS);
    let gone = Machine::windows().refuse(Question::FirewallProfiles, ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    let text = Machine::windows().answer(Question::FirewallProfiles, Answer::Text("on".to_owned()));
    assert_eq!(outcome(&text), unknown(UnknownCause::Parse));
}

// macOS

fn filter(stdout: &str) -> Machine {
    Machine::macos().output(Program::Socketfilterfw, &["--getglobalstate"], 0, stdout, "")
}

fn version(machine: Machine, version: &str) -> Machine {
    let list = [("ProductVersion".to_owned(), porchlight_host::Variant::Text(version.to_owned()))];
    let path = "/System/Library/CoreServices/SystemVersion.plist".to_owned();
    machine.answer(Question::ReadPlist { path }, Answer::Value(porchlight_host::Variant::Map(list.into())))
}

const REPORT: [&str; 2] = ["-json", "SPFirewallDataType"];

fn report(stdout: &str) -> Machine {
    version(Machine::macos(), "15.7.2").output(Program::SystemProfiler, &REPORT, 0, stdout, "")
}

fn report_of(state: &str) -> Machine {
    report(&json!({ "SPFirewallDataType": [{ "spfirewall_globalstate": state, "x": 1 }] }).to_string())
}

#[test]
fn both_ways_of_being_on_pass_and_off_fails() {
    assert_eq!(outcome(&filter("Firewall is enabled. (State = 1)\n")), Outcome::Pass);
    let all = "Firewall is enabled. (State = 2)\nFirewall has block all state set to disabled.\nStealth mode enabled\n";
    assert_eq!(outcome(&filter(all)), Outcome::Pass);
    assert_eq!(outcome(&filter("Firewall is disabled. (State = 0)\n")), fails("off"));
}

#[test]
fn on_macos_15_the_system_report_is_asked() {
    assert_eq!(outcome(&report_of("spfirewall_globalstate_limit_connections")), Outcome::Pass);
    assert_eq!(outcome(&report_of("spfirewall_globalstate_block_all")), Outcome::Pass);
    assert_eq!(outcome(&report_of("spfirewall_globalstate_allow_all")), fails("off"));
}

#[test]
fn on_other_versions_the_filter_is_asked() {
    for number in ["13.7", "14.8", "26.1", "27.0"] {
        let machine = version(filter("Firewall is disabled. (State = 0)\n"), number);
        assert_eq!(outcome(&machine), fails("off"), "{number}");
    }
}

#[test]
fn an_unreadable_mac_firewall_is_unknown() {
    assert_obstacles::<FirewallHost>(Machine::macos, &run(Program::Socketfilterfw, &["--getglobalstate"]));
    let on = || report_of("spfirewall_globalstate_block_all");
    assert_obstacles::<FirewallHost>(on, &run(Program::SystemProfiler, &REPORT));
    let gone =
        Machine::macos().refuse(run(Program::Socketfilterfw, &["--getglobalstate"]), ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    for text in ["", "enabled", "(State = 3)", "(State = 1)\n(State = 0)\n", "ALF: Error, kStealthEnableKey"]
    {
        assert_eq!(outcome(&filter(text)), unknown(UnknownCause::Parse), "{text}");
    }
    for text in ["", "{}", "[]", r#"{"SPFirewallDataType":[]}"#, r#"{"SPFirewallDataType":[{}]}"#] {
        assert_eq!(outcome(&report(text)), unknown(UnknownCause::Parse), "{text}");
    }
    assert_eq!(outcome(&report_of("spfirewall_globalstate_maybe")), unknown(UnknownCause::Parse));
}

// Linux

const FIREWALLD: &str = "firewalld.service";
const UFW: &str = "ufw.service";
const NFTABLES: &str = "nftables.service";
const UFW_CONF: &str = "/etc/ufw/ufw.conf";
const NFTABLES_CONF: &str = "/etc/nftables.conf";
const FIREWALLD_NAME: &str = "org.fedoraproject.FirewallD1";

/// A machine with no manager at all.
fn linux() -> Machine {
    Machine::bare(OsFamily::Linux).unit(FIREWALLD, "", "").unit(NFTABLES, "", "").without_file(UFW_CONF)
}

fn ufw(enabled: &str) -> Machine {
    linux()
        .file(UFW_CONF, &format!("# comment\nENABLED={enabled}\nLOGLEVEL=low\n"))
        .unit(UFW, "active", "enabled")
}

fn nftables(rules: &str) -> Machine {
    linux().unit(NFTABLES, "active", "enabled").file(NFTABLES_CONF, rules)
}

const DROPS: &str =
    "table inet filter {\n chain input { type filter hook input priority 0; policy drop; }\n}\n";
/// What Debian ships.
const LETS_ALL_IN: &str = "#!/usr/sbin/nft -f\n# drop nothing\nflush ruleset\n\
    table inet filter {\n chain input {\n type filter hook input priority filter;\n }\n}\n";

#[test]
fn one_manager_that_works_and_starts_passes() {
    assert_eq!(outcome(&Machine::ubuntu()), Outcome::Pass);
    assert_eq!(outcome(&Machine::fedora()), Outcome::Pass);
    assert_eq!(outcome(&nftables(DROPS)), Outcome::Pass);
}

#[test]
fn ufw_that_is_switched_off_fails_though_its_unit_runs() {
    let judgement = ufw("no").judgement::<FirewallHost>();
    assert_eq!(judgement.outcome, fails("off"));
    assert_eq!(testing::json(&judgement.facts), json!({ "manager": "ufw", "state": "off" }));
    assert_eq!(outcome(&ufw("\"yes\"")), Outcome::Pass);
    assert_eq!(outcome(&ufw("YES")), Outcome::Pass);
}

#[test]
fn ufw_off_beside_firewalld_is_not_a_failure() {
    let machine = ufw("no").unit(FIREWALLD, "active", "enabled").owned(FIREWALLD_NAME, true);
    assert_eq!(outcome(&machine), Outcome::Pass);
    let until_restart = ufw("no").unit(FIREWALLD, "active", "disabled").owned(FIREWALLD_NAME, true);
    assert_eq!(outcome(&until_restart), warns("not_at_start"));
}

#[test]
fn ufw_off_beside_a_manager_that_does_not_answer_is_unknown() {
    let machine = ufw("no").refuse(unit(FIREWALLD), ProbeError::Unavailable);
    assert_eq!(outcome(&machine), unknown(UnknownCause::SourceMissing));
}

#[test]
fn ufw_on_without_its_unit_contradicts_itself() {
    let machine = ufw("yes").unit(UFW, "inactive", "disabled");
    assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive));
}

#[test]
fn ufw_settings_that_say_neither_yes_nor_no_are_not_understood() {
    for settings in ["", "LOGLEVEL=low\n", "ENABLED=\n", "ENABLED=perhaps\n", "\u{0}"] {
        let machine = linux().file(UFW_CONF, settings).unit(UFW, "active", "enabled");
        assert_eq!(outcome(&machine), unknown(UnknownCause::Parse), "{settings:?}");
    }
}

#[test]
fn firewalld_without_its_name_on_the_bus_contradicts_itself() {
    let machine = linux().unit(FIREWALLD, "active", "enabled").owned(FIREWALLD_NAME, false);
    assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive));
}

#[test]
fn a_manager_that_does_not_start_by_itself_is_a_warning() {
    let machine = linux().unit(FIREWALLD, "active", "disabled").owned(FIREWALLD_NAME, true);
    let judgement = machine.judgement::<FirewallHost>();
    assert_eq!(judgement.outcome, warns("not_at_start"));
    assert_eq!(testing::json(&judgement.facts), json!({ "manager": "firewalld", "state": "until_restart" }));
}

#[test]
fn rules_that_let_everything_in_are_no_firewall() {
    assert_eq!(outcome(&nftables(LETS_ALL_IN)), unknown(UnknownCause::Inconclusive));
    let inconclusive = unknown(UnknownCause::Inconclusive);
    assert_eq!(outcome(&nftables("include \"/etc/nftables.d/*.nft\"\n")), inconclusive);
    let one_port = "chain in { type filter hook input priority 0;\n tcp dport 23 drop\n}";
    assert_eq!(outcome(&nftables(one_port)), inconclusive);
    let in_a_comment = "chain in { type filter hook input priority 0; # later; policy drop;\n}";
    assert_eq!(outcome(&nftables(in_a_comment)), inconclusive);
    let last_word =
        "chain in { type filter hook input priority 0;\n ct state established accept\n counter drop\n}";
    assert_eq!(outcome(&nftables(last_word)), Outcome::Pass);
    let fedora = nftables(DROPS).without_file(NFTABLES_CONF);
    let fedora = fedora.refuse(file("/etc/sysconfig/nftables.conf"), ProbeError::PermissionDenied);
    assert_eq!(outcome(&fedora), unknown(UnknownCause::NoPermission));
}

#[test]
fn no_manager_to_be_seen_is_not_off() {
    assert_eq!(outcome(&linux()), unknown(UnknownCause::Inconclusive));
    assert_eq!(outcome(&Machine::debian()), unknown(UnknownCause::Inconclusive));
    let stopped = linux().unit(FIREWALLD, "inactive", "enabled");
    assert_eq!(outcome(&stopped), unknown(UnknownCause::Inconclusive));
}

#[test]
fn without_systemd_or_a_bus_nothing_is_said() {
    let silent = |machine: Machine| {
        [FIREWALLD, UFW, NFTABLES]
            .into_iter()
            .fold(machine, |machine, name| machine.refuse(unit(name), ProbeError::Unavailable))
    };
    for machine in [silent(linux()), silent(ufw("yes")), silent(ufw("no"))] {
        assert_eq!(outcome(&machine), unknown(UnknownCause::SourceMissing));
    }
}

#[test]
fn an_unreadable_linux_firewall_is_unknown() {
    assert_obstacles::<FirewallHost>(Machine::ubuntu, &file(UFW_CONF));
    assert_obstacles::<FirewallHost>(Machine::ubuntu, &unit(UFW));
    assert_obstacles::<FirewallHost>(Machine::fedora, &unit(FIREWALLD));
    assert_obstacles::<FirewallHost>(Machine::fedora, &owned_name(FIREWALLD_NAME));
    assert_obstacles::<FirewallHost>(|| nftables(DROPS), &file(NFTABLES_CONF));
    let odd = Machine::fedora().answer(unit(FIREWALLD), Answer::Flag(true));
    assert_eq!(outcome(&odd), unknown(UnknownCause::Parse));
}

proptest! {
    #[test]
    fn no_text_at_all_breaks_the_readers(text in "(?s).{0,400}") {
        prop_assert_ne!(outcome(&filter(&text)), Outcome::Pass);
        prop_assert_ne!(outcome(&report(&text)), Outcome::Pass);
        let _ = (linux::ufw_enabled(&text), linux::turns_away(&text));
    }
}
