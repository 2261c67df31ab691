//! The program itself, as an operator runs it.

#![allow(clippy::disallowed_methods, reason = "runs the program under test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use porchlight_contract::InviteLink;
use serde_json::{Value, json};

/// The words with which it serves on a free port.
pub(crate) const SERVE: [&str; 5] = ["serve", "--listen", "127.0.0.1:0", "--provider", "Harbour"];

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_porchlight-collector");

fn program(data: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(words).arg("--data").arg(data);
    command
}

pub(crate) fn run(data: &Path, words: &[&str]) -> Output {
    program(data, words).output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A collector that serves until it is told to stop.
pub(crate) struct Serving {
    child: Child,
    output: BufReader<ChildStdout>,
    pub(crate) address: String,
}

impl Serving {
    pub(crate) fn start(data: &Path) -> Self {
        Self::started_by(program(data, &SERVE))
    }

    /// Starts it by a command that becomes it.
    pub(crate) fn started_by(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        output.read_line(&mut first).unwrap();
        let address = first.trim().rsplit(' ').next().unwrap().to_owned();
        Self { child, output, address }
    }

    /// The next line that it prints with this in it.
    fn line_with(&mut self, part: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "it never printed {part}");
            if line.contains(part) {
                return line.trim().to_owned();
            }
        }
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it by SIGKILL.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn stop(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
    }
}

#[tokio::test]
async fn commands_work_beside_a_collector_that_serves() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let serving = Serving::start(&data);
    said(&run(&data, &["company", "add", "--name", "Bramble & Co", "--phone", "020 7946 0123"]));
    let made =
        run(&data, &["invite", "create", "--company", "BRAMBLE & co", "--person", "Ana Prieto", "--json"]);
    let invite: Value = serde_json::from_str(&said(&made)).unwrap();
    let link = InviteLink::parse(invite["link"].as_str().unwrap()).unwrap();
    assert_eq!(
        (link.at.as_str(), link.code.to_string()),
        (serving.address.as_str(), invite["code"].as_str().unwrap().into())
    );
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let look_up = format!("{}/api/device/v1/invites/look-up", serving.address);
    let offer: Value =
        client.post(&look_up).json(&json!({ "code": link.code })).send().await.unwrap().json().await.unwrap();
    assert_eq!((&offer["person"], &offer["company"]["provider"]), (&json!("Ana Prieto"), &json!("Harbour")));

    let added = run(
        &data,
        &["technician", "add", "--email", "sam@harbour.example", "--name", "Sam", "--role", "owner"],
    );
    let added = said(&added);
    let password = added.lines().find_map(|line| line.strip_prefix("password: ")).unwrap();
    let sign_in = client.post(format!("{}/api/console/v1/session", serving.address));
    let sign_in = sign_in.header("x-porchlight", "console");
    let answer = sign_in.json(&json!({ "email": "sam@harbour.example", "password": password }));
    assert_eq!(answer.send().await.unwrap().json::<Value>().await.unwrap()["role"], "owner");

    said(&run(&data, &["invite", "revoke", "--code", invite["code"].as_str().unwrap()]));
    let answer = client.post(&look_up).json(&json!({ "code": link.code })).send().await.unwrap();
    assert_eq!(answer.json::<Value>().await.unwrap()["code"], "invite_revoked");
    serving.stop();
}

#[test]
fn a_folder_is_served_once_at_a_time_and_again_after_a_stop() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let serving = Serving::start(&data);
    let second = refused(&run(&data, &["serve", "--listen", "127.0.0.1:0"]));
    assert!(second.contains("already serving"), "{second}");
    serving.stop();
    Serving::start(&data).stop();
}

#[test]
fn a_chosen_password_is_read_from_the_input_and_must_be_long() {
    let folder = tempfile::tempdir().unwrap();
    let add = |email: &str, password: &str| {
        let words = ["technician", "add", "--name", "Kim", "--password-stdin", "--email", email];
        let mut child = program(folder.path(), &words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
        child.wait_with_output().unwrap()
    };
    assert!(refused(&add("kim@harbour.example", "short")).contains("15 characters"));
    assert!(!said(&add("kim@harbour.example", "correct horse battery")).contains("correct horse"));
    assert!(refused(&add("KIM@harbour.example", "correct horse battery")).contains("already"));
}

#[test]
fn a_backup_that_was_made_while_the_collector_serves_can_be_served_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup, elsewhere) =
        (folder.path().join("data"), folder.path().join("backup"), folder.path().join("elsewhere"));
    let serving = Serving::start(&data);
    said(&run(&data, &["company", "add", "--name", "Bramble & Co"]));
    said(&run(&data, &["backup", "--to", backup.to_str().unwrap()]));
    let later = ["company", "add", "--name", "Ash"];
    said(&run(&data, &later));
    serving.stop();
    let sums = Command::new("sha256sum").args(["-c", "SHA256SUMS"]).current_dir(&backup).output().unwrap();
    assert_eq!(said(&sums), "collector.db: OK\ncollector.key: OK\n");
    said(&run(&elsewhere, &["restore", "--from", backup.to_str().unwrap()]));
    let restored = Serving::start(&elsewhere);
    let again = refused(&run(&elsewhere, &["company", "add", "--name", "Bramble & Co"]));
    assert!(again.contains("already"), "{again}");
    said(&run(&elsewhere, &later));
    restored.stop();
    assert!(refused(&run(&elsewhere, &["restore", "--from", backup.to_str().unwrap()])).contains("already"));
    let nothing = folder.path().join("nothing");
    refused(&run(&nothing, &["backup", "--to", folder.path().join("b").to_str().unwrap()]));
    assert!(!nothing.exists());
}

#[test]
fn what_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let cases: [(&[&str], &str); 8] = [
        (&["company", "add", "--name", "Ash"], "--provider"),
        (&["serve", "--listen", "127.0.0.1:0"], "--provider"),
        (&["serve", "--listen", "0.0.0.0:0", "--provider", "Harbour"], "--public-url"),
        (&["invite", "create", "--company", "Ash", "--public-url", "https://help.example"], "no company"),
        (&["invite", "create", "--company", "Ash"], "--public-url"),
        (&["serve", "--public-url", "http://help.example"], "https://"),
        (&["serve", "--tls-cert", "cert.pem"], "--tls-key"),
        (&["serve", "--provider", "H", "--tls-cert", "no.pem", "--tls-key", "no.pem"], "cannot use no.pem"),
    ];
    for (words, expected) in cases {
        let error = refused(&run(data, words));
        assert!(error.contains(expected), "{words:?}: {error}");
    }
}

#[test]
fn an_invite_for_people_to_read_has_everything_they_need() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    said(&run(data, &["company", "add", "--name", "Ash", "--provider", "Harbour"]));
    let words = ["invite", "create", "--company", "ash", "--public-url", "https://help.example/"];
    let text = said(&run(data, &words));
    for part in
        ["code: ", "porchlight://invite/", "?at=https://help.example\n", "valid until: ", "fingerprint: "]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
}

/// The status of a post to the console's API.
async fn post(serving: &Serving, path: &str, body: &Value) -> u16 {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.post(format!("{}/api/console/v1/{path}", serving.address));
    request.header("x-porchlight", "console").json(body).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_first_start_prints_a_link_for_an_owner_and_later_ones_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut serving = Serving::start(&data);
    let link = serving.line_with("/set-up#");
    let token = link.strip_prefix(&format!("{}/set-up#", serving.address)).unwrap();
    let email = "sam@harbour.example";
    let owner = json!({ "token": token, "password": "correct horse battery", "email": email, "name": "Sam" });
    assert_eq!(post(&serving, "set-up", &owner).await, 204);
    let sign_in = json!({ "email": email, "password": "correct horse battery" });
    assert_eq!(post(&serving, "session", &sign_in).await, 200);
    serving.stop();
    let Serving { mut child, mut output, .. } = Serving::start(&data);
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(!rest.contains("set-up"), "{rest}");
}

#[tokio::test]
async fn who_locked_themselves_out_gets_a_link_from_the_operator() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let email = "sam@harbour.example";
    said(&run(&data, &["technician", "add", "--email", email, "--name", "Sam"]));
    let missing = refused(&run(&data, &["technician", "set-up-link", "--email", email]));
    assert!(missing.contains("--public-url"), "{missing}");
    let serving = Serving::start(&data);
    let unknown = ["technician", "set-up-link", "--email", "kim@harbour.example"];
    assert!(refused(&run(&data, &unknown)).contains("nobody"));
    let text = said(&run(&data, &["technician", "set-up-link", "--email", "SAM@harbour.example"]));
    let link = text.lines().find(|line| line.contains("/set-up#")).unwrap();
    let token = link.strip_prefix(&format!("{}/set-up#", serving.address)).unwrap();
    let chosen = json!({ "token": token, "password": "correct horse battery" });
    assert_eq!(post(&serving, "set-up", &chosen).await, 204);
    let sign_in = json!({ "email": email, "password": "correct horse battery" });
    assert_eq!(post(&serving, "session", &sign_in).await, 200);
    serving.stop();
}

#[test]
fn the_audit_is_verified_and_an_edit_of_the_file_is_found_out() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    assert!(refused(&run(data, &["audit", "verify"])).contains("the right one"));
    for name in ["Ash", "Birch", "Cedar"] {
        said(&run(data, &["company", "add", "--name", name, "--provider", "Harbour"]));
    }
    let text = said(&run(data, &["audit", "verify"]));
    let (first, second) = text.trim().split_once('\n').unwrap();
    assert!(first.starts_with("ok: 6 entries"), "{first}");
    assert_eq!(second.strip_prefix("head: ").unwrap().len(), 64);
    assert_eq!(said(&run(data, &["audit", "verify"])), text);

    let file = data.join("collector.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let wanted = b"company_added";
    let at = bytes.windows(wanted.len()).position(|window| window == wanted).unwrap();
    bytes[at..at + wanted.len()].copy_from_slice(b"company_hided");
    std::fs::write(&file, bytes).unwrap();
    let error = refused(&run(data, &["audit", "verify"]));
    assert!(
        error.contains("entry 2 ") || error.contains("entry 4 ") || error.contains("entry 6 "),
        "{error}"
    );
}
