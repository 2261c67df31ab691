//! All checks twice in one program, as the window does when somebody presses "Check all again". Prints what the second
//! time took, on the clock and of the processor, in seconds.
#![allow(clippy::print_stdout, reason = "what was measured is read by the benchmark")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;

use porchlight_checks::{Event, Memories, ids, run};
use porchlight_host_native::{NativeHost, SystemClock};
use rustix::time::{ClockId, clock_gettime};
use tokio::sync::mpsc;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let host = Arc::new(NativeHost::new());
    scan(&host).await?;
    let (clock, processor) = (Instant::now(), processor_time());
    scan(&host).await?;
    println!("{} {}", clock.elapsed().as_secs_f64(), (processor_time() - processor).as_secs_f64());
    Ok(())
}

async fn scan(host: &Arc<NativeHost>) -> anyhow::Result<()> {
    let (sender, mut events) = mpsc::channel(16);
    let machine = Arc::clone(host);
    let scan = tokio::spawn(async move {
        run(machine, Arc::new(SystemClock), &ids(), &Memories::new(), sender).await;
    });
    let mut found = 0;
    while let Some(event) = events.recv().await {
        found += usize::from(matches!(event, Event::Finished(_)));
    }
    scan.await?;
    ensure!(found == ids().len(), "only {found} checks came to an end");
    Ok(())
}

/// What this process used of the processors so far.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.try_into().unwrap_or_default())
}
