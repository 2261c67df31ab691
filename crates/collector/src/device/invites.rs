//! What an invite offers.

use axum::Json;
use axum::extract::{Extension, State};
use porchlight_collector_db::{Invite, InviteState};
use porchlight_contract::{ErrorCode, InviteLookUp, InviteOffer, Problem, Timestamp};

use crate::app::Shared;
use crate::http::{Failure, JsonBody, Peer};
use crate::throttle::PeerNet;

/// Says what an invite offers. Changes nothing.
#[utoipa::path(
    post, path = "/invites/look-up", tag = "device", operation_id = "look_up_invite",
    request_body = InviteLookUp,
    responses((status = 200, description = "What the invite offers.", body = InviteOffer), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn look_up(
    State(app): State<Shared>,
    Extension(peer): Extension<Peer>,
    JsonBody(asked): JsonBody<InviteLookUp>,
) -> Result<Json<InviteOffer>, Failure> {
    let peer = PeerNet::from(peer.0);
    app.wrong_codes.take(&peer).map_err(Failure::rate_limited)?;
    // Only a wrong code keeps the attempt that was taken.
    let invite = app.store.invite(&asked.code).await.inspect_err(|_| app.wrong_codes.give_back(&peer))?;
    let invite = invite.ok_or_else(|| Failure::from(ErrorCode::InviteUnknown))?;
    app.wrong_codes.give_back(&peer);
    refuse_unless_open(&invite, &app.now()?)?;
    let company = app.company(&invite.company_id).await?;
    Ok(Json(InviteOffer {
        company: app.card(&company).await?,
        person: invite.person,
        expires_at: invite.expires_at,
        collector_key: app.key.public().clone(),
        policy: company.policy,
    }))
}

fn refuse_unless_open(invite: &Invite, now: &Timestamp) -> Result<(), Failure> {
    match invite.state {
        InviteState::Used => Err(ErrorCode::InviteUsed.into()),
        InviteState::Revoked => Err(ErrorCode::InviteRevoked.into()),
        InviteState::Open if invite.expires_at <= *now => Err(ErrorCode::InviteExpired.into()),
        InviteState::Open => Ok(()),
    }
}
