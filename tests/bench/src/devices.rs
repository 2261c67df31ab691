//! Devices that were enrolled as any other, and the reports they sign.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use bytes::Bytes;
use porchlight_contract::{
    CompanyId, DeviceId, Enrolment, EnrolmentRequest, InviteCode, InviteOffer, OsFamily, REPORT_SCHEMA,
    Timestamp,
};
use porchlight_jws::{Kind, SigningKey, thumbprint};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::load::Wire;
use crate::server::Server;

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
pub(crate) struct Device {
    key: SigningKey,
    enrolment: Enrolment,
}

impl Device {
    /// Has the operator invite somebody, and enrols their device.
    pub(crate) async fn enrol(program: &Path, data: &Path, collector: &Server) -> anyhow::Result<Self> {
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
    pub(crate) fn impostor(&self) -> anyhow::Result<Self> {
        let key = SigningKey::from_seed(SigningKey::new_seed()?.as_slice())?;
        Ok(Self { key, enrolment: self.enrolment.clone() })
    }

    /// A new report, signed, of [`REPORT_BYTES`] or a little more, which says what the one before said.
    pub(crate) fn report(&self) -> anyhow::Result<Bytes> {
        self.report_of("pass")
    }

    /// The same with another word in it, so that it says something new if the one before had not got it.
    pub(crate) fn report_of(&self, word: &str) -> anyhow::Result<Bytes> {
        let owner = Owner { company: &self.enrolment.company.id, device: &self.enrolment.device_id };
        let report = payload(&owner, &Uuid::now_v7().to_string(), &now()?, word);
        Ok(self.key.sign(Kind::Report, report.as_bytes())?.into())
    }
}

/// Whose a report is.
pub(crate) struct Owner<'a> {
    pub(crate) company: &'a CompanyId,
    pub(crate) device: &'a DeviceId,
}

/// What a report says that has [`REPORT_BYTES`] once it is signed: the screen lock fails if the word is `fail`, and
/// everything else is good.
pub(crate) fn payload(owner: &Owner<'_>, id: &str, at: &Timestamp, word: &str) -> String {
    let check = |id: &&str| {
        let outcome = match (*id, word) {
            ("screen.lock", "fail") => json!({ "status": "fail", "reasons": ["never_locks"] }),
            _ => json!({ "status": "pass" }),
        };
        json!({ "id": id, "outcome": outcome, "grade": "observed", "observed_at": at, "facts": {} })
    };
    let mut report = json!({
        "schema": REPORT_SCHEMA,
        "report_id": id,
        "company_id": owner.company,
        "device_id": owner.device,
        "created_at": at,
        "app": { "version": "0.1.0", "policy_version": 1 },
        "device": { "ownership": "personal", "os": { "family": "linux", "name": "debian", "version": "12" } },
        "checks": CHECKS.iter().map(check).collect::<Vec<_>>(),
    });
    report["checks"][0]["facts"]["a_word"] = word.into();
    // Base64 makes four characters of three bytes; what is around the payload is left out of account.
    let bare = report.to_string().len();
    let filling = r#""a_fact_00":"and_its_value","#.len();
    let facts = (REPORT_BYTES * 3 / 4).saturating_sub(bare) / filling;
    for fact in 0..facts {
        let name = format!("a_fact_{fact:02}");
        report["checks"][fact % CHECKS.len()]["facts"][name] = "and_its_value".into();
    }
    report.to_string()
}

/// Now, as it stands on the wire.
pub(crate) fn now() -> anyhow::Result<Timestamp> {
    let second = jiff::Timestamp::now().round(jiff::Unit::Second)?;
    Ok(Timestamp::parse(second.to_string())?)
}
