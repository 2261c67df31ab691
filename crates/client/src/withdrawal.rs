//! Taking a report back.

use porchlight_contract::{ERASURE_SCHEMA, Erasure, ErrorCode, ReportId};
use porchlight_device_db::EnrolmentRecord;
use porchlight_jws::{Kind, Unverified};

use crate::{ClientError, Collector};

/// Asks once for a report to be erased, by a signed [`Withdrawal`](porchlight_contract::Withdrawal). Returns the
/// collector's word for it, as it came and as it reads: "taken back" means that it is here.
///
/// # Errors
/// [`ClientError`]. Nobody knows then whether the report is erased, and a repeat is answered with the same word.
pub async fn withdraw(
    collector: &Collector,
    enrolment: &EnrolmentRecord,
    report: &ReportId,
    jws: String,
) -> Result<(String, Erasure), ClientError> {
    let answer = collector.withdraw(jws).await?;
    let erasure = verified(&answer, enrolment, report)?;
    Ok((answer, erasure))
}

/// The word, if the collector of this enrolment signed it for this report of this device.
fn verified(answer: &str, enrolment: &EnrolmentRecord, report: &ReportId) -> Result<Erasure, ClientError> {
    let foreign = || ClientError::new(ErrorCode::AnswerMalformed);
    let payload = Unverified::parse(answer.trim(), Kind::Erasure)
        .and_then(|jws| jws.verify(&enrolment.collector_key))
        .map_err(|_| foreign())?;
    let erasure: Erasure = serde_json::from_slice(&payload).map_err(|_| foreign())?;
    let fits = erasure.schema == ERASURE_SCHEMA
        && erasure.report_id == *report
        && erasure.device_id == enrolment.device_id;
    if fits { Ok(erasure) } else { Err(foreign()) }
}
