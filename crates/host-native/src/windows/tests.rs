//! The live registry, and errors by their numbers.

use windows_registry::HSTRING;

use super::*;

#[test]
fn values_of_each_type_are_read_from_the_live_registry() {
    let path = format!("Software\\PorchlightTest{}", std::process::id());
    let key = CURRENT_USER.create(&path).unwrap();
    key.set_string("text", "on").unwrap();
    key.set_expand_hstring("expand", &HSTRING::from("%windir%\\x.scr")).unwrap();
    key.set_u32("dword", 7).unwrap();
    key.set_u64("qword", u64::MAX).unwrap();
    key.set_multi_string("texts", &["a", "b"]).unwrap();
    key.set_bytes("bytes", Type::Bytes, &[1, 2, 3]).unwrap();
    let ask = |name: &str| registry_value(Hive::CurrentUser, &path, name);
    assert_eq!(ask("text"), Ok(RegistryData::Text("on".to_owned())));
    assert_eq!(ask("expand"), Ok(RegistryData::Text("%windir%\\x.scr".to_owned())));
    assert_eq!(ask("dword"), Ok(RegistryData::Dword(7)));
    assert_eq!(ask("qword"), Ok(RegistryData::Qword(u64::MAX)));
    assert_eq!(ask("texts"), Ok(RegistryData::Texts(vec!["a".to_owned(), "b".to_owned()])));
    assert_eq!(ask("bytes"), Ok(RegistryData::Binary { length: 3 }));
    assert_eq!(ask("missing"), Err(ProbeError::NotFound));
    assert_eq!(
        registry_value(Hive::CurrentUser, "Software\\PorchlightNever", "x"),
        Err(ProbeError::NotFound)
    );
    let exists = |name: &str| registry_value_exists(Hive::CurrentUser, &path, name);
    assert_eq!((exists("bytes"), exists("missing")), (Ok(true), Ok(false)));
    for name in ["b", "a"] {
        key.create(name).unwrap();
    }
    assert_eq!(registry_keys(Hive::CurrentUser, &path), Ok(vec!["a".to_owned(), "b".to_owned()]));
    CURRENT_USER.remove_tree(&path).unwrap();
    assert_eq!(exists("bytes"), Ok(false), "not even a key");
    assert_eq!(registry_keys(Hive::CurrentUser, &path), Err(ProbeError::NotFound));
}

#[test]
fn absent_refused_and_unreachable_are_three_things() {
    let meaning = |code: u32| probe_error(code.cast_signed());
    assert_eq!(meaning(0x8007_0002), ProbeError::NotFound);
    assert_eq!(meaning(0x8007_0005), ProbeError::PermissionDenied);
    assert_eq!(meaning(0x8004_0154), ProbeError::Unavailable);
    assert_eq!(meaning(0x8000_4001), ProbeError::Unavailable, "not implemented");
    assert_eq!(meaning(0x8004_100E), ProbeError::NotFound, "no such namespace, as on servers");
    assert_eq!(meaning(0x8001_06BA), ProbeError::Unavailable, "Defender's service is stopped");
    assert_eq!(meaning(0x8000_4005), ProbeError::Malformed);
}
