//! Windows: the screen saver, the limit that a policy sets, and the display that goes dark. The soonest counts.

use porchlight_host::{Hive, Variant};

use super::{Desktop, Evidence, Lock, PASS_WITHIN};
use crate::asker::Asker;
use crate::check::Obstacle;

const DESKTOP: &str = r"Control Panel\Desktop";
/// What a company forces on a person; it wins over the person's own, value by value.
const DESKTOP_POLICIES: &str = r"Software\Policies\Microsoft\Windows\Control Panel\Desktop";
const SYSTEM_POLICIES: &str = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System";

/// `DelayLockInterval` for "never ask for the password again".
const NEVER: u32 = u32::MAX;

/// What the screen saver does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saver {
    None,
    /// It starts, and ends without a password.
    Open,
    Locks(u64),
}

/// What happens after the display went dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Display {
    /// It stays on, on mains or on battery.
    StaysOn,
    /// It never asks for a password again.
    Open,
    Locks(u64),
    /// The setting is not there. Computers with Modern Standby lock all the same, others don't.
    MayLock,
}

pub(super) fn gather(asker: &Asker<'_>) -> Result<Evidence, Obstacle> {
    let saver = saver(asker)?;
    let limit = asker.registry_number(Hive::LocalMachine, SYSTEM_POLICIES, "InactivityTimeoutSecs")?;
    let by_limit = limit.filter(|seconds| *seconds > 0).map(u64::from);
    let by_saver = match saver {
        Saver::Locks(seconds) => Some(seconds),
        Saver::None | Saver::Open => None,
    };
    let soonest = by_saver.into_iter().chain(by_limit).min();
    if let Some(seconds) = soonest.filter(|seconds| *seconds <= PASS_WITHIN) {
        return Ok(Evidence::certain(Desktop::Windows, Lock::After(seconds)));
    }
    let display = display(asker)?;
    let by_display = match display {
        Display::Locks(seconds) => Some(seconds),
        Display::StaysOn | Display::Open | Display::MayLock => None,
    };
    let opens = saver == Saver::Open || display == Display::Open;
    let lock = match soonest.into_iter().chain(by_display).min() {
        Some(seconds) => Lock::After(seconds),
        None if opens => Lock::Open,
        None => Lock::Never,
    };
    Ok(Evidence { desktop: Desktop::Windows, lock, maybe_sooner: display == Display::MayLock })
}

fn saver(asker: &Asker<'_>) -> Result<Saver, Obstacle> {
    let text = |name| match asker.registry_text(Hive::CurrentUser, DESKTOP_POLICIES, name)? {
        Some(forced) => Ok(Some(forced)),
        None => asker.registry_text(Hive::CurrentUser, DESKTOP, name),
    };
    let is_active = is_one(text("ScreenSaveActive")?.as_deref())?;
    let has_program = text("SCRNSAVE.EXE")?.is_some_and(|program| !program.trim().is_empty());
    let is_secure = is_one(text("ScreenSaverIsSecure")?.as_deref())?;
    let after: Option<u64> = text("ScreenSaveTimeOut")?
        .map(|seconds| seconds.trim().parse())
        .transpose()
        .map_err(|_| Obstacle::PARSE)?;
    Ok(match after {
        Some(seconds) if is_active && has_program && seconds > 0 => {
            if is_secure {
                Saver::Locks(seconds)
            } else {
                Saver::Open
            }
        }
        _ => Saver::None,
    })
}

/// `1` and `0`; absent is no.
fn is_one(value: Option<&str>) -> Result<bool, Obstacle> {
    match value.map(str::trim) {
        Some("1") => Ok(true),
        Some("0") | None => Ok(false),
        Some(_) => Err(Obstacle::PARSE),
    }
}

fn display(asker: &Asker<'_>) -> Result<Display, Obstacle> {
    let timeouts = asker.display_timeout()?;
    let seconds = |source| {
        let number = timeouts.get(source).and_then(Variant::as_number).ok_or(Obstacle::PARSE)?;
        u64::try_from(number).map_err(|_| Obstacle::PARSE)
    };
    let (mains, battery) = (seconds("ac")?, seconds("dc")?);
    if mains == 0 || battery == 0 {
        return Ok(Display::StaysOn);
    }
    let dark = mains.max(battery);
    Ok(match asker.registry_number(Hive::CurrentUser, DESKTOP, "DelayLockInterval")? {
        Some(NEVER) => Display::Open,
        Some(delay) => Display::Locks(dark.saturating_add(u64::from(delay))),
        None => Display::MayLock,
    })
}
