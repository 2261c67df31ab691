//! Invites: listed, made, taken back.

use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use porchlight_collector_db::{InviteCursor, InviteQuery, InviteState};
use porchlight_contract::{
    CompanyId, ErrorCode, InviteId, InviteLink, PlainText, Problem, Timestamp, limits,
};

use super::guard::SignedIn;
use super::pages;
use super::types::{
    BatchOrder, CompanyName, InviteFilter, InviteOrder, InvitePage, InviteRow, NewInvite, NewInvites,
};
use crate::app::{App, Shared};
use crate::http::{Failure, JsonBody};
use crate::{inviting, qr};

/// Lists invites, newest first.
#[utoipa::path(
    get, path = "/invites", tag = "console", operation_id = "list_invites", security(("session" = [])),
    params(InviteFilter),
    responses((status = 200, description = "The page.", body = InvitePage), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Query(filter): Query<InviteFilter>,
) -> Result<Json<InvitePage>, Failure> {
    let now = app.now()?;
    let page = app.store.invites(query(filter, &signed_in, &now)?).await?;
    Ok(Json(InvitePage {
        invites: page.invites.into_iter().map(|entry| InviteRow::at(&now, entry)).collect(),
        total: page.total,
        next: page.next.map(|cursor| pages::place(&cursor.created_at, &cursor.id)),
    }))
}

fn query(filter: InviteFilter, signed_in: &SignedIn, now: &Timestamp) -> Result<InviteQuery, Failure> {
    let after = filter.after.as_deref().map(pages::place_in).transpose()?;
    Ok(InviteQuery {
        company: filter.company,
        companies: signed_in.session.companies.clone(),
        stage: filter.state.map(Into::into),
        expires_before: None,
        now: now.clone(),
        after: after.map(|(created_at, id)| InviteCursor { created_at, id }),
        limit: pages::limit(filter.limit)?,
    })
}

/// Makes an invite. Its code is in the answer and nowhere else.
#[utoipa::path(
    post, path = "/invites", tag = "console", operation_id = "create_invite", security(("session" = [])),
    request_body = InviteOrder,
    responses((status = 201, description = "Made.", body = NewInvite), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    JsonBody(order): JsonBody<InviteOrder>,
) -> Result<(StatusCode, Json<NewInvite>), Failure> {
    let mut made = make(&app, &signed_in, &order.company, vec![order.person], order.hours).await?;
    let only = made.pop().ok_or_else(|| Failure::from(ErrorCode::Internal))?;
    Ok((StatusCode::CREATED, Json(only)))
}

/// Makes an invite for each of many people, or none. Their codes are in the answer and nowhere else.
#[utoipa::path(
    post, path = "/invites/batch", tag = "console", operation_id = "create_invites", security(("session" = [])),
    request_body = BatchOrder,
    responses((status = 201, description = "Made.", body = NewInvites), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn create_batch(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    JsonBody(order): JsonBody<BatchOrder, { limits::BATCH_BYTES }>,
) -> Result<(StatusCode, Json<NewInvites>), Failure> {
    if !order.fits() {
        return Err(ErrorCode::RequestMalformed.into());
    }
    let people = order.people.into_iter().map(Some).collect();
    let invites = make(&app, &signed_in, &order.company, people, order.hours).await?;
    Ok((StatusCode::CREATED, Json(NewInvites { invites })))
}

async fn make(
    app: &App,
    signed_in: &SignedIn,
    company: &CompanyId,
    people: Vec<Option<PlainText>>,
    hours: u32,
) -> Result<Vec<NewInvite>, Failure> {
    if !(1..=inviting::LONGEST_HOURS).contains(&hours) {
        return Err(ErrorCode::RequestMalformed.into());
    }
    signed_in.sees(company)?;
    let company = app.store.company(company).await?.ok_or_else(|| Failure::from(ErrorCode::NotFound))?;
    let (now, by) = (app.clock.now(), signed_in.by(app)?);
    let made = inviting::invite(app.store.as_ref(), &company.id, &people, hours, now, by).await?;
    let at = app.address.clone();
    let drawn = tokio::task::spawn_blocking(move || {
        let sheets = made.into_iter().map(|invite| {
            let link = InviteLink { code: invite.code.clone(), at: at.clone() }.to_string();
            Ok(NewInvite {
                id: invite.id,
                code: invite.code.to_string(),
                qr: qr::svg(&link).map_err(Failure::internal)?,
                link,
                person: invite.person,
                company: CompanyName { id: company.id.clone(), name: company.name.clone() },
                expires_at: invite.expires_at,
            })
        });
        sheets.collect()
    });
    drawn.await.map_err(Failure::internal)?
}

/// Takes an invite back: nobody can accept it any more.
#[utoipa::path(
    delete, path = "/invites/{id}", tag = "console", operation_id = "revoke_invite", security(("session" = [])),
    params(("id" = InviteId, Path)),
    responses((status = 204, description = "Taken back, now or before."), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn revoke(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let not_found = || Failure::from(ErrorCode::NotFound);
    let id = InviteId::parse(id).map_err(|_| not_found())?;
    let invite = app.store.invite_by_id(&id).await?.ok_or_else(not_found)?;
    signed_in.sees(&invite.company_id)?;
    let invite = app.store.revoke_invite(&id, signed_in.by(&app)?).await?.ok_or_else(not_found)?;
    match invite.state {
        InviteState::Used => Err(ErrorCode::InviteUsed.into()),
        InviteState::Open | InviteState::Revoked => Ok(StatusCode::NO_CONTENT),
    }
}
