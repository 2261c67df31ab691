//! The store in one SQLite file: WAL, every commit synced, one writer, a few readers.

mod accounts;
mod audit;
mod columns;
mod companies;
mod connection;
mod copy;
mod devices;
mod filter;
mod invites;
mod migrations;
mod notes;
mod packing;
mod people;
mod policies;
mod readers;
mod reports;
mod second_factors;
mod set_up;
mod settings;
mod staff;
mod withdrawals;
mod writer;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use porchlight_contract::{
    CollectorAddress, CompanyId, DeviceId, InviteCode, InviteId, PlainText, PolicyDocument, ReportId,
    Timestamp,
};

pub use self::copy::{check, copy};
use self::packing::Packed;
use self::readers::Readers;
use self::writer::Writer;
use crate::{
    Action, AddTechnicianOutcome, AuditChain, AuditEntry, AuditQuery, By, ChangeTechnicianOutcome, Company,
    CompanyChange, CompanyOutcome, Credentials, DeviceEntry, DeviceNote, Email, EnrolOutcome, FormerPolicy,
    Invite, InvitePage, InviteQuery, Load, NewCompany, NewEnrolment, NewInvite, NewNote, NewReport,
    NewSession, NewTechnician, NewWithdrawal, PasswordHash, PeoplePage, PersonQuery, PolicyOutcome, Provider,
    RecoveryCodeHash, ReportOutcome, ReportRecord, SealedSecret, SecondProof, Session, SetUp, SetUpLink,
    SetUpLinkOutcome, SetUpOffer, SetUpOutcome, SignedReport, StaffMember, Store, StoreError,
    TechnicianChange, TechnicianId, TokenHash, VisitDevice, VisitEnrolled, WithdrawOutcome,
};

/// How much a store takes on.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Writes that may wait. One more is answered [`StoreError::Busy`].
    pub queue: usize,
    /// Writes that share one commit at most.
    pub batch: usize,
    /// Connections that read.
    pub readers: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { queue: 2048, batch: 256, readers: 4 }
    }
}

/// A store in a SQLite file.
///
/// Dropping it commits what is queued and waits for that.
pub struct SqliteStore {
    // Dropped in this order: the writer closes the last connection, and that folds the WAL into the database.
    readers: Readers,
    writer: Writer,
    pepper: Arc<settings::Pepper>,
}

impl SqliteStore {
    /// Opens a database, makes it if the file does not exist, and brings its schema up to date.
    ///
    /// Blocks for as long as that takes. Several programs may have the same file open.
    ///
    /// # Errors
    /// [`StoreError::Newer`], [`StoreError::Foreign`] or [`StoreError::SqliteTooOld`], and nothing is changed then;
    /// or [`StoreError::Failed`].
    pub fn open(path: &Path, limits: Limits) -> Result<Self, StoreError> {
        let mut connection = connection::open_for_writing(path)?;
        migrations::run(&mut connection)?;
        let pepper = settings::pepper(&connection)?;
        Ok(Self {
            readers: Readers::open(path, limits.readers)?,
            writer: Writer::start(connection, limits.queue, limits.batch)?,
            pepper: Arc::new(pepper),
        })
    }
}

#[async_trait]
impl Store for SqliteStore {
    fn load(&self) -> Load {
        self.writer.load()
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.writer.run(|_| Ok(())).await?;
        self.readers.run(connection::is_readable).await
    }

    async fn provider(&self) -> Result<Provider, StoreError> {
        self.readers.run(settings::provider).await
    }

    async fn set_provider_name(&self, name: PlainText, by: By) -> Result<(), StoreError> {
        self.writer.run(move |tx| settings::set_provider_name(tx, &name, &by)).await
    }

    async fn set_address(&self, address: CollectorAddress) -> Result<(), StoreError> {
        self.writer.run(move |tx| settings::set_address(tx, &address)).await
    }

    async fn add_company(&self, company: NewCompany, by: By) -> Result<bool, StoreError> {
        self.writer.run(move |tx| companies::add(tx, &company, &by)).await
    }

    async fn companies(&self) -> Result<Vec<Company>, StoreError> {
        self.readers.run(companies::all).await
    }

    async fn company(&self, id: &CompanyId) -> Result<Option<Company>, StoreError> {
        let id = id.clone();
        self.readers.run(move |tx| companies::one(tx, &id)).await
    }

    async fn change_company(
        &self,
        id: &CompanyId,
        change: CompanyChange,
        by: By,
    ) -> Result<CompanyOutcome, StoreError> {
        let id = id.clone();
        self.writer.run(move |tx| companies::change(tx, &id, &change, &by)).await
    }

    async fn set_policy(
        &self,
        company: &CompanyId,
        policy: PolicyDocument,
        by: By,
    ) -> Result<PolicyOutcome, StoreError> {
        let company = company.clone();
        self.writer.run(move |tx| policies::set(tx, &company, &policy, &by)).await
    }

    async fn former_policies(
        &self,
        company: &CompanyId,
        limit: u32,
    ) -> Result<Vec<FormerPolicy>, StoreError> {
        let company = company.clone();
        self.readers.run(move |tx| policies::former(tx, &company, limit)).await
    }

    async fn add_technician(
        &self,
        technician: NewTechnician,
        by: By,
    ) -> Result<AddTechnicianOutcome, StoreError> {
        self.writer.run(move |tx| accounts::add_technician(tx, &technician, &by)).await
    }

    async fn technician(&self, email: &Email) -> Result<Option<Credentials>, StoreError> {
        let email = email.clone();
        self.readers.run(move |tx| accounts::credentials(tx, &email)).await
    }

    async fn technicians(&self) -> Result<Vec<StaffMember>, StoreError> {
        self.readers.run(staff::all).await
    }

    async fn change_technician(
        &self,
        id: TechnicianId,
        change: TechnicianChange,
        by: By,
    ) -> Result<ChangeTechnicianOutcome, StoreError> {
        self.writer.run(move |tx| staff::change(tx, id, &change, &by)).await
    }

    async fn set_password(
        &self,
        technician: TechnicianId,
        password: PasswordHash,
        keep: TokenHash,
        by: By,
    ) -> Result<(), StoreError> {
        self.writer.run(move |tx| accounts::set_password(tx, technician, &password, &keep, &by)).await
    }

    async fn make_set_up_link(
        &self,
        technician: TechnicianId,
        link: SetUpLink,
        by: By,
    ) -> Result<SetUpLinkOutcome, StoreError> {
        self.writer.run(move |tx| set_up::make_link(tx, technician, &link, &by)).await
    }

    async fn make_owner_link(&self, link: SetUpLink, by: By) -> Result<bool, StoreError> {
        self.writer.run(move |tx| set_up::make_owner_link(tx, &link, &by)).await
    }

    async fn set_up_offer(
        &self,
        token: &TokenHash,
        now: &Timestamp,
    ) -> Result<Option<SetUpOffer>, StoreError> {
        let (token, now) = (*token, now.clone());
        self.readers.run(move |tx| set_up::offer(tx, token, &now)).await
    }

    async fn set_up(&self, set_up: SetUp) -> Result<SetUpOutcome, StoreError> {
        self.writer.run(move |tx| set_up::set_up(tx, &set_up)).await
    }

    async fn begin_second_factor(
        &self,
        technician: TechnicianId,
        sealed: SealedSecret,
    ) -> Result<bool, StoreError> {
        self.writer.run(move |tx| second_factors::begin(tx, technician, &sealed)).await
    }

    async fn confirm_second_factor(
        &self,
        technician: TechnicianId,
        proved: (SealedSecret, u64),
        recovery: Vec<RecoveryCodeHash>,
        by: By,
    ) -> Result<bool, StoreError> {
        let (sealed, step) = proved;
        self.writer
            .run(move |tx| second_factors::confirm(tx, technician, (&sealed, step), &recovery, &by))
            .await
    }

    async fn remove_second_factor(
        &self,
        technician: TechnicianId,
        proof: SecondProof,
        by: By,
    ) -> Result<bool, StoreError> {
        self.writer.run(move |tx| second_factors::remove(tx, technician, proof, &by)).await
    }

    async fn open_session(&self, session: NewSession) -> Result<bool, StoreError> {
        self.writer.run(move |tx| accounts::open_session(tx, &session)).await
    }

    async fn session(&self, token: &TokenHash, now: &Timestamp) -> Result<Option<Session>, StoreError> {
        let (token, now) = (*token, now.clone());
        self.readers.run(move |tx| accounts::session(tx, token, &now)).await
    }

    async fn close_session(&self, token: &TokenHash, at: &Timestamp) -> Result<(), StoreError> {
        let (token, at) = (*token, at.clone());
        self.writer.run(move |tx| accounts::close_session(tx, token, &at)).await
    }

    async fn create_invites(&self, invites: Vec<NewInvite>, by: By) -> Result<bool, StoreError> {
        let hashed = invites.into_iter().map(|invite| {
            let hash = self.pepper.hash(&invite.code);
            (invite, hash)
        });
        let hashed: Vec<_> = hashed.collect();
        self.writer.run(move |tx| invites::create(tx, &hashed, &by)).await
    }

    async fn invites(&self, query: InviteQuery) -> Result<InvitePage, StoreError> {
        self.readers.run(move |tx| invites::page(tx, &query)).await
    }

    async fn open_invites(
        &self,
        companies: Option<BTreeSet<CompanyId>>,
        now: &Timestamp,
    ) -> Result<BTreeMap<CompanyId, u64>, StoreError> {
        let now = now.clone();
        self.readers.run(move |tx| invites::count_open(tx, companies.as_ref(), &now)).await
    }

    async fn invite_by_id(&self, id: &InviteId) -> Result<Option<Invite>, StoreError> {
        let id = id.clone();
        self.readers.run(move |tx| invites::by_id(tx, &id)).await
    }

    async fn invite(&self, code: &InviteCode) -> Result<Option<Invite>, StoreError> {
        let hash = self.pepper.hash(code);
        self.readers.run(move |tx| invites::by_code(tx, &hash)).await
    }

    async fn revoke_invite(&self, id: &InviteId, by: By) -> Result<Option<Invite>, StoreError> {
        let id = id.clone();
        self.writer.run(move |tx| invites::revoke(tx, &id, &by)).await
    }

    async fn enrol(&self, enrolment: NewEnrolment) -> Result<EnrolOutcome, StoreError> {
        let hash = self.pepper.hash(&enrolment.code);
        self.writer.run(move |tx| invites::enrol(tx, &enrolment, &hash)).await
    }

    async fn visit_enrolled(&self, mut visit: VisitEnrolled) -> Result<(), StoreError> {
        self.readers.run(move |tx| devices::enrolled(tx, &mut *visit)).await
    }

    async fn device(&self, id: &DeviceId) -> Result<Option<DeviceEntry>, StoreError> {
        let id = id.clone();
        self.readers.run(move |tx| devices::one(tx, &id)).await
    }

    async fn devices(&self, ids: Vec<DeviceId>) -> Result<Vec<DeviceEntry>, StoreError> {
        self.readers.run(move |tx| devices::some(tx, &ids)).await
    }

    async fn visit_devices(&self, company: &CompanyId, mut visit: VisitDevice) -> Result<(), StoreError> {
        let company = company.clone();
        self.readers.run(move |tx| devices::of_company(tx, &company, &mut *visit)).await
    }

    async fn devices_by_references(
        &self,
        numbers: Range<u64>,
        limit: u32,
    ) -> Result<Vec<DeviceId>, StoreError> {
        self.readers.run(move |tx| devices::by_references(tx, &numbers, limit)).await
    }

    async fn people(&self, query: PersonQuery) -> Result<PeoplePage, StoreError> {
        self.readers.run(move |tx| people::page(tx, &query)).await
    }

    async fn note_device(&self, note: NewNote, by: By) -> Result<(), StoreError> {
        self.writer.run(move |tx| notes::put(tx, &note, &by)).await
    }

    async fn device_note(
        &self,
        company: &CompanyId,
        device: &DeviceId,
    ) -> Result<Option<DeviceNote>, StoreError> {
        let (company, device) = (company.clone(), device.clone());
        self.readers.run(move |tx| notes::one(tx, &company, &device)).await
    }

    async fn device_notes(
        &self,
        company: Option<CompanyId>,
        companies: Option<BTreeSet<CompanyId>>,
    ) -> Result<Vec<DeviceNote>, StoreError> {
        self.readers.run(move |tx| notes::all(tx, company.as_ref(), companies.as_ref())).await
    }

    async fn accept_report(&self, report: NewReport) -> Result<ReportOutcome, StoreError> {
        let packed = Packed::of(&report.jws, &report.id, columns::seconds(&report.created_at)?)?;
        self.writer.run(move |tx| reports::accept(tx, &report, &packed)).await
    }

    async fn withdraw_report(&self, withdrawal: NewWithdrawal) -> Result<WithdrawOutcome, StoreError> {
        self.writer.run(move |tx| withdrawals::withdraw(tx, &withdrawal)).await
    }

    async fn report(&self, id: &ReportId) -> Result<Option<SignedReport>, StoreError> {
        let id = id.clone();
        self.readers.run(move |tx| reports::signed(tx, &id)).await
    }

    async fn reports_of(
        &self,
        company: &CompanyId,
        device: &DeviceId,
        limit: u32,
    ) -> Result<Vec<ReportRecord>, StoreError> {
        let (company, device) = (company.clone(), device.clone());
        self.readers.run(move |tx| reports::of_device(tx, &company, &device, limit)).await
    }

    async fn originals_of(
        &self,
        company: &CompanyId,
        device: &DeviceId,
        limit: u32,
    ) -> Result<Vec<SignedReport>, StoreError> {
        let (company, device) = (company.clone(), device.clone());
        self.readers.run(move |tx| reports::originals(tx, &company, &device, limit)).await
    }

    async fn append_audit(&self, action: Action, by: By) -> Result<(), StoreError> {
        self.writer.run(move |tx| audit::append(tx, &action, &by)).await
    }

    async fn audit(&self, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        self.audit_page(AuditQuery::last(limit)).await
    }

    async fn audit_page(&self, query: AuditQuery) -> Result<Vec<AuditEntry>, StoreError> {
        self.readers.run(move |tx| audit::page(tx, &query)).await
    }

    async fn verify_audit(&self) -> Result<AuditChain, StoreError> {
        self.readers.run(audit::verify).await
    }
}
