//! Linux: whether the user's own account has a password. No account but the user's own is looked at.

use porchlight_host::{Bus, ProbeError, Program, Variant};

use super::Password;
use crate::asker::{Asker, optional};
use crate::check::Obstacle;

const SERVICE: &str = "org.freedesktop.Accounts";
const USER: &str = "org.freedesktop.Accounts.User";

/// Asks `passwd`, and AccountsService where `passwd` knows nothing: of an account out of a company's directory, or on
/// a system where it only answers root.
pub(super) fn own(asker: &Asker<'_>) -> Result<Password, Obstacle> {
    match optional(asker.run(Program::Passwd, &["-S"]))? {
        Some(output) if output.code == 0 => status(&output.stdout).ok_or(Obstacle::PARSE),
        Some(_) | None => mode(&account(asker, asker.user_id()?, "PasswordMode")?).ok_or(Obstacle::PARSE),
    }
}

/// Reads the one line of `passwd -S`, such as `ana P 2026-01-31 0 99999 7 -1` (passwd(1)). Red Hat's own `passwd`
/// wrote `PS` and `LK`.
pub(super) fn status(text: &str) -> Option<Password> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (line, None) = (lines.next()?, lines.next()) else { return None };
    match line.split_whitespace().nth(1)? {
        "P" | "PS" => Some(Password::Set),
        "NP" => Some(Password::None),
        "L" | "LK" => Some(Password::Locked),
        _ => None,
    }
}

/// Reads `PasswordMode`: 0 regular, 1 to be chosen at the next sign-in by whoever sits there, 2 none.
fn mode(value: &Variant) -> Option<Password> {
    match value.as_number()? {
        0 => Some(Password::Set),
        1 | 2 => Some(Password::None),
        _ => None,
    }
}

/// A property of an account in AccountsService, by the number of its user.
pub(super) fn account(asker: &Asker<'_>, user: i64, property: &str) -> Result<Variant, ProbeError> {
    let path = format!("/org/freedesktop/Accounts/User{user}");
    asker.property(Bus::System, SERVICE, &path, USER, property)
}
