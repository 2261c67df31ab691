//! Devices that were enrolled as any other, and the reports they sign.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use bytes::Bytes;
use porchlight_contract::{
    Enrolment, EnrolmentRequest, InviteCode, InviteOffer, OsFamily, REPORT_SCHEMA, Timestamp,
};
use porchlight_jws::{Kind, SigningKey, thumbprint};
use serde_json::{Value, json};
use uuid::Uuid;

use super::load::Wire;
use super::server::Server;

/// A signed report is filled up to so many bytes.
const REPORT_BYTES: usize = 6 * 1024;
const CHECKS: [&str; 9] = [
    "os.supported",
    "os.updates",
    "disk.encryption",
    "firewall.host",
    "malware.protection",
    "screen.lock",
    "account.password_autologin",
    "remote.access",
    "time.sync",
];

/// An enrolled device.
pub(super) struct Device {
    key: SigningKey,
    enrolment: Enrolment,
}

impl Device {
    /// Has the operator invite somebody, and enrols their device.
    pub(super) async fn enrol(program: &Path, data: &Path, collector: &Server) -> anyhow::Result<Self> {
        let invite = ["invite", "create", "--company", "Bench", "--json", "--data"];
        let made = Command::new(program).args(invite).arg(data).output()?;
        ensure!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let invite: Value = serde_json::from_slice(&made.stdout)?;
        let code = InviteCode::parse(invite["code"].as_str().context("no code")?)?;
        let mut wire = Wire::open(collector.address).await?;
        let asked = serde_json::to_vec(&json!({ "code": code }))?;
        let (_, answer) =
            wire.post("/api/device/v1/invites/look-up", "application/json", asked.into()).await?;
        let offer: InviteOffer = serde_json::from_slice(&answer)?;
        let key = SigningKey::from_seed(SigningKey::new_seed()?.as_slice())?;
        let request = EnrolmentRequest {
            schema: EnrolmentRequest::SCHEMA.to_owned(),
            code,
            device_key: key.public().clone(),
            collector: thumbprint(&offer.collector_key)?,
            created_at: now()?,
            os: OsFamily::Linux,
        };
        let signed = key.sign(Kind::Enrolment, &serde_json::to_vec(&request)?)?;
        let (_, answer) = wire.post("/api/device/v1/enrolments", "application/jose", signed.into()).await?;
        let enrolment = serde_json::from_slice(&answer)
            .with_context(|| format!("not enrolled: {}", String::from_utf8_lossy(&answer)))?;
        Ok(Self { key, enrolment })
    }

    /// A device that the collector has never heard of, and which signs as if it were this one.
    pub(super) fn impostor(&self) -> anyhow::Result<Self> {
        let key = SigningKey::from_seed(SigningKey::new_seed()?.as_slice())?;
        Ok(Self { key, enrolment: self.enrolment.clone() })
    }

    /// A new report, signed, of [`REPORT_BYTES`] or a little more.
    pub(super) fn report(&self) -> anyhow::Result<Bytes> {
        let now = now()?;
        let check = |id: &&str| json!({ "id": id, "outcome": { "status": "pass" }, "grade": "observed", "observed_at": now, "facts": {} });
        let mut report = json!({
            "schema": REPORT_SCHEMA,
            "report_id": Uuid::now_v7(),
            "company_id": self.enrolment.company.id,
            "device_id": self.enrolment.device_id,
            "created_at": now,
            "app": { "version": "0.1.0", "policy_version": 1 },
            "device": { "ownership": "personal", "os": { "family": "linux", "name": "debian", "version": "12" } },
            "checks": CHECKS.iter().map(check).collect::<Vec<_>>(),
        });
        // Base64 makes four characters of three bytes; what is around the payload is left out of account.
        let bare = report.to_string().len();
        let filling = r#""a_fact_00":"and_its_value","#.len();
        let facts = (REPORT_BYTES * 3 / 4).saturating_sub(bare) / filling;
        for fact in 0..facts {
            let name = format!("a_fact_{fact:02}");
            report["checks"][fact % CHECKS.len()]["facts"][name] = "and_its_value".into();
        }
        Ok(self.key.sign(Kind::Report, report.to_string().as_bytes())?.into())
    }
}

/// Now, as it stands on the wire.
fn now() -> anyhow::Result<Timestamp> {
    let second = jiff::Timestamp::now().round(jiff::Unit::Second)?;
    Ok(Timestamp::parse(second.to_string())?)
}
