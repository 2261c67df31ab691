//! `sample.name`: what it looks at, in one line.

use porchlight_contract::OsFamily;
use porchlight_host::SettingsPage;

use crate::asker::Asker;
use crate::catalogue::{FactKind, ReasonKind, Severity};
use crate::check::{About, Check, EVERYWHERE, Judgement, Obstacle, Reason};
use crate::context::Context;
use crate::facts::{FactSpec, Sheet};

mod linux;
mod macos;
mod windows;

#[cfg(test)]
mod tests;

const OFF: Reason = Reason { code: "off", kind: ReasonKind::Warn, systems: EVERYWHERE };

const ON: FactSpec = FactSpec { name: "on", kind: FactKind::Flag };

/// The check.
pub(crate) struct SampleName;

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Whether it is as it should be.
    is_on: bool,
}

impl Check for SampleName {
    type Evidence = Evidence;

    const ABOUT: About = About {
        id: "sample.name",
        severity: Severity::Low,
        settings: SettingsPage::Updates,
        reasons: &[&OFF],
        facts: &[&ON],
    };

    fn gather(asker: &Asker<'_>, system: OsFamily) -> Result<Evidence, Obstacle> {
        let is_on = match system {
            OsFamily::Linux => linux::is_on(asker),
            OsFamily::Macos => macos::is_on(asker),
            OsFamily::Windows => windows::is_on(asker),
        }?;
        Ok(Evidence { is_on })
    }

    fn judge(evidence: &Evidence, _: &Context) -> Judgement {
        let mut reasons: Vec<&Reason> = Vec::new();
        if !evidence.is_on {
            reasons.push(&OFF);
        }
        let facts = Sheet::default().flag(&ON, evidence.is_on).finish();
        Judgement::by_reasons(&reasons, facts)
    }
}
