//! Everything that can be asked.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// One question to the machine. None of them changes anything, and none needs an administrator.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Question {
    /// Which of the three systems this is. Answer: [`Answer::Platform`](crate::Answer::Platform).
    Platform,
    /// The text of a file of at most 1 MiB. A path that begins with `~/` lies in the user's home.
    /// Answer: [`Answer::Text`](crate::Answer::Text).
    ReadFile {
        /// Absolute, or below `~/`.
        path: String,
    },
    /// A property list (macOS), whatever its encoding. Answer: [`Answer::Value`](crate::Answer::Value).
    ReadPlist {
        /// Absolute, or below `~/`.
        path: String,
    },
    /// The names in a directory, sorted. Answer: [`Answer::Names`](crate::Answer::Names).
    ListDirectory {
        /// Absolute, or below `~/`.
        path: String,
    },
    /// A variable of the user's session. Answer: [`Answer::Text`](crate::Answer::Text).
    Environment {
        /// Its name.
        name: String,
    },
    /// The output of a program out of a closed list. Answer: [`Answer::Output`](crate::Answer::Output).
    Run {
        /// Which program.
        program: Program,
        /// Its arguments, as they stand: there is no shell.
        args: Vec<String>,
    },
    /// A property over D-Bus. Answer: [`Answer::Value`](crate::Answer::Value).
    DbusProperty {
        /// Which bus.
        bus: Bus,
        /// The service.
        destination: String,
        /// The object.
        path: String,
        /// The interface.
        interface: String,
        /// The property.
        property: String,
    },
    /// Whether a name is owned on a bus. Answer: [`Answer::Flag`](crate::Answer::Flag).
    DbusNameOwned {
        /// Which bus.
        bus: Bus,
        /// The name.
        name: String,
    },
    /// Properties of a systemd unit (`org.freedesktop.systemd1`), found by name even where no unit is loaded.
    /// Answer: [`Answer::Value`](crate::Answer::Value), a map with `LoadState`, `ActiveState`, `UnitFileState`.
    SystemdUnit {
        /// Such as `ufw.service`.
        name: String,
    },
    /// A value in the Windows registry, 64-bit view. Answer: [`Answer::Registry`](crate::Answer::Registry).
    RegistryValue {
        /// Which hive.
        hive: Hive,
        /// The key below it, with backslashes.
        key: String,
        /// The value's name.
        name: String,
    },
    /// A property of a file-system object as the Windows Shell sees it (`IShellItem2::GetInt32`).
    /// Answer: [`Answer::Number`](crate::Answer::Number).
    ShellProperty {
        /// Such as `C:\`.
        path: String,
        /// The canonical name, such as `System.Volume.BitLockerProtection`.
        property: String,
    },
    /// The Windows firewall by profile (`HNetCfg.FwPolicy2`). Answer:
    /// [`Answer::FirewallProfiles`](crate::Answer::FirewallProfiles).
    FirewallProfiles,
    /// The products that registered with the Windows Security Center (`IWSCProductList`).
    /// Answer: [`Answer::SecurityProducts`](crate::Answer::SecurityProducts).
    SecurityProducts {
        /// Of which kind.
        provider: Provider,
    },
    /// The seconds until the display goes dark on mains and on battery (Windows, `PowerReadACValueIndex` and DC);
    /// 0 is never. Answer: [`Answer::Value`](crate::Answer::Value), a map with `ac` and `dc`.
    DisplayTimeout,
}

/// A bus of D-Bus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bus {
    /// The machine's.
    System,
    /// The user's session's.
    Session,
}

/// A root of the Windows registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Hive {
    /// `HKEY_LOCAL_MACHINE`.
    #[serde(rename = "HKLM")]
    LocalMachine,
    /// `HKEY_CURRENT_USER`.
    #[serde(rename = "HKCU")]
    CurrentUser,
}

/// A kind of product in the Windows Security Center.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// `WSC_SECURITY_PROVIDER_FIREWALL`, 1.
    Firewall,
    /// `WSC_SECURITY_PROVIDER_ANTIVIRUS`, 4.
    Antivirus,
}

/// The programs that may be run, each at a fixed path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Program {
    /// macOS: state of FileVault.
    Fdesetup,
    /// macOS: state of the application firewall.
    Socketfilterfw,
    /// macOS: system information as JSON.
    SystemProfiler,
    /// macOS: delay of the screen lock.
    Sysadminctl,
    /// macOS: energy settings.
    Pmset,
    /// macOS: preferences of the user.
    Defaults,
    /// Linux: settings of GNOME.
    Gsettings,
    /// Linux: properties of ZFS datasets.
    Zfs,
}

impl Program {
    /// Where the program lies; the first path that exists is run.
    #[must_use]
    pub fn paths(self) -> &'static [&'static str] {
        match self {
            Self::Fdesetup => &["/usr/bin/fdesetup"],
            Self::Socketfilterfw => &["/usr/libexec/ApplicationFirewall/socketfilterfw"],
            Self::SystemProfiler => &["/usr/sbin/system_profiler"],
            Self::Sysadminctl => &["/usr/sbin/sysadminctl"],
            Self::Pmset => &["/usr/bin/pmset"],
            Self::Defaults => &["/usr/bin/defaults"],
            Self::Gsettings => &["/usr/bin/gsettings", "/run/current-system/sw/bin/gsettings"],
            Self::Zfs => &["/usr/sbin/zfs", "/sbin/zfs", "/run/current-system/sw/bin/zfs"],
        }
    }
}

impl Question {
    /// How long an answer may take.
    #[must_use]
    pub fn deadline(&self) -> Duration {
        match self {
            Self::Run { program: Program::SystemProfiler, .. } => Duration::from_secs(15),
            Self::Run { .. } | Self::SecurityProducts { .. } | Self::FirewallProfiles => {
                Duration::from_secs(5)
            }
            Self::Platform
            | Self::ReadFile { .. }
            | Self::ReadPlist { .. }
            | Self::ListDirectory { .. }
            | Self::Environment { .. }
            | Self::DbusProperty { .. }
            | Self::DbusNameOwned { .. }
            | Self::SystemdUnit { .. }
            | Self::RegistryValue { .. }
            | Self::ShellProperty { .. }
            | Self::DisplayTimeout => Duration::from_secs(3),
        }
    }
}

/// The question as a technician would write it down.
impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform => f.write_str("platform"),
            Self::ReadFile { path } | Self::ReadPlist { path } => f.write_str(path),
            Self::ListDirectory { path } => write!(f, "{}/", path.trim_end_matches('/')),
            Self::Environment { name } => write!(f, "${name}"),
            Self::Run { program, args } => {
                let path = program.paths().first().copied().unwrap_or_default();
                f.write_str(path)?;
                args.iter().try_for_each(|arg| write!(f, " {arg}"))
            }
            Self::DbusProperty { destination, path, interface, property, .. } => {
                write!(f, "{destination} {path} {interface}.{property}")
            }
            Self::DbusNameOwned { name, .. } => write!(f, "{name} owned"),
            Self::SystemdUnit { name } => write!(f, "systemd {name}"),
            Self::RegistryValue { hive, key, name } => {
                let hive = match hive {
                    Hive::LocalMachine => "HKLM",
                    Hive::CurrentUser => "HKCU",
                };
                write!(f, "{hive}\\{key}\\{name}")
            }
            Self::ShellProperty { path, property } => write!(f, "{path} {property}"),
            Self::FirewallProfiles => f.write_str("HNetCfg.FwPolicy2"),
            Self::SecurityProducts { provider } => write!(f, "IWSCProductList {provider:?}"),
            Self::DisplayTimeout => f.write_str("VIDEOIDLE"),
        }
    }
}
