//! From the outbox to the receipt.

use std::time::Duration;

use porchlight_contract::{ErrorCode, Problem, RECEIPT_SCHEMA, Receipt, Timestamp};
use porchlight_device_db::{DbError, DeviceDb, EnrolmentRecord, OutboxEntry};
use porchlight_host::{Clock, later};
use porchlight_jws::{Kind, Unverified, sha256};

use crate::{ClientError, Collector};

const FIRST_RETRY: Duration = Duration::from_secs(15);
const LONGEST_RETRY: Duration = Duration::from_hours(1);
/// After an answer that only a person can change, such as "I do not know this device".
const REFUSED_RETRY: Duration = Duration::from_hours(24);

/// What became of one attempt. Either way it is in the database already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// The collector has it.
    Sent(Receipt),
    /// It still waits.
    Waiting {
        /// Why.
        problem: Problem,
        /// When to try again.
        next_attempt_at: Timestamp,
    },
}

/// Whether a report may be tried now.
#[must_use]
pub fn is_due(entry: &OutboxEntry, now: &Timestamp) -> bool {
    // A clock that was set back must not hold a report for days: no wait is longer than the longest one.
    entry.next_attempt_at <= *now || entry.next_attempt_at > later(now, REFUSED_RETRY)
}

/// Tries once to hand over one report.
///
/// # Errors
/// [`DbError`] if what came of it cannot be stored. The report is still in the outbox then, and a repeat is answered
/// with the same receipt.
pub async fn deliver(
    db: &DeviceDb,
    clock: &dyn Clock,
    collector: &Collector,
    enrolment: &EnrolmentRecord,
    entry: &OutboxEntry,
) -> Result<Delivered, DbError> {
    let attempt = match collector.send_report(entry.jws.clone()).await {
        Ok(answer) => verified(&answer, enrolment, entry).map(|receipt| (answer, receipt)),
        Err(error) => Err(error),
    };
    match attempt {
        Ok((answer, receipt)) => {
            db.put_receipt(&entry.report_id, &answer, &receipt.reference, &receipt.received_at)?;
            tracing::info!(report.id = %entry.report_id, "report delivered");
            Ok(Delivered::Sent(receipt))
        }
        Err(error) => {
            let next_attempt_at = later(&clock.now(), pause_after(&error, entry.attempts));
            // The pause first: a kill between the two must not leave other reports free to disturb the collector.
            if error.retry_after.is_some() {
                db.put_pause(&next_attempt_at)?;
            }
            db.put_failure(&entry.report_id, &error.problem, &next_attempt_at)?;
            tracing::info!(report.id = %entry.report_id, error.code = %error.problem.code.as_str(), "report waits");
            Ok(Delivered::Waiting { problem: error.problem, next_attempt_at })
        }
    }
}

fn pause_after(error: &ClientError, attempts: u32) -> Duration {
    let doubled = FIRST_RETRY.saturating_mul(2_u32.saturating_pow(attempts.min(16))).min(LONGEST_RETRY);
    match error.retry_after {
        Some(asked) => asked.clamp(Duration::from_secs(1), REFUSED_RETRY),
        None if error.is_passing() => doubled,
        None => REFUSED_RETRY,
    }
}

/// The receipt, if the collector of this enrolment signed it for these bytes of this device.
fn verified(answer: &str, enrolment: &EnrolmentRecord, entry: &OutboxEntry) -> Result<Receipt, ClientError> {
    let invalid = || ClientError::new(ErrorCode::ReceiptInvalid);
    let payload = Unverified::parse(answer.trim(), Kind::Receipt)
        .and_then(|jws| jws.verify(&enrolment.collector_key))
        .map_err(|_| invalid())?;
    let receipt: Receipt = serde_json::from_slice(&payload).map_err(|_| invalid())?;
    let digest = sha256(entry.exact.as_bytes()).map_err(|_| invalid())?;
    let fits = receipt.schema == RECEIPT_SCHEMA
        && receipt.report_id == entry.report_id
        && receipt.report_sha256 == digest
        && receipt.device_id == enrolment.device_id;
    if fits { Ok(receipt) } else { Err(invalid()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: ErrorCode, retry_after: Option<u64>) -> ClientError {
        ClientError { problem: Problem::new(code), retry_after: retry_after.map(Duration::from_secs) }
    }

    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses: Vec<u64> = [0, 1, 2, 7, 8, 20, u32::MAX]
            .map(|n| pause_after(&error(ErrorCode::Offline, None), n).as_secs())
            .to_vec();
        assert_eq!(pauses, [15, 30, 60, 1920, 3600, 3600, 3600]);
    }

    #[test]
    fn the_collector_may_ask_for_a_pause_but_not_for_a_week() {
        assert_eq!(pause_after(&error(ErrorCode::ServerBusy, Some(7)), 0).as_secs(), 7);
        assert_eq!(pause_after(&error(ErrorCode::ServerBusy, Some(0)), 0).as_secs(), 1);
        assert_eq!(pause_after(&error(ErrorCode::ServerBusy, Some(u64::MAX)), 0), REFUSED_RETRY);
    }

    #[test]
    fn a_refusal_is_not_repeated_every_few_seconds() {
        assert_eq!(pause_after(&error(ErrorCode::DeviceUnknown, None), 0), REFUSED_RETRY);
    }
}
