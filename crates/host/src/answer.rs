//! What comes back.

use std::collections::BTreeMap;
use std::fmt;

use porchlight_contract::{OsFamily, UnknownCause};
use serde::{Deserialize, Serialize};

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The kind of system.
    Platform(OsFamily),
    /// The text of a file or of a variable.
    Text(String),
    /// Names, sorted.
    Names(Vec<String>),
    /// What a program printed.
    Output {
        /// Its exit code; -1 if a signal ended it.
        code: i32,
        /// Standard output, at most 1 MiB.
        stdout: String,
        /// Standard error, at most 64 KiB.
        stderr: String,
    },
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A typed value, possibly nested.
    Value(Variant),
    /// A registry value with its type.
    Registry(RegistryData),
    /// The profiles of the Windows firewall.
    FirewallProfiles(Vec<FirewallProfile>),
    /// Products in the Windows Security Center.
    SecurityProducts(Vec<SecurityProduct>),
    /// The Windows Security Center's view of an area.
    SecurityHealth(SecurityHealth),
    /// Ports, sorted, each once.
    Ports(Vec<u16>),
    /// Packages that wait to be renewed, by name.
    PendingUpdates(Vec<PendingUpdate>),
}

/// A package that waits to be renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingUpdate {
    /// The package's name and the version that waits, such as `openssl 3.0.2-0ubuntu1.10`. It stays on the computer.
    pub item: String,
    /// Whether the new version comes from a list of security updates.
    pub security: bool,
}

/// `WSC_SECURITY_PROVIDER_HEALTH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecurityHealth {
    /// 0.
    Good,
    /// 1.
    NotMonitored,
    /// 2.
    Poor,
    /// 3.
    Snoozed,
}

/// A typed value out of D-Bus or a property list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Variant {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A number with a fraction.
    Real(f64),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Variant>),
    /// Values by name.
    Map(BTreeMap<String, Variant>),
}

impl Variant {
    /// The value of a name, if this is a map that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Variant> {
        match self {
            Self::Map(values) => values.get(name),
            Self::Flag(_) | Self::Number(_) | Self::Real(_) | Self::Text(_) | Self::List(_) => None,
        }
    }

    /// The text, if this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Flag(_) | Self::Number(_) | Self::Real(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The yes or no, if this is one.
    #[must_use]
    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Number(_) | Self::Real(_) | Self::Text(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The values in order, if this is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Variant]> {
        match self {
            Self::List(values) => Some(values),
            Self::Flag(_) | Self::Number(_) | Self::Real(_) | Self::Text(_) | Self::Map(_) => None,
        }
    }

    /// The number, if this is a whole one.
    #[must_use]
    pub fn as_number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Flag(_) | Self::Real(_) | Self::Text(_) | Self::List(_) | Self::Map(_) => None,
        }
    }
}

/// A value of the Windows registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum RegistryData {
    /// `REG_SZ` or `REG_EXPAND_SZ`, unexpanded.
    #[serde(rename = "REG_SZ")]
    Text(String),
    /// `REG_DWORD`.
    #[serde(rename = "REG_DWORD")]
    Dword(u32),
    /// `REG_QWORD`.
    #[serde(rename = "REG_QWORD")]
    Qword(u64),
    /// `REG_MULTI_SZ`.
    #[serde(rename = "REG_MULTI_SZ")]
    Texts(Vec<String>),
    /// Any other type: only its length is told.
    #[serde(rename = "REG_BINARY")]
    Binary {
        /// In bytes.
        length: u32,
    },
}

/// One profile of the Windows firewall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirewallProfile {
    /// `NET_FW_PROFILE_TYPE2`: 1 domain, 2 private, 4 public.
    pub profile: u32,
    /// Whether the firewall is on for it.
    pub enabled: bool,
    /// What happens to an unsolicited connection.
    pub inbound: InboundDefault,
}

/// `NET_FW_ACTION` for inbound traffic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InboundDefault {
    /// 0.
    Block,
    /// 1.
    Allow,
    /// Any other number; the system's default applies, which blocks.
    NotConfigured,
}

/// One product in the Windows Security Center.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityProduct {
    /// As it registered itself.
    pub name: String,
    /// What it says of itself.
    pub state: ProductState,
    /// Whether its signatures are current, where it has some.
    pub up_to_date: Option<bool>,
}

/// `WSC_SECURITY_PRODUCT_STATE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductState {
    /// 0.
    On,
    /// 1.
    Off,
    /// 2.
    Snoozed,
    /// 3.
    Expired,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ProbeError {
    /// There is no such file, key, value, program, property or variable.
    #[error("not there")]
    NotFound,
    /// This user may not read it.
    #[error("not permitted")]
    PermissionDenied,
    /// It took too long.
    #[error("timed out")]
    TimedOut,
    /// It came in a form that cannot be read.
    #[error("malformed")]
    Malformed,
    /// The service that would know is not running: no bus, no Security Center.
    #[error("service not available")]
    Unavailable,
    /// This kind of system has no such thing.
    #[error("not on this system")]
    Unsupported,
    /// The recording does not hold the question.
    #[error("not recorded")]
    NotRecorded,
}

impl ProbeError {
    /// What an outcome says when this error stood in the way. There is no way from here to pass or fail.
    #[must_use]
    pub fn cause(self) -> UnknownCause {
        match self {
            Self::NotFound | Self::Unavailable => UnknownCause::SourceMissing,
            Self::PermissionDenied => UnknownCause::NoPermission,
            Self::TimedOut => UnknownCause::Timeout,
            Self::Malformed => UnknownCause::Parse,
            Self::Unsupported => UnknownCause::UnsupportedSystem,
            Self::NotRecorded => UnknownCause::Internal,
        }
    }
}

/// The answer as a technician would read it.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform(family) => write!(f, "{family:?}"),
            Self::Text(text) => f.write_str(text.trim_end()),
            Self::Names(names) => f.write_str(&names.join("\n")),
            Self::Output { code, stdout, stderr } => {
                write!(f, "{}", stdout.trim_end())?;
                if !stderr.trim().is_empty() {
                    write!(f, "\n{}", stderr.trim_end())?;
                }
                if *code == 0 { Ok(()) } else { write!(f, "\n(exit {code})") }
            }
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Value(value) => write!(f, "{}", serde_json::to_string(value).unwrap_or_default()),
            Self::Registry(RegistryData::Dword(number)) => write!(f, "0x{number:x}"),
            Self::Registry(RegistryData::Qword(number)) => write!(f, "0x{number:x}"),
            Self::Registry(RegistryData::Text(text)) => f.write_str(text),
            Self::Registry(RegistryData::Texts(texts)) => f.write_str(&texts.join("\n")),
            Self::Registry(RegistryData::Binary { length }) => write!(f, "({length} bytes)"),
            Self::FirewallProfiles(profiles) => profiles.iter().try_for_each(|profile| {
                writeln!(f, "{} enabled={} inbound={:?}", profile.profile, profile.enabled, profile.inbound)
            }),
            Self::SecurityProducts(products) => products.iter().try_for_each(|product| {
                writeln!(f, "{} {:?} up_to_date={:?}", product.name, product.state, product.up_to_date)
            }),
            Self::SecurityHealth(health) => write!(f, "{health:?}"),
            Self::Ports(ports) => {
                let ports: Vec<String> = ports.iter().map(u16::to_string).collect();
                f.write_str(&ports.join(" "))
            }
            Self::PendingUpdates(updates) => updates.iter().try_for_each(|update| {
                writeln!(f, "{}{}", update.item, if update.security { " (security)" } else { "" })
            }),
        }
    }
}
