//! Signing in and out.

use std::time::Duration;

use aws_lc_rs::digest;
use axum::Json;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use porchlight_collector_db::{Action, Actor, By, Email, NewSession, Technician, TokenHash};
use porchlight_contract::{ErrorCode, Problem};

use super::guard::SignedIn;
use super::types::{Me, SignIn};
use crate::app::{App, Shared};
use crate::clock;
use crate::events::Event;
use crate::http::{Failure, JsonBody, Peer};
use crate::random;
use crate::throttle::PeerNet;

/// How long a session holds.
const LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);

/// Signs in: the answer sets the session's cookie.
#[utoipa::path(
    post, path = "/session", tag = "console", operation_id = "sign_in",
    request_body = SignIn,
    responses((status = 200, description = "Who is signed in.", body = Me), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn sign_in(
    State(app): State<Shared>,
    Extension(peer): Extension<Peer>,
    JsonBody(given): JsonBody<SignIn>,
) -> Result<Response, Failure> {
    let account = sha256(given.email.trim().to_lowercase().as_bytes());
    let attempt = Attempt::begin(&app, account, PeerNet::from(peer.0))?;
    let technician = authenticated(&app, given).await.inspect_err(|_| attempt.does_not_count())?;
    let Some(technician) = technician else {
        app.store.append_audit(Action::SignInFailed, By { who: Actor::Nobody, at: app.now()? }).await?;
        return Err(ErrorCode::SignInFailed.into());
    };
    attempt.does_not_count();
    let cookie = open_session(&app, &technician).await?;
    let me = me(&app, technician).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(me)).into_response())
}

/// An attempt that counts as failed unless it is said that it does not.
///
/// It is counted for this account from this peer, so that nobody can lock somebody else out; and, more generously,
/// for the peer alone, so that trying one password on many accounts gets slow too.
struct Attempt<'a> {
    app: &'a App,
    account: ([u8; 32], PeerNet),
    peer: PeerNet,
}

impl<'a> Attempt<'a> {
    fn begin(app: &'a App, account: [u8; 32], peer: PeerNet) -> Result<Self, Failure> {
        let attempt = Self { app, account: (account, peer), peer };
        app.wrong_passwords.take(&attempt.account).map_err(Failure::rate_limited)?;
        if let Err(wait) = app.wrong_accounts.take(&peer) {
            app.wrong_passwords.give_back(&attempt.account);
            return Err(Failure::rate_limited(wait));
        }
        Ok(attempt)
    }

    fn does_not_count(&self) {
        self.app.wrong_passwords.give_back(&self.account);
        self.app.wrong_accounts.give_back(&self.peer);
    }
}

/// Who it is, if the password is theirs. Takes as long for an address that nobody has.
async fn authenticated(app: &App, given: SignIn) -> Result<Option<Technician>, Failure> {
    let found = match Email::parse(&given.email) {
        Ok(email) => app.store.technician(&email).await?,
        Err(_) => None,
    };
    let (technician, hash) = found.unzip();
    let fits = app.passwords.verify(given.password, hash).await.map_err(Failure::internal)?;
    Ok(technician.filter(|_| fits))
}

async fn open_session(app: &App, technician: &Technician) -> Result<String, Failure> {
    let token = random::token().map_err(Failure::internal)?;
    let lifetime = SignedDuration::try_from(LIFETIME).map_err(Failure::internal)?;
    app.store
        .open_session(NewSession {
            token: TokenHash(sha256(token.as_bytes())),
            technician: technician.id,
            created_at: app.now()?,
            expires_at: clock::later(app.clock.now(), lifetime).map_err(Failure::internal)?,
        })
        .await?;
    Ok(cookie(app, &token, LIFETIME))
}

/// Says who is signed in.
#[utoipa::path(
    get, path = "/session", tag = "console", operation_id = "who_am_i", security(("session" = [])),
    responses((status = 200, description = "Who is signed in.", body = Me), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn who_am_i(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Json<Me>, Failure> {
    Ok(Json(me(&app, signed_in.session.technician).await?))
}

/// Signs out: the session ends, and its event streams with it.
#[utoipa::path(
    delete, path = "/session", tag = "console", operation_id = "sign_out", security(("session" = [])),
    responses((status = 204, description = "Signed out."), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn sign_out(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Response, Failure> {
    app.store.close_session(&signed_in.token, &app.now()?).await?;
    app.events.tell(Event::SessionClosed(signed_in.token));
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie(&app, "", Duration::ZERO))]).into_response())
}

async fn me(app: &App, technician: Technician) -> Result<Me, Failure> {
    let provider = app.store.provider().await?.name.ok_or_else(|| Failure::from(ErrorCode::Internal))?;
    Ok(Me {
        email: technician.email.as_str().to_owned(),
        name: technician.name,
        role: technician.role,
        provider,
    })
}

/// The hash of the token in a request's cookie.
pub(super) fn token_in(headers: &HeaderMap, app: &App) -> Option<TokenHash> {
    let name = cookie_name(app);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(given, _)| *given == name)
        .map(|(_, token)| TokenHash(sha256(token.as_bytes())))
}

/// `__Host-` has the browser refuse the cookie if it comes without TLS or for a wider domain; it needs TLS itself.
fn cookie_name(app: &App) -> &'static str {
    if is_secure(app) { "__Host-porchlight" } else { "porchlight" }
}

fn cookie(app: &App, token: &str, lifetime: Duration) -> String {
    let secure = if is_secure(app) { "; Secure" } else { "" };
    let (name, seconds) = (cookie_name(app), lifetime.as_secs());
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}")
}

fn is_secure(app: &App) -> bool {
    app.address.as_str().starts_with("https://")
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    hash
}
