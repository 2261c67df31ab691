//! The system by name and version, for the report.

use porchlight_contract::{OsFamily, OsInfo, Token};
use porchlight_host::Host;

use crate::asker::{Asker, Readings};
use crate::check::system;
use crate::os_supported::{Identity, identify};

/// What the computer runs, coarsely; `None` if not even the kind of system can be read. A name or version that cannot
/// be read, or that only a sandbox has, is left out.
#[must_use]
pub fn os_info(host: &dyn Host) -> Option<OsInfo> {
    let asker = Asker::new(host, Readings::default());
    let family = asker.platform().ok()?;
    let identity = system(&asker).and_then(|system| identify(&asker, system)).ok();
    Some(OsInfo { family, name: name(family, identity.as_ref()), version: version(identity.as_ref()) })
}

fn name(family: OsFamily, identity: Option<&Identity>) -> Option<Token> {
    let name = match family {
        OsFamily::Macos => "macos".to_owned(),
        OsFamily::Linux | OsFamily::Windows => identity?.name.clone(),
    };
    Token::parse(name).ok()
}

fn version(identity: Option<&Identity>) -> Option<Token> {
    identity?.shown_version.clone().and_then(|version| Token::parse(version).ok())
}
