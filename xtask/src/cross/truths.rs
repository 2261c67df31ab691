//! What the checks make of a live registry whose values we set ourselves.

use std::fmt::Write;
use std::path::Path;

use anyhow::ensure;
use serde_json::Value;

use super::wine::Wine;

/// A key, a name and a value, written as in a `.reg` file; `-` takes the value away.
pub(super) type Setting = [&'static str; 3];

pub(super) const VERSION: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion";
const WINLOGON: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon";
const DESKTOP: &str = r"HKEY_CURRENT_USER\Control Panel\Desktop";
const DESKTOP_POLICIES: &str = r"HKEY_CURRENT_USER\Software\Policies\Microsoft\Windows\Control Panel\Desktop";
const SYSTEM_POLICIES: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System";
const TERMINAL_SERVER: &str = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Terminal Server";
const TERMINAL_POLICY: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services";
const SSHD: &str = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\sshd";
const ANYDESK: &str = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Uninstall\AnyDesk";
const TIME: &str = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\W32Time";
const TIME_PARAMETERS: &str = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\W32Time\Parameters";
const TIME_POLICIES: &str = r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\W32Time\Parameters";
const FIREWALL: &str = concat!(
    r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess",
    r"\Parameters\FirewallPolicy\StandardProfile"
);

/// What is set, which check looks, and what it must find. The rows follow each other: what one sets stays.
#[rustfmt::skip]
const TRUTHS: &[(&[Setting], &str, &str)] = &[
    // The edition with the longest support, so that this row lasts.
    (&[
        [VERSION, "CurrentBuildNumber", r#""26100""#],
        [VERSION, "EditionID", r#""IoTEnterpriseS""#],
    ], "os.supported", "pass"),
    (&[
        [VERSION, "CurrentBuildNumber", r#""19045""#],
        [VERSION, "EditionID", r#""Core""#],
    ], "os.supported", "fail ended"),
    (&[[VERSION, "EditionID", "-"]], "os.supported", "unknown source_missing"),
    (&[[VERSION, "EditionID", "dword:00000001"]], "os.supported", "unknown parse"),

    (&[
        [DESKTOP, "ScreenSaveActive", r#""1""#],
        [DESKTOP, "ScreenSaverIsSecure", r#""1""#],
        [DESKTOP, "ScreenSaveTimeOut", r#""600""#],
        [DESKTOP, "SCRNSAVE.EXE", r#""C:\\windows\\system32\\scrnsave.scr""#],
    ], "screen.lock", "pass"),
    (&[[DESKTOP, "ScreenSaverIsSecure", r#""yes""#]], "screen.lock", "unknown parse"),
    (&[[DESKTOP_POLICIES, "ScreenSaverIsSecure", r#""1""#]], "screen.lock", "pass"),
    (&[
        [DESKTOP_POLICIES, "ScreenSaveActive", r#""0""#],
        [SYSTEM_POLICIES, "InactivityTimeoutSecs", "dword:00000258"],
    ], "screen.lock", "pass"),

    (&[[WINLOGON, "AutoAdminLogon", "-"]], "account.password_autologin", "pass"),
    (&[[WINLOGON, "AutoAdminLogon", r#""1""#]], "account.password_autologin", "fail autologin"),
    (&[[WINLOGON, "DefaultPassword", r#""secret""#]], "account.password_autologin", "fail autologin stored_password"),
    (&[[WINLOGON, "AutoAdminLogon", r#""0""#]], "account.password_autologin", "fail stored_password"),
    (&[[WINLOGON, "AutoAdminLogon", r#""maybe""#]], "account.password_autologin", "unknown parse"),

    (&[], "remote.access", "unknown source_missing"),
    (&[[TERMINAL_SERVER, "fDenyTSConnections", "dword:00000001"]], "remote.access", "pass"),
    (&[[TERMINAL_SERVER, "fDenyTSConnections", "dword:00000000"]], "remote.access", "warn server_quiet"),
    (&[[TERMINAL_POLICY, "fDenyTSConnections", "dword:00000001"]], "remote.access", "pass"),
    (&[[SSHD, "Start", "dword:00000002"]], "remote.access", "warn server_quiet"),
    (&[
        [SSHD, "Start", "dword:00000003"],
        [ANYDESK, "DisplayName", r#""AnyDesk""#],
    ], "remote.access", "warn tool_installed"),

    (&[], "time.sync", "unknown source_missing"),
    (&[[TIME, "Start", "dword:00000003"], [TIME_PARAMETERS, "Type", r#""NTP""#]], "time.sync", "pass"),
    (&[[TIME_PARAMETERS, "Type", r#""NoSync""#]], "time.sync", "warn sync_off"),
    (&[[TIME_POLICIES, "Type", r#""NT5DS""#]], "time.sync", "pass"),
    (&[[TIME, "Start", "dword:00000004"]], "time.sync", "warn sync_off"),

    // The firewall is asked through COM, where Wine has none: whatever the registry says, that is no answer.
    (&[[FIREWALL, "EnableFirewall", "dword:00000001"]], "firewall.host", "unknown source_missing"),
    (&[[FIREWALL, "EnableFirewall", "dword:00000000"]], "firewall.host", "unknown source_missing"),
];

/// Sets each row's values, and looks whether the check follows. All rows are tried before the first that is wrong is
/// told, because it may explain the others.
pub(super) fn try_truths(wine: &Wine, program: &Path) -> anyhow::Result<()> {
    let mut wrong = String::new();
    for (settings, check, expected) in TRUTHS {
        wine.set(settings)?;
        let printed = wine.json(program, &["check", "--json", "--only", check])?;
        let found = said(&printed["checks"][0]["outcome"]);
        if found != *expected {
            writeln!(wrong, "{check} says {found:?} instead of {expected:?} after {settings:?}")?;
        }
    }
    ensure!(wrong.is_empty(), "{wrong}");
    println!("   {} states of the registry were judged as they should be", TRUTHS.len());
    Ok(())
}

/// An outcome in words: the status, then its reasons or its cause.
fn said(outcome: &Value) -> String {
    let reasons = outcome["reasons"].as_array().into_iter().flatten();
    let words = std::iter::once(&outcome["status"]).chain(reasons).chain(outcome.get("cause"));
    words.filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
}
