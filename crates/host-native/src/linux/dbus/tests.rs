//! A real bus of the test's own, with services that behave and one that does not.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use zbus::blocking::connection::Builder;
use zbus::interface;
use zbus::zvariant::ObjectPath;

use super::*;

/// A `dbus-daemon` that ends with the test. Needs the package `dbus`.
struct PrivateBus {
    daemon: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl PrivateBus {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.conf");
        // A service that could be started, to show that no question does so.
        let startable = folder.path().join("org.example.Startable.service");
        std::fs::write(&startable, "[D-BUS Service]\nName=org.example.Startable\nExec=/bin/false\n").unwrap();
        let text = format!(
            "<busconfig><type>session</type><listen>unix:dir={0}</listen><servicedir>{0}</servicedir>\
             <policy context=\"default\"><allow send_destination=\"*\"/><allow eavesdrop=\"true\"/>\
             <allow own=\"*\"/>\
             <deny send_destination=\"org.example.Closed\"/></policy></busconfig>",
            folder.path().display()
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
        Self { daemon, address: address.trim().to_owned(), _folder: folder }
    }

    fn buses(&self) -> Buses {
        Buses::at(&self.address, &self.address)
    }

    fn serve(&self, name: &str, path: &str, service: impl zbus::object_server::Interface) -> Connection {
        let builder = Builder::address(self.address.as_str()).unwrap();
        builder.name(name.to_owned()).unwrap().serve_at(path, service).unwrap().build().unwrap()
    }
}

impl Drop for PrivateBus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

struct Sample;

#[interface(name = "org.example.Sample")]
impl Sample {
    #[zbus(property)]
    fn text(&self) -> &str {
        "text"
    }

    #[zbus(property)]
    fn numbers(&self) -> Vec<u32> {
        vec![1, u32::MAX]
    }

    #[zbus(property)]
    fn huge(&self) -> u64 {
        u64::MAX
    }

    #[zbus(property)]
    fn map(&self) -> HashMap<String, OwnedValue> {
        HashMap::from([("a".to_owned(), OwnedValue::from(true))])
    }

    #[zbus(property)]
    fn mixed(&self) -> (i16, f64, ObjectPath<'_>) {
        (-1, 0.5, ObjectPath::from_static_str_unchecked("/x"))
    }

    #[zbus(property)]
    fn refused(&self) -> fdo::Result<bool> {
        Err(fdo::Error::AccessDenied("no".to_owned()))
    }

    #[zbus(property)]
    fn asking(&self) -> fdo::Result<bool> {
        Err(fdo::Error::InteractiveAuthorizationRequired("who are you".to_owned()))
    }

    #[zbus(property)]
    async fn silent(&self) -> bool {
        std::future::pending().await
    }
}

struct Unit;

#[interface(name = "org.freedesktop.systemd1.Unit")]
impl Unit {
    #[zbus(property)]
    fn load_state(&self) -> &str {
        "loaded"
    }

    #[zbus(property)]
    fn active_state(&self) -> &str {
        "inactive"
    }

    #[zbus(property)]
    fn unit_file_state(&self) -> &str {
        "enabled"
    }
}

fn ask(buses: &Buses, property: &str) -> Result<Variant, ProbeError> {
    buses.property(Bus::Session, "org.example.Sample", "/sample", "org.example.Sample", property)
}

#[test]
fn properties_of_every_kind_are_read() {
    let bus = PrivateBus::start();
    let _service = bus.serve("org.example.Sample", "/sample", Sample);
    let buses = bus.buses();
    let number = Variant::Number;
    assert_eq!(ask(&buses, "Text"), Ok(Variant::Text("text".to_owned())));
    assert_eq!(ask(&buses, "Numbers"), Ok(Variant::List(vec![number(1), number(i64::from(u32::MAX))])));
    assert_eq!(ask(&buses, "Map"), Ok(Variant::Map(BTreeMap::from([("a".to_owned(), Variant::Flag(true))]))));
    assert_eq!(
        ask(&buses, "Mixed"),
        Ok(Variant::List(vec![number(-1), Variant::Real(0.5), Variant::Text("/x".to_owned())]))
    );
    assert_eq!(ask(&buses, "Huge"), Err(ProbeError::Malformed));
}

#[test]
fn absent_refused_and_unreachable_are_three_things() {
    let bus = PrivateBus::start();
    let _service = bus.serve("org.example.Sample", "/sample", Sample);
    let _closed = bus.serve("org.example.Closed", "/sample", Sample);
    let buses = bus.buses();
    assert_eq!(ask(&buses, "Missing"), Err(ProbeError::NotFound));
    assert_eq!(ask(&buses, "Refused"), Err(ProbeError::PermissionDenied));
    assert_eq!(ask(&buses, "Asking"), Err(ProbeError::PermissionDenied));
    let at = |destination: &str, path: &str, interface: &str| {
        buses.property(Bus::System, destination, path, interface, "Text")
    };
    let sample = "org.example.Sample";
    assert_eq!(at(sample, "/other", sample), Err(ProbeError::NotFound));
    assert_eq!(at(sample, "/sample", "org.example.Other"), Err(ProbeError::NotFound));
    assert_eq!(at("org.example.Nobody", "/sample", sample), Err(ProbeError::Unavailable));
    assert_eq!(at("org.example.Closed", "/sample", sample), Err(ProbeError::PermissionDenied));
    assert_eq!(at("no name", "no path", ""), Err(ProbeError::Malformed));
}

#[test]
fn a_silent_service_is_given_up_and_the_connection_stays_of_use() {
    let bus = PrivateBus::start();
    let _service = bus.serve("org.example.Sample", "/sample", Sample);
    let buses = bus.buses();
    assert_eq!(ask(&buses, "Silent"), Err(ProbeError::TimedOut));
    let kept = buses.session.connection(Bus::Session).unwrap().unique_name().cloned();
    assert_eq!(buses.name_owned(Bus::Session, "org.example.Sample"), Ok(true));
    assert_eq!(buses.session.connection(Bus::Session).unwrap().unique_name().cloned(), kept);
}

#[test]
fn no_service_is_started_by_a_question() {
    let bus = PrivateBus::start();
    let buses = bus.buses();
    let startable = "org.example.Startable";
    assert_eq!(buses.name_owned(Bus::System, startable), Ok(false));
    // Started, it would be an error of the start (`Spawn.ChildExited`) and not of a name without an owner.
    let result = buses.property(Bus::System, startable, "/x", "org.example.X", "X");
    assert_eq!(result, Err(ProbeError::Unavailable));
}

#[test]
fn a_bus_that_is_not_there_and_one_that_has_gone_are_unavailable() {
    let none = Buses::at("unix:path=/nonexistent/bus", "nonsense");
    assert_eq!(none.name_owned(Bus::System, "org.example.Sample"), Err(ProbeError::Unavailable));
    assert_eq!(none.name_owned(Bus::Session, "org.example.Sample"), Err(ProbeError::Unavailable));

    let bus = PrivateBus::start();
    let buses = bus.buses();
    assert_eq!(buses.name_owned(Bus::System, "org.example.Sample"), Ok(false));
    drop(bus);
    assert_eq!(buses.name_owned(Bus::System, "org.example.Sample"), Err(ProbeError::Unavailable));
    assert_eq!(buses.name_owned(Bus::System, "org.example.Sample"), Err(ProbeError::Unavailable));
    assert_eq!(buses.name_owned(Bus::System, "not a name"), Err(ProbeError::Malformed));
}

#[test]
fn a_unit_is_found_by_its_name() {
    let bus = PrivateBus::start();
    let _systemd = bus.serve(
        "org.freedesktop.systemd1",
        "/org/freedesktop/systemd1/unit/unattended_2dupgrades_2eservice",
        Unit,
    );
    let buses = bus.buses();
    let unit = buses.systemd_unit("unattended-upgrades.service").unwrap();
    assert_eq!(unit.get("LoadState").and_then(Variant::as_text), Some("loaded"));
    assert_eq!(unit.get("ActiveState").and_then(Variant::as_text), Some("inactive"));
    assert_eq!(unit.get("UnitFileState").and_then(Variant::as_text), Some("enabled"));
    assert_eq!(buses.systemd_unit(""), Err(ProbeError::Malformed));
}

#[test]
fn a_unit_name_becomes_a_label_as_systemd_writes_it() {
    assert_eq!(path_label("ufw.service"), "ufw_2eservice");
    assert_eq!(path_label("getty@tty1.service"), "getty_40tty1_2eservice");
    assert_eq!(path_label("6a_b"), "_36a_5fb");
}
