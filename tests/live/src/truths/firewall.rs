//! ufw, nftables and firewalld.

use crate::Truth;
use crate::machine::Machine;

const CHECK: &str = "firewall.host";

pub(super) fn truths() -> Vec<Truth> {
    vec![
        Truth { name: "a machine without a firewall manager at work is not judged", see: nothing },
        Truth { name: "ufw is followed on, off and on again", see: ufw },
        Truth { name: "nftables counts only with rules that turn away", see: nftables },
        Truth { name: "firewalld is followed on, until the restart, and off", see: firewalld },
    ]
}

fn nothing(machine: &Machine) -> anyhow::Result<()> {
    machine.root("mv /etc/ufw/ufw.conf /etc/ufw/ufw.conf.away")?;
    let said = machine.look(CHECK);
    machine.root("mv /etc/ufw/ufw.conf.away /etc/ufw/ufw.conf")?;
    said?.is("unknown:inconclusive")
}

fn ufw(machine: &Machine) -> anyhow::Result<()> {
    machine.root("systemctl enable ufw; ufw --force enable; systemctl start ufw")?;
    machine.look(CHECK)?.is("pass")?;
    machine.root("ufw --force disable")?;
    machine.look(CHECK)?.is("fail:off")?;
    machine.root("ufw --force enable")?;
    machine.look(CHECK)?.is("pass")?;
    machine.root("ufw --force disable; systemctl disable --now ufw")
}

fn nftables(machine: &Machine) -> anyhow::Result<()> {
    machine.root("systemctl enable --now nftables")?;
    machine.look(CHECK)?.is("unknown:inconclusive")?;
    machine.root("cp /etc/nftables.conf /etc/nftables.conf.away")?;
    machine.write(
        "/etc/nftables.conf",
        "#!/usr/sbin/nft -f\nflush ruleset\ntable inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop;\n    iif lo accept\n    ct state established accept\n  }\n}\n",
    )?;
    machine.root("systemctl restart nftables")?;
    machine.look(CHECK)?.is("pass")?;
    machine.root("systemctl disable nftables")?;
    machine.look(CHECK)?.is("warn:not_at_start")?;
    machine.root("mv /etc/nftables.conf.away /etc/nftables.conf; systemctl stop nftables")
}

fn firewalld(machine: &Machine) -> anyhow::Result<()> {
    machine.root("systemctl enable --now firewalld")?;
    machine.look(CHECK)?.is("pass")?;
    machine.root("systemctl disable firewalld")?;
    machine.look(CHECK)?.is("warn:not_at_start")?;
    machine.root("systemctl stop firewalld")?;
    machine.look(CHECK)?.is("fail:off")
}
