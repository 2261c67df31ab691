//! ufw, nftables and firewalld.

use crate::Truth;
use crate::machine::Machine;

const CHECK: &str = "firewall.host";

/// Rules that turn away what nobody asked for.
const RULES: &str = "#!/usr/sbin/nft -f
flush ruleset
table inet filter {
  chain input {
    type filter hook input priority 0; policy drop;
    iif lo accept
    ct state established accept
  }
}
";

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "a machine without a firewall manager at work is not judged", see: nothing },
        Truth { name: "ufw is followed on, until the restart, and off", see: ufw },
        Truth { name: "nftables counts only with rules that turn away", see: nftables },
        Truth { name: "firewalld is followed on, until the restart, and off", see: firewalld },
    ]
}

fn nothing(machine: &Machine) -> anyhow::Result<()> {
    machine.follow(
        CHECK,
        &[("mv /etc/ufw/ufw.conf /etc/ufw/ufw.conf.away", "unknown:inconclusive")],
        "mv /etc/ufw/ufw.conf.away /etc/ufw/ufw.conf",
    )
}

fn ufw(machine: &Machine) -> anyhow::Result<()> {
    machine.follow(
        CHECK,
        &[
            ("true", "fail:off"),
            ("systemctl enable ufw; ufw --force enable; systemctl start ufw", "pass"),
            ("systemctl disable ufw", "warn:not_at_start"),
            ("ufw --force disable", "fail:off"),
        ],
        "ufw --force disable; systemctl disable --now ufw",
    )
}

fn nftables(machine: &Machine) -> anyhow::Result<()> {
    machine.write("/etc/nftables.conf.live", RULES)?;
    machine.follow(
        CHECK,
        &[
            ("systemctl enable --now nftables", "unknown:inconclusive"),
            (
                "cp /etc/nftables.conf /etc/nftables.conf.away; cp /etc/nftables.conf.live /etc/nftables.conf
                 systemctl restart nftables",
                "pass",
            ),
            ("systemctl disable nftables", "warn:not_at_start"),
        ],
        "mv /etc/nftables.conf.away /etc/nftables.conf; rm /etc/nftables.conf.live
         systemctl disable --now nftables",
    )
}

fn firewalld(machine: &Machine) -> anyhow::Result<()> {
    machine.follow(
        CHECK,
        &[
            ("systemctl enable --now firewalld", "pass"),
            ("systemctl disable firewalld", "warn:not_at_start"),
            ("systemctl stop firewalld", "fail:off"),
        ],
        "systemctl disable --now firewalld",
    )
}
