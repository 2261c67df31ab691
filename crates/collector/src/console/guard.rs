//! Who may call the console's routes.

use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use porchlight_collector_db::{Actor, By, Role, Session, TokenHash};
use porchlight_contract::{CompanyId, ErrorCode};

use super::session;
use crate::app::{App, Shared};
use crate::http::Failure;

/// A header that a page of another site cannot send without asking first, and asking is never answered.
const CONSOLE_HEADER: &str = "x-porchlight";

/// Whoever is signed in. Put into the request by [`require_session`].
#[derive(Clone)]
pub(super) struct SignedIn {
    pub(super) session: Session,
    pub(super) token: TokenHash,
}

impl SignedIn {
    /// This person, now, for the audit.
    pub(super) fn by(&self, app: &App) -> Result<By, Failure> {
        Ok(By { who: Actor::Technician(self.session.technician.id), at: app.now()? })
    }

    /// Refuses a company that this person does not look after, as if it did not exist.
    pub(super) fn sees(&self, company: &CompanyId) -> Result<(), Failure> {
        match &self.session.companies {
            Some(companies) if !companies.contains(company) => Err(ErrorCode::NotFound.into()),
            _ => Ok(()),
        }
    }
}

pub(super) async fn require_session(
    State(app): State<Shared>,
    mut request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let token =
        session::token_in(request.headers(), &app).ok_or_else(|| Failure::from(ErrorCode::SessionMissing))?;
    let session = app.store.session(&token, &app.now()?).await?;
    let session = session.ok_or_else(|| Failure::from(ErrorCode::SessionMissing))?;
    request.extensions_mut().insert(SignedIn { session, token });
    Ok(next.run(request).await)
}

/// Lets only those through who do the daily work.
pub(super) async fn require_daily_work(
    Extension(signed_in): Extension<SignedIn>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    match signed_in.session.technician.role {
        Role::Owner | Role::Technician => Ok(next.run(request).await),
        Role::Auditor => Err(ErrorCode::Forbidden.into()),
    }
}

/// Lets only owners through.
pub(super) async fn require_ownership(
    Extension(signed_in): Extension<SignedIn>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    match signed_in.session.technician.role {
        Role::Owner => Ok(next.run(request).await),
        Role::Technician | Role::Auditor => Err(ErrorCode::Forbidden.into()),
    }
}

/// Lets only those through who may look over everybody's shoulder.
pub(super) async fn require_oversight(
    Extension(signed_in): Extension<SignedIn>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    match signed_in.session.technician.role {
        Role::Owner | Role::Auditor => Ok(next.run(request).await),
        Role::Technician => Err(ErrorCode::Forbidden.into()),
    }
}

/// Refuses what a page of another site could have made the browser send.
pub(super) async fn refuse_cross_site(
    State(app): State<Shared>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || (has_console_header(request.headers()) && is_own_origin(request.headers(), &app)) {
        Ok(next.run(request).await)
    } else {
        Err(ErrorCode::Forbidden.into())
    }
}

fn has_console_header(headers: &HeaderMap) -> bool {
    headers.get(CONSOLE_HEADER).is_some_and(|value| value == "console")
}

fn is_own_origin(headers: &HeaderMap, app: &App) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    origin.to_str().is_ok_and(|origin| same_place(origin, app.address.as_str()))
}

/// Whether two origins are the same. The loopback has three names, and people type any of them.
fn same_place(origin: &str, own: &str) -> bool {
    origin == own || loopback_port(own).is_some_and(|port| loopback_port(origin) == Some(port))
}

fn loopback_port(origin: &str) -> Option<&str> {
    let host = origin.strip_prefix("http://")?;
    ["127.0.0.1", "localhost", "[::1]"].into_iter().find_map(|name| {
        let rest = host.strip_prefix(name)?;
        if rest.is_empty() { Some("80") } else { rest.strip_prefix(':') }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_its_own_only() {
        assert!(same_place("https://help.example", "https://help.example"));
        for origin in ["https://evil.example", "http://help.example", "https://help.example:444", "null", ""]
        {
            assert!(!same_place(origin, "https://help.example"), "{origin}");
        }
    }

    #[test]
    fn the_loopback_has_three_names_and_one_port() {
        for origin in ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"] {
            assert!(same_place(origin, "http://127.0.0.1:8080"), "{origin}");
        }
        for origin in
            ["http://localhost:3000", "http://localhost.evil.example:8080", "https://localhost:8080"]
        {
            assert!(!same_place(origin, "http://127.0.0.1:8080"), "{origin}");
        }
    }
}
