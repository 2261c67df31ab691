//! The one thread that writes. Whatever is waiting shares one commit, and nobody is answered before it.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use crate::{Load, StoreError};

/// How long nothing is written before the WAL is carried over into the database.
const IDLE: Duration = Duration::from_millis(500);
/// After so many writes the WAL is carried over even if there is no pause.
const WRITES_A_CHECKPOINT: usize = 4096;

/// The handle to the thread that writes.
pub(super) struct Writer {
    /// `None` only while dropping.
    queue: Option<SyncSender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    counts: Arc<Counts>,
}

/// What [`Load`] is read from.
#[derive(Default)]
struct Counts {
    commits: AtomicU64,
    writes: AtomicU64,
    waiting: AtomicU64,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(connection: Connection, queue: usize, batch: usize) -> Result<Self, StoreError> {
        let (sender, receiver) = sync_channel(queue);
        let counts = Arc::new(Counts::default());
        let settled = Cell::new(false);
        let side = WriterSide { connection, queue: receiver, batch, counts: Arc::clone(&counts), settled };
        let thread = std::thread::Builder::new()
            .name("collector-db-writer".into())
            .spawn(move || side.run())
            .map_err(|error| StoreError::Failed(Box::new(error)))?;
        Ok(Self { queue: Some(sender), thread: Some(thread), counts })
    }

    /// Does `work` in a transaction and returns when it is durable. An error from `work` undoes what it wrote and
    /// nothing else. If the caller stops waiting, the work is done all the same.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let job = Work { work: Some(work), result: None, reply };
        let queue = self.queue.as_ref().ok_or(StoreError::Closed)?;
        self.counts.waiting.fetch_add(1, Ordering::Relaxed);
        queue.try_send(Box::new(job)).map_err(|error| {
            self.counts.waiting.fetch_sub(1, Ordering::Relaxed);
            match error {
                TrySendError::Full(_) => StoreError::Busy,
                TrySendError::Disconnected(_) => StoreError::Closed,
            }
        })?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    pub(super) fn load(&self) -> Load {
        Load {
            commits: self.counts.commits.load(Ordering::Relaxed),
            writes: self.counts.writes.load(Ordering::Relaxed),
            waiting: self.counts.waiting.load(Ordering::Relaxed),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the writer had panicked");
        }
    }
}

/// Something to write, with somebody who waits for it.
trait Job: Send {
    /// Writes. `false` if what it wrote is to be undone.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Answers, once it is known what became of the commit.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Work<T, F> {
    work: Option<F>,
    result: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Job for Work<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> Result<T, StoreError> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        self.result = self.work.take().map(|work| work(connection));
        matches!(self.result, Some(Ok(_)))
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let answer = match (committed, self.result) {
            (_, Some(Err(error))) | (Err(error), _) => Err(error),
            (Ok(()), result) => result.unwrap_or(Err(StoreError::Closed)),
        };
        // A caller that has gone away does not need the answer.
        drop(self.reply.send(answer));
    }
}

/// What the thread owns.
struct WriterSide {
    connection: Connection,
    queue: Receiver<Box<dyn Job>>,
    batch: usize,
    counts: Arc<Counts>,
    /// Whether what a process before may have left is carried over, see [`WriterSide::settle`].
    settled: Cell<bool>,
}

impl WriterSide {
    fn run(self) {
        if let Err(error) = self.settle() {
            tracing::warn!(error = &error as &dyn std::error::Error, "the log is not carried over yet");
        }
        let mut since_checkpoint = 0;
        loop {
            match self.queue.recv_timeout(IDLE) {
                Ok(first) => since_checkpoint += self.write(first),
                Err(RecvTimeoutError::Timeout) if since_checkpoint == 0 => {}
                Err(RecvTimeoutError::Timeout) => {
                    self.checkpoint();
                    since_checkpoint = 0;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if since_checkpoint >= WRITES_A_CHECKPOINT {
                self.checkpoint();
                since_checkpoint = 0;
            }
        }
    }

    /// Writes one job and whatever else waits, commits, answers. Returns how many jobs that were.
    fn write(&self, first: Box<dyn Job>) -> usize {
        let mut jobs = Vec::with_capacity(self.batch.min(64));
        jobs.push(first);
        while jobs.len() < self.batch
            && let Ok(job) = self.queue.try_recv()
        {
            jobs.push(job);
        }
        let count = jobs.len();
        self.counts.waiting.fetch_sub(u64::try_from(count).unwrap_or_default(), Ordering::Relaxed);
        let committed = self.commit(&mut jobs);
        if let Err(error) = &committed {
            tracing::error!(error = error as &dyn std::error::Error, writes = count, "commit failed");
        }
        for job in jobs {
            job.answer(match &committed {
                Ok(()) => Ok(()),
                Err(StoreError::Busy) => Err(StoreError::Busy),
                Err(error) => Err(StoreError::Commit { reason: describe(error) }),
            });
        }
        count
    }

    fn commit(&self, jobs: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        self.settle()?;
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        let written = self.run_all(jobs).and_then(|()| Ok(self.connection.execute_batch("COMMIT")?));
        match written {
            Ok(()) => {
                self.counts.commits.fetch_add(1, Ordering::Relaxed);
                self.counts
                    .writes
                    .fetch_add(u64::try_from(jobs.len()).unwrap_or_default(), Ordering::Relaxed);
                Ok(())
            }
            Err(error) => {
                // Some errors have rolled back already.
                if !self.connection.is_autocommit() {
                    self.connection.execute_batch("ROLLBACK")?;
                }
                Err(error)
            }
        }
    }

    /// Sees to it that no commit stands behind one that may not be on the disk.
    ///
    /// If a sync fails, the system goes on to show what it could not write, and no later sync writes it. This process
    /// writes such pages anew; but who opens the database after a kill takes them for committed, and what it commits
    /// behind them is lost with them in a power cut. So all that is found is carried over, and a new log is begun.
    fn settle(&self) -> Result<(), StoreError> {
        if !self.settled.get() {
            begin_new_wal(&self.connection)?;
            self.settled.set(true);
        }
        Ok(())
    }

    /// Each job has a savepoint of its own, so that one that fails takes nothing else with it.
    fn run_all(&self, jobs: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        for job in jobs {
            self.connection.prepare_cached("SAVEPOINT job")?.execute([])?;
            if !job.run(&self.connection) {
                self.connection.prepare_cached("ROLLBACK TO job")?.execute([])?;
            }
            self.connection.prepare_cached("RELEASE job")?.execute([])?;
        }
        Ok(())
    }

    /// Carries over what no reader still needs; readers and writers go on. What is left waits for the next time.
    fn checkpoint(&self) {
        let done = self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        if let Err(error) = done {
            tracing::warn!(error = &error as &dyn std::error::Error, "checkpoint failed");
        }
    }
}

/// Carries over the WAL, if there is one, and begins the next one with a commit of nothing, so that the old one is gone
/// for sure. Nobody is waited for: where others use the database, the first of them has done it.
fn begin_new_wal(connection: &Connection) -> Result<(), StoreError> {
    let frames: i64 = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1))?;
    if frames <= 0 {
        return Ok(());
    }
    let patience: u64 = connection.pragma_query_value(None, "busy_timeout", |row| row.get(0))?;
    connection.busy_timeout(Duration::ZERO)?;
    let busy: rusqlite::Result<bool> =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
    connection.busy_timeout(Duration::from_millis(patience))?;
    if busy? {
        return Ok(());
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()?;
    Ok(())
}

/// An error with its causes on one line.
fn describe(error: &StoreError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests;
