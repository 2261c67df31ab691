//! Signing in and out.

use std::time::Duration;

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use porchlight_collector_db::{Email, NewSession, SecondProof, Technician, TokenHash};
use porchlight_contract::{ErrorCode, Problem};

use super::account_types::{Me, SignIn};
use super::attempt::{self, Attempt};
use super::guard::SignedIn;
use super::second_factor::{self, Shown};
use super::staff;
use crate::app::{App, Shared};
use crate::clock;
use crate::events::Event;
use crate::http::{Failure, JsonBody, Peer};
use crate::random::{self, sha256};

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
    let attempt = Attempt::begin(&app, &given.email, peer)?;
    let found = identified(&app, given).await.inspect_err(|_| attempt.does_not_count())?;
    let opened = match found {
        Identified::Not => None,
        Identified::CodeMissing => {
            attempt.does_not_count();
            return Err(ErrorCode::SecondFactorRequired.into());
        }
        Identified::As(technician, proof) => {
            let opened = open_session(&app, &technician, proof).await;
            let cookie = opened.inspect_err(|_| attempt.does_not_count())?;
            cookie.map(|cookie| (technician, cookie))
        }
    };
    let Some((technician, cookie)) = opened else {
        attempt.failed().await?;
        return Err(ErrorCode::SignInFailed.into());
    };
    attempt.does_not_count();
    let me = me(&app, &technician.email).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(me)).into_response())
}

/// Who wants to sign in.
enum Identified {
    /// Nobody, by what they gave.
    Not,
    /// Somebody who gave no code, and needs one.
    CodeMissing,
    /// Somebody, with what they have shown beside their password.
    As(Technician, SecondProof),
}

async fn identified(app: &App, given: SignIn) -> Result<Identified, Failure> {
    let found = attempt::with_password(app, &given.email, given.password).await?;
    let Some(credentials) = found else { return Ok(Identified::Not) };
    Ok(match second_factor::proof(app, &credentials, given.code.as_deref())? {
        Shown::Proof(proof) => Identified::As(credentials.technician, proof),
        Shown::Missing => Identified::CodeMissing,
        Shown::Wrong => Identified::Not,
    })
}

/// The cookie of a new session; `None` if the proof is not good any more.
async fn open_session(
    app: &App,
    technician: &Technician,
    proof: SecondProof,
) -> Result<Option<String>, Failure> {
    let token = random::token().map_err(Failure::internal)?;
    let lifetime = SignedDuration::try_from(LIFETIME).map_err(Failure::internal)?;
    let session = NewSession {
        token: TokenHash(sha256(token.as_bytes())),
        technician: technician.id,
        proof,
        created_at: app.now()?,
        expires_at: clock::later(app.clock.now(), lifetime).map_err(Failure::internal)?,
    };
    let opened = app.store.open_session(session).await?;
    Ok(opened.then(|| cookie(app, &token, LIFETIME)))
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
    Ok(Json(me(&app, &signed_in.session.technician.email).await?))
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

async fn me(app: &App, email: &Email) -> Result<Me, Failure> {
    let internal = || Failure::from(ErrorCode::Internal);
    let provider = app.store.provider().await?.name.ok_or_else(internal)?;
    let found = app.store.technician(email).await?.ok_or_else(internal)?;
    let companies = app.store.companies().await?;
    let factor = found.second_factor.filter(|factor| factor.last_step.is_some());
    Ok(Me {
        email: found.technician.email.as_str().to_owned(),
        name: found.technician.name,
        role: found.technician.role,
        provider,
        second_factor: factor.is_some(),
        recovery_codes_left: factor.map_or(0, |factor| factor.recovery_codes_left),
        companies: staff::names(&found.companies, &companies),
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
