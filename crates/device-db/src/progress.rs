//! How far the person is, and what the checks found.

use std::collections::BTreeSet;

use porchlight_contract::{CheckId, PersonAnswer, ReportId};
use rusqlite::{Connection, OptionalExtension, params};
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
            Some(value) => put_value(&connection, key, value),
            None => {
                connection.execute("DELETE FROM progress WHERE key = ?1", [key.name()])?;
                Ok(())
            }
        }
    }

    /// Keeps an enrolment and forgets the invite that led to it, as one step.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_enrolment(&self, enrolment: &EnrolmentRecord) -> Result<(), DbError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        put_value(&transaction, Key::Enrolment, enrolment)?;
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

    /// Keeps what a check found. A draft that said otherwise is gone with it, and so is what the person said to a finding
    /// that is no longer there.
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
        if !finding.outcome.can_be_answered() {
            transaction.execute("DELETE FROM answer WHERE check_id = ?1", [check.as_str()])?;
        }
        transaction.execute("DELETE FROM draft", [])?;
        transaction.commit()?;
        Ok(())
    }

    /// What the person says to findings, by check.
    ///
    /// # Errors
    /// [`DbError`]. An answer that cannot be read back is left out.
    pub fn answers(&self) -> Result<Vec<(CheckId, PersonAnswer)>, DbError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT check_id, value FROM answer ORDER BY check_id")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let mut answers = Vec::new();
        for row in rows {
            let (id, value) = row?;
            if let (Ok(id), Ok(answer)) = (CheckId::parse(id), serde_json::from_str(&value)) {
                answers.push((id, answer));
            }
        }
        Ok(answers)
    }

    /// Keeps what the person says to a finding, or with `None` forgets it. A draft that said otherwise is gone with it.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_answer(&self, check: &CheckId, answer: Option<PersonAnswer>) -> Result<(), DbError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        match answer {
            Some(answer) => {
                let value = serde_json::to_string(&answer).map_err(|_| DbError::Malformed("answer"))?;
                transaction.execute(
                    "INSERT INTO answer (check_id, value) VALUES (?1, ?2)
                     ON CONFLICT (check_id) DO UPDATE SET value = excluded.value",
                    params![check.as_str(), value],
                )?
            }
            None => transaction.execute("DELETE FROM answer WHERE check_id = ?1", [check.as_str()])?,
        };
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
        insert_draft(&self.connection(), draft)
    }

    /// Keeps what the person leaves out, together with the report that was made anew for it.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn put_left_out(&self, left_out: &BTreeSet<CheckId>, draft: &Draft) -> Result<(), DbError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        put_value(&transaction, Key::LeftOut, left_out)?;
        insert_draft(&transaction, draft)?;
        transaction.commit()?;
        Ok(())
    }
}

fn put_value<T: Serialize>(connection: &Connection, key: Key, value: &T) -> Result<(), DbError> {
    let text = serde_json::to_string(value).map_err(|_| DbError::Malformed(key.name()))?;
    connection.execute(
        "INSERT INTO progress (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![key.name(), text],
    )?;
    Ok(())
}

fn insert_draft(connection: &Connection, draft: &Draft) -> Result<(), DbError> {
    connection.execute(
        "INSERT INTO draft (only, report_id, exact) VALUES (1, ?1, ?2)
         ON CONFLICT (only) DO UPDATE SET report_id = excluded.report_id, exact = excluded.exact",
        params![draft.report_id.as_str(), draft.exact.as_bytes()],
    )?;
    Ok(())
}
