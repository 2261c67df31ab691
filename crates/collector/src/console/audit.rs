//! Who did what, and whether the record of it is whole.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::{Extension, Query, State};
use porchlight_collector_db::{AuditChain, AuditEntry, AuditQuery, StaffMember};
use porchlight_contract::{CompanyId, ErrorCode, PlainText, Problem};

use super::account_types::{ActorKind, AuditActor, AuditFilter, AuditPage, AuditRow, AuditVerified};
use super::guard::SignedIn;
use super::types::{CompanyName, TechnicianName};
use crate::app::{App, Shared};
use crate::http::Failure;

const DEFAULT_LIMIT: u32 = 50;
const LARGEST_LIMIT: u32 = 200;
const LONGEST_FILTER: usize = 60;

/// Shows the audit, newest first. Who looks after some companies only sees what was done in them.
#[utoipa::path(
    get, path = "/audit", tag = "console", operation_id = "read_audit", security(("session" = [])),
    params(AuditFilter),
    responses((status = 200, description = "The page.", body = AuditPage), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn read(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Query(filter): Query<AuditFilter>,
) -> Result<Json<AuditPage>, Failure> {
    let scope = signed_in.session.companies;
    let whole = scope.is_none() && filter.before.is_none();
    let mut query = AuditQuery { scope: scope.clone(), ..query(filter)? };
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    // One more than the page holds, so that it is known whether there is a next page.
    query.limit += 1;
    let mut entries = app.store.audit_page(query).await?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().filter(|_| more).map(|entry| entry.seq);
    let members = app.store.technicians().await?;
    let staff = colleagues(&members, scope.as_ref());
    let names = Names::load(&app, members).await?;
    let verified = if whole { Some(verified(app.store.verify_audit().await?)) } else { None };
    let entries = entries.into_iter().map(|entry| names.row(entry)).collect();
    Ok(Json(AuditPage { entries, next, staff, verified }))
}

/// Everybody who looks after a company of this scope.
fn colleagues(members: &[StaffMember], scope: Option<&BTreeSet<CompanyId>>) -> Vec<TechnicianName> {
    let shares = |member: &&StaffMember| match (scope, &member.companies) {
        (Some(own), Some(theirs)) => !own.is_disjoint(theirs),
        (None, _) | (_, None) => true,
    };
    let named = members.iter().filter(shares).map(|member| TechnicianName {
        id: member.technician.id.0.to_string(),
        name: member.technician.name.clone(),
    });
    named.collect()
}

fn query(filter: AuditFilter) -> Result<AuditQuery, Failure> {
    let limit = filter.limit.unwrap_or(DEFAULT_LIMIT);
    let too_long =
        [&filter.actor, &filter.action].into_iter().flatten().any(|text| text.len() > LONGEST_FILTER);
    let no_seq = filter.before.is_some_and(|before| i64::try_from(before).is_err());
    if !(1..=LARGEST_LIMIT).contains(&limit) || too_long || no_seq {
        return Err(ErrorCode::RequestMalformed.into());
    }
    let AuditFilter { company, actor, action, before, limit: _ } = filter;
    Ok(AuditQuery { company, actor, action, before, ..AuditQuery::last(limit) })
}

fn verified(chain: AuditChain) -> AuditVerified {
    AuditVerified {
        ok: chain.broken_at.is_none(),
        entries: chain.entries,
        head: hex(&chain.head),
        broken_at: chain.broken_at,
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// Names of today for the ids of back then.
struct Names {
    technicians: BTreeMap<String, PlainText>,
    companies: BTreeMap<CompanyId, PlainText>,
}

impl Names {
    async fn load(app: &App, members: Vec<StaffMember>) -> Result<Self, Failure> {
        let companies = app.store.companies().await?.into_iter();
        Ok(Self {
            technicians: members
                .into_iter()
                .map(|member| (member.technician.id.0.to_string(), member.technician.name))
                .collect(),
            companies: companies.map(|company| (company.id, company.name)).collect(),
        })
    }

    fn row(&self, entry: AuditEntry) -> AuditRow {
        let company = entry.company_id.and_then(|id| {
            let name = self.companies.get(&id)?.clone();
            Some(CompanyName { id, name })
        });
        AuditRow {
            seq: entry.seq,
            at: entry.at,
            actor: self.actor(&entry.actor),
            action: entry.action,
            company,
            subject: entry.subject,
        }
    }

    fn actor(&self, text: &str) -> AuditActor {
        let (kind, id) = match text.split_once(':') {
            Some(("technician", id)) => (ActorKind::Technician, Some(id)),
            Some(("device", id)) => (ActorKind::Device, Some(id)),
            None if text == "operator" => (ActorKind::Operator, None),
            Some(_) | None => (ActorKind::Nobody, None),
        };
        let name = id.and_then(|id| self.technicians.get(id)).cloned();
        AuditActor { kind, id: id.map(str::to_owned), name }
    }
}
