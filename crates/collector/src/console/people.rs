//! People: the names on devices and invites, each company by itself.

use axum::Json;
use axum::extract::{Extension, Query, State};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use porchlight_collector_db::{Person, PersonCursor, PersonQuery};
use porchlight_contract::{CompanyId, Problem, Timestamp};

use super::guard::SignedIn;
use super::pages;
use super::types::{CompanyName, InviteRow, PeopleFilter, PeoplePage, PersonRow};
use super::verdicts::Policies;
use crate::app::Shared;
use crate::http::Failure;

/// Lists people with their devices and invites, by name. Somebody is a name within a company: what has no name is
/// nobody's.
#[utoipa::path(
    get, path = "/people", tag = "console", operation_id = "list_people", security(("session" = [])),
    params(PeopleFilter),
    responses((status = 200, description = "The page.", body = PeoplePage), (status = "default", description = "What went wrong.", body = Problem)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Query(filter): Query<PeopleFilter>,
) -> Result<Json<PeoplePage>, Failure> {
    let query = PersonQuery {
        limit: pages::limit(filter.limit)?,
        text: pages::search(filter.q)?,
        after: filter.after.map(|text| cursor(&text).ok_or_else(pages::malformed)).transpose()?,
        company: filter.company,
        companies: signed_in.session.companies,
    };
    let (policies, now) = (Policies::load(&app).await?, app.now()?);
    let page = app.store.people(query).await?;
    Ok(Json(PeoplePage {
        people: page.people.into_iter().map(|person| row(person, &policies, &now)).collect(),
        total: page.total,
        next: page.next.as_ref().map(place),
    }))
}

fn row(person: Person, policies: &Policies, now: &Timestamp) -> PersonRow {
    PersonRow {
        person: person.name,
        company: CompanyName { id: person.company_id, name: person.company_name },
        devices: person.devices.into_iter().map(|entry| policies.row(entry)).collect(),
        invites: person.invites.into_iter().map(|entry| InviteRow::at(now, entry)).collect(),
    }
}

/// A place in the list as text. A name may hold any character, so it is written as base64url.
fn place(cursor: &PersonCursor) -> String {
    format!("{}.{}", cursor.company_id, BASE64_URL_SAFE_NO_PAD.encode(&cursor.folded))
}

fn cursor(text: &str) -> Option<PersonCursor> {
    let (company, name) = text.split_once('.')?;
    let folded = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(name).ok()?).ok()?;
    Some(PersonCursor { folded, company_id: CompanyId::parse(company).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_whatever_the_name() {
        let company_id = CompanyId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11").unwrap();
        for name in ["ana prieto", "muñoz. 株式会社", "'; drop table device; --", "a_b%c"] {
            let at = PersonCursor { folded: name.into(), company_id: company_id.clone() };
            assert_eq!(cursor(&place(&at)), Some(at));
        }
    }

    #[test]
    fn other_texts_are_no_place() {
        for text in ["", ".", "x.YW5h", "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11.%%", "' OR 1=1 --"] {
            assert_eq!(cursor(text), None, "{text}");
        }
        assert_eq!(cursor("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11._w"), None, "no UTF-8");
    }
}
