//! Real programs: well-behaved, silent, endless and broken ones.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(300);

/// Runs a few lines of shell out of a file that is itself the program.
fn script(lines: &str, limit: Duration) -> Result<Answer, ProbeError> {
    let folder = tempfile::tempdir().unwrap();
    script_in(&folder, lines, &[], limit)
}

fn script_in(
    folder: &tempfile::TempDir,
    lines: &str,
    args: &[&str],
    limit: Duration,
) -> Result<Answer, ProbeError> {
    let path = folder.path().join("script");
    fs::write(&path, lines).unwrap();
    // Through the shell and not by `#!`: a file just written by one thread is "busy" while another one forks.
    let args: Vec<String> =
        std::iter::once(path.to_str().unwrap()).chain(args.iter().copied()).map(str::to_owned).collect();
    run_at(Path::new("/bin/sh"), &args, &environment(|_| None), limit)
}

fn output(code: i32, stdout: &str, stderr: &str) -> Result<Answer, ProbeError> {
    Ok(Answer::Output { code, stdout: stdout.to_owned(), stderr: stderr.to_owned() })
}

#[test]
fn what_a_program_prints_and_its_exit_code_are_the_answer() {
    assert_eq!(script("echo out; echo err >&2; exit 3", LONG), output(3, "out\n", "err\n"));
    assert_eq!(script("kill -9 $$", LONG), output(-1, "", ""));
}

#[test]
fn arguments_are_passed_as_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["$(reboot); *", "a b", ""];
    let result = script_in(&folder, "printf '%s|' \"$@\"", &args, LONG);
    assert_eq!(result, output(0, "$(reboot); *|a b||", ""));
}

#[test]
fn a_program_sees_little_of_the_environment_and_no_input() {
    let given = environment(|name| {
        ["HOME", "APPIMAGE", "XDG_DATA_DIRS", "LD_LIBRARY_PATH", "GIO_EXTRA_MODULES", "SECRET"]
            .contains(&name)
            .then(|| format!("of {name}").into())
    });
    assert_eq!(
        given,
        [
            ("LC_ALL", "C".into()),
            ("PATH", OsString::from("/usr/bin:/bin:/usr/sbin:/sbin")),
            ("HOME", "of HOME".into()),
        ]
    );
    let outside = environment(|name| (name == "GIO_EXTRA_MODULES").then(|| "x".into()));
    assert!(outside.contains(&("GIO_EXTRA_MODULES", "x".into())));
    assert_eq!(script("cat; env | grep -c CARGO", LONG), output(1, "0\n", ""));
}

#[test]
fn a_missing_and_a_forbidden_program_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("program");
    assert_eq!(run_at(&path, &[], &[], LONG), Err(ProbeError::NotFound));
    fs::write(&path, "").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(run_at(&path, &[], &[], LONG), Err(ProbeError::PermissionDenied));
}

#[test]
fn a_program_that_overruns_is_killed() {
    let started = Instant::now();
    let result = run_at(Path::new("/bin/sleep"), &["600".to_owned()], &[], SHORT);
    assert_eq!(result, Err(ProbeError::TimedOut));
    assert!(started.elapsed() < LONG);
}

/// The write end of a pipe is open as long as one process of the group lives: the reader sees the end when all do not.
#[test]
fn the_children_of_a_program_that_overruns_are_killed_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    crate::file::tests::make_pipe(&pipe);
    let reader = thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe)
    });
    let lines = "exec 3>\"$1\"; echo alive >&3; (trap '' TERM; sleep 600) & sleep 600";
    let result = script_in(&folder, lines, &[pipe.to_str().unwrap()], Duration::from_secs(2));
    assert_eq!(result, Err(ProbeError::TimedOut));
    assert_eq!(reader.join().unwrap().unwrap(), "alive\n");
}

#[test]
fn a_program_that_ends_but_leaves_a_child_at_its_pipe_is_not_waited_for() {
    let started = Instant::now();
    assert_eq!(script("sleep 600 & echo done", SHORT), Err(ProbeError::TimedOut));
    assert!(started.elapsed() < LONG);
}

#[test]
fn more_than_a_mebibyte_is_malformed_and_more_errors_are_cut() {
    assert_eq!(script("head -c 1048577 /dev/zero | tr '\\0' x", LONG), Err(ProbeError::Malformed));
    let Ok(Answer::Output { stdout, .. }) = script("head -c 1048576 /dev/zero | tr '\\0' x", LONG) else {
        panic!("a mebibyte is not too much")
    };
    assert_eq!(stdout.len(), STDOUT_BYTES);
    let Ok(Answer::Output { stderr, .. }) = script("head -c 200000 /dev/zero | tr '\\0' x >&2", LONG) else {
        panic!("errors are cut, not refused")
    };
    assert_eq!(stderr.len(), STDERR_BYTES);
}

#[test]
fn a_flood_ends_with_the_deadline() {
    assert_eq!(run_at(Path::new("/usr/bin/yes"), &[], &[], SHORT), Err(ProbeError::TimedOut));
}

#[test]
fn what_is_no_text_is_malformed() {
    assert_eq!(script("printf '\\377\\376'", LONG), Err(ProbeError::Malformed));
}
