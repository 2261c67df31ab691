//! Whose machine this is, so that a recording can leave it out.

use porchlight_host::Identity;
use sysinfo::{System, Users};

/// The names of this machine, of the user and of the other people with an account, and the user's home: what
/// [`redact`](porchlight_host::redact) takes out of a recording. It never leaves the program.
#[must_use]
pub fn machine_identity() -> Identity {
    let accounts = Users::new_with_refreshed_list().ok();
    let people = accounts
        .iter()
        .flatten()
        .filter(|account| is_person(&account.id().to_string()))
        .map(|account| account.name().to_owned());
    let this_user = whoami::username().into_iter().chain(whoami::realname());
    Identity {
        users: this_user.chain(people).collect(),
        hosts: System::host_name().into_iter().chain(whoami::devicename().ok()).collect(),
        homes: std::env::home_dir()
            .and_then(|home| home.into_os_string().into_string().ok())
            .into_iter()
            .collect(),
    }
}

/// Whether the number of an account is one that people get: the uid, or the last part of a Windows SID. The names of
/// the system's own accounts are the same everywhere and stand all over the answers.
fn is_person(id: &str) -> bool {
    const FIRST: u32 = if cfg!(target_os = "macos") { 501 } else { 1000 };
    const NOBODY: u32 = 65_534;
    id.rsplit('-')
        .next()
        .and_then(|number| number.parse::<u32>().ok())
        .is_some_and(|number| number >= FIRST && number != NOBODY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accounts_of_the_system_are_nobody() {
        for id in ["0", "33", "65534", "S-1-5-21-1004336348-1177238915-682003330-500", "S-1-5-18", ""] {
            assert!(!is_person(id), "{id}");
        }
        for id in ["1000", "S-1-5-21-1004336348-1177238915-682003330-1001"] {
            assert!(is_person(id), "{id}");
        }
    }

    #[test]
    fn this_machine_has_a_name_a_user_and_a_home() {
        let identity = machine_identity();
        assert!(identity.hosts.contains(&System::host_name().unwrap()));
        assert!(!identity.users.is_empty());
        assert_eq!(identity.homes, [std::env::home_dir().unwrap().to_str().unwrap()]);
    }
}
