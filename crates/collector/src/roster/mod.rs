//! Every device in memory: whose key is whose, for each report that comes, and how each device stands, for the lists.
//!
//! Invariant: what stands in here follows from the database. It is read in when the collector starts, and changed when a
//! change was committed, and by nobody else: one program at a time serves a database. How a device stands depends on
//! its company's policy too; it is judged when somebody asks under a policy by which it was not judged yet.
//!
//! It costs about a kilobyte a device, and nothing for each report.

mod judgement;
mod query;
mod rows;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use porchlight_collector_db::{Device, DeviceEntry, Enrolled, ReportRecord, Store, StoreError};
use porchlight_contract::{CheckEntry, CompanyId, Thumbprint};

use crate::rules::Rules;

use judgement::Judgement;
pub(crate) use judgement::{Class, Todo};
pub(crate) use query::{Candidate, Cursor, Query, Search, What};
use rows::Rows;

/// Every device.
pub(crate) struct Roster {
    store: Arc<dyn Store>,
    rows: Arc<RwLock<Rows>>,
    /// One company's devices are judged at a time, so that two who ask do not do it twice.
    judging: tokio::sync::Mutex<()>,
}

impl Roster {
    /// Reads every device in.
    pub(crate) async fn load(store: Arc<dyn Store>) -> Result<Self, StoreError> {
        let rows = Arc::new(RwLock::new(Rows::default()));
        let filling = Arc::clone(&rows);
        let visit = move |enrolled: Enrolled| {
            filling.write().unwrap_or_else(PoisonError::into_inner).add(enrolled);
        };
        store.visit_enrolled(Box::new(visit)).await?;
        Ok(Self { store, rows, judging: tokio::sync::Mutex::new(()) })
    }

    /// The device with this key.
    pub(crate) fn by_key(&self, key: &Thumbprint) -> Option<Arc<Device>> {
        self.read().by_key(key)
    }

    /// A device was enrolled.
    pub(crate) fn enrolled(&self, device: Device) {
        let activity_at = device.enrolled_at.clone();
        self.write().add(Enrolled { device, activity_at, reported: None });
    }

    /// A report was stored.
    pub(crate) fn reported(&self, record: &ReportRecord, checks: &[CheckEntry]) {
        self.write().report(record, checks);
    }

    /// What a device reported was taken back: it is what the database says now.
    pub(crate) async fn refresh(&self, record: &ReportRecord) -> Result<(), StoreError> {
        if let Some(entry) = self.store.device(&record.device_id).await? {
            self.write().refresh(&entry);
        }
        Ok(())
    }

    /// Sees to it that every device of these companies is judged by these rules.
    pub(crate) async fn judge(&self, rules: &BTreeMap<CompanyId, Rules>) -> Result<(), StoreError> {
        if self.read().outdated(rules).is_empty() {
            return Ok(());
        }
        let _one_at_a_time = self.judging.lock().await;
        // Somebody else may just have done some of it.
        let outdated = self.read().outdated(rules);
        for company in outdated {
            if let Some(rules) = rules.get(&company) {
                self.judge_company(&company, Arc::new(rules.clone())).await?;
            }
        }
        Ok(())
    }

    async fn judge_company(&self, company: &CompanyId, rules: Arc<Rules>) -> Result<(), StoreError> {
        // From here on, reports that come are judged by the new rules, and what is read below is not newer than they.
        self.write().begin(company, &rules);
        let rows = Arc::clone(&self.rows);
        let visit = move |entry: DeviceEntry| {
            let judgement = entry.latest.as_ref().map(|latest| Judgement::of(&latest.checks, &rules));
            let mut rows = rows.write().unwrap_or_else(PoisonError::into_inner);
            rows.judge(&entry, &rules, judgement);
        };
        self.store.visit_devices(company, Box::new(visit)).await?;
        self.write().finish(company);
        Ok(())
    }

    /// Answers something out of memory, on a thread that may take its time.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Rows) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let rows = Arc::clone(&self.rows);
        let asked = tokio::task::spawn_blocking(move || {
            question(&rows.read().unwrap_or_else(PoisonError::into_inner))
        });
        asked.await.map_err(|error| StoreError::Failed(Box::new(error)))
    }

    fn read(&self) -> RwLockReadGuard<'_, Rows> {
        self.rows.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Rows> {
        self.rows.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
