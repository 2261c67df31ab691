//! Nothing of the planted identity survives, and what checks read does.

use proptest::prelude::*;

use super::*;
use crate::{Bus, Hive, ProbeError, Program, ReplayHost};

fn identity() -> Identity {
    Identity {
        users: ["ana", "Ana Prieto", "jörg"].map(str::to_owned).to_vec(),
        hosts: vec!["anas-laptop.lan".to_owned()],
        homes: vec!["/home/ana".to_owned()],
    }
}

fn redacted(text: &str) -> String {
    redacted_as(text, &identity())
}

fn redacted_as(text: &str, identity: &Identity) -> String {
    let mut redactor = Redactor { names: Names::new(identity), numbers: BTreeMap::new() };
    redactor.text(text)
}

#[test]
fn names_are_hidden_as_whole_words_in_any_case() {
    assert_eq!(redacted("ana ANA /home/Ana/x ana_backup"), "<user> <user> /home/<user>/x <user>_backup");
    assert_eq!(redacted("banana anabel ana1"), "banana anabel ana1");
    assert_eq!(redacted("Ana Prieto,Prieto"), "<user-2>,<user-4>");
    assert_eq!(redacted("JÖRG and Jörg"), "<user-3> and <user-3>");
    assert_eq!(redacted("anas-laptop.lan ANAS-LAPTOP anas-laptop-2"), "<host> <host-2> <host-2>-2");
}

#[test]
fn a_name_is_found_behind_the_escapes_of_mountinfo_and_udev() {
    assert_eq!(redacted(r"/media/Disk\040Ana\040Prieto"), r"/media/Disk\040<user>\040<user-4>");
    assert_eq!(redacted(r"usb-x\x20ana"), r"usb-x\x20<user>");
    assert_eq!(redacted(r"\048ana"), r"\048ana", "no octal number");
}

#[test]
fn a_home_that_is_not_called_after_its_user_keeps_its_place_among_the_mounts() {
    let identity = Identity { homes: vec!["/srv/people/u-4711/".to_owned()], ..Identity::default() };
    assert_eq!(redacted_as("HOME=/srv/people/u-4711", &identity), "HOME=/srv/people/<home>");
}

#[test]
fn words_of_the_trade_are_not_names() {
    let identity = Identity {
        users: ["root", "Ubuntu", "a", "1000", ""].map(str::to_owned).to_vec(),
        hosts: vec!["debian".to_owned(), "localhost.localdomain".to_owned()],
        homes: vec!["/root".to_owned(), "/".to_owned()],
    };
    let text = "ID=ubuntu 1000 a /root debian localhost";
    assert_eq!(redacted_as(text, &identity), text);
}

#[test]
fn identifiers_get_a_number_each_and_keep_it() {
    assert_eq!(redacted("02:fc:00:00:00:05 02-FC-00-00-00-06 02:FC:00:00:00:05"), "<mac-1> <mac-2> <mac-1>");
    assert_eq!(
        redacted("192.0.2.7/24, fe80::1%eth0. [2001:db8::7]:443"),
        "<ip-1>/24, <ip-2>%eth0. [<ip-3>]:443"
    );
    assert_eq!(
        redacted("S-1-5-21-1004336348-1177238915-682003330-1001 S-1-12-1-1-2-3-4"),
        "<sid-1>-1001 <sid-2>"
    );
    assert_eq!(
        redacted("wwn-0x5002538e40d12345 ata-Samsung_S4EVNF0M123456"),
        "wwn-<serial-1> ata-Samsung_<serial-2>"
    );
}

#[test]
fn the_prefix_of_a_mapped_device_is_kept_and_two_devices_stay_two() {
    assert_eq!(
        redacted(concat!(
            "CRYPT-LUKS2-3f2a4b5c6d7e8f901122334455667788-luks-3f2a4b5c-6d7e-8f90-1122-334455667788\n",
            "CRYPT-PLAIN-ana-swap\n",
            "LVM-g2Q6JxbZ1fA8rT0uY7wE5kMnB3vC9dLoS4hPiRqXaWzGtNjUyHeKmDfVbQcOsLpI\n",
            "CRYPT-LUKS1-aaaa4b5c6d7e8f901122334455667788-root",
        )),
        concat!(
            "CRYPT-LUKS2-<serial-1>-luks-<uuid-1>\nCRYPT-PLAIN-<user>-swap\nLVM-<serial-2>\n",
            "CRYPT-LUKS1-<serial-3>-root",
        )
    );
}

#[test]
fn mountinfo_keeps_its_structure() {
    let line = "36 35 254:1 /@home /home/ana rw,relatime shared:1 - btrfs /dev/mapper/luks-3f2a4b5c-6d7e-8f90-1122-334455667788 rw,ssd";
    assert_eq!(
        redacted(line),
        "36 35 254:1 /@home /home/<user> rw,relatime shared:1 - btrfs /dev/mapper/luks-<uuid-1> rw,ssd"
    );
}

#[test]
fn what_only_looks_like_an_identifier_is_kept() {
    for text in [
        "VERSION_ID=\"12.4.1.2\"\nBUILD_ID=10.0.0.1",
        "VERSION=12.4.1 6.1.0-25-amd64 10.0.26100.2033 1.2.3.4.5 v1.2.3.4 999.1.1.1",
        "127.0.0.1 0.0.0.0 ::1 :: 10:04:00",
        "S-1-5-18 S-1-5-32-544",
        "uint32 300 0x00000708 26A428 KB5034441 254:0 20261122T100400Z 1763805840000",
        "State = 2 spfirewall_globalstate_limit_connections SPFirewallDataType",
        "ubuntu,26.04 LTS,Resolute Raccoon,resolute,2025-10-09,2026-04-23,2031-05-29",
        "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c",
        "org.freedesktop.Accounts /org/freedesktop/systemd1/unit/ufw_2eservice",
        "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion CurrentBuildNumber Professional",
    ] {
        assert_eq!(redacted(text), text);
    }
}

#[test]
fn hostile_text_is_read_in_time() {
    for piece in ["a", ":", "1.", "a:", "S-1-5-21-", "0x", "\\040", "ä", "ffz", "-"] {
        let text = piece.repeat(200_000 / piece.len());
        redacted(&text);
    }
}

/// A machine whose every kind of answer has an identity in it.
fn recording(plant: &str) -> Recording {
    let text = |label: &str| format!("{label} {plant}/x");
    let mut entries: Vec<(Question, Result<Answer, ProbeError>)> = vec![
        (Question::ReadFile { path: text("/f") }, Ok(Answer::Text(text("a=")))),
        (Question::ReadPlist { path: text("/p") }, Err(ProbeError::NotFound)),
        (Question::ListDirectory { path: text("/d") }, Ok(Answer::Names(vec![text("z"), text("a")]))),
        (Question::Environment { name: text("E") }, Ok(Answer::Text(plant.to_owned()))),
        (
            Question::Run { program: Program::Zfs, args: vec![text("get")] },
            Ok(Answer::Output { code: 1, stdout: text("out"), stderr: text("err") }),
        ),
        (Question::SystemdUnit { name: text("u") }, Ok(Answer::Flag(true))),
        (Question::DbusNameOwned { bus: Bus::System, name: text("n") }, Ok(Answer::Number(3))),
        (Question::ShellProperty { path: text("C:\\"), property: text("p") }, Ok(Answer::Number(5))),
    ];
    let value = Variant::Map(BTreeMap::from([(
        text("key"),
        Variant::List(vec![Variant::Text(text("v")), Variant::Number(7), Variant::Flag(false)]),
    )]));
    entries.push((
        Question::DbusProperty {
            bus: Bus::Session,
            destination: text("d"),
            path: text("/o"),
            interface: text("i"),
            property: text("p"),
        },
        Ok(Answer::Value(value)),
    ));
    for (name, data) in [
        ("a", RegistryData::Text(text("t"))),
        ("b", RegistryData::Texts(vec![text("t")])),
        ("c", RegistryData::Dword(7)),
    ] {
        let question = Question::RegistryValue {
            hive: Hive::CurrentUser,
            key: text("K"),
            name: format!("{name} {plant}"),
        };
        entries.push((question, Ok(Answer::Registry(data))));
    }
    entries.push((
        Question::SecurityProducts { provider: crate::Provider::Firewall },
        Ok(Answer::SecurityProducts(vec![SecurityProduct {
            name: text("product of"),
            state: crate::ProductState::On,
            up_to_date: None,
        }])),
    ));
    let entries = entries.into_iter().map(|(question, result)| Entry { question, result }).collect();
    Recording { schema: Recording::SCHEMA.to_owned(), origin: text("recorded by"), entries }
}

/// Whether the value stands in the text as a word of its own, in any case.
fn survives(text: &str, value: &str) -> bool {
    let (text, value) = (text.to_lowercase(), value.to_lowercase());
    text.match_indices(&value).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + value.len()..].starts_with(char::is_alphanumeric)
    })
}

/// The recording without its own words, which a random name may happen to be.
fn shape(recording: &Recording) -> Vec<String> {
    let discriminant =
        |entry: &Entry| format!("{:?} {:?}", std::mem::discriminant(&entry.question), entry.result.is_ok());
    recording.entries.iter().map(discriminant).collect()
}

fn a_name() -> impl Strategy<Value = String> {
    "[a-zA-ZñÑöÖß]{4,12}([ .-][a-zA-Z]{4,12})?".prop_filter("a word of the fixture or of the trade", |name| {
        let lower = name.to_lowercase();
        let taken = ["recorded", "product", "schema", "origin", "value", "entries", "names", "service"];
        let words: Vec<&str> = lower.split([' ', '.', '-']).collect();
        !words.iter().any(|word| taken.contains(word) || name::is_word_of_the_trade(word))
    })
}

proptest! {
    #[test]
    fn no_planted_name_survives_in_any_string(user in a_name(), host in a_name(), home in a_name()) {
        let identity = Identity {
            users: vec![user.clone()],
            hosts: vec![host.clone()],
            homes: vec![format!("/home/{home}")],
        };
        let plant = format!("{user} {} {}@{host} /home/{home}", user.to_uppercase(), user.to_lowercase());
        let original = recording(&plant);
        let redacted = redact(original.clone(), &identity);
        for entry in &redacted.entries {
            let text = format!("{entry:?}").replace("\\\\", "\\");
            for value in [&user, &host, &home] {
                prop_assert!(!survives(&text, value), "{value} in {text}");
            }
        }
        prop_assert!(!survives(&redacted.origin, &user));
        prop_assert_eq!(shape(&redacted), shape(&sorted(original)));
        prop_assert!(ReplayHost::new(redacted).is_ok());
    }

    #[test]
    fn no_planted_identifier_survives_in_any_string(
        uuid in "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        mac in "[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}",
        ip in "(1[0-9]|20[0-9]|9[0-9])(\\.(1?[0-9]{2}|[1-9])){3}".prop_filter("zeros in front", |ip| ip.parse::<std::net::Ipv4Addr>().is_ok()),
        sid in "S-1-5-21-[1-9][0-9]{8}-[1-9][0-9]{8}-[1-9][0-9]{8}",
        serial in "[A-Z]{2}[0-9]{4}[A-Z0-9]{6,10}",
    ) {
        let plant = format!("{uuid} {mac} {ip} {sid}-1001 {serial}");
        let redacted = redact(recording(&plant), &Identity::default());
        let text = format!("{redacted:?}");
        for value in [&uuid, &mac, &ip, &sid, &serial] {
            prop_assert!(!survives(&text, value), "{value} in {text}");
        }
        prop_assert!(ReplayHost::new(redacted).is_ok());
    }

    #[test]
    fn any_text_is_redacted_without_a_panic_and_only_once(text in "\\PC*") {
        let once = redacted(&text);
        prop_assert_eq!(redacted(&once), once);
    }
}

fn sorted(mut recording: Recording) -> Recording {
    recording.entries.sort_by(|a, b| a.question.cmp(&b.question));
    recording
}

#[test]
fn a_replay_of_a_redacted_machine_leads_from_answer_to_question() {
    let device = "3f2a4b5c-6d7e-8f90-1122-334455667788";
    let mounts = Question::ReadFile { path: "/proc/self/mountinfo".to_owned() };
    let link = |device: &str| Question::ReadFile { path: format!("/sys/block/luks-{device}/dm/uuid") };
    let machine = Recording {
        schema: Recording::SCHEMA.to_owned(),
        origin: "ana on anas-laptop".to_owned(),
        entries: vec![
            Entry { question: link(device), result: Ok(Answer::Text("CRYPT-LUKS2-x".to_owned())) },
            Entry {
                question: mounts.clone(),
                result: Ok(Answer::Text(format!("/dev/mapper/luks-{device}"))),
            },
        ],
    };
    let redacted = redact(machine, &identity());
    assert_eq!(redacted.origin, "<user> on <host-2>");
    let replay = ReplayHost::new(redacted).unwrap();
    let Ok(Answer::Text(text)) = crate::Host::ask(&replay, &mounts) else { panic!("no mounts") };
    let device = text.strip_prefix("/dev/mapper/luks-").unwrap();
    assert_eq!(crate::Host::ask(&replay, &link(device)), Ok(Answer::Text("CRYPT-LUKS2-x".to_owned())));
}
