//! Signed reports, verified and durable before they are answered, against a server that gives every body back.

mod devices;
mod load;
mod server;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, ensure};
use bytes::Bytes;
use hyper::StatusCode;
use tempfile::TempDir;

use self::devices::Device;
use self::load::{CONNECTIONS, Requests, Run, flood, pace};
use self::server::Server;
use crate::table::Table;

/// Requests a round and server.
const REQUESTS: usize = 6_000;
/// Reports a second, where the question is how long each takes.
const RATE: u32 = 1_000;
const REPORTS: &str = "/api/device/v1/reports";

/// Floods both in turn; then sends at a steady pace.
pub(crate) async fn measure(programs: &Path, rounds: u32) -> anyhow::Result<Table> {
    let echo = Server::start(&mut Command::new(programs.join("echo")))?;
    let collector = Collector::start(programs)?;
    let devices = collector.enrol(CONNECTIONS).await?;
    let impostors = devices.iter().map(Device::impostor).collect::<anyhow::Result<Vec<_>>>()?;
    let (mut given_back, mut stored, mut refused, mut steady) = (vec![], vec![], vec![], vec![]);
    // The first round warms everything up and is thrown away.
    for round in 0..=rounds {
        let bodies = reports(&devices, REQUESTS)?;
        let body = Requests { path: "/", bodies: Arc::clone(&bodies), expected: StatusCode::OK };
        let good = Requests { path: REPORTS, bodies, expected: StatusCode::CREATED };
        let bad = reports(&impostors, REQUESTS)?;
        let bad = Requests { path: REPORTS, bodies: bad, expected: StatusCode::FORBIDDEN };
        let fresh = Requests { bodies: reports(&devices, REQUESTS)?, ..good.clone() };
        let rows = [
            costs(&echo, async || flood(echo.address, &body, REQUESTS).await).await?,
            costs(&collector.server, async || flood(collector.server.address, &good, REQUESTS).await).await?,
            costs(&collector.server, async || flood(collector.server.address, &bad, REQUESTS).await).await?,
            costs(&collector.server, async || pace(collector.server.address, &fresh, REQUESTS, RATE).await)
                .await?,
        ];
        if round > 0 {
            for (row, all) in rows.into_iter().zip([&mut given_back, &mut stored, &mut refused, &mut steady])
            {
                all.push(row);
            }
        }
    }
    let columns = vec!["requests/s", "CPU µs a request", "p50 ms", "p99 ms", "peak MiB"];
    let measured = vec![
        ("bare echo", given_back),
        ("reports stored", stored),
        ("reports of unknown devices refused", refused),
        ("reports stored, 1,000 a second", steady),
    ];
    Ok(Table::new("ingest", columns, measured))
}

/// A collector with a company, on a disk of its own.
struct Collector {
    server: Server,
    program: std::path::PathBuf,
    folder: TempDir,
}

impl Collector {
    fn start(programs: &Path) -> anyhow::Result<Self> {
        let program = programs.join("porchlight-collector");
        // Beside the programs: what is mounted for temporary files may not be a disk.
        let folder = tempfile::tempdir_in(programs.parent().context("no folder")?)?;
        let company = ["company", "add", "--name", "Bench", "--provider", "Bench", "--data"];
        let added = Command::new(&program).args(company).arg(folder.path()).output()?;
        ensure!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        let serve = ["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--data"];
        let server = Server::start(Command::new(&program).args(serve).arg(folder.path()))?;
        Ok(Self { server, program, folder })
    }

    async fn enrol(&self, count: usize) -> anyhow::Result<Vec<Device>> {
        let mut devices = Vec::with_capacity(count);
        for _ in 0..count {
            devices.push(Device::enrol(&self.program, self.folder.path(), &self.server).await?);
        }
        Ok(devices)
    }
}

/// So many new reports, of each device in turn.
fn reports(devices: &[Device], count: usize) -> anyhow::Result<Arc<Vec<Bytes>>> {
    Ok(Arc::new(devices.iter().cycle().take(count).map(Device::report).collect::<anyhow::Result<_>>()?))
}

/// What a run costs a server, in the columns of the table.
#[expect(clippy::cast_precision_loss, reason = "a count of requests that were sent one by one")]
async fn costs(server: &Server, run: impl AsyncFnOnce() -> anyhow::Result<Run>) -> anyhow::Result<Vec<f64>> {
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
