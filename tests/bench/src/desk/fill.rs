//! A database with many devices and reports, written the way the collector writes it, but not through HTTP.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp as Instant};
use porchlight_collector::data_dir::DataDir;
use porchlight_collector_db::sqlite::Limits;
use porchlight_collector_db::{
    Actor, By, Device, EnrolOutcome, NewCompany, NewEnrolment, NewInvite, NewReport, ReportOutcome, Store,
};
use porchlight_contract::{
    CompanyId, DeviceId, HelpDesk, InviteCode, InviteId, Jwk, OsFamily, PlainText, PublicKeyBytes, Reference,
    ReportId, Timestamp,
};
use porchlight_jws::{sha256, thumbprint};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::devices::{Owner, now, payload};

/// Writes that are under way at once.
const AT_ONCE: usize = 512;
const FAMILIES: [&str; 10] =
    ["Prieto", "Okafor", "Nguyen", "Lindqvist", "Haddad", "Sato", "Moreau", "Kowalski", "Silva", "Byrne"];
const GIVEN: [&str; 10] = ["Ana", "Ben", "Chiara", "Dmitri", "Esra", "Femi", "Grace", "Hugo", "Ines", "José"];

/// How much.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) companies: usize,
    pub(crate) devices: usize,
    /// In all; they are spread evenly.
    pub(crate) reports: usize,
}

/// Writes it all. Every tenth device fails one check, the others none.
pub(crate) async fn fill(data: &Path, size: Size) -> anyhow::Result<()> {
    let store: Arc<dyn Store> = Arc::new(DataDir::open(data)?.store(Limits::default())?);
    let by = By { who: Actor::Operator, at: now()? };
    store.set_provider_name(PlainText::parse("Bench")?, by.clone()).await?;
    let mut companies = Vec::with_capacity(size.companies);
    for n in 0..size.companies {
        companies.push(company(&*store, n, &by).await?);
    }
    let devices = devices(&store, &companies, size.devices, &by).await?;
    reports(&store, &devices, size.reports).await
}

async fn company(store: &dyn Store, n: usize, by: &By) -> anyhow::Result<CompanyId> {
    let id = CompanyId::parse(Uuid::now_v7().to_string())?;
    let company = NewCompany {
        id: id.clone(),
        name: PlainText::parse(format!("{} & Co {n:03}", FAMILIES[n % FAMILIES.len()]))?,
        help_desk: HelpDesk { phone: None, hours: None },
        policy: porchlight_policy::default_policy(),
    };
    store.add_company(company, by.clone()).await?;
    Ok(id)
}

async fn devices(
    store: &Arc<dyn Store>,
    companies: &[CompanyId],
    count: usize,
    by: &By,
) -> anyhow::Result<Vec<Device>> {
    let mut devices = Vec::with_capacity(count);
    let numbers: Vec<usize> = (0..count).collect();
    for chunk in numbers.chunks(AT_ONCE) {
        let invites = chunk.iter().map(|n| invite(&companies[n % companies.len()], *n, by));
        let invites = invites.collect::<anyhow::Result<Vec<_>>>()?;
        let codes: Vec<_> = invites.iter().map(|invite| invite.code.clone()).collect();
        store.create_invites(invites, by.clone()).await?;
        let mut enrolling = JoinSet::new();
        for code in codes {
            enrolling.spawn(enrol(Arc::clone(store), code, by.at.clone()));
        }
        while let Some(device) = enrolling.join_next().await {
            devices.push(device??);
        }
    }
    Ok(devices)
}

fn invite(company: &CompanyId, n: usize, by: &By) -> anyhow::Result<NewInvite> {
    let code = (0..100).find_map(|_| InviteCode::from_random(Uuid::new_v4().as_u64_pair().0));
    let name = format!("{} {} {n}", GIVEN[n % GIVEN.len()], FAMILIES[n / GIVEN.len() % FAMILIES.len()]);
    Ok(NewInvite {
        company_id: company.clone(),
        id: InviteId::parse(Uuid::now_v7().to_string())?,
        code: code.context("no code")?,
        person: Some(PlainText::parse(name)?),
        expires_at: later(&by.at, SignedDuration::from_hours(72))?,
    })
}

async fn enrol(store: Arc<dyn Store>, code: InviteCode, at: Timestamp) -> anyhow::Result<Device> {
    // No key that anybody has: these devices never send.
    let (a, b) = (Uuid::new_v4(), Uuid::new_v4());
    let bytes = [*a.as_bytes(), *b.as_bytes()].concat();
    let key = Jwk::ed25519(PublicKeyBytes::parse(BASE64_URL_SAFE_NO_PAD.encode(bytes))?);
    let enrolment = NewEnrolment {
        code,
        device_id: DeviceId::parse(Uuid::now_v7().to_string())?,
        thumbprint: thumbprint(&key)?,
        key,
        os: [OsFamily::Windows, OsFamily::Windows, OsFamily::Macos, OsFamily::Linux]
            [usize::from(a.as_bytes()[0]) % 4],
        at,
    };
    let outcome = store.enrol(enrolment).await?;
    let EnrolOutcome::New(device) = outcome else { bail!("not enrolled: {outcome:?}") };
    Ok(device)
}

async fn reports(store: &Arc<dyn Store>, devices: &[Device], count: usize) -> anyhow::Result<()> {
    let each = count.div_ceil(devices.len().max(1));
    for round in 0..each {
        let age = SignedDuration::from_hours(12 * i64::try_from(each - 1 - round)?);
        let at = later(&now()?, -age)?;
        for (chunk, first) in devices.chunks(AT_ONCE).zip((0..).step_by(AT_ONCE)) {
            let mut storing = JoinSet::new();
            for (device, n) in chunk.iter().zip(first..) {
                let word = if n % 10 == 0 { "fail" } else { "pass" };
                let report = report(device, &at, word)?;
                let store = Arc::clone(store);
                storing.spawn(async move { store.accept_report(report).await });
            }
            while let Some(stored) = storing.join_next().await {
                anyhow::ensure!(matches!(stored??, ReportOutcome::New(_)), "not stored");
            }
        }
    }
    Ok(())
}

fn report(device: &Device, at: &Timestamp, word: &str) -> anyhow::Result<NewReport> {
    let id = Uuid::now_v7().to_string();
    let owner = Owner { company: &device.company_id, device: &device.id };
    let payload = payload(&owner, &id, at, word);
    let header = format!(r#"{{"alg":"EdDSA","kid":"{}","typ":"porchlight-report+jws"}}"#, device.thumbprint);
    // The store does not look at signatures.
    let signature: Vec<u8> = (0..4).flat_map(|_| Uuid::new_v4().into_bytes()).collect();
    let parts = [header.as_bytes(), payload.as_bytes(), &signature];
    let references = (0..8).map(|_| Reference::from_number(Uuid::new_v4().as_u64_pair().0));
    Ok(NewReport {
        company_id: device.company_id.clone(),
        device_id: device.id.clone(),
        id: ReportId::parse(id)?,
        sha256: sha256(payload.as_bytes())?,
        jws: parts.map(|part| BASE64_URL_SAFE_NO_PAD.encode(part)).join("."),
        references: references.collect(),
        created_at: at.clone(),
        received_at: at.clone(),
    })
}

fn later(at: &Timestamp, by: SignedDuration) -> anyhow::Result<Timestamp> {
    let at: Instant = at.as_str().parse()?;
    Ok(Timestamp::parse(at.checked_add(by)?.to_string())?)
}
