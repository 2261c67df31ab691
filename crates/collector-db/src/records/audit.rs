//! Who did what, and when.

use porchlight_contract::{CompanyId, DeviceId, InviteId, ReportId, Timestamp};

use super::{Scope, TechnicianId};

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever can run commands beside the database.
    Operator,
    /// A technician in the console.
    Technician(TechnicianId),
    /// An enrolled device.
    Device(DeviceId),
    /// Somebody who did not prove who they are.
    Nobody,
}

/// Who does something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub who: Actor,
    /// When.
    pub at: Timestamp,
}

/// What was done, with the ids it was done to. No names: the audit outlives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The MSP's name was set.
    ProviderNamed,
    /// A company was added.
    CompanyAdded(CompanyId),
    /// A technician was added.
    TechnicianAdded(TechnicianId),
    /// What a technician may do was changed.
    RoleChanged(TechnicianId),
    /// The companies that a technician looks after were changed.
    ScopeChanged(TechnicianId),
    /// A technician may not sign in any more.
    TechnicianDisabled(TechnicianId),
    /// A technician may sign in again.
    TechnicianEnabled(TechnicianId),
    /// A link was made behind which a technician chooses a password; `None` for the first owner.
    SetUpLinkMade(Option<TechnicianId>),
    /// Somebody chose their password behind a link.
    SetUp,
    /// Somebody changed their password.
    PasswordChanged,
    /// Somebody signs in with codes from now on.
    SecondFactorOn,
    /// Somebody signs in without codes from now on.
    SecondFactorOff,
    /// An invite was made.
    InviteCreated(CompanyId, InviteId),
    /// An invite was taken back.
    InviteRevoked(CompanyId, InviteId),
    /// A device was enrolled.
    DeviceEnrolled(CompanyId, DeviceId),
    /// Somebody signed in.
    SignedIn,
    /// Somebody tried to sign in and could not.
    SignInFailed,
    /// Somebody signed out.
    SignedOut,
    /// Somebody looked at a device.
    DeviceViewed(CompanyId, DeviceId),
    /// Somebody read a report's original.
    ReportRead(CompanyId, ReportId),
    /// A device took a report back, and it was erased.
    ReportWithdrawn(CompanyId, ReportId),
    /// A company's name or help desk was changed.
    CompanyChanged(CompanyId),
    /// A company's policy was changed.
    PolicyChanged(CompanyId),
    /// Somebody took a device on.
    DeviceAssigned(CompanyId, DeviceId),
    /// Somebody put a device off.
    DeviceSnoozed(CompanyId, DeviceId),
    /// Somebody has done what there was to do about a device.
    DeviceDone(CompanyId, DeviceId),
    /// Somebody took a list of devices away as a file, of one company or of all that they look after.
    DevicesExported(Option<CompanyId>),
}

impl Action {
    /// The action as it stands in the audit.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ProviderNamed => "provider_named",
            Self::CompanyAdded(_) => "company_added",
            Self::TechnicianAdded(_) => "technician_added",
            Self::RoleChanged(_) => "role_changed",
            Self::ScopeChanged(_) => "scope_changed",
            Self::TechnicianDisabled(_) => "technician_disabled",
            Self::TechnicianEnabled(_) => "technician_enabled",
            Self::SetUpLinkMade(_) => "set_up_link_made",
            Self::SetUp => "set_up",
            Self::PasswordChanged => "password_changed",
            Self::SecondFactorOn => "second_factor_on",
            Self::SecondFactorOff => "second_factor_off",
            Self::InviteCreated(..) => "invite_created",
            Self::InviteRevoked(..) => "invite_revoked",
            Self::DeviceEnrolled(..) => "device_enrolled",
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignedOut => "signed_out",
            Self::DeviceViewed(..) => "device_viewed",
            Self::ReportRead(..) => "report_read",
            Self::ReportWithdrawn(..) => "report_withdrawn",
            Self::CompanyChanged(_) => "company_changed",
            Self::PolicyChanged(_) => "policy_changed",
            Self::DeviceAssigned(..) => "device_assigned",
            Self::DeviceSnoozed(..) => "device_snoozed",
            Self::DeviceDone(..) => "device_done",
            Self::DevicesExported(_) => "devices_exported",
        }
    }
}

/// One line of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Counts up from one, without gaps.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// Who: `operator`, `nobody`, `technician:<id>` or `device:<id>`.
    pub actor: String,
    /// What, as [`Action::code`] gives it.
    pub action: String,
    /// The company it was done in.
    pub company_id: Option<CompanyId>,
    /// The id of what it was done to.
    pub subject: Option<String>,
}

/// Which lines of the audit.
#[derive(Clone, Debug)]
pub struct AuditQuery {
    /// Only those of the companies that somebody looks after, and without those of no company.
    pub scope: Scope,
    /// Only those of this company.
    pub company: Option<CompanyId>,
    /// Only those with this [`AuditEntry::actor`].
    pub actor: Option<String>,
    /// Only those with this [`AuditEntry::action`].
    pub action: Option<String>,
    /// Only those before this one.
    pub before: Option<u64>,
    /// At most so many.
    pub limit: u32,
}

impl AuditQuery {
    /// The last lines, whatever they say.
    #[must_use]
    pub fn last(limit: u32) -> Self {
        Self { scope: None, company: None, actor: None, action: None, before: None, limit }
    }
}

/// What going through the whole audit has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditChain {
    /// Lines that follow from one another, counted from the first.
    pub entries: u64,
    /// The hash of the last of them; zeros without any. Whoever noted an older one down can tell whether it is still
    /// part of the chain.
    pub head: [u8; 32],
    /// The first line that is missing or does not follow from the one before.
    pub broken_at: Option<u64>,
}
