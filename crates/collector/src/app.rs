//! What every request can reach.

use std::sync::Arc;
use std::time::Duration;

use porchlight_collector_db::{Company, Store};
use porchlight_contract::{CollectorAddress, CompanyCard, CompanyId, ErrorCode, Timestamp};
use porchlight_jws::SigningKey;
use tokio::sync::{Semaphore, watch};

use crate::clock::{self, Clock};
use crate::console::Runs;
use crate::events::Events;
use crate::http::Failure;
use crate::password::{PasswordError, Passwords};
use crate::roster::Roster;
use crate::throttle::{PeerNet, Throttle};
use crate::vault::Vault;

/// Peers whose failed attempts are remembered.
const REMEMBERED_PEERS: usize = 10_000;
/// Consoles that may listen for events at once.
const LISTENERS: usize = 512;

/// What every request can reach.
pub(crate) struct App {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) roster: Roster,
    pub(crate) key: SigningKey,
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<dyn Clock>,
    /// Where people reach this collector.
    pub(crate) address: CollectorAddress,
    /// How long a request's body may take.
    pub(crate) body_deadline: Duration,
    pub(crate) events: Events,
    pub(crate) listeners: Arc<Semaphore>,
    pub(crate) passwords: Passwords,
    /// Wrong invite codes, by peer.
    pub(crate) wrong_codes: Throttle<PeerNet>,
    /// Wrong passwords and codes, by the digest of the e-mail address that was typed, and peer.
    pub(crate) wrong_passwords: Throttle<([u8; 32], PeerNet)>,
    /// Wrong passwords and codes for whatever account, by peer.
    pub(crate) wrong_accounts: Throttle<PeerNet>,
    /// Links to choose a password that are none, by peer.
    pub(crate) wrong_links: Throttle<PeerNet>,
    /// Since when checks find what they find, for the list of what there is to do.
    pub(crate) runs: Runs,
    /// Turns true when the server is about to stop.
    pub(crate) stopping: watch::Receiver<bool>,
}

/// What an [`App`] is given; the rest of it begins empty.
pub(crate) struct Parts {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) roster: Roster,
    pub(crate) key: SigningKey,
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) address: CollectorAddress,
    pub(crate) body_deadline: Duration,
    pub(crate) stopping: watch::Receiver<bool>,
}

/// How requests hold the [`App`].
pub(crate) type Shared = Arc<App>;

impl App {
    pub(crate) fn new(parts: Parts) -> Result<Self, PasswordError> {
        Ok(Self {
            store: parts.store,
            roster: parts.roster,
            key: parts.key,
            vault: parts.vault,
            clock: parts.clock,
            address: parts.address,
            body_deadline: parts.body_deadline,
            stopping: parts.stopping,
            events: Events::new(),
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            passwords: Passwords::new()?,
            wrong_codes: Throttle::new(10, Duration::from_secs(30), REMEMBERED_PEERS),
            wrong_passwords: Throttle::new(5, Duration::from_secs(60), REMEMBERED_PEERS),
            wrong_accounts: Throttle::new(100, Duration::from_secs(2), REMEMBERED_PEERS),
            wrong_links: Throttle::new(10, Duration::from_secs(30), REMEMBERED_PEERS),
            runs: Runs::default(),
        })
    }

    /// Now, as it stands on the wire.
    pub(crate) fn now(&self) -> Result<Timestamp, Failure> {
        clock::on_the_wire(self.clock.now()).map_err(Failure::internal)
    }

    /// A company that must exist because something that exists refers to it.
    pub(crate) async fn company(&self, id: &CompanyId) -> Result<Company, Failure> {
        self.store.company(id).await?.ok_or_else(|| Failure::from(ErrorCode::Internal))
    }

    /// A company as its people are shown it.
    pub(crate) async fn card(&self, company: &Company) -> Result<CompanyCard, Failure> {
        let provider = self.store.provider().await?.name.ok_or_else(|| Failure::from(ErrorCode::Internal))?;
        Ok(CompanyCard {
            id: company.id.clone(),
            name: company.name.clone(),
            provider,
            help_desk: company.help_desk.clone(),
        })
    }
}
