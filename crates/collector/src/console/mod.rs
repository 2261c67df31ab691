//! What the help desk's console calls. Everything but signing in needs a session.

mod account_types;
mod attempt;
mod audit;
mod companies;
mod devices;
mod events;
mod export;
mod guard;
mod history;
mod invites;
mod pages;
mod people;
mod policies;
mod reports;
mod second_factor;
mod session;
mod set_up;
mod since;
mod staff;
mod today;
mod types;
mod verdicts;

use axum::middleware;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use self::audit::hex;
pub(crate) use self::since::Runs;
use self::types::{InviteLife, OutcomeFilter, StandingFilter};
use crate::app::Shared;
use crate::events::{EnrolmentEvent, ReportEvent};

/// Shapes that no route names in a way that the document's maker finds: the data of events, and of a query.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(EnrolmentEvent, InviteLife, OutcomeFilter, ReportEvent, StandingFilter)))]
pub(crate) struct Shapes;

/// The routes, guarded.
pub(crate) fn routes(app: &Shared) -> OpenApiRouter<Shared> {
    let require_session = middleware::from_fn_with_state(app.clone(), guard::require_session);
    let refuse_cross_site = middleware::from_fn_with_state(app.clone(), guard::refuse_cross_site);
    let daily_work = middleware::from_fn(guard::require_daily_work);
    let ownership = middleware::from_fn(guard::require_ownership);
    let oversight = middleware::from_fn(guard::require_oversight);
    let mut daily = working();
    // axum refuses a layer around nothing.
    if !daily.get_openapi().paths.paths.is_empty() {
        daily = daily.route_layer(daily_work);
    }
    let signed_in = reading()
        .merge(daily)
        .merge(overseeing().route_layer(oversight))
        .merge(owning().route_layer(ownership));
    open_to_all().merge(signed_in.route_layer(require_session)).route_layer(refuse_cross_site)
}

/// The routes without their guards, to be described and never served.
pub(crate) fn unguarded() -> OpenApiRouter<Shared> {
    open_to_all().merge(reading()).merge(working()).merge(overseeing()).merge(owning())
}

fn open_to_all() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(session::sign_in))
        .routes(routes!(set_up::look_up))
        .routes(routes!(set_up::set_up))
}

/// For whoever is signed in.
fn reading() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(session::who_am_i, session::sign_out))
        .routes(routes!(devices::list))
        .routes(routes!(devices::detail))
        .routes(routes!(reports::original))
        .routes(routes!(devices::diff))
        .routes(routes!(export::devices))
        .routes(routes!(companies::list))
        .routes(routes!(companies::detail))
        .routes(routes!(policies::get))
        .routes(routes!(people::list))
        .routes(routes!(invites::list))
        .routes(routes!(today::list))
        .routes(routes!(events::listen))
        .routes(routes!(set_up::change_password))
        .routes(routes!(second_factor::begin))
        .routes(routes!(second_factor::confirm))
        .routes(routes!(second_factor::remove))
}

/// For technicians and owners.
fn working() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(invites::create))
        .routes(routes!(invites::create_batch))
        .routes(routes!(invites::revoke))
        .routes(routes!(policies::preview))
        .routes(routes!(today::note))
}

/// For auditors and owners.
fn overseeing() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(audit::read))
}

/// For owners.
fn owning() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(companies::add))
        .routes(routes!(companies::change))
        .routes(routes!(policies::put))
        .routes(routes!(staff::list, staff::add))
        .routes(routes!(staff::change))
        .routes(routes!(staff::make_set_up_link))
}
