//! The writer against a real file, with jobs that wait for the test.

use std::sync::mpsc::{Receiver, Sender, channel};

use rusqlite::Connection;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use super::*;
use crate::sqlite::connection;

struct Table {
    folder: TempDir,
    writer: Arc<Writer>,
}

impl Table {
    fn new(queue: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let connection = connection::open_for_writing(&folder.path().join("a.db")).unwrap();
        connection::make_durable(&connection).unwrap();
        connection.execute_batch("CREATE TABLE n (n INTEGER PRIMARY KEY)").unwrap();
        Self { folder, writer: Arc::new(Writer::start(connection, queue, 64).unwrap()) }
    }

    /// Keeps the writer inside a job until the sender is used or dropped.
    async fn hold(&self) -> (Sender<()>, JoinHandle<Result<(), StoreError>>) {
        let (release, held): (_, Receiver<()>) = channel();
        let (entered, inside) = oneshot::channel();
        let writer = Arc::clone(&self.writer);
        let job = tokio::spawn(async move {
            writer
                .run(move |_| {
                    entered.send(()).unwrap();
                    held.recv().map_err(|_| StoreError::Closed)
                })
                .await
        });
        inside.await.unwrap();
        (release, job)
    }

    /// Queues work. When this returns it is in the queue or refused.
    async fn queue(
        &self,
        work: impl FnOnce(&Connection) -> Result<(), StoreError> + Send + 'static,
    ) -> JoinHandle<Result<(), StoreError>> {
        let writer = Arc::clone(&self.writer);
        let (polled, was_polled) = oneshot::channel();
        let job = tokio::spawn(async move {
            let running = writer.run(work);
            tokio::pin!(running);
            let first = poll_once(running.as_mut()).await;
            polled.send(()).unwrap();
            match first {
                Some(result) => result,
                None => running.await,
            }
        });
        was_polled.await.unwrap();
        job
    }

    fn rows(&self) -> Vec<i64> {
        let reader = connection::open_for_reading(&self.folder.path().join("a.db")).unwrap();
        let mut statement = reader.prepare("SELECT n FROM n ORDER BY n").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }
}

/// Polls a future once.
async fn poll_once<F: Future>(mut future: std::pin::Pin<&mut F>) -> Option<F::Output> {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(match future.as_mut().poll(context) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

fn insert(n: i64) -> impl FnOnce(&Connection) -> Result<(), StoreError> + Send + 'static {
    move |tx| {
        tx.execute("INSERT INTO n VALUES (?1)", [n])?;
        Ok(())
    }
}

#[tokio::test]
async fn what_waits_shares_one_commit() {
    let table = Table::new(64);
    let (release, held) = table.hold().await;
    let mut jobs = Vec::new();
    for n in 0..20 {
        jobs.push(table.queue(insert(n)).await);
    }
    release.send(()).unwrap();
    held.await.unwrap().unwrap();
    for job in jobs {
        job.await.unwrap().unwrap();
    }
    assert_eq!((table.writer.load().commits, table.rows().len()), (2, 20));
}

#[tokio::test]
async fn nobody_is_answered_before_the_commit() {
    let table = Table::new(64);
    let first = table.queue(insert(1)).await;
    first.await.unwrap().unwrap();
    // Another connection sees it as soon as the answer is here.
    assert_eq!(table.rows(), [1]);
}

#[tokio::test]
async fn a_job_that_fails_takes_nothing_else_with_it() {
    let table = Table::new(64);
    let (release, _held) = table.hold().await;
    let good = table.queue(insert(1)).await;
    let bad = table
        .queue(|tx| {
            insert(2)(tx)?;
            insert(1)(tx)
        })
        .await;
    let after = table.queue(insert(3)).await;
    release.send(()).unwrap();
    good.await.unwrap().unwrap();
    assert!(matches!(bad.await.unwrap(), Err(StoreError::Failed(_))));
    after.await.unwrap().unwrap();
    assert_eq!(table.rows(), [1, 3]);
}

#[tokio::test]
async fn a_full_queue_is_busy_at_once_and_takes_jobs_again_later() {
    let table = Table::new(2);
    let (release, _held) = table.hold().await;
    let waiting = [table.queue(insert(1)).await, table.queue(insert(2)).await];
    assert!(matches!(table.writer.run(insert(3)).await, Err(StoreError::Busy)));
    release.send(()).unwrap();
    for job in waiting {
        job.await.unwrap().unwrap();
    }
    table.writer.run(insert(4)).await.unwrap();
    assert_eq!(table.rows(), [1, 2, 4]);
}

#[tokio::test]
async fn a_caller_that_goes_away_does_not_undo_its_write() {
    let table = Table::new(64);
    let (release, _held) = table.hold().await;
    table.queue(insert(1)).await.abort();
    release.send(()).unwrap();
    table.writer.run(insert(2)).await.unwrap();
    assert_eq!(table.rows(), [1, 2]);
}

#[tokio::test]
async fn what_is_queued_is_committed_before_the_writer_is_gone() {
    let table = Table::new(64);
    let (release, held) = table.hold().await;
    let job = table.queue(insert(1)).await;
    release.send(()).unwrap();
    held.await.unwrap().unwrap();
    job.abort();
    let Table { folder, writer } = table;
    // Its caller is gone, so this is the last handle, and dropping it waits.
    drop(job.await);
    drop(Arc::into_inner(writer).unwrap());
    let reader = connection::open_for_reading(&folder.path().join("a.db")).unwrap();
    let rows: i64 = reader.query_row("SELECT count(*) FROM n", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 1);
}

#[tokio::test]
async fn what_is_found_in_the_log_is_carried_over_before_anything_is_committed_behind_it() {
    let table = Table::new(64);
    let log = || std::fs::metadata(table.folder.path().join("a.db-wal")).unwrap().len();
    // A header, and frames with a header and a page each.
    let frames = |count: u64| 32 + count * (24 + 4096);
    table.writer.run(|_| Ok(())).await.unwrap();
    assert_eq!(log(), frames(1), "of what made the table nothing is left, only the beginning of a new log");
    table.writer.run(insert(1)).await.unwrap();
    assert_eq!((log(), table.rows()), (frames(2), vec![1]));
}
