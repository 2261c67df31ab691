//! The companies with their counts; added and changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use porchlight_collector_db::{Company, CompanyChange, CompanyOutcome, DeviceEntry, DeviceQuery, NewCompany};
use porchlight_contract::{CompanyId, ErrorCode, HelpDesk, Problem};

use super::guard::SignedIn;
use super::types::{
    CompanyAdded, CompanyDetail, CompanyRow, FormerVersion, OrderedChange, OrderedCompany, Policy,
};
use super::verdicts::{self, Policies};
use crate::app::{App, Shared};
use crate::http::{Failure, JsonBody};
use crate::random;

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
    let query = DeviceQuery { companies: signed_in.session.companies.clone(), ..DeviceQuery::default() };
    let policies = Policies::load(&app).await?;
    Ok(Json(rows(&app, companies, query, policies).await?))
}

/// The companies with the counts of the devices that the query finds.
async fn rows(
    app: &App,
    companies: Vec<Company>,
    query: DeviceQuery,
    policies: Policies,
) -> Result<Vec<CompanyRow>, Failure> {
    let among = query.company.iter().cloned().collect::<BTreeSet<_>>();
    let among = if among.is_empty() { query.companies.clone() } else { Some(among) };
    let invited = app.store.open_invites(among, &app.now()?).await?;
    let mut counts = count(app, query, policies).await?;
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

/// Devices of a company, by what their newest report means.
#[derive(Clone, Copy, Default)]
struct Counts {
    devices: u32,
    ready: u32,
    must_mend: u32,
    unclear: u32,
    stale: u32,
    never_reported: u32,
    left_out: u32,
}

impl Counts {
    fn add(&mut self, policies: &Policies, entry: &DeviceEntry) {
        let readiness = policies.readiness(entry).unwrap_or_default();
        self.devices += 1;
        self.ready += u32::from(readiness.ready);
        self.must_mend += u32::from(readiness.must_mend > 0);
        self.unclear += u32::from(readiness.unclear > 0);
        self.stale += u32::from(policies.is_stale(entry));
        self.never_reported += u32::from(entry.latest.is_none());
        self.left_out +=
            u32::from(entry.latest.as_ref().is_some_and(|latest| verdicts::left_out(latest) > 0));
    }
}

async fn count(
    app: &App,
    query: DeviceQuery,
    policies: Policies,
) -> Result<BTreeMap<CompanyId, Counts>, Failure> {
    let counts = Arc::new(Mutex::new(BTreeMap::<CompanyId, Counts>::new()));
    let counting = Arc::clone(&counts);
    let visit = move |entry: DeviceEntry| {
        let mut counts = counting.lock().unwrap_or_else(PoisonError::into_inner);
        counts.entry(entry.device.company_id.clone()).or_default().add(&policies, &entry);
    };
    app.store.visit_devices(query, Box::new(visit)).await?;
    let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut counts))
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
    let query = DeviceQuery { company: Some(company.id.clone()), ..DeviceQuery::default() };
    let policies = Policies::of_one(&app, company.clone())?;
    let row = rows(&app, vec![company.clone()], query, policies).await?.pop();
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
