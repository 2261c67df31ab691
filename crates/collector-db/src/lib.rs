//! What the collector keeps, behind one trait.
//!
//! Invariant: a call that writes returns only when what it wrote is on the disk, and no call leaves half of what
//! it does. A code, a password or a session token is never stored, only a hash of it.
//!
//! Must not know: HTTP, signatures, policies, any clock. Times, ids and dice are passed in. No SQL is written
//! outside this crate, and only [`sqlite`] knows which database it is.

mod error;
mod records;
pub mod sqlite;
mod store;

pub use error::StoreError;
pub use records::{
    Action, Actor, AddTechnicianOutcome, AuditChain, AuditEntry, AuditQuery, By, ChangeTechnicianOutcome,
    Company, CompanyChange, CompanyOutcome, Credentials, Device, DeviceEntry, DeviceNote, Email,
    EnrolOutcome, Enrolled, FormerPolicy, Invite, InviteCursor, InviteEntry, InvitePage, InviteQuery,
    InviteStage, InviteState, LatestState, Load, NewCompany, NewEnrolment, NewInvite, NewNote, NewOwner,
    NewReport, NewSession, NewTechnician, NewWithdrawal, PasswordHash, PeoplePage, Person, PersonCursor,
    PersonQuery, PolicyOutcome, Provider, RecoveryCodeHash, ReportOutcome, ReportRecord, Reported, Role,
    Scope, SealedSecret, SecondFactor, SecondProof, Session, SetUp, SetUpLink, SetUpLinkOutcome, SetUpOffer,
    SetUpOutcome, SignedReport, StaffMember, Step, Technician, TechnicianChange, TechnicianId,
    TechnicianName, TokenHash, VisitDevice, VisitEnrolled, WayIn, WithdrawOutcome,
};
pub use store::Store;
