//! Whatever a machine says of its owner, no report repeats it.
//!
//! Recorded machines get secrets planted into every text that they answer with; then all checks run, and the report
//! is made as it is made for a person. No secret may stand in it, nor anything of the shape of one.
#![allow(clippy::disallowed_methods, reason = "the recordings lie in files")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "all of this file is tests")]

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;

use porchlight_agent::{Agent, Parts};
use porchlight_contract::wizard::{Action, Page};
use porchlight_contract::{Timestamp, Token};
use porchlight_device_db::{DeviceDb, EnrolmentRecord, Key};
use porchlight_host::{FixedClock, MemorySecrets, RecordedExports, RecordedSettings, Recording, ReplayHost};
use proptest::prelude::*;
use serde_json::Value;

const NOW: &str = "2026-11-22T10:00:00Z";

/// What a report may never have, with the part by which it is known again.
const SECRETS: &[(&str, &str)] = &[
    ("02:fc:00:00:00:05", "02:fc:00"),
    ("02-FC-00-00-00-05", "02-fc-00"),
    ("192.0.2.77", "192.0.2.77"),
    ("2001:db8::77", "2001:db8"),
    ("/home/ana/tax-2025.pdf", "tax-2025"),
    (r"C:\Users\Ana\Documents", "users"),
    ("S-1-5-21-1004336348-1177238915-682003330-1001", "1004336348"),
    ("C02XL0GTJGH5", "c02xl0gtjgh5"),
    ("anas-laptop", "anas-laptop"),
    ("Anas-MacBook-Air.local", "macbook"),
    ("aprieto", "aprieto"),
    ("Ana Prieto", "prieto"),
    ("ana@example.com", "ana@example"),
    ("CasaPrieto5G", "casaprieto5g"),
];

/// How a secret gets into a text.
#[derive(Clone, Copy, Debug)]
enum Manner {
    /// It is the text.
    Instead,
    /// It is a line of the text.
    Line,
    /// It stands where a line has a value, after `=` or `:`.
    Value,
    /// It stands in place of a word.
    Word,
}

/// What is done to one text of a machine.
#[derive(Clone, Copy, Debug)]
struct Plant {
    secret: usize,
    manner: Manner,
    place: usize,
}

const MANNERS: [Manner; 4] = [Manner::Instead, Manner::Line, Manner::Value, Manner::Word];

impl Plant {
    fn put(self, text: &str) -> String {
        let secret = SECRETS[self.secret % SECRETS.len()].0;
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = self.place.checked_rem(lines.len()).unwrap_or_default();
        match (self.manner, lines.get_mut(at)) {
            (Manner::Instead, _) | (_, None) => return secret.to_owned(),
            (Manner::Line, Some(_)) => lines.insert(at, secret.to_owned()),
            (Manner::Value, Some(line)) => {
                let value = line.find(['=', ':']).map_or(line.len(), |at| at + 1);
                line.replace_range(value.., secret);
            }
            (Manner::Word, Some(line)) => {
                let mut words: Vec<&str> = line.split(' ').collect();
                let at = self.place % words.len();
                words[at] = secret;
                *line = words.join(" ");
            }
        }
        lines.join("\n")
    }
}

fn plant() -> impl Strategy<Value = Option<Plant>> {
    let manner = proptest::sample::select(&MANNERS[..]);
    let plant = (0..SECRETS.len(), manner, any::<usize>()).prop_map(|(secret, manner, place)| Plant {
        secret,
        manner,
        place,
    });
    proptest::option::of(plant)
}

fn recordings() -> Vec<Recording> {
    let hosts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hosts");
    let mut paths: Vec<_> = std::fs::read_dir(hosts).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path.join("machine.json")).ok());
    texts.map(|text| Recording::parse(&text).unwrap()).collect()
}

/// The machine with one plant a text, as long as the answer stays one. A text that is the name of a kind of answer,
/// such as `REG_SZ`, is found out by that.
fn planted(mut recording: Recording, plants: &[Option<Plant>]) -> Recording {
    let mut plants = plants.iter().cycle();
    for entry in &mut recording.entries {
        let Ok(answer) = &mut entry.result else { continue };
        let mut value = serde_json::to_value(&*answer).unwrap();
        let mut paths = Vec::new();
        texts(&value, String::new(), &mut paths);
        for path in paths {
            let Some(Some(plant)) = plants.next() else { continue };
            let text = value.pointer_mut(&path).unwrap();
            let before = text.clone();
            *text = plant.put(before.as_str().unwrap()).into();
            match serde_json::from_value(value.clone()) {
                Ok(changed) => *answer = changed,
                Err(_) => *value.pointer_mut(&path).unwrap() = before,
            }
        }
    }
    recording
}

/// The JSON pointers of all texts.
fn texts(value: &Value, path: String, into: &mut Vec<String>) {
    match value {
        Value::String(_) => into.push(path),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| texts(item, format!("{path}/{at}"), into));
        }
        Value::Object(members) => {
            let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
            members.iter().for_each(|(key, item)| texts(item, format!("{path}/{}", escaped(key)), into));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn enrolment() -> EnrolmentRecord {
    serde_json::from_value(serde_json::json!({
        "address": "https://help.example",
        "collector_key": {
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
        },
        "device_id": "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a13",
        "company": {
            "id": "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a12", "name": "Bramble & Co.", "provider": "Northgate IT",
            "help_desk": { "phone": null, "hours": null }
        },
        "policy": { "version": 1, "checks": {} },
        "enrolled_at": NOW
    }))
    .unwrap()
}

/// The bytes that a person would read and sign.
async fn report(machine: Recording) -> String {
    let now = Timestamp::parse(NOW).unwrap();
    let db = DeviceDb::in_memory().unwrap();
    db.put(Key::AcceptedAt, Some(&now)).unwrap();
    db.put_enrolment(&enrolment()).unwrap();
    let agent = Agent::resume(Parts {
        host: Arc::new(ReplayHost::new(machine).unwrap()),
        clock: Arc::new(FixedClock(now)),
        keyring: Arc::new(MemorySecrets::default()),
        key_file: Arc::new(MemorySecrets::default()),
        settings: Arc::new(RecordedSettings::default()),
        exports: Arc::new(RecordedExports::default()),
        db,
        version: Token::parse("0.1.0").unwrap(),
    })
    .unwrap();
    agent.act(Action::RunChecks).await;
    agent.act(Action::Open { page: Page::Report }).await;
    let state = agent.state().borrow().clone();
    state.report.unwrap_or_else(|| panic!("no report: {:?}", state.problem)).exact
}

/// What a report says that it may not: a planted secret, or a text of the shape of one.
fn betrayed(report: &str) -> Option<String> {
    let lower = report.to_lowercase();
    let planted =
        SECRETS.iter().find(|(_, part)| lower.contains(part)).map(|(secret, _)| (*secret).to_owned());
    let value: Value = serde_json::from_str(report).unwrap();
    let mut paths = Vec::new();
    texts(&value, String::new(), &mut paths);
    let mut strings = paths.iter().filter(|path| *path != "/schema").map(|path| value.pointer(path).unwrap());
    planted
        .or_else(|| strings.find_map(|text| text.as_str().filter(|text| is_denied(text)).map(str::to_owned)))
}

/// An address, a path, a security identifier, or a name with a space in it. Times have colons, too.
fn is_denied(text: &str) -> bool {
    if Timestamp::parse(text).is_ok() {
        return false;
    }
    let inner_address =
        text.split(|c: char| !c.is_ascii_digit() && c != '.').any(|part| part.parse::<Ipv4Addr>().is_ok());
    let is_mac = |separator| {
        let parts: Vec<&str> = text.split(separator).collect();
        parts.len() == 6 && parts.iter().all(|part| part.len() == 2 && u8::from_str_radix(part, 16).is_ok())
    };
    text.parse::<IpAddr>().is_ok()
        || inner_address
        || is_mac(':')
        || is_mac('-')
        || text.contains(['/', '\\', '@', ' ', ':'])
        || text.to_uppercase().starts_with("S-1-")
}

#[test]
fn the_deny_list_knows_what_it_denies() {
    for (secret, _) in SECRETS {
        let report = serde_json::json!({ "schema": "a/1", "facts": { "name": secret } }).to_string();
        assert!(betrayed(&report).is_some(), "{secret}");
    }
    for shape in ["10.0.0.1", "fe80::1", "0a-1b-2c-3d-4e-5f", "/etc", "x@y", "Bea Smith", "S-1-5-18"] {
        assert!(is_denied(shape), "{shape}");
    }
    for fine in ["24.04", "26.1", "10.0.26200", NOW, "luks2", "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a13"] {
        assert!(!is_denied(fine), "{fine}");
    }
}

/// Each secret in every text of every machine at once, and each manner with each machine.
#[tokio::test]
async fn no_report_repeats_a_secret_that_is_everywhere() {
    for (at, machine) in recordings().into_iter().enumerate() {
        for secret in 0..SECRETS.len() {
            let manner = MANNERS[(at + secret) % MANNERS.len()];
            let plant = Some(Plant { secret, manner, place: 0 });
            let report = report(planted(machine.clone(), &[plant])).await;
            assert_eq!(betrayed(&report), None, "{manner:?} in {}:\n{report}", machine.origin);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any secrets in any texts: most checks still understand some of their answers, and tell facts.
    #[test]
    fn no_report_repeats_any_secret(
        machine in any::<prop::sample::Index>(),
        plants in proptest::collection::vec(plant(), 1..24),
    ) {
        let machine = machine.get(&recordings()).clone();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let report = runtime.block_on(report(planted(machine, &plants)));
        runtime.shutdown_background();
        prop_assert_eq!(betrayed(&report), None, "{}", report);
    }
}
