//! The companies with their counts; added and changed.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use porchlight_collector_db::{Company, CompanyChange, CompanyOutcome, NewCompany};
use porchlight_contract::{CompanyId, ErrorCode, HelpDesk, Problem};

use super::guard::SignedIn;
use super::types::{
    CompanyAdded, CompanyDetail, CompanyRow, FormerVersion, OrderedChange, OrderedCompany, Policy,
};
use super::verdicts::Policies;
use crate::app::{App, Shared};
use crate::http::{Failure, JsonBody};
use crate::random;
use crate::roster::Query;

/// So many policies of before are shown.
const SHOWN_POLICIES: u32 = 20;

/// Lists the companies that somebody looks after, by name.
#[utoipa::path(
    get, path = "/companies", tag = "console", operation_id = "list_companies", security(("session" = [])),
    responses((status = 200, description = "The companies, by name.", body = [CompanyRow]), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Json<Vec<CompanyRow>>, Failure> {
    let mut companies = app.store.companies().await?;
    companies.retain(|company| signed_in.sees(&company.id).is_ok());
    let policies = Policies::load_and_judge(&app).await?;
    let companies_of = signed_in.session.companies.clone();
    let query = Query { companies: companies_of, fresh_from: policies.fresh_from(), ..Query::default() };
    Ok(Json(rows(&app, companies, query).await?))
}

/// The companies with the counts of the devices that the query finds.
async fn rows(app: &App, companies: Vec<Company>, query: Query) -> Result<Vec<CompanyRow>, Failure> {
    let among = query.company.iter().cloned().collect::<BTreeSet<_>>();
    let among = if among.is_empty() { query.companies.clone() } else { Some(among) };
    let invited = app.store.open_invites(among, &app.now()?).await?;
    let mut counts = app.roster.ask(move |rows| rows.tallies(&query)).await?;
    let rows = companies.into_iter().map(|company| {
        let counts = counts.remove(&company.id).unwrap_or_default();
        CompanyRow {
            devices: counts.devices,
            ready: counts.ready,
            must_mend: counts.must_mend,
            unclear: counts.unclear,
            stale: counts.stale,
            never_reported: counts.never_reported,
            left_out: counts.left_out,
            invited: invited.get(&company.id).copied().unwrap_or_default(),
            id: company.id,
            name: company.name,
        }
    });
    Ok(rows.collect())
}

/// Shows one company.
#[utoipa::path(
    get, path = "/companies/{id}", tag = "console", operation_id = "get_company", security(("session" = [])),
    params(("id" = CompanyId, Path)),
    responses((status = 200, description = "The company.", body = CompanyDetail), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn detail(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Result<Json<CompanyDetail>, Failure> {
    let company = addressed(&app, &signed_in, id).await?;
    let policies = Policies::of(&app, vec![company.clone()])?;
    policies.judge(&app).await?;
    let (only, fresh_from) = (Some(company.id.clone()), policies.fresh_from());
    let query = Query { company: only, fresh_from, ..Query::default() };
    let row = rows(&app, vec![company.clone()], query).await?.pop();
    let former = app.store.former_policies(&company.id, SHOWN_POLICIES).await?;
    let former = former
        .into_iter()
        .map(|former| FormerVersion { policy: Policy::of(&former.policy), replaced_at: former.replaced_at });
    Ok(Json(CompanyDetail {
        row: row.ok_or_else(|| Failure::from(ErrorCode::Internal))?,
        help_desk: company.help_desk,
        policy: Policy::of(&company.policy),
        former_policies: former.collect(),
        created_at: company.created_at,
    }))
}

/// The company with this id, if this person looks after it.
pub(super) async fn addressed(app: &App, signed_in: &SignedIn, id: String) -> Result<Company, Failure> {
    let not_found = || Failure::from(ErrorCode::NotFound);
    let id = CompanyId::parse(id).map_err(|_| not_found())?;
    signed_in.sees(&id)?;
    app.store.company(&id).await?.ok_or_else(not_found)
}

/// Adds a company. It asks for what every company begins with.
#[utoipa::path(
    post, path = "/companies", tag = "console", operation_id = "add_company", security(("session" = [])),
    request_body = OrderedCompany,
    responses((status = 201, description = "Added.", body = CompanyAdded), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn add(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    JsonBody(ordered): JsonBody<OrderedCompany>,
) -> Result<(StatusCode, Json<CompanyAdded>), Failure> {
    let id = random::id(CompanyId::parse).map_err(Failure::internal)?;
    let company = NewCompany {
        id: id.clone(),
        name: ordered.name,
        help_desk: HelpDesk { phone: ordered.phone, hours: ordered.hours },
        policy: porchlight_policy::default_policy(),
    };
    if app.store.add_company(company, signed_in.by(&app)?).await? {
        Ok((StatusCode::CREATED, Json(CompanyAdded { id })))
    } else {
        Err(ErrorCode::CompanyTaken.into())
    }
}

/// Changes a company's name, or whom its people call.
#[utoipa::path(
    patch, path = "/companies/{id}", tag = "console", operation_id = "change_company", security(("session" = [])),
    params(("id" = CompanyId, Path)), request_body = OrderedChange,
    responses((status = 204, description = "Changed."), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn change(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
    JsonBody(ordered): JsonBody<OrderedChange>,
) -> Result<StatusCode, Failure> {
    let company = addressed(&app, &signed_in, id).await?;
    let OrderedChange { name, phone, hours } = ordered;
    let change = CompanyChange { name, phone, hours };
    match app.store.change_company(&company.id, change, signed_in.by(&app)?).await? {
        CompanyOutcome::Changed => Ok(StatusCode::NO_CONTENT),
        CompanyOutcome::NameTaken => Err(ErrorCode::CompanyTaken.into()),
        CompanyOutcome::Unknown => Err(ErrorCode::NotFound.into()),
    }
}
