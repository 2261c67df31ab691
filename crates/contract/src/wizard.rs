//! What the wizard's window shows, and what a person can do there.
//!
//! All state is in Rust. The window draws a [`WizardState`] and sends [`Action`]s; it keeps nothing of its own
//! but the text that is being typed.

use serde::{Deserialize, Serialize};

use crate::{
    CheckId, CompanyCard, Facts, OsFamily, Outcome, PersonAnswer, PlainText, Problem, Readiness, Reference,
    ReportId, Standing, Timestamp,
};

/// Everything the window needs to draw itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WizardState {
    /// Counts up with every change; an older one that arrives late is dropped.
    pub revision: u32,
    /// The language the person chose, or `None` for the system's.
    pub locale: Option<Locale>,
    /// Where the person is.
    pub page: Page,
    /// What is going on right now.
    pub busy: Option<Busy>,
    /// What went wrong with the last action; the next action clears it.
    pub problem: Option<Problem>,
    /// The host, from the moment an invite was looked at.
    pub company: Option<CompanyCard>,
    /// Whom the invite was made for, if it says so.
    pub person: Option<PlainText>,
    /// The invite that waits for the person's yes.
    pub offer: Option<OfferView>,
    /// Where this computer's key lies, once it is enrolled.
    pub key_place: Option<KeyPlace>,
    /// The task list.
    pub tasks: Vec<Task>,
    /// The checks in the order of the list, as far as they have got.
    pub checks: Vec<CheckCard>,
    /// The company's view of the checks, once all are done.
    pub readiness: Option<Readiness>,
    /// The report that is being read.
    pub report: Option<ReportDraft>,
    /// Where the last report is.
    pub delivery: Option<Delivery>,
    /// Every report that was signed here, the newest first.
    pub history: Vec<SentReport>,
    /// The copy of a report that is being read again.
    pub shown: Option<KeptReport>,
    /// The file that the copies were last written to, with its folder.
    pub exported_to: Option<String>,
}

/// The languages of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// English.
    En,
    /// Spanish.
    Es,
}

impl Locale {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::En, Self::Es];

    /// The language tag (BCP 47), which is also the folder below `locales/`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }
}

/// A page of the wizard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Page {
    /// What this is, and the choice.
    Notice,
    /// "I'd rather not use my own computer." Open at any time.
    Declined,
    /// Enter an invite.
    Invite,
    /// Who invites; say yes or no.
    Confirm,
    /// The task list.
    Home,
    /// The checks and what they found.
    Check,
    /// One finding.
    Finding {
        /// Which.
        check: CheckId,
    },
    /// Read the report, and send it.
    Report,
    /// What became of it: waiting or sent.
    Receipt,
    /// Everything that was sent.
    History,
    /// One report as it was sent.
    Sent {
        /// Which.
        report: ReportId,
    },
}

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Busy {
    /// Asking the collector what the invite offers.
    LookingUpInvite,
    /// Being enrolled.
    Enrolling,
    /// Checks are running.
    Checking,
    /// The report is on its way.
    Sending,
    /// A report is being taken back.
    Withdrawing,
}

/// An invite that waits for a yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OfferView {
    /// Whom it was made for.
    pub person: Option<PlainText>,
    /// Until when it holds.
    pub expires_at: Timestamp,
    /// The host name of the collector.
    pub address: String,
    /// The collector's fingerprint, to compare with the invitation.
    pub collector_fingerprint: String,
    /// This computer's fingerprint, to compare with the console.
    pub device_fingerprint: Option<String>,
}

/// Where the key of this computer lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum KeyPlace {
    /// The system's key store.
    Keyring,
    /// A file that only this user can read, after the person said yes to it.
    File,
}

/// One line of the task list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Task {
    /// Which task.
    pub id: TaskId,
    /// How far it is.
    pub progress: TaskProgress,
}

/// The tasks of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TaskId {
    /// Check your computer.
    Check,
    /// Read and send your report.
    Report,
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TaskProgress {
    /// Another task comes first.
    CannotStartYet,
    /// Not begun.
    NotYetStarted,
    /// Begun.
    InProgress,
    /// Done.
    Completed,
}

/// One check on the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CheckCard {
    /// Which check.
    pub id: CheckId,
    /// Whether it is being run right now, for the first time or again.
    pub running: bool,
    /// What it found last.
    pub finding: Option<Finding>,
    /// What the person says to that.
    pub answer: Option<PersonAnswer>,
}

/// What a check found, with what stays on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Finding {
    /// What it concluded.
    pub outcome: Outcome,
    /// What that means for the company.
    pub standing: Standing,
    /// The kind of system, which decides what to do about it.
    pub os: OsFamily,
    /// Whether [`Action::OpenSettings`] can open the page of the system's settings for it.
    pub settings: bool,
    /// When it was seen.
    pub observed_at: Timestamp,
    /// What would be sent.
    pub facts: Facts,
    /// What was asked and answered, for the help desk; never sent.
    pub readings: Vec<Reading>,
}

/// One question to the machine, with its answer, as text. It stays on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Reading {
    /// What was asked.
    pub source: String,
    /// What came back, cut to 2 KiB.
    pub value: String,
}

/// A report that a person is reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReportDraft {
    /// Its id.
    pub id: ReportId,
    /// The very bytes that will be signed and sent.
    pub exact: String,
    /// The checks that the company does not require, so that the person may leave them out.
    pub optional: Vec<CheckId>,
    /// Those of them that the person leaves out.
    pub left_out: Vec<CheckId>,
}

/// A report that was signed here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SentReport {
    /// Its id.
    pub id: ReportId,
    /// When it was signed.
    pub signed_at: Timestamp,
    /// Where it is.
    pub state: SentState,
}

/// Where a signed report is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SentState {
    /// Kept here until the collector takes it.
    Waiting,
    /// The collector has it.
    Received {
        /// The short name for the phone.
        reference: Reference,
        /// When the collector stored it.
        received_at: Timestamp,
    },
    /// The person took it back, and the collector has erased it.
    Withdrawn {
        /// The short name for the phone.
        reference: Reference,
        /// When it was erased.
        withdrawn_at: Timestamp,
    },
}

/// The copy of a signed report that stays on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct KeptReport {
    /// Its id.
    pub id: ReportId,
    /// The very bytes that were signed.
    pub exact: String,
}

/// Where a report is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Delivery {
    /// Signed and kept here until the collector takes it.
    Waiting {
        /// Since when.
        since: Timestamp,
        /// Why it has not gone yet.
        problem: Option<Problem>,
    },
    /// The collector has it, and its signed receipt is here.
    Sent {
        /// The short name for the phone.
        reference: Reference,
        /// When the collector stored it.
        received_at: Timestamp,
    },
}

/// What a person can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// Choose a language.
    SetLocale {
        /// The language.
        locale: Locale,
    },
    /// "Check my computer."
    AcceptNotice,
    /// "I'd rather not use my own computer."
    Decline,
    /// Look at an invite: a code, or a whole link.
    LookUpInvite {
        /// What was typed or pasted.
        text: String,
        /// Where to ask, when a code was typed and no link came.
        address: Option<String>,
    },
    /// "That's not for me": back to entering an invite.
    ForgetOffer,
    /// "Yes, set up this computer for …".
    ConfirmOffer,
    /// "Yes, keep the key in a file": the explicit yes that the alternative needs.
    KeepKeyInFile,
    /// Go to a page that is open to the person now.
    Open {
        /// Where to.
        page: Page,
    },
    /// Run all checks.
    RunChecks,
    /// Stop the checks that are running; what they found so far stays.
    CancelChecks,
    /// Run one check again.
    CheckAgain {
        /// Which.
        check: CheckId,
    },
    /// Open the page of the system's settings for a check.
    OpenSettings {
        /// Which.
        check: CheckId,
    },
    /// Say something to a finding, or take it back.
    AnswerFinding {
        /// Which.
        check: CheckId,
        /// What; `None` takes it back.
        answer: Option<PersonAnswer>,
    },
    /// Leave a check out of the report that is being read, or put it back.
    LeaveOut {
        /// Which: one of [`ReportDraft::optional`].
        check: CheckId,
        /// Whether to leave it out.
        left_out: bool,
    },
    /// "Send this report": this one, the one on the screen, and no other that was made since.
    SendReport {
        /// The report that was read.
        report: ReportId,
    },
    /// Try to deliver what waits.
    DeliverNow,
    /// Write a copy of everything that was sent to a file in the person's folder for downloads.
    ExportReports,
    /// Take a report back: the collector erases it.
    WithdrawReport {
        /// Which.
        report: ReportId,
    },
}
