//! Does the collector stay as quick and as small as its reports grow in number?

use std::path::Path;
use std::sync::Arc;

use hyper::StatusCode;

use super::fill::{Size, fill};
use crate::collector::Collector;
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
        vec!["requests/s", "CPU µs a request", "p50 ms", "p99 ms", "peak MiB", "disk bytes a report more"];
    Ok(Table::new("growth", columns, measured))
}

async fn of_size(programs: &Path, rounds: u32, size: usize) -> anyhow::Result<Vec<Vec<f64>>> {
    let folder = Collector::folder(programs)?;
    fill(folder.path(), Size { companies: 200, devices: size / EACH, reports: size }).await?;
    let collector = Collector::start(folder, programs)?;
    let devices = collector.enrol(CONNECTIONS).await?;
    let address = collector.server.address;
    let mut rows = Vec::new();
    // The first round begins the skeletons of the devices that send, and is thrown away.
    for round in 0..=rounds {
        let bodies = reports(&devices, REQUESTS)?;
        let requests = Requests { path: REPORTS, bodies: Arc::clone(&bodies), expected: StatusCode::CREATED };
        let before = disk(collector.folder.path())?;
        let mut row = costs(&collector.server, async || flood(address, &requests, REQUESTS).await).await?;
        #[expect(clippy::cast_precision_loss, reason = "bytes of a file that was just made")]
        row.push((disk(collector.folder.path())? - before) as f64 / REQUESTS as f64);
        if round > 0 {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The pages of the database as SQLite counts them: the file itself grows only when the log is carried over.
fn disk(data: &Path) -> anyhow::Result<i64> {
    let database = rusqlite::Connection::open(data.join("collector.db"))?;
    let pragma = |name: &str| database.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    Ok((pragma("page_count")? - pragma("freelist_count")?) * pragma("page_size")?)
}
