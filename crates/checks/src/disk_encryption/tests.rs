//! What is and is not encryption.

use porchlight_contract::{Outcome, UnknownCause};
use porchlight_host::{Answer, ProbeError, Program, Question};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::memory::Memory;
use crate::testing::{self, Machine, assert_obstacles, fails, file, list, run, unknown, variable, warns};

const SWAPS: &str = "Filename\tType\tSize\tUsed\tPriority\n";

fn outcome(machine: &Machine) -> Outcome {
    machine.outcome::<DiskEncryption>()
}

// Windows

fn bitlocker() -> Question {
    Question::ShellProperty {
        path: r"C:\".to_owned(),
        property: "System.Volume.BitLockerProtection".to_owned(),
    }
}

fn protection(number: i64) -> Machine {
    Machine::windows().answer(bitlocker(), Answer::Number(number))
}

#[test]
fn bitlocker_on_and_locked_are_protected() {
    assert_eq!(outcome(&protection(1)), Outcome::Pass);
    assert_eq!(outcome(&protection(6)), Outcome::Pass);
}

#[test]
fn suspended_bitlocker_is_not_protected() {
    let judgement = protection(5).judgement::<DiskEncryption>();
    assert_eq!(judgement.outcome, warns("suspended"));
    assert_eq!(testing::json(&judgement.facts), json!({ "method": "bitlocker", "state": "suspended" }));
}

#[test]
fn bitlocker_that_stays_suspended_for_a_day_fails() {
    let machine = protection(5);
    let (first, memory) = machine.remembered::<DiskEncryption>("2026-11-22T10:00:00Z", &Memory::default());
    assert_eq!(first.outcome, warns("suspended"));
    let later = |now| machine.remembered::<DiskEncryption>(now, &memory).0.outcome;
    assert_eq!(later("2026-11-23T09:59:59Z"), warns("suspended"));
    assert_eq!(later("2026-11-23T10:00:00Z"), fails("suspended_long"));
    let judgement = machine.remembered::<DiskEncryption>("2026-12-01T00:00:00Z", &memory).0;
    assert_eq!(testing::json(&judgement.facts), json!({ "method": "bitlocker", "state": "suspended" }));
}

#[test]
fn a_pause_that_ended_is_forgotten_and_one_that_could_not_be_read_is_not() {
    let at = |machine: &Machine, now, memory: &Memory| machine.remembered::<DiskEncryption>(now, memory);
    let (_, paused) = at(&protection(5), "2026-11-20T10:00:00Z", &Memory::default());
    let (_, resumed) = at(&protection(1), "2026-11-21T10:00:00Z", &paused);
    assert_eq!(at(&protection(5), "2026-11-22T10:00:00Z", &resumed).0.outcome, warns("suspended"));
    let unreadable = Machine::windows().refuse(bitlocker(), ProbeError::TimedOut);
    let (_, kept) = at(&unreadable, "2026-11-21T10:00:00Z", &paused);
    assert_eq!(at(&protection(5), "2026-11-22T10:00:00Z", &kept).0.outcome, fails("suspended_long"));
}

#[test]
fn bitlocker_that_waits_for_activation_has_its_key_beside_the_lock() {
    assert_eq!(outcome(&protection(8)), fails("waiting_for_activation"));
}

#[test]
fn a_windows_disk_without_bitlocker_fails_and_one_under_way_says_so() {
    assert_eq!(outcome(&protection(2)), fails("off"));
    assert_eq!(outcome(&protection(3)), warns("encrypting"));
    assert_eq!(outcome(&protection(4)), fails("decrypting"));
}

#[test]
fn a_volume_that_bitlocker_cannot_encrypt_may_be_encrypted_otherwise() {
    assert_eq!(outcome(&protection(7)), unknown(UnknownCause::Inconclusive));
    let empty = Machine::windows().refuse(bitlocker(), ProbeError::NotFound);
    assert_eq!(outcome(&empty), unknown(UnknownCause::Inconclusive));
}

#[test]
fn a_number_that_nobody_has_heard_of_is_not_understood() {
    for number in [0, 9, -1, i64::MAX] {
        assert_eq!(outcome(&protection(number)), unknown(UnknownCause::Parse), "{number}");
    }
}

#[test]
fn the_system_drive_is_judged_whatever_its_letter() {
    let other = Question::ShellProperty {
        path: r"E:\".to_owned(),
        property: "System.Volume.BitLockerProtection".to_owned(),
    };
    let machine = protection(1).variable("SystemDrive", "E:").answer(other, Answer::Number(2));
    assert_eq!(outcome(&machine), fails("off"));
    for drive in ["", "C", r"C:\", "ñ:", "7:"] {
        let machine = Machine::windows().variable("SystemDrive", drive);
        assert_eq!(outcome(&machine), unknown(UnknownCause::Parse), "{drive}");
    }
}

#[test]
fn an_unreadable_windows_disk_is_unknown() {
    assert_obstacles::<DiskEncryption>(Machine::windows, &bitlocker());
    assert_obstacles::<DiskEncryption>(Machine::windows, &variable("SystemDrive"));
    let text = Machine::windows().answer(bitlocker(), Answer::Text("1".to_owned()));
    assert_eq!(outcome(&text), unknown(UnknownCause::Parse));
}

// macOS

fn fdesetup(stdout: &str) -> Machine {
    Machine::macos().output(Program::Fdesetup, &["status"], 0, stdout, "")
}

#[test]
fn filevault_on_passes_and_off_fails() {
    assert_eq!(outcome(&fdesetup("FileVault is On.\n")), Outcome::Pass);
    assert_eq!(outcome(&fdesetup("FileVault is Off.\n")), fails("off"));
    assert_eq!(
        outcome(&fdesetup("FileVault is Off, but will be enabled after the next restart.\n")),
        fails("off")
    );
}

#[test]
fn filevault_under_way_wins_over_on_and_off() {
    let encrypting = "FileVault is On.\nEncryption in progress: Percent completed = 12.3\n";
    assert_eq!(outcome(&fdesetup(encrypting)), warns("encrypting"));
    let decrypting = "FileVault is Off.\nDecryption in progress: Percent completed = 40\n";
    assert_eq!(outcome(&fdesetup(decrypting)), fails("decrypting"));
}

#[test]
fn an_unreadable_filevault_is_unknown() {
    assert_obstacles::<DiskEncryption>(Machine::macos, &run(Program::Fdesetup, &["status"]));
    let gone = Machine::macos().refuse(run(Program::Fdesetup, &["status"]), ProbeError::NotFound);
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
    for text in ["", "FileVault is Offline", "FileVault is On, but needs a restart", "Error: not an owner"] {
        assert_eq!(outcome(&fdesetup(text)), unknown(UnknownCause::Parse), "{text}");
    }
}

// Linux

/// A machine whose `/` is this line of mountinfo, with a home inside it and no swap.
fn linux(mounts: &str) -> Machine {
    Machine::bare(OsFamily::Linux)
        .file("/proc/self/mountinfo", mounts)
        .file("/proc/swaps", SWAPS)
        .variable("HOME", "/home/user")
}

/// A block device by its directory: a mapper device with a UUID, or a plain one.
fn block(machine: Machine, directory: &str, uuid: Option<&str>, slaves: &[&str]) -> Machine {
    let at = |name: &str| format!("{directory}/{name}");
    let machine = machine
        .file(&at("dev"), "8:1\n")
        .names(&at("slaves"), slaves)
        .without_file(&at("partition"))
        .without_file(&at("loop/backing_file"));
    match uuid {
        Some(uuid) => machine.file(&at("dm/uuid"), uuid),
        None => machine.without_file(&at("dm/uuid")),
    }
}

/// A device by its kernel name.
fn named(machine: Machine, name: &str, uuid: Option<&str>, slaves: &[&str]) -> Machine {
    block(machine, &format!("/sys/class/block/{name}"), uuid, slaves)
}

/// A partition of a disk that stands on `below`.
fn partition(machine: Machine, directory: &str, below: &[&str]) -> Machine {
    machine
        .file(&format!("{directory}/dev"), "8:2\n")
        .without_file(&format!("{directory}/dm/uuid"))
        .without_directory(&format!("{directory}/slaves"))
        .file(&format!("{directory}/partition"), "2\n")
        .names(&format!("{directory}/../slaves"), below)
}

const EXT4: &str = "27 1 253:0 / / rw,relatime shared:1 - ext4 /dev/mapper/root rw\n";
const ROOT: &str = "/sys/dev/block/253:0";
const LUKS2: Option<&str> = Some("CRYPT-LUKS2-0123456789abcdef-root\n");

#[test]
fn a_root_on_luks_passes() {
    let machine = block(linux(EXT4), ROOT, LUKS2, &["sda2"]);
    let judgement = machine.judgement::<DiskEncryption>();
    assert_eq!(judgement.outcome, Outcome::Pass);
    let expected = json!({ "method": "luks2", "state": "on", "root": true, "home": true });
    assert_eq!(testing::json(&judgement.facts), expected);
}

#[test]
fn lvm_on_luks_is_encrypted_and_lvm_on_a_plain_disk_is_not() {
    assert_eq!(outcome(&Machine::ubuntu()), Outcome::Pass);
    let plain = Machine::ubuntu().file("/sys/class/block/dm-0/dm/uuid", "LVM-abc\n");
    let plain =
        partition(plain.names("/sys/class/block/dm-0/slaves", &["sda3"]), "/sys/class/block/sda3", &[]);
    assert_eq!(outcome(&plain), fails("off"));
}

#[test]
fn a_volume_over_an_encrypted_and_a_plain_disk_is_not_encrypted() {
    let machine = block(linux(EXT4), ROOT, Some("LVM-abc\n"), &["dm-1", "sdb1"]);
    let machine = named(machine, "dm-1", LUKS2, &[]);
    let machine = partition(machine, "/sys/class/block/sdb1", &[]);
    assert_eq!(outcome(&machine), fails("off"));
}

#[test]
fn luks_on_raid_is_encrypted_and_a_partition_of_a_raid_on_luks_is_too() {
    let on_raid = block(linux(EXT4), ROOT, LUKS2, &["md0"]);
    assert_eq!(outcome(&on_raid), Outcome::Pass);
    let machine = partition(linux(EXT4), ROOT, &["dm-3", "dm-4"]);
    let machine = named(machine, "dm-3", LUKS2, &[]);
    let both = named(machine, "dm-4", Some("CRYPT-LUKS1-00-b\n"), &[]);
    assert_eq!(outcome(&both), Outcome::Pass);
}

#[test]
fn verity_checks_and_does_not_encrypt() {
    let machine = block(linux(EXT4), ROOT, Some("CRYPT-VERITY-0123-root\n"), &["sda2"]);
    let machine = partition(machine, "/sys/class/block/sda2", &[]);
    assert_eq!(outcome(&machine), fails("off"));
    let over_luks = block(linux(EXT4), ROOT, Some("CRYPT-VERITY-0123-root\n"), &["dm-1"]);
    assert_eq!(outcome(&named(over_luks, "dm-1", LUKS2, &[])), Outcome::Pass);
}

#[test]
fn an_unheard_of_kind_of_dm_crypt_is_not_guessed_at() {
    let machine = block(linux(EXT4), ROOT, Some("CRYPT-LUKS3-0123-root\n"), &["sda2"]);
    assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive));
}

#[test]
fn an_encrypted_stick_does_not_make_a_plain_root_encrypted() {
    let mounts = format!("{EXT4}40 27 253:7 / /media/stick rw - ext4 /dev/mapper/stick rw\n");
    let machine = partition(linux(&mounts), ROOT, &[]);
    let machine = block(machine, "/sys/dev/block/253:7", LUKS2, &["sdb1"]);
    assert_eq!(outcome(&machine), fails("off"));
}

#[test]
fn a_device_that_is_not_in_sysfs_is_not_plain() {
    let machine = linux(EXT4).without_file(&format!("{ROOT}/dev"));
    assert_eq!(outcome(&machine), unknown(UnknownCause::SourceMissing));
}

#[test]
fn a_loop_of_devices_ends() {
    let machine = block(linux(EXT4), ROOT, None, &["dm-0"]);
    let machine = named(machine, "dm-0", None, &["dm-0"]);
    assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive));
}

#[test]
fn a_root_in_a_file_may_lie_on_anything() {
    let machine = block(linux(EXT4), ROOT, None, &[]).file(&format!("{ROOT}/loop/backing_file"), "/x.img\n");
    assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive));
}

#[test]
fn roots_without_a_block_device_are_not_judged() {
    for kind in ["overlay", "virtiofs", "9p", "tmpfs", "nfs4", "fuse.sshfs"] {
        let machine = linux(&format!("27 1 0:33 / / rw - {kind} {kind} rw\n"));
        assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive), "{kind}");
    }
}

#[test]
fn the_disk_of_an_image_based_system_is_its_sysroot() {
    let mounts =
        "27 1 0:33 / / ro - overlay composefs ro\n28 27 253:0 / /sysroot ro - ext4 /dev/mapper/root rw\n";
    let machine = block(linux(mounts), ROOT, LUKS2, &[]);
    assert_eq!(outcome(&machine), Outcome::Pass);
}

#[test]
fn the_last_of_two_roots_counts() {
    let mounts = format!("20 1 0:2 / / rw - rootfs rootfs rw\n{EXT4}");
    assert_eq!(outcome(&block(linux(&mounts), ROOT, LUKS2, &[])), Outcome::Pass);
}

#[test]
fn btrfs_is_followed_by_its_source_device() {
    assert_eq!(outcome(&Machine::fedora()), Outcome::Pass);
    let plain = Machine::fedora().file("/sys/class/block/dm-0/dm/uuid", "LVM-abc\n");
    let plain =
        partition(plain.names("/sys/class/block/dm-0/slaves", &["sda3"]), "/sys/class/block/sda3", &[]);
    assert_eq!(outcome(&plain), fails("off"));
}

#[test]
fn a_btrfs_over_an_encrypted_and_a_plain_device_is_not_encrypted() {
    let devices = "/sys/fs/btrfs/76543210-89ab-4def-8123-456789abcdef/devices";
    let machine = Machine::fedora().names(devices, &["dm-0", "sdb1"]);
    let machine = partition(machine, "/sys/class/block/sdb1", &[]);
    assert_eq!(outcome(&machine), fails("off"));
}

#[test]
fn a_btrfs_that_sysfs_does_not_show_is_not_judged() {
    let devices = "/sys/fs/btrfs/76543210-89ab-4def-8123-456789abcdef/devices";
    let machine =
        Machine::fedora().names(devices, &["sdz"]).without_directory("/sys/fs/btrfs/features/devices");
    assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive));
}

#[test]
fn a_device_may_be_named_by_lvms_own_link() {
    let mounts = "27 1 0:30 / / rw - btrfs /dev/my-vg/root rw\n";
    let machine = linux(mounts)
        .names("/sys/class/block", &["dm-0", "dm-1", "sda"])
        .file("/sys/class/block/dm-0/dm/name", "luks\n")
        .file("/sys/class/block/dm-1/dm/name", "my--vg-root\n")
        .names("/sys/fs/btrfs", &["features", "u"])
        .without_directory("/sys/fs/btrfs/features/devices")
        .names("/sys/fs/btrfs/u/devices", &["dm-1"]);
    let machine = named(machine, "dm-1", Some("LVM-abc\n"), &["dm-0"]);
    assert_eq!(outcome(&named(machine, "dm-0", LUKS2, &[])), Outcome::Pass);
}

const ZFS: &str = "27 1 0:30 / / rw - zfs rpool/ROOT/ubuntu rw\n";

fn zfs(row: &str) -> Machine {
    linux(ZFS).output(
        Program::Zfs,
        &["get", "-H", "-o", "name,value", "encryption", "rpool/ROOT/ubuntu"],
        0,
        row,
        "",
    )
}

#[test]
fn zfs_says_itself_whether_it_encrypts() {
    assert_eq!(outcome(&zfs("rpool/ROOT/ubuntu\taes-256-gcm\n")), Outcome::Pass);
    for value in ["off", "-"] {
        let machine =
            zfs(&format!("rpool/ROOT/ubuntu\t{value}\n")).names("/sys/class/block", &["sda", "sda1"]);
        assert_eq!(outcome(&machine), fails("off"), "{value}");
    }
}

#[test]
fn a_plain_zfs_on_a_machine_with_luks_may_stand_on_it() {
    let machine = zfs("rpool/ROOT/ubuntu\toff\n")
        .names("/sys/class/block", &["dm-0", "sda"])
        .file("/sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-01-pool\n");
    assert_eq!(outcome(&machine), unknown(UnknownCause::Inconclusive));
}

#[test]
fn a_zfs_that_does_not_answer_is_not_judged() {
    assert_eq!(outcome(&zfs("other\taes-256-gcm\n")), unknown(UnknownCause::Parse));
    assert_eq!(outcome(&zfs("rpool/ROOT/ubuntu\tmaybe\n")), unknown(UnknownCause::Parse));
    let question = run(Program::Zfs, &["get", "-H", "-o", "name,value", "encryption", "rpool/ROOT/ubuntu"]);
    assert_obstacles::<DiskEncryption>(|| zfs("rpool/ROOT/ubuntu\ton\n"), &question);
    let option = linux("27 1 0:30 / / rw - zfs -rf rw\n");
    assert_eq!(outcome(&option), unknown(UnknownCause::Parse), "a dataset is not an option");
}

fn with_home(home: &str) -> String {
    format!("{EXT4}30 27 {home}\n")
}

#[test]
fn an_encrypted_home_on_a_plain_system_is_a_warning() {
    let mounts = with_home("0:44 / /home/user rw - ecryptfs /home/.ecryptfs/user/.Private rw");
    assert_eq!(outcome(&partition(linux(&mounts), ROOT, &[])), warns("home_only"));
    let mounts = with_home("253:5 / /home/user rw - btrfs /dev/dm-5 rw");
    let homed = partition(linux(&mounts), ROOT, &[])
        .names("/sys/fs/btrfs", &["u"])
        .names("/sys/fs/btrfs/u/devices", &["dm-5"]);
    assert_eq!(outcome(&named(homed, "dm-5", LUKS2, &["loop0"])), warns("home_only"), "systemd-homed");
}

#[test]
fn a_plain_home_on_an_encrypted_system_fails() {
    let mounts = with_home("8:5 / /home rw - ext4 /dev/sda5 rw");
    let machine = partition(block(linux(&mounts), ROOT, LUKS2, &[]), "/sys/dev/block/8:5", &[]);
    let judgement = machine.judgement::<DiskEncryption>();
    assert_eq!(judgement.outcome, fails("home_open"));
    assert_eq!(testing::json(&judgement.facts)["home"], json!(false));
}

#[test]
fn a_mount_beside_the_home_is_not_the_home() {
    let mounts = with_home("8:5 / /home/user2 rw - ext4 /dev/sda5 rw");
    assert_eq!(outcome(&block(linux(&mounts), ROOT, LUKS2, &[])), Outcome::Pass);
}

#[test]
fn plain_swap_beside_an_encrypted_disk_is_a_warning() {
    let machine = block(linux(EXT4), ROOT, LUKS2, &[]);
    let machine = machine.file("/proc/swaps", &format!("{SWAPS}/dev/sda3 partition 8388604 0 -2\n"));
    let plain = partition(machine, "/sys/class/block/sda3", &[]);
    assert_eq!(outcome(&plain), warns("swap_open"));
}

#[test]
fn swap_with_a_random_key_in_memory_or_in_a_file_of_the_disk_is_covered() {
    let machine = || block(linux(EXT4), ROOT, LUKS2, &[]);
    let lines = ["/dev/dm-2 partition 8 0 -2", "/dev/zram0 partition 8 0 100", "/swap.img file 8 0 -3"];
    let all = machine().file("/proc/swaps", &format!("{SWAPS}{}\n", lines.join("\n")));
    assert_eq!(outcome(&named(all, "dm-2", Some("CRYPT-PLAIN-swap\n"), &[])), Outcome::Pass);
    assert_eq!(outcome(&machine().without_file("/proc/swaps")), Outcome::Pass, "a kernel without swap");
}

#[test]
fn an_unreadable_linux_disk_is_unknown() {
    for path in [
        "/proc/self/mountinfo",
        "/sys/dev/block/252:1/dm/uuid",
        "/sys/class/block/dm-0/dm/uuid",
        "/proc/swaps",
    ] {
        assert_obstacles::<DiskEncryption>(Machine::ubuntu, &file(path));
    }
    assert_obstacles::<DiskEncryption>(Machine::ubuntu, &list("/sys/dev/block/252:1/slaves"));
    assert_obstacles::<DiskEncryption>(Machine::ubuntu, &variable("HOME"));
    assert_obstacles::<DiskEncryption>(Machine::fedora, &list("/sys/fs/btrfs"));
    assert_obstacles::<DiskEncryption>(Machine::fedora, &list("/sys/class/block"));
    let gone = Machine::ubuntu().without_file("/proc/self/mountinfo");
    assert_eq!(outcome(&gone), unknown(UnknownCause::SourceMissing));
}

#[test]
fn half_a_line_of_mountinfo_makes_all_of_it_unreadable() {
    for mounts in
        ["", "27 1", "27 1 253:0 / / rw", &format!("{EXT4}28 27 x / /home rw - ext4 a rw\n"), "\u{0}"]
    {
        let machine = block(linux(mounts), ROOT, LUKS2, &[]);
        assert_eq!(outcome(&machine), unknown(UnknownCause::Parse), "{mounts:?}");
    }
}

#[test]
fn names_from_the_kernel_lead_nowhere_else() {
    let machine = block(linux(EXT4), ROOT, Some("LVM-abc\n"), &["../../etc"]);
    assert_eq!(outcome(&machine), unknown(UnknownCause::Parse));
}

#[test]
fn a_mount_point_with_a_space_is_read() {
    let mounts = linux::mounts(r"27 1 8:1 / /media/My\040Disk\134x rw - vfat /dev/sdb1 rw").unwrap();
    assert_eq!(mounts[0].point, r"/media/My Disk\x");
}

proptest! {
    #[test]
    fn no_text_at_all_breaks_the_readers(text in "(?s).{0,400}", more in "[-:/ \\\\\n0-9a-z]{0,200}") {
        for text in [&text, &more] {
            prop_assert_ne!(outcome(&linux(text)), Outcome::Pass);
            prop_assert_ne!(outcome(&Machine::ubuntu().file("/proc/swaps", text)), Outcome::Pass);
            prop_assert_ne!(outcome(&Machine::ubuntu().file("/sys/class/block/dm-0/dm/uuid", text)), Outcome::Pass);
            prop_assert_ne!(outcome(&zfs(text)), Outcome::Pass);
            prop_assert_ne!(outcome(&fdesetup(text)), Outcome::Pass);
        }
    }
}
