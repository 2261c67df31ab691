//! Documents that come from outside: what is read is written again as the same, and can be judged.

use std::fmt::Debug;

use porchlight_contract::{InviteCode, InviteLink, PolicyDocument, Report, Timestamp};
use porchlight_host::{Identity, Recording, redact};
use porchlight_policy::{default_policy, may_be_left_out, readiness, standing};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A report is read as it was written, and every report that is valid can be judged.
pub(crate) fn report(bytes: &[u8]) {
    let Some(report) = same::<Report>(bytes) else { return };
    if report.validate().is_ok() {
        let policy = default_policy();
        let _ = readiness(&policy, report.checks.iter().map(|entry| (&entry.id, &entry.outcome)));
        for entry in &report.checks {
            let _ = standing(&policy, &entry.id, &entry.outcome);
        }
    }
}

/// A policy is read as it was written, and judges what it does not name.
pub(crate) fn policy(bytes: &[u8]) {
    let Some(policy) = same::<PolicyDocument>(bytes) else { return };
    for check in default_policy().checks.keys() {
        let _ = may_be_left_out(&policy, check);
        let _ = standing(&policy, check, &porchlight_contract::Outcome::Pass);
    }
}

/// What is taken for a link or a code of an invite is the same invite when it is read again, and so is a time.
pub(crate) fn invite(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(link) = InviteLink::parse(&text) {
        assert_eq!(InviteLink::parse(&link.to_string()).as_ref(), Some(&link));
    }
    if let Ok(code) = InviteCode::parse(&text) {
        assert_eq!(InviteCode::parse(code.as_str()).as_ref(), Ok(&code));
    }
    if let Ok(time) = Timestamp::parse(text.into_owned()) {
        assert_eq!(Timestamp::parse(time.to_string()), Ok(time));
    }
}

/// A recording is read as it was written, and what was redacted once is not changed by a second time.
pub(crate) fn recording(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(recording) = Recording::parse(&text) else { return };
    let identity = Identity {
        users: vec!["Ana Belén Ruiz".into(), "ana".into()],
        hosts: vec!["anas-laptop".into()],
        homes: vec!["/home/ana".into()],
    };
    let once = redact(recording, &identity);
    let written = once.to_text().expect("what was read can be written");
    assert_eq!(Recording::parse(&written).expect("what was written can be read"), once);
    assert_eq!(redact(once.clone(), &identity), once);
}

fn same<T: Serialize + DeserializeOwned + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
    let value: T = serde_json::from_slice(bytes).ok()?;
    let written = serde_json::to_vec(&value).expect("what was read can be written");
    assert_eq!(serde_json::from_slice::<T>(&written).expect("what was written can be read"), value);
    Some(value)
}
