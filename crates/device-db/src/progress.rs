//! How far the person is, and what the checks found.

use porchlight_contract::{CheckId, ReportId};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{DbError, DeviceDb, Draft, EnrolmentRecord, Key, StoredFinding};

impl DeviceDb {
    /// The value kept under a name.
    ///
    /// # Errors
    /// [`DbError::Malformed`] if it is not a `T`.
    pub fn get<T: DeserializeOwned>(&self, key: Key) -> Result<Option<T>, DbError> {
        let text: Option<String> = self
            .connection()
            .query_row("SELECT value FROM progress WHERE key = ?1", [key.name()], |row| row.get(0))
            .optional()?;
        text.map(|text| serde_json::from_str(&text).map_err(|_| DbError::Malformed(key.name()))).transpose()
    }

    /// Keeps a value under a name, or with `None` forgets it.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put<T: Serialize>(&self, key: Key, value: Option<&T>) -> Result<(), DbError> {
        let connection = self.connection();
        match value {
            Some(value) => {
                let text = serde_json::to_string(value).map_err(|_| DbError::Malformed(key.name()))?;
                connection.execute(
                    "INSERT INTO progress (key, value) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    params![key.name(), text],
                )?
            }
            None => connection.execute("DELETE FROM progress WHERE key = ?1", [key.name()])?,
        };
        Ok(())
    }

    /// Keeps an enrolment and forgets the invite that led to it, as one step.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_enrolment(&self, enrolment: &EnrolmentRecord) -> Result<(), DbError> {
        let text = serde_json::to_string(enrolment).map_err(|_| DbError::Malformed("enrolment"))?;
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO progress (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            params![Key::Enrolment.name(), text],
        )?;
        transaction.execute(
            "DELETE FROM progress WHERE key IN (?1, ?2)",
            [Key::Offer.name(), Key::PendingLink.name()],
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// What the checks found last, by check.
    ///
    /// # Errors
    /// [`DbError`]. A finding that cannot be read back is left out: the check is simply run again.
    pub fn findings(&self) -> Result<Vec<(CheckId, StoredFinding)>, DbError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT check_id, value FROM finding ORDER BY check_id")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut findings = Vec::new();
        for row in rows {
            let (id, value) = row?;
            if let (Ok(id), Ok(finding)) = (CheckId::parse(id), serde_json::from_str(&value)) {
                findings.push((id, finding));
            }
        }
        Ok(findings)
    }

    /// Keeps what a check found. A draft that said otherwise is gone with it.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_finding(&self, check: &CheckId, finding: &StoredFinding) -> Result<(), DbError> {
        let value = serde_json::to_string(finding).map_err(|_| DbError::Malformed("finding"))?;
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO finding (check_id, value, observed_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (check_id) DO UPDATE SET value = excluded.value, observed_at = excluded.observed_at",
            params![check.as_str(), value, finding.observed_at.as_str()],
        )?;
        transaction.execute("DELETE FROM draft", [])?;
        transaction.commit()?;
        Ok(())
    }

    /// The report that is being read.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn draft(&self) -> Result<Option<Draft>, DbError> {
        let row: Option<(String, Vec<u8>)> = self
            .connection()
            .query_row("SELECT report_id, exact FROM draft", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        row.map(|(id, exact)| {
            Ok(Draft {
                report_id: ReportId::parse(id).map_err(|_| DbError::Malformed("draft"))?,
                exact: String::from_utf8(exact).map_err(|_| DbError::Malformed("draft"))?,
            })
        })
        .transpose()
    }

    /// Keeps the report that is being read, in place of any other.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_draft(&self, draft: &Draft) -> Result<(), DbError> {
        self.connection().execute(
            "INSERT INTO draft (only, report_id, exact) VALUES (1, ?1, ?2)
             ON CONFLICT (only) DO UPDATE SET report_id = excluded.report_id, exact = excluded.exact",
            params![draft.report_id.as_str(), draft.exact.as_bytes()],
        )?;
        Ok(())
    }
}
