//! Who may call what: every route of the API's own document, called by everybody.

use porchlight_collector_db::{Role, SetUpLink, SetUpLinkOutcome, Store, TechnicianId, TokenHash};
use porchlight_contract::ReportId;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::device::TestDevice;
use crate::routes::document;
use crate::session::{Console, PASSWORD, member, open_session};
use crate::world::{World, by_operator};

/// What each route answers to: nobody, a technician of another company, an auditor, a technician, an owner.
///
/// A route that is not in here fails the test. 404 to the second alone is what hides a company from them.
const TABLE: &[(&str, [u16; 5])] = &[
    // Open to everybody: devices prove themselves by signatures, and what is sent here is none of theirs.
    ("look_up_invite", [400; 5]),
    ("enrol", [415; 5]),
    ("send_report", [415; 5]),
    ("withdraw_report", [415; 5]),
    ("tell_time", [204; 5]),
    ("live", [204; 5]),
    ("ready", [204; 5]),
    ("sign_in", [200; 5]),
    ("look_up_set_up", [200; 5]),
    ("set_up", [204; 5]),
    // For oneself.
    ("who_am_i", [401, 200, 200, 200, 200]),
    ("sign_out", [401, 204, 204, 204, 204]),
    ("change_password", [401, 204, 204, 204, 204]),
    ("begin_second_factor", [401, 200, 200, 200, 200]),
    // Nothing was begun, and there is nothing to remove.
    ("confirm_second_factor", [401, 409, 409, 409, 409]),
    ("remove_second_factor", [401, 404, 404, 404, 404]),
    // What is reported.
    ("list_devices", [401, 200, 200, 200, 200]),
    ("get_device", [401, 404, 200, 200, 200]),
    ("get_report", [401, 404, 200, 200, 200]),
    ("list_companies", [401, 200, 200, 200, 200]),
    ("listen", [401, 200, 200, 200, 200]),
    ("compare_reports", [401, 404, 200, 200, 200]),
    ("export_devices", [401, 200, 200, 200, 200]),
    ("get_company", [401, 404, 200, 200, 200]),
    ("get_policy", [401, 404, 200, 200, 200]),
    ("list_people", [401, 200, 200, 200, 200]),
    ("list_invites", [401, 200, 200, 200, 200]),
    ("list_today", [401, 200, 200, 200, 200]),
    // The daily work.
    ("create_invite", [401, 404, 403, 201, 201]),
    ("create_invites", [401, 404, 403, 201, 201]),
    ("revoke_invite", [401, 404, 403, 204, 204]),
    ("preview_policy", [401, 404, 403, 200, 200]),
    ("note_device", [401, 404, 403, 204, 204]),
    // What a company is, and asks for.
    ("add_company", [401, 403, 403, 403, 201]),
    ("change_company", [401, 403, 403, 403, 204]),
    ("put_policy", [401, 403, 403, 403, 200]),
    // What keeps an eye on the staff.
    ("read_audit", [401, 403, 200, 403, 200]),
    ("list_staff", [401, 403, 403, 403, 200]),
    ("add_staff", [401, 403, 403, 403, 201]),
    ("change_staff", [401, 403, 403, 403, 204]),
    ("make_set_up_link", [401, 403, 403, 403, 200]),
];

const CALLERS: [&str; 5] = ["nobody", "other company", "auditor", "technician", "owner"];
const TOKEN: &str = "a token that nobody guesses";

/// A route as the document describes it.
struct Route {
    id: String,
    method: Method,
    path: String,
}

fn routes() -> Vec<Route> {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    let routes = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(move |(method, operation)| Route {
            id: operation["operationId"].as_str().unwrap().to_owned(),
            method: Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(),
            path: path.clone(),
        })
    });
    routes.collect()
}

/// A company with a device that has reported, another company, and everybody who may call.
struct Office {
    world: World,
    device: TestDevice,
    report: ReportId,
    /// Somebody whom the routes of the staff are tried on.
    target: TechnicianId,
    consoles: [Option<Console>; 5],
}

impl Office {
    async fn new() -> Self {
        let world = World::new().await;
        let device = TestDevice::new(&world).await;
        let report = device.deliver(&world, &device.report(&world)).await.report_id;
        let (own, other) = (device.company.clone(), world.company("Ash").await);
        let target = member(&world, "target@harbour.example", Role::Technician, None).await;
        let consoles = [
            None,
            Some(Self::signed_in(&world, 1, Role::Technician, Some([other].into())).await),
            Some(Self::signed_in(&world, 2, Role::Auditor, Some([own.clone()].into())).await),
            Some(Self::signed_in(&world, 3, Role::Technician, Some([own].into())).await),
            Some(Self::signed_in(&world, 4, Role::Owner, None).await),
        ];
        Self { world, device, report, target, consoles }
    }

    async fn signed_in(
        world: &World,
        caller: usize,
        role: Role,
        companies: porchlight_collector_db::Scope,
    ) -> Console {
        let id = member(world, &email(caller), role, companies).await;
        open_session(world, id).await
    }

    async fn call(&self, route: &Route, caller: usize) -> Response {
        if ["look_up_set_up", "set_up"].contains(&route.id.as_str()) {
            self.make_link().await;
        }
        let id = match route.path.split('/').nth(4) {
            Some("devices") => self.device.id.to_string(),
            Some("reports") => self.report.to_string(),
            Some("companies") => self.device.company.to_string(),
            Some("invites") => self.world.invite(&self.device.company, "Ana Prieto").await.id.to_string(),
            _ => self.target.0.to_string(),
        };
        let mut path = route.path.replace("{id}", &id);
        if route.id == "compare_reports" {
            path = format!("{path}?from={0}&to={0}", self.report);
        }
        let request = match &self.consoles[caller] {
            Some(console) => console.request(&self.world, route.method.clone(), &path),
            None => self.world.request(route.method.clone(), &path).header("x-porchlight", "console"),
        };
        let request = if route.method == Method::GET {
            request
        } else {
            request.json(&self.body(&route.id, caller).await)
        };
        request.send().await.unwrap()
    }

    /// What is sent along where it speaks of a company, and what [`body`] says elsewhere.
    async fn body(&self, operation: &str, caller: usize) -> Value {
        let company = &self.device.company;
        match operation {
            "create_invite" => json!({ "company": company, "person": "Ana Prieto" }),
            "create_invites" => json!({ "company": company, "people": ["Ana Prieto"], "hours": 24 }),
            "preview_policy" | "put_policy" => {
                let path = format!("/api/console/v1/companies/{company}/policy");
                self.consoles[4].as_ref().unwrap().get(&self.world, &path).await.json().await.unwrap()
            }
            _ => body(operation, caller),
        }
    }

    async fn make_link(&self) {
        let mut hash = [0; 32];
        hash.copy_from_slice(
            aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, TOKEN.as_bytes()).as_ref(),
        );
        let link = SetUpLink { token: TokenHash(hash), expires_at: self.world.clock.in_minutes(60) };
        let by = by_operator(&self.world.clock);
        let made = self.world.store.make_set_up_link(self.target, link, by).await.unwrap();
        assert_eq!(made, SetUpLinkOutcome::Made);
    }

    /// Whether a text has something in it that only people of the first company may know.
    fn gives_away(&self, text: &str) -> bool {
        let secrets = [
            "Bramble",
            "Ana Prieto",
            self.device.id.as_str(),
            self.device.company.as_str(),
            self.report.as_str(),
        ];
        secrets.iter().any(|secret| text.contains(secret))
    }
}

fn email(caller: usize) -> String {
    format!("caller-{caller}@harbour.example")
}

/// What is sent along: something that is in order, as far as the caller is.
fn body(operation: &str, caller: usize) -> Value {
    match operation {
        "sign_in" => json!({ "email": "target@harbour.example", "password": PASSWORD }),
        "look_up_set_up" => json!({ "token": TOKEN }),
        "set_up" => json!({ "token": TOKEN, "password": PASSWORD }),
        "change_password" => json!({ "current": PASSWORD, "new": "another password" }),
        "confirm_second_factor" => json!({ "code": "123456" }),
        "remove_second_factor" => json!({ "password": PASSWORD, "code": "123456" }),
        "add_staff" => {
            json!({ "email": format!("new-{caller}@harbour.example"), "name": "New", "role": "auditor", "companies": null })
        }
        "change_staff" => json!({ "role": "auditor" }),
        "add_company" => json!({ "name": format!("Company {caller}") }),
        "change_company" => json!({ "hours": "9-18" }),
        "note_device" => json!({ "kind": "assign", "until": null, "reason": "I call her" }),
        _ => json!({}),
    }
}

#[test]
fn every_route_is_in_the_table_and_every_line_of_the_table_is_a_route() {
    let mut routes: Vec<_> = routes().into_iter().map(|route| route.id).collect();
    let mut table: Vec<_> = TABLE.iter().map(|(id, _)| (*id).to_owned()).collect();
    routes.sort();
    table.sort();
    assert_eq!(routes, table);
}

#[tokio::test]
async fn everybody_gets_what_the_table_says_and_nothing_of_other_companies() {
    let mut wrong = Vec::new();
    for route in routes() {
        let (_, expected) = TABLE.iter().find(|(id, _)| *id == route.id).unwrap();
        let office = Office::new().await;
        for (caller, expected) in expected.iter().enumerate() {
            let answer = office.call(&route, caller).await;
            let (status, who) = (answer.status().as_u16(), CALLERS[caller]);
            if status != *expected {
                wrong.push(format!("{} for {who}: {status} and not {expected}", route.id));
            }
            // The stream of events does not end; it has a test of its own.
            if caller == 1 && route.id != "listen" && office.gives_away(&answer.text().await.unwrap()) {
                wrong.push(format!("{} tells {who} of a company that is not theirs", route.id));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[tokio::test]
async fn a_company_out_of_reach_is_answered_like_one_that_does_not_exist() {
    let office = Office::new().await;
    let foreign = office.consoles[1].as_ref().unwrap();
    let nowhere = "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11";
    for (path, own) in [
        ("/api/console/v1/devices/", office.device.id.as_str()),
        ("/api/console/v1/reports/", office.report.as_str()),
        ("/api/console/v1/devices?company=", office.device.company.as_str()),
    ] {
        let text = async |id: &str| {
            let answer = foreign.get(&office.world, &format!("{path}{id}")).await;
            let (status, text) = (answer.status(), answer.text().await.unwrap());
            let mut value: Value = serde_json::from_str(&text).unwrap();
            value.as_object_mut().unwrap().remove("trace_id");
            (status, value)
        };
        assert_eq!(text(own).await, text(nowhere).await, "{path}");
    }
    let told = office.world.store.audit(100).await.unwrap();
    assert!(told.iter().all(|entry| entry.action != "device_viewed" && entry.action != "report_read"));
}

#[tokio::test]
async fn events_of_other_companies_are_not_told() {
    let office = Office::new().await;
    let mut foreign = office.consoles[1].as_ref().unwrap().get(&office.world, "/api/console/v1/events").await;
    assert!(foreign.chunk().await.unwrap().unwrap().starts_with(b":"));
    office.device.deliver(&office.world, &office.device.report(&office.world)).await;
    let ash = office.world.store.companies().await.unwrap().remove(0);
    assert_eq!(ash.name.as_str(), "Ash");
    let invite = office.world.invite(&ash.id, "Ben").await;
    let bens = TestDevice::enrolled(&office.world, &invite).await;
    let mut told = String::new();
    while !told.contains(bens.id.as_str()) {
        told.push_str(std::str::from_utf8(&foreign.chunk().await.unwrap().unwrap()).unwrap());
    }
    assert!(!office.gives_away(&told), "{told}");
}
