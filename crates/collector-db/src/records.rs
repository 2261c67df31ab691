//! The data that goes into a store and comes out of it.

use std::fmt;

use porchlight_contract::{
    CheckEntry, CollectorAddress, CompanyId, DeviceId, HelpDesk, InviteCode, InviteId, Jwk, Malformed,
    OsFamily, OsInfo, PlainText, PolicyDocument, Reference, ReportId, Thumbprint, Timestamp,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The MSP that runs this collector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provider {
    /// Its name, once it was said.
    pub name: Option<PlainText>,
    /// Where this collector answers, once it was started or told.
    pub address: Option<CollectorAddress>,
}

/// A company to be added.
#[derive(Clone, Debug)]
pub struct NewCompany {
    /// Its id.
    pub id: CompanyId,
    /// Its name.
    pub name: PlainText,
    /// Whom its people call.
    pub help_desk: HelpDesk,
    /// What it asks for.
    pub policy: PolicyDocument,
}

/// A customer of the MSP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// Its name.
    pub name: PlainText,
    /// Whom its people call.
    pub help_desk: HelpDesk,
    /// What it asks for.
    pub policy: PolicyDocument,
    /// When it was added.
    pub created_at: Timestamp,
}

/// A technician's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TechnicianId(pub Uuid);

/// An e-mail address as somebody signs in with it, in lower case.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Takes an address: something, an at-sign, something; no spaces; at most 254 characters (RFC 5321 §4.5.3.1.3).
    ///
    /// # Errors
    /// [`Malformed`] for any other text.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let text = text.trim().to_lowercase();
        let fits = text.len() <= 254
            && !text.chars().any(|c| c.is_whitespace() || c.is_control())
            && text
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
        if fits { Ok(Self(text)) } else { Err(Malformed { expected: "Email" }) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

impl std::str::FromStr for Email {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::parse(text)
    }
}

/// What a technician may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything.
    Owner,
    /// The daily work.
    Technician,
    /// Reading only.
    Auditor,
}

/// A password's hash in PHC string format. Secret enough to be kept out of `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// A technician to be added.
#[derive(Clone, Debug)]
pub struct NewTechnician {
    /// Their id.
    pub id: TechnicianId,
    /// What they sign in with.
    pub email: Email,
    /// Their name.
    pub name: PlainText,
    /// What they may do.
    pub role: Role,
    /// What their password is verified by.
    pub password: PasswordHash,
}

/// Somebody who signs in to the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Technician {
    /// Their id.
    pub id: TechnicianId,
    /// What they sign in with.
    pub email: Email,
    /// Their name.
    pub name: PlainText,
    /// What they may do.
    pub role: Role,
}

/// The SHA-256 of a session's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

/// A session to be opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The hash of its token.
    pub token: TokenHash,
    /// Whose it is.
    pub technician: TechnicianId,
    /// Now.
    pub created_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

/// Somebody's session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub technician: Technician,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

/// An invite to be made.
#[derive(Clone, Debug)]
pub struct NewInvite {
    /// Its company.
    pub company_id: CompanyId,
    /// Its id.
    pub id: InviteId,
    /// Its secret code. The store keeps a keyed hash of it only.
    pub code: InviteCode,
    /// Whom it is for.
    pub person: Option<PlainText>,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
}

/// Where an invite is in its life. That its time has passed is for the reader to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InviteState {
    /// It waits for a device.
    Open,
    /// A device was enrolled with it.
    Used,
    /// A technician took it back.
    Revoked,
}

/// An invite without its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Its company.
    pub company_id: CompanyId,
    /// Its id.
    pub id: InviteId,
    /// Whom it is for.
    pub person: Option<PlainText>,
    /// Where it is in its life.
    pub state: InviteState,
    /// Until when it can be accepted. At this second it can not any more.
    pub expires_at: Timestamp,
    /// The device that was enrolled with it.
    pub device_id: Option<DeviceId>,
}

/// A device that holds a code and has proved that it has the key.
#[derive(Clone, Debug)]
pub struct NewEnrolment {
    /// The code.
    pub code: InviteCode,
    /// The id that a new device record gets.
    pub device_id: DeviceId,
    /// The device's key.
    pub key: Jwk,
    /// The thumbprint of the key.
    pub thumbprint: Thumbprint,
    /// The device's kind of system.
    pub os: OsFamily,
    /// Now.
    pub at: Timestamp,
}

/// What became of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnrolOutcome {
    /// The device record is new.
    New(Device),
    /// The same key was enrolled in this company before. Nothing was made, and the same record is the answer.
    Repeated(Device),
    /// The key is enrolled in another company, this one. Nothing was changed.
    OtherCompany(CompanyId),
    /// No such code.
    Unknown,
    /// The invite's time has passed.
    Expired,
    /// Another device has used the invite.
    Used,
    /// A technician took the invite back.
    Revoked,
}

/// An enrolled device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its company.
    pub company_id: CompanyId,
    /// Its id.
    pub id: DeviceId,
    /// Whose it is, as the invite said.
    pub person: Option<PlainText>,
    /// Its key.
    pub key: Jwk,
    /// The thumbprint of its key.
    pub thumbprint: Thumbprint,
    /// Its kind of system.
    pub os: OsFamily,
    /// When the record was made.
    pub enrolled_at: Timestamp,
}

/// What a device's newest report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestState {
    /// The report.
    pub report_id: ReportId,
    /// Its short name.
    pub reference: Reference,
    /// When it was stored.
    pub received_at: Timestamp,
    /// The system.
    pub os: OsInfo,
    /// What each check found.
    pub checks: Vec<CheckEntry>,
}

/// A device as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceEntry {
    /// The device.
    pub device: Device,
    /// Its company's name.
    pub company_name: PlainText,
    /// The later of enrolment and last report.
    pub activity_at: Timestamp,
    /// What its newest report says, if it sent one.
    pub latest: Option<LatestState>,
}

/// A place in the list of devices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeviceCursor {
    /// The activity of the last device of the page before.
    pub activity_at: Timestamp,
    /// Its id.
    pub id: DeviceId,
}

/// Decides whether a device belongs into a list. Judging is not the store's, so the store asks.
pub type KeepDevice = Box<dyn Fn(&DeviceEntry) -> bool + Send>;

/// Is shown devices one by one.
pub type VisitDevice = Box<dyn FnMut(DeviceEntry) + Send>;

/// Which devices to list.
#[derive(Default)]
pub struct DeviceQuery {
    /// Only those of this company.
    pub company: Option<CompanyId>,
    /// Only those whose person or company has this in its name, in whatever case.
    pub text: Option<String>,
    /// Those too that sent a report whose reference starts like this. Counts only beside `text`.
    pub reference: Option<String>,
    /// Only those that it says yes to. Costs a look at every device that the other filters leave.
    pub keep: Option<KeepDevice>,
    /// Only those behind this place.
    pub after: Option<DeviceCursor>,
    /// At most so many.
    pub limit: u32,
}

/// A page of devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DevicePage {
    /// The devices, newest activity first.
    pub devices: Vec<DeviceEntry>,
    /// How many there are on all pages.
    pub total: u64,
    /// Where the next page begins, if there is one.
    pub next: Option<DeviceCursor>,
}

/// A report that was verified and is to be stored.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// Its company.
    pub company_id: CompanyId,
    /// Its device, which is enrolled in that company.
    pub device_id: DeviceId,
    /// Its id, made by the device.
    pub id: ReportId,
    /// The SHA-256 of its payload.
    pub sha256: Thumbprint,
    /// The signed original.
    pub jws: String,
    /// Short names to choose from: the first free one is taken.
    pub references: Vec<Reference>,
    /// When it was made, by the device's clock.
    pub created_at: Timestamp,
    /// Now.
    pub received_at: Timestamp,
    /// The system it speaks of.
    pub os: OsInfo,
    /// What each check found.
    pub checks: Vec<CheckEntry>,
}

/// A stored report without its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRecord {
    /// Its company.
    pub company_id: CompanyId,
    /// Its device.
    pub device_id: DeviceId,
    /// Its id.
    pub id: ReportId,
    /// Its short name.
    pub reference: Reference,
    /// The SHA-256 of its payload.
    pub sha256: Thumbprint,
    /// When it was made, by the device's clock.
    pub created_at: Timestamp,
    /// When it was stored.
    pub received_at: Timestamp,
}

/// A stored report with its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedReport {
    /// What is known of it.
    pub record: ReportRecord,
    /// The signed original, byte for byte.
    pub jws: String,
}

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportOutcome {
    /// Stored now.
    New(ReportRecord),
    /// The same report was stored before; this is its record from then.
    Repeated(ReportRecord),
    /// Another report has this id.
    Conflict,
}

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
}

impl Action {
    /// The action as it stands in the audit.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ProviderNamed => "provider_named",
            Self::CompanyAdded(_) => "company_added",
            Self::TechnicianAdded(_) => "technician_added",
            Self::InviteCreated(..) => "invite_created",
            Self::InviteRevoked(..) => "invite_revoked",
            Self::DeviceEnrolled(..) => "device_enrolled",
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignedOut => "signed_out",
            Self::DeviceViewed(..) => "device_viewed",
            Self::ReportRead(..) => "report_read",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_is_the_same_in_any_case() {
        assert_eq!(Email::parse(" Ana@Example.COM ").unwrap(), Email::parse("ana@example.com").unwrap());
        for text in ["", "ana", "@example.com", "ana@", "a@b@c", "ana prieto@example.com", "a\u{0}@b"] {
            assert!(Email::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn debug_output_shows_neither_addresses_nor_hashes() {
        assert!(!format!("{:?}", Email::parse("ana@example.com").unwrap()).contains("ana"));
        assert!(!format!("{:?}", PasswordHash("$argon2id$x".into())).contains("argon2"));
    }
}
