//! What is asked of a store, and what it has said to it.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use porchlight_collector_db::{
    Action, Actor, By, EnrolOutcome, NewCompany, NewEnrolment, NewInvite, NewReport, NewWithdrawal,
    PolicyOutcome, ReportOutcome, Store, StoreError, WithdrawOutcome,
};
use porchlight_contract::{
    AppInfo, CheckEntry, CheckId, CompanyId, DeviceId, DeviceInfo, Fact, FactName, Grade, HelpDesk,
    InviteCode, InviteId, Jwk, OsFamily, OsInfo, Outcome, Ownership, PlainText, PolicyDocument,
    PublicKeyBytes, REPORT_SCHEMA, ReasonCode, Reference, Report, ReportId, Thumbprint, Timestamp, Token,
};
use porchlight_jws::{Kind, SigningKey, Unverified, sha256};
use uuid::Uuid;

/// Something that a store is asked to write.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    Company(NewCompany),
    Policy(CompanyId, PolicyDocument),
    Invites(Vec<NewInvite>),
    Enrolment(CompanyId, NewEnrolment),
    Report(NewReport),
    Withdrawal(NewReport),
    /// That somebody read a report.
    Reading(CompanyId, ReportId),
}

/// A deed, and when the store was asked and has said yes, in events of the folder's log.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) deed: Deed,
    tried: usize,
    done: Option<usize>,
}

/// All that was asked of a store.
#[derive(Clone, Debug, Default)]
pub struct Ledger(Vec<Page>);

impl Ledger {
    pub(crate) fn note(&mut self, deed: Deed, tried: usize, done: Option<usize>) {
        self.0.push(Page { deed, tried, done });
    }

    /// What was asked before this event of the log, as it was known then.
    #[must_use]
    pub fn until(&self, now: usize) -> Self {
        let known = self.0.iter().filter(|page| page.tried < now);
        Self(known.map(|page| Page { done: page.done.filter(|done| *done <= now), ..page.clone() }).collect())
    }

    /// How many deeds the store has said yes to.
    #[must_use]
    pub fn promises(&self) -> usize {
        self.0.iter().filter(|page| page.is_promised()).count()
    }

    pub(crate) fn pages(&self) -> impl Iterator<Item = &Page> {
        self.0.iter()
    }

    /// The last device that the store has promised, with its company.
    pub(crate) fn device(&self) -> Option<(&CompanyId, &DeviceId)> {
        self.0.iter().rev().filter(|page| page.is_promised()).find_map(|page| {
            let Deed::Enrolment(company, enrolment) = &page.deed else { return None };
            Some((company, &enrolment.device_id))
        })
    }
}

impl Page {
    /// Whether the store has said yes.
    pub(crate) fn is_promised(&self) -> bool {
        self.done.is_some()
    }
}

impl Deed {
    /// Asks for it. An answer that is neither a yes nor an error is a mistake, of the store or of the test.
    pub(crate) async fn ask(&self, store: &dyn Store) -> anyhow::Result<Result<(), StoreError>> {
        let said = match self.clone() {
            Self::Company(company) => {
                store.add_company(company, operator()?).await.map(|added| added.then_some(()))
            }
            Self::Policy(company, policy) => {
                let said = store.set_policy(&company, policy, operator()?).await;
                said.map(|said| (said == PolicyOutcome::Saved).then_some(()))
            }
            Self::Invites(invites) => {
                store.create_invites(invites, operator()?).await.map(|added| added.then_some(()))
            }
            Self::Enrolment(_, enrolment) => store
                .enrol(enrolment)
                .await
                .map(|said| matches!(said, EnrolOutcome::New(_) | EnrolOutcome::Repeated(_)).then_some(())),
            Self::Report(report) => store.accept_report(report).await.map(|said| match said {
                ReportOutcome::New(_) | ReportOutcome::Repeated(_) => Some(()),
                ReportOutcome::Withdrawn | ReportOutcome::Conflict => None,
            }),
            Self::Withdrawal(report) => {
                store.withdraw_report(withdrawal(&report)).await.map(|said| match said {
                    WithdrawOutcome::New(_) | WithdrawOutcome::Repeated(_) => Some(()),
                    WithdrawOutcome::Unknown => None,
                })
            }
            Self::Reading(company, report) => {
                store.append_audit(Action::ReportRead(company, report), operator()?).await.map(Some)
            }
        };
        match said {
            Ok(Some(())) => Ok(Ok(())),
            Ok(None) => bail!("the store said no to {self:?}"),
            Err(error) => Ok(Err(error)),
        }
    }

    /// What the audit says of it, with the company and the id.
    pub(crate) fn audited(&self) -> Vec<(&'static str, &str, Option<&str>)> {
        match self {
            Self::Company(company) => vec![("company_added", company.id.as_str(), None)],
            Self::Policy(company, _) => vec![("policy_changed", company.as_str(), None)],
            Self::Invites(invites) => invites
                .iter()
                .map(|invite| ("invite_created", invite.company_id.as_str(), Some(invite.id.as_str())))
                .collect(),
            Self::Enrolment(company, enrolment) => {
                vec![("device_enrolled", company.as_str(), Some(enrolment.device_id.as_str()))]
            }
            Self::Report(_) => Vec::new(),
            Self::Withdrawal(report) => {
                vec![("report_withdrawn", report.company_id.as_str(), Some(report.id.as_str()))]
            }
            Self::Reading(company, report) => vec![("report_read", company.as_str(), Some(report.as_str()))],
        }
    }
}

fn withdrawal(report: &NewReport) -> NewWithdrawal {
    NewWithdrawal {
        company_id: report.company_id.clone(),
        device_id: report.device_id.clone(),
        report_id: report.id.clone(),
        at: report.received_at.clone(),
    }
}

fn operator() -> anyhow::Result<By> {
    Ok(By { who: Actor::Operator, at: minute(0)? })
}

/// So many minutes after ten o'clock.
fn minute(n: u8) -> anyhow::Result<Timestamp> {
    Timestamp::parse(format!("2026-11-22T{:02}:{:02}:00Z", 10 + n / 60, n % 60)).context("a time")
}

fn new_id() -> String {
    Uuid::now_v7().to_string()
}

pub(crate) fn company(name: &str) -> anyhow::Result<NewCompany> {
    Ok(NewCompany {
        id: CompanyId::parse(new_id())?,
        name: PlainText::parse(name)?,
        help_desk: HelpDesk { phone: None, hours: None },
        policy: policy(1),
    })
}

pub(crate) fn policy(version: u32) -> PolicyDocument {
    PolicyDocument::asking(version, BTreeMap::new())
}

pub(crate) fn invite(company: &CompanyId) -> anyhow::Result<NewInvite> {
    let code = (0..99).find_map(|_| InviteCode::from_random(Uuid::new_v4().as_u64_pair().0));
    Ok(NewInvite {
        company_id: company.clone(),
        id: InviteId::parse(new_id())?,
        code: code.context("a code")?,
        person: Some(PlainText::parse("Ana Prieto")?),
        expires_at: minute(60)?,
    })
}

/// The enrolment of the n-th device.
pub(crate) fn enrolment(invite: &NewInvite, n: u8) -> anyhow::Result<NewEnrolment> {
    let key = format!("device{n}{}", "A".repeat(43 - 6 - n.to_string().len()));
    Ok(NewEnrolment {
        code: invite.code.clone(),
        device_id: DeviceId::parse(new_id())?,
        key: Jwk::ed25519(PublicKeyBytes::parse(key.clone())?),
        thumbprint: Thumbprint::parse(key)?,
        os: OsFamily::Linux,
        at: minute(0)?,
    })
}

/// Of the key that signs all of them: the store does not look at signatures.
const SEED: [u8; 32] = [7; 32];

/// What a report says.
pub(crate) fn said(report: &NewReport) -> anyhow::Result<Report> {
    let key = SigningKey::from_seed(&SEED)?;
    let payload = Unverified::parse(&report.jws, Kind::Report)?.verify(key.public())?;
    Ok(serde_json::from_slice(&payload)?)
}

/// The n-th report of all, made and received in minute n. Some are longer than a page of the database.
pub(crate) fn report(company: &CompanyId, device: &DeviceId, n: u8) -> anyhow::Result<NewReport> {
    let digits = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let digit = |value: u8| char::from(digits[usize::from(value % 32)]);
    let said = Report {
        schema: REPORT_SCHEMA.to_owned(),
        report_id: ReportId::parse(new_id())?,
        company_id: company.clone(),
        device_id: device.clone(),
        created_at: minute(n)?,
        app: AppInfo { version: Token::parse("0.1.0")?, policy_version: 1 },
        device: DeviceInfo { ownership: Ownership::Personal, os: os()? },
        checks: vec![check(n)?],
    };
    let payload = serde_json::to_vec(&said)?;
    Ok(NewReport {
        company_id: said.company_id,
        device_id: said.device_id,
        id: said.report_id,
        sha256: sha256(&payload)?,
        jws: SigningKey::from_seed(&SEED)?.sign(Kind::Report, &payload)?,
        references: vec![Reference::parse(format!("PL-{}{}00-00", digit(n / 32), digit(n)))?],
        created_at: said.created_at,
        received_at: minute(n)?,
    })
}

fn os() -> anyhow::Result<OsInfo> {
    Ok(OsInfo { family: OsFamily::Linux, name: Some(Token::parse("debian")?), version: None })
}

/// A finding that tells which report it came with.
fn check(n: u8) -> anyhow::Result<CheckEntry> {
    // Words that do not shrink when they are packed, and the same each time.
    let mut random = fastrand::Rng::with_seed(n.into());
    let facts = (0..usize::from(n % 4) * 100).map(|fact| {
        let word: String = std::iter::repeat_with(|| random.alphanumeric()).take(40).collect();
        Ok((FactName::parse(format!("fact_{fact}"))?, Fact::Word(Token::parse(word)?)))
    });
    Ok(CheckEntry {
        person: None,
        id: CheckId::parse("screen.lock")?,
        outcome: Outcome::Fail { reasons: vec![ReasonCode::parse(format!("reason_{n}"))?] },
        grade: Grade::Observed,
        observed_at: minute(n)?,
        facts: facts.collect::<anyhow::Result<_>>()?,
    })
}
