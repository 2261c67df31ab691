//! The story that is told of a store while its disk fails: opened, filled, closed, opened again.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use futures::future::join_all;
use porchlight_collector_db::sqlite::{Limits, SqliteStore};
use porchlight_collector_db::{NewEnrolment, NewInvite, Store, StoreError};
use porchlight_contract::{CompanyId, DeviceId};
use tokio::time::timeout;

use crate::Ledger;
use crate::deeds::{self, Deed};
use crate::disk::Folder;

/// A store carries its log over when nothing was asked of it for half a second; a busy machine may take longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What is done when the store has answered with an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnError {
    /// The disk is healed, and the same store is asked the same again. It must say yes then.
    AskAgain,
    /// The store is closed while its disk fails.
    Close,
    /// The process is killed.
    Kill,
}

/// How the story is told.
#[derive(Clone, Copy, Debug)]
pub struct Telling {
    /// What is done when the store has answered with an error.
    pub on_error: OnError,
    /// Whether nothing is asked for once, until the store has carried its log over into the database.
    pub pause: bool,
}

/// Why a story ends before its end.
enum End {
    /// The store has answered with an error.
    Refused,
    /// Something is wrong.
    Wrong(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for End {
    fn from(error: E) -> Self {
        Self::Wrong(error.into())
    }
}

struct Teller<'a> {
    folder: &'a Folder,
    telling: Telling,
    ledger: Ledger,
}

/// Tells the story in a folder, and returns what the store has said to what.
///
/// # Errors
/// If the store answers with an error though nothing has failed, or still when nothing fails any more.
pub async fn tell(folder: &Arc<Folder>, telling: Telling) -> anyhow::Result<Ledger> {
    let mut teller = Teller { folder, telling, ledger: Ledger::default() };
    let told = async {
        let devices = teller.first_chapter().await?;
        teller.second_chapter(&devices).await
    };
    match told.await {
        Ok(()) | Err(End::Refused) => Ok(teller.ledger),
        Err(End::Wrong(error)) => Err(error),
    }
}

/// Goes on with a store whose disk is well again: sends more reports, and is killed.
///
/// # Errors
/// If the store does not take them.
pub async fn sequel(folder: &Arc<Folder>, ledger: Ledger) -> anyhow::Result<Ledger> {
    folder.heal();
    let telling = Telling { on_error: OnError::Kill, pause: false };
    let mut teller = Teller { folder, telling, ledger };
    let store = open(folder)?;
    // Until then it may still carry over what it found.
    store.ready().await?;
    let device = teller.ledger.device().map(|(company, device)| (company.clone(), device.clone()));
    for n in 150..153 {
        let Some(device) = &device else { break };
        let told = teller.reports(&store, device, &[n]).await;
        if !matches!(told, Ok(())) {
            bail!("a report was refused by a disk that is well");
        }
    }
    folder.kill();
    Ok(teller.ledger)
}

pub(crate) fn open(folder: &Folder) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(&folder.database(), Limits { readers: 1, ..Limits::default() })
}

type Whose = (CompanyId, DeviceId);

impl Teller<'_> {
    /// Companies, invites, devices, and what they send.
    async fn first_chapter(&mut self) -> Result<Vec<Whose>, End> {
        let store = self.open()?;
        let (ash, birch) = (deeds::company("Ash")?, deeds::company("Birch")?);
        let companies = [&ash.id, &ash.id, &birch.id].map(Clone::clone);
        let invites = companies.iter().map(deeds::invite).collect::<Result<Vec<_>, _>>()?;
        self.ask(&store, vec![Deed::Company(ash), Deed::Company(birch)]).await?;
        self.ask(&store, vec![Deed::Invites(invites[..2].to_vec()), Deed::Invites(invites[2..].to_vec())])
            .await?;
        let devices = self.enrol(&store, &invites).await?;
        let [ana, ben, kim] = &devices[..] else { return Err(anyhow::anyhow!("three devices").into()) };
        self.reports(&store, ana, &[3]).await?;
        let read = self.ledger.last_report().context("a report")?;
        self.ask(&store, vec![Deed::Reading(ana.0.clone(), read.id.clone())]).await?;
        self.reports(&store, ana, &[10, 11, 12, 13]).await?;
        // Made before those that are there already.
        self.reports(&store, ana, &[5]).await?;
        self.reports(&store, kim, &[14]).await?;
        if self.telling.pause {
            let carried = timeout(LONGEST_PAUSE, self.folder.carried_over()).await;
            carried.context("the log was not carried over in a pause")?;
        }
        self.ask(&store, vec![Deed::Policy(ana.0.clone(), deeds::policy(2))]).await?;
        self.reports(&store, ben, &[20, 21]).await?;
        let newest = self.ledger.last_report().context("a report")?;
        self.ask(&store, vec![Deed::Withdrawal(newest)]).await?;
        Ok(devices)
    }

    /// The same database, opened once more.
    async fn second_chapter(&mut self, devices: &[Whose]) -> Result<(), End> {
        let store = self.open()?;
        self.reports(&store, &devices[0], &[30]).await?;
        let newest = self.ledger.last_report().context("a report")?;
        self.reports(&store, &devices[1], &[31, 32, 33]).await?;
        self.ask(&store, vec![Deed::Withdrawal(newest)]).await?;
        self.reports(&store, &devices[2], &[34]).await
    }

    fn open(&self) -> Result<SqliteStore, End> {
        let error = match open(self.folder) {
            Ok(store) => return Ok(store),
            Err(error) => error,
        };
        if self.folder.struck() == 0 {
            return Err(anyhow::Error::new(error).context("not opened, though nothing has failed").into());
        }
        self.give_up_or_heal()?;
        Ok(open(self.folder).context("not opened by a disk that is well again")?)
    }

    async fn enrol(&mut self, store: &dyn Store, invites: &[NewInvite]) -> Result<Vec<Whose>, End> {
        let mut devices = Vec::new();
        for (invite, n) in invites.iter().zip(0..) {
            let enrolment: NewEnrolment = deeds::enrolment(invite, n)?;
            devices.push((invite.company_id.clone(), enrolment.device_id.clone()));
            self.ask(store, vec![Deed::Enrolment(invite.company_id.clone(), enrolment)]).await?;
        }
        Ok(devices)
    }

    /// Reports of one device with these numbers, all at once.
    async fn reports(&mut self, store: &dyn Store, device: &Whose, numbers: &[u8]) -> Result<(), End> {
        let reports = numbers.iter().map(|n| Ok(Deed::Report(deeds::report(&device.0, &device.1, *n)?)));
        let reports = reports.collect::<anyhow::Result<_>>()?;
        self.ask(store, reports).await
    }

    /// Asks for all of these at once, and writes down what the store says.
    async fn ask(&mut self, store: &dyn Store, asked: Vec<Deed>) -> Result<(), End> {
        let tried = self.folder.now();
        let folder = self.folder;
        let said = join_all(asked.iter().map(async |deed| (deed.ask(store).await, folder.now()))).await;
        let mut refused = Vec::new();
        for (deed, (said, at)) in asked.into_iter().zip(said) {
            match said? {
                Ok(()) => self.ledger.note(deed, tried, Some(at)),
                Err(error) if self.folder.struck() == 0 => {
                    return Err(anyhow::Error::new(error)
                        .context("refused, though nothing has failed")
                        .into());
                }
                Err(_) => refused.push(deed),
            }
        }
        if refused.is_empty() {
            return Ok(());
        }
        if self.telling.on_error != OnError::AskAgain {
            refused.into_iter().for_each(|deed| self.ledger.note(deed, tried, None));
            return self.give_up_or_heal();
        }
        self.folder.heal();
        for deed in refused {
            deed.ask(store).await?.context("refused by a disk that is well again")?;
            self.ledger.note(deed, tried, Some(self.folder.now()));
        }
        Ok(())
    }

    fn give_up_or_heal(&self) -> Result<(), End> {
        match self.telling.on_error {
            OnError::AskAgain => self.folder.heal(),
            OnError::Close => return Err(End::Refused),
            OnError::Kill => {
                self.folder.kill();
                return Err(End::Refused);
            }
        }
        Ok(())
    }
}
