//! What runs, by name.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use porchlight_host::ProbeError;
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System, ThreadKind, UpdateKind};

/// As much of a program's name as the kernel of Linux keeps (`TASK_COMM_LEN` without its zero byte).
const LINUX_NAME: usize = 15;

/// The names of all programs that run, sorted, each once. Threads and the kernel's own workers are no programs.
///
/// # Errors
/// [`ProbeError::Unavailable`] if the system does not tell.
pub(crate) fn names() -> Result<Vec<String>, ProbeError> {
    let refresh = ProcessRefreshKind::nothing().without_tasks();
    // Only where names are cut is there a reason to read the command line.
    let refresh = if cfg!(target_os = "linux") { refresh.with_cmd(UpdateKind::Always) } else { refresh };
    let mut system = System::new().map_err(|_| ProbeError::Unavailable)?;
    system.refresh_processes_specifics(ProcessesToUpdate::All, true, refresh);
    let programs =
        system.processes().values().filter(|process| process.thread_kind() != Some(ThreadKind::Kernel));
    let names: BTreeSet<String> = programs
        .map(|process| whole_name(process.name(), process.cmd().first().map(AsRef::as_ref)))
        .collect();
    Ok(names.into_iter().filter(|name| !name.is_empty()).collect())
}

/// The name, and its end too where the kernel cut it off and the program was started under it. A program can write
/// what it likes into its command line, so that only a longer form of the same name is believed.
fn whole_name(name: &OsStr, started_as: Option<&OsStr>) -> String {
    let name = name.to_string_lossy().into_owned();
    let longer = started_as
        .filter(|_| cfg!(target_os = "linux") && name.len() == LINUX_NAME)
        .and_then(|path| Path::new(path).file_name())
        .map(|longer| longer.to_string_lossy().into_owned())
        .filter(|longer| longer.starts_with(&name));
    longer.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_program_is_among_those_that_run_and_each_name_stands_once() {
        let program = std::env::current_exe().unwrap();
        let program = program.file_name().unwrap().to_str().unwrap();
        let names = names().unwrap();
        assert!(names.iter().any(|name| name == program), "no {program} in {names:?}");
        assert!(
            names.is_sorted_by(|a, b| a < b) && !names.iter().any(|name| name.contains('/')),
            "{names:?}"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_the_kernel_cut_is_made_whole_and_no_other_is_believed() {
        let whole = |name: &str, path: &str| whole_name(name.as_ref(), Some(path.as_ref()));
        assert_eq!(
            whole("chrome-remote-d", "/opt/x/chrome-remote-desktop-host"),
            "chrome-remote-desktop-host"
        );
        assert_eq!(whole("chrome-remote-d", "nginx: worker"), "chrome-remote-d");
        assert_eq!(whole("sshd", "/usr/bin/sshd-not-me"), "sshd");
        assert_eq!(whole_name("sh".as_ref(), None), "sh");
    }
}
