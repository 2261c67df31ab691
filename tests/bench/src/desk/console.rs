//! The help desk's lists with many devices, while reports come in.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use hyper::StatusCode;
use serde_json::Value;
use tokio::time::Instant;

use super::fill::{Size, fill};
use crate::collector::Collector;
use crate::devices::Device;
use crate::ingest::{REPORTS, reports};
use crate::load::{CONNECTIONS, Requests, Wire, pace, percentile};
use crate::table::Table;

const RATE: u32 = 1_000;
/// How long each list is asked for, again and again.
const SECONDS: u32 = 4;
/// The deep page is behind so many others.
const PAGES: usize = 100;

/// Asks for each list while reports come in at a steady pace.
pub(crate) async fn measure(programs: &Path, rounds: u32, devices: usize) -> anyhow::Result<Table> {
    let folder = Collector::folder(programs)?;
    fill(folder.path(), Size { companies: 200, devices, reports: devices }).await?;
    let collector = Collector::start(folder, programs)?;
    let senders = collector.enrol(CONNECTIONS).await?;
    let (email, password) = collector.owner()?;
    let mut wire = Wire::open(collector.server.address).await?;
    let cookie = wire.sign_in(&email, &password).await?;
    let lists = lists(&mut wire, &cookie).await?;
    let mut measured: Vec<(&str, Vec<Vec<f64>>)> =
        lists.iter().map(|(name, _)| (*name, Vec::new())).collect();
    for _ in 0..rounds {
        for ((_, path), (_, rows)) in lists.iter().zip(&mut measured) {
            rows.push(under_load(&collector, &senders, &cookie, path).await?);
        }
    }
    let columns = vec!["p50 ms", "p99 ms", "answers/s", "reports' p99 ms", "memory MiB"];
    Ok(Table::new("console", columns, measured))
}

/// What is asked for. The first answers are thrown away: with them the devices are judged for the first time.
async fn lists(wire: &mut Wire, cookie: &str) -> anyhow::Result<Vec<(&'static str, String)>> {
    let devices = "/api/console/v1/devices";
    let mut lists = vec![
        ("devices, first page", devices.to_owned()),
        ("devices, search for a person", format!("{devices}?q=haddad%2042")),
        ("devices, search for a reference", format!("{devices}?q=PL-7F3K")),
        ("devices, must be mended", format!("{devices}?standing=must_mend")),
        ("devices, one check fails", format!("{devices}?check=screen.lock&outcome=fail")),
        ("devices, nothing fits", format!("{devices}?check=time.sync&outcome=fail&stale=true")),
        ("today", "/api/console/v1/today".to_owned()),
        ("companies", "/api/console/v1/companies".to_owned()),
    ];
    let company: Value = serde_json::from_slice(&wire.get("/api/console/v1/companies", cookie).await?)?;
    let company = company[7]["id"].as_str().context("no company")?;
    lists.insert(1, ("devices, one company", format!("{devices}?company={company}")));
    let mut deep = devices.to_owned();
    for _ in 0..PAGES {
        let page: Value = serde_json::from_slice(&wire.get(&deep, cookie).await?)?;
        let Some(next) = page["next"].as_str() else { break };
        deep = format!("{devices}?after={}", next.replace(':', "%3A"));
    }
    lists.insert(1, ("devices, a deep page", deep));
    for (_, path) in &lists {
        wire.get(path, cookie).await?;
    }
    Ok(lists)
}

async fn under_load(
    collector: &Collector,
    senders: &[Device],
    cookie: &str,
    path: &str,
) -> anyhow::Result<Vec<f64>> {
    let count = usize::try_from(RATE * SECONDS)?;
    let bodies = reports(senders, count)?;
    let requests = Requests { path: REPORTS, bodies: Arc::clone(&bodies), expected: StatusCode::CREATED };
    let address = collector.server.address;
    let (cookie, path) = (cookie.to_owned(), path.to_owned());
    let asking = tokio::spawn(async move {
        let mut wire = Wire::open(address).await?;
        let (end, mut latencies) = (Instant::now() + Duration::from_secs(SECONDS.into()), Vec::new());
        while Instant::now() < end {
            let asked = Instant::now();
            wire.get(&path, &cookie).await?;
            latencies.push(asked.elapsed());
        }
        latencies.sort_unstable();
        anyhow::Ok(latencies)
    });
    let run = pace(address, &requests, count, RATE).await?;
    let latencies = asking.await??;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand answers")]
    let a_second = latencies.len() as f64 / f64::from(SECONDS);
    Ok(vec![
        percentile(&latencies, 0.5),
        percentile(&latencies, 0.99),
        a_second,
        run.percentile(0.99),
        collector.server.memory()?,
    ])
}
