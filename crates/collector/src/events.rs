//! What happens, told to every open console at once.

use porchlight_collector_db::{ReportRecord, TechnicianId, TokenHash};
use porchlight_contract::{CompanyId, DeviceId, Reference, ReportId};
use serde::Serialize;
use tokio::sync::broadcast;
use utoipa::ToSchema;

/// Events that a slow listener may be behind before it is told that it has missed some.
const BACKLOG: usize = 256;

/// Something that happened.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// A device was enrolled.
    Enrolment(EnrolmentEvent),
    /// A report was stored.
    Report(ReportEvent),
    /// A report was taken back and erased.
    Withdrawal(ReportEvent),
    /// A session was closed: its own listeners end.
    SessionClosed(TokenHash),
    /// What somebody may do or see was changed, or what they sign in with: their listeners end, and those whose session
    /// is still there begin anew.
    AccountChanged(TechnicianId),
}

/// A device was enrolled.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EnrolmentEvent {
    /// The device.
    pub(crate) device_id: DeviceId,
    /// Its company.
    pub(crate) company_id: CompanyId,
}

/// A report was stored, or taken back and erased.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ReportEvent {
    /// The device that sent it.
    pub(crate) device_id: DeviceId,
    /// Its company.
    pub(crate) company_id: CompanyId,
    /// The report.
    pub(crate) report_id: ReportId,
    /// Its short name.
    pub(crate) reference: Reference,
}

impl From<&ReportRecord> for ReportEvent {
    fn from(record: &ReportRecord) -> Self {
        Self {
            device_id: record.device_id.clone(),
            company_id: record.company_id.clone(),
            report_id: record.id.clone(),
            reference: record.reference.clone(),
        }
    }
}

/// Where events are told.
pub(crate) struct Events(broadcast::Sender<Event>);

impl Events {
    pub(crate) fn new() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }

    /// Tells everybody who listens; that there is nobody is no error.
    pub(crate) fn tell(&self, event: Event) {
        drop(self.0.send(event));
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Event> {
        self.0.subscribe()
    }
}
