//! The data that goes into a store and comes out of it.

mod accounts;
mod audit;
mod companies;
mod devices;
mod invites;
mod load;
mod notes;
mod people;
mod reports;

pub use accounts::{
    AddTechnicianOutcome, ChangeTechnicianOutcome, Credentials, Email, NewOwner, NewSession, NewTechnician,
    PasswordHash, RecoveryCodeHash, Role, Scope, SealedSecret, SecondFactor, SecondProof, Session, SetUp,
    SetUpLink, SetUpLinkOutcome, SetUpOffer, SetUpOutcome, StaffMember, Technician, TechnicianChange,
    TechnicianId, TokenHash, WayIn,
};
pub use audit::{Action, Actor, AuditChain, AuditEntry, AuditQuery, By};
pub use companies::{
    Company, CompanyChange, CompanyOutcome, FormerPolicy, NewCompany, PolicyOutcome, Provider,
};
pub use devices::{Device, DeviceEntry, Enrolled, LatestState, Reported, VisitDevice, VisitEnrolled};
pub use invites::{
    EnrolOutcome, Invite, InviteCursor, InviteEntry, InvitePage, InviteQuery, InviteStage, InviteState,
    NewEnrolment, NewInvite,
};
pub use load::Load;
pub use notes::{DeviceNote, NewNote, Step, TechnicianName};
pub use people::{PeoplePage, Person, PersonCursor, PersonQuery};
pub use reports::{NewReport, NewWithdrawal, ReportOutcome, ReportRecord, SignedReport, WithdrawOutcome};
