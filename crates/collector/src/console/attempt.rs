//! Attempts to prove who one is, counted so that guessing gets slow.

use porchlight_collector_db::{Action, Actor, By, Credentials, Email};
use porchlight_contract::ErrorCode;

use super::guard::SignedIn;
use crate::app::App;
use crate::http::{Failure, Peer};
use crate::random::sha256;
use crate::throttle::PeerNet;

/// An attempt that counts as failed unless it is said that it does not.
///
/// It is counted for this account from this peer, so that nobody can lock somebody else out; and, more generously,
/// for the peer alone, so that trying one password on many accounts gets slow too.
pub(super) struct Attempt<'a> {
    app: &'a App,
    account: ([u8; 32], PeerNet),
    peer: PeerNet,
}

impl<'a> Attempt<'a> {
    /// Begins an attempt on the account of this e-mail address, as it was typed.
    pub(super) fn begin(app: &'a App, email: &str, peer: Peer) -> Result<Self, Failure> {
        let peer = PeerNet::from(peer.0);
        let account = (sha256(email.trim().to_lowercase().as_bytes()), peer);
        app.wrong_passwords.take(&account).map_err(Failure::rate_limited)?;
        if let Err(wait) = app.wrong_accounts.take(&peer) {
            app.wrong_passwords.give_back(&account);
            return Err(Failure::rate_limited(wait));
        }
        Ok(Self { app, account, peer })
    }

    /// The attempt did not fail, or not by a wrong password or code.
    pub(super) fn does_not_count(&self) {
        self.app.wrong_passwords.give_back(&self.account);
        self.app.wrong_accounts.give_back(&self.peer);
    }

    /// The attempt failed.
    pub(super) async fn failed(&self) -> Result<(), Failure> {
        let by = By { who: Actor::Nobody, at: self.app.now()? };
        Ok(self.app.store.append_audit(Action::SignInFailed, by).await?)
    }
}

/// Somebody with what proves that it is them, if the password is theirs and they may sign in. Takes as long for an
/// address that nobody has.
pub(super) async fn with_password(
    app: &App,
    email: &str,
    password: String,
) -> Result<Option<Credentials>, Failure> {
    let found = match Email::parse(email) {
        Ok(email) => app.store.technician(&email).await?,
        Err(_) => None,
    };
    let found = found.filter(|found| !found.disabled);
    let hash = found.as_ref().and_then(|found| found.password.clone());
    let fits = app.passwords.verify(password, hash).await.map_err(Failure::internal)?;
    Ok(found.filter(|_| fits))
}

/// Somebody who is signed in and types their password once more. The attempt goes on: it is the caller's to end.
pub(super) async fn password_again<'a>(
    app: &'a App,
    signed_in: &SignedIn,
    peer: Peer,
    password: String,
) -> Result<(Attempt<'a>, Credentials), Failure> {
    let email = signed_in.session.technician.email.as_str();
    let attempt = Attempt::begin(app, email, peer)?;
    let found = with_password(app, email, password).await.inspect_err(|_| attempt.does_not_count())?;
    match found {
        Some(credentials) => Ok((attempt, credentials)),
        None => Err(ErrorCode::PasswordWrong.into()),
    }
}
