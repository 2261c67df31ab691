//! A crate depends only on crates of lower floors, and only on those that the list names.

use std::collections::BTreeMap;

use anyhow::Context;
use serde_json::Value;

use crate::shell::{cargo, output};

/// Who may depend on whom, lowest floor first. A crate that is not in the list breaks the rule by existing.
const ALLOWED: &[(&str, &[&str])] = &[
    ("contract", &[]),
    ("policy", &["contract"]),
    ("jws", &["contract"]),
    ("host", &["contract"]),
    ("device-db", &["contract"]),
    ("checks", &["contract", "host"]),
    ("client", &["contract", "device-db", "host", "jws"]),
    ("host-native", &["contract", "host"]),
    ("collector-db", &["contract"]),
    ("agent", &["checks", "client", "contract", "device-db", "host", "jws", "policy"]),
    ("device", &["agent", "contract", "device-db", "host-native"]),
    ("cli", &["agent", "checks", "contract", "device", "host", "host-native", "policy"]),
    ("desktop", &["agent", "contract", "device"]),
    ("collector", &["collector-db", "contract", "jws", "policy"]),
];

/// The packages that stand on no floor: they test or build the others.
const OUTSIDE: &[&str] = &[
    "xtask",
    "porchlight-bench",
    "porchlight-e2e",
    "porchlight-faults",
    "porchlight-fuzz",
    "porchlight-live",
    "porchlight-sim",
    "porchlight-system-tests",
];

pub(super) fn broken() -> anyhow::Result<Vec<String>> {
    let metadata: Value =
        serde_json::from_str(&output(&mut cargo(&["metadata", "--format-version", "1", "--no-deps"]))?)?;
    let packages = metadata["packages"].as_array().context("packages")?;
    let allowed: BTreeMap<_, _> = ALLOWED.iter().copied().collect();
    let mut broken = Vec::new();
    for package in packages {
        let name = package["name"].as_str().context("name")?;
        if OUTSIDE.contains(&name) {
            continue;
        }
        let Some(short) = name.strip_prefix("porchlight-").filter(|short| allowed.contains_key(short)) else {
            broken.push(format!("{name} stands on no floor: see xtask/src/tidy/floors.rs"));
            continue;
        };
        for dependency in own_dependencies(package) {
            if !allowed[short].contains(&dependency.as_str()) {
                broken.push(format!("{short} may not depend on {dependency}"));
            }
        }
    }
    Ok(broken)
}

/// The crates of this workspace that a package is built from; what only its tests use does not count.
fn own_dependencies(package: &Value) -> Vec<String> {
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    dependencies
        .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
        .filter_map(|dependency| dependency["name"].as_str()?.strip_prefix("porchlight-").map(str::to_owned))
        .collect()
}
