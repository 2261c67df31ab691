//! Choosing a password: behind a link, or instead of the one of now.

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use porchlight_collector_db::{
    Email, NewOwner, PasswordHash, SetUp, SetUpOffer, SetUpOutcome, TechnicianId, TokenHash,
};
use porchlight_contract::{ErrorCode, Problem};
use uuid::Uuid;

use super::account_types::{PasswordChange, SetUpCard, SetUpLookUp, SetUpRequest};
use super::attempt;
use super::guard::SignedIn;
use crate::app::{App, Shared};
use crate::events::Event;
use crate::http::{Failure, JsonBody, Peer};
use crate::password;
use crate::set_up::token_hash;
use crate::throttle::PeerNet;

/// Says whom a link is for. Changes nothing.
#[utoipa::path(
    post, path = "/set-up/look-up", tag = "console", operation_id = "look_up_set_up",
    request_body = SetUpLookUp,
    responses((status = 200, description = "Whom it is for.", body = SetUpCard), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn look_up(
    State(app): State<Shared>,
    Extension(peer): Extension<Peer>,
    JsonBody(given): JsonBody<SetUpLookUp>,
) -> Result<Json<SetUpCard>, Failure> {
    let offer = offer(&app, peer, token_hash(&given.token)).await?;
    let provider = app.store.provider().await?.name.ok_or_else(|| Failure::from(ErrorCode::Internal))?;
    Ok(Json(match offer {
        SetUpOffer::FirstOwner => SetUpCard { email: None, name: None, provider },
        SetUpOffer::Technician(technician) => SetUpCard {
            email: Some(technician.email.as_str().to_owned()),
            name: Some(technician.name),
            provider,
        },
    }))
}

/// Sets the password of whom a link is for, and uses the link up. They sign in with it, and without codes.
#[utoipa::path(
    post, path = "/set-up", tag = "console", operation_id = "set_up",
    request_body = SetUpRequest,
    responses((status = 204, description = "The password is set."), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn set_up(
    State(app): State<Shared>,
    Extension(peer): Extension<Peer>,
    JsonBody(given): JsonBody<SetUpRequest>,
) -> Result<StatusCode, Failure> {
    let token = token_hash(&given.token);
    // Whoever has no link does not make the server hash passwords.
    let offer = offer(&app, peer, token).await?;
    let owner = match offer {
        SetUpOffer::FirstOwner => Some(first_owner(given.email.as_deref(), given.name)?),
        SetUpOffer::Technician(_) => None,
    };
    let password = hashed(&app, given.password).await?;
    match app.store.set_up(SetUp { token, password, owner, at: app.now()? }).await? {
        SetUpOutcome::Invalid => Err(ErrorCode::SetUpLinkInvalid.into()),
        SetUpOutcome::OwnerMissing => Err(ErrorCode::RequestMalformed.into()),
        SetUpOutcome::Done(technician) => {
            app.events.tell(Event::AccountChanged(technician));
            Ok(StatusCode::NO_CONTENT)
        }
    }
}

/// Whom a link is for. A link that is none counts as a failed attempt of its peer.
async fn offer(app: &App, peer: Peer, token: TokenHash) -> Result<SetUpOffer, Failure> {
    let (peer, now) = (PeerNet::from(peer.0), app.now()?);
    app.wrong_links.take(&peer).map_err(Failure::rate_limited)?;
    let found =
        app.store.set_up_offer(&token, &now).await.inspect_err(|_| app.wrong_links.give_back(&peer))?;
    let offer = found.ok_or_else(|| Failure::from(ErrorCode::SetUpLinkInvalid))?;
    app.wrong_links.give_back(&peer);
    Ok(offer)
}

fn first_owner(
    email: Option<&str>,
    name: Option<porchlight_contract::PlainText>,
) -> Result<NewOwner, Failure> {
    let malformed = || Failure::from(ErrorCode::RequestMalformed);
    Ok(NewOwner {
        id: TechnicianId(Uuid::now_v7()),
        email: Email::parse(email.ok_or_else(malformed)?).map_err(|_| malformed())?,
        name: name.ok_or_else(malformed)?,
    })
}

/// Gives oneself another password. All other sessions of the same person end.
#[utoipa::path(
    post, path = "/password", tag = "console", operation_id = "change_password", security(("session" = [])),
    request_body = PasswordChange,
    responses((status = 204, description = "It is set."), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn change_password(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Extension(peer): Extension<Peer>,
    JsonBody(given): JsonBody<PasswordChange>,
) -> Result<StatusCode, Failure> {
    let (attempt, credentials) = attempt::password_again(&app, &signed_in, peer, given.current).await?;
    attempt.does_not_count();
    let password = hashed(&app, given.new).await?;
    let technician = credentials.technician.id;
    app.store.set_password(technician, password, signed_in.token, signed_in.by(&app)?).await?;
    app.events.tell(Event::AccountChanged(technician));
    Ok(StatusCode::NO_CONTENT)
}

/// A password that was chosen, if it is long enough, as it is kept.
async fn hashed(app: &App, password: String) -> Result<PasswordHash, Failure> {
    if password.chars().count() < password::SHORTEST {
        let short = Problem::new(ErrorCode::PasswordShort).with("characters", password::SHORTEST);
        return Err(Failure::new(short));
    }
    app.passwords.hash(password).await.map_err(Failure::internal)
}
