//! What the help desk's console calls. Everything but signing in needs a session.

mod companies;
mod devices;
mod events;
mod guard;
mod reports;
mod session;
mod types;
mod verdicts;

use axum::middleware;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::types::StandingFilter;
use crate::app::Shared;
use crate::events::{EnrolmentEvent, ReportEvent};

/// Shapes that no route names in a way that the document's maker finds: the data of events, and of a query.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(EnrolmentEvent, ReportEvent, StandingFilter)))]
pub(crate) struct Shapes;

/// The routes, guarded.
pub(crate) fn routes(app: &Shared) -> OpenApiRouter<Shared> {
    let require_session = middleware::from_fn_with_state(app.clone(), guard::require_session);
    let refuse_cross_site = middleware::from_fn_with_state(app.clone(), guard::refuse_cross_site);
    let daily_work = middleware::from_fn(guard::require_daily_work);
    let ownership = middleware::from_fn(guard::require_ownership);
    let signed_in = reading().merge(working().route_layer(daily_work)).merge(owning().route_layer(ownership));
    open_to_all().merge(signed_in.route_layer(require_session)).route_layer(refuse_cross_site)
}

/// The routes without their guards, to be described and never served.
pub(crate) fn unguarded() -> OpenApiRouter<Shared> {
    open_to_all().merge(reading()).merge(working()).merge(owning())
}

fn open_to_all() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(session::sign_in))
}

/// For whoever is signed in.
fn reading() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(session::who_am_i, session::sign_out))
        .routes(routes!(devices::list))
        .routes(routes!(devices::detail))
        .routes(routes!(reports::original))
        .routes(routes!(companies::list))
        .routes(routes!(events::listen))
}

/// For technicians and owners.
fn working() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
}

/// For owners.
fn owning() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
}
