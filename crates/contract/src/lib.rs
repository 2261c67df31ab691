//! The wire types that the device and the collector agree on.
//!
//! Invariant: a value of a type in here is well formed. Text that comes from outside goes through
//! `Deserialize` or `parse`, and both refuse what does not fit.
//!
//! Must not know: any operating system, any network, any clock, any sentence for people.
//! Depends on serde; the features `typescript` and `openapi` only add derives that describe the types.

mod check;
mod code;
mod crockford;
mod enrolment;
mod ids;
mod invite_code;
mod key;
pub mod limits;
mod policy;
mod problem;
mod receipt;
mod report;
mod text;
mod time;
mod verdict;
pub mod wizard;

pub use check::{Fact, Facts, Grade, NotApplicable, OsFamily, Outcome, PersonAnswer, UnknownCause};
pub use code::{CheckId, FactName, ReasonCode, Token};
pub use enrolment::{
    CollectorAddress, CompanyCard, Enrolment, EnrolmentRequest, HelpDesk, INVITE_SCHEME, InviteLink,
    InviteLookUp, InviteOffer,
};
pub use ids::{CompanyId, DeviceId, InviteId, ReportId, TraceId};
pub use invite_code::{InviteCode, InviteCodeError};
pub use key::{Curve, Jwk, KeyType, PublicKeyBytes, Thumbprint};
pub use policy::{PolicyDocument, Requirement, Thresholds};
pub use problem::{ErrorCode, Problem};
pub use receipt::{
    ERASURE_SCHEMA, Erasure, RECEIPT_SCHEMA, Receipt, Reference, WITHDRAWAL_SCHEMA, Withdrawal,
};
pub use report::{AppInfo, CheckEntry, DeviceInfo, OsInfo, Ownership, REPORT_SCHEMA, Report};
pub use text::{Malformed, PlainText};
pub use time::{Day, Timestamp};
pub use verdict::{Readiness, Standing};
