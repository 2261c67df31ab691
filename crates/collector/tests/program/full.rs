//! A disk without space: the program says so, loses nothing, and goes on when there is space again.

#![allow(clippy::disallowed_methods, reason = "runs the program under test, and fills its disk")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};

use porchlight_collector::data_dir::DataDir;
use porchlight_collector_db::Store;
use porchlight_collector_db::sqlite::Limits;
use porchlight_contract::{Problem, Receipt};
use reqwest::StatusCode;
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use tempfile::TempDir;

use crate::commands::{PROGRAM, SERVE, Serving, said};
use crate::kills::{Sender, client};

/// Reports that a disk may still take after it was filled: the log is overwritten where it has been before.
const MOST_LEFT: usize = 2000;

/// A collector, and a disk of its own.
struct Place {
    folder: TempDir,
    serving: Serving,
    /// What starts a program that sees the disk.
    beside: Vec<String>,
}

impl Place {
    /// The program, started by a shell that does something before it becomes it. `$1` is the folder.
    fn new(folder: TempDir, mut shell: Command, before: &str) -> Self {
        let words = SERVE.join(" ");
        let script = format!("{before} && exec \"$2\" {words} --data \"$1/data\"");
        shell.args(["-c", &script, "sh"]).arg(folder.path()).arg(PROGRAM);
        Self { folder, serving: Serving::started_by(shell), beside: vec!["env".to_owned()] }
    }

    /// Runs the program beside the collector.
    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(&self.beside[0]);
        command.args(&self.beside[1..]).arg(PROGRAM).args(words);
        command.arg("--data").arg(self.folder.path().join("data")).output().unwrap()
    }

    /// The folder, as it is for the program.
    fn seen_through(&self) -> PathBuf {
        PathBuf::from(format!("/proc/{}/root{}", self.serving.id(), self.folder.path().display()))
    }
}

/// Sends a report: its receipt, or what the collector says instead, which must be a problem in the usual words.
async fn send(sender: &Sender, address: &str, jws: &str) -> Result<Receipt, Problem> {
    let request = client().post(format!("{address}/api/device/v1/reports"));
    let answer =
        request.header("content-type", "application/jose").body(jws.to_owned()).send().await.unwrap();
    let status = answer.status();
    let text = answer.text().await.unwrap();
    if status == StatusCode::CREATED {
        return Ok(sender.receipt(&text));
    }
    assert!(status.is_server_error(), "{status}: {text}");
    Err(serde_json::from_str(&text).unwrap())
}

/// Reports come in, the disk is filled until one is refused, then there is space again.
async fn refuses_and_goes_on(place: &Place, fill: impl FnOnce(), free: impl FnOnce()) {
    let serving = &place.serving;
    let key = DataDir::open(&place.seen_through().join("data")).unwrap().signing_key().unwrap();
    let sender = Sender::enrolled(|words| place.run(words), &key, &serving.address).await;
    let mut proved = Vec::new();
    let first = sender.report();
    proved.push((send(&sender, &serving.address, &first).await.unwrap(), first));
    fill();
    let refused = loop {
        let jws = sender.report();
        match send(&sender, &serving.address, &jws).await {
            Ok(receipt) => proved.push((receipt, jws)),
            Err(_) => break jws,
        }
        assert!(proved.len() < MOST_LEFT, "a full disk takes everything");
    };
    // It is alive, and says that it cannot work.
    let asked = async |path: &str| {
        let answer = client().get(format!("{}{path}", serving.address)).send().await;
        answer.unwrap().status()
    };
    assert_eq!(asked("/healthz").await, StatusCode::NO_CONTENT);
    free();
    proved.push((send(&sender, &serving.address, &refused).await.unwrap(), refused));
    assert_eq!(asked("/readyz").await, StatusCode::NO_CONTENT);
    let copy = tempfile::tempdir().unwrap();
    let copy = copy.path().join("backup");
    said(&place.run(&["backup", "--to", copy.to_str().unwrap()]));
    let store = DataDir::open(&copy).unwrap().store(Limits::default()).unwrap();
    for (receipt, jws) in proved {
        let stored = store.report(&receipt.report_id).await.unwrap().expect("a receipt without its report");
        assert_eq!((stored.jws, stored.record.sha256), (jws, receipt.report_sha256));
    }
}

#[tokio::test]
async fn a_collector_whose_files_cannot_grow_refuses_reports_and_goes_on_when_they_can() {
    // The signal would end it; what is left is an error of the write.
    let place = Place::new(tempfile::tempdir().unwrap(), Command::new("sh"), "trap '' XFSZ");
    let process = Pid::from_raw(i32::try_from(place.serving.id()).unwrap());
    let largest = |bytes: Option<u64>| {
        prlimit(process, Resource::Fsize, Rlimit { current: bytes, maximum: None }).unwrap();
    };
    refuses_and_goes_on(&place, || largest(Some(4096)), || largest(None)).await;
    place.serving.kill();
}

/// A small disk in memory, which only the program sees, and who is let in beside it.
const MOUNT: &str = "mount -t tmpfs -o size=4m tmpfs \"$1\"";

/// A shell that may mount, without being root.
fn namespace() -> Command {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh"]);
    command
}

#[tokio::test]
async fn a_collector_on_a_full_disk_refuses_reports_and_goes_on_when_there_is_space() {
    let folder = tempfile::tempdir().unwrap();
    let permitted = namespace().args(["-c", MOUNT, "sh"]).arg(folder.path()).output();
    if !permitted.is_ok_and(|tried| tried.status.success()) {
        println!("skipped: this system lets nobody mount a small disk");
        return;
    }
    let mut place = Place::new(folder, namespace(), MOUNT);
    let enter = ["nsenter", "--preserve-credentials", "--user", "--mount", "--target"];
    place.beside = enter.map(str::to_owned).into_iter().chain([place.serving.id().to_string()]).collect();
    let ballast = place.seen_through().join("ballast");
    let fill = || {
        let mut file = fs::File::create(&ballast).unwrap();
        while file.write_all(&[1; 4096]).is_ok() {}
    };
    refuses_and_goes_on(&place, fill, || fs::remove_file(&ballast).unwrap()).await;
    place.serving.kill();
}
