//! A device, played by the test with the same signing code as the real one.

use porchlight_collector_db::NewInvite;
use porchlight_contract::{
    CompanyId, DeviceId, Enrolment, EnrolmentRequest, InviteCode, OsFamily, REPORT_SCHEMA, Receipt, ReportId,
    WITHDRAWAL_SCHEMA,
};
use porchlight_jws::{Kind, SigningKey, Unverified};
use reqwest::Response;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::World;

pub(crate) struct TestDevice {
    pub(crate) key: SigningKey,
    pub(crate) id: DeviceId,
    pub(crate) company: CompanyId,
}

pub(crate) fn new_key() -> SigningKey {
    SigningKey::from_seed(SigningKey::new_seed().unwrap().as_slice()).unwrap()
}

/// What a device with this key asks for.
pub(crate) fn enrolment_request(world: &World, key: &SigningKey, code: &InviteCode) -> EnrolmentRequest {
    EnrolmentRequest {
        schema: EnrolmentRequest::SCHEMA.to_owned(),
        code: code.clone(),
        device_key: key.public().clone(),
        collector: world.collector_key().1,
        created_at: world.clock.in_minutes(0),
        os: OsFamily::Linux,
    }
}

pub(crate) async fn enrol(world: &World, key: &SigningKey, request: &EnrolmentRequest) -> Response {
    let jws = key.sign(Kind::Enrolment, &serde_json::to_vec(request).unwrap()).unwrap();
    world.post_jws("/api/device/v1/enrolments", jws).await
}

impl TestDevice {
    pub(crate) async fn enrolled(world: &World, invite: &NewInvite) -> Self {
        let key = new_key();
        let answer = enrol(world, &key, &enrolment_request(world, &key, &invite.code)).await;
        assert_eq!(answer.status(), 201);
        let enrolment: Enrolment = answer.json().await.unwrap();
        Self { key, id: enrolment.device_id, company: enrolment.company.id }
    }

    /// A device of a new company.
    pub(crate) async fn new(world: &World) -> Self {
        let company = world.company("Bramble & Co").await;
        let invite = world.invite(&company, "Ana Prieto").await;
        Self::enrolled(world, &invite).await
    }

    /// A new report, made now: encrypted, firewall off, screen lock unreadable, system supported.
    pub(crate) fn report(&self, world: &World) -> Value {
        let now = world.clock.in_minutes(0);
        let check = |id: &str, outcome: Value, facts: Value| json!({ "id": id, "outcome": outcome, "grade": "observed", "observed_at": now, "facts": facts });
        json!({
            "schema": REPORT_SCHEMA,
            "report_id": Uuid::now_v7().to_string(),
            "company_id": self.company,
            "device_id": self.id,
            "created_at": now,
            "app": { "version": "0.1.0", "policy_version": 1 },
            "device": { "ownership": "personal", "os": { "family": "linux", "name": "debian", "version": "12" } },
            "checks": [
                check("os.supported", json!({ "status": "pass" }), json!({})),
                check("disk.encryption", json!({ "status": "pass" }), json!({ "kind": "luks2" })),
                check("firewall.host", json!({ "status": "fail", "reasons": ["off"] }), json!({ "on": false })),
                check("screen.lock", json!({ "status": "unknown", "cause": "unsupported_desktop" }), json!({})),
            ],
        })
    }

    /// A report after which the device is ready for work.
    pub(crate) fn good_report(&self, world: &World) -> Value {
        let mut report = self.report(world);
        for check in report["checks"].as_array_mut().unwrap() {
            check["outcome"] = json!({ "status": "pass" });
        }
        report
    }

    pub(crate) fn sign(&self, payload: &str) -> String {
        self.key.sign(Kind::Report, payload.as_bytes()).unwrap()
    }

    /// Signs and sends something as a report.
    pub(crate) async fn send(&self, world: &World, report: &Value) -> Response {
        send(world, self.sign(&report.to_string())).await
    }

    /// Signs and sends something as a withdrawal.
    pub(crate) async fn withdraw(&self, world: &World, withdrawal: &Value) -> Response {
        let jws = self.key.sign(Kind::Withdrawal, withdrawal.to_string().as_bytes()).unwrap();
        world.post_jws("/api/device/v1/withdrawals", jws).await
    }

    /// Takes a report back, now.
    pub(crate) async fn take_back(&self, world: &World, report: &ReportId) -> Response {
        self.withdraw(world, &self.withdrawal(world, report)).await
    }

    /// What takes a report back, made now.
    pub(crate) fn withdrawal(&self, world: &World, report: &ReportId) -> Value {
        json!({
            "schema": WITHDRAWAL_SCHEMA,
            "device_id": self.id,
            "report_id": report,
            "withdrawn_at": world.clock.in_minutes(0),
        })
    }

    /// Sends a report that must be taken, and returns its receipt.
    pub(crate) async fn deliver(&self, world: &World, report: &Value) -> Receipt {
        let answer = self.send(world, report).await;
        assert_eq!(answer.status(), 201);
        receipt(world, &answer.text().await.unwrap())
    }
}

pub(crate) async fn send(world: &World, jws: String) -> Response {
    world.post_jws("/api/device/v1/reports", jws).await
}

/// A receipt, if the collector signed it.
pub(crate) fn receipt(world: &World, jws: &str) -> Receipt {
    let payload = Unverified::parse(jws, Kind::Receipt).unwrap().verify(&world.collector_key().0).unwrap();
    serde_json::from_slice(&payload).unwrap()
}
