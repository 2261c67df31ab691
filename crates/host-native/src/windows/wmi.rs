//! Classes of WMI. Each question has a thread of its own, so that nothing is asked on the window's.

use std::collections::BTreeMap;

use porchlight_host::{ProbeError, Variant, WmiClass};
use wmi::{IWbemClassWrapper, Variant as Found, WMIConnection, WMIError};

/// More instances than any machine has: a class that lists more is broken.
const INSTANCES: usize = 64;

/// The instances of a class with the properties that its question names; one that is null or missing is left out.
///
/// # Errors
/// [`ProbeError::NotFound`] without the namespace or class, as on servers, which have no Security Center;
/// [`ProbeError::Malformed`] for more instances than any machine has, or a property that is neither a number, a text
/// nor a flag.
pub(super) fn instances(class: WmiClass) -> Result<Variant, ProbeError> {
    read(class.namespace(), class.class(), class.properties())
}

fn read(namespace: &str, class: &str, properties: &[&str]) -> Result<Variant, ProbeError> {
    let connection = WMIConnection::with_namespace_path(namespace).map_err(|error| probe_error(&error))?;
    // All of it: a query that names a property which an older Windows lacks is refused as a whole.
    let query = format!("SELECT * FROM {class}");
    let mut instances = Vec::new();
    for found in connection.exec_query(query).map_err(|error| probe_error(&error))? {
        if instances.len() == INSTANCES {
            return Err(ProbeError::Malformed);
        }
        instances.push(instance(&found.map_err(|error| probe_error(&error))?, properties)?);
    }
    Ok(Variant::List(instances))
}

fn instance(found: &IWbemClassWrapper, names: &[&str]) -> Result<Variant, ProbeError> {
    let mut properties = BTreeMap::new();
    for name in names {
        let value = match found.get_property(name).map_err(|error| probe_error(&error)) {
            Ok(value) => value,
            // An older Windows does not have it yet.
            Err(ProbeError::NotFound) => continue,
            Err(error) => return Err(error),
        };
        if let Some(value) = variant(value)? {
            properties.insert((*name).to_owned(), value);
        }
    }
    Ok(Variant::Map(properties))
}

fn variant(value: Found) -> Result<Option<Variant>, ProbeError> {
    Ok(Some(match value {
        Found::Empty | Found::Null => return Ok(None),
        Found::String(text) => Variant::Text(text),
        Found::Bool(flag) => Variant::Flag(flag),
        Found::I1(number) => Variant::Number(number.into()),
        Found::I2(number) => Variant::Number(number.into()),
        Found::I4(number) => Variant::Number(number.into()),
        Found::I8(number) => Variant::Number(number),
        Found::UI1(number) => Variant::Number(number.into()),
        Found::UI2(number) => Variant::Number(number.into()),
        Found::UI4(number) => Variant::Number(number.into()),
        Found::UI8(number) => Variant::Number(i64::try_from(number).map_err(|_| ProbeError::Malformed)?),
        Found::R4(number) => Variant::Real(number.into()),
        Found::R8(number) => Variant::Real(number),
        Found::Array(_) | Found::Unknown(_) | Found::Object(_) => return Err(ProbeError::Malformed),
    }))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the errors of the crate are an open list")]
fn probe_error(error: &WMIError) -> ProbeError {
    match error {
        WMIError::HResultError { hres } => super::probe_error(*hres),
        _ => ProbeError::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMON: &str = r"ROOT\CIMV2";

    #[test]
    fn a_class_that_every_windows_has_is_read_without_what_it_lacks() {
        let system =
            read(COMMON, "Win32_OperatingSystem", &["BuildNumber", "Primary", "NeverThere"]).unwrap();
        let Variant::List(systems) = system else { panic!("no list") };
        let [Variant::Map(system)] = systems.as_slice() else { panic!("one system runs: {systems:?}") };
        assert!(
            matches!(&system["BuildNumber"], Variant::Text(build) if build.parse::<u32>().is_ok()),
            "{system:?}"
        );
        assert_eq!(system["Primary"], Variant::Flag(true));
        assert!(!system.contains_key("NeverThere"));
    }

    #[test]
    fn a_namespace_that_is_not_there_is_absent() {
        let never = read(r"ROOT\PorchlightNever", "Win32_OperatingSystem", &["BuildNumber"]);
        assert_eq!(never, Err(ProbeError::NotFound));
    }

    #[test]
    fn a_value_that_is_null_is_left_out_and_one_that_is_no_value_is_malformed() {
        assert_eq!(variant(Found::Null), Ok(None));
        assert_eq!(variant(Found::UI4(397_568)), Ok(Some(Variant::Number(397_568))));
        assert_eq!(variant(Found::UI8(u64::MAX)), Err(ProbeError::Malformed));
        assert_eq!(variant(Found::Array(Vec::new())), Err(ProbeError::Malformed));
    }
}
