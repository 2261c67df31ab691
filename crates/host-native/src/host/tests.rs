//! Questions to this very machine.

use porchlight_host::Hive;

use super::*;

fn file(path: impl Into<String>) -> Question {
    Question::ReadFile { path: path.into() }
}

#[test]
fn the_machine_knows_what_it_is() {
    assert_eq!(NativeHost::new().ask(&Question::Platform), Ok(Answer::Platform(FAMILY)));
}

#[test]
fn files_and_directories_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("b"), "text").unwrap();
    std::fs::write(folder.path().join("a"), "").unwrap();
    let path = folder.path().to_str().unwrap();
    let host = NativeHost::new();
    assert_eq!(host.ask(&file(format!("{path}/b"))), Ok(Answer::Text("text".to_owned())));
    assert_eq!(
        host.ask(&Question::ListDirectory { path: path.to_owned() }),
        Ok(Answer::Names(vec!["a".to_owned(), "b".to_owned()]))
    );
    assert_eq!(host.ask(&file(format!("{path}/c"))), Err(ProbeError::NotFound));
}

#[test]
fn a_variable_is_read_and_an_unset_or_impossible_one_is_not() {
    let host = NativeHost::new();
    let ask = |name: &str| host.ask(&Question::Environment { name: name.to_owned() });
    assert!(matches!(ask("PATH"), Ok(Answer::Text(path)) if !path.is_empty()));
    assert_eq!(ask("PORCHLIGHT_NEVER_SET"), Err(ProbeError::NotFound));
    for name in ["", "A=B", "A\0B"] {
        assert_eq!(ask(name), Err(ProbeError::Malformed), "{name:?}");
    }
}

#[test]
fn questions_of_other_systems_are_not_tried() {
    let host = NativeHost::new();
    let questions = [
        Question::ReadPlist { path: "/etc/os-release".to_owned() },
        Question::Run { program: Program::Fdesetup, args: Vec::new() },
        Question::Run { program: Program::Gsettings, args: Vec::new() },
        Question::SystemdUnit { name: "ufw.service".to_owned() },
        Question::RegistryValue {
            hive: Hive::LocalMachine,
            key: "SOFTWARE".to_owned(),
            name: "x".to_owned(),
        },
        Question::FirewallProfiles,
        Question::DisplayTimeout,
    ];
    for question in questions.iter().filter(|question| system_of(question) != Some(FAMILY)) {
        assert_eq!(host.ask(question), Err(ProbeError::Unsupported), "{question}");
    }
}

#[test]
fn many_questions_at_once_are_all_answered() {
    let host = NativeHost::new();
    std::thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| assert!(host.ask(&Question::Platform).is_ok()));
        }
    });
}

#[cfg(unix)]
#[test]
fn a_read_that_hangs_is_given_up_at_its_deadline_and_others_go_on() {
    use std::time::{Duration, Instant};

    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    crate::file::tests::make_pipe(&pipe);
    let question = file(pipe.to_str().unwrap());

    let host = NativeHost::new();
    let started = Instant::now();
    assert_eq!(host.ask(&question), Err(ProbeError::TimedOut));
    let waited = started.elapsed();
    assert!(
        waited >= question.deadline() && waited < question.deadline() + Duration::from_secs(5),
        "{waited:?}"
    );
    assert!(host.ask(&Question::Platform).is_ok());
}

#[cfg(unix)]
#[test]
fn a_file_that_this_user_may_not_read_is_told_from_a_missing_one() {
    use std::os::unix::fs::PermissionsExt;
    if rustix::process::geteuid().is_root() {
        // For root nothing is closed, but for the attributes of itself that the kernel guards even from it.
        let closed = "/proc/sys/vm/compact_memory";
        if std::fs::metadata(closed).is_ok() {
            assert_eq!(NativeHost::new().ask(&file(closed)), Err(ProbeError::PermissionDenied));
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("closed");
    std::fs::write(&path, "x").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    assert_eq!(NativeHost::new().ask(&file(path.to_str().unwrap())), Err(ProbeError::PermissionDenied));
}

#[test]
fn what_runs_who_asks_and_what_listens_is_answered_by_this_machine() {
    let host = NativeHost::new();
    let listener = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
    let own = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let Ok(Answer::Ports(ports)) = host.ask(&Question::ListeningPorts) else { panic!("no ports") };
    assert!(ports.contains(&listener.local_addr().unwrap().port()), "{ports:?}");
    assert!(!ports.contains(&own.local_addr().unwrap().port()), "{ports:?}");
    assert!(matches!(host.ask(&Question::Processes), Ok(Answer::Names(names)) if !names.is_empty()));
    let user = host.ask(&Question::UserId);
    if FAMILY == OsFamily::Windows {
        assert_eq!(user, Err(ProbeError::Unsupported));
    } else {
        assert!(matches!(user, Ok(Answer::Number(number)) if number >= 0));
    }
}

#[test]
fn whether_a_file_is_there_and_when_it_changed_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("a"), "x").unwrap();
    let host = NativeHost::new();
    assert_eq!(host.ask(&Question::Exists { path: path("a") }), Ok(Answer::Flag(true)));
    assert_eq!(host.ask(&Question::Exists { path: path("b") }), Ok(Answer::Flag(false)));
    assert!(matches!(
        host.ask(&Question::ModifiedAt { path: path("a") }),
        Ok(Answer::Number(1_600_000_000..))
    ));
}
