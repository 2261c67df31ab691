//! The one question that no machine answers by itself: how far its clock is off.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use porchlight_client::{ClientError, Collector};
use porchlight_contract::{CollectorAddress, ErrorCode, Timestamp};
use porchlight_host::{Answer, Clock, Host, ProbeError, Question, between};
use tokio::runtime::Handle;

/// A machine that knows a collector to compare its clock with. Everything else it answers as before.
pub(crate) struct WithCollector {
    machine: Arc<dyn Host>,
    clock: Arc<dyn Clock>,
    address: CollectorAddress,
    runtime: Handle,
}

impl WithCollector {
    /// The machine with this collector. The runtime does the asking, whatever thread the question comes from.
    pub(crate) fn new(
        machine: Arc<dyn Host>,
        clock: Arc<dyn Clock>,
        address: CollectorAddress,
        runtime: Handle,
    ) -> Self {
        Self { machine, clock, address, runtime }
    }

    fn offset(&self) -> Result<Answer, ProbeError> {
        let (clock, address) = (Arc::clone(&self.clock), self.address.clone());
        let (reply, replied) = mpsc::sync_channel(1);
        self.runtime.spawn(async move {
            // Nobody listens any more once the deadline has passed.
            let _ = reply.send(measured(clock.as_ref(), address).await);
        });
        replied.recv_timeout(Question::ClockOffset.deadline()).unwrap_or(Err(ProbeError::TimedOut))
    }
}

impl Host for WithCollector {
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        if *question == Question::ClockOffset { self.offset() } else { self.machine.ask(question) }
    }
}

async fn measured(clock: &dyn Clock, address: CollectorAddress) -> Result<Answer, ProbeError> {
    let collector = Collector::new(address).map_err(|error| probe_error(&error))?;
    let asked_at = clock.now();
    let (theirs, took) = collector.time().await.map_err(|error| probe_error(&error))?;
    Ok(Answer::Number(ahead(&asked_at, &theirs, took)))
}

/// How far our clock is ahead of theirs, in milliseconds, if the answer took as long back as the question took there.
/// Both clocks tell whole seconds: less than two seconds mean nothing.
fn ahead(asked_at: &Timestamp, theirs: &Timestamp, took: Duration) -> i64 {
    let millis = |time: Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    let apart = if asked_at >= theirs {
        millis(between(theirs, asked_at))
    } else {
        millis(between(asked_at, theirs)).saturating_neg()
    };
    apart.saturating_add(millis(took / 2))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else went wrong, there was nobody to ask")]
fn probe_error(error: &ClientError) -> ProbeError {
    match error.problem.code {
        ErrorCode::TimedOut => ProbeError::TimedOut,
        ErrorCode::AnswerMalformed => ProbeError::Malformed,
        _ => ProbeError::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use porchlight_host::FixedClock;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    struct Nothing;

    impl Host for Nothing {
        fn ask(&self, _: &Question) -> Result<Answer, ProbeError> {
            Err(ProbeError::NotFound)
        }
    }

    /// Asks on a thread where waiting is allowed, as checks do, on a computer whose clock shows seven past ten.
    async fn asked(address: String, question: Question) -> Result<Answer, ProbeError> {
        let clock = Arc::new(FixedClock(time("2026-11-22T10:07:00Z")));
        let address = CollectorAddress::parse(address).unwrap();
        let host = WithCollector::new(Arc::new(Nothing), clock, address, Handle::current());
        tokio::task::spawn_blocking(move || host.ask(&question)).await.unwrap()
    }

    async fn answering(answer: &'static str) -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut vec![0; 4096]).await;
            drop(stream.write_all(answer.as_bytes()).await);
        });
        address
    }

    #[tokio::test]
    async fn the_collectors_clock_is_what_ours_is_compared_with() {
        let ten = answering("HTTP/1.1 204 No Content\r\ndate: Sun, 22 Nov 2026 10:00:00 GMT\r\n\r\n").await;
        let Answer::Number(offset) = asked(ten, Question::ClockOffset).await.unwrap() else {
            panic!("a number")
        };
        // Half of the way is under two and a half seconds, or there would be no answer.
        assert!((420_000..422_500).contains(&offset), "{offset}");
    }

    #[tokio::test]
    async fn without_anybody_to_ask_there_is_no_answer_and_no_zero() {
        let portal = answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
        assert_eq!(asked(portal, Question::ClockOffset).await, Err(ProbeError::Malformed));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let nobody = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        assert_eq!(asked(nobody.clone(), Question::ClockOffset).await, Err(ProbeError::Unavailable));
        assert_eq!(
            asked(nobody, Question::UserId).await,
            Err(ProbeError::NotFound),
            "the machine's own answer"
        );
    }

    fn time(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_clock_is_ahead_or_behind_and_half_of_the_way_is_taken_off() {
        let (early, late) = (time("2026-11-22T10:00:00Z"), time("2026-11-22T10:07:00Z"));
        assert_eq!(ahead(&late, &early, Duration::ZERO), 420_000);
        assert_eq!(ahead(&early, &late, Duration::from_secs(2)), -419_000);
        assert_eq!(ahead(&early, &early, Duration::ZERO), 0);
    }
}
