//! All checks twice in one program, as the window does when somebody presses "Check all again".
#![allow(clippy::print_stdout, reason = "what was found has to be used")]

use std::sync::Arc;

use porchlight_checks::{Event, Memories, ids, run};
use porchlight_host_native::{NativeHost, SystemClock};
use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let host = Arc::new(NativeHost::new());
    for _ in 0..2 {
        let (sender, mut events) = mpsc::channel(16);
        let machine = Arc::clone(&host);
        let scan = tokio::spawn(async move {
            run(machine, Arc::new(SystemClock), &ids(), &Memories::new(), sender).await;
        });
        let mut found = 0;
        while let Some(event) = events.recv().await {
            found += u32::from(matches!(event, Event::Finished(_)));
        }
        println!("{found} {}", scan.await.is_ok());
    }
}
