//! What waits on Fedora and its relatives, by dnf's own cache.

use std::collections::BTreeSet;
use std::time::Duration;

use porchlight_host::{Answer, PendingUpdate, ProbeError, Program};

use crate::program;

/// The exit code of `check-upgrade` if there is something.
const SOMETHING: i32 = 100;
const NOTHING: i32 = 0;

/// Asks twice: for everything, and for what mends a hole.
///
/// # Errors
/// [`ProbeError::Unsupported`] without dnf; [`ProbeError::Unavailable`] if there is no cache for this user.
pub(super) fn pending(limit: Duration) -> Result<Vec<PendingUpdate>, ProbeError> {
    // Both have to be done by the question's deadline.
    let limit = limit * 2 / 5;
    let all = items(&["-q", "-C", "check-upgrade"], limit)?;
    let security: BTreeSet<_> =
        items(&["-q", "-C", "--security", "check-upgrade"], limit)?.into_iter().collect();
    let updates = all.into_iter().map(|item| PendingUpdate { security: security.contains(&item), item });
    Ok(updates.collect())
}

fn items(args: &[&str], limit: Duration) -> Result<Vec<String>, ProbeError> {
    let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
    let answer = program::run(Program::Dnf, &args, limit);
    let missing =
        |error: ProbeError| if error == ProbeError::NotFound { ProbeError::Unsupported } else { error };
    let Answer::Output { code, stdout, .. } = answer.map_err(missing)? else {
        return Err(ProbeError::Malformed);
    };
    match code {
        SOMETHING => parse(&stdout),
        NOTHING => Ok(Vec::new()),
        _ => Err(ProbeError::Unavailable),
    }
}

/// `NAME.ARCH  [EPOCH:]VERSION-RELEASE  REPOSITORY` on each line, up to the packages that others replace. A long name
/// may push the rest to a line of its own.
fn parse(stdout: &str) -> Result<Vec<String>, ProbeError> {
    let mut names = BTreeSet::new();
    let packages = stdout.lines().take_while(|line| !line.to_lowercase().starts_with("obsoleting"));
    let words: Vec<&str> = packages
        .filter(|line| !line.starts_with("Last metadata"))
        .flat_map(str::split_ascii_whitespace)
        .collect();
    for package in words.chunks(3) {
        let [name, version, _] = package else { return Err(ProbeError::Malformed) };
        let name = name.rsplit_once('.').map_or(*name, |(name, _)| name);
        names.insert(format!("{name} {version}"));
    }
    Ok(names.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_package_is_told_once_with_the_version_that_waits() {
        let stdout = "Last metadata expiration check: 1:02:03 ago on Sun Nov 22 10:00:00 2026.

autofs.x86_64                      1:5.0.7-116.el7_9.1      updates
glibc.i686                         2.42-9.fc44              updates
glibc.x86_64                       2.42-9.fc44              updates
a-package-with-a-very-long-name-indeed.noarch
                                   1-2.fc44                 updates
Obsoleting Packages
new.x86_64                         1-1.fc44                 updates
    old.x86_64                     0-1.fc44                 @updates
";
        let expected = [
            "a-package-with-a-very-long-name-indeed 1-2.fc44",
            "autofs 1:5.0.7-116.el7_9.1",
            "glibc 2.42-9.fc44",
        ];
        assert_eq!(parse(stdout), Ok(expected.map(str::to_owned).to_vec()));
        assert_eq!(parse("\n"), Ok(Vec::new()));
    }

    #[test]
    fn a_table_of_another_form_is_malformed() {
        assert_eq!(parse("Error: cache\n"), Err(ProbeError::Malformed));
    }
}
