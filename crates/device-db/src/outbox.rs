//! From the draft to the outbox to the history.

use porchlight_contract::{Problem, Reference, ReportId, Timestamp};
use rusqlite::{Row, params};

use crate::{DbError, DeviceDb, Draft, OutboxEntry};

impl DeviceDb {
    /// Moves the draft to the outbox, signed. Pressing Send twice signs once: the second finds no draft.
    ///
    /// # Errors
    /// [`DbError::Malformed`] if `draft` is not the one that is kept.
    pub fn sign_draft(&self, draft: &Draft, jws: &str, now: &Timestamp) -> Result<(), DbError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let taken = transaction.execute(
            "DELETE FROM draft WHERE report_id = ?1 AND exact = ?2",
            params![draft.report_id.as_str(), draft.exact.as_bytes()],
        )?;
        if taken != 1 {
            return Err(DbError::Malformed("draft"));
        }
        transaction.execute(
            "INSERT INTO outbox (report_id, exact, jws, signed_at, next_attempt_at) VALUES (?1, ?2, ?3, ?4, ?4)",
            params![draft.report_id.as_str(), draft.exact.as_bytes(), jws, now.as_str()],
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// What waits, in the order of Send. Clocks jump, and two reports may bear the same second: the order is that of the
    /// rows.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn outbox(&self) -> Result<Vec<OutboxEntry>, DbError> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "SELECT report_id, exact, jws, signed_at, attempts, next_attempt_at, problem FROM outbox
             ORDER BY rowid",
        )?;
        let rows = statement.query_map([], |row| Ok(outbox_entry(row)))?;
        rows.map(|row| row?).collect()
    }

    /// Notes that an attempt failed, and when to try again.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_failure(
        &self,
        report: &ReportId,
        problem: &Problem,
        next_attempt_at: &Timestamp,
    ) -> Result<(), DbError> {
        let problem = serde_json::to_string(problem).map_err(|_| DbError::Malformed("problem"))?;
        self.connection().execute(
            "UPDATE outbox SET attempts = attempts + 1, problem = ?2, next_attempt_at = ?3 WHERE report_id = ?1",
            params![report.as_str(), problem, next_attempt_at.as_str()],
        )?;
        Ok(())
    }

    /// Notes that the collector wants a pause: nothing that waits may be tried before.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_pause(&self, until: &Timestamp) -> Result<(), DbError> {
        self.connection().execute(
            "UPDATE outbox SET next_attempt_at = ?1 WHERE next_attempt_at < ?1",
            params![until.as_str()],
        )?;
        Ok(())
    }

    /// Moves a report to the history, with its receipt. The caller has verified the receipt.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_receipt(
        &self,
        report: &ReportId,
        receipt: &str,
        reference: &Reference,
        received_at: &Timestamp,
    ) -> Result<(), DbError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO sent (report_id, exact, jws, receipt, reference, signed_at, received_at)
             SELECT report_id, exact, jws, ?2, ?3, signed_at, ?4 FROM outbox WHERE report_id = ?1
             ON CONFLICT (report_id) DO NOTHING",
            params![report.as_str(), receipt, reference.as_str(), received_at.as_str()],
        )?;
        transaction.execute("DELETE FROM outbox WHERE report_id = ?1", [report.as_str()])?;
        transaction.commit()?;
        Ok(())
    }
}

pub(crate) fn parsed<T: std::str::FromStr>(
    row: &Row<'_>,
    at: usize,
    what: &'static str,
) -> Result<T, DbError> {
    row.get::<_, String>(at)?.parse().map_err(|_| DbError::Malformed(what))
}

pub(crate) fn text(row: &Row<'_>, at: usize, what: &'static str) -> Result<String, DbError> {
    String::from_utf8(row.get(at)?).map_err(|_| DbError::Malformed(what))
}

fn outbox_entry(row: &Row<'_>) -> Result<OutboxEntry, DbError> {
    let problem: Option<String> = row.get(6)?;
    Ok(OutboxEntry {
        report_id: parsed(row, 0, "report id")?,
        exact: text(row, 1, "report")?,
        jws: row.get(2)?,
        signed_at: parsed(row, 3, "time")?,
        attempts: row.get(4)?,
        next_attempt_at: parsed(row, 5, "time")?,
        problem: problem.and_then(|problem| serde_json::from_str(&problem).ok()),
    })
}
