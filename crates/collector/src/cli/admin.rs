//! The commands that write into the database and end. They work beside a collector that serves.

use std::io::BufRead;
use std::path::PathBuf;

use anyhow::{Context, bail};
use porchlight_collector_db::sqlite::{Limits, SqliteStore};
use porchlight_collector_db::{
    Actor, AddTechnicianOutcome, By, Company, Email, InviteState, NewCompany, NewTechnician, Role,
    SetUpLinkOutcome, Store, TechnicianId, WayIn,
};
use porchlight_contract::{
    CollectorAddress, CompanyId, HelpDesk, InviteCode, InviteId, InviteLink, PlainText,
};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::arguments::{
    AuditCommand, CompanyCommand, Data, InviteCommand, ProviderCommand, TechnicianCommand,
};
use super::words::{self, NewInviteSheet, Refusal};
use crate::clock::{self, Clock, SystemClock};
use crate::console::hex;
use crate::data_dir::DataDir;
use crate::set_up::NewLink;
use crate::{inviting, password, random};

pub(super) async fn provider(command: ProviderCommand) -> anyhow::Result<()> {
    let ProviderCommand::Set { data, name } = command;
    let (_, store) = open(&data)?;
    store.set_provider_name(name.clone(), by_operator()?).await?;
    words::provider_set(&name);
    Ok(())
}

pub(super) async fn company(command: CompanyCommand) -> anyhow::Result<()> {
    let CompanyCommand::Add { data, name, phone, hours, provider } = command;
    let (_, store) = open(&data)?;
    if let Some(provider) = provider {
        store.set_provider_name(provider, by_operator()?).await?;
    } else if store.provider().await?.name.is_none() {
        bail!(Refusal::NoProvider);
    }
    let company = NewCompany {
        id: random::id(CompanyId::parse)?,
        name,
        help_desk: HelpDesk { phone, hours },
        policy: porchlight_policy::default_policy(),
    };
    if !store.add_company(company.clone(), by_operator()?).await? {
        bail!(Refusal::CompanyTaken);
    }
    words::company_added(&company.name, &company.id);
    Ok(())
}

pub(super) async fn invite(command: InviteCommand) -> anyhow::Result<()> {
    match command {
        InviteCommand::Create { data, company, person, hours, public_url, json } => {
            let (folder, store) = open(&data)?;
            let at = match public_url {
                Some(address) => address,
                None => known_address(&store).await?,
            };
            let company = find_company(&store, &company).await?;
            let key = folder.signing_key()?;
            let (now, by) = (SystemClock.now(), by_operator()?);
            let invites = inviting::invite(&store, &company.id, &[person], hours, now, by).await?;
            let invite = invites.first().context("no invite was made")?;
            words::invite_created(
                &NewInviteSheet {
                    id: &invite.id,
                    company: &company.name,
                    person: invite.person.as_ref(),
                    link: InviteLink { code: invite.code.clone(), at }.to_string(),
                    code: &invite.code,
                    expires_at: &invite.expires_at,
                    collector_fingerprint: key.thumbprint().fingerprint(),
                },
                json,
            )
        }
        InviteCommand::Revoke { data, which } => {
            let (_, store) = open(&data)?;
            revoke(&store, which.id, which.code).await
        }
    }
}

async fn known_address(store: &SqliteStore) -> anyhow::Result<CollectorAddress> {
    store.provider().await?.address.ok_or_else(|| Refusal::NoAddress.into())
}

async fn find_company(store: &SqliteStore, name_or_id: &str) -> anyhow::Result<Company> {
    let folded = name_or_id.trim().to_lowercase();
    let companies = store.companies().await?;
    companies
        .into_iter()
        .find(|company| company.name.as_str().to_lowercase() == folded || company.id.as_str() == folded)
        .ok_or_else(|| Refusal::NoSuchCompany.into())
}

async fn revoke(store: &SqliteStore, id: Option<InviteId>, code: Option<InviteCode>) -> anyhow::Result<()> {
    let id = match (id, code) {
        (Some(id), _) => Some(id),
        (None, Some(code)) => store.invite(&code).await?.map(|invite| invite.id),
        (None, None) => None,
    };
    let id = id.ok_or(Refusal::NoSuchInvite)?;
    let invite = store.revoke_invite(&id, by_operator()?).await?.ok_or(Refusal::NoSuchInvite)?;
    match invite.state {
        InviteState::Used => bail!(Refusal::InviteUsed),
        InviteState::Revoked | InviteState::Open => {
            words::invite_revoked(&id);
            Ok(())
        }
    }
}

pub(super) async fn technician(command: TechnicianCommand) -> anyhow::Result<()> {
    match command {
        TechnicianCommand::Add { data, email, name, role, password_stdin } => {
            let (_, store) = open(&data)?;
            let password =
                if password_stdin { read_password()? } else { Zeroizing::new(random::password()?) };
            add_technician(&store, &email, name, role.into(), &password).await?;
            words::technician_added(&email, (!password_stdin).then_some(&password));
            Ok(())
        }
        TechnicianCommand::SetUpLink { data, email, public_url } => {
            let (_, store) = open(&data)?;
            let at = match public_url {
                Some(address) => address,
                None => known_address(&store).await?,
            };
            let link = make_set_up_link(&store, &email).await?;
            words::set_up_link(&email, &link.url(&at), &link.expires_at);
            Ok(())
        }
    }
}

async fn add_technician(
    store: &SqliteStore,
    email: &Email,
    name: PlainText,
    role: Role,
    password: &str,
) -> anyhow::Result<()> {
    let technician = NewTechnician {
        id: TechnicianId(Uuid::now_v7()),
        email: email.clone(),
        name,
        role,
        companies: None,
        way_in: WayIn::Password(password::hash(password)?),
    };
    match store.add_technician(technician, by_operator()?).await? {
        AddTechnicianOutcome::Added => Ok(()),
        AddTechnicianOutcome::EmailTaken => bail!(Refusal::EmailTaken),
        AddTechnicianOutcome::CompanyUnknown => bail!(Refusal::NoSuchCompany),
    }
}

async fn make_set_up_link(store: &SqliteStore, email: &Email) -> anyhow::Result<NewLink> {
    let found = store.technician(email).await?.ok_or(Refusal::NoSuchTechnician)?;
    let link = NewLink::new(SystemClock.now())?;
    match store.make_set_up_link(found.technician.id, link.kept(), by_operator()?).await? {
        SetUpLinkOutcome::Made => Ok(link),
        SetUpLinkOutcome::Unknown => bail!(Refusal::NoSuchTechnician),
        SetUpLinkOutcome::Disabled => bail!(Refusal::TechnicianDisabled),
    }
}

pub(super) async fn audit(command: AuditCommand) -> anyhow::Result<()> {
    let AuditCommand::Verify { data } = command;
    let (_, store) = open(&data)?;
    let chain = store.verify_audit().await?;
    if let Some(seq) = chain.broken_at {
        bail!(Refusal::AuditBroken(seq));
    }
    // A folder that was mistyped has just been made, and must not count as one that was looked through.
    if chain.entries == 0 {
        bail!(Refusal::AuditEmpty);
    }
    words::audit_verified(chain.entries, &hex(&chain.head));
    Ok(())
}

fn read_password() -> anyhow::Result<Zeroizing<String>> {
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line)?;
    let password = Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned());
    if password.chars().count() < password::SHORTEST {
        bail!(Refusal::PasswordShort(password::SHORTEST));
    }
    Ok(password)
}

pub(super) async fn backup(data: Data, to: PathBuf) -> anyhow::Result<()> {
    let folder = DataDir::existing(&data.path)?;
    let made = tokio::task::spawn_blocking(move || folder.back_up(&to).map(|()| to)).await??;
    words::backed_up(&made);
    Ok(())
}

pub(super) async fn restore(data: Data, from: PathBuf) -> anyhow::Result<()> {
    let folder = DataDir::open(&data.path)?;
    tokio::task::spawn_blocking(move || folder.restore(&from)).await??;
    words::restored(&data.path);
    Ok(())
}

fn open(data: &Data) -> anyhow::Result<(DataDir, SqliteStore)> {
    let folder = DataDir::open(&data.path)?;
    let store = folder.store(Limits::default())?;
    Ok((folder, store))
}

fn by_operator() -> anyhow::Result<By> {
    Ok(By { who: Actor::Operator, at: clock::on_the_wire(SystemClock.now())? })
}
