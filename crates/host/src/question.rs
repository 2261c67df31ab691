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
    /// Whether anything lies at a path; its content is not read. Answer: [`Answer::Flag`](crate::Answer::Flag).
    /// A folder on the way that may not be entered is [`ProbeError::PermissionDenied`](crate::ProbeError), not "no".
    Exists {
        /// Absolute, or below `~/`.
        path: String,
    },
    /// When a file or directory was last changed. Answer: [`Answer::Number`](crate::Answer::Number), seconds since
    /// 1970-01-01T00:00:00Z.
    ModifiedAt {
        /// Absolute, or below `~/`.
        path: String,
    },
    /// The number of the user who runs this (Linux and macOS). Answer: [`Answer::Number`](crate::Answer::Number).
    UserId,
    /// The names of all running programs, sorted, each once, without paths and arguments.
    /// Answer: [`Answer::Names`](crate::Answer::Names).
    Processes,
    /// The ports on which a program waits for connections from outside this computer (TCP; the loopback is left out).
    /// Answer: [`Answer::Ports`](crate::Answer::Ports), sorted.
    ListeningPorts,
    /// The packages for which the lists on this computer hold a newer version (Linux). Nothing is fetched.
    /// Answer: [`Answer::PendingUpdates`](crate::Answer::PendingUpdates).
    PendingUpdates,
    /// How far this computer's clock is ahead of the collector's. Answer: [`Answer::Number`](crate::Answer::Number),
    /// milliseconds; negative if it is behind. Only an enrolled computer has a collector to ask.
    ClockOffset,
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
    /// Whether there is a value in the Windows registry, 64-bit view, without reading it.
    /// Answer: [`Answer::Flag`](crate::Answer::Flag).
    RegistryValueExists {
        /// Which hive.
        hive: Hive,
        /// The key below it, with backslashes.
        key: String,
        /// The value's name.
        name: String,
    },
    /// The names of the keys directly below a key of the Windows registry, sorted, 64-bit view.
    /// Answer: [`Answer::Names`](crate::Answer::Names).
    RegistryKeys {
        /// Which hive.
        hive: Hive,
        /// The key below it, with backslashes.
        key: String,
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
    /// What the Windows Security Center says of an area (`WscGetSecurityProviderHealth`).
    /// Answer: [`Answer::SecurityHealth`](crate::Answer::SecurityHealth).
    SecurityHealth {
        /// Of which area.
        provider: Provider,
    },
    /// All instances of a class in WMI, with some of their properties (Windows).
    /// Answer: [`Answer::Value`](crate::Answer::Value), a list of maps; a property that is null is left out.
    Wmi {
        /// Out of a closed list.
        class: WmiClass,
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
    /// `WSC_SECURITY_PROVIDER_AUTOUPDATE_SETTINGS`, 2. It has a health, and no products.
    Updates,
    /// `WSC_SECURITY_PROVIDER_ANTIVIRUS`, 4.
    Antivirus,
}

/// The classes that may be asked for in WMI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WmiClass {
    /// Antivirus programs as they registered with the Security Center: the way where its own interface is missing.
    AntivirusProduct,
    /// The state of Microsoft Defender.
    DefenderStatus,
}

impl WmiClass {
    /// Its namespace.
    #[must_use]
    pub fn namespace(self) -> &'static str {
        match self {
            Self::AntivirusProduct => r"ROOT\SecurityCenter2",
            Self::DefenderStatus => r"ROOT\Microsoft\Windows\Defender",
        }
    }

    /// Its name.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::AntivirusProduct => "AntivirusProduct",
            Self::DefenderStatus => "MSFT_MpComputerStatus",
        }
    }

    /// The properties that are read.
    #[must_use]
    pub fn properties(self) -> &'static [&'static str] {
        match self {
            Self::AntivirusProduct => &["displayName", "productState"],
            Self::DefenderStatus => &[
                "AMRunningMode",
                "AMServiceEnabled",
                "RealTimeProtectionEnabled",
                "AntivirusSignatureAge",
                "IsTamperProtected",
            ],
        }
    }
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
    /// macOS: services and whether they are switched off.
    Launchctl,
    /// macOS: state of XProtect.
    Xprotect,
    /// macOS: state of Gatekeeper.
    Spctl,
    /// Linux: the merged settings of apt.
    AptConfig,
    /// Linux: updates of Fedora and its relatives.
    Dnf,
    /// Linux: updates of systems that are replaced as a whole.
    RpmOstree,
    /// Linux: the state of the user's own password.
    Passwd,
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
            Self::Launchctl => &["/bin/launchctl"],
            Self::Xprotect => &["/usr/bin/xprotect"],
            Self::Spctl => &["/usr/sbin/spctl"],
            Self::AptConfig => &["/usr/bin/apt-config"],
            Self::Dnf => &["/usr/bin/dnf"],
            Self::RpmOstree => &["/usr/bin/rpm-ostree"],
            Self::Passwd => &["/usr/bin/passwd"],
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
            Self::Run { program: Program::SystemProfiler | Program::Dnf, .. } | Self::PendingUpdates => {
                Duration::from_secs(15)
            }
            Self::Run { .. }
            | Self::SecurityProducts { .. }
            | Self::SecurityHealth { .. }
            | Self::Wmi { .. }
            | Self::ClockOffset
            | Self::FirewallProfiles => Duration::from_secs(5),
            Self::Platform
            | Self::Exists { .. }
            | Self::ModifiedAt { .. }
            | Self::UserId
            | Self::Processes
            | Self::ListeningPorts
            | Self::RegistryValueExists { .. }
            | Self::RegistryKeys { .. }
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
            Self::Exists { path } => write!(f, "{path} exists"),
            Self::ModifiedAt { path } => write!(f, "{path} modified"),
            Self::UserId => f.write_str("user id"),
            Self::Processes => f.write_str("processes"),
            Self::ListeningPorts => f.write_str("listening ports"),
            Self::PendingUpdates => f.write_str("pending updates"),
            Self::ClockOffset => f.write_str("clock offset"),
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
            Self::RegistryValue { hive, key, name } => write!(f, "{hive}\\{key}\\{name}"),
            Self::RegistryValueExists { hive, key, name } => write!(f, "{hive}\\{key}\\{name} exists"),
            Self::RegistryKeys { hive, key } => write!(f, "{hive}\\{key}\\"),
            Self::SecurityHealth { provider } => write!(f, "WscGetSecurityProviderHealth {provider:?}"),
            Self::Wmi { class } => write!(f, "{} {}", class.namespace(), class.class()),
            Self::ShellProperty { path, property } => write!(f, "{path} {property}"),
            Self::FirewallProfiles => f.write_str("HNetCfg.FwPolicy2"),
            Self::SecurityProducts { provider } => write!(f, "IWSCProductList {provider:?}"),
            Self::DisplayTimeout => f.write_str("VIDEOIDLE"),
        }
    }
}

impl fmt::Display for Hive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LocalMachine => "HKLM",
            Self::CurrentUser => "HKCU",
        })
    }
}
