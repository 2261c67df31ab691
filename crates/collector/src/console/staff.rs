//! The people who sign in: listed, added, changed, and let in again.

use axum::Json;
use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use porchlight_collector_db::{
    AddTechnicianOutcome, ChangeTechnicianOutcome, Company, Email, NewTechnician, Role, Scope,
    SetUpLinkOutcome, StaffMember, TechnicianChange, TechnicianId, WayIn,
};
use porchlight_contract::{ErrorCode, Problem};
use uuid::Uuid;

use super::account_types::{NewSetUpLink, NewStaff, StaffAdded, StaffChange, StaffRow};
use super::guard::SignedIn;
use super::types::CompanyName;
use crate::app::Shared;
use crate::events::Event;
use crate::http::{Failure, JsonBody};
use crate::set_up::NewLink;

/// Lists everybody who signs in or did, by name.
#[utoipa::path(
    get, path = "/staff", tag = "console", operation_id = "list_staff", security(("session" = [])),
    responses((status = 200, description = "Everybody, by name.", body = [StaffRow]), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn list(State(app): State<Shared>) -> Result<Json<Vec<StaffRow>>, Failure> {
    let companies = app.store.companies().await?;
    let members = app.store.technicians().await?;
    Ok(Json(members.into_iter().map(|member| row(member, &companies)).collect()))
}

fn row(member: StaffMember, companies: &[Company]) -> StaffRow {
    let StaffMember { technician, companies: scope, second_factor, last_sign_in, disabled } = member;
    StaffRow {
        id: technician.id.0.to_string(),
        email: technician.email.as_str().to_owned(),
        name: technician.name,
        role: technician.role,
        second_factor,
        companies: names(&scope, companies),
        last_sign_in,
        disabled,
    }
}

/// The companies of a scope with their names, in the order of `companies`; `None` for all of them.
pub(super) fn names(scope: &Scope, companies: &[Company]) -> Option<Vec<CompanyName>> {
    let scope = scope.as_ref()?;
    let seen = companies.iter().filter(|company| scope.contains(&company.id));
    Some(seen.map(|company| CompanyName { id: company.id.clone(), name: company.name.clone() }).collect())
}

/// Adds somebody. They choose their password behind the link.
#[utoipa::path(
    post, path = "/staff", tag = "console", operation_id = "add_staff", security(("session" = [])),
    request_body = NewStaff,
    responses((status = 201, description = "They were added.", body = StaffAdded), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn add(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    JsonBody(given): JsonBody<NewStaff>,
) -> Result<(StatusCode, Json<StaffAdded>), Failure> {
    let malformed = || Failure::from(ErrorCode::RequestMalformed);
    if given.role == Role::Owner && given.companies.is_some() {
        return Err(malformed());
    }
    let link = NewLink::new(app.clock.now()).map_err(Failure::internal)?;
    let technician = NewTechnician {
        id: TechnicianId(Uuid::now_v7()),
        email: Email::parse(&given.email).map_err(|_| malformed())?,
        name: given.name,
        role: given.role,
        companies: given.companies,
        way_in: WayIn::Link(link.kept()),
    };
    let id = technician.id.0.to_string();
    match app.store.add_technician(technician, signed_in.by(&app)?).await? {
        AddTechnicianOutcome::EmailTaken => Err(ErrorCode::EmailTaken.into()),
        AddTechnicianOutcome::CompanyUnknown => Err(malformed()),
        AddTechnicianOutcome::Added => {
            let set_up_url = link.url(&app.address);
            Ok((StatusCode::CREATED, Json(StaffAdded { id, set_up_url, expires_at: link.expires_at })))
        }
    }
}

/// Changes what somebody may do and see. Who may do less, or nothing, is signed out.
#[utoipa::path(
    patch, path = "/staff/{id}", tag = "console", operation_id = "change_staff", security(("session" = [])),
    params(("id" = String, Path)),
    request_body = StaffChange,
    responses((status = 204, description = "It is so now."), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn change(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
    JsonBody(given): JsonBody<StaffChange>,
) -> Result<StatusCode, Failure> {
    let id = technician_id(&id)?;
    let change = TechnicianChange { role: given.role, companies: given.companies, disabled: given.disabled };
    match app.store.change_technician(id, change, signed_in.by(&app)?).await? {
        ChangeTechnicianOutcome::Unknown => Err(ErrorCode::NotFound.into()),
        ChangeTechnicianOutcome::LastOwner => Err(ErrorCode::LastOwner.into()),
        ChangeTechnicianOutcome::OwnerHasAll | ChangeTechnicianOutcome::CompanyUnknown => {
            Err(ErrorCode::RequestMalformed.into())
        }
        ChangeTechnicianOutcome::Changed => {
            app.events.tell(Event::AccountChanged(id));
            Ok(StatusCode::NO_CONTENT)
        }
    }
}

/// Makes a link for somebody who has lost their password or their phone. Links from before are worth nothing.
#[utoipa::path(
    post, path = "/staff/{id}/set-up-link", tag = "console", operation_id = "make_set_up_link", security(("session" = [])),
    params(("id" = String, Path)),
    responses((status = 200, description = "The link.", body = NewSetUpLink), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn make_set_up_link(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Result<Json<NewSetUpLink>, Failure> {
    let link = NewLink::new(app.clock.now()).map_err(Failure::internal)?;
    match app.store.make_set_up_link(technician_id(&id)?, link.kept(), signed_in.by(&app)?).await? {
        SetUpLinkOutcome::Unknown => Err(ErrorCode::NotFound.into()),
        SetUpLinkOutcome::Disabled => Err(ErrorCode::AccountDisabled.into()),
        SetUpLinkOutcome::Made => {
            let set_up_url = link.url(&app.address);
            Ok(Json(NewSetUpLink { set_up_url, expires_at: link.expires_at }))
        }
    }
}

fn technician_id(text: &str) -> Result<TechnicianId, Failure> {
    Uuid::try_parse(text).map(TechnicianId).map_err(|_| ErrorCode::NotFound.into())
}
