//! Starting a program that goes on by itself.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use porchlight_host::NotOpened;

/// What the launcher of an AppImage points at libraries, schemas and modules of its own, which programs of the system
/// must not load.
const APPIMAGE_VARIABLES: [&str; 18] = [
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "XDG_DATA_DIRS",
    "GSETTINGS_SCHEMA_DIR",
    "GIO_EXTRA_MODULES",
    "GIO_MODULE_DIR",
    "GTK_PATH",
    "GTK_EXE_PREFIX",
    "GTK_DATA_PREFIX",
    "GTK_IM_MODULE_FILE",
    "GTK_THEME",
    "GDK_BACKEND",
    "GDK_PIXBUF_MODULE_FILE",
    "QT_PLUGIN_PATH",
    "PYTHONHOME",
    "PYTHONPATH",
    "APPDIR",
    "APPIMAGE",
];

/// Starts a program in a group of its own, so that it outlives this one, and does not wait for it. What is left of it
/// when it ends is taken away.
///
/// # Errors
/// [`NotOpened`] if it cannot be started.
pub(super) fn start(program: &Path, args: &[&str]) -> Result<(), NotOpened> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    removed(std::env::var_os("APPIMAGE").is_some()).iter().for_each(|name| {
        command.env_remove(name);
    });
    let mut child = command.spawn().map_err(|error| {
        tracing::warn!(%error, "a settings program did not start");
        NotOpened
    })?;
    // Without this thread it would stay a zombie; a refusal costs no more than that.
    let _ = thread::Builder::new().name("porchlight-settings".to_owned()).spawn(move || child.wait());
    Ok(())
}

fn removed(in_appimage: bool) -> &'static [&'static str] {
    if in_appimage { &APPIMAGE_VARIABLES } else { &[] }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_program_is_started_with_its_arguments_and_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let (told, gate) = (folder.path().join("told"), folder.path().join("gate"));
        for pipe in [&told, &gate] {
            crate::file::tests::make_pipe(pipe);
        }
        let lines = "read go < \"$2\"; printf '%s|' \"$@\" > \"$1\"";
        let [told_path, gate_path] = [&told, &gate].map(|path| path.to_str().unwrap());
        start(Path::new("/bin/sh"), &["-c", lines, "sh", told_path, gate_path, "a b"]).unwrap();
        // It still waits for this line when `start` is back.
        fs::write(&gate, "go\n").unwrap();
        assert_eq!(fs::read_to_string(&told).unwrap(), format!("{told_path}|{gate_path}|a b|"));
    }

    #[test]
    fn a_program_that_is_not_there_is_not_opened() {
        assert_eq!(start(Path::new("/nowhere/program"), &[]), Err(NotOpened));
    }

    #[test]
    fn only_an_appimage_hides_what_it_brought() {
        assert!(removed(true).contains(&"LD_LIBRARY_PATH") && removed(false).is_empty());
    }
}
