//! Signed reports, verified and durable before they are answered, against a server that gives every body back.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use bytes::Bytes;
use hyper::StatusCode;

use crate::collector::Collector;
use crate::devices::Device;
use crate::load::{CONNECTIONS, Requests, Run, flood, pace};
use crate::server::Server;
use crate::table::Table;

/// Requests a round and server.
const REQUESTS: usize = 6_000;
/// Reports a second, where the question is how long each takes.
const RATE: u32 = 1_000;
pub(crate) const REPORTS: &str = "/api/device/v1/reports";

/// Floods both in turn; then sends at a steady pace.
pub(crate) async fn measure(programs: &Path, rounds: u32) -> anyhow::Result<Table> {
    let echo = Server::start(&mut Command::new(programs.join("echo")))?;
    let collector = Collector::start(Collector::folder(programs)?, programs)?;
    let devices = collector.enrol(CONNECTIONS).await?;
    let impostors = devices.iter().map(Device::impostor).collect::<anyhow::Result<Vec<_>>>()?;
    let mut measured = [const { Vec::new() }; 5];
    // The first round warms everything up and is thrown away.
    for round in 0..=rounds {
        let bodies = reports(&devices, REQUESTS)?;
        let body = Requests { path: "/", bodies: Arc::clone(&bodies), expected: StatusCode::OK };
        let good = Requests { path: REPORTS, bodies, expected: StatusCode::CREATED };
        let bad = reports(&impostors, REQUESTS)?;
        let bad = Requests { path: REPORTS, bodies: bad, expected: StatusCode::NOT_FOUND };
        let fresh = Requests { bodies: reports(&devices, REQUESTS)?, ..good.clone() };
        let other = Requests { bodies: news(&devices, REQUESTS, round)?, ..good.clone() };
        let rows = [
            costs(&echo, async || flood(echo.address, &body, REQUESTS).await).await?,
            costs(&collector.server, async || flood(collector.server.address, &good, REQUESTS).await).await?,
            costs(&collector.server, async || flood(collector.server.address, &other, REQUESTS).await)
                .await?,
            costs(&collector.server, async || flood(collector.server.address, &bad, REQUESTS).await).await?,
            costs(&collector.server, async || pace(collector.server.address, &fresh, REQUESTS, RATE).await)
                .await?,
        ];
        if round > 0 {
            measured.iter_mut().zip(rows).for_each(|(all, row)| all.push(row));
        }
    }
    let columns = vec!["requests/s", "CPU µs a request", "p50 ms", "p99 ms", "peak MiB"];
    let names = [
        "bare echo",
        "reports that say nothing new",
        "reports that all say something new",
        "reports of unknown devices refused",
        "reports, 1,000 a second",
    ];
    Ok(Table::new("ingest", columns, names.into_iter().zip(measured).collect()))
}

/// So many new reports, of each device in turn.
pub(crate) fn reports(devices: &[Device], count: usize) -> anyhow::Result<Arc<Vec<Bytes>>> {
    Ok(Arc::new(devices.iter().cycle().take(count).map(Device::report).collect::<anyhow::Result<_>>()?))
}

/// The same, each of which says something that the one before did not.
fn news(devices: &[Device], count: usize, round: u32) -> anyhow::Result<Arc<Vec<Bytes>>> {
    let reports = devices.iter().cycle().take(count).enumerate();
    let reports = reports.map(|(n, device)| device.report_of(&format!("word-{round}-{n}")));
    Ok(Arc::new(reports.collect::<anyhow::Result<_>>()?))
}

/// What a run costs a server, in the columns of the table.
#[expect(clippy::cast_precision_loss, reason = "a count of requests that were sent one by one")]
pub(crate) async fn costs(
    server: &Server,
    run: impl AsyncFnOnce() -> anyhow::Result<Run>,
) -> anyhow::Result<Vec<f64>> {
    let before = server.cpu()?;
    let run = run().await?;
    let cpu = server.cpu()? - before;
    let count = run.latencies.len() as f64;
    Ok(vec![
        count / run.wall.as_secs_f64(),
        cpu / count * 1_000_000.0,
        run.percentile(0.5),
        run.percentile(0.99),
        server.peak()?,
    ])
}
