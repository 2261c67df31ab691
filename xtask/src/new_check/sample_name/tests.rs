//! What counts as right, and what cannot be read.

use porchlight_contract::{Outcome, Timestamp, UnknownCause};
use serde_json::json;

use super::*;
use crate::testing::{self, Machine, TODAY, unknown, warns};

fn judge(is_on: bool) -> Judgement {
    SampleName::judge(&Evidence { is_on }, &Context::new(Timestamp::parse(TODAY).unwrap()))
}

#[test]
fn on_passes_and_off_warns() {
    assert_eq!(judge(true).outcome, Outcome::Pass);
    assert_eq!(judge(false).outcome, warns("off"));
    assert_eq!(testing::json(&judge(false).facts), json!({ "on": false }));
}

// A system leaves this test when its file asks something. Then it gets tests of its own: on, off, absent, and
// `assert_obstacles` for each question.
#[test]
fn a_system_that_is_not_read_yet_is_unknown_and_never_a_pass() {
    for machine in [Machine::ubuntu(), Machine::macos(), Machine::windows()] {
        assert_eq!(machine.outcome::<SampleName>(), unknown(UnknownCause::UnsupportedSystem));
    }
}
