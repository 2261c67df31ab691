//! The version of the system.

use crate::Truth;
use crate::machine::Machine;

pub(super) fn truths() -> Vec<Truth> {
    vec![Truth { name: "a system past its end fails, and one of our day passes", see: supported }]
}

fn supported(machine: &Machine) -> anyhow::Result<()> {
    machine.root("cp --remove-destination /usr/lib/os-release /etc/os-release")?;
    let now = machine.look("os.supported");
    machine.root("sed -i 's/VERSION_ID=.*/VERSION_ID=\"9\"/; s/bookworm/stretch/g' /etc/os-release")?;
    let old = machine.look("os.supported");
    machine.root("ln -sf ../usr/lib/os-release /etc/os-release")?;
    now?.is("pass")?;
    old?.is("fail:ended")
}
