//! The keyring on a real Secret Service: gnome-keyring on a bus of the test's own.
//!
//! Needs the packages `dbus` and `gnome-keyring`. The bus of a process is named by its environment, so the store under
//! test runs in a process of its own: this same program with the ignored test [`a_device`].

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where it cannot go on"
)]
#![allow(clippy::disallowed_methods, reason = "the test starts a bus, a keyring and the store's process")]

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use porchlight_host::SecretStore;
use porchlight_host_native::KeyringSecrets;
use tempfile::TempDir;
use zbus::blocking::{Connection, connection::Builder, fdo::DBusProxy};
use zbus::zvariant::{ObjectPath, OwnedObjectPath};

const SECRETS: &str = "org.freedesktop.secrets";

#[test]
fn a_secret_comes_back_is_replaced_and_goes() {
    let session = Session::start();
    let _keyring = session.unlocked_keyring();
    let mut device = session.device("test");
    assert_eq!(device.ask("get key"), "Ok(None)");
    assert_eq!(device.ask("set key 00ff0a"), "Ok(())");
    assert_eq!(device.ask("get key"), "Ok(Some([0, 255, 10]))");
    assert_eq!(device.ask("set key 01"), "Ok(())");
    assert_eq!(session.device("test").ask("get key"), "Ok(Some([1]))", "in another process");
    assert_eq!(device.ask("delete key"), "Ok(())");
    assert_eq!(device.ask("delete key"), "Ok(())");
    assert_eq!(device.ask("get key"), "Ok(None)");
}

#[test]
fn two_instances_do_not_see_each_others_secrets() {
    let session = Session::start();
    let _keyring = session.unlocked_keyring();
    let (mut one, mut other) = (session.device("one"), session.device("other"));
    assert_eq!(one.ask("set key 01"), "Ok(())");
    assert_eq!(other.ask("get key"), "Ok(None)");
    assert_eq!(other.ask("set key 02"), "Ok(())");
    assert_eq!(other.ask("delete key"), "Ok(())");
    assert_eq!(one.ask("get key"), "Ok(Some([1]))");
}

#[test]
fn the_largest_secret_that_every_system_takes_is_kept() {
    let session = Session::start();
    let _keyring = session.unlocked_keyring();
    let mut device = session.device("test");
    assert_eq!(device.ask(&format!("set key {}", "ab".repeat(2560))), "Ok(())");
    assert_eq!(device.ask("get key"), format!("Ok(Some({:?}))", [0xab; 2560]));
    assert_eq!(device.ask(&format!("set key {}", "ab".repeat(2561))), "Err(Failed)");
}

#[test]
fn without_a_bus_there_is_no_store() {
    let session = Session::without_bus();
    let mut device = session.device("test");
    assert_eq!(device.ask("get key"), "Err(Missing)");
    assert_eq!(device.ask("set key 01"), "Err(Missing)");
    assert_eq!(device.ask("delete key"), "Err(Missing)");
}

/// A store that was never opened has no collection yet, and to make one it asks for a password.
#[test]
fn a_store_without_a_collection_is_empty_and_keeps_nothing_unasked() {
    let session = Session::start();
    let _keyring = session.new_keyring();
    let mut device = session.device("test");
    assert_eq!(device.ask("get key"), "Ok(None)");
    assert_eq!(device.ask("set key 01"), "Err(Locked)");
    assert_eq!(device.ask("delete key"), "Ok(())");
}

#[test]
fn a_keyring_that_is_started_later_is_found_without_a_restart() {
    let session = Session::start();
    let mut device = session.device("test");
    assert_eq!(device.ask("get key"), "Err(Missing)");
    let _keyring = session.unlocked_keyring();
    assert_eq!(device.ask("set key 01"), "Ok(())");
    assert_eq!(device.ask("get key"), "Ok(Some([1]))");
}

#[test]
fn a_keyring_that_goes_is_missing_and_one_that_comes_back_still_has_the_secret() {
    let session = Session::start();
    let keyring = session.unlocked_keyring();
    let mut device = session.device("test");
    assert_eq!(device.ask("set key 01"), "Ok(())");
    drop(keyring);
    session.await_owner(false);
    assert_eq!(device.ask("get key"), "Err(Missing)");
    let _keyring = session.unlocked_keyring();
    assert_eq!(device.ask("get key"), "Ok(Some([1]))");
}

/// Nobody is there to show the dialog, which is what a dismissed one looks like as well.
#[test]
fn a_locked_keyring_is_locked_and_neither_empty_nor_overwritten() {
    let session = Session::start();
    let keyring = session.unlocked_keyring();
    let mut device = session.device("test");
    assert_eq!(device.ask("set key 01"), "Ok(())");
    session.lock();
    assert_eq!(device.ask("get key"), "Err(Locked)");
    assert_eq!(device.ask("set key 02"), "Err(Locked)");
    assert_eq!(device.ask("set other 02"), "Err(Locked)");
    assert_eq!(device.ask("delete key"), "Err(Locked)");
    drop(keyring);
    session.await_owner(false);
    let _keyring = session.unlocked_keyring();
    assert_eq!(device.ask("get key"), "Ok(Some([1]))");
    assert_eq!(device.ask("get other"), "Ok(None)");
}

/// The store in a process of its own: a line of input is a call, a line of output its result.
#[test]
#[ignore = "started by the other tests"]
fn a_device() {
    let namespace = std::env::var("PORCHLIGHT_TEST_NAMESPACE").expect("started by the other tests");
    let secrets = KeyringSecrets::new(&namespace).unwrap();
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let result = match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["get", name] => {
                format!("{:?}", secrets.get(name).map(|found| found.map(|secret| secret.to_vec())))
            }
            ["set", name, secret] => format!("{:?}", secrets.set(name, &bytes(secret))),
            ["delete", name] => format!("{:?}", secrets.delete(name)),
            _ => panic!("not a call: {line}"),
        };
        println!("result: {result}");
    }
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits: Vec<u32> = hexadecimal.chars().map(|c| c.to_digit(16).unwrap()).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

/// A home with a bus, both of the test's own.
struct Session {
    home: TempDir,
    bus: Option<(Ended, String)>,
}

/// A process that ends with the test.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Session {
    fn without_bus() -> Self {
        Self { home: tempfile::tempdir().unwrap(), bus: None }
    }

    fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join("bus.conf");
        // Nothing can be started through this bus, so that "no provider" means none.
        let text = format!(
            "<busconfig><type>session</type><listen>unix:dir={}</listen><policy context=\"default\">\
             <allow send_destination=\"*\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
            home.path().display()
        );
        std::fs::write(&config, text).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon: install the package dbus");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { home, bus: Some((Ended(daemon), address.trim().to_owned())) }
    }

    /// A program with this session's environment and nothing else of ours.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        let home = self.home.path();
        command.env_clear().current_dir(home).env("PATH", "/usr/bin:/bin").env("HOME", home);
        for name in ["XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env(name, home);
        }
        if let Some((_, address)) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", address);
        }
        command
    }

    /// gnome-keyring with its login keyring open, once it owns its name.
    fn unlocked_keyring(&self) -> Ended {
        self.keyring(&["--unlock"])
    }

    /// gnome-keyring of a user who has no keyring yet.
    fn new_keyring(&self) -> Ended {
        self.keyring(&[])
    }

    fn keyring(&self, options: &[&str]) -> Ended {
        let mut daemon = self
            .command(Path::new("gnome-keyring-daemon"))
            .args(["--foreground", "--components=secrets"])
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon: install the package gnome-keyring");
        daemon.stdin.take().unwrap().write_all(b"a password for tests").unwrap();
        self.await_owner(true);
        Ended(daemon)
    }

    fn connection(&self) -> Connection {
        let (_, address) = self.bus.as_ref().unwrap();
        Builder::address(address.as_str()).unwrap().build().unwrap()
    }

    /// Waits until somebody owns the name of the Secret Service, or nobody does.
    fn await_owner(&self, owned: bool) {
        let connection = self.connection();
        let bus = DBusProxy::new(&connection).unwrap();
        let mut changes = bus.receive_name_owner_changed_with_args(&[(0, SECRETS)]).unwrap();
        if bus.name_has_owner(SECRETS.try_into().unwrap()).unwrap() != owned {
            changes.find(|change| change.args().unwrap().new_owner().is_some() == owned);
        }
    }

    fn lock(&self) {
        let service = ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service");
        let collection = ObjectPath::try_from("/org/freedesktop/secrets/aliases/default").unwrap();
        let reply = self
            .connection()
            .call_method(Some(SECRETS), service.0, Some(service.1), "Lock", &(vec![collection]))
            .unwrap();
        let (locked, _prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) = reply.body().deserialize().unwrap();
        assert_eq!(locked.len(), 1, "the keyring did not lock");
    }

    fn device(&self, namespace: &str) -> Device {
        let mut process = self
            .command(&std::env::current_exe().unwrap())
            .env("PORCHLIGHT_TEST_NAMESPACE", namespace)
            .args(["--exact", "a_device", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let calls = process.stdin.take().unwrap();
        let results = BufReader::new(process.stdout.take().unwrap()).lines();
        Device { calls, results, _process: Ended(process) }
    }
}

struct Device {
    calls: ChildStdin,
    results: Lines<BufReader<ChildStdout>>,
    _process: Ended,
}

impl Device {
    fn ask(&mut self, call: &str) -> String {
        writeln!(self.calls, "{call}").unwrap();
        self.results
            .find_map(|line| line.unwrap().split_once("result: ").map(|(_, result)| result.to_owned()))
            .expect("the device's process ended")
    }
}
