//! The companies with their counts.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::{Extension, State};
use porchlight_contract::Problem;

use super::guard::SignedIn;
use super::types::CompanyRow;
use super::verdicts::Policies;
use crate::app::Shared;
use crate::http::Failure;

/// Lists the companies that the person looks after, by name.
#[utoipa::path(
    get, path = "/companies", tag = "console", operation_id = "list_companies", security(("session" = [])),
    responses((status = 200, description = "The companies, by name.", body = [CompanyRow]), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Json<Vec<CompanyRow>>, Failure> {
    let companies = app.store.companies().await?;
    let policies = Policies::load(&app).await?;
    let counts = Arc::new(Mutex::new(BTreeMap::new()));
    let counting = Arc::clone(&counts);
    let visit = move |entry: porchlight_collector_db::DeviceEntry| {
        let ready = policies.readiness(&entry).is_some_and(|counts| counts.ready);
        let mut counts = counting.lock().unwrap_or_else(PoisonError::into_inner);
        let (devices, are_ready) = counts.entry(entry.device.company_id).or_insert((0_u32, 0_u32));
        *devices += 1;
        *are_ready += u32::from(ready);
    };
    app.store.visit_devices(Box::new(visit)).await?;
    let counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
    let seen = companies.into_iter().filter(|company| signed_in.sees(&company.id).is_ok());
    let rows = seen.map(|company| {
        let (devices, ready) = counts.get(&company.id).copied().unwrap_or_default();
        CompanyRow { id: company.id, name: company.name, devices, ready }
    });
    Ok(Json(rows.collect()))
}
