//! What the database keeps, as types.

use std::collections::BTreeMap;

use porchlight_contract::wizard::Reading;
use porchlight_contract::{
    CollectorAddress, CompanyCard, DeviceId, Facts, InviteCode, InviteOffer, Jwk, Outcome, PlainText,
    PolicyDocument, Problem, Reference, ReportId, Timestamp,
};
use serde::{Deserialize, Serialize};

/// The names under which progress is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// `Locale`: the language the person chose.
    Locale,
    /// `Page`: where the person is.
    Page,
    /// `Timestamp`: when the notice was accepted.
    AcceptedAt,
    /// `String`: an invite link that came before the notice was accepted.
    PendingLink,
    /// [`OfferRecord`]: the invite that waits for a yes.
    Offer,
    /// `KeyPlace`: where this computer's key lies.
    KeyPlace,
    /// [`EnrolmentRecord`].
    Enrolment,
    /// Set of `CheckId`: the checks that the person leaves out of reports.
    LeftOut,
}

impl Key {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Locale => "locale",
            Self::Page => "page",
            Self::AcceptedAt => "accepted_at",
            Self::PendingLink => "pending_link",
            Self::Offer => "offer",
            Self::KeyPlace => "key_place",
            Self::Enrolment => "enrolment",
            Self::LeftOut => "left_out",
        }
    }
}

/// An invite that was looked at and waits for a yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferRecord {
    /// Who issued it.
    pub address: CollectorAddress,
    /// Its code, needed once more when the person says yes; gone after that.
    pub code: InviteCode,
    /// What it offers.
    pub offer: InviteOffer,
}

/// What the device knows of its enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentRecord {
    /// Where reports go.
    pub address: CollectorAddress,
    /// Whose receipts are believed.
    pub collector_key: Jwk,
    /// This device's id there.
    pub device_id: DeviceId,
    /// The host.
    pub company: CompanyCard,
    /// Whom the invite was made for, if it said so.
    #[serde(default)]
    pub person: Option<PlainText>,
    /// What the company asks for.
    pub policy: PolicyDocument,
    /// When the record was made.
    pub enrolled_at: Timestamp,
}

/// What a check found last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFinding {
    /// What it concluded.
    pub outcome: Outcome,
    /// What may be sent.
    pub facts: Facts,
    /// What stays here.
    pub readings: Vec<Reading>,
    /// When the check saw each thing first that it still sees, such as an update that waits. It stays here.
    #[serde(default)]
    pub memory: BTreeMap<String, Timestamp>,
    /// When it was seen.
    pub observed_at: Timestamp,
}

/// A report that is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub report_id: ReportId,
    /// Its bytes, as shown.
    pub exact: String,
}

/// A signed report that waits for its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Its id.
    pub report_id: ReportId,
    /// Its bytes, as shown.
    pub exact: String,
    /// The same bytes, signed.
    pub jws: String,
    /// When the person pressed Send.
    pub signed_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// When it may be tried next.
    pub next_attempt_at: Timestamp,
    /// Why the last attempt failed.
    pub problem: Option<Problem>,
}

/// A report with its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentReport {
    /// Its id.
    pub report_id: ReportId,
    /// Its bytes, as shown.
    pub exact: String,
    /// The same bytes, signed.
    pub jws: String,
    /// The collector's receipt, signed.
    pub receipt: String,
    /// Its short name.
    pub reference: Reference,
    /// When the person pressed Send.
    pub signed_at: Timestamp,
    /// When the collector stored it, by the collector's clock.
    pub received_at: Timestamp,
    /// What became of it if the person took it back.
    pub withdrawn: Option<WithdrawnReport>,
}

/// That a report was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawnReport {
    /// When, by the collector's clock.
    pub at: Timestamp,
    /// The collector's signed word for it.
    pub erasure: String,
}
