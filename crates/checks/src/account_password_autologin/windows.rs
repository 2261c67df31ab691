//! Windows: what Winlogon does at the start. Of a stored password only its existence is asked; it is never read.

use porchlight_host::Hive;

use super::{Evidence, Opens};
use crate::asker::Asker;
use crate::check::Obstacle;

const WINLOGON: &str = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon";

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let switch = asker.registry_text(Hive::LocalMachine, WINLOGON, "AutoAdminLogon")?;
    let opens = match switch.as_deref().map(str::trim) {
        // Without the value, Windows asks.
        None | Some("0") => Opens::Asks,
        // The password may lie elsewhere, among the system's secrets, so this alone is enough.
        Some("1") => Opens::ByItself,
        Some(_) => return Err(Obstacle::PARSE),
    };
    let stored = asker.registry_exists(Hive::LocalMachine, WINLOGON, "DefaultPassword")?;
    Ok(Evidence { opens, password: None, stored: Some(stored) })
}
