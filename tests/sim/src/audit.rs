//! What must be true of the database at every instant, whatever happened before.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, bail, ensure};
use porchlight_contract::{Receipt, ReportId};
use porchlight_jws::{Kind, SigningKey, Unverified, sha256};
use rusqlite::Connection;

use crate::world::World;

/// What the person did and saw, kept outside of the device.
#[derive(Default)]
pub(crate) struct Ledger {
    /// Every report that was ever shown, by its bytes.
    pub(crate) shown: BTreeMap<ReportId, String>,
    /// Every report that was seen on the disk.
    kept: BTreeSet<ReportId>,
    /// Every report that was seen signed.
    pub(crate) signed: BTreeSet<ReportId>,
    /// Every report that was seen with a receipt.
    pub(crate) sent: BTreeSet<ReportId>,
}

/// A line of one of the three tables.
struct Row {
    report_id: ReportId,
    exact: String,
    jws: Option<String>,
    receipt: Option<String>,
}

impl Ledger {
    /// Compares the database with what was seen before, and with what the collector has.
    pub(crate) fn audit(
        &mut self,
        look: &Connection,
        world: &World,
        device: &SigningKey,
    ) -> anyhow::Result<()> {
        let [draft, outbox, sent] = [
            rows(look, "SELECT report_id, exact, NULL, NULL FROM draft")?,
            rows(look, "SELECT report_id, exact, jws, NULL FROM outbox")?,
            rows(look, "SELECT report_id, exact, jws, receipt FROM sent")?,
        ];
        let mut places = BTreeMap::new();
        for row in draft.iter().chain(&outbox).chain(&sent) {
            *places.entry(&row.report_id).or_insert(0) += 1;
            ensure!(
                self.shown.get(&row.report_id) == Some(&row.exact),
                "{} is not what was shown",
                row.report_id
            );
            check_signature(row, device)?;
        }
        if let Some((report, count)) = places.iter().find(|(_, count)| **count != 1) {
            bail!("{report} is in {count} places");
        }
        if let Some(lost) = self.kept.iter().find(|report| !places.contains_key(report)) {
            bail!("{lost} is lost");
        }
        self.kept = places.into_keys().cloned().collect();
        for row in &sent {
            check_receipt(row, world).with_context(|| format!("{} counts as sent", row.report_id))?;
        }
        let sent: BTreeSet<_> = sent.into_iter().map(|row| row.report_id).collect();
        let signed: BTreeSet<_> =
            outbox.into_iter().map(|row| row.report_id).chain(sent.iter().cloned()).collect();
        ensure!(sent.is_superset(&self.sent), "a report that was sent is not any more");
        ensure!(signed.is_superset(&self.signed), "a signed report is lost");
        (self.sent, self.signed) = (sent, signed);
        Ok(())
    }

    /// At the end: the collector has each signed report once, and nothing else.
    pub(crate) fn settle(&self, world: &World, planned: usize) -> anyhow::Result<()> {
        let state = world.lock();
        let accepted: BTreeSet<_> = state.collector.accepted.keys().cloned().collect();
        ensure!(self.signed.len() == planned, "{} reports were signed of {planned}", self.signed.len());
        ensure!(self.sent == self.signed, "not all that was signed was sent");
        ensure!(accepted == self.signed, "the collector has {accepted:?}, signed were {:?}", self.signed);
        Ok(())
    }
}

fn rows(look: &Connection, query: &str) -> anyhow::Result<Vec<Row>> {
    let mut statement = look.prepare(query)?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?, row.get(3)?))
    })?;
    rows.map(|row| {
        let (report_id, exact, jws, receipt) = row?;
        Ok(Row { report_id: ReportId::parse(report_id)?, exact: String::from_utf8(exact)?, jws, receipt })
    })
    .collect()
}

/// What is signed is what was shown.
fn check_signature(row: &Row, device: &SigningKey) -> anyhow::Result<()> {
    let Some(jws) = &row.jws else { return Ok(()) };
    let payload = Unverified::parse(jws, Kind::Report)?.verify(device.public())?;
    ensure!(payload == row.exact.as_bytes(), "{} was signed otherwise than shown", row.report_id);
    Ok(())
}

fn check_receipt(row: &Row, world: &World) -> anyhow::Result<()> {
    let state = world.lock();
    let receipt = row.receipt.as_deref().context("without a receipt")?;
    let payload = Unverified::parse(receipt.trim(), Kind::Receipt)?.verify(state.collector.key.public())?;
    let receipt: Receipt = serde_json::from_slice(&payload)?;
    ensure!(receipt.report_id == row.report_id, "with the receipt of another report");
    ensure!(receipt.report_sha256 == sha256(row.exact.as_bytes())?, "with the receipt of other bytes");
    ensure!(
        state.collector.accepted.get(&row.report_id) == Some(&receipt),
        "and the collector does not have it"
    );
    Ok(())
}
