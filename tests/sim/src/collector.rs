//! A collector in a few lines: it takes a report once, and gives the same receipt however often it is asked.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::anyhow;
use porchlight_client::RawAnswer;
use porchlight_contract::{
    DeviceId, ErrorCode, Jwk, Problem, RECEIPT_SCHEMA, Receipt, Reference, Report, ReportId, Thumbprint,
    Timestamp,
};
use porchlight_host::later;
use porchlight_jws::{Kind, SigningKey, Unverified, sha256};

/// How far ahead of the collector's clock a device's may be, as in the real one.
const CLOCK_AHEAD: Duration = Duration::from_mins(10);

/// The collector and what it has stored.
pub(crate) struct SimulatedCollector {
    pub(crate) key: SigningKey,
    device_key: Jwk,
    device_id: DeviceId,
    pub(crate) accepted: BTreeMap<ReportId, Receipt>,
    /// How many requests it has answered.
    pub(crate) requests: u32,
}

impl SimulatedCollector {
    pub(crate) fn new(key: SigningKey, device_key: Jwk, device_id: DeviceId) -> Self {
        Self { key, device_key, device_id, accepted: BTreeMap::new(), requests: 0 }
    }

    /// Stores a report, or says why not.
    pub(crate) fn take(&mut self, jws: &str, now: &Timestamp) -> anyhow::Result<RawAnswer> {
        self.requests += 1;
        match self.receipt(jws, now)? {
            Ok(receipt) => Ok(answer(201, self.signed(&receipt)?)),
            Err(code) => Ok(answer(400, serde_json::to_string(&Problem::new(code))?)),
        }
    }

    fn receipt(&mut self, jws: &str, now: &Timestamp) -> anyhow::Result<Result<Receipt, ErrorCode>> {
        let Ok(unverified) = Unverified::parse(jws, Kind::Report) else {
            return Ok(Err(ErrorCode::RequestMalformed));
        };
        let Ok(payload) = unverified.verify(&self.device_key) else {
            return Ok(Err(ErrorCode::SignatureInvalid));
        };
        let Ok(report) = serde_json::from_slice::<Report>(&payload) else {
            return Ok(Err(ErrorCode::ReportMalformed));
        };
        let digest = sha256(&payload)?;
        if report.created_at > later(now, CLOCK_AHEAD) {
            return Ok(Err(ErrorCode::ClockWrong));
        }
        Ok(match self.accepted.get(&report.report_id) {
            Some(known) if known.report_sha256 == digest => Ok(known.clone()),
            Some(_) => Err(ErrorCode::ReportConflict),
            None => {
                let receipt = self.new_receipt(report.report_id, digest, now)?;
                self.accepted.insert(receipt.report_id.clone(), receipt.clone());
                Ok(receipt)
            }
        })
    }

    fn new_receipt(
        &self,
        report_id: ReportId,
        digest: Thumbprint,
        now: &Timestamp,
    ) -> anyhow::Result<Receipt> {
        Ok(Receipt {
            schema: RECEIPT_SCHEMA.to_owned(),
            report_id,
            report_sha256: digest,
            device_id: self.device_id.clone(),
            reference: Reference::parse(format!("PL-0000-{:02}", self.accepted.len() % 100))?,
            received_at: now.clone(),
        })
    }

    /// A receipt with this collector's signature.
    pub(crate) fn signed(&self, receipt: &Receipt) -> anyhow::Result<String> {
        self.key.sign(Kind::Receipt, &serde_json::to_vec(receipt)?).map_err(|error| anyhow!(error))
    }
}

/// An answer without any wish for a pause.
pub(crate) fn answer(status: u16, body: impl Into<Vec<u8>>) -> RawAnswer {
    RawAnswer { status, retry_after: None, date: None, body: body.into() }
}
