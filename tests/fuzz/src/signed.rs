//! Signed texts. Bytes: where one that is signed is changed, and to what.

use std::sync::LazyLock;

use porchlight_jws::{Kind, SigningKey, Unverified};

const PAYLOAD: &[u8] = br#"{"schema":"porchlight.report/1","checks":[]}"#;
const KINDS: [Kind; 5] = [Kind::Enrolment, Kind::Report, Kind::Receipt, Kind::Withdrawal, Kind::Erasure];

static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::from_seed(&[7; 32]).unwrap());
static SIGNED: LazyLock<String> = LazyLock::new(|| KEY.sign(Kind::Report, PAYLOAD).unwrap());

/// Only the very text that was signed verifies, and only as what it was signed for.
pub(crate) fn signed(bytes: &[u8]) {
    try_text(&String::from_utf8_lossy(bytes));
    if let [from, to, patch @ ..] = bytes {
        let place = |at: u8| usize::from(at) * SIGNED.len() / 256;
        let (from, to) = (place(*from.min(to)), place(*from.max(to)));
        try_text(&[&SIGNED[..from], &String::from_utf8_lossy(patch), &SIGNED[to..]].concat());
    }
}

fn try_text(text: &str) {
    for kind in KINDS {
        let verified = Unverified::parse(text, kind).and_then(|jws| jws.verify(KEY.public()));
        let genuine = text == *SIGNED && kind == Kind::Report;
        assert_eq!(verified.is_ok(), genuine, "{kind:?} {text}");
        if let Ok(payload) = verified {
            assert_eq!(payload, PAYLOAD);
        }
    }
}
