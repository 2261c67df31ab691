//! What happens, as server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Extension, State};
use axum::response::sse::{Event as Message, Sse};
use futures::Stream;
use porchlight_collector_db::TechnicianId;
use porchlight_contract::Problem;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::guard::SignedIn;
use crate::app::Shared;
use crate::events::{EnrolmentEvent, Event, ReportEvent};
use crate::http::Failure;

/// How often a comment keeps the connection open, and the session is looked at again.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Tells what happens as it happens: `enrolment` with an `EnrolmentEvent`, `report` and `withdrawal` with a
/// `ReportEvent`, and `lagged` with the number of events that were missed: of no more companies than the person looks
/// after, and 0 where it cannot be known. Ends with the session, and when what the person may see changes.
#[utoipa::path(
    get, path = "/events", tag = "console", operation_id = "listen", security(("session" = [])),
    responses(
        (status = 200, description = "The stream.", body = String, content_type = "text/event-stream"),
        (status = "default", description = "What went wrong.", body = Problem),
    ),
)]
pub(super) async fn listen(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
) -> Result<Sse<impl Stream<Item = Result<Message, Infallible>>>, Failure> {
    let place = app.listeners.clone().try_acquire_owned().map_err(|_| Failure::busy())?;
    let listener = Listener::new(app, signed_in, place);
    let messages = futures::stream::unfold(listener, |mut listener| async {
        let message = listener.next().await?.message()?;
        Some((Ok(message), listener))
    });
    Ok(Sse::new(messages))
}

/// What a listener is told.
#[derive(Debug)]
enum Told {
    /// Nothing, but the connection is alive.
    KeepAlive,
    Enrolment(EnrolmentEvent),
    Report(ReportEvent),
    Withdrawal(ReportEvent),
    /// So many events were missed.
    Lagged(u64),
}

impl Told {
    fn message(&self) -> Option<Message> {
        let message = Message::default();
        match self {
            Self::KeepAlive => Some(message.comment("")),
            Self::Enrolment(data) => message.event("enrolment").json_data(data).ok(),
            Self::Report(data) => message.event("report").json_data(data).ok(),
            Self::Withdrawal(data) => message.event("withdrawal").json_data(data).ok(),
            Self::Lagged(missed) => message.event("lagged").json_data(missed).ok(),
        }
    }
}

struct Listener {
    app: Shared,
    signed_in: SignedIn,
    events: Receiver<Event>,
    stopping: watch::Receiver<bool>,
    ticks: Interval,
    _place: OwnedSemaphorePermit,
}

impl Listener {
    fn new(app: Shared, signed_in: SignedIn, place: OwnedSemaphorePermit) -> Self {
        // The first tick is at once: the client gets its answer's head without waiting for an event.
        let mut ticks = interval(KEEP_ALIVE);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            events: app.events.listen(),
            stopping: app.stopping.clone(),
            app,
            signed_in,
            ticks,
            _place: place,
        }
    }

    /// What to tell next, or `None` when the stream ends.
    async fn next(&mut self) -> Option<Told> {
        loop {
            let event = tokio::select! {
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                _ = self.ticks.tick() => None,
                event = self.events.recv() => Some(event),
            };
            let Some(event) = event else {
                return self.session_holds().await.then_some(Told::KeepAlive);
            };
            match event {
                Ok(Event::SessionClosed(token)) if token == self.signed_in.token => return None,
                Ok(Event::AccountChanged(technician)) if technician == self.technician() => return None,
                Ok(Event::SessionClosed(_) | Event::AccountChanged(_)) => {}
                Ok(_) | Err(RecvError::Lagged(_)) if self.has_expired() => return None,
                Ok(
                    Event::Enrolment(EnrolmentEvent { ref company_id, .. })
                    | Event::Report(ReportEvent { ref company_id, .. })
                    | Event::Withdrawal(ReportEvent { ref company_id, .. }),
                ) if self.signed_in.sees(company_id).is_err() => {}
                Ok(Event::Enrolment(data)) => return Some(Told::Enrolment(data)),
                Ok(Event::Report(data)) => return Some(Told::Report(data)),
                Ok(Event::Withdrawal(data)) => return Some(Told::Withdrawal(data)),
                // Among those that were missed are some of other companies, nobody knows how many.
                Err(RecvError::Lagged(_)) if self.signed_in.session.companies.is_some() => {
                    return Some(Told::Lagged(0));
                }
                Err(RecvError::Lagged(missed)) => return Some(Told::Lagged(missed)),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// The session may have been closed by another program, or see something else by now.
    async fn session_holds(&mut self) -> bool {
        let Ok(now) = self.app.now() else { return false };
        let Ok(Some(session)) = self.app.store.session(&self.signed_in.token, &now).await else {
            return false;
        };
        self.signed_in.session = session;
        true
    }

    fn technician(&self) -> TechnicianId {
        self.signed_in.session.technician.id
    }

    fn has_expired(&self) -> bool {
        self.app.now().map_or(true, |now| self.signed_in.session.expires_at <= now)
    }
}

#[cfg(test)]
mod tests;
