//! The devices themselves, and what changes them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use porchlight_collector_db::{Device, DeviceEntry, Enrolled, ReportRecord, Reported};
use porchlight_contract::{CheckEntry, CheckId, CompanyId, DeviceId, Thumbprint};

use super::judgement::Judgement;
use crate::clock::seconds;
use crate::rules::Rules;

/// Every device.
#[derive(Default)]
pub(crate) struct Rows {
    pub(super) devices: Vec<Row>,
    by_id: HashMap<DeviceId, usize>,
    by_key: HashMap<Thumbprint, usize>,
    /// By the numbers that their devices have.
    pub(super) companies: Vec<Company>,
    numbers: HashMap<CompanyId, usize>,
    /// The names of checks, each once.
    checks: HashSet<Arc<CheckId>>,
}

/// So many names of checks are shared. There are some ten; a device that makes them up does not fill the memory.
pub(super) const CHECKS: usize = 1024;

/// A company's devices.
pub(super) struct Company {
    pub(super) id: CompanyId,
    /// By which the devices are judged.
    rules: Option<Arc<Rules>>,
    /// Whether all of them are.
    is_judged: bool,
}

/// A device.
pub(super) struct Row {
    pub(super) device: Arc<Device>,
    /// The person's name in lower case.
    pub(super) person: Box<str>,
    /// The number of its company.
    pub(super) company: usize,
    /// In seconds since 1970, as all times in here: a list looks at every device.
    pub(super) activity_at: i64,
    /// The report that it is judged by, if there is one.
    pub(super) reported: Option<Times>,
    /// `None` as long as nobody has asked, and without a report.
    pub(super) judgement: Option<Judgement>,
    /// By which it was judged.
    rules: Option<Arc<Rules>>,
}

/// When a report was made, by the device's clock, and when it was stored.
#[derive(Clone, Copy)]
pub(super) struct Times {
    created_at: i64,
    pub(super) received_at: i64,
}

impl From<Reported> for Times {
    fn from(reported: Reported) -> Self {
        Self { created_at: seconds(&reported.created_at), received_at: seconds(&reported.received_at) }
    }
}

impl Rows {
    pub(super) fn add(&mut self, enrolled: Enrolled) {
        let Enrolled { device, activity_at, reported } = enrolled;
        if self.by_id.contains_key(&device.id) {
            return;
        }
        let at = self.devices.len();
        self.by_id.insert(device.id.clone(), at);
        self.by_key.insert(device.thumbprint.clone(), at);
        let company = self.number_of(&device.company_id);
        let person = device.person.as_ref().map(|person| person.as_str().to_lowercase());
        self.devices.push(Row {
            person: person.unwrap_or_default().into(),
            company,
            device: Arc::new(device),
            activity_at: seconds(&activity_at),
            reported: reported.map(Times::from),
            judgement: None,
            rules: None,
        });
    }

    fn number_of(&mut self, company: &CompanyId) -> usize {
        if let Some(number) = self.numbers.get(company) {
            return *number;
        }
        let number = self.companies.len();
        self.numbers.insert(company.clone(), number);
        self.companies.push(Company { id: company.clone(), rules: None, is_judged: false });
        number
    }

    fn company(&mut self, company: &CompanyId) -> Option<&mut Company> {
        self.companies.get_mut(*self.numbers.get(company)?)
    }

    pub(super) fn by_key(&self, key: &Thumbprint) -> Option<Arc<Device>> {
        Some(Arc::clone(&self.devices.get(*self.by_key.get(key)?)?.device))
    }

    #[cfg(test)]
    pub(super) fn shared_names(&self) -> usize {
        self.checks.len()
    }

    /// The same with shared names.
    fn shared(&mut self, mut judgement: Judgement) -> Judgement {
        for mark in &mut judgement.marks {
            if let Some(shared) = self.checks.get(&mark.check) {
                mark.check = Arc::clone(shared);
            } else if self.checks.len() < CHECKS {
                self.checks.insert(Arc::clone(&mark.check));
            }
        }
        judgement
    }

    fn row(&mut self, id: &DeviceId) -> Option<&mut Row> {
        self.devices.get_mut(*self.by_id.get(id)?)
    }

    /// The rules that a company has now, and what these checks mean by them.
    fn judged(
        &mut self,
        company: &CompanyId,
        checks: Option<&[CheckEntry]>,
    ) -> (Option<Arc<Rules>>, Option<Judgement>) {
        let rules = self.company(company).and_then(|company| company.rules.clone());
        let judged = checks.zip(rules.as_deref()).map(|(checks, rules)| Judgement::of(checks, rules));
        let judgement = judged.map(|judgement| self.shared(judgement));
        (rules, judgement)
    }

    /// The companies whose devices are not all judged by these rules.
    pub(super) fn outdated(&self, rules: &BTreeMap<CompanyId, Rules>) -> Vec<CompanyId> {
        let companies = self.companies.iter().filter(|company| {
            let judged_by = company.rules.as_deref().filter(|_| company.is_judged);
            rules.get(&company.id).is_some_and(|rules| !judged_by.is_some_and(|by| by.judge_like(rules)))
        });
        companies.map(|company| company.id.clone()).collect()
    }

    /// A company is judged by these rules from now on.
    pub(super) fn begin(&mut self, company: &CompanyId, rules: &Arc<Rules>) {
        if let Some(company) = self.company(company) {
            company.rules = Some(Arc::clone(rules));
            company.is_judged = false;
        }
    }

    /// Every device of a company is judged by its rules.
    pub(super) fn finish(&mut self, company: &CompanyId) {
        if let Some(company) = self.company(company) {
            company.is_judged = true;
        }
    }

    /// What a device's newest report means, unless it was judged by the same rules already: then a report has come
    /// since the database was read.
    pub(super) fn judge(&mut self, entry: &DeviceEntry, rules: &Arc<Rules>, judgement: Option<Judgement>) {
        let judgement = judgement.map(|judgement| self.shared(judgement));
        let Some(row) = self.row(&entry.device.id) else { return };
        if !row.rules.as_ref().is_some_and(|by| Arc::ptr_eq(by, rules)) {
            row.judgement = judgement;
            row.rules = Some(Arc::clone(rules));
        }
    }

    /// A report was stored. A device is judged by the one with the latest `created_at`, and by the rules that its company
    /// has now: those of a moment ago may have been replaced, and nobody would judge it again.
    pub(super) fn report(&mut self, record: &ReportRecord, checks: &[CheckEntry]) {
        let (rules, judgement) = self.judged(&record.company_id, Some(checks));
        let Some(row) = self.row(&record.device_id) else { return };
        let times = Times::from(Reported::from(record));
        row.activity_at = row.activity_at.max(times.received_at);
        if row.reported.is_none_or(|newest| times.created_at >= newest.created_at) {
            row.reported = Some(times);
            row.judgement = judgement;
            row.rules = rules;
        }
    }

    /// A device is as the database says.
    pub(super) fn refresh(&mut self, entry: &DeviceEntry) {
        let checks = entry.latest.as_ref().map(|latest| latest.checks.as_slice());
        let (rules, judgement) = self.judged(&entry.device.company_id, checks);
        let Some(row) = self.row(&entry.device.id) else { return };
        row.reported = entry.latest.as_ref().map(|latest| Times::from(Reported::from(latest)));
        row.judgement = judgement;
        row.rules = rules;
    }
}
