//! The trait that every database implements.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use async_trait::async_trait;
use porchlight_contract::{
    CollectorAddress, CompanyId, DeviceId, InviteCode, InviteId, PlainText, PolicyDocument, ReportId,
    Timestamp,
};

use crate::{
    Action, AddTechnicianOutcome, AuditChain, AuditEntry, AuditQuery, By, ChangeTechnicianOutcome, Company,
    CompanyChange, CompanyOutcome, Credentials, DeviceEntry, DeviceNote, Email, EnrolOutcome, FormerPolicy,
    Invite, InvitePage, InviteQuery, Load, NewCompany, NewEnrolment, NewInvite, NewNote, NewReport,
    NewSession, NewTechnician, NewWithdrawal, PasswordHash, PeoplePage, PersonQuery, PolicyOutcome, Provider,
    RecoveryCodeHash, ReportOutcome, ReportRecord, SealedSecret, SecondProof, Session, SetUp, SetUpLink,
    SetUpLinkOutcome, SetUpOffer, SetUpOutcome, SignedReport, StaffMember, StoreError, TechnicianChange,
    TechnicianId, TokenHash, VisitDevice, VisitEnrolled, WithdrawOutcome,
};

/// What the collector keeps.
///
/// A method that writes returns when its write is durable. Every method can fail with any [`StoreError`] but the
/// ones that only opening gives. What an operator, a technician or a device does on purpose is audited in the
/// same transaction.
#[async_trait]
pub trait Store: Send + Sync {
    /// How busy the store is.
    fn load(&self) -> Load;

    /// Whether the store can read and write right now.
    async fn ready(&self) -> Result<(), StoreError>;

    /// The MSP, and where this collector answers.
    async fn provider(&self) -> Result<Provider, StoreError>;

    /// Sets the MSP's name.
    async fn set_provider_name(&self, name: PlainText, by: By) -> Result<(), StoreError>;

    /// Sets where this collector answers, for the links of new invites.
    async fn set_address(&self, address: CollectorAddress) -> Result<(), StoreError>;

    /// Adds a company. `false` if another one has the name, in whatever case.
    async fn add_company(&self, company: NewCompany, by: By) -> Result<bool, StoreError>;

    /// Every company, by name.
    async fn companies(&self) -> Result<Vec<Company>, StoreError>;

    /// One company.
    async fn company(&self, id: &CompanyId) -> Result<Option<Company>, StoreError>;

    /// Changes a company's name or whom its people call.
    async fn change_company(
        &self,
        id: &CompanyId,
        change: CompanyChange,
        by: By,
    ) -> Result<CompanyOutcome, StoreError>;

    /// Gives a company the policy that follows the one it has, by their versions, and keeps the one it has.
    async fn set_policy(
        &self,
        company: &CompanyId,
        policy: PolicyDocument,
        by: By,
    ) -> Result<PolicyOutcome, StoreError>;

    /// The policies that a company had before, the last one first, at most `limit`.
    async fn former_policies(&self, company: &CompanyId, limit: u32)
    -> Result<Vec<FormerPolicy>, StoreError>;

    /// Adds a technician.
    async fn add_technician(
        &self,
        technician: NewTechnician,
        by: By,
    ) -> Result<AddTechnicianOutcome, StoreError>;

    /// A technician with what proves that it is them.
    async fn technician(&self, email: &Email) -> Result<Option<Credentials>, StoreError>;

    /// Everybody who signs in or did, by name.
    async fn technicians(&self) -> Result<Vec<StaffMember>, StoreError>;

    /// Changes what a technician may do and see. Their sessions end if they may do less or nothing. The last owner
    /// who can sign in stays one.
    async fn change_technician(
        &self,
        id: TechnicianId,
        change: TechnicianChange,
        by: By,
    ) -> Result<ChangeTechnicianOutcome, StoreError>;

    /// Gives somebody another password, and ends their sessions but `keep`.
    async fn set_password(
        &self,
        technician: TechnicianId,
        password: PasswordHash,
        keep: TokenHash,
        by: By,
    ) -> Result<(), StoreError>;

    /// Makes a link for a technician in the place of the one before.
    async fn make_set_up_link(
        &self,
        technician: TechnicianId,
        link: SetUpLink,
        by: By,
    ) -> Result<SetUpLinkOutcome, StoreError>;

    /// Makes a link for the first owner in the place of the one before. `false` if there is a technician.
    async fn make_owner_link(&self, link: SetUpLink, by: By) -> Result<bool, StoreError>;

    /// Whom a link is for, unless it was used, has expired by `now`, or is not theirs any more.
    async fn set_up_offer(
        &self,
        token: &TokenHash,
        now: &Timestamp,
    ) -> Result<Option<SetUpOffer>, StoreError>;

    /// Uses a link up: sets the password, forgets the second factor and ends every session.
    async fn set_up(&self, set_up: SetUp) -> Result<SetUpOutcome, StoreError>;

    /// Keeps a secret that the next [`Store::confirm_second_factor`] speaks of. `false` if one is in use.
    async fn begin_second_factor(
        &self,
        technician: TechnicianId,
        sealed: SealedSecret,
    ) -> Result<bool, StoreError>;

    /// Has codes asked for from now on. `proved` is the secret, sealed, and the period of the code that proved it.
    /// `false` if it is not the secret that was kept last, or is in use already.
    async fn confirm_second_factor(
        &self,
        technician: TechnicianId,
        proved: (SealedSecret, u64),
        recovery: Vec<RecoveryCodeHash>,
        by: By,
    ) -> Result<bool, StoreError>;

    /// Has no codes asked for any more. `false` if the proof was used before, or is none.
    async fn remove_second_factor(
        &self,
        technician: TechnicianId,
        proof: SecondProof,
        by: By,
    ) -> Result<bool, StoreError>;

    /// Opens a session and forgets the expired ones. `false` if the person may not sign in, the proof was used
    /// before, or is not the one that is needed.
    async fn open_session(&self, session: NewSession) -> Result<bool, StoreError>;

    /// The session behind a token, unless it has expired by `now`.
    async fn session(&self, token: &TokenHash, now: &Timestamp) -> Result<Option<Session>, StoreError>;

    /// Closes a session, if there is one.
    async fn close_session(&self, token: &TokenHash, at: &Timestamp) -> Result<(), StoreError>;

    /// Adds an invite. `false` if its code is taken: draw another one.
    async fn create_invite(&self, invite: NewInvite, by: By) -> Result<bool, StoreError> {
        self.create_invites(vec![invite], by).await
    }

    /// Adds all of these invites, whose codes differ. `false` if a code is taken, and none is added then.
    async fn create_invites(&self, invites: Vec<NewInvite>, by: By) -> Result<bool, StoreError>;

    /// A page of invites, newest first.
    async fn invites(&self, query: InviteQuery) -> Result<InvitePage, StoreError>;

    /// How many invites of each company wait for a device at `now`. A company without any is not named.
    async fn open_invites(
        &self,
        companies: Option<BTreeSet<CompanyId>>,
        now: &Timestamp,
    ) -> Result<BTreeMap<CompanyId, u64>, StoreError>;

    /// The invite with this id.
    async fn invite_by_id(&self, id: &InviteId) -> Result<Option<Invite>, StoreError>;

    /// The invite with this code.
    async fn invite(&self, code: &InviteCode) -> Result<Option<Invite>, StoreError>;

    /// Takes an invite back. The answer is the invite as it is now, `None` if there is none. One that was used
    /// stays used.
    async fn revoke_invite(&self, id: &InviteId, by: By) -> Result<Option<Invite>, StoreError>;

    /// Makes the device record for an invite, or finds the one that an earlier try made.
    async fn enrol(&self, enrolment: NewEnrolment) -> Result<EnrolOutcome, StoreError>;

    /// Shows every device to `visit`, in no order, in one consistent view.
    async fn visit_enrolled(&self, visit: VisitEnrolled) -> Result<(), StoreError>;

    /// One device with what its newest report says.
    async fn device(&self, id: &DeviceId) -> Result<Option<DeviceEntry>, StoreError>;

    /// These devices, in this order. One that is not there is passed over.
    async fn devices(&self, ids: Vec<DeviceId>) -> Result<Vec<DeviceEntry>, StoreError>;

    /// Shows every device of a company to `visit`, in no order, in one consistent view.
    async fn visit_devices(&self, company: &CompanyId, visit: VisitDevice) -> Result<(), StoreError>;

    /// The devices that sent a report whose reference has one of these numbers, in no order, at most `limit`.
    async fn devices_by_references(
        &self,
        numbers: Range<u64>,
        limit: u32,
    ) -> Result<Vec<DeviceId>, StoreError>;

    /// A page of people, by name.
    async fn people(&self, query: PersonQuery) -> Result<PeoplePage, StoreError>;

    /// Keeps what is done about a device, which must exist.
    async fn note_device(&self, note: NewNote, by: By) -> Result<(), StoreError>;

    /// What was done about a device.
    async fn device_note(
        &self,
        company: &CompanyId,
        device: &DeviceId,
    ) -> Result<Option<DeviceNote>, StoreError>;

    /// What was done about the devices of one company, and of all of these companies.
    async fn device_notes(
        &self,
        company: Option<CompanyId>,
        companies: Option<BTreeSet<CompanyId>>,
    ) -> Result<Vec<DeviceNote>, StoreError>;

    /// Stores a report, or finds that it was stored before. The device's latest state follows the report with the
    /// latest `created_at`, so that a report which waited in an outbox cannot bring an old state back.
    async fn accept_report(&self, report: NewReport) -> Result<ReportOutcome, StoreError>;

    /// Erases a report for good: its signed original and what it said. Its id, its reference and its times stay. The
    /// device's latest state becomes that of the report with the latest `created_at` that is left, or none.
    async fn withdraw_report(&self, withdrawal: NewWithdrawal) -> Result<WithdrawOutcome, StoreError>;

    /// A report with its signed original; `None` also for one that was taken back.
    async fn report(&self, id: &ReportId) -> Result<Option<SignedReport>, StoreError>;

    /// The reports of a device, last received first, at most `limit`.
    async fn reports_of(
        &self,
        company: &CompanyId,
        device: &DeviceId,
        limit: u32,
    ) -> Result<Vec<ReportRecord>, StoreError>;

    /// The originals of a device that were not taken back, last received first, at most `limit`.
    async fn originals_of(
        &self,
        company: &CompanyId,
        device: &DeviceId,
        limit: u32,
    ) -> Result<Vec<SignedReport>, StoreError>;

    /// Appends to the audit what is not a change in the store itself, such as that somebody read a report.
    async fn append_audit(&self, action: Action, by: By) -> Result<(), StoreError>;

    /// The last `limit` entries of the audit, newest first.
    async fn audit(&self, limit: u32) -> Result<Vec<AuditEntry>, StoreError>;

    /// The entries that a query asks for, newest first.
    async fn audit_page(&self, query: AuditQuery) -> Result<Vec<AuditEntry>, StoreError>;

    /// Goes through the whole audit and looks whether each entry follows from the one before.
    async fn verify_audit(&self) -> Result<AuditChain, StoreError>;
}
