//! Everything that was sent.

use porchlight_contract::{ReportId, Timestamp};
use rusqlite::{OptionalExtension, Row, params};

use crate::outbox::{parsed, text};
use crate::{DbError, DeviceDb, SentReport, WithdrawnReport};

/// What [`sent_report`] reads.
const SENT: &str = "report_id, exact, jws, receipt, reference, signed_at, received_at, withdrawn_at, erasure";

impl DeviceDb {
    /// Every report with a receipt, the last one first. Clocks jump: the order is that of the rows.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn history(&self) -> Result<Vec<SentReport>, DbError> {
        let connection = self.connection();
        let mut statement = connection.prepare(&format!("SELECT {SENT} FROM sent ORDER BY rowid DESC"))?;
        let rows = statement.query_map([], |row| Ok(sent_report(row)))?;
        rows.map(|row| row?).collect()
    }

    /// The report that was sent last and not taken back since.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn last_sent(&self) -> Result<Option<SentReport>, DbError> {
        let sql = format!("SELECT {SENT} FROM sent WHERE withdrawn_at IS NULL ORDER BY rowid DESC LIMIT 1");
        self.connection().query_row(&sql, [], |row| Ok(sent_report(row))).optional()?.transpose()
    }

    /// The bytes of a signed report as they were shown, whether it waits or was sent.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn signed_report(&self, report: &ReportId) -> Result<Option<String>, DbError> {
        self.connection()
            .query_row(
                "SELECT exact FROM outbox WHERE report_id = ?1
                 UNION ALL SELECT exact FROM sent WHERE report_id = ?1 LIMIT 1",
                [report.as_str()],
                |row| Ok(text(row, 0, "report")),
            )
            .optional()?
            .transpose()
    }

    /// Notes that the collector has erased a report. The caller has verified its word; the copy here stays.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_withdrawal(
        &self,
        report: &ReportId,
        erasure: &str,
        withdrawn_at: &Timestamp,
    ) -> Result<(), DbError> {
        self.connection().execute(
            "UPDATE sent SET withdrawn_at = ?2, erasure = ?3 WHERE report_id = ?1 AND withdrawn_at IS NULL",
            params![report.as_str(), withdrawn_at.as_str(), erasure],
        )?;
        Ok(())
    }
}

fn sent_report(row: &Row<'_>) -> Result<SentReport, DbError> {
    let withdrawn = match row.get::<_, Option<String>>(8)? {
        Some(erasure) => Some(WithdrawnReport { at: parsed(row, 7, "time")?, erasure }),
        None => None,
    };
    Ok(SentReport {
        report_id: parsed(row, 0, "report id")?,
        exact: text(row, 1, "report")?,
        jws: row.get(2)?,
        receipt: row.get(3)?,
        reference: parsed(row, 4, "reference")?,
        signed_at: parsed(row, 5, "time")?,
        received_at: parsed(row, 6, "time")?,
        withdrawn,
    })
}
