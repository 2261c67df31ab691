//! Small systems in a folder, and this one against apt itself.

use std::io::Write;
use std::process::Command;

use super::*;

/// A system of files below a folder.
struct System(tempfile::TempDir);

impl System {
    fn new(status: &str) -> Self {
        let system = Self(tempfile::tempdir().unwrap());
        system.put(STATUS, status.as_bytes());
        system
    }

    fn put(&self, path: &str, bytes: &[u8]) -> &Self {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// A list of Debian's kind with its release.
    fn list(&self, suite: &str, release: &str, packages: &str) -> &Self {
        let base = format!("{LISTS}/packages.example_debian_dists_{suite}");
        self.put(&format!("{base}_InRelease"), release.as_bytes());
        self.put(&format!("{base}_main_binary-amd64_Packages"), packages.as_bytes())
    }

    fn pending(&self) -> Result<Vec<PendingUpdate>, ProbeError> {
        pending(self.0.path())
    }

    fn items(&self) -> Vec<String> {
        let marked = |update: PendingUpdate| update.item + if update.security { " !" } else { "" };
        self.pending().unwrap().into_iter().map(marked).collect()
    }
}

fn status(name: &str, state: &str, version: &str) -> String {
    format!(
        "Package: {name}\nStatus: {state}\nArchitecture: amd64\nVersion: {version}\nDescription: x\n y\n\n"
    )
}

fn offer(name: &str, version: &str) -> String {
    format!("Package: {name}\nVersion: {version}\nArchitecture: amd64\nDepends: libc6\n\n")
}

const INSTALLED: &str = "install ok installed";
const STABLE: &str = "Origin: Debian\nLabel: Debian\nSuite: stable\nCodename: bookworm\n";
const SECURITY: &str = "Origin: Debian\nLabel: Debian-Security\nSuite: stable-security\n";
const BACKPORTS: &str = "Suite: stable-backports\nNotAutomatic: yes\nButAutomaticUpgrades: yes\n";

#[test]
fn what_is_newer_in_a_list_waits_and_a_security_list_makes_it_urgent() {
    let installed = ["apt", "curl", "dash"].map(|name| status(name, INSTALLED, "1.0-1")).concat();
    let system = System::new(&installed);
    system.list("stable", STABLE, &(offer("apt", "1.0-1") + &offer("curl", "1.0-2") + &offer("vim", "9")));
    system.list("stable-security", SECURITY, &(offer("apt", "1.0-1+deb12u1") + &offer("dash", "0.9")));
    assert_eq!(system.items(), ["apt 1.0-1+deb12u1 !", "curl 1.0-2"]);
}

#[test]
fn a_newer_version_outside_the_security_list_still_mends_its_hole() {
    let system = System::new(&status("a", INSTALLED, "1"));
    system.list("security", SECURITY, &offer("a", "1.1")).list("updates", STABLE, &offer("a", "1.2"));
    assert_eq!(system.items(), ["a 1.2 !"]);
}

#[test]
fn what_is_held_removed_or_given_to_a_part_of_all_computers_does_not_wait() {
    let installed = status("held", "hold ok installed", "1")
        + &status("removed", "deinstall ok config-files", "1")
        + &status("phased", INSTALLED, "1")
        + &status("pinned", INSTALLED, "1");
    let system = System::new(&installed);
    let phased = offer("phased", "2").replace("Depends", "Phased-Update-Percentage: 20\nDepends");
    let offers = ["held", "removed", "pinned"].map(|name| offer(name, "2")).concat() + &phased;
    system.list("stable", STABLE, &offers);
    system.put("etc/apt/preferences", b"Package: pinned\nPin: version 1\nPin-Priority: 900\n");
    assert_eq!(system.items(), [""; 0]);
}

#[test]
fn backports_are_taken_only_by_what_came_from_them() {
    let installed =
        status("a", INSTALLED, "1") + &status("b", INSTALLED, "2~bpo1") + &status("c", INSTALLED, "1");
    let system = System::new(&installed);
    system.list("stable", STABLE, &(offer("a", "1") + &offer("b", "1") + &offer("c", "1.1")));
    system.list("backports", BACKPORTS, &["a", "b", "c"].map(|name| offer(name, "2~bpo2")).concat());
    assert_eq!(system.items(), ["b 2~bpo2", "c 1.1"]);
}

#[test]
fn a_list_that_the_person_pinned_away_is_not_followed() {
    let system = System::new(&status("a", INSTALLED, "1"));
    system.list("stable", STABLE, &offer("a", "2"));
    system.put("etc/apt/preferences.d/away.pref", b"Package: *\nPin: release a=stable\nPin-Priority: -1\n");
    assert_eq!(system.items(), [""; 0]);
    system.put("etc/apt/preferences.d/away.pref", b"Package: *\nPin: release stable\nPin-Priority: -1\n");
    assert_eq!(system.pending(), Err(ProbeError::Unsupported));
}

#[test]
fn two_architectures_of_a_package_are_one_item_and_others_are_not_mixed_up() {
    let both = status("a", INSTALLED, "1") + &status("a", INSTALLED, "1").replace("amd64", "i386");
    let system = System::new(&(both + &status("b", INSTALLED, "1")));
    let offers = offer("a", "2") + &offer("a", "2").replace("amd64", "i386");
    system.list("stable", STABLE, &(offers + &offer("b", "2").replace("amd64", "arm64")));
    assert_eq!(system.items(), ["a 2"]);
}

#[test]
fn compressed_lists_are_read_and_broken_or_unknown_ones_are_errors() {
    let packages = offer("a", "2");
    let name = |ending: &str| format!("{LISTS}/x_dists_stable_main_binary-amd64_Packages{ending}");
    let mut lz4 = lz4_flex::frame::FrameEncoder::new(Vec::new());
    lz4.write_all(packages.as_bytes()).unwrap();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(packages.as_bytes()).unwrap();
    for (ending, bytes) in [(".lz4", lz4.finish().unwrap()), (".gz", gz.finish().unwrap())] {
        let system = System::new(&status("a", INSTALLED, "1"));
        assert_eq!(system.put(&name(ending), &bytes).items(), ["a 2"], "{ending}");
        system.put(&name(ending), &bytes[..bytes.len() - 6]);
        assert_eq!(system.pending(), Err(ProbeError::Malformed), "{ending} cut off");
    }
    let system = System::new(&status("a", INSTALLED, "1"));
    assert_eq!(system.put(&name(".xz"), b"\xfd7zXZ\0 nonsense").pending(), Err(ProbeError::Malformed));
    let system = System::new(&status("a", INSTALLED, "1"));
    assert_eq!(system.put(&name(".bz2"), b"BZ").pending(), Err(ProbeError::Unsupported));
}

#[test]
fn xz_lists_are_read() {
    let packed = Command::new("sh")
        .args(["-c", "printf 'Package: a\\nVersion: 2\\nArchitecture: all\\n' | xz"])
        .output();
    let Ok(packed) = packed else { return };
    let system = System::new(&status("a", INSTALLED, "1"));
    system.put(&format!("{LISTS}/x_dists_stable_main_binary-amd64_Packages.xz"), &packed.stdout);
    assert_eq!(system.items(), ["a 2"]);
}

#[test]
fn without_lists_nothing_is_known() {
    let system = System::new(&status("a", INSTALLED, "1"));
    assert!(!is_used(system.0.path()));
    system.put(&format!("{LISTS}/lock"), b"");
    assert!(is_used(system.0.path()));
    assert_eq!(system.pending(), Err(ProbeError::NotFound));
}

/// Where this machine has apt, it must say the same. What apt leaves out for other reasons, such as a dependency that
/// is missing, is why it is asked for what it knows and not for what it would do.
#[test]
fn this_machine_has_waiting_what_apt_says() {
    let listed = Command::new("apt").args(["list", "--upgradable"]).env("LC_ALL", "C").output();
    let Ok(listed) = listed else { return };
    let stdout = String::from_utf8(listed.stdout).unwrap();
    let mut expected: Vec<(String, bool)> = stdout
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once('/')?;
            let mut words = rest.split(' ');
            let (suites, version) = (words.next()?, words.next()?);
            Some((format!("{name} {version}"), suites.contains("-security")))
        })
        .collect();
    expected.sort();
    expected.dedup();
    match pending(Path::new("/")) {
        Ok(found) => {
            let found: Vec<_> = found.into_iter().map(|update| update.item).collect();
            let expected: Vec<_> = expected.into_iter().map(|(item, _)| item).collect();
            assert_eq!(found, expected);
        }
        Err(error) => assert!(expected.is_empty(), "{error}: apt knows {expected:?}"),
    }
}
