//! What lists ask for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashSet};

use porchlight_collector_db::Scope;
use porchlight_contract::{CheckId, CompanyId, DeviceId, OsFamily, Readiness, Timestamp};

use super::judgement::{Class, Judgement, Todo};
use super::rows::{Company, Row, Rows};
use crate::clock::seconds;

/// Which devices.
#[derive(Clone, Default)]
pub(crate) struct Query {
    /// Only those of this company.
    pub(crate) company: Option<CompanyId>,
    /// Only those of these companies; `None` for all.
    pub(crate) companies: Scope,
    /// From when on the reports of a company's devices are not too old. A company that is not in here has none.
    pub(crate) fresh_from: BTreeMap<CompanyId, Timestamp>,
    /// Only those with this kind of system.
    pub(crate) os: Option<OsFamily>,
    /// Only those that were searched for.
    pub(crate) search: Option<Search>,
    /// Only those whose newest report means this, as long as it is there and judged.
    pub(crate) stands: Option<fn(&Readiness) -> bool>,
    /// Only those that never reported.
    pub(crate) silent: bool,
    /// Only those whose newest report is too old, or only those where it is not.
    pub(crate) stale: Option<bool>,
    /// Only those with this check in their newest report; with `class`, with this conclusion.
    pub(crate) check: Option<CheckId>,
    /// Only those with such a conclusion, of `check` or of any.
    pub(crate) class: Option<Class>,
}

/// What was typed to find devices.
#[derive(Clone, Default)]
pub(crate) struct Search {
    /// In the person's name, in lower case.
    pub(crate) text: String,
    /// All devices of these companies, whose names have it in them.
    pub(crate) companies: HashSet<CompanyId>,
    /// These devices too: it is the reference of a report of theirs.
    pub(crate) devices: HashSet<DeviceId>,
}

/// A place in the list of devices: newest activity first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cursor {
    /// In seconds since 1970.
    pub(crate) activity_at: i64,
    pub(crate) id: DeviceId,
}

/// A page of devices.
pub(crate) struct Page {
    /// Newest activity first.
    pub(crate) devices: Vec<DeviceId>,
    /// How many there are on all pages.
    pub(crate) total: u64,
    /// Where the next page begins, if there is one.
    pub(crate) next: Option<Cursor>,
}

/// Devices of a company, by what their newest report means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) devices: u32,
    pub(crate) ready: u32,
    pub(crate) must_mend: u32,
    pub(crate) unclear: u32,
    pub(crate) stale: u32,
    pub(crate) never_reported: u32,
    pub(crate) left_out: u32,
}

/// Something that may have to be done about a device.
#[derive(Clone, Copy)]
pub(crate) struct Candidate<'a> {
    pub(crate) device: &'a DeviceId,
    /// In seconds since 1970.
    pub(crate) since: i64,
    pub(crate) what: What<'a>,
}

/// What it is.
#[derive(Clone, Copy)]
pub(crate) enum What<'a> {
    /// About a check of its newest report.
    Check(Todo, &'a CheckId),
    /// It never reported.
    Silent,
    /// Its newest report is too old.
    Stale,
}

/// A query, with what it says of companies by their numbers.
struct Sieve<'a> {
    query: &'a Query,
    /// Whether the devices of the company are asked for; from when on their reports are not too old.
    companies: Vec<(bool, i64)>,
    /// Whether all devices of the company were searched for.
    found: Vec<bool>,
}

impl<'a> Sieve<'a> {
    fn new(query: &'a Query, rows: &Rows) -> Self {
        let view = |company: &Company| {
            let only = query.company.as_ref().is_none_or(|only| *only == company.id);
            let seen = query.companies.as_ref().is_none_or(|seen| seen.contains(&company.id));
            // Without such a time nothing is too old.
            (only && seen, query.fresh_from.get(&company.id).map_or(i64::MIN, seconds))
        };
        let found = |company: &Company| {
            query.search.as_ref().is_some_and(|search| search.companies.contains(&company.id))
        };
        let companies = &rows.companies;
        Self {
            query,
            companies: companies.iter().map(view).collect(),
            found: companies.iter().map(found).collect(),
        }
    }

    fn keeps(&self, row: &Row) -> bool {
        let query = self.query;
        self.companies.get(row.company).is_some_and(|(asked_for, _)| *asked_for)
            && query.os.is_none_or(|os| os == row.device.os)
            && (!query.silent || row.reported.is_none())
            && query.stale.is_none_or(|stale| self.is_stale(row) == stale)
            && query.stands.is_none_or(|stands| row.judgement.as_ref().is_some_and(|j| stands(&j.readiness)))
            && ((query.check.is_none() && query.class.is_none())
                || row.judgement.as_ref().is_some_and(|judgement| query.marks(judgement)))
            && query.search.as_ref().is_none_or(|search| self.finds(search, row))
    }

    fn finds(&self, search: &Search, row: &Row) -> bool {
        self.found.get(row.company).is_some_and(|found| *found)
            || row.person.contains(&search.text)
            || search.devices.contains(&row.device.id)
    }

    /// Whether the newest report of a device is too old. Without any there is none that is.
    fn is_stale(&self, row: &Row) -> bool {
        let fresh_from = self.companies.get(row.company).map(|(_, fresh_from)| *fresh_from);
        row.reported.zip(fresh_from).is_some_and(|(newest, fresh_from)| newest.received_at < fresh_from)
    }
}

impl Query {
    fn marks(&self, judgement: &Judgement) -> bool {
        judgement.marks.iter().any(|mark| {
            self.class.is_none_or(|class| class == mark.class)
                && self.check.as_ref().is_none_or(|check| *check == *mark.check)
        })
    }
}

impl Rows {
    /// A page of devices behind a place, and how many there are on all pages.
    pub(crate) fn page(&self, query: &Query, after: Option<&Cursor>, limit: usize) -> Page {
        let sieve = Sieve::new(query, self);
        let mut total = 0;
        // One more than fits, so that it is known whether there is a next page. The least recent is on top.
        let mut newest = BinaryHeap::new();
        // Those that were enrolled last first: most of the others are then less recent, and are passed over.
        for row in self.devices.iter().rev().filter(|row| sieve.keeps(row)) {
            total += 1;
            let place = (row.activity_at, &row.device.id);
            if after.is_some_and(|after| place >= (after.activity_at, &after.id)) {
                continue;
            }
            if newest.len() <= limit {
                newest.push(Reverse(place));
            } else if newest.peek().is_some_and(|Reverse(oldest)| place > *oldest) {
                newest.pop();
                newest.push(Reverse(place));
            }
        }
        let mut found = newest.into_sorted_vec();
        let more = found.len() > limit;
        found.truncate(limit);
        let last = found.last().filter(|_| more);
        Page {
            next: last.map(|Reverse((at, id))| Cursor { activity_at: *at, id: (*id).clone() }),
            devices: found.into_iter().map(|Reverse((_, id))| id.clone()).collect(),
            total,
        }
    }

    /// Every device, newest activity first.
    pub(crate) fn all(&self, query: &Query) -> Vec<DeviceId> {
        let sieve = Sieve::new(query, self);
        let mut rows: Vec<_> = self.devices.iter().filter(|row| sieve.keeps(row)).collect();
        rows.sort_unstable_by_key(|row| Reverse((row.activity_at, &row.device.id)));
        rows.into_iter().map(|row| row.device.id.clone()).collect()
    }

    /// How many devices of each company stand how.
    pub(crate) fn tallies(&self, query: &Query) -> BTreeMap<CompanyId, Tally> {
        let sieve = Sieve::new(query, self);
        let mut tallies = vec![Tally::default(); self.companies.len()];
        for row in self.devices.iter().filter(|row| sieve.keeps(row)) {
            if let Some(tally) = tallies.get_mut(row.company) {
                tally.add(row, sieve.is_stale(row));
            }
        }
        let tallies = self.companies.iter().zip(tallies).filter(|(_, tally)| tally.devices > 0);
        tallies.map(|(company, tally)| (company.id.clone(), tally)).collect()
    }

    /// Shows what may have to be done to `visit`; returns how many devices were looked at.
    pub(crate) fn candidates<'a>(&'a self, query: &Query, mut visit: impl FnMut(Candidate<'a>)) -> u64 {
        let sieve = Sieve::new(query, self);
        let mut looked_at = 0;
        for row in self.devices.iter().filter(|row| sieve.keeps(row)) {
            looked_at += 1;
            let device = &row.device.id;
            let Some(newest) = row.reported else {
                let since = seconds(&row.device.enrolled_at);
                visit(Candidate { device, since, what: What::Silent });
                continue;
            };
            let since = newest.received_at;
            for mark in row.judgement.iter().flat_map(|judgement| &judgement.marks) {
                if let Some(todo) = mark.todo {
                    visit(Candidate { device, since, what: What::Check(todo, &mark.check) });
                }
            }
            if sieve.is_stale(row) {
                visit(Candidate { device, since, what: What::Stale });
            }
        }
        looked_at
    }
}

impl Tally {
    fn add(&mut self, row: &Row, is_stale: bool) {
        let readiness = row.judgement.as_ref().map(|judgement| judgement.readiness).unwrap_or_default();
        self.devices += 1;
        self.ready += u32::from(readiness.ready);
        self.must_mend += u32::from(readiness.must_mend > 0);
        self.unclear += u32::from(readiness.unclear > 0);
        self.stale += u32::from(is_stale);
        self.never_reported += u32::from(row.reported.is_none());
        self.left_out += u32::from(row.judgement.as_ref().is_some_and(|judgement| judgement.left_out));
    }
}
