//! Does the collector stay as quick and as small as its reports grow in number?

use std::path::Path;

use hyper::StatusCode;

use super::fill::{Size, fill};
use crate::collector::Collector;
use crate::devices::Device;
use crate::ingest::{REPORTS, costs, reports};
use crate::load::{CONNECTIONS, Requests, flood};
use crate::table::Table;

/// Reports a measurement.
const REQUESTS: usize = 6_000;
/// Each device has so many reports.
const EACH: usize = 10;
const SIZES: [(&str, usize); 4] =
    [("1 k reports", 1_000), ("10 k", 10_000), ("100 k", 100_000), ("1 M", 1_000_000)];

/// Fills a database to each size and sends reports to it.
pub(crate) async fn measure(programs: &Path, rounds: u32, most: usize) -> anyhow::Result<Table> {
    let mut measured = Vec::new();
    for (name, size) in SIZES.into_iter().filter(|(_, size)| *size <= most) {
        measured.push((name, of_size(programs, rounds, size).await?));
    }
    let columns =
        vec!["requests/s", "CPU µs a request", "p50 ms", "p99 ms", "peak MiB", "bytes of disk a report"];
    Ok(Table::new("growth", columns, measured))
}

async fn of_size(programs: &Path, rounds: u32, size: usize) -> anyhow::Result<Vec<Vec<f64>>> {
    let folder = Collector::folder(programs)?;
    fill(folder.path(), Size { companies: 200, devices: size / EACH, reports: size }).await?;
    let collector = Collector::start(folder, programs)?;
    let devices = collector.enrol(CONNECTIONS).await?;
    // The first reports of these devices begin their skeletons, and do not count.
    round(&collector, &devices).await?;
    let (collector, before) = collector.restarted(programs)?;
    let mut rows = Vec::new();
    for _ in 0..rounds {
        rows.push(round(&collector, &devices).await?);
    }
    let (_, after) = collector.restarted(programs)?;
    #[expect(clippy::cast_precision_loss, reason = "the length of a file that was just made")]
    let each = (after - before) as f64 / (f64::from(rounds) * REQUESTS as f64);
    rows.iter_mut().for_each(|row| row.push(each));
    Ok(rows)
}

async fn round(collector: &Collector, devices: &[Device]) -> anyhow::Result<Vec<f64>> {
    let bodies = reports(devices, REQUESTS)?;
    let requests = Requests { path: REPORTS, bodies, expected: StatusCode::CREATED };
    costs(&collector.server, async || flood(collector.server.address, &requests, REQUESTS).await).await
}
