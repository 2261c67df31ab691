//! The data that goes into a store and comes out of it.

mod accounts;
mod audit;
mod companies;
mod devices;
mod invites;
mod reports;

pub use accounts::{
    AddTechnicianOutcome, ChangeTechnicianOutcome, Credentials, Email, NewOwner, NewSession, NewTechnician,
    PasswordHash, RecoveryCodeHash, Role, Scope, SealedSecret, SecondFactor, SecondProof, Session, SetUp,
    SetUpLink, SetUpLinkOutcome, SetUpOffer, SetUpOutcome, StaffMember, Technician, TechnicianChange,
    TechnicianId, TokenHash, WayIn,
};
pub use audit::{Action, Actor, AuditChain, AuditEntry, AuditQuery, By};
pub use companies::{Company, NewCompany, Provider};
pub use devices::{
    Device, DeviceCursor, DeviceEntry, DevicePage, DeviceQuery, KeepDevice, LatestState, VisitDevice,
};
pub use invites::{EnrolOutcome, Invite, InviteState, NewEnrolment, NewInvite};
pub use reports::{
    NewReport, NewWithdrawal, ReadOriginal, ReportOutcome, ReportRecord, Reported, SignedReport,
    WithdrawOutcome,
};
