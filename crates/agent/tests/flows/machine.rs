//! A machine whose answers a test can change and hold back.

use std::sync::{Arc, Condvar, Mutex};

use porchlight_host::{Answer, Host, ProbeError, Question, Recording, ReplayHost};

/// Its disk is encrypted.
pub(crate) const GOOD: &str = include_str!("../../../../tests/hosts/windows-11-25h2-good/machine.json");
/// The protection of its disk is suspended.
pub(crate) const SUSPENDED: &str =
    include_str!("../../../../tests/hosts/windows-11-25h2-suspended-third-party/machine.json");

pub(crate) struct Machine {
    recording: Mutex<Arc<ReplayHost>>,
    held: Mutex<bool>,
    let_go: Condvar,
}

impl Machine {
    pub(crate) fn new(recording: &str) -> Self {
        Self { recording: Mutex::new(replay(recording)), held: Mutex::new(false), let_go: Condvar::new() }
    }

    /// From now on it answers like another one.
    pub(crate) fn becomes(&self, recording: &str) {
        *self.recording.lock().unwrap() = replay(recording);
    }

    /// From now on it answers only what its system is, and the rest when it is let go.
    pub(crate) fn hold(&self) {
        *self.held.lock().unwrap() = true;
    }

    pub(crate) fn let_go(&self) {
        *self.held.lock().unwrap() = false;
        self.let_go.notify_all();
    }
}

fn replay(recording: &str) -> Arc<ReplayHost> {
    Arc::new(ReplayHost::new(Recording::parse(recording).unwrap()).unwrap())
}

impl Host for Machine {
    fn ask(&self, question: &Question) -> Result<Answer, ProbeError> {
        if *question != Question::Platform {
            let held = self.held.lock().unwrap();
            drop(self.let_go.wait_while(held, |held| *held).unwrap());
        }
        let recording = Arc::clone(&self.recording.lock().unwrap());
        recording.ask(question)
    }
}
